"""A class full of attackers: nobody's grade changes but by better answers, nothing leaks, nothing survives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import battle
import corpus
import pytest
import scene
from _pytest.mark import ParameterSet
from nbconvert.filters import markdown2html

from grader.sandbox.isolation.choose import refusal
from grader.sandbox.protection import Protection

LEAST = 75
ATTACKS = {attack.name: attack for attack in corpus.load_attacks()}

POISON = {name: attack for name, attack in ATTACKS.items() if name.startswith("poison")}
PROTECTIONS = (Protection.NAMESPACES, Protection.LANDLOCK)
REFUSED = {protection: refusal(protection) for protection in PROTECTIONS}
"""Why each does not work on this machine, or an empty text; to ask takes a process that tries it."""
FIRST = next((protection for protection in PROTECTIONS if not REFUSED[protection]), None)
"""Under which all attacks are fought: the first that works on this machine."""


def fought_under(protection: Protection, attacks: Mapping[str, corpus.Attack] = ATTACKS) -> dict[str, corpus.Attack]:
    """Return those of some attacks that are fought under a protection."""
    return {name: one for name, one in attacks.items() if protection is FIRST or not one.any_protection}


def param(protection: Protection, *more: object, name: str = "") -> ParameterSet:
    """Return a parameter of a test; what is fought under one protection is a group, beside the others."""
    group = pytest.mark.xdist_group(f"attacks on {protection}")
    return pytest.param(protection, *more, marks=group, id=f"{protection}-{name}".strip("-"))


def each(attacks: Mapping[str, corpus.Attack]) -> pytest.MarkDecorator:
    """Run a test for each of these attacks, under each protection under which it is fought."""
    pairs = [
        param(protection, attack, name=name)
        for protection in PROTECTIONS
        for name, attack in fought_under(protection, attacks).items()
    ]
    return pytest.mark.parametrize(("fought", "attack"), pairs, indirect=["fought"])


@pytest.fixture(scope="module")
def battles(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Protection], battle.Battle]]:
    """Grade the class once under each protection: all attackers that are fought under it, or those asked for."""
    with ExitStack() as places:

        @cache
        def fight(protection: Protection) -> battle.Battle:
            place = places.enter_context(scene.make_scene(tmp_path_factory.mktemp(protection)))
            return battle.fight(place, asked_for(request.session.items, protection), protection)

        yield fight


@pytest.fixture(params=map(param, PROTECTIONS))
def fought(request: pytest.FixtureRequest, battles: Callable[[Protection], battle.Battle]) -> battle.Battle:
    """Return what the class came to under a protection that works on this machine."""
    if reason := REFUSED[request.param]:
        pytest.skip(reason)
    return battles(request.param)


def asked_for(items: Sequence[pytest.Item], protection: Protection) -> list[corpus.Attack]:
    """Return the attacks that the tests of this run need: each its own, and all for what is told of the whole class."""
    needing = [
        item.callspec.params for item in items if isinstance(item, pytest.Function) and "fought" in item.fixturenames
    ]
    needing = [params for params in needing if params["fought"] is protection]
    if any("attack" not in params for params in needing):
        return list(fought_under(protection).values())
    names = {params["attack"].name for params in needing}
    return [attack for name, attack in ATTACKS.items() if name in names]


# ── the corpus ─────────────────────────────────────────────────────────────────────────────────────────────


def test_there_are_attacks_of_every_kind() -> None:
    assert len(ATTACKS) >= LEAST
    assert {name.split("_")[0] for name in ATTACKS} == set(corpus.KINDS)


# ── what attackers get ─────────────────────────────────────────────────────────────────────────────────────


@each(ATTACKS)
def test_an_attacker_earns_what_the_answers_are_worth(fought: battle.Battle, attack: corpus.Attack) -> None:
    for student in attack.students:
        found = fought.result(student, attack.assignment)
        others = attack.expected.get("*")
        for question in found["questions"]:
            allowed = attack.expected.get(question["grade_id"], others)
            assert question["verdict"] != "grader_error", question
            assert allowed is None or question["verdict"] in allowed, question
        assert attack.least <= found["score"] <= attack.score, (attack.must, found["questions"])


@each(ATTACKS)
def test_an_attacker_finds_nothing(fought: battle.Battle, attack: corpus.Attack) -> None:
    for student in attack.students:
        shown = fought.shown(student, attack.assignment)
        assert "LOOT" not in shown, (attack.must, [line for line in shown.splitlines() if "LOOT" in line])
        for word in attack.shows:
            assert word in shown, "the attack did not run to its end"


# ── what the others notice ─────────────────────────────────────────────────────────────────────────────────


def test_honest_students_are_graded_as_if_nothing_had_happened(fought: battle.Battle) -> None:
    assert {sample.name for sample in fought.honest.values()} == set(battle.HONEST)
    for student, sample in fought.honest.items():
        questions = fought.result(student, sample.assignment)["questions"]
        assert {q["grade_id"]: (q["verdict"], q["code"]) for q in questions} == sample.expected, student


def test_the_grading_command_itself_does_not_stumble(fought: battle.Battle) -> None:
    assert "Traceback" not in fought.said
    assert fought.exit_code in (0, 1)  # 1: damaged files are for a person to look at


def test_every_score_is_in_the_gradebook(fought: battle.Battle) -> None:
    handed_in = [(student, attack.assignment) for attack in fought.attacks for student in attack.students]
    for student, assignment in [*handed_in, *((student, "a1_derivatives") for student in fought.honest)]:
        assert fought.stored[student, assignment] == fought.result(student, assignment)["score"], student


def test_no_secret_shows_up_anywhere(fought: battle.Battle) -> None:
    for path in (fought.scene.course / "autograded").rglob("*"):
        if path.is_file() and "earlier" not in path.parts:
            text = path.read_text(encoding="utf-8")
            assert not [place for place, secret in fought.scene.secrets.items() if secret in text], path
    assert not [place for place, secret in fought.scene.secrets.items() if secret in fought.said]


def test_nothing_is_left_in_any_folder(fought: battle.Battle) -> None:
    assert not scene.traces(fought.scene)
    assert not [path for left in fought.scene.tmp.iterdir() for path in (left, *left.rglob("*"))]


def test_the_course_is_as_it_was(fought: battle.Battle) -> None:
    assert fought.after == fought.before


def test_no_process_is_left(fought: battle.Battle) -> None:
    assert fought.left_behind == []


def test_the_bystander_lives_and_no_signal_reached_it(fought: battle.Battle) -> None:
    assert fought.scene.victim.poll() is None
    assert not fought.scene.diary.exists()


def test_no_service_was_reached(fought: battle.Battle) -> None:
    assert fought.scene.visitors == []


# ── what a reader of the graded notebooks sees ─────────────────────────────────────────────────────────────


class Active(HTMLParser):
    """Collects whatever in a page would run or call out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "form", "base", "meta", "link", "style", "template"):
            self.found.append(tag)
        for name, value in attributes:
            reached = "".join((value or "").split()).lower()
            if name.startswith("on") or "attack.invalid" in reached or reached.startswith(("javascript:", "vbscript:")):
                self.found.append(f"{tag} {name}={value}")
            if reached.startswith("data:") and not reached.startswith("data:image/"):
                self.found.append(f"{tag} {name}={value}")

    handle_startendtag = handle_starttag


