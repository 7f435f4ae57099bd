"""Whose a file of an LMS's archive is: the one student of the roster who fits, or why it belongs to nobody. Pure.

An id decides before a name, and where both are known they must not speak against each other. A name decides only where
one student alone has it: whoever has another's name gets nothing of theirs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from grader.lms.collect.file_names import NamedFile
from grader.lms.formats.moodle_worksheet import Participant
from grader.lms.roster import Person, Roster
from grader.text.student_ids import difference, look, name_letters, nfc, shown

ANONYMOUS = "the assignment is anonymous: let the LMS show names, and download it again"
Owner = Person | str
"""A student, or why nobody is."""


def owners_of(files: Iterable[NamedFile], roster: Roster) -> Callable[[NamedFile], Owner]:
    """Return the function that says whose a file is.

    `files` are all of the archive: Blackboard's title of the assignment is what most of their names begin with.
    """
    all_files = tuple(files)
    find = _finder(all_files, roster)
    numbers: dict[str, set[str]] = defaultdict(set)
    for one in all_files:
        if isinstance(owner := find(one), Person) and one.number:
            numbers[owner.student].add(one.number)

    def owner_of(one: NamedFile) -> Owner:
        owner = find(one)
        if isinstance(owner, Person) and len(numbers[owner.student]) > 1:
            return f"{len(numbers[owner.student])} people in the LMS are called like {owner.student}"
        return owner

    return owner_of


def _finder(files: tuple[NamedFile, ...], roster: Roster) -> Callable[[NamedFile], Owner]:
    by_name = _by_name(roster)
    by_id = {column: _by_id(roster, column) for one in files for column, _ in one.ids}
    usernames = _by_id(roster, "username")
    titles = Counter(title for one in files for title, _ in _splits(one.before_name, usernames))

    def find(one: NamedFile) -> Owner:
        if one.anonymous:
            return ANONYMOUS
        if one.before_name:
            return _by_username(one.before_name, usernames, titles)
        for column, value in one.ids:
            if people := by_id[column].get(_comparable(column, value)):
                return people[0] if len(people) == 1 else f"several students have the {column} {value}"
        return _by_its_name(one, by_name)

    return find


def _by_id(roster: Roster, column: str) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for person in roster.people:
        if value := getattr(person, column):
            found[_comparable(column, value)].append(person)
    return found


def _comparable(column: str, value: str) -> str:
    return nfc(value.casefold() if column == "email" else value)


def _by_name(roster: Roster) -> dict[str, list[Person]]:
    """Return the people by their names, in both orders, and with the username before them."""
    found: dict[str, list[Person]] = defaultdict(list)
    for person in roster.people:
        names = {person.first_name + person.last_name, person.last_name + person.first_name} - {""}
        for key in {name_letters(before + name) for name in names for before in ("", person.username)}:
            found[key].append(person)
    return found


def _by_its_name(one: NamedFile, by_name: Mapping[str, list[Person]]) -> Owner:
    people = by_name.get(name_letters(one.name), []) if name_letters(one.name) else []
    if len(people) > 1:
        return f"{len(people)} students have this name: {', '.join(person.student for person in people)}"
    if not people:
        wanted = ", ".join(f"{column} {value}" for column, value in one.ids)
        group = "-" in one.name and not wanted and bool(one.number)
        hint = "; where the LMS writes a group before the name, Moodle's --worksheet tells who it is" if group else ""
        return f"no student of the roster {f'has {wanted} or this name' if wanted else 'is called so'}{hint}"
    for column, value in one.ids:
        known = getattr(people[0], column)
        if known and _comparable(column, known) != _comparable(column, value):
            return f"{people[0].student} has this name, but the {column} {known} and not {value}"
    return people[0]


def _splits(before: str, usernames: Mapping[str, list[Person]]) -> list[tuple[str, str]]:
    """Return the ways to cut `title_username` so that somebody has the username."""
    places = [place for place, character in enumerate(before) if character == "_"]
    return [(before[:place], name) for place in places if (name := nfc(before[place + 1 :])) in usernames]


def _by_username(before: str, usernames: Mapping[str, list[Person]], titles: Counter[str]) -> Owner:
    splits = _splits(before, usernames)
    if not splits:
        last = before.rpartition("_")[2]
        twin = next((name for name in usernames if look(name) == look(last)), "")
        said = f", but {shown(twin)}: they {difference(twin, last)}" if twin else ""
        return f"no student of the roster has the username {last}{said}"
    most = max(titles[title] for title, _ in splits)
    best = [name for title, name in splits if titles[title] == most]
    if len(best) > 1:
        return f"several usernames could be meant: {', '.join(best)}"
    people = usernames[best[0]]
    return people[0] if len(people) == 1 else f"several students have the username {best[0]}"


def with_participant(one: NamedFile, people: Mapping[str, Participant]) -> NamedFile:
    """Return a file of Moodle's with what the grading worksheet says of its participant: ids, and the time."""
    participant = people.get(one.number)
    return replace(one, ids=participant.ids, time=participant.time) if participant else one
