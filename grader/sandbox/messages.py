"""What a fork server and who asks it for sandboxes say to each other, besides the requests themselves."""

from __future__ import annotations

HERE = b"here"
"""What a fork server says first to who has connected: it is alive, and at work."""
WARM = b"warm"
"""The request to try beforehand what libraries do at first use."""