def active(page: str, kind: str = "text/html") -> list[str]:
    """Return what in a page, or in a page's Markdown, would run or call out."""
    parser = Active()
    parser.feed(markdown2html(page) if kind == "text/markdown" else page)
    return parser.found


PAGES = ("text/html", "image/svg+xml", "text/markdown")


def test_what_runs_is_recognised() -> None:
    for page in (
        "<script>",
        "<img src=x onerror=attack()>",
        "<a href='java\tscript:attack()'>",
        "<p style='u(//attack.invalid)'>",
    ):
        assert active(page)
    assert active("<b onclick=x()>", "text/markdown")
    assert not active("<b>onclick=x()</b>")
    assert not active("`<b onclick=x()>`", "text/markdown")


@each(POISON)
def test_a_graded_notebook_holds_nothing_that_runs(fought: battle.Battle, attack: corpus.Attack) -> None:
    notebook = fought.notebook(attack.name, attack.assignment)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            assert cell.cell_type == "raw" or not active(cell.source, "text/markdown"), cell.source
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            assert not [kind for kind in data if "javascript" in kind.lower() or "widget" in kind.lower()]
            for kind in PAGES:
                assert not active(str(data.get(kind, "")), kind), data[kind]
            assert not [kind for kind in data if kind.lower().startswith(PAGES) and kind not in PAGES]
        pictures = [kind for bundle in cell.get("attachments", {}).values() for kind in bundle]
        assert set(pictures) <= {"image/png", "image/jpeg", "image/gif"}
    assert "attack" not in str(notebook.metadata)


@each(POISON)
def test_no_message_is_a_formula_or_a_terminals_command(fought: battle.Battle, attack: corpus.Attack) -> None:
    for question in fought.result(attack.name, attack.assignment)["questions"]:
        assert not question["message"].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert not question["code"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not {"\x1b", "\x07", "\x9b"} & set(fought.said)


@each({name: ATTACKS[name] for name in ("poison_outputs_handed_in",)})
def test_outputs_that_were_handed_in_are_gone(fought: battle.Battle, attack: corpus.Attack) -> None:
    path = Path(attack.name, attack.assignment, f"{attack.assignment}.ipynb")
    text = (fought.scene.course / "autograded" / path).read_text(encoding="utf-8")
    assert "attack: 22 / 22" not in text
