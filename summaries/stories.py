"""Passages on one event as a story, and how much each story matters.

A story is worth what its best sentence is worth, and more by each independent origin that tells it,
by the days over which it is told, and if it is new.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from summaries import coverage
from summaries.events.conflicts import conflicts
from summaries.events.likeness import Reading, day_of, event_labels
from summaries.events.worth import prospect, worth
from summaries.origins import independent
from summaries.quotes.spans import Key, key
from summaries.types import Article, Passage, Story

CONFIRMED = 2.0
"""Points for twice as many independent origins."""

SPREAD = 0.5
"""Points for twice as many days, and for twice as many reports."""

RECENT = 0.1
"""Points lost for each day before the newest story."""

CANDIDATES = 2_000
"""Passages that are compared with each other: a digest shows fifteen of them at most."""


def stories(
    passages: Iterable[Passage],
    articles: Mapping[int, Article],
    origins: Mapping[int, str] | None = None,
) -> list[Story]:
    """Group passages by event; most important story first.

    ``origins`` are those of `origins.independent` where they are known already. Passages of
    articles that are not in ``articles`` are left out; of more than `CANDIDATES`, those that report
    least. Within a story the passage that tells most comes first. The order of the passages does
    not matter.
    """
    ordered = _candidates([p for p in passages if p.article_id in articles])
    if not ordered:
        return []
    if origins is None:
        ids = dict.fromkeys(p.article_id for p in ordered)
        origins = independent([articles[id_] for id_ in ids])
    reading = Reading.of(ordered)
    days = [day for p in ordered if (day := day_of(p, articles[p.article_id]))]
    worths = _worths(reading, ordered, articles)
    known = _Known(articles, origins, worths, newest=max(days, default=date.min))
    groups: dict[int, list[Passage]] = defaultdict(list)
    for passage, label in zip(ordered, event_labels(reading, ordered, articles), strict=True):
        groups[label].append(passage)
    found = [_story(group, known) for group in groups.values()]
    return sorted(found, key=lambda s: (-s.score, *key(s.passages[0])))


def _candidates(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages in order; of very many, those that promise most."""
    if len(passages) > CANDIDATES:
        passages = sorted(passages, key=lambda p: (-prospect(p), *key(p)))[:CANDIDATES]
    return sorted(passages, key=key)


@dataclass(frozen=True, slots=True)
class _Known:
    """What scoring a story needs besides its passages."""

    articles: Mapping[int, Article]
    origins: Mapping[int, str]
    worths: Mapping[Key, float]
    newest: date


def _worths(
    reading: Reading, passages: Sequence[Passage], articles: Mapping[int, Article]
) -> dict[Key, float]:
    """Return the points of each passage."""
    central = dict(zip(reading.at.tolist(), coverage.salience(reading.corpus), strict=True))
    return {
        key(p): worth(p, articles[p.article_id], central.get(index, 0.0))
        for index, p in enumerate(passages)
    }


def _story(group: Sequence[Passage], known: _Known) -> Story:
    best = sorted(group, key=lambda p: (-known.worths[key(p)], *key(p)))
    reports = len({p.article_id for p in group})
    count = len({known.origins[p.article_id] for p in group})
    days = {day for p in group if (day := day_of(p, known.articles[p.article_id]))}
    score = known.worths[key(best[0])] + CONFIRMED * math.log2(count)
    score += SPREAD * (math.log2(max(len(days), 1)) + math.log2(reports))
    score -= RECENT * (known.newest - max(days, default=known.newest)).days
    story = Story(passages=tuple(best), independent=count, score=score)
    return replace(story, conflicts=conflicts(story, known.articles, known.origins))
