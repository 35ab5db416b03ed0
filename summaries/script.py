"""In which script a text is written, and so in which of the two languages of the reports."""

from __future__ import annotations

import re
from typing import Final

from summaries.types import Language

_LETTER: Final = re.compile(r"[^\W\d_]")
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_OF_ARABIC_SCRIPT: Final = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"
)
"""Letters of Kurdish and Persian names as well, and the forms that old pages write."""


def has_arabic(text: str) -> bool:
    """Tell whether a text has Arabic letters."""
    return not text.isascii() and _ARABIC.search(text) is not None


def language_of(text: str) -> Language:
    """Return the language that most letters of a text belong to; English where there are none."""
    if text.isascii():
        return "en"
    letters = len(_LETTER.findall(text))
    return "ar" if len(_OF_ARABIC_SCRIPT.findall(text)) * 2 > letters else "en"


def language_of_word(word: str) -> Language:
    """Return the language of a word by the script it begins with."""
    return "ar" if "\u0600" <= word[:1] <= "\u06ff" else "en"
