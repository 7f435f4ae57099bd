"""What students read of an assignment: from the sections of its TOML file into the questions of its module.

A section holds one sentence in both languages, `en` and `ko`. Its name says what the sentence is:

* ``[power_derivative.exponent_kept]``: the hint to a known mistake of a question, or what a finding says;
* ``[shared.exponent_kept]``: the same, for each question that knows this mistake and has no section of its own for it;
* ``[before_shared.power_derivative]``: said before every shared hint of this question;
* ``[kinds.negative]``: the kind of input that a case names;
* ``[shape_hint.…]``, ``[nan_hint.…]``, ``[different.…]``: a sentence of `Rules`, for the questions listed in
  `questions`.

``shared.toml`` holds sections of the groups `shared` and `kinds` for all assignments.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from grader.questions.question import Assignment, Inspection, Question
from grader.text import LANGUAGES, NOTHING, Bilingual
from grader.text.similar import did_you_mean

RULES = ("shape_hint", "nan_hint", "different")
"""Groups of sections that are fields of `Rules`."""
LANGUAGE_NAMES = {"en": "English", "ko": "Korean"}
GROUPS = ("shared", "before_shared", "kinds", *RULES)
"""Groups of sections that are not named after a question."""


@dataclass(frozen=True)
class Sentences:
    """The sections of one TOML file, by group and name."""

    file: str
    """Its path, as an author knows it."""
    texts: Mapping[tuple[str, str], Bilingual] = field(default_factory=dict)
    questions: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """The questions that a section of a group in `RULES` is for."""
    problems: tuple[str, ...] = ()
    """What is wrong with the file by itself."""

    def group(self, name: str) -> dict[str, Bilingual]:
        return {section: text for (group, section), text in self.texts.items() if group == name}


def parse(file: str, tables: Mapping[str, object]) -> Sentences:
    """Return the sections of a TOML file that was read into `tables`."""
    texts: dict[tuple[str, str], Bilingual] = {}
    questions: dict[tuple[str, str], tuple[str, ...]] = {}
    problems: list[str] = []
    for group, sections in tables.items():
        for name, section in sections.items() if isinstance(sections, Mapping) else [(group, sections)]:
            if not isinstance(section, Mapping):
                problems.append(f"{file}: `{name}` belongs to no section with two names, such as [question.mistake].")
                continue
            key, listed = (group, name), section.get("questions")
            problems += _problems_of_section(file, key, section)
            texts[key] = Bilingual(*(str(section.get(language) or "…") for language in LANGUAGES))
            questions[key] = tuple(map(str, listed)) if isinstance(listed, list) else ()
    return Sentences(file, texts, questions, tuple(problems))


def _problems_of_section(file: str, key: tuple[str, str], section: Mapping[str, object]) -> Iterator[str]:
    where = f"{file}: [{'.'.join(key)}]"
    allowed = (*LANGUAGES, "questions") if key[0] in RULES else LANGUAGES
    for language in LANGUAGES:
        text = section.get(language)
        if not isinstance(text, str) or not text.strip():
            yield f'{where} has no {LANGUAGE_NAMES[language]} sentence; write {language} = "…" in it.'
        elif len(text.splitlines()) > 1:
            yield f"{where}: the sentence of `{language}` stands on several lines; write it on one."
    for other in sorted(set(section) - set(allowed)):
        yield f"{where} has a line `{other}`; there may only be {', '.join(f'`{name}`' for name in allowed)}."
    if key[0] in RULES and not isinstance(section.get("questions"), list):
        yield f'{where} does not say for which questions it is; write questions = ["…"] in it.'


# ── into the questions ─────────────────────────────────────────────────────────────────────────────────────


def with_sentences(assignment: Assignment, own: Sentences, common: Sentences) -> Assignment:
    """Return an assignment with its sentences: of its own file, else of the file for all assignments."""
    kinds = common.group("kinds") | own.group("kinds")
    told = (_told(question, kinds, own, common) for question in assignment.questions)
    return replace(assignment, questions=tuple(told))


def _told(
    question: Question | Inspection, kinds: Mapping[str, Bilingual], own: Sentences, common: Sentences
) -> Question | Inspection:
    def hint(code: str) -> Bilingual:
        return _hint(question.name, code, own, common) or NOTHING

    if isinstance(question, Inspection):
        findings = tuple(replace(finding, hint=hint(finding.code)) for finding in question.findings)
        return replace(question, findings=findings)
    said = {group: own.texts[group, name] for (group, name), names in own.questions.items() if question.name in names}
    rules = replace(
        question.rules,
        shape_hint=said.get("shape_hint", question.rules.shape_hint),
        nan_hint=said.get("nan_hint", question.rules.nan_hint),
        different=said.get("different", question.rules.different),
    )
    mistakes = tuple(replace(mistake, hint=hint(mistake.code)) for mistake in question.mistakes)
    return replace(question, mistakes=mistakes, rules=rules, kinds=kinds)


def _hint(question: str, code: str, own: Sentences, common: Sentences) -> Bilingual | None:
    if text := own.texts.get((question, code)):
        return text
    text = own.texts.get(("shared", code)) or common.texts.get(("shared", code))
    return text and own.texts.get(("before_shared", question), NOTHING) + text


# ── do module and file name the same? ──────────────────────────────────────────────────────────────────────


def problems(assignment: Assignment, own: Sentences, common: Sentences) -> Iterator[str]:
    """Yield what is wrong with the files, and where the module and its file do not name the same mistakes."""
    yield from (*own.problems, *common.problems)
    codes = {question.name: codes_of(question) for question in assignment.questions}
    for question, named in codes.items():
        for code in named:
            if _hint(question, code, own, common) is None:
                yield f'{own.file}: the section [{question}.{code}] is missing; write it, with en = "…" and ko = "…".'
    shared = {code for question, named in codes.items() for code in named if (question, code) not in own.texts}
    for group, name in own.texts:
        where = f"{own.file}: [{group}.{name}]"
        if group in RULES or group == "before_shared":
            for question in own.questions[group, name] if group in RULES else (name,):
                yield from _unknown(where, "question", question, codes)
        elif group == "shared":
            if name not in shared:
                yield f"{where} is the hint of no question; delete it, or mend its name.{did_you_mean(name, shared)}"
        elif group not in GROUPS:
            yield from _unknown(where, "question", group, codes)
            if group in codes:
                yield from _unknown(where, f"mistake of {group}", name, codes[group])


def codes_of(question: Question | Inspection) -> tuple[str, ...]:
    """Return the codes of a question's mistakes, or of its findings."""
    if isinstance(question, Inspection):
        return tuple(finding.code for finding in question.findings)
    return tuple(mistake.code for mistake in question.mistakes)


def _unknown(where: str, what: str, name: str, known: Collection[str]) -> Iterator[str]:
    if name not in known:
        yield f"{where} names no {what}: there is no {name}.{did_you_mean(name, known)}"
