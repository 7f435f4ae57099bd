"""Groups of submissions whose code is more alike than chance explains: a reason to look, not a verdict.

A fingerprint that `n` of the `N` students who answered a question share weighs log2(N / n) bits: the information in
it, known from information retrieval as inverse document frequency (Spärck Jones, 1972). What the release or the
reference solution holds weighs nothing. Answers are alike where most of what is rare in either is in both; two
submissions are alike where their alike answers together weigh more than some pair of the class would reach by chance.

The work grows with the answers that differ, not with the pairs of students: identical answers are compared once, and
an index leads from each fingerprint to the answers that hold it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from grader.report.fingerprints import LENGTH, Fingerprints, fingerprints

ALIKE = 0.6
"""Part of the weight of the heavier answer that must be in both: one rare line that two answers share is not enough."""
COMMON = 0.25
"""A fingerprint that a larger part of the class writes is never evidence."""
LEADS = 64
"""A fingerprint in more different answers than this leads to none of them; it still counts once others have."""
FEW_LINES = 24
"""Rare tokens up to which an answer counts as one choice."""
MARGIN = 10.0
"""Bits beyond log2 of the number of pairs (Bonferroni's correction): if choices were independent of each other, two
submissions of a class would share so much by chance in one of 2**10 classes."""

Answers = Mapping[str, str]
"""The code of one student by question."""
Pair = tuple[str, str]


@dataclass(frozen=True)
class Likeness:
    """Why two submissions are shown: the alike answers, and the evidence of each in bits."""

    pair: Pair
    evidence: Mapping[str, float]

    @property
    def bits(self) -> float:
        return sum(self.evidence.values())


@dataclass(frozen=True)
class AlikeGroup:
    """Submissions linked by likeness, the most telling pair first."""

    students: tuple[str, ...]
    likenesses: tuple[Likeness, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """The alike answers, the most telling first."""
        total: Counter[str] = Counter()
        for likeness in self.likenesses:
            total.update(likeness.evidence)
        return tuple(question for question, _ in total.most_common())


def alike_groups(answers: Mapping[str, Answers], given: Mapping[str, Iterable[str]]) -> tuple[AlikeGroup, ...]:
    """Return the groups of students whose answers are suspiciously alike, the most telling first.

    `answers` holds each student's code by question; `given` what is no evidence: by question, the released cell and
    the reference solution, and under ``""`` what is known to everybody.
    """
    evidence: dict[Pair, dict[str, float]] = defaultdict(dict)
    everywhere = _all_fingerprints(given.get("", ()))
    for question in sorted({question for said in answers.values() for question in said}):
        known = everywhere | _all_fingerprints(given.get(question, ()))
        prints = {
            student: fingerprints(said[question]) - known for student, said in answers.items() if question in said
        }
        for pair, bits in _alike_answers(prints):
            evidence[pair][question] = bits
    needed = threshold(len(answers))
    likenesses = (Likeness(pair, found) for pair, found in evidence.items())
    return tuple(_groups([likeness for likeness in likenesses if likeness.bits >= needed]))


def threshold(students: int) -> float:
    """Return the evidence in bits that two submissions of a class must share to be shown."""
    return math.log2(max(students * (students - 1) / 2, 1)) + MARGIN


def _all_fingerprints(sources: Iterable[str]) -> Fingerprints:
    return frozenset().union(*(fingerprints(source) for source in sources))


# ── one question ───────────────────────────────────────────────────────────────────────────────────────────


def _alike_answers(prints: Mapping[str, Fingerprints]) -> Iterator[tuple[Pair, float]]:
    """Yield each pair of students whose answers to one question are alike, with the evidence in bits."""
    writers: dict[Fingerprints, list[str]] = defaultdict(list)
    for student in sorted(prints):
        if prints[student]:
            writers[prints[student]].append(student)
    weights = _weights(writers, len(prints))
    answers = list(writers)
    rare = [frozenset(mark for mark in answer if mark in weights) for answer in answers]
    total = [sum(weights[mark] for mark in marks) for marks in rare]
    for one, other in _candidates(rare):
        marks = rare[one] & rare[other]
        shared = sum(weights[mark] for mark in marks)
        if shared and shared >= ALIKE * max(total[one], total[other]):
            bits = shared / len(marks) * choices(len(marks))
            for pair in _pairs(writers[answers[one]], writers[answers[other]]):
                yield pair, bits


def choices(marks: int) -> float:
    """Return as how many independent choices a number of shared rare fingerprints counts.

    One rare token is in `LENGTH` fingerprints. A rare answer of a few lines counts as one choice, which two people may
    well make; only fingerprints beyond `FEW_LINES` add to the evidence.
    """
    return min(marks / LENGTH, 1.0) + max((marks - FEW_LINES) / LENGTH, 0.0)


def _weights(writers: Mapping[Fingerprints, list[str]], students: int) -> dict[tuple[str, ...], float]:
    """Return what each fingerprint weighs, without those that are common."""
    count: Counter[tuple[str, ...]] = Counter()
    for answer, names in writers.items():
        for mark in answer:
            count[mark] += len(names)
    return {mark: math.log2(students / n) for mark, n in count.items() if n <= max(COMMON * students, 2)}


def _candidates(rare: list[Fingerprints]) -> list[tuple[int, int]]:
    """Return the answers worth comparing: each with itself, and those to which a rare fingerprint leads."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, marks in enumerate(rare):
        for mark in marks:
            index[mark].append(number)
    itself = {(number, number) for number in range(len(rare))}
    led = {pair for numbers in index.values() if len(numbers) <= LEADS for pair in combinations(numbers, 2)}
    return sorted(itself | led)


def _pairs(one: list[str], other: list[str]) -> Iterator[Pair]:
    if one is other:
        yield from combinations(one, 2)
    else:
        for a, b in product(one, other):
            yield (a, b) if a < b else (b, a)


# ── the class ──────────────────────────────────────────────────────────────────────────────────────────────


def _groups(likenesses: list[Likeness]) -> Iterator[AlikeGroup]:
    """Yield the connected components of the likenesses, the group of the most telling pair first (union-find)."""
    leader: dict[str, str] = {}

    def find(student: str) -> str:
        while leader.setdefault(student, student) != student:
            leader[student] = leader[leader[student]]
            student = leader[student]
        return student

    for likeness in likenesses:
        leader[find(likeness.pair[0])] = find(likeness.pair[1])
    linked: dict[str, list[Likeness]] = defaultdict(list)
    for likeness in sorted(likenesses, key=lambda likeness: (-likeness.bits, likeness.pair)):
        linked[find(likeness.pair[0])].append(likeness)
    for group in linked.values():
        yield AlikeGroup(tuple(sorted({name for likeness in group for name in likeness.pair})), tuple(group))
