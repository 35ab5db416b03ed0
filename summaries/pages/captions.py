"""Captions: sentences that describe a picture and tell no news.

A page that lost its line breaks has them in the middle of its report ("A man carries a child at the
scene of an air strike on Idlib, September 10").
"""

from __future__ import annotations

import re
from typing import Final

_WHO: Final = (
    r"(?:people|m[ae]n|wom[ae]n|boys?|girls?|child(?:ren)?|residents?|civilians|smoke|rebels?"
    r"|fighters?|soldiers?|members?|protesters|demonstrators|medics|rescuers|refugees)"
)
_POSES: Final = (
    r"(?:attends?|inspects?|stands?|walks?|carry|carries|rises?|gathers?|looks?|holds?|rides?|sits?"
    r"|poses?|reacts?|search(?:es)?|runs?|mourns?)"
)
_CAPTION: Final = re.compile(
    rf"(?:(?:an?|the|two|three|some) )?(?:(?-i:[A-Z])[\w-]+ ){{0,3}}{_WHO}(?: of [^.,]{{2,60}}?)?"
    rf" {_POSES}\b"
    r"|(?:an? )?(?:\w+ )?(?:picture|photo|photograph|image|video|view)\b.{0,60}\bshow(?:s|ed|ing)\b"
    r"|[^.]{0,80} (?:speaks|arrives|waves|gestures|shakes hands|looks on|addresses|attends)"
    r" (?:during|at|in|as|to|with|for|outside)\b",
    re.IGNORECASE,
)


def is_caption(sentence: str) -> bool:
    """Tell whether a sentence describes a picture: who stands, walks or speaks in it."""
    return _CAPTION.match(sentence) is not None
