"""The class report: what was marked, read, counted, compared, drawn and written as one page.

`reading` gathers what lies in the course folder; `statistics`, `mistakes`, `fingerprints` and `similarity` are pure;
`charts` draws; `contents` puts all of it into one value that `page` shows and `data` writes.
"""

from typing import Literal, get_args

ReportFormat = Literal["html", "csv", "json"]
REPORT_FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)
"""What a report is written as. Here, because importing this module costs the command line nothing."""
