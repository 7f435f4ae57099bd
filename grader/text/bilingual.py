"""A sentence in both languages of the course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")


@dataclass(frozen=True)
class Bilingual:
    """The same sentence in English and Korean."""

    en: str
    ko: str

    def fill(self, **values: object) -> Bilingual:
        """Return the text with ``{name}`` replaced in both languages; a `Bilingual` value by its own language."""
        pick = {
            language: {k: v.say(language) if isinstance(v, Bilingual) else v for k, v in values.items()}
            for language in LANGUAGES
        }
        return Bilingual(self.en.format(**pick["en"]), self.ko.format(**pick["ko"]))

    def say(self, language: Language) -> str:
        """Return the sentence in one language."""
        return self.ko if language == "ko" else self.en

    def __add__(self, other: Bilingual) -> Bilingual:
        return Bilingual(f"{self.en} {other.en}".strip(), f"{self.ko} {other.ko}".strip())


NOTHING = Bilingual("", "")
