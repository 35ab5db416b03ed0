"""Who took, holds or lost a place, as a sentence on control says; English and Arabic."""

from __future__ import annotations

import re
from typing import Final

from summaries.sentences import has_one_of

_SIDES: Final[dict[str, str]] = {
    "SDF": r"SDF|Syrian Democratic Forces|YPG|Kurdish(?:-led)? (?:forces|fighters)|قسد"
    r"|قوات سوريا الديمقراطية",
    "ISIS": r"ISIS|ISIL|IS|Daesh|DAESH|Islamic State|داعش|تنظيم الدولة",
    "army": r"SAA|(?:Syrian )?(?:[Aa]rmy|[Gg]overnment forces|[Rr]egime forces)|Syrian troops"
    r"|الجيش السوري|قوات النظام|قوات الحكومة",
    "HTS": r"HTS|Hayat Tahrir al-Sham|Tahrir al-Sham|Nusra Front|al-Nusra|هيئة تحرير الشام|النصرة",
    "rebels": r"[Rr]ebels?|FSA|Free Syrian Army|SNA|Syrian National Army|opposition fighters"
    r"|الجيش الحر|الجيش الوطني|فصائل المعارضة",
    "Turkey": r"Turkish (?:army|forces|troops)|الجيش التركي|القوات التركية",
}
_TOOK: Final = (
    r"(?:have |has |had )?(?:recaptured|captured|seized|retook|retaken|overran|liberated"
    r"|(?:took|taken|gained|regained) (?:full |complete )?control)\b"
    r"(?!\s+(?:an?|the|two|three|four|five|six|some|several|dozens of|\d+)\s+(?:\w+\s+){0,2}"
    r"(?:pilots?|soldiers?|fighters?|men|man|members?|militants?|troops|leaders?|officers?)\b)"
)
_NAMED: Final = "|".join(f"(?P<{side}>{names})" for side, names in _SIDES.items())
_ACTIVE: Final = re.compile(rf"\b(?:{_NAMED})\b(?:\s*\([A-Z]+\))?,?\s+(?:\w+ly\s+)?{_TOOK}")
_ARABIC: Final = re.compile(rf"(?:سيطرت?|استعادت?|بسطت?)\s+(?:{_NAMED})(?!\w)")


_CUES: Final = (
    "captured", "seized", "retook", "retaken", "overran", "liberated", "control",
    "سيطر", "استعاد", "بسط",
)  # fmt: skip
"""A sentence without any of these does not say who took control."""


def taker(text: str) -> tuple[str, str] | None:
    """Return who took control, as (side, words), where a sentence says it in the active."""
    if not has_one_of(_CUES, text):
        return None
    found = _ACTIVE.search(text) or _ARABIC.search(text)
    if found is None:
        return None
    side = next(side for side in _SIDES if found[side])
    return side, found[0]
