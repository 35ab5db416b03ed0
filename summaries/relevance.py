"""Tells whether an article is about Syria, or names the country in passing.

An article is about Syria when its title or its first sentence names Syria or a place in it and goes
on to do so, or when a good part of its sentences do. The measure is a sum, so that it can be said
in words: the share of sentences that speak of Syria, and a bonus for the places that say what an
article is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from summaries.gazetteer import Gazetteer, Mention
from summaries.sentences import sentences
from summaries.tagging.neighbours import is_after_locative

_SYRIA: Final = re.compile(
    r"\bSyria(?:n|ns|s)?\b|\bAssad['’]?s?\b"
    r"|(?<!\w)[وفبلك]{0,2}(?:ال|لل)?سوري(?:ا|ة|ه|ين|ون|ات|تين|ان)?(?!\w)|(?<!\w)[وب]?الأسد(?!\w)"
)
_SHARE_WEIGHT: Final = 3.0
_TITLE_BONUS: Final = 0.9
_FIRST_BONUS: Final = 0.8
_LEAD_BONUS: Final = 0.4
_LEAD: Final = 3
_ENOUGH: Final = 1.0


@dataclass(frozen=True, slots=True)
class Relevance:
    """Whether an article is about Syria, a score of which 1.0 is enough, and why in words."""

    about_syria: bool
    score: float
    why: str


def judge(title: str, text: str, gazetteer: Gazetteer) -> Relevance:
    """Tell whether an article is about Syria."""
    units = [span.of(text) for span in sentences(text)]
    named = [_names_syria(unit, gazetteer) for unit in units]
    in_title = bool(title.strip()) and _names_syria(title, gazetteer)
    share = sum(named) / len(named) if named else float(in_title)
    score = _SHARE_WEIGHT * share + _TITLE_BONUS * in_title
    if named[:1] == [True]:
        score += _FIRST_BONUS
    elif any(named[:_LEAD]):
        score += _LEAD_BONUS
    places = [
        where
        for where, holds in (("the title", in_title), ("the lead", any(named[:_LEAD])))
        if holds
    ]
    why = f"{sum(named)} of {len(named)} sentences name Syria or a place in it"
    if places:
        why = f"{why}, {' and '.join(places)} too"
    return Relevance(score >= _ENOUGH, round(score, 2), why)


def _names_syria(text: str, gazetteer: Gazetteer) -> bool:
    return _SYRIA.search(text) is not None or any(
        _is_in_syria(text, mention) for mention in gazetteer.find(text)
    )


def _is_in_syria(text: str, mention: Mention) -> bool:
    """Tell whether a name means a place in Syria and nothing else; a town's, right after "in"."""
    if any(place.kind == "foreign" for place in mention.places):
        return False
    if not mention.weak:
        return True
    return mention.places[0].kind == "city" and is_after_locative(text, mention)
