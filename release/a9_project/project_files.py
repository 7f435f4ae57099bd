"""Checks that a student sees of the project's files: is each where it belongs, and of the kind that its name says?

Pages and seconds are counted after handing in. This file travels beside the notebook.
"""

import contextlib
import importlib
import os
import re
import time
import unicodedata
import zipfile
from pathlib import Path

from checks import Holds, call, fail, say

try:
    import apps  # starts apps, where Streamlit is installed
except ImportError:
    apps = None
for library in ("av", "pypdf"):  # not used here; where a class is graded, they are loaded once for all
    with contextlib.suppress(ImportError):
        importlib.import_module(library)

NAMES = {
    "proposal": ("proposal", "제안서"),
    "report": ("report", "service_report", "보고서", "구현보고서", "서비스_구현보고서"),
    "video": ("video", "동영상", "영상"),
}
START_SECONDS = 40
"""An app that has not started by then waits for a person; half of it, on a student's machine, deserves a warning."""
OURS = ("checks.py", "notebook_language.py", "project_files.py", "apps.py")


def check_document(name, suffixes, most_mb):
    """Is there one file of that name, of that kind, and not too large?"""
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":  # then it is read elsewhere
        return None
    asked = name + suffixes[0]
    found = [path for path in sorted(Path().iterdir()) if _stem(path) in NAMES[name] and path.suffix.lower() in suffixes]
    if not found:
        fail(f"There is no {asked} beside this notebook yet.", f"노트북 옆에 아직 {asked} 파일이 없습니다.")
    if len(found) > 1:
        files = ", ".join(path.name for path in found)
        fail(f"Which one is meant: {files}? Leave one.", f"{files} 가운데 어느 것입니까? 하나만 남기세요.")
    path, size = found[0], found[0].stat().st_size / 2**20
    if path.is_symlink() or not path.is_file():
        fail(f"{path} is a link or a folder, and no file.", f"{path}: 파일이 아니라 링크나 폴더입니다.")
    if size > most_mb:
        fail(
            f"{path} has {size:.0f} MB, and at most {most_mb} MB are accepted.",
            f"{path}의 크기가 {size:.0f} MB입니다. 최대 {most_mb} MB까지 받습니다.",
        )
    with path.open("rb") as file:
        head = file.read(1024)
    is_right = b"%PDF-" in head if path.suffix.lower() == ".pdf" else head[4:8] == b"ftyp" or head[:4] == b"\x1aE\xdf\xa3"
    if not is_right and not (path.suffix.lower() == ".mov" and head[4:8] in (b"moov", b"mdat", b"wide", b"free")):
        fail(
            f"{path} does not begin as such a file does. Does it open?",
            f"{path}: 내용이 이름과 맞지 않는 파일 같습니다. 파일이 열립니까?",
        )
    return Holds(
        say(
            f"{path} is here, {max(size, 0.1):.1f} MB. Does it keep the limit?",
            f"{path} 파일이 있습니다({max(size, 0.1):.1f} MB). 한도를 지켰습니까?",
        )
    )


def check_source():
    """Is there any source code beside the notebook?"""
    code = [path for path in _files() if path.suffix.lower() in (".py", ".ipynb")]
    for path in _files():
        if path.suffix.lower() == ".zip":
            try:
                with zipfile.ZipFile(path) as archive:
                    code += [name for name in archive.namelist() if name.lower().endswith((".py", ".ipynb"))]
            except zipfile.BadZipFile:
                fail(f"{path} cannot be unpacked.", f"{path}의 압축을 풀 수 없습니다.")
    if not code:
        fail("There is no source code beside this notebook yet.", "노트북 옆에 아직 소스코드가 없습니다.")
    return Holds(say(f"{len(code)} file(s) of source code are here.", f"소스코드 파일이 {len(code)}개 있습니다."))


def check_app(computing_department):
    """Is there a Streamlit app, where one has to be?"""
    if not isinstance(computing_department, bool):
        fail(
            "computing_department should be True or False.",
            "computing_department는 True나 False여야 합니다.",
        )
    found = [path for path in _files() if path.suffix == ".py" and re.search(r"^\s*(import|from)\s+streamlit\b", _text(path), re.M)]
    packed = any(path.suffix.lower() == ".zip" for path in _files())
    if found:
        path = min(found, key=lambda path: (path.name != "app.py", len(path.parts)))
        if apps is None or os.environ.get("NBGRADER_EXECUTION") == "autograde":  # then it is started elsewhere
            return Holds(say(f"{path} uses Streamlit. Does it run?", f"{path}에서 Streamlit을 사용합니다. 실행됩니까?"))
        began = time.monotonic()
        with contextlib.chdir(path.parent):
            page = call(apps.start, Path(path.name), name=str(path)).test
        took = time.monotonic() - began
        if not len(page.main) + len(page.sidebar):
            fail(f"{path} starts and shows nothing.", f"{path}: 앱이 시작되지만 화면에 아무것도 없습니다.")
        if took > START_SECONDS / 2:
            fail(
                f"{path} takes {took:.0f} seconds to start, and after {START_SECONDS} it is stopped when it is marked. Train the"
                " model beforehand and load it from a file, or train when a button is pressed.",
                f"{path}: 시작하는 데 {took:.0f}초 걸립니다. 채점할 때는 {START_SECONDS}초가 지나면 멈춥니다. 모델을 미리 학습시켜 파일에서"
                " 읽거나, 버튼을 누를 때 학습시키세요.",
            )
        return Holds(say(f"{path} starts and shows something.", f"{path}: 앱이 시작되고 화면이 나옵니다."))
    if packed:
        return Holds(say("A zip is here. Does the app in it run?", "zip 파일이 있습니다. 그 안의 앱이 실행됩니까?"))
    if computing_department:
        fail(
            "There is no Streamlit app yet, and the computing department needs one.",
            "아직 Streamlit 앱이 없습니다. 컴퓨터공학부 학생은 반드시 Streamlit을 이용해야 합니다.",
        )
    return Holds(
        say("Your department does not need a Streamlit app.", "소속 학과에서는 Streamlit 앱이 필수가 아닙니다.")
    )


def _stem(path):
    return unicodedata.normalize("NFC", path.stem).lower()


def _files():
    """Return the files beside the notebook and in its folders that are the student's own."""
    found = (path for path in Path().rglob("*") if path.is_file() and ".ipynb_checkpoints" not in path.parts)
    return sorted(path for path in found if str(path) not in OURS and not (path.parent == Path() and path.suffix == ".ipynb"))


def _text(path):
    return path.read_text(encoding="utf-8", errors="replace")
