"""How a sample submission is read."""

from __future__ import annotations

import json

import nbformat
import pytest

from grader.authoring.samples import notebook_bytes, parse_sample, read_own_files
from grader.course import Course
from grader.errors import UserError

TEXT = """# What it is.
# base: {base}
# expect: df wrong factor_lost

{blocks}
"""


def sources(course: Course, blocks: str, base: str = "solution") -> dict[str, str]:
    """Return the sample's cells, by id; of a double id the last."""
    sample = parse_sample("sample", "a1_derivatives", TEXT.format(base=base, blocks=blocks))
    release = nbformat.read(course.release("a1_derivatives"), as_version=4)
    source = course.root / "source" / "a1_derivatives" / "a1_derivatives.ipynb"
    content = notebook_bytes(sample, release, nbformat.read(source, as_version=4))
    assert content is not None
    return {cell["id"]: cell["source"] for cell in json.loads(content)["cells"]}


def test_an_expectation_speaks_of_one_question_the_base_of_all_others() -> None:
    sample = parse_sample("s", "a1_derivatives", TEXT.format(base="solution", blocks=""))
    assert sample.expected["df"] == ("wrong", "factor_lost")
    assert sample.expected["chain_rule"] == ("correct", "correct")
    untouched = parse_sample("s", "a1_derivatives", TEXT.format(base="release", blocks=""))
    assert untouched.expected["chain_rule"] == ("missing", "stub")


def test_blocks_change_the_notebook(course: Course) -> None:
    blocks = (
        '# %% answer="df"\ndef df(x):\n    return 1\n\n# %% cell\nprint(2)\n\n'
        '# %% delete="chain_rule"\n\n# %% replace="setup"\nimport numpy\n'
    )
    cells = sources(course, blocks)
    assert cells["df_answer"] == "def df(x):\n    return 1"
    assert "print(2)" in cells.values()
    assert "chain_rule" not in cells
    assert cells["setup"] == "import numpy"
    assert "return 3 * x**2" in cells["power_derivative_answer"]


def test_a_file_is_taken_as_it_stands(course: Course) -> None:
    sample = parse_sample("s", "a1_derivatives", TEXT.format(base="release", blocks="# %% file\n{broken"))
    empty = nbformat.v4.new_notebook()
    assert notebook_bytes(sample, empty, empty) == b"{broken"
    nothing = parse_sample("s", "a1_derivatives", TEXT.format(base="release", blocks="# %% nothing"))
    assert notebook_bytes(nothing, empty, empty) is None


@pytest.mark.parametrize(
    "text",
    [
        "# expect: df wrong x\n",
        "# base: solution\n# expect: no_such_function wrong x\n",
        "# base: solution\n# expect: df wrong\n",
    ],
)
def test_a_header_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"tests/submissions/a1_derivatives/sample.py, line \d: "):
        parse_sample("sample", "a1_derivatives", text)


def test_a_block_for_no_cell_is_refused(course: Course) -> None:
    with pytest.raises(UserError, match="answers no question"):
        sources(course, '# %% answer="no_such"\n1')


def test_files_beside_the_notebook_are_the_solutions_the_releases_or_the_samples_own(course: Course) -> None:
    def handed_in(base: str, blocks: str = "") -> dict[str, bytes]:
        text = f"# base: {base}\n\n{blocks}"
        return dict(read_own_files(course.root, parse_sample("s", "a8_data_app", text)))

    solution, release = course.root / "solutions" / "a8_data_app.py", course.release("a8_data_app").parent / "app.py"
    assert handed_in("solution") == {"app.py": solution.read_bytes()}
    assert handed_in("release") == {"app.py": release.read_bytes()}
    own = '# %% beside="app.py"\nimport more\n\n# %% beside="more.py"\nx = 1\n'
    assert handed_in("release", own) == {"app.py": b"import more\n", "more.py": b"x = 1\n"}
    assert handed_in("release", '# %% beside="app.py"\n') == {}
