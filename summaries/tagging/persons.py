"""The people whom a report follows from place to place: "Abu Samer", "أم محمد"."""

from __future__ import annotations

import re
from typing import Final

_PARENT: Final = re.compile(
    r"\b(Abu|Umm?) ([A-Z][a-z]+)\b(?! (?:al-|[A-Z]))"
    r"|(?<!\w)[وفل]?(أب[ويا]|أم) ([\u0621-\u064a]{3,})(?! ال)"
)
"""Somebody called after a child; with a surname it is rather a commander than a neighbour."""


def persons(sentence: str) -> tuple[str, ...]:
    """Return the people of whom a sentence tells, by names that stay the same in every case."""
    found = _PARENT.finditer(sentence)
    return tuple(f"{(match[1] or match[3])[:2]} {match[2] or match[4]}" for match in found)
