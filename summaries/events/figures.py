"""Numbers of people to whom something was done, as a sentence gives them; English and Arabic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from summaries.events.consequence import TO_PEOPLE, Kind, kinds_of_word

Bound = Literal["exact", "least", "most", "about"]
"""How a figure is meant: "12", "at least 12", "up to 12", "some 12"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of ``whom`` (a class of people, "people" where not told) to whom ``kind`` was done.

    ``text`` is the figure as it stands in the sentence.
    """

    kind: Kind
    whom: str
    value: int
    bound: Bound
    text: str


_UNITS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS: Final[dict[str, int]] = {
    **{word: n for n, word in enumerate(_UNITS, 1)},
    **{word: n for n, word in zip(range(20, 100, 10), _TENS, strict=True)},
    **{
        f"{tens}-{unit}": 10 * t + u
        for t, tens in enumerate(_TENS, 2)
        for u, unit in enumerate(_UNITS[:9], 1)
    },
    "ثلاثة": 3, "ثلاث": 3, "أربعة": 4, "أربع": 4, "خمسة": 5, "خمس": 5, "ستة": 6, "ست": 6,
    "سبعة": 7, "سبع": 7, "ثمانية": 8, "ثماني": 8, "تسعة": 9, "تسع": 9, "عشرة": 10, "عشر": 10,
}  # fmt: skip
_NAMED: Final = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_DIGITS: Final = re.compile(r"(?<![\w.,-])(?:\d{1,3}(?:[,٬]\d{3})+|\d{1,6})(?![\w%-])")
_NUMBER_WORDS: Final = re.compile(rf"(?<![\w-])(?:{_NAMED})(?![\w-])", re.IGNORECASE)
_BOUNDS: Final[dict[str, Bound]] = {
    "at least": "least", "more than": "least", "over": "least", "no fewer than": "least",
    "ما لا يقل عن": "least", "أكثر من": "least", "up to": "most", "as many as": "most",
    "around": "about", "about": "about", "some": "about", "nearly": "about", "almost": "about",
    "approximately": "about", "نحو": "about", "حوالي": "about", "قرابة": "about",
}  # fmt: skip
_BOUND: Final = re.compile(rf"\b({'|'.join(_BOUNDS)})\s+$", re.IGNORECASE)
_LONGEST_BOUND: Final = 20
_BARE: Final = re.compile(
    r"\b(?:said|says|at|of|counted|reported|documented)\s+"
    rf"(?P<given>(?:(?P<bound>{'|'.join(_BOUNDS)})\s+)?(?P<number>\d{{1,6}}|{_NAMED}))"
    r"(?:\s+(?:were|had been|had died|people))?[\s.!]*$",
    re.IGNORECASE,
)
_WHOM: Final[dict[str, str]] = {
    "civilians": r"civilians?|residents?|villagers?|مدني(?:ين|ون|ا)?",
    "children": r"children|child|أطفال|طفل(?:ا)?",
    "women": r"wom[ae]n|نساء|سيدات|امرأة",
    "soldiers": r"soldiers?|troops|servicemen|conscripts?|جنود|جندي(?:ا)?",
    "officers": r"police(?:m[ae]n| officers?)?|officers?|ضباط|ضابط|شرطي",
    "fighters": r"rebels?|fighters?|militants?|terrorists?|gunmen|insurgents?|militiamen|jihadists?"
    r"|members?|personnel|عناصر|عنصر(?:ا)?|مقاتل(?:ين|ا)?|مسلح(?:ين|ا)?|إرهابي(?:ين|ا)?",
    "prisoners": r"prisoners?|detainees?|hostages?|معتقل(?:ين|ا)?|أسرى|أسير(?:ا)?",
    "protesters": r"protest[eo]rs?|demonstrators?|متظاهر(?:ين|ا)?",
    "families": r"families|عائلات|عائلة",
    "people": r"people|persons?|others|dead|bodies|victims|deaths|lives|men|killed|wounded|injured"
    r"|arrested|detained|displaced|refugees?|أشخاص|شخص(?:ا)?|قتلى|قتيل(?:ا)?|آخر(?:ين|ون)|جرحى"
    r"|جريح(?:ا)?|ضحايا|جثث|شهداء|رجال|نازح(?:ين|ا)?",
}
_NOT_BETWEEN: Final = (
    "in|on|at|of|by|from|to|against|near|and|or|with|after|the|a|an|for|were|was|had|have|that|who"
    "|when|as|off|into|من|في|على|إلى|عن|مع|بعد"
)
_PEOPLE: Final = re.compile(
    rf"\s+(?:(?!(?:{_NOT_BETWEEN}|{_NAMED})\b)(?:[^\W\d_]|['’ً-])+\s+){{0,3}}?"
    rf"(?:{'|'.join(f'(?P<{name}>{nouns})' for name, nouns in _WHOM.items())})(?!\w)",
    re.IGNORECASE,
)
_DONE_TO: Final = re.compile(
    r"\b(?:killed|killing|wounded|wounding|injured|injuring|kills|wounds|injures|displaced"
    r"|detained|arrested)\s+$",
    re.IGNORECASE,
)
_NO_NOUN: Final = re.compile(r"\s*(?:[.,;]|and\b|in\b|on\b|near\b|$)", re.IGNORECASE)
FAR: Final = 2.5
"""Figures of one event differ by less than this factor; others belong to different counts."""
_CUES: Final[dict[str, Kind]] = {"lives": "killed", "toll": "killed", "released": "released"}
"""Words that tell the deed only beside a figure."""
_PASSIVE: Final = re.compile(
    r"[^.,;]{0,40}?\b(?:were|was|are|been|being)\s+(?:\w+ly\s+|also\s+|shot\s+and\s+)?(\w+)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_REACH: Final = 60
"""Characters between a figure and the word that says what was done to these people."""
_YEARS: Final = range(1900, 2101)


@lru_cache(maxsize=1 << 15)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of people in a sentence, in order; what has no clear deed is left out."""
    numbers = list(_DIGITS.finditer(text))
    if not _NUMBERS.keys().isdisjoint(text.lower().split()):
        numbers += _NUMBER_WORDS.finditer(text)
    found = (_figure(text, number) for number in sorted(numbers, key=lambda n: n.start()))
    return tuple(figure for figure in found if figure is not None)


