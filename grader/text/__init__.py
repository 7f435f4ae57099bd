"""Texts: sentences in both languages of the course, and texts of strangers made safe to print."""

from grader.text.bilingual import LANGUAGES, NOTHING, Bilingual, Language

__all__ = ["LANGUAGES", "NOTHING", "Bilingual", "Language"]
