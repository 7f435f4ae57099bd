"""Words that students who read English as a second language would have to look up, each with a plainer one.

They differ (not "part from"), fix (not "mend"), are transposed (not "on their side"), stand in the denominator (not
"below the line"); a rule holds except for zero (not "but for").
"""

import re

HARD = re.compile(
    r"\b(you part from|mend|on its side|lie down|stands for it|(below|above) the line|but for)\b", re.IGNORECASE
)


def hard_words(sentence: str) -> list[str]:
    """Return those that a sentence uses."""
    return [match.group() for match in HARD.finditer(sentence)]
