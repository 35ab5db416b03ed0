"""By what means an attack was made, as a sentence tells it; English and Arabic."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

Means = Literal["air", "drone", "shelling", "mine", "bomb", "guns", "clashes", "arrest"]

_WORDS: Final[dict[Means, tuple[str, str]]] = {
    "air": (
        r"air ?(?:strikes?|raids?)|warplanes?|(?:fighter )?jets|helicopters?|barrel bombs?",
        r"غارة|غارات|طيران|طائرات? حربي|جوي|برميل|براميل",
    ),
    "drone": (r"drones?|unmanned", r"مسي[ّ]?رة|درون"),
    "shelling": (
        r"shell(?:s|ed|ing|fire)?|artillery|mortars?|rockets?|missiles?",
        r"مدفعي|قذيفة|قذائف|هاون|صاروخ|صواريخ|راجمات",
    ),
    "mine": (r"(?:land ?)?mines?|unexploded \w+", r"لغم|ألغام|مخلفات"),
    "bomb": (
        r"bombs?|blasts?|explosions?|explosives?|exploded|suicide|IEDs?|blew",
        r"انفجار|انفجرت?|تفجير|مفخخ|عبوة|عبوات|انتحاري|ناسف",
    ),
    "guns": (
        r"gunm[ae]n|shot|shooting|opened fire|gunfire|assassinat\w+|snipers?",
        r"مسلحون|مسلحين|مسلحان|إطلاق (?:ال)?نار|رصاص|اغتيال|اغتال|قنص|قناص",
    ),
    "clashes": (r"clash(?:es|ed)|fighting|battles?|ambush\w*", r"اشتباك|معارك|معركة|كمين"),
    "arrest": (r"arrest\w*|detain\w*|raided", r"اعتقل|اعتقال|مداهم|احتجز"),
}
_MEANS: Final[dict[Means, re.Pattern[str]]] = {
    means: re.compile(rf"\b(?:{english})\b|(?<!\w)[وفبل]?(?:ال|لل)?(?:{arabic})", re.IGNORECASE)
    for means, (english, arabic) in _WORDS.items()
}


@lru_cache(maxsize=1 << 13)
def means(text: str) -> frozenset[Means]:
    """Return the means of attack that a sentence names."""
    return frozenset(kind for kind, pattern in _MEANS.items() if pattern.search(text))


def contrary(one: frozenset[Means], other: frozenset[Means]) -> bool:
    """Tell whether two accounts name means, and no means in common."""
    return bool(one and other) and one.isdisjoint(other)
