"""A Canvas on localhost, as far as a push needs one: a course, its assignments, bulk updates and their progress.

What it answers is taken from Canvas's `submissions_api_controller.rb` and `Submission.process_bulk_update`.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

JSON = {"Content-Type": "application/json"}


@dataclass
class FakeCanvas:
    """One course, number 3."""

    token: str
    students: set[str] = field(default_factory=set)
    assignments: dict[int, dict[str, Any]] = field(default_factory=dict)
    polls_needed: int = 2
    address: str = ""
    faults: list[Any] = field(default_factory=list)
    log: list[tuple[str, int]] = field(default_factory=list)
    grades: dict[tuple[int, str], str] = field(default_factory=dict)
    comments: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    updates: list[int] = field(default_factory=list)
    left: list[dict[str, Any]] = field(default_factory=list)
    """Enrollments of students that are concluded or inactive."""
    jobs: list[dict[str, Any]] = field(default_factory=list)
    lock: Any = field(default_factory=threading.Lock)

    def add(self, number: int, name: str, points: float | None = 10, **more: Any) -> None:
        self.assignments[number] = {
            "id": number, "name": name, "course_id": 3, "points_possible": points, "grading_type": "points",
            "published": True,
        } | more  # fmt: skip

    def handle(self, method: str, target: str, headers: Any, body: bytes) -> tuple[int, dict[str, str], Any, str]:
        fault = next((fault for fault in self.faults if fault.where in f"{method} {target}"), None)
        if fault:
            self.faults.remove(fault)
        if fault and not fault.after:
            return fault.status, fault.headers, fault.body, "Fault"
        if headers["Authorization"] != f"Bearer {self.token}":
            said = {"errors": [{"message": "Invalid access token."}]}
            return 401, JSON | {"WWW-Authenticate": 'Bearer realm="canvas-lms"'}, said, "Unauthorized"
        status, answer = self.answer(method, urlsplit(target).path.removeprefix("/api/v1"), body)
        return (fault.status, fault.headers, fault.body, "Fault") if fault else (status, JSON, answer, "OK")

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, Any]:
        if path == "/courses/3/enrollments":
            return 200, self.left
        if path == "/courses/3":
            return 200, {"id": 3, "name": "Matrix calculus"}
        if (found := re.fullmatch(r"/courses/3/assignments/(\d+)", path)) and int(found[1]) in self.assignments:
            return 200, self.assignments[int(found[1])]
        if found := re.fullmatch(r"/courses/3/assignments/(\d+)/submissions/update_grades", path):
            return 200, self.update(int(found[1]), parse_qsl(body.decode(), keep_blank_values=True))
        if found := re.fullmatch(r"/progress/(\d+)", path):
            job = self.jobs[int(found[1])]
            job["polls"] += 1
            return 200, self.shown(int(found[1]))
        return 404, {"errors": [{"message": "The specified resource does not exist."}]}

    def update(self, assignment: int, form: list[tuple[str, str]]) -> dict[str, Any]:
        missing = []
        for name, value in form:
            found = re.fullmatch(r"grade_data\[([^\]]*)\]\[(posted_grade|text_comment)\]", name)
            assert found, name
            user, what = found.groups()
            if user not in self.students:
                missing.append(user)
            elif what == "posted_grade":
                self.grades[assignment, user] = value
            else:
                self.comments[assignment, user, value] += 1
        self.updates.append(len({name.split("]")[0] for name, _ in form}))
        users = ", ".join(f"'{user}'" for user in dict.fromkeys(missing))
        message = f"Couldn't find User(s) with API ids {users}" if missing else None
        self.jobs.append({"polls": 0, "message": message})
        return self.shown(len(self.jobs) - 1)

    def shown(self, number: int) -> dict[str, Any]:
        job = self.jobs[number]
        done = job["polls"] >= self.polls_needed
        state = ("failed" if job["message"] else "completed") if done else "running"
        return {
            "id": number, "tag": "submissions_update", "workflow_state": state,
            "message": job["message"] if done else None,
        }  # fmt: skip
