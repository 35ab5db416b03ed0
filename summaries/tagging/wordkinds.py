"""What words are signs of beside the name of a place, as bits of one number.

A word is looked up once: each list of ``data/roles.toml`` that has it is a bit (``LOCATIVE``). What
else is known of a name are further bits (``ASIDE``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from summaries.tagging.cues import comparable
from summaries.tagging.wordlists import word_lists

_LISTS: Final = (
    "fillers", "locative", "locative_of_weak", "origin", "leaving", "persons", "government",
    "toward_government", "relations", "toward", "of_the_city", "organisations",
    "organisations_small", "organisations_before", "given_names", "compass", "bears_from",
    "speakers", "inside", "sides", "buildings", "articles", "rulers", "between", "out",
    "born", "grown", "near", "driving", "reaching", "infinitive", "motion", "way",
    "roads", "seats", "linking", "departing", "headed", "hospitals", "brought",
    "solidarity", "titles", "attributing", "ministries", "abandoning",
    "own", "inhabitants", "assaults", "seated", "sayings", "parts", "some",
    "distances", "lying", "stationed", "fleeing",
)  # fmt: skip
"""The lists of ``data/roles.toml``, where each is described; their bits in the same order."""
(
    FILLER, LOCATIVE, LOCATIVE_OF_WEAK, ORIGIN, LEAVING, PERSON, GOVERNMENT,
    TOWARD_GOVERNMENT, RELATION, TOWARD, OF_THE_CITY, ORGANISATION,
    ORGANISATION_SMALL, ORGANISATION_BEFORE, GIVEN_NAME, COMPASS, BEARS_FROM,
    SPEAKER, INSIDE, SIDE, BUILDING, ARTICLE, RULER, BETWEEN, OUT,
    BORN, GROWN, NEAR, DRIVING, REACHING, INFINITIVE, MOTION, WAY,
    ROAD, SEAT, LINKING, DEPARTING, HEADED, HOSPITAL, BROUGHT,
    SOLIDARITY, PERSON_TITLE, ATTRIBUTING, MINISTRY, ABANDONING,
    OWN, INHABITANT, ASSAULT, SEATED, SAYING, PART, SOME, DISTANCE, LYING, STATIONED, FLEEING,
) = (1 << bit for bit in range(len(_LISTS)))  # fmt: skip
(
    CAPITAL, NAMESAKE, JOINED, AFTER_CAPITAL, TITLE, OUTLET, DATELINE, BACKGROUND, ASIDE,
    DRIVEN, HEADS, LIFE, OPENS, LEFT, LINKED, TREATED, SPEAKS, APPOSED,
    BESIDE,
) = (1 << bit for bit in range(len(_LISTS), len(_LISTS) + 19))  # fmt: skip
"""The name is the capital's, or also a given name; a hyphen joins it to the word before; the word
before, or the one after it, is not in lower case; it stands in the name of an outlet, in a
dateline, in a clause on an earlier year, in one beside the main one; a verb of driving out stands
before; the name heads the sentence, before a colon; the sentence tells of a life, or opens with
the name ("In X, ..."); a verb of leaving stands before, or one that joins two ends; it is where
the hurt are brought; only somebody seated there speaks; it is told who bears the name; it only
tells what else lies beside it ("north of X")."""

_CAPITALS_NAMES: Final = frozenset(("damascus", "dimashq", "دمشق"))
_AND_AR, _SHORTEST_AFTER_AND = ("و", "ف"), 4
_IN_AR: Final = "ب"
_DIGITS: Final = "0123456789٠١٢٣٤٥٦٧٨٩.,"
_AFFIXED: Final = frozenset(("على", "إلى"))


@lru_cache(maxsize=16384)
def signs_of(name: str) -> int:
    """Return what a name is by itself: the capital's, a given name."""
    written = name.lower()
    given = bool(_word_kinds().get(written, 0) & GIVEN_NAME)
    return CAPITAL * (written in _CAPITALS_NAMES) | NAMESAKE * given


@lru_cache(maxsize=16384)
def kinds_of(word: str) -> int:
    """Return the bits of the lists that a word stands in, in whatever form it is written."""
    kinds, form = _word_kinds(), _form(word)
    if form[:1].isdigit() and form not in kinds:
        form = form.lstrip(_DIGITS)  # "15كم"
    if form not in kinds and form[:1] in _AND_AR and len(form) > _SHORTEST_AFTER_AND:
        form = form[1:]
    if form not in kinds and form[:1] == _IN_AR and kinds.get(form[1:], 0) & FILLER:
        return kinds["في"]  # "بريف حمص" is "في ريف حمص"
    return kinds.get(form, 0)


def _form(word: str) -> str:
    """Return a word as the lists have it; the preposition على stays apart from the name علي."""
    if word.isascii():
        return word.lower().strip("-.'")
    if word[1:] in _AFFIXED and word[0] in _AND_AR:
        return word[1:]
    return word if word in _AFFIXED else " ".join(comparable(word)) or word


@cache
def _word_kinds() -> Mapping[str, int]:
    """Return the bits of each word of ``data/roles.toml``."""
    lists = word_lists("roles.toml")
    kinds: dict[str, int] = {}
    for bit, name in enumerate(_LISTS):
        for word in map(_form, lists[name]):
            kinds[word] = kinds.get(word, 0) | 1 << bit
    for word, known in kinds.items():
        # In Arabic the government's name follows its verb, and kinds of places have no "of".
        # "His town" is a kind of place like "the town".
        if not word.isascii():
            kinds[word] = known | TOWARD_GOVERNMENT * bool(known & GOVERNMENT)
            kinds[word] |= (FILLER | LOCATIVE_OF_WEAK) * bool(known & (FILLER | OWN | PART | SOME))
    return kinds
