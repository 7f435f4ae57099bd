"""The pages for marking by hand, served to one person on this machine.

Who opens them shows a token that only the terminal has told; after that a cookie stands for it. The server listens on
the loopback interface, answers to its own name only, and changes nothing without the form's own token.
"""

from __future__ import annotations

import hmac
import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources
from urllib.parse import quote, urlencode

from markupsafe import Markup
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from grader.by_hand.page import Entered, Notes, Seen, answer_page, entered, index_page, refusal_page
from grader.by_hand.reading import read_seen, read_title
from grader.by_hand.words import WORDS
from grader.course import Course
from grader.errors import UserError
from grader.feedback.request import parse_request
from grader.results.records import AnswerRecord, HandMark, HandMarks, RubricMark

HOST = "127.0.0.1"
STATIC = {"mark.css": "text/css", "mark.js": "text/javascript"}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:;"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Type": "text/html; charset=utf-8",
}
MAX_BODY = 2**20
"""Bytes of a form."""
MAX_COMMENT = 20_000
"""Characters of a comment."""


@dataclass(frozen=True)
class Marking:
    """What the handlers work with."""

    course: Course
    gradebook: HandMarks
    marker: str
    """Who marks, as the history names them."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))


def serve(marking: Marking, port: int) -> tuple[HTTPServer, str]:
    """Listen on the loopback interface, at a free port where `port` is 0; return the server and the address to open.

    Raises OSError where the port is taken. An event loop must be running.
    """
    sockets = bind_sockets(port, HOST)
    port = sockets[0].getsockname()[1]
    server = HTTPServer(application(marking, port), max_body_size=MAX_BODY)
    server.add_sockets(sockets)
    return server, f"http://{HOST}:{port}/?token={marking.token}"


def application(marking: Marking, port: int) -> Application:
    """Return the handlers, for a server at this port."""
    given = {"marking": marking, "port": port}
    answer = r"/([^/]+)/([^/]+)/"
    return Application(
        [
            (r"/", Index, given),
            (r"/request", FindRequest, given),
            (r"/static/(mark\.css|mark\.js)", Static, given),
            (answer, Question, given),
            (answer + r"(\d{1,6})", Answer, given),
            (r".*", Gone, given),
        ],
        xsrf_cookies=True,
        xsrf_cookie_name=f"grader_mark_form_{port}",  # Jupyter, on another port of this host, has one of its own
        xsrf_cookie_kwargs={"httponly": True, "samesite": "Strict"},
        log_function=lambda _: None,  # addresses hold the token
    )


class Page(RequestHandler):
    """What all pages share: who may see them, and how errors are told."""

    def initialize(self, marking: Marking, port: int) -> None:
        self.marking, self.course, self.port = marking, marking.course, port

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        cookie = f"grader_mark_{self.port}"
        if self.request.host not in (f"{HOST}:{self.port}", f"localhost:{self.port}"):
            raise HTTPError(403)  # a foreign name that leads here
        if self._is_token(self.get_query_argument("token", "")):
            self.set_cookie(cookie, self.marking.token, httponly=True, samesite="Strict")
            self.redirect(self.request.path)
        elif not self._is_token(self.get_cookie(cookie) or ""):
            raise HTTPError(403)

    def _is_token(self, text: str) -> bool:
        return hmac.compare_digest(text.encode(), self.marking.token.encode())

    def write_error(self, status_code: int, **_: object) -> None:
        self.finish(refusal_page("refused" if status_code == 403 else "gone", self.course.language))

    def log_exception(self, *_: object) -> None:
        """Say nothing: what is refused is told on the page."""

    def say(self, name: str, **values: object) -> str:
        return WORDS[name].fill(**values).say(self.course.language)

    def answers(self, assignment: str, question: str) -> Sequence[AnswerRecord]:
        """Return the answers to a question; 404 where there is none."""
        found = self.marking.gradebook.answers(assignment, question)
        if not found:
            raise HTTPError(404)
        return found


class Index(Page):
    """The questions."""

    def get(self) -> None:
        self.show()

    def show(self, told: str = "") -> None:
        questions = self.marking.gradebook.questions()
        titles = {
            (q.assignment, q.name): read_title(self.course, q.assignment, q.assignment, q.name) for q in questions
        }
        self.write(index_page(questions, titles, self.course.language, told))


class FindRequest(Index):
    """Leads from a student's line to the answer."""

    def get(self) -> None:
        asked = parse_request(self.get_query_argument("line", ""))
        answers = self.marking.gradebook.answers(asked.assignment, asked.question) if asked else ()
        for number, one in enumerate(answers, 1):
            if asked and one.student == asked.student:
                self.redirect(f"{_address(one)}{number}?{urlencode({'request': asked.fingerprint})}")
                return
        self.show(self.say("request_unknown"))


