"""Moodle's grade XML (Grades > Import > XML file). The rules are those of `grade/import/xml/lib.php`."""

from __future__ import annotations

import html
from xml.etree import ElementTree

from grader.lms.deliverable import LmsLimits
from grader.lms.formats.effects import Action, Effect, Known, all_or_nothing, read_number, refused
from grader.lms.formats.moodle import points
from grader.lms.formats.sheet import Export, ExportFile, Request, check_titles, writable
from grader.lms.grades import score_text
from grader.text.printable import cell_lines

LATER = "a later result of the same user and item counts instead"
SHARED = "several users have this ID number: Moodle grades one of them"
CUT = "out of the item's range: Moodle cuts it to the maximum, or to 0, without a word"
GOES_ON = (LATER, SHARED, CUT)
"""What does not stop the import (seen in Moodle 5.0.6), and yet is not the grade of this file for this user."""
LIMITS = LmsLimits("Moodle", "ID number", above_maximum=False)


def write(request: Request) -> Export:
    """Write grades and feedback of all assignments: `titles` are the ID numbers of Moodle's grade items."""
    entries, remarks = writable(request, lambda person: person.idnumber, LIMITS)
    check_titles({request.title(entry.grade.assignment): None for entry in entries})
    root = ElementTree.Element("results", batch="grader")
    for entry in entries:
        result = ElementTree.SubElement(root, "result")
        values = {
            "assignment": request.title(entry.grade.assignment),
            "student": entry.id,
            "score": score_text(entry.score),
            "feedback": html.escape(cell_lines(entry.grade.comment), quote=False) or points(entry),
        }
        for tag, value in values.items():
            ElementTree.SubElement(result, tag).text = value
    if not entries:
        return Export((), remarks)
    ElementTree.indent(root)
    content = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return Export((ExportFile("", content),), remarks)


def check(text: str, known: Known) -> list[Effect]:
    """Return what Moodle would do with a file: an unknown user, an unknown item or no number stops the whole import."""
    if "<!" in text.replace("<!--", "").replace("<![CDATA[", ""):
        return refused("a document type or entities: not read, for they can hide anything")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        return refused(f"not XML: {error}")
    results = root.findall("result") if root.tag == "results" else []
    if not results:
        return refused("no results in it")
    effects: list[Effect] = []
    keys = [tuple(result.findtext(tag, "").strip() for tag in ("assignment", "student")) for result in results]
    for place, (result, (item, student)) in enumerate(zip(results, keys, strict=True)):
        score, feedback = result.findtext("score", "-").strip(), result.findtext("feedback", "").strip()
        action, why = _judge(item, student, score, known, again=keys[place] in keys[place + 1 :])
        effects.append(Effect(action, student, item, score, why, html.unescape(feedback)))
    return all_or_nothing(effects, lambda effect: effect.why not in GOES_ON)


def _judge(item: str, student: str, score: str, known: Known, *, again: bool) -> tuple[Action, str]:
    if not item or (known.maxima and item not in known.maxima):
        return Action.REFUSE, "no grade item has this ID number"
    if not student or not known.has("idnumber", student):
        return Action.REFUSE, f"no user has this ID number{known.hint('idnumber', student)}"
    if known.shared("idnumber", student):
        return Action.REFUSE, SHARED
    if again:
        return Action.REFUSE, LATER
    if score == "-":
        return Action.CLEAR, "no score: deletes the grade that is there"
    value = read_number(score)
    if value is None:
        return Action.REFUSE, "not a number with a decimal point"
    if value < 0 or value > known.maxima.get(item, value) + 1e-9:
        return Action.REFUSE, CUT
    return Action.SET, ""
