"""Where grades are pushed to: ``c.Grader.lti`` and ``c.Grader.canvas`` of the course, and the keys they point to.

A key or token comes from a file or from the environment, and stays inside a `Secret` until it is used.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from grader.course import CONFIG_NAME, Course, load_config
from grader.errors import UserError

LTI_KEY = "GRADER_LTI_KEY"
CANVAS_TOKEN = "GRADER_CANVAS_TOKEN"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
LARGEST_SECRET = 65536
"""Bytes that are read of a file with a key."""


class Secret:
    """A key or token that no message, log or traceback shows."""

    __slots__ = ("_value", "warning")

    def __init__(self, value: str, warning: str = "") -> None:
        self._value, self.warning = value, warning

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret(...)"


@dataclass(frozen=True)
class LtiSettings:
    """A tool registered with an LMS, and the course's gradebook there."""

    client_id: str
    key_id: str
    token_url: str
    line_items_url: str
    audience: str
    line_items: Mapping[str, str]
    """Line items that exist already, by assignment; others are found or created."""
    key_file: Path | None
    memberships_url: str = ""
    """The course's list of members; empty where it is not known."""


@dataclass(frozen=True)
class CanvasSettings:
    """A course in Canvas and its assignments' numbers there."""

    url: str
    course_id: int
    assignments: Mapping[str, int]
    token_file: Path | None

    @property
    def where(self) -> str:
        """The course's own address."""
        return f"{self.url}/courses/{self.course_id}"


def lti_settings(course: Course) -> LtiSettings:
    """Return the course's LTI settings.

    Raises `UserError` for what is missing, misspelt or makes no sense.
    """
    optional = {"audience", "line_items", "key_file", "memberships_url"}
    given = _Settings(course, "lti", {"client_id", "key_id", "token_url", "line_items_url"}, optional)
    token_url = given.url("token_url")
    return LtiSettings(
        client_id=given.text("client_id"),
        key_id=given.text("key_id"),
        token_url=token_url,
        line_items_url=given.url("line_items_url"),
        audience=given.text("audience") if "audience" in given.values else token_url,
        line_items={name: given.checked_url(f"line_items[{name!r}]", url) for name, url in given.table("line_items")},
        key_file=given.path("key_file"),
        memberships_url=given.url("memberships_url") if "memberships_url" in given.values else "",
    )


def canvas_settings(course: Course) -> CanvasSettings:
    """Return the course's Canvas settings.

    Raises `UserError` for what is missing, misspelt or makes no sense.
    """
    given = _Settings(course, "canvas", {"url", "course_id", "assignments"}, {"token_file"})
    url = given.url("url")
    if "/api/" in url:
        raise UserError(f"c.Grader.canvas['url'] is {url!r}.", "Give the address of Canvas alone, without /api/v1.")
    return CanvasSettings(
        url=url.rstrip("/"),
        course_id=given.number("course_id", given.values["course_id"]),
        assignments={name: given.number(f"assignments[{name!r}]", id_) for name, id_ in given.table("assignments")},
        token_file=given.path("token_file"),
    )


def read_secret(variable: str, path: Path | None, setting: str) -> Secret:
    """Return the key or token of an environment variable, or else of a file.

    Raises `UserError` when there is none. What is wrong is said, what is in it is not.
    """
    if value := os.environ.get(variable, "").strip():
        return Secret(value)
    if path is None:
        raise UserError(
            f"There is no key to log in with: {variable} is not set, and neither is {setting}.",
            f"Put the key into a file that only you can read, and its path into {setting} in {CONFIG_NAME}.",
        )
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            value = file.read(LARGEST_SECRET).decode("utf-8").strip()
    except UnicodeDecodeError:
        raise UserError(f"The key file {path} is not text.", "Save the key as a text (PEM) file.") from None
    except OSError as error:
        raise UserError(
            f"The key file {path} cannot be read: {error.strerror}.", f"Correct {setting} in {CONFIG_NAME}."
        ) from None
    if not value:
        raise UserError(f"The key file {path} is empty.", "Put the key or token into it.")
    readable = f"Everyone on this machine can read {path}. Run: chmod 600 {path}" if mode & stat.S_IROTH else ""
    return Secret(value, readable)


class _Settings:
    """One table of settings, each value checked as it is taken out."""

    def __init__(self, course: Course, name: str, needed: set[str], optional: set[str]) -> None:
        self.name, self.root = name, course.root
        values = load_config(course.root).get("Grader", {}).get(name)
        if not isinstance(values, dict) or not values:
            raise UserError(
                f"{CONFIG_NAME} does not say where to push: c.Grader.{name} is not set.",
                f"Set it as docs/lms/push.md shows: c.Grader.{name} = {{{', '.join(map(repr, sorted(needed)))}}}.",
            )
        self.values: dict[str, Any] = values
        if secret := {"key", "private_key", "token", "access_token", "password", "secret"} & values.keys():
            raise UserError(
                f"c.Grader.{name}[{min(secret)!r}] puts a secret into {CONFIG_NAME}, which others read.",
                "Take it out, and put it into a file that only you can read (docs/lms/push.md). "
                "If the course folder was shared, make a new key.",
            )
        if unknown := values.keys() - needed - optional:
            known = ", ".join(sorted(needed | optional))
            raise UserError(f"c.Grader.{name} has an unknown setting: {min(unknown)!r}.", f"There are: {known}.")
        if missing := needed - values.keys():
            raise UserError(f"c.Grader.{name} has no {min(missing)!r}.", "docs/lms/push.md says where to find it.")

    def text(self, key: str) -> str:
        value = self.values[key]
        if isinstance(value, int) and not isinstance(value, bool):  # a client id of digits, without its quotes
            value = str(value)
        if not isinstance(value, str) or not value.strip():
            raise self._invalid(key, value, "Choose a text that is not empty.")
        return value.strip()

    def url(self, key: str) -> str:
        return self.checked_url(key, self.values[key])

    def checked_url(self, key: str, value: object) -> str:
        try:
            parts = urlsplit(str(value).strip())
            named, host, _ = parts.username or parts.password, parts.hostname, parts.port
        except ValueError:
            raise self._invalid(key, value, "Give a complete address: https://...") from None
        if named:
            raise UserError(f"c.Grader.{self.name}: {key} holds a user name or password.", "Leave it out.")
        if parts.scheme not in ("https", "http") or not host:
            raise self._invalid(key, value, "Give a complete address: https://...")
        if parts.scheme == "http" and host not in LOCAL_HOSTS:
            raise self._invalid(key, value, "Grades and keys travel over https only.")
        return str(value).strip()

    def number(self, key: str, value: object) -> int:
        text = str(value)
        if isinstance(value, bool) or not (text.isascii() and text.isdigit()):
            raise self._invalid(key, value, "Give the number that Canvas shows in the page's address.")
        return int(text)

    def table(self, key: str) -> list[tuple[str, object]]:
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self._invalid(key, value, "Give a table: {'assignment': ...}.")
        return [(str(name), entry) for name, entry in value.items()]

    def path(self, key: str) -> Path | None:
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, (str, os.PathLike)) or not str(value).strip():
            raise self._invalid(key, value, "Give the path of a file.")
        return self.root / Path(value).expanduser()

    def _invalid(self, key: str, value: object, remedy: str) -> UserError:
        return UserError(f"c.Grader.{self.name}: {key} is {value!r}.", remedy)
