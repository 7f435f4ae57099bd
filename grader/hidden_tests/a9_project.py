"""Hidden tests of a9_project: what of a final project a machine can see. The rest is marked by a person, by its rubrics.

The lecture asks for a proposal of about two pages, a report of at most five, source code, and a video of three minutes
that loses points when it is longer. It names neither files nor shares: those are this course's.
"""

from math import inf

from grader.questions.measures import ABSURD, DAMAGED, EMPTY, LOCKED, NOT_ONE, probe
from grader.questions.question import Document, Extra, Finding, Inspection
from grader.verdict import Verdict

EXTRA = Extra("project", ("av", "pypdf", "streamlit"))
BESIDE = ("project_files.py", "apps.py")
GIVEN = ("checks.py", "notebook_language.py", *BESIDE)
DUE = "12-19 15:00 Asia/Seoul"

PROPOSAL = Document(("proposal", "제안서"), (".pdf",), most_mb=20)
REPORT = Document(("report", "service_report", "보고서", "구현보고서", "서비스_구현보고서"), (".pdf",), most_mb=20)
VIDEO = Document(("video", "동영상", "영상"), (".mp4", ".mov", ".webm", ".mkv", ".m4v"), most_mb=200)

PAGES_SECONDS, VIDEO_SECONDS, APP_SECONDS = 20.0, 40.0, 40.0
"""How long the reading of a PDF, of a video, and the start of an app may take."""


def right(least: float, most: float) -> Finding:
    return Finding("correct", least, most, "Correct.", "정답입니다.", 1.0, Verdict.CORRECT)


def flag_for_review(code: str, number: int, en: str, ko: str, verdict: Verdict = Verdict.INVALID) -> Finding:
    """Return a finding that earns nothing until a person has looked."""
    return Finding(code, number, number, en, ko, verdict=verdict, settled=False)


def of_pages(document: Document, points: float, most: int) -> Inspection:
    """Return the inspection of a PDF with a limit of pages: one page over keeps 75 %, up to twice as many 50 %."""
    en = f"The PDF has {{number:g}} pages, and at most {most} are asked for."
    ko = f"PDF가 {{number:g}}쪽입니다. 최대 {most}쪽까지입니다."
    return Inspection(
        document.name,
        points,
        probe("pages", f"pages(documents[{document.name!r}])"),
        (
            right(1, most),
            Finding(
                "one_page_over",
                most + 1,
                most + 1,
                f"{en} Which paragraph would nobody miss?",
                f"{ko} 없어도 되는 단락은 어느 것입니까?",
                credit=0.75,
            ),
            Finding(
                "pages_over",
                most + 2,
                2 * most,
                f"{en} What does its reader have to know, and what can go into the source code or the video?",
                f"{ko} 읽는 사람이 꼭 알아야 할 것은 무엇이고, 소스코드나 동영상으로 옮길 수 있는 것은 무엇입니까?",
                credit=0.5,
            ),
            Finding(
                "twice_as_long",
                2 * most + 1,
                inf,
                f"{en} Was it the right file?",
                f"{ko} 올바른 파일을 제출했습니까?",
                credit=0.25,
            ),
            flag_for_review(
                "no_pdf", NOT_ONE, "This is no PDF, whatever its name says.", "이름과 달리 PDF 파일이 아닙니다."
            ),
            flag_for_review(
                "damaged", DAMAGED, "The PDF is damaged and cannot be read.", "PDF가 손상되어 읽을 수 없습니다."
            ),
            flag_for_review(
                "locked",
                LOCKED,
                "The PDF needs a password. Hand in one that opens without.",
                "PDF에 암호가 걸려 있습니다. 암호 없이 열리는 파일을 제출하세요.",
            ),
            flag_for_review(
                "absurd",
                ABSURD,
                "The PDF holds thousands of pages or more, and was not read to its end.",
                "PDF에 수천 쪽이 넘게 들어 있어 끝까지 읽지 않았습니다.",
            ),
            flag_for_review("no_page", EMPTY, "The PDF has no page.", "PDF에 페이지가 없습니다."),
        ),
        PAGES_SECONDS,
        document,
    )


VIDEO_LASTS = "The video lasts {clock}, and at most 3:00 are asked for."
VIDEO_LASTS_KO = "동영상의 길이가 {clock}입니다. 최대 3:00까지입니다."

