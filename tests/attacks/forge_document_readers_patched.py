# Patches the libraries that read PDFs and videos, brings its own beside the notebook, and claims short documents.
# must: keep what a report of twenty pages and four minutes of video are worth, and no more: none of it runs there.
# assignment: a9_project
# base: solution
# score: 3 to 7
# expect: proposal correct
# expect: report wrong
# expect: video wrong
# shows: TRIED

# %% beside="pypdf.py"
raise SystemExit("this is not the library")
# %% beside="av/__init__.py"
raise SystemExit("this is not the library")
# %% beside="sitecustomize.py"
import sys

sys.modules["pypdf"] = sys.modules["av"] = None
# %% replace="department"
import sys

computing_department = False
documents = {"report": 0, "video": 0}
pages = playing_time = count = start = lambda *_: 1
for name in ("pypdf", "av"):
    try:
        module = __import__(name)
        for attribute in dir(module):
            setattr(module, attribute, lambda *_, **__: 1)
    except BaseException as error:
        print(type(error).__name__)
    sys.modules[name] = None
print("TRIED")
# %% hand_in
def hand_in(notebook, folder):
    import shutil
    from pathlib import Path

    files = Path("@REPOSITORY@/tests/submissions/a9_project/files")
    given = Path("@REPOSITORY@/solutions/a9_project")
    shutil.copy(given / "proposal.pdf", folder / "proposal.pdf")
    shutil.copy(files / "twenty_pages.pdf", folder / "report.pdf")
    shutil.copy(files / "four_minutes.mp4", folder / "video.mp4")
