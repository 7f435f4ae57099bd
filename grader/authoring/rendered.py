"""Files made from the templates beside this module: Python, TOML and Markdown, not pages, so nothing is escaped."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined


def rendered(template: str, facts: Mapping[str, object], *, trim: bool = False) -> str:
    """Return the text of one file; `trim` takes lines away that hold tags of the template alone."""
    environment = Environment(
        loader=PackageLoader("grader.authoring"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=trim,
        lstrip_blocks=trim,
    )
    return environment.get_template(template).render(facts)
