"""What the course says about its LMS is checked before anything is sent; keys stay where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course import Course, load_course
from grader.errors import UserError
from grader.lms.push.settings import Secret, canvas_settings, lti_settings, read_secret

LTI = {
    "client_id": "tool-42",
    "key_id": "key-1",
    "token_url": "https://lms.example/token",
    "line_items_url": "https://lms.example/2/lineitems?type_id=1",
    "key_file": "key.pem",
}
CANVAS = {"url": "https://canvas.example/", "course_id": 1187, "assignments": {"a1": "4021"}, "token_file": "~/token"}


def course(root: Path, **settings: object) -> Course:
    lines = [f"c.Grader.{name} = {value!r}" for name, value in settings.items()]
    (root / "nbgrader_config.py").write_text("\n".join(["c = get_config()", *lines]), encoding="utf-8")
    return load_course(root)


def test_lti_settings_are_read(tmp_path: Path) -> None:
    read = lti_settings(course(tmp_path, lti=LTI | {"client_id": 10000000000001, "line_items": {}}))
    assert (read.client_id, read.key_id) == ("10000000000001", "key-1")
    assert read.audience == read.token_url
    assert read.key_file == tmp_path / "key.pem"


def test_canvas_settings_are_read(tmp_path: Path) -> None:
    read = canvas_settings(course(tmp_path, canvas=CANVAS))
    assert read.where == "https://canvas.example/courses/1187"
    assert read.assignments == {"a1": 4021}
    assert read.token_file == Path("~/token").expanduser()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"token_url": "http://lms.example/token"}, "token_url is 'http://lms.example/token'"),
        ({"token_url": "lms.example/token"}, "token_url"),
        ({"token_url": "https://lms.example:99999/"}, "token_url"),
        ({"token_url": "https://[::1/"}, "token_url"),
        ({"token_url": 7}, "token_url is 7"),
        ({"client_id": " "}, "client_id is ' '"),
        ({"client_id": True}, "client_id is True"),
        ({"line_items": ["a1"]}, "line_items is"),
        ({"line_items": {"a1": "7"}}, r"line_items\['a1'\] is '7'"),
        ({"key_file": 7}, "key_file is 7"),
        ({"clientid": "x"}, "unknown setting: 'clientid'"),
    ],
)
def test_a_setting_that_makes_no_sense_is_told(tmp_path: Path, change: dict[str, object], said: str) -> None:
    with pytest.raises(UserError, match=said):
        lti_settings(course(tmp_path, lti=LTI | change))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"url": "https://canvas.example/api/v1"}, "without /api/v1"),
        ({"course_id": "matrix"}, "course_id is 'matrix'"),
        ({"assignments": {"a1": -1}}, r"assignments\['a1'\] is -1"),
        ({"assignments": {"a1": True}}, r"assignments\['a1'\] is True"),
    ],
)
def test_canvas_is_known_by_its_numbers(tmp_path: Path, change: dict[str, object], said: str) -> None:
    with pytest.raises(UserError, match=said):
        canvas_settings(course(tmp_path, canvas=CANVAS | change))


@pytest.mark.parametrize("missing", ["client_id", "key_id", "token_url", "line_items_url"])
def test_a_setting_that_is_missing_is_named(tmp_path: Path, missing: str) -> None:
    with pytest.raises(UserError, match=f"has no '{missing}'"):
        lti_settings(course(tmp_path, lti={name: value for name, value in LTI.items() if name != missing}))


@pytest.mark.parametrize("value", [{}, None, "text"])
def test_a_course_without_an_lms_says_so(tmp_path: Path, value: object) -> None:
    with pytest.raises(UserError, match=r"c\.Grader\.lti is not set"):
        lti_settings(course(tmp_path, lti=value))


def test_secrets_in_the_settings_are_refused_without_being_repeated(tmp_path: Path) -> None:
    for settings in (CANVAS | {"token": "7~hush"}, CANVAS | {"url": "https://me:7~hush@canvas.example"}):
        with pytest.raises(UserError) as error:
            canvas_settings(course(tmp_path, canvas=settings))
        assert "hush" not in str(error.value)


# ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUSH", raising=False)


def test_the_environment_comes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "token"
    path.write_text(" from the file \n", encoding="utf-8")
    assert read_secret("HUSH", path, "token_file").reveal() == "from the file"
    monkeypatch.setenv("HUSH", "from the environment")
    assert read_secret("HUSH", path, "token_file").reveal() == "from the environment"


def test_only_a_file_that_everyone_can_read_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("hush", encoding="utf-8")
    for mode, warned in ((0o600, False), (0o640, False), (0o644, True), (0o604, True)):
        path.chmod(mode)
        warning = read_secret("HUSH", path, "token_file").warning
        assert (f"chmod 600 {path}" in warning) is warned
        assert "hush" not in warning


def test_a_key_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n", encoding="utf-8")
    (tmp_path / "binary").write_bytes(b"\xff\xfe hush")
    wrong = {"empty": "is empty", "binary": "is not text", "nowhere": "No such file", ".": "Is a directory"}
    for name, said in wrong.items():
        with pytest.raises(UserError, match=said) as error:
            read_secret("HUSH", tmp_path / name, "token_file")
        assert "hush" not in str(error.value)
    with pytest.raises(UserError, match="HUSH is not set"):
        read_secret("HUSH", None, "token_file")


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = Secret("hush")
    assert "hush" not in f"{secret} {secret!r} {[secret]}"
    assert not hasattr(secret, "__dict__")
