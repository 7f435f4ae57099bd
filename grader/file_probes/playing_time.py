"""How long a video plays."""

from __future__ import annotations

import os
from typing import Any

LONGEST = 12 * 3600.0
"""Seconds; what says that it is longer means no video of a student."""
SLACK = 2.0
"""Seconds by which the header may promise more than there is, and a hundredth of the whole."""


def playing_time(descriptor: int) -> float:
    """Return the seconds from the first picture or sound to the end of the last one, whatever the header says.

    -1: no video. -2: damaged or broken off. -4: an absurd length. -5: no picture in it.
    """
    import av  # only where videos are read

    av.logging.set_level(av.logging.PANIC)
    with os.fdopen(os.dup(descriptor), "rb") as file:
        file.seek(0)
        try:
            with av.open(file, "r") as container:
                return measured(container)
        except av.error.InvalidDataError:
            return -1 if not looks_like_one(descriptor) else -2
        except MemoryError:
            raise
        except Exception:  # FFmpeg has an error of its own for everything
            return -2


def looks_like_one(descriptor: int) -> bool:
    """Does the file begin as MP4 and MOV do, or as WebM and MKV?"""
    head = os.pread(descriptor, 12, 0)
    return head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip") or head[:4] == b"\x1aE\xdf\xa3"


def measured(container: Any) -> float:
    streams = [stream for stream in container.streams if stream.type in ("video", "audio")]
    if not any(stream.type == "video" and not is_cover(stream) for stream in streams):
        return -5
    first: dict[int, float] = {}
    last: dict[int, float] = {}
    for packet in container.demux(streams):
        if packet.pts is None or packet.is_discard:
            continue
        begin = float(packet.pts * packet.time_base)
        end = begin + float((packet.duration or 0) * packet.time_base)
        if not -LONGEST < begin <= end < LONGEST:
            return -4
        name = packet.stream.index
        first[name] = min(first.get(name, begin), begin)
        last[name] = max(last.get(name, end), end)
    if not last:
        return -2
    seconds = max(last[name] - first[name] for name in last)
    promised = float(container.duration or 0) / 1e6
    if promised > LONGEST:
        return -4
    if promised > seconds * 1.01 + SLACK:
        return -2
    return seconds


def is_cover(stream: Any) -> bool:
    """Is it a picture that goes with a sound, not a video?"""
    return bool(stream.disposition & type(stream.disposition).attached_pic)
