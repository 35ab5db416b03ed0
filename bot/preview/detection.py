"""What Telegram finds in a text by itself: addresses, mentions, hashtags and commands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.preview.entities import Entity, utf16_length

_TOP_LEVEL = "com|org|net|info|news|press|int|edu|gov|me|io|tv|sy|uk|ca|de|fr|eu|iq|tr|qa|ru|il"

_DETECTORS = (
    ("url", re.compile(r"(?<![\w@/.])https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]", re.IGNORECASE)),
    (
        "email",
        re.compile(
            r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}(?![\w@])", re.IGNORECASE | re.ASCII
        ),
    ),
    (
        "url",
        re.compile(
            rf"(?<![\w@/.-])(?:[a-z0-9-]+\.)+(?:{_TOP_LEVEL})(?![\w@])(?:/[^\s<>\"']*[^\s<>\"'.,;:!?)\]])?",
            re.IGNORECASE | re.ASCII,
        ),
    ),
    ("mention", re.compile(r"(?<![\w@/])@[a-z]\w{3,31}(?!\w)", re.IGNORECASE | re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#@/&])#\w*[^\W\d]\w*")),
    (
        "bot_command",
        re.compile(
            r"(?<![\w/<>])/[a-z0-9_]{1,64}(?:@[a-z]\w{2,31})?(?![\w/@])", re.IGNORECASE | re.ASCII
        ),
    ),
)


def detected(text: str) -> Iterator[Entity]:
    """Yield what Telegram finds by itself: addresses, mentions, hashtags and commands."""
    taken: list[tuple[int, int]] = []
    for kind, pattern in _DETECTORS:
        for match in pattern.finditer(text):
            begin, end = match.span()
            if all(end <= start or begin >= stop for start, stop in taken):
                taken.append((begin, end))
                yield Entity(kind, utf16_length(text[:begin]), utf16_length(match[0]))
