"""What speaks against a name: that it is a word, a person or an acronym, or only looks alike."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from summaries.places.folding import APOSTROPHES, ARTICLES, fold, plain
from summaries.sentences import stop_words
from summaries.types import Place

_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | {"-": " "})
_INNER_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_COUNTRY = frozenset(("syria", "syrian", "syrians", "syria's", "syria’s"))
_COUNTRY_AR = frozenset(("سوريا", "سورية", "سوري", "السوري", "السورية", "السوريين", "السوريون"))
_SHORT, _SHORT_AR = 4, 2
_ACRONYM = 4


@cache
def homonyms() -> frozenset[str]:
    """Return the names that are also ordinary words, persons or organisations."""
    return frozenset(map(weak_key, _words_of("homonyms.txt")))


@cache
def common_nouns() -> frozenset[str]:
    """Return the words that mean a place only right after a word for one; see ``plain``."""
    return frozenset(map(plain, _words_of("common_nouns.txt")))


def _words_of(file: str) -> list[str]:
    text = (resources.files("summaries") / "data" / file).read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [word for line in lines for word in line.split()]


def weak_key(name: str) -> str:
    """Return what a weak name is known by: its letters in Latin, its folded words in Arabic.

    "Mare" is a word and "Mare'" is not, while "Hay'at" is "Hayat", and Arabic spelling tells no
    such difference.
    """
    if "\u0600" <= name[:1] <= "\u06ff":
        return fold(name)
    return _INNER_APOSTROPHE.sub("", name.casefold().translate(_APOSTROPHE))


def spelling(name: str) -> str:
    """Return a name as it is spelled, in one word, whatever its case, marks and article."""
    first, *rest = plain(name).split() or [""]
    return "".join(rest if rest and first in ARTICLES else (first, *rest))


@cache
def no_names() -> frozenset[str]:
    """Return the words that no place is meant by: those of grammar, and the country's own name."""
    return stop_words("en") | stop_words("ar") | _COUNTRY | _COUNTRY_AR


def is_short(key: str) -> bool:
    """Tell whether many words are like a key, so few letters it has; Arabic writes no vowels."""
    return len(key) <= (_SHORT if key.isascii() else _SHORT_AR)


def is_acronym(written: str) -> bool:
    """Tell of IS, and of IS and MP with an ending: "ISs", "MPs"."""
    return len(written) <= _ACRONYM and written.removesuffix("s").isupper()


def is_bare_name(written: str, place: Place) -> bool:
    """Tell of "فرقة" (ف + رقة), and not of a place's other name: "وديريك" is al-Malikiyah."""
    return lost_its_article(written, place) and fold(written) == fold(place.name_ar)


def lost_its_article(written: str, place: Place) -> bool:
    """Tell of "باب" where the place is "الباب"."""
    return place.name_ar.startswith("ال") and written[0] > "\u0600" and not written.startswith("ال")