def bare_number(text: str, before: Figure) -> tuple[Figure, ...]:
    """Return the number that a clause gives for the people of the figure before.

    "… while the Observatory put the toll at 20."
    """
    found = _BARE.search(text)
    if found is None:
        return ()
    bound: Bound = _BOUNDS[found["bound"].lower()] if found["bound"] else "exact"
    said = found[0][found.start("given") - found.start() :].rstrip(" .!")
    return (Figure(before.kind, before.whom, _value(found["number"]), bound, said),)


def _figure(text: str, number: re.Match[str]) -> Figure | None:
    bound = _BOUND.search(text, max(number.start() - _LONGEST_BOUND, 0), number.start())
    start = bound.start() if bound else number.start()
    people = _PEOPLE.match(text, number.end())
    if people is not None:
        end, whom = people.end(), next(name for name in _WHOM if people[name])
    elif _DONE_TO.search(text, max(start - _LONGEST_BOUND, 0), start) and _NO_NOUN.match(
        text, number.end()
    ):
        end, whom = number.end(), "people"
    else:
        return None
    kind, value = _deed(text, start, end), _value(number[0])
    if kind is None or (value in _YEARS and "," not in number[0]):
        return None
    return Figure(
        kind, whom, value, _BOUNDS[bound[1].lower()] if bound else "exact", text[start:end]
    )


def counts(text: str) -> frozenset[tuple[Kind, int]]:
    """Return the deeds of a sentence with their numbers of people, where more than one."""
    return frozenset((f.kind, f.value) for f in figures(text) if f.value > 1)


def _value(text: str) -> int:
    digits = text.replace(",", "").replace("٬", "")
    return int(digits) if digits.isdecimal() else _NUMBERS[text.lower()]


def _deed(text: str, start: int, end: int) -> Kind | None:
    """Return what was done to the people counted: named by them, by the passive, or nearby."""
    own = [_kind(word) for word in _WORD.findall(text[start:end])]
    passive = _PASSIVE.match(text, end)
    told = [*reversed(own), _kind(passive[1]) if passive else None]
    return next((kind for kind in told if kind), None) or _nearest(text, start, end)


def _nearest(text: str, start: int, end: int) -> Kind | None:
    """Return the deed nearest to ``[start, end)``; the one before wins a tie, as in "killed 12"."""
    near = [
        (max(start - word.end(), word.start() - end), word.start(), kind)
        for word in _WORD.finditer(text, max(start - _REACH, 0), end + _REACH)
        if (kind := _kind(word[0])) is not None
    ]
    return min(near)[2] if near else None


def _kind(word: str) -> Kind | None:
    lowered = word.lower()
    found = (kind for kind in kinds_of_word(lowered) if kind in TO_PEOPLE)
    return next(found, _CUES.get(lowered))