class Static(Page):
    """The style sheet and the script."""

    def get(self, name: str) -> None:
        self.set_header("Content-Type", f"{STATIC[name]}; charset=utf-8")
        self.write((resources.files("grader.by_hand") / "templates" / name).read_bytes())


class Question(Page):
    """Leads to the first answer that waits, or to the first of all."""

    def get(self, assignment: str, question: str) -> None:
        answers = self.answers(assignment, question)
        self.redirect(f"{_address(answers[0])}{_next_waiting(answers, 0) or 1}")


class Answer(Page):
    """One answer: shown, and marked."""

    def get(self, assignment: str, question: str, number: str) -> None:
        answers = self.answers(assignment, question)
        saved = self.get_query_argument("saved", "")[:20]
        told = self.say("saved", points=saved) if saved else ""
        self.show(self.seen(answers, int(number)), Notes(told, fingerprint=self.get_query_argument("request", "")))

    def post(self, assignment: str, question: str, _: str) -> None:
        answers = self.answers(assignment, question)
        stored = self.get_body_argument("id", "")
        at = next((place for place, one in enumerate(answers, 1) if one.id == stored), 0)  # others may have come since
        seen = self.seen(answers, at)
        form = self.form(seen)
        do = self.get_body_argument("do", "stay")
        points = None if do == "unmark" else _points(form, seen.record.mark.max_score)
        if points is None and do != "unmark":
            self.show(seen, Notes(refused=self.say("bad_points", most=seen.record.mark.max_score)), form)
            return
        given = self.given(seen, form, points)
        try:
            other = self.marking.gradebook.give(seen.record, self.get_body_argument("version", ""), given)
        except UserError as error:
            self.show(seen, Notes(refused=self.say("cannot", reason=str(error))), form)
            return
        if other is not None:
            now = [other if one.id == other.id else one for one in answers]
            self.set_status(409)
            self.show(self.seen(now, at), Notes(conflict=True), form)
            return
        saved = urlencode({"saved": self.say("no_points") if points is None else f"{points:g}"})
        to = (do == "next" and _next_waiting(self.answers(assignment, question), at)) or at
        self.redirect(f"{_address(seen.record)}{to}?{saved}")

    def seen(self, answers: Sequence[AnswerRecord], number: int) -> Seen:
        if not 1 <= number <= len(answers):
            raise HTTPError(404)
        return read_seen(self.course, answers, number)

    def form(self, seen: Seen) -> Entered:
        """Return what was entered: of each item a choice that it has, else none."""
        chosen = []
        for number, item in enumerate(seen.asked.items, 1):
            text = self.get_body_argument(f"item{number}", "")
            chosen.append(next((one for one in item.choices if f"{one:g}" == text), None))
        comment = self.get_body_argument("comment", "").replace("\r\n", "\n").strip()[:MAX_COMMENT]
        return Entered(tuple(chosen), self.get_body_argument("points", "").strip(), comment)

    def given(self, seen: Seen, form: Entered, points: float | None) -> HandMark:
        is_chosen = points is not None and any(one is not None for one in form.given)
        rubric = [
            RubricMark(item.text, given or 0.0, item.points)
            for item, given in zip(seen.asked.items, form.given, strict=True)
        ]
        at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        return HandMark(at, self.marking.marker, None, points, form.comment, tuple(rubric) if is_chosen else ())

    def show(self, seen: Seen, notes: Notes, form: Entered | None = None) -> None:
        record = seen.record
        self.write(
            answer_page(
                seen,
                read_title(self.course, record.assignment, record.notebook, record.mark.question),
                form or entered(record, seen.asked.items),
                self.course.language,
                self.course.dates.zone,
                xsrf=Markup(self.xsrf_form_html()),  # tornado's own, escaped
                notes=notes,
            )
        )


class Gone(Page):
    """Anything else."""

    def get(self) -> None:
        raise HTTPError(404)


def _address(record: AnswerRecord) -> str:
    return f"/{quote(record.assignment, safe='')}/{quote(record.mark.question, safe='')}/"


def _next_waiting(answers: Sequence[AnswerRecord], after: int) -> int:
    """Return the place of the next answer that waits, behind place `after` and then from the first; 0: none waits."""
    places = [*range(after, len(answers)), *range(after)]
    return next((place + 1 for place in places if answers[place].mark.needs_review), 0)


def _points(form: Entered, most: float) -> float | None:
    """Return the points of a form, else the sum of its rubric; None where they are not from 0 to `most`."""
    chosen = [one for one in form.given if one is not None]
    if not form.points:
        return min(sum(chosen), most) if chosen else None
    try:
        points = float(form.points.replace(",", "."))
    except ValueError:
        return None
    return points if math.isfinite(points) and 0 <= points <= most else None
