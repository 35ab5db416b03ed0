"""Which part each named place of a sentence plays: the rules of ``tagging.roles`` are asked here.

What stands around a name is gathered into bits first; they tell which rules can apply.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from summaries.gazetteer import Mention
from summaries.tagging import wordkinds as kind
from summaries.tagging.clauses import Clauses
from summaries.tagging.cues import Cues
from summaries.tagging.neighbours import (
    REACH,
    WORD,
    governing_word,
    has_before,
    is_brought_to,
    is_listed,
    is_of_side,
    is_opening,
    past_parts,
    words_before,
)
from summaries.tagging.roles import ROLE_RULES, Named, Role
from summaries.tagging.wordkinds import kinds_of, signs_of

_AFTER = 30
_TAKES_PART: Final = frozenset((Role.NAMED, Role.ASIDE))
"""A name with such a part has that of the one before it in a list: "from X and Y"."""
_HEAD_REACH, _LEADING_SIGNS = 4, " -–—•*#"
_PARTNER: Final = re.compile(r" (?:and|n?or) (?:the )?(\w+)")
_SPEAKS_THERE: Final = re.compile(
    r", (?:the )?(?:[\w-]+ ){0,5}?"
    r"(?:[Mm]inist(?:er|ry)|[Pp]residen(?:t|cy)|[Gg]overnment|administration)\b"
    r"[^;.]{0,40}? (?:said|says|told|announced|denied|condemned|confirmed)\b"
    r"|،? (?:قالت|أكدت|أعلنت|ذكرت|أفادت|نفت|أدانت) (?:وزارة|القيادة|الرئاسة|رئاسة|الحكومة)(?!\w)"
)
_APPOSED: Final = re.compile(
    r", (?:an? (?!(?:[\w-]+ ){0,3}(?:city|town|village|district|area|region|province|suburb|base"
    r"|camp|neighbou?rhood|stronghold|crossing|hub)\b)|\d\d,)"
)
_FORMER_POST: Final = re.compile(
    r"\b[Ff]ormer (?:head|chief|director|commander|governor) of (?:the |a )?"
    r"(?:(?!\w+ed\b)[\w'’-]+ ){0,4}(?:(?:in|of) )?(?:the )?$"
    r"|السابق\w* (?:ل\w+(?: ال\w+){0,4} (?:في )?|ل)$"
)


def roles(sentence: str, mentions: Sequence[Mention], cues: Cues, parts: Clauses) -> list[Role]:
    """Return the part of each place that a sentence names."""
    tellers = _tellers(sentence, cues, parts)
    is_hurt, is_former = cues.has("casualties"), cues.has("former")
    found: list[Role] = []
    on_roads: list[int] = []
    for number, mention in enumerate(mentions):
        start = mention.start
        before = words_before(sentence, start)
        following = _following(sentence, mention)
        if kinds_of(before[0]) & kind.ROAD:
            on_roads.append(number)
        elif number and kinds_of(following) & kind.ROAD:
            on_roads.append(number - 1)
        stands = _stands(sentence, mentions, number, before[0], following)
        for bit, begin, end in tellers:
            if begin <= start < end:
                stands |= bit
        if is_hurt and is_brought_to(before):
            stands |= kind.TREATED
        if is_former and _FORMER_POST.search(sentence, 0, start):
            stands |= kind.LIFE
        role = _role(sentence, mention, before, kinds_of(following), stands)
        if role in _TAKES_PART and number and is_listed(sentence, mentions[number - 1].end, start):
            role = found[-1]
        found.append(role)
    return _with_roads(sentence, mentions, found, on_roads) if on_roads else found


def _with_roads(
    sentence: str, mentions: Sequence[Mention], found: list[Role], on_roads: Sequence[int]
) -> list[Role]:
    """Make "طريق X – Y" the ends of a road where another name says where on it something was.

    ``on_roads`` are the numbers of the names that a word for a road stands before, or in English
    after the second one ("the X-Y highway").
    """
    ends: set[int] = set()
    for number in on_roads:
        for other in mentions[number + 1 : number + 2]:
            if not sentence[mentions[number].end : other.start].strip(" -–—"):
                ends |= {number, number + 1}
    if not any(role > Role.BODY for at, role in enumerate(found) if at not in ends):
        return found
    return [Role.ROUTE if at in ends else role for at, role in enumerate(found)]


def _following(sentence: str, mention: Mention) -> str:
    """Return the word after a name, after that of the capital past "and the"."""
    if signs_of(mention.text) & kind.CAPITAL:
        partner = _PARTNER.match(sentence, mention.end)
        if partner is not None:
            return partner[1]
    after = WORD.search(sentence, mention.end, mention.end + _AFTER)
    return after[0] if after else ""


def _stands(
    sentence: str, mentions: Sequence[Mention], number: int, last: str, following: str
) -> int:
    """Return what the name itself and its neighbours look like, as bits."""
    mention = mentions[number]
    start = mention.start
    stands = signs_of(mention.text)
    if stands & kind.CAPITAL and _SPEAKS_THERE.match(sentence, mention.end):
        stands |= kind.SPEAKS
    if last[:1].isupper():
        stands |= kind.AFTER_CAPITAL
        if following == "," and _APPOSED.match(sentence, mention.end):
            stands |= kind.APPOSED
    if following and not following.islower():
        stands |= kind.TITLE
    if sentence[start - 1 : start] == "-" and not _is_joined_to_place(start, mentions[:number]):
        stands |= kind.JOINED
    if following == ":" and start <= _HEAD_REACH and not sentence[:start].strip(_LEADING_SIGNS):
        stands |= kind.HEADS
    return stands


def _tellers(sentence: str, cues: Cues, parts: Clauses) -> list[tuple[int, int, int]]:
    """Return the parts of a sentence that tell of the names in them: a bit, start and end."""
    found: list[tuple[int, int, int]] = []
    if parts.asides:
        found += [(kind.ASIDE, start, end) for start, end in parts.asides]
    if parts.background:
        found += [(kind.BACKGROUND, start, end) for start, end in parts.background]
    if parts.dateline:
        found.append((kind.DATELINE, 0, parts.dateline))
    if cues.has("life") and not (cues.has("violence") or cues.has("casualties")):
        found.append((kind.LIFE, 0, len(sentence)))
    if cues.has("outlets"):
        found += [(kind.OUTLET, start, end) for start, end in cues.spans("outlets", sentence)]
    return found


def _role(
    sentence: str, mention: Mention, before: Sequence[str], following: int, stands: int
) -> Role:
    if not mention.text.isascii() and is_of_side(before):
        stands |= kind.BESIDE
    before = past_parts(before)
    last, second = kinds_of(before[0]), kinds_of(before[1])
    governing, earlier, first = governing_word(before)
    if governing & kind.ORIGIN and has_before(before, kind.DRIVING):
        stands |= kind.DRIVEN
    if governing & kind.TOWARD and has_before(before, kind.LINKING):
        stands |= kind.LINKED
    if governing & kind.HEADED and has_before(before, kind.DEPARTING):
        stands |= kind.LEFT
    if governing & kind.LOCATIVE and _is_seat_that_speaks(mention, before, following):
        stands |= kind.SPEAKS
    if mention.start < REACH and governing & kind.LOCATIVE_OF_WEAK and is_opening(before):
        stands |= kind.OPENS
    rules = _rules_for(last | second | following | governing | earlier | stands)
    if not rules:
        return Role.NAMED
    named = Named(sentence, mention, last, second, following, governing, earlier, first, stands)
    for role, applies in rules:
        if applies(named):
            return role
    return Role.NAMED


def _is_seat_that_speaks(mention: Mention, before: Sequence[str], following: int) -> bool:
    """Tell of "the embassy in X said", "قالت السفارة في X": in Arabic the verb stands first."""
    says = following & kind.SAYING
    if not says and not mention.text.isascii():
        says = has_before(before, kind.SAYING)
    return bool(says) and has_before(before, kind.SEATED)


@lru_cache(maxsize=4096)
def _rules_for(signs: int) -> tuple[tuple[Role, Callable[[Named], bool]], ...]:
    """Return the rules that can apply where a name has these bits, in order."""
    return tuple((role, applies) for role, applies, needs in ROLE_RULES if signs & needs)


def _is_joined_to_place(start: int, before: Sequence[Mention]) -> bool:
    """Tell whether what a hyphen joins a name to is the name of a place too."""
    return bool(before) and before[-1].end == start - 1 and not before[-1].weak
