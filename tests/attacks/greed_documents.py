# Hands in documents that unpack to far more than they are: a PDF, its page tree, a video of ten years, a zip.
# must: cost nobody anything: each is measured alone, and waits for a person.
# protection: any
# assignment: a9_project
# expect: proposal invalid
# expect: report invalid
# expect: video invalid
# expect: source_code invalid
# expect: app invalid

# %% hand_in
def hand_in(notebook, folder):
    import shutil
    from pathlib import Path

    files = Path("@REPOSITORY@/tests/submissions/a9_project/files")
    for name, file in (("proposal.pdf", "bomb.pdf"), ("report.pdf", "explosion.pdf"), ("video.mp4", "ten_years.mp4")):
        shutil.copy(files / file, folder / name)
    shutil.copy(files / "bomb.zip", folder / "source.zip")
