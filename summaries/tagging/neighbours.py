"""The words before the name of a place: which of them governs it, and what stands among them.

They are a list with the nearest first; what each is a sign of are bits (``tagging.wordkinds``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from summaries.gazetteer import Mention
from summaries.tagging import wordkinds as kind
from summaries.tagging.wordkinds import kinds_of

REACH: Final = 60
"""Characters before a name that are read."""

WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[,،;:()]")
_LISTED: Final = re.compile(
    r"\s*(?:[,،]\s*(?:(?:and|or|as well as|و|أو)\s*)?|(?P<and>(?:and|or|as well as|و|أو)\s*))"
    r"(?P<words>[^,،;.]*)$"
)
_OF: Final = frozenset(("of", "on", "على"))
_IN_THE: Final = ["the", "in"]
_FROM_AR, _THE_AR = "من", "ال"
_NOTHING: Final = (0, 0, 0)
_STOPS: Final = ",،;:()"
_MARKS: Final = (*_STOPS, "“", "”", '"', "«", "»")
_ASCII_MARKS: Final = tuple(filter(str.isascii, _MARKS))
_MOST_WORDS: Final = 8
_REACH_TO_HOSPITAL: Final = 4


def is_after_locative(sentence: str, mention: Mention) -> bool:
    """Tell whether a name stands right after "in" or "near", or "طريق" and the like.

    So it is after "residents of" and "shells on".
    """
    last, second, *_ = words_before(sentence, mention.start)
    if last in _OF:
        return bool(kinds_of(second) & (kind.INHABITANT | kind.ASSAULT))
    return bool(kinds_of(last) & (kind.LOCATIVE_OF_WEAK | kind.INHABITANT))


def words_before(sentence: str, position: int) -> list[str]:
    """Return the words and commas before a position, the nearest first; three empty ones follow."""
    text = sentence[max(0, position - REACH) : position]
    for mark in _ASCII_MARKS if text.isascii() else _MARKS:
        if mark in text:
            text = text.replace(mark, f" {mark} " if mark in _STOPS else " ")
    words = text.split()
    words.reverse()
    return [*words[:_MOST_WORDS], "", "", ""]


def governing_word(before: Sequence[str]) -> tuple[int, int, int]:
    """Return the word that governs a name, and the two before it; see ``roles.Named``.

    "From a village near X" is as good as from X.
    """
    kinds = kinds_of(before[0])
    if not kinds & (kind.FILLER | kind.NEAR):
        return kinds, kinds_of(before[1]), kinds_of(before[2])
    found = _NOTHING
    for number, word in enumerate(before[1:], start=1):
        earlier = kinds_of(word)
        if not (kinds & kind.FILLER or (number > 1 and earlier & kind.ARTICLE)):
            if found == _NOTHING or kinds & kind.ORIGIN:
                found = kinds, earlier, kinds_of(before[min(number + 1, len(before) - 1)])
            if not (kinds & kind.NEAR and earlier & kind.FILLER):
                return found
        kinds = earlier
    return found


def past_parts(before: Sequence[str]) -> Sequence[str]:
    """Return the words before a name without the "of" of a part: "in the west of", "عدد من"."""
    if before[0] == "of" and before[2:4] == _IN_THE and kinds_of(before[1]) & kind.COMPASS:
        return before[3:]
    at = _from(before)
    if at is None:
        return before
    if kinds_of(before[at + 1]) & (kind.PART | kind.SOME):
        return [*before[:at], *before[at + 1 :]]
    if kinds_of(before[at + 2]) & kind.PART and _agree(before[at + 1], before[at + 2]):
        return [*before[:at], *before[at + 2 :]]
    return before


def is_of_side(before: Sequence[str]) -> bool:
    """Tell of "10 كم من X", "إلى الشمال الشرقي من مدينة X": it tells what lies beside X."""
    at = _from(before)
    if at is None:
        return False
    kinds = kinds_of(before[at + 1]) | kinds_of(before[at + 2])
    return bool(kinds & (kind.COMPASS | kind.DISTANCE))


def _from(before: Sequence[str]) -> int | None:
    """Return where "من" stands before a name, past kinds of places."""
    if _FROM_AR not in before:
        return None
    at = before.index(_FROM_AR)
    return at if all(kinds_of(word) & kind.FILLER for word in before[:at]) else None


def _agree(adjective: str, noun: str) -> bool:
    return adjective.startswith(_THE_AR) == noun.startswith(_THE_AR)


def has_before(before: Sequence[str], wanted: int) -> bool:
    """Tell whether a word of a kind stands before a name, in its clause: a verb of driving out."""
    for word in before:
        if word in _STOPS:
            return False
        if kinds_of(word) & wanted:
            return True
    return False


def is_brought_to(before: Sequence[str]) -> bool:
    """Tell of "taken to a hospital in X": a hospital, whatever its name, with "to" before it."""
    words = [word for word in before if not _says_little(kinds_of(word))]
    for number, word in enumerate(words[1 : _REACH_TO_HOSPITAL + 1], start=1):
        if word in _STOPS:
            return False
        if kinds_of(word) & kind.HOSPITAL:
            rest = (other for other in words[number + 1 :] if not other[:1].isupper())
            return bool(kinds_of(next(rest, "")) & kind.BROUGHT)
    return False


def _says_little(kinds: int) -> bool:
    return bool(kinds & (kind.ARTICLE | kind.FILLER)) and not kinds & kind.HOSPITAL


def is_opening(before: Sequence[str]) -> bool:
    """Tell whether nothing but a preposition and kinds of places stand before a name."""
    *kinds, first = map(kinds_of, filter(None, before))
    is_preposition = first & kind.LOCATIVE and first & kind.LOCATIVE_OF_WEAK
    return bool(is_preposition) and all(known & kind.FILLER for known in kinds)


def is_listed(sentence: str, end: int, start: int) -> bool:
    """Tell whether nothing but a comma, "and" and kinds of places stand between two names.

    Some English reports come without commas: there nothing need part the names.
    """
    between = sentence[end:start]
    if is_joined(sentence, end, start, kind.FILLER):
        return True
    words: list[str] = WORD.findall(between)
    return not words or (between.isascii() and all(kinds_of(w) & kind.FILLER for w in words))


def is_joined(
    sentence: str, end: int, start: int, kinds: int = kind.FILLER | kind.LOCATIVE
) -> bool:
    """Tell whether a comma or "and" joins two names: "in X and near Y", not "the X towns of Y"."""
    between = _LISTED.match(sentence, end, start)
    if between is None:
        return False
    may_stand = kinds if between["and"] else kind.FILLER
    words: list[str] = WORD.findall(between["words"])
    return all(kinds_of(word) & may_stand for word in words)
