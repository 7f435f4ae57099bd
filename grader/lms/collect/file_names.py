"""What the names of files in an LMS's archive tell: whose they are, of which attempt, and handed in when. Pure.

Read in the sources of Canvas (`lib/content_zipper.rb`) and Moodle (`mod/assign/classes/downloader.php`, and 3.1 to 4.0
before it); Blackboard and Brightspace are closed, theirs are from files that other people's programs read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class NamedFile:
    """A file of somebody's, as its name tells."""

    owner: str
    """What the LMS calls the person, as a reader of a list recognises it."""
    file: str
    """Its path in the submission. Empty: it is a receipt of the LMS's, no work."""
    ids: tuple[tuple[str, str], ...] = ()
    """A column of the roster, and the value in it that this person has."""
    name: str = ""
    """The person's name, without what the LMS drops from it."""
    before_name: str = ""
    """Blackboard's title of the assignment and, behind an underscore, the username: both may hold underscores."""
    attempt: str = ""
    """Files of one attempt have one text here; empty where the archive holds only the last attempt."""
    time: datetime.datetime | None = None
    """When it was handed in, by the clock of the LMS, of which the zone is not told."""
    unread_time: str = ""
    """What the LMS wrote for the time, where that is not understood."""
    number: str = ""
    """The LMS's own number of the person: another one is another person, whatever the name."""
    late: bool = False
    anonymous: bool = False


def read_canvas(path: str) -> NamedFile | None:
    """Read `doejane_LATE_1187_4021_a1_derivatives.ipynb`: name, user, attachment, and the name of the file."""
    if found := re.search(r"(?:^|/)(LATE_)?anon_(\w+?)_(?:\d+_)?([^/]+)$", path):
        return NamedFile(f"anon_{found[2]}", found[3], late=bool(found[1]), anonymous=True)
    found = re.search(r"(?:^|/)([^/]*?)(_LATE|_late)?_(\d+)_(?:\d+_([^/]+)|(text|link)\.html)$", path)
    if not found:
        return None
    file = found[4] or f"canvas_{found[5]}.html"
    owner, ids = f"{found[1]} ({found[3]})", (("canvas_id", found[3]),)
    return NamedFile(owner, file, ids, name=found[1], number=found[3], late=bool(found[2]))


def read_moodle(path: str) -> NamedFile | None:
    """Read `Jane Doe_71_assignsubmission_file_/a1_derivatives.ipynb`: name, participant, kind, and the file's path.

    The underscore before the slash is of Moodle up to 4.0. Without folders, it stands in place of the slash.
    """
    found = re.search(r"(?:^|/)([^/]+?)_(\d+)_assignsubmission_([a-z]+)(?:_?/(.+)|_([^/]+))$", path)
    if not found:
        return None
    return NamedFile(found[1], found[4] or found[5], name=found[1], number=found[2])


def read_blackboard(path: str) -> NamedFile | None:
    """Read `a1_derivatives_jdoe_attempt_2026-03-09-23-50-00_a1.ipynb`: title, username, time, and the file's name.

    The word `attempt` is in the language of the site. The same name without a file, `.txt`, is Blackboard's receipt.
    """
    found = re.search(r"(?:^|/)([^/]+?)_[^_/]+_(\d{4}(?:-\d\d){5})(?:_([^/]+)|\.txt)$", path)
    if not found:
        return None
    try:
        time = datetime.datetime.strptime(found[2], "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        return None
    return NamedFile(found[1], found[3] or "", before_name=found[1], attempt=found[2], time=time)


def read_brightspace(path: str) -> NamedFile | None:
    """Read `12345-678 - Jane Doe - Mar 9, 2026 1159 PM/a1.ipynb`, or ` - ` instead of the slash.

    Some sites write the username before the name, some no blank behind it: `Jane Doe- Mar 9, …`. The time is in the
    site's language; one that is not understood is what stands last in the folder's name.
    """
    clock = r"(?:(?!- )[^/])*\d{4}\s\d{3,4}(?:\s?[AP]M)?"
    found = re.search(rf"(?:^|/)(\d+-\d+) - ([^/]+?) ?- ({clock})(?:/| - )(.+)$", path)
    found = found or re.search(r"(?:^|/)(\d+-\d+) - ([^/]+) - ((?:(?! - )[^/])+)/(.+)$", path)
    if not found:
        return None
    number, _, _ = found[1].partition("-")
    attempt, time = f"{found[1]} {found[3]}", brightspace_time(found[3])
    unread = "" if time else found[3]
    return NamedFile(found[2], found[4], name=found[2], attempt=attempt, time=time, unread_time=unread, number=number)


def brightspace_time(text: str) -> datetime.datetime | None:
    """Return the time that Brightspace writes without a colon: the last two digits are the minutes.

    >>> brightspace_time("Mar 9, 2026 122 AM")
    datetime.datetime(2026, 3, 9, 1, 22)
    """
    found = re.fullmatch(
        r"(?:([^\W\d]+)\.? (\d\d?)|(\d\d?) ([^\W\d]+)\.?),? (\d{4})\s(\d\d?)(\d\d)(?:\s?([AP]M))?", text
    )
    if not found:
        return None
    month = (found[1] or found[4])[:3].lower()
    hour = int(found[6]) % 12 + (12 if found[8] == "PM" else 0) if found[8] else int(found[6])
    try:
        day = int(found[2] or found[3])
        return datetime.datetime(int(found[5]), MONTHS.index(month) + 1, day, hour, int(found[7]))
    except ValueError:
        return None


READERS: Mapping[str, Callable[[str], NamedFile | None]] = {
    "canvas": read_canvas,
    "moodle": read_moodle,
    "blackboard": read_blackboard,
    "brightspace": read_brightspace,
}
OF_THE_LMS = {"brightspace": re.compile(r"(?:^|/)index\.html$")}
"""Files that an LMS adds for its own reader."""
