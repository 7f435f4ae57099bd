# Hands in documents that lead whoever reads them in circles, or down: a page tree, brackets, boxes of a video, one name.
# must: cost nobody anything: each is measured alone, in its time.
# protection: any
# assignment: a9_project
# expect: proposal invalid
# expect: report invalid|timeout|killed
# expect: video invalid|timeout|killed
# score: 0 to 4

# %% hand_in
import struct
import warnings
import zipfile

import project_files as files


def hand_in(notebook, folder):
    (folder / "proposal.pdf").write_bytes(files.pdf_without_end())
    deep = "[" * 200_000 + "]" * 200_000
    (folder / "report.pdf").write_bytes(files.plain_pdf(files.CATALOG, f"<< /Type /Pages /Kids {deep} >>"))
    boxes = b"".join(struct.pack("!I4s", 8 * (50_000 - depth), b"moov") for depth in range(50_000))
    (folder / "video.mp4").write_bytes(struct.pack("!I4s4sI", 16, b"ftyp", b"isom", 0) + boxes)
    with warnings.catch_warnings(), zipfile.ZipFile(folder / "source.zip", "w") as archive:
        warnings.simplefilter("ignore")  # of names that are there already
        for _ in range(1_500):
            archive.writestr("same.py", "")
