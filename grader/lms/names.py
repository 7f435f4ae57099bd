"""Names that the command line and the settings share with this room. Imports nothing, so that `--help` stays quick."""

from typing import Literal, get_args

FORMAT_NAMES = ("canvas", "moodle", "moodle-xml", "moodle-worksheet", "blackboard", "brightspace", "sakai", "csv")
"""The file formats, keys of `grader.lms.formats.catalog.FORMATS`."""

PushTarget = Literal["canvas", "lti"]
"""How a push reaches an LMS: Canvas's REST interface, or LTI 1.3 Assignment and Grade Services."""
PUSH_TARGETS: tuple[PushTarget, ...] = get_args(PushTarget)

ARCHIVE_NAMES = ("canvas", "moodle", "blackboard", "brightspace")
"""The LMSs whose archives of submissions are read, keys of `grader.lms.collect.file_names.READERS`."""
