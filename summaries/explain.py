"""Explains a text: each passage with its region, place, date, and the reason in words.

The shape is that of ``python -m bot explain --format json`` and is stable:
``{"passages": [{"start", "end", "text", "region", "also", "place", "event_date", "confidence",
"why"}], "furniture": [{"start", "end", "text"}]}``. Offsets are in characters of the text;
``place`` says where the place lies, or is ``None``; ``event_date`` is an ISO date, or ``None``
where neither the passage nor the sentence that it continues gives one.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from summaries.furniture import masthead
from summaries.regions import Tagger
from summaries.script import language_of
from summaries.types import Article, Passage, Tagged


class ExplainedPassage(TypedDict):
    """A passage, with where it belongs and why."""

    start: int
    end: int
    text: str
    region: str
    also: list[str]
    place: str | None
    event_date: str | None
    confidence: float
    why: str


class ExplainedFurniture(TypedDict):
    """A part of the page that is not the report."""

    start: int
    end: int
    text: str


class Explanation(TypedDict):
    """What ``explain`` returns."""

    passages: list[ExplainedPassage]
    furniture: list[ExplainedFurniture]


def explain(text: str, tagger: Tagger, published: datetime | None = None) -> Explanation:
    """Return an explanation of a text as it was received.

    ``published`` is the report's date where the caller knows it; else the date of the original
    report that the page gives itself.
    """
    return explained(text, tagger.tag(article_of(text, published)))


def article_of(text: str, published: datetime | None = None) -> Article:
    """Return the article that a received text is, with title and date as the page tells them."""
    head = masthead(text)
    return Article(
        id=0,
        outlet=head.outlet,
        label="",
        url=None,
        title=head.title,
        text=text,
        published=published or head.published,
        language=language_of(text),
        origin=head.origin,
    )


def explained(text: str, tagged: Tagged) -> Explanation:
    """Return the explanation of a tagged text."""
    return Explanation(
        passages=[_passage(passage) for passage in tagged.passages],
        furniture=[
            ExplainedFurniture(start=span.start, end=span.end, text=span.of(text))
            for span in tagged.furniture
        ],
    )


def _passage(passage: Passage) -> ExplainedPassage:
    return ExplainedPassage(
        start=passage.start,
        end=passage.end,
        text=passage.text,
        region=passage.region,
        also=list(passage.also),
        place=passage.place.lies_in if passage.place is not None else None,
        event_date=passage.event_date.isoformat() if passage.event_date is not None else None,
        confidence=round(passage.confidence, 2),
        why=passage.why,
    )
