"""An LMS on localhost, as far as Assignment and Grade Services go: as strict as Moodle and Canvas, and as odd.

What it checks and answers is taken from their sources: Moodle's `mod/lti/token.php` and
`ltiservice_gradebookservices` (lineitems.php, scores.php), Canvas's `line_items_controller.rb`, `scores_controller.rb`
and `gradebook_services.rb`.
"""

from __future__ import annotations

import html
import json
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

NRPS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
ISO_8601 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|[+-]\d\d:\d\d)")


def _escaped(value: Any) -> Any:
    return html.escape(value, quote=False) if isinstance(value, str) else value


class Refuse(Exception):
    def __init__(self, status: int, reason: str, body: str = "") -> None:
        super().__init__(reason)
        self.status, self.reason, self.body = status, reason, body


@dataclass
class Fault:
    """An answer out of turn, once, to the first request whose line holds `where`; `after`: once its work is done."""

    where: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    after: bool = False


@dataclass
class Platform:
    """One LMS with one course and one registered tool."""

    public_key: Any
    dialect: str = "moodle"
    client_id: str = "tool-42"
    key_id: str = "key-1"
    audience: str = ""
    scopes: set[str] = field(default_factory=lambda: {AGS + s for s in ("lineitem", "lineitem.readonly", "score")})
    page_size: int = 2
    token_seconds: int = 3600
    users: set[str] = field(default_factory=set)
    clock: Callable[[], float] = time.monotonic
    ahead: float = 0.0
    """Seconds by which the `Date` of its answers is ahead of this machine's clock."""
    address: str = ""
    items: dict[int, dict[str, Any]] = field(default_factory=dict)
    grades: dict[tuple[int, str], dict[str, Any]] = field(default_factory=dict)
    members: list[dict[str, Any]] = field(default_factory=list)
    """Who is in the course, as `member` makes them."""
    deleted: set[int] = field(default_factory=set)
    locked: set[str] = field(default_factory=set)
    """Users whose grades are locked."""
    faults: list[Fault] = field(default_factory=list)
    log: list[tuple[str, int]] = field(default_factory=list)
    scores: list[dict[str, Any]] = field(default_factory=list)
    """Every score that came, in order, also those refused."""
    tokens: dict[str, tuple[float, set[str]]] = field(default_factory=dict)
    assertions: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    after_score: Callable[[int], None] = lambda count: None
    lock: Any = field(default_factory=threading.Lock)

    # ── for tests ──

    @property
    def token_url(self) -> str:
        return f"{self.address}/mod/lti/token.php"

    @property
    def line_items_url(self) -> str:
        return f"{self.address}/services.php/2/lineitems?type_id=1"

    @property
    def memberships_url(self) -> str:
        place = "CourseSection/2/bindings/1/memberships" if self.dialect == "moodle" else "2/names_and_roles"
        return f"{self.address}/services.php/{place}"

    def add_member(self, user_id: str, name: str, email: str, idnumber: str = "", role: str = "Learner") -> None:
        given, _, family = name.partition(" ")
        self.members.append(
            {
                "status": "Active",
                "roles": [f"http://purl.imsglobal.org/vocab/lis/v2/membership#{role}"],
                "user_id": user_id, "lis_person_sourcedid": idnumber, "name": name,
                "given_name": given, "family_name": family, "email": email,
            }
        )  # fmt: skip

    def add_item(self, label: str, maximum: float = 10, **more: Any) -> str:
        number = max((*self.items, *self.deleted), default=4) + 1
        self.items[number] = {"id": self.item_url(number), "label": label, "scoreMaximum": maximum} | more
        return self.items[number]["id"]

    def delete_item(self, number: int) -> None:
        """Delete a column with its grades; its number is not given again."""
        del self.items[number]
        self.deleted.add(number)
        self.grades = {key: grade for key, grade in self.grades.items() if key[0] != number}

    def item_url(self, number: int) -> str:
        return f"{self.address}/services.php/2/lineitems/{number}/lineitem?type_id=1"

    def given(self) -> dict[tuple[str, str], float]:
        """What stands in the gradebook: (column, user) -> score."""
        return {(self.items[item]["label"], user): grade["score"] for (item, user), grade in self.grades.items()}

    def count(self, method: str, part: str) -> int:
        return sum(line.startswith(method) and part in line for line, _ in self.log)

    # ── the services ──

    def answer(self, method: str, target: str, headers: Any, body: bytes) -> tuple[int, dict[str, str], Any]:
        parts = urlsplit(target)
        query = parse_qs(parts.query)
        if parts.path == "/mod/lti/token.php":
            return self.token(method, headers, parse_qs(body.decode()))
        if parts.path == "/services.php/CourseSection/2/bindings/1/memberships" or parts.path.endswith(
            "/names_and_roles"
        ):
            return self.list_members(headers, query)
        if query.get("type_id") != ["1"]:
            raise Refuse(404, "No such tool: the query was lost")
        if parts.path == "/services.php/2/lineitems":
            return self.list_items(headers, query) if method == "GET" else self.make_item(headers, body)
        if method == "GET" and (found := re.fullmatch(r"/services.php/2/lineitems/(\d+)/lineitem", parts.path)):
            return self.show_item(int(found[1]), headers)
        if method == "POST" and (found := re.fullmatch(r"/services.php/2/lineitems/(\d+)/lineitem/scores", parts.path)):
            return self.take_score(int(found[1]), headers, body)
        raise Refuse(404, "Not Found")

    def token(self, method: str, headers: Any, form: dict[str, list[str]]) -> tuple[int, dict[str, str], Any]:
        if method != "POST" or headers["Content-Type"] != "application/x-www-form-urlencoded":
            raise Refuse(400, "Bad Request", '{"error": "invalid_request"}')
        if (form["grant_type"], form["client_assertion_type"]) != (
            ["client_credentials"],
            ["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"],
        ):
            raise Refuse(400, "Bad Request", '{"error": "unsupported_grant_type"}')
        assertion = form["client_assertion"][0]
        self.assertions.append(assertion)
        try:
            claims = jwt.decode(
                assertion,
                self.public_key,
                algorithms=["RS256"],
                audience=self.audience or self.token_url,
                issuer=self.client_id,
                subject=self.client_id,
                options={"require": ["iss", "sub", "aud", "iat", "exp", "jti"], "strict_aud": True},
            )
        except jwt.PyJWTError as error:
            raise Refuse(400, "Bad Request", json.dumps({"error": "invalid_client", "said": str(error)})) from error
        if jwt.get_unverified_header(assertion).get("kid") != self.key_id:
            raise Refuse(400, "Bad Request", '{"error": "invalid_client", "said": "unknown kid"}')
        if claims["jti"] in self.seen or claims["exp"] - claims["iat"] > 3600:
            raise Refuse(400, "Bad Request", '{"error": "invalid_client", "said": "replayed, or valid for too long"}')
        self.seen.add(claims["jti"])
        asked = set(form["scope"][0].split())
        granted = asked & self.scopes
        if not granted or (self.dialect == "canvas" and granted != asked):
            raise Refuse(400, "Bad Request", '{"error": "invalid_scope"}')
        token = secrets.token_urlsafe(24)
        self.tokens[token] = (self.clock() + self.token_seconds, granted)
        answer = {"access_token": token, "token_type": "Bearer", "expires_in": self.token_seconds}
        return 200, {"Content-Type": "application/json"}, answer | {"scope": " ".join(granted)}

    def authorise(self, headers: Any, *scopes: str) -> None:
        self.authorise_scope(headers, *(AGS + scope for scope in scopes))

    def authorise_scope(self, headers: Any, *scopes: str) -> None:
        token = (headers["Authorization"] or "").removeprefix("Bearer ")
        ends, granted = self.tokens.get(token, (0, set()))
        if self.clock() >= ends or not granted & set(scopes):
            raise Refuse(401, "Unauthorized")

    def list_items(self, headers: Any, query: dict[str, list[str]]) -> tuple[int, dict[str, str], Any]:
        self.authorise(headers, "lineitem", "lineitem.readonly")
        if headers["Accept"] != "application/vnd.ims.lis.v2.lineitemcontainer+json":
            raise Refuse(400, "No context or unsupported content type")
        start = int(query.get("from", ["0"])[0])
        more = {"Content-Type": "application/vnd.ims.lis.v2.lineitemcontainer+json"}
        if start + self.page_size < len(self.items):
            link = f"{self.line_items_url}&limit={self.page_size}&from={start + self.page_size}"
            if self.dialect == "moodle":  # its quotes are typographic, its address is escaped for HTML
                more["Link"] = f"<{html.escape(self.line_items_url)}&amp;from=0>; rel=“first”, "
                more["Link"] += f"<{html.escape(link)}>; rel=“next”"
            else:
                more["Link"] = f'<{self.line_items_url}&from=0>; rel="first",<{link}>; rel="next"'
        return 200, more, list(self.items.values())[start : start + self.page_size]

    def list_members(self, headers: Any, query: dict[str, list[str]]) -> tuple[int, dict[str, str], Any]:
        """Moodle: memberships.php, `users_to_json`, which escapes texts and pages only where a limit is asked for."""
        self.authorise_scope(headers, NRPS)
        media = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
        if headers["Accept"] != media:
            raise Refuse(406, "Not Acceptable")
        context = {"id": "2", "label": "MC", "title": "Matrix calculus"}
        if self.dialect == "moodle":
            shown = [{key: _escaped(value) for key, value in one.items()} for one in self.members]
            return 200, {"Content-Type": media}, {"id": self.memberships_url, "context": context, "members": shown}
        start, more = int(query.get("page", ["0"])[0]), {"Content-Type": media}
        if start + self.page_size < len(self.members):
            more["Link"] = f'<{self.memberships_url}?page={start + self.page_size}>; rel="next"'
        page = self.members[start : start + self.page_size]
        return 200, more, {"id": self.memberships_url, "context": context, "members": page}

    def show_item(self, item: int, headers: Any) -> tuple[int, dict[str, str], Any]:
        self.authorise(headers, "lineitem", "lineitem.readonly")
        if item not in self.items:
            raise Refuse(404, f"Not Found: Line item {item} doesn't exist.")
        return 200, {"Content-Type": "application/vnd.ims.lis.v2.lineitem+json"}, self.items[item]

    def make_item(self, headers: Any, body: bytes) -> tuple[int, dict[str, str], Any]:
        self.authorise(headers, "lineitem")
        if headers["Content-Type"] != "application/vnd.ims.lis.v2.lineitem+json":
            raise Refuse(400, "No context or unsupported content type")
        item = json.loads(body)
        if not isinstance(item.get("scoreMaximum"), (int, float)) or not item.get("label"):
            raise Refuse(400, "No label or Score Maximum")
        self.add_item(item.pop("label"), item.pop("scoreMaximum"), **item)
        return 201, {"Content-Type": headers["Content-Type"]}, list(self.items.values())[-1]

    def take_score(self, item: int, headers: Any, body: bytes) -> tuple[int, dict[str, str], Any]:
        self.authorise(headers, "score")
        if headers["Content-Type"] != "application/vnd.ims.lis.v1.score+json":
            raise Refuse(400, "No context or unsupported content type")
        if item not in self.items:
            raise Refuse(404, "Line item does not exist")
        score = json.loads(body)
        self.scores.append(score)
        needed = {"userId", "timestamp", "activityProgress", "gradingProgress"}
        if needed - score.keys() or not ISO_8601.fullmatch(score["timestamp"]) or not isinstance(score["userId"], str):
            raise Refuse(400, f"Incorrect score received{body.decode()}")
        if "scoreGiven" in score and "scoreMaximum" not in score:
            raise Refuse(422 if self.dialect == "canvas" else 400, "ScoreMaximum not supplied when ScoreGiven present.")
        if score["userId"] not in self.users:
            said = '{"errors": {"message": "User not found in course or is not a student"}}'
            raise (
                Refuse(422, "Unprocessable", said)
                if self.dialect == "canvas"
                else Refuse(400, f"Incorrect score received{body.decode()}", "[]")
            )
        at = datetime.fromisoformat(score["timestamp"])
        stored = self.grades.get((item, score["userId"]))
        if stored and self.dialect == "moodle" and int(stored["at"].timestamp()) >= int(at.timestamp()):
            raise Refuse(409, f"Refusing score with an earlier timestamp for item {item}")
        if stored and self.dialect == "canvas" and stored["at"] > at:
            raise Refuse(400, "Bad", '{"errors": {"message": "Provided timestamp before last updated timestamp"}}')
        if score["userId"] in self.locked:  # Moodle's `save_score` throws an exception with this number
            raise Refuse(500, "", "[]")
        extension = score.get("https://canvas.instructure.com/lti/submission", {})
        given = score["scoreGiven"] * self.items[item]["scoreMaximum"] / score["scoreMaximum"]
        if self.dialect == "moodle":  # without a word
            given = min(given, self.items[item]["scoreMaximum"])
        self.grades[item, score["userId"]] = {
            "score": given if score["gradingProgress"] == "FullyGraded" else None,
            "comment": score.get("comment", ""),
            "at": at,
            "attempts": (stored or {}).get("attempts", 0) + extension.get("new_submission", True),
        }
        self.after_score(len(self.scores))
        return 200, {"Content-Type": headers["Content-Type"]}, {}

    def someone_else_sets(self, item: int, user: str, score: float, at: datetime | None = None) -> None:
        self.grades[item, user] = {"score": score, "comment": "", "at": at or datetime.now(UTC), "attempts": 0}

    def handle(self, method: str, target: str, headers: Any, body: bytes) -> tuple[int, dict[str, str], Any, str]:
        fault = next((fault for fault in self.faults if fault.where in f"{method} {target}"), None)
        if fault:
            self.faults.remove(fault)
        if fault and not fault.after:
            return fault.status, fault.headers, fault.body, "Fault"
        try:
            status, more, answer = self.answer(method, target, headers, body)
        except Refuse as refusal:
            status, more, answer, reason = refusal.status, {}, refusal.body, refusal.reason
        else:
            reason = "OK"
        return (fault.status, fault.headers, fault.body, "Fault") if fault else (status, more, answer, reason)


@contextmanager
def serving(platform: Any) -> Iterator[Any]:
    """Run a platform on a port of its own until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def reply(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            with platform.lock:
                status, more, answer, reason = platform.handle(self.command, self.path, self.headers, body)
                platform.log.append((f"{self.command} {self.path}", status))
            content = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
            self.send_response(status, reason.encode().decode("latin-1"))
            for name, value in (more | {"Content-Length": str(len(content))}).items():
                self.send_header(name, value.encode().decode("latin-1"))  # UTF-8 on the wire, as PHP sends it
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = reply  # noqa: N815  # as the library calls them

        def date_time_string(self, timestamp: float | None = None) -> str:
            return super().date_time_string((timestamp or time.time()) + getattr(platform, "ahead", 0.0))

        def log_message(self, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=lambda: server.serve_forever(0.01), daemon=True)
    thread.start()
    platform.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield platform
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
