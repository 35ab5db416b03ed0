"""Direction of text: left to right, right to left, and the two in one line. Pure.

After the Unicode Bidirectional Algorithm (UAX #9). A line takes the direction of its first strong
character outside isolates (rules P2, P3); a mark before it sets another. An isolate keeps a name
of the other direction from moving what stands around it. Both are invisible and stand around a
quoted text, never in it.
"""

from __future__ import annotations

import unicodedata

from summaries.types import Language

LEFT_TO_RIGHT_MARK = "\u200e"
RIGHT_TO_LEFT_MARK = "\u200f"
FIRST_STRONG_ISOLATE = "\u2068"
RIGHT_TO_LEFT_ISOLATE = "\u2067"
LEFT_TO_RIGHT_ISOLATE = "\u2066"
POP_ISOLATE = "\u2069"
_ISOLATES = {LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_ISOLATE, FIRST_STRONG_ISOLATE}


def is_right_to_left(language: Language) -> bool:
    """Tell whether ``language`` is written from right to left."""
    return language == "ar"


def first_strong(line: str, *, isolates: bool = False) -> bool | None:
    """Tell whether the first strong character runs right to left: outside isolates, or anywhere.

    ``None`` where there is no strong character.
    """
    depth = 0
    for char in line:
        if char in _ISOLATES:
            depth += 1
        elif char == POP_ISOLATE:
            depth = max(depth - 1, 0)
        elif depth == 0 or isolates:
            kind = unicodedata.bidirectional(char)
            if kind in ("R", "AL"):
                return True
            if kind == "L":
                return False
    return None


def mark_for(line: str, language: Language) -> str:
    """Return the mark to put before ``line`` so that it runs as ``language`` does, or nothing.

    Some applications look into isolates, as HTML's ``dir="auto"`` does: both must find the same. A
    line without any strong character needs none where text runs left to right anyway.
    """
    wanted = is_right_to_left(language)
    found = {first_strong(line), first_strong(line, isolates=True)}
    if found == {wanted} or (found == {None} and not (wanted and line.strip())):
        return ""
    return RIGHT_TO_LEFT_MARK if wanted else LEFT_TO_RIGHT_MARK


def isolated(text: str, language: Language) -> str:
    """Isolate ``text`` for a line of ``language`` where anything in it runs the other way."""
    wanted = is_right_to_left(language)
    other = ("L",) if wanted else ("R", "AL")
    if any(unicodedata.bidirectional(char) in other for char in text):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text


def isolated_as(text: str, language: Language) -> str:
    """Isolate ``text``, which is in ``language``, so that it runs as that language does."""
    start = RIGHT_TO_LEFT_ISOLATE if is_right_to_left(language) else LEFT_TO_RIGHT_ISOLATE
    return f"{start}{text}{POP_ISOLATE}"
