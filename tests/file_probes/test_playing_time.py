"""How long a video plays, whatever its header says."""

from __future__ import annotations

import tempfile

import project_files as files
import pytest

from grader.file_probes.playing_time import playing_time


def measured(content: bytes) -> float:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return playing_time(file.fileno())


@pytest.mark.parametrize(
    ("kind", "codec"),
    [("mp4", "mpeg4"), ("mov", "mpeg4"), ("webm", "libvpx"), ("matroska", "mpeg4"), ("mp4", "libx264")],
)
def test_every_usual_kind_is_read(kind: str, codec: str) -> None:
    assert measured(files.video(185, kind, codec)) == pytest.approx(185, abs=0.1)


def quick() -> bytes:
    return files.video(170, movflags="faststart")


PLAYED = {
    "four minutes that say they are one": (lambda: files.says_it_lasts(files.video(240), 60), 240),
    "a minute that says it is days": (lambda: files.says_it_lasts(files.video(60), 400_000), 60),
    "its index first": (quick, 170),
    "as a browser records: no length in the header": (
        lambda: files.video(20, movflags="frag_keyframe+empty_moov"),
        20,
    ),
    "a live WebM": (lambda: files.video(20, "webm", "libvpx", live="1"), 20),
}
NOT_PLAYED = {
    "a text": (lambda: b"a text named video.mp4", -1),
    "a GIF": (lambda: b"GIF89a" + bytes(100), -1),
    "a PDF": (lambda: files.pdf(1), -1),
    "no moov": (lambda: files.without_index(files.video(170)), -2),
    "two thirds of it": (lambda: quick()[: len(quick()) * 2 // 3], -2),
    "forty bytes of it": (lambda: files.video(170)[:40], -2),
    "pictures that stand for years": (lambda: files.with_steps_of(files.video(170), 2**31 - 1), -4),
    "sound alone": (lambda: files.sound(20), -5),
}


@pytest.mark.parametrize("what", PLAYED)
def test_pictures_count_and_not_the_header(what: str) -> None:
    make, seconds = PLAYED[what]
    assert measured(make()) == pytest.approx(seconds, abs=5)


@pytest.mark.parametrize("what", NOT_PLAYED)
def test_what_cannot_be_played_has_a_code(what: str) -> None:
    make, code = NOT_PLAYED[what]
    assert measured(make()) == code
