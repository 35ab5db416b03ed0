"""How much a sentence tells of what happened this week, before anyone has confirmed it.

What it reports weighs most (`weight`): as in the weekly briefings that readers know, killed,
displaced and detained people, control of places and agreements come first, then attacks. Then
how central it is among all reports of the region, whether it says when and where, and whether its
outlet leads with it. Backdrop, speech, forecasts, sentences without a name in them and long ones
weigh less. One person killed makes 3.5 points.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from summaries.events.consequence import Kind, kinds
from summaries.events.figures import figures
from summaries.quotes.spans import has_name
from summaries.types import Article, Passage

WEIGHTS: Final[Mapping[Kind, float]] = {
    "killed": 3.0,
    "control": 2.0,
    "agreement": 2.0,
    "displaced": 2.0,
    "detained": 1.6,
    "wounded": 1.5,
    "released": 1.4,
    "attack": 1.0,
}
"""Points for what a sentence reports; the second kind counts half, the third a quarter."""

PEOPLE: Final = 0.5
"""Points for twice as many people."""

MOST: Final = 8.0
"""What is reported counts no more than this: a toll of thousands is seldom news of the week."""

CENTRAL: Final = 2.0
DATED, PLACED, LEADS = 1.0, 0.7, 1.0
ASSESSMENT, SPEECH, NAMELESS, VAGUE, GLUED = -1.5, -1.5, -1.5, -1.0, -4.0
BACKDROP, KNOWN = -2.0, 1.0
"""What a backdrop loses, and the most that its figures count: they have been known for long."""
IDLE: Final = -2.0
"""What a sentence loses in which nothing happens and that does not say when."""
NARRATOR: Final = -2.0
"""What a sentence loses in which the reporter tells of himself."""
LONG: Final = -0.05
"""For each word above `EASY`."""
EASY: Final = 35

_OPENING_QUOTE: Final = re.compile(r"\s*[\"“«]")
_SPEECH: Final = re.compile(r"[“\"][^”\"]*[”\"]")
_NARRATOR_CUES: Final = frozenset(("I", "I've", "I'm", "my", "me", "we", "our"))
_NARRATOR: Final = re.compile(r"\b(?:I|I've|I'm|my|me|we|our)\b(?! [A-Z])")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_BACKDROP_CUES: Final = frozenset(
    {"since", "year", "years", "month", "months", "decade", "decades", "began", "started", "broke"}
    | {"erupted", "been", "home", "past", "historically", "relies", "lasted", "has", "have", "had"}
    | {"ago", "earlier", "منذ", "قبل", "العام", "مدى", "الشهر"}
)
_BACKDROP: Final = re.compile(
    r"\bsince (?:the |an? |its |their |his )?(?:[\w-]+ ){0,3}"
    r"(?:uprising|revolt|conflict|war|protests?|unrest|crackdown|rebellion|revolution|began|begun"
    r"|start(?:ed)?|erupted|broke out|\d{4}|year|month|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)[- ](?:and-a-half[- ])?"
    r"(?:year|month)s?(?:-old)?[- ](?:long |old |civil )?"
    r"(?:war|conflict|uprising|revolt|crisis|rule|rebellion|unrest)\b"
    r"|\b(?:began|started|erupted|broke out) (?:in|as) (?:\w+ )?(?:\w+ )?(?:\d{4}|peaceful|march)\b"
    r"|\bfor (?:decades|years|months|more than (?:a|two|three|four|five|\d+) "
    r"(?:year|month|decade)s?)\b"
    r"|\b(?:decades|years|months) (?:ago|of)\b|\bweeks ago\b|\blast (?:month|year)\b"
    r"|\bearlier this (?:month|year)\b|\bin the past (?:year|months)\b"
    r"|\b(?:has|have) (?:long )?been (?:a|an|the|at|in|one)\b|\bhome to\b|\bhistorically\b"
    r"|\brelies on (?:a|its)\b|\b(?:has|have|had) lasted\b"
    r"|\b(?:war|conflict|uprising|revolt|crisis)\b[^.]{0,20}?\b(?:which|that) "
    r"(?:began|started|erupted)"
    r"|منذ (?:اندلاع|بداية|بدء|عام|سنوات|سنة|أعوام|مطلع)|قبل (?:سنوات|أعوام)"
    r"|(?:العام|الشهر) الماضي|على مدى",
    re.IGNORECASE,
)
_HAS_COST: Final = re.compile(
    r"\b(?:has|have)\s+(?:been\s+|also\s+|already\s+)?"
    r"(?:killed|died|left|claimed|cost|caused|displaced|driven|fled|seen)\b",
    re.IGNORECASE,
)
_CUMULATIVE: Final = 1000
"""So many people are not killed or displaced in a week's event, but in all."""
_VAGUE: Final = re.compile(
    r"\b(?:against|of|with|to|from|on|by|for) (?:it|them|him|her)\b|\bthere[,.]"
    r"|\b(?:his|her|their) (?:death|killing|arrest|murder|release)\b",
    re.IGNORECASE,
)
_GLUED: Final = re.compile(
    r"(?:published|updated|last (?:updated|modified)|date of publication"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)\w* \d"
    r"|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{4}|\([^)]{3,60}\))",
    re.IGNORECASE,
)
_HEADLINE: Final = re.compile(
    r"[a-z] (?:The|A|An) (?!Associated|New York|Washington|Wall|Guardian|Times|Independent|Hague"
    r"|Telegraph|Economist|National)[A-Za-z]"
)
"""An article in the middle of a sentence begins another: a headline without a full stop before."""
_SHARE_LINE: Final = "Get short URL"


