"""A sentence of ours as HTML. Pure."""

from __future__ import annotations

import re

from markupsafe import Markup, escape


def sentence(text: str) -> Markup:
    """Return plain text as HTML, and what stands between backticks as code. Nothing else in it means anything."""
    return Markup(re.sub(r"`([^`\n]+)`", r"<code>\1</code>", str(escape(text))))  # escaped before
