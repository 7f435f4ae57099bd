#!/usr/bin/env bash
# jupytext 1.19.6: a comment that is one word and a question mark is read as a command of IPython.
#
# In a py:percent file `# Why?` on a line of its own in a code cell becomes `Why?` in the notebook: IPython's
# "show the help of Why". Outside IPython that is a SyntaxError. `# f(x)?` is taken too; `# why not?` (two words) stays
# a comment. The setting comment_magics=false in the file's own header keeps all of them as they are.
#
# A careful expert knows that `# %time` is a hidden magic; that a plain question in a comment is one, he does not.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check jupytext==1.19.6
venv/bin/python - <<'PY'
import jupytext

HEADER = "# ---\n# jupyter:\n#   jupytext:\n#     comment_magics: false\n# ---\n\n"


def read(comment, header=""):
    notebook = jupytext.reads(f"{header}# %%\n{comment}\nx = 1\n", "py:percent")
    return notebook.cells[-1].source.splitlines()[0]


assert read("# Why?") == "Why?", read("# Why?")
assert read("# f(x)?") == "f(x)?", read("# f(x)?")
assert read("# why not?") == "# why not?", read("# why not?")
assert read("# Why?", HEADER) == "# Why?", read("# Why?", HEADER)
try:
    compile(read("# Why?") + "\nx = 1\n", "cell", "exec")
except SyntaxError:
    pass
else:
    raise AssertionError("it compiles")
print(f"jupytext {jupytext.__version__}: the comment '# Why?' is read as the code 'Why?', '# why not?' is not.")
PY