QUESTIONS = (
    of_pages(PROPOSAL, points=2, most=2),
    of_pages(REPORT, points=2, most=5),
    Inspection(
        "video",
        2,
        probe("playing_time", "playing_time(documents['video'])"),
        (
            right(10, 181),  # programs round: a second more is still three minutes
            Finding(
                "a_little_over",
                181,
                190,
                f"{VIDEO_LASTS} Which sentence could go?",
                f"{VIDEO_LASTS_KO} 빼도 되는 문장은 어느 것입니까?",
                credit=0.75,
            ),
            Finding(
                "over",
                190,
                210,
                f"{VIDEO_LASTS} Which part shows the least of your service?",
                f"{VIDEO_LASTS_KO} 서비스를 가장 적게 보여 주는 부분은 어디입니까?",
                credit=0.5,
            ),
            Finding(
                "far_over",
                210,
                inf,
                f"{VIDEO_LASTS} What should somebody remember who sees one minute of it?",
                f"{VIDEO_LASTS_KO} 1분만 보는 사람이 무엇을 기억해야 합니까?",
                credit=0.25,
            ),
            Finding(
                "very_short",
                0,
                10,
                "The video lasts less than ten seconds.",
                "동영상이 10초보다 짧습니다.",
                verdict=Verdict.INVALID,
                settled=False,
            ),
            flag_for_review(
                "no_video", NOT_ONE, "This is no video, whatever its name says.", "이름과 달리 동영상 파일이 아닙니다."
            ),
            flag_for_review(
                "damaged",
                DAMAGED,
                "The video is damaged or breaks off: it cannot be played to its end.",
                "동영상이 손상되었거나 중간에 끊겨 끝까지 재생할 수 없습니다.",
            ),
            flag_for_review(
                "absurd",
                ABSURD,
                "The video says that it lasts for half a day or longer.",
                "동영상의 길이가 반나절이 넘는 것으로 되어 있습니다.",
            ),
            flag_for_review("no_picture", EMPTY, "There is sound, but no picture.", "소리만 있고 화면이 없습니다."),
        ),
        VIDEO_SECONDS,
        VIDEO,
    ),
    Inspection(
        "source_code",
        1,
        probe("source", f"count({GIVEN!r})"),
        (
            right(1, inf),
            Finding(
                "no_source",
                0,
                0,
                "There is no source code beside the notebook: neither .py nor .ipynb files, nor a zip that holds any.",
                "노트북 옆에 소스코드가 없습니다. .py나 .ipynb 파일도, 그런 파일이 든 zip도 없습니다.",
                verdict=Verdict.MISSING,
            ),
            flag_for_review(
                "other_archive",
                NOT_ONE,
                "The source code is in an archive that is no zip, so it was not unpacked.",
                "소스코드가 zip이 아닌 압축 파일에 들어 있어 풀지 않았습니다.",
            ),
            flag_for_review("damaged_zip", DAMAGED, "The zip is damaged.", "zip 파일이 손상되었습니다."),
            flag_for_review(
                "zip_bomb",
                ABSURD,
                "Unpacked, the zip would hold thousands of files or 50 MB and more.",
                "압축을 풀면 파일이 수천 개이거나 50 MB가 넘습니다.",
            ),
        ),
        PAGES_SECONDS,
    ),
    Inspection(
        "app",
        3,
        probe("source", f"start(globals().get('computing_department'), {GIVEN!r})"),
        (
            right(0, 0),
            Finding(
                "not_required",
                1,
                1,
                "There is no Streamlit app, and your department does not need one.",
                "Streamlit 앱이 없지만 소속 학과에서는 필수가 아닙니다.",
                credit=1.0,
                verdict=Verdict.CORRECT,
            ),
            flag_for_review(
                "streamlit_required",
                2,
                "There is no Streamlit app, and students of the computing department have to use Streamlit.",
                "Streamlit 앱이 없습니다. 컴퓨터공학부 학생은 반드시 Streamlit을 이용해야 합니다.",
                verdict=Verdict.WRONG,
            ),
            Finding(
                "department_not_told",
                3,
                3,
                "There is no Streamlit app, and the cell that asks for your department is not answered.",
                "Streamlit 앱이 없고, 소속 학과를 묻는 셀에 답이 없습니다.",
                verdict=Verdict.MISSING,
            ),
            flag_for_review(
                "shows_nothing",
                4,
                "The app starts and shows nothing at all.",
                "앱이 시작되지만 아무것도 보여 주지 않습니다.",
                verdict=Verdict.WRONG,
            ),
            flag_for_review("damaged_zip", DAMAGED, "The zip is damaged.", "zip 파일이 손상되었습니다."),
            flag_for_review(
                "zip_bomb",
                ABSURD,
                "Unpacked, the zip would hold thousands of files or 50 MB and more.",
                "압축을 풀면 파일이 수천 개이거나 50 MB가 넘습니다.",
            ),
        ),
        APP_SECONDS,
    ),
)