def prospect(passage: Passage) -> float:
    """Return points of one sentence without reading it closely: what cannot be an item has few."""
    points = event_points(passage.text)
    points += DATED * (passage.event_date is not None)
    points += PLACED * (passage.place is not None)
    points += LEADS / (1 + passage.paragraph)
    return points + ASSESSMENT * passage.assessment


def worth(passage: Passage, article: Article, salience: float) -> float:
    """Return the points of one sentence; ``salience`` in [0, 1] is how central it is."""
    text = passage.text
    backdrop = is_backdrop(passage, article)
    points = prospect(passage) - event_points(text)
    points += min(weight(text), KNOWN if backdrop else MOST) + CENTRAL * salience
    points += SPEECH * (_OPENING_QUOTE.match(text) is not None)
    points += NAMELESS * (not has_name(text))
    points += VAGUE * (_VAGUE.search(text) is not None)
    points += BACKDROP * backdrop
    points += NARRATOR * _narrated(text)
    points += IDLE * (passage.dated_by == "report" and not event_points(text))
    points += GLUED * is_glued(text)
    return points + LONG * max(len(text.split()) - EASY, 0)


def weight(text: str) -> float:
    """Return how much a sentence matters by what it reports; 0 where nothing happens in it."""
    base = event_points(text)
    people = max((figure.value for figure in figures(text)), default=0) if base else 0
    return base + PEOPLE * math.log2(1 + people)


@lru_cache(maxsize=1 << 15)
def event_points(text: str) -> float:
    """Return the points for the kinds of event that a sentence names."""
    points = sorted((WEIGHTS[kind] for kind in kinds(text)), reverse=True)
    return sum(value * 0.5**rank for rank, value in enumerate(points))


def is_backdrop(passage: Passage, article: Article) -> bool:
    """Tell whether a sentence recalls how things came to be: another year, "since the uprising"."""
    text = passage.text
    if looks_back(text):
        return True
    years = {int(year) for year in _YEAR.findall(text)}
    told = passage.event_date or (article.published.date() if article.published else None)
    return bool(years) and told is not None and told.year not in years


def _narrated(text: str) -> bool:
    """Tell whether the reporter speaks of himself, outside the speech of others."""
    if _NARRATOR_CUES.isdisjoint(text.split()):
        return False
    return _NARRATOR.search(_SPEECH.sub("", text)) is not None


def is_glued(text: str) -> bool:
    """Tell whether a dateline, an agency's name or a headline is stuck to the sentence's head."""
    if _GLUED.match(text) or _SHARE_LINE in text:
        return True
    return _HEADLINE.search(text) is not None


@lru_cache(maxsize=8192)
def looks_back(text: str) -> bool:
    """Tell whether a sentence's own words recall earlier times; asked twice in a row of each."""
    if not _BACKDROP_CUES.isdisjoint(text.lower().split()) and _BACKDROP.search(text):
        return True
    return _HAS_COST.search(text) is not None and any(f.value >= _CUMULATIVE for f in figures(text))
