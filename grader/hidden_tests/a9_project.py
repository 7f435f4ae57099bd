"""Hidden tests of a9_project: what a machine can see of a final project. A person marks the rest, by its rubrics.

The lecture asks for a proposal of about two pages, a report of at most five, source code, and a video of three minutes
that loses points when it is longer. It names neither files nor shares: those are this course's.
"""

from math import inf

from grader.file_probes import ABSURD, DAMAGED, EMPTY, LOCKED, NOT_ONE
from grader.file_probes.pages import pages
from grader.file_probes.playing_time import playing_time
from grader.file_probes.source import app_started, source_files
from grader.questions.question import Assignment, Document, Extra, Finding, Inspection
from grader.verdict import Verdict

COMPANIONS = ("project_files.py", "apps.py")
RELEASED = ("checks.py", "notebook_language.py", *COMPANIONS)
"""Source code that is not the students'."""

PROPOSAL = Document(("proposal", "제안서"), (".pdf",), most_mb=20)
REPORT = Document(("report", "service_report", "보고서", "구현보고서", "서비스_구현보고서"), (".pdf",), most_mb=20)
VIDEO = Document(("video", "동영상", "영상"), (".mp4", ".mov", ".webm", ".mkv", ".m4v"), most_mb=200)

PAGES_SECONDS, VIDEO_SECONDS, APP_SECONDS = 20.0, 40.0, 40.0
"""How long the reading of a PDF, of a video, and the start of an app may take."""


def correct(least: float, most: float) -> Finding:
    return Finding("correct", least, most, credit=1.0, verdict=Verdict.CORRECT)


def for_review(code: str, number: int, verdict: Verdict = Verdict.INVALID) -> Finding:
    """Return a finding that earns nothing until a person has looked."""
    return Finding(code, number, number, verdict=verdict, settled=False)


def pdf(document: Document, points: float, most: int) -> Inspection:
    """Return the inspection of a PDF with a limit of pages: one page over keeps 75 %, up to twice as many 50 %."""
    findings = (
        correct(1, most),
        Finding("one_page_over", most + 1, most + 1, credit=0.75),
        Finding("pages_over", most + 2, 2 * most, credit=0.5),
        Finding("twice_as_long", 2 * most + 1, inf, credit=0.25),
        for_review("no_pdf", NOT_ONE),
        for_review("damaged", DAMAGED),
        for_review("locked", LOCKED),
        for_review("absurd", ABSURD),
        for_review("no_page", EMPTY),
    )
    return Inspection(document.name, points, pages, findings, PAGES_SECONDS, document)


QUESTIONS = (
    pdf(PROPOSAL, points=2, most=2),
    pdf(REPORT, points=2, most=5),
    Inspection(
        "video",
        points=2,
        measure=playing_time,
        findings=(
            correct(10, 181),  # programs round: a second more is still three minutes
            Finding("a_little_over", 181, 190, credit=0.75),
            Finding("over", 190, 210, credit=0.5),
            Finding("far_over", 210, inf, credit=0.25),
            Finding("very_short", 0, 10, verdict=Verdict.INVALID, settled=False),
            for_review("no_video", NOT_ONE),
            for_review("damaged", DAMAGED),
            for_review("absurd", ABSURD),
            for_review("no_picture", EMPTY),
        ),
        seconds=VIDEO_SECONDS,
        document=VIDEO,
    ),
    Inspection(
        "source_code",
        points=1,
        measure=source_files,
        findings=(
            correct(1, inf),
            Finding("no_source", 0, 0, verdict=Verdict.MISSING),
            for_review("other_archive", NOT_ONE),
            for_review("damaged_zip", DAMAGED),
            for_review("zip_bomb", ABSURD),
        ),
        seconds=PAGES_SECONDS,
        inputs={"released": RELEASED},
    ),
    Inspection(
        "app",
        points=3,
        measure=app_started,
        findings=(
            correct(0, 0),
            Finding("not_required", 1, 1, credit=1.0, verdict=Verdict.CORRECT),
            for_review("streamlit_required", 2, Verdict.WRONG),
            Finding("department_not_told", 3, 3, verdict=Verdict.MISSING),
            for_review("shows_nothing", 4, Verdict.WRONG),
            for_review("damaged_zip", DAMAGED),
            for_review("zip_bomb", ABSURD),
        ),
        seconds=APP_SECONDS,
        inputs={"released": RELEASED},
        names=("computing_department",),
    ),
)

ASSIGNMENT = Assignment(
    "a9_project",
    QUESTIONS,
    companions=COMPANIONS,
    extra=Extra("project", ("av", "pypdf", "streamlit")),
    due="12-19 15:00 Asia/Seoul",
)
