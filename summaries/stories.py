"""Passages on one event, across outlets and days, and how much each event matters.

Sentences are compared as tf-idf vectors over stems (numbers are content), and the comparison is
corrected by what is known of the event: two sentences that give different days or different places
do not tell the same event however alike they read, and a figure that they share speaks for it.
Stories grow by average link over the sparse graph of similar pairs, so that one sentence that
resembles two events does not join them. A sentence that leans on the one before it belongs to that
one's story.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from summaries import coverage
from summaries.clustering import average_link
from summaries.conflicts import conflicts
from summaries.corpus import Corpus, read, vectors
from summaries.figures import figures
from summaries.origins import independent
from summaries.quoting import Key, elaborates, key, leans, predecessors, touches
from summaries.types import Article, Passage, Story
from summaries.worth import prospect, worth

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Floats = NDArray[np.float64]
    Integers = NDArray[np.integer]
    Booleans = NDArray[np.bool_]
    Pairs = tuple[Integers, Integers, Floats]

SIMILAR = 0.3
"""Least average similarity of the passages of one story."""

WEAK = 0.15
"""Pairs that are less alike count as not alike at all."""

MAX_DAYS = 3
"""Days between two reports of one event that give no day of their own."""

CONFIRMED = 2.0
"""Points for twice as many independent origins."""

SPREAD = 0.5
"""Points for twice as many days, and for twice as many reports."""

RECENT = 0.1
"""Points lost for each day before the newest story."""

NEXT_DAY, LATER_REPORT = 0.5, 0.9
"""Factors for events whose days are told and are neighbours, and for a later report's day."""

SAME_PLACE, OTHER_PLACE = 1.15, 0.2
"""Factors for one place, and for places in two governorates."""

FIGURE = 1.3
"""Factor by which a figure of people that two sentences share speaks for one event."""

TRANSLATED = 0.6
"""How alike two sentences in different languages are that agree in place, day and figure."""

COMMON, COMMON_AT_LEAST = 0.03, 200
"""Part of the passages, and number of them, above which a word no longer tells events apart."""

CANDIDATES = 4_000
"""Passages that are compared with each other: a digest shows fifteen of them at most."""

BLOCK = 512
"""Rows of the similarity matrix that are held at a time."""


def stories(
    passages: Iterable[Passage],
    articles: Mapping[int, Article],
    origins: Mapping[int, str] | None = None,
) -> list[Story]:
    """Group passages by event; most important story first.

    ``origins`` are those of `origins.independent` where they are known already. Passages of
    articles that are not in ``articles`` are left out; of more than `CANDIDATES`, those that report
    least. Within a story the passage that
    tells most comes first. Deterministic: the order of the passages does not matter.
    """
    ordered = _candidates([p for p in passages if p.article_id in articles])
    if not ordered:
        return []
    if origins is None:
        ids = dict.fromkeys(p.article_id for p in ordered)
        origins = independent([articles[id_] for id_ in ids])
    reading = _Read.of(ordered)
    days = [day for p in ordered if (day := day_of(p, articles[p.article_id]))]
    worths = _worths(reading, ordered, articles)
    known = _Known(articles, origins, worths, newest=max(days, default=date.min))
    groups: dict[int, list[Passage]] = defaultdict(list)
    for passage, label in zip(ordered, _labels(reading, ordered, articles), strict=True):
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


def event_labels(passages: Sequence[Passage], articles: Mapping[int, Article]) -> list[int]:
    """Return a label for each passage; passages with the same label tell the same event."""
    return _labels(_Read.of(passages), passages, articles)


@dataclass(frozen=True, slots=True)
class _Read:
    """Passages as numbers: their corpus, an article a document, and the passage of each row."""

    corpus: Corpus
    at: Integers

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> _Read:
        """Read passages that are in order."""
        import numpy as np

        documents: list[list[str]] = []
        indices: list[list[int]] = []
        last = None
        for index, passage in enumerate(passages):
            if passage.article_id != last:
                documents.append([])
                indices.append([])
                last = passage.article_id
            documents[-1].append(passage.text)
            indices[-1].append(index)
        corpus = read(documents)
        return cls(corpus, np.array([indices[d][s] for d, s in corpus.where.pairs()], dtype=int))


def _worths(
    reading: _Read, passages: Sequence[Passage], articles: Mapping[int, Article]
) -> dict[Key, float]:
    """Return the points of each passage."""
    central = dict(zip(reading.at.tolist(), coverage.salience(reading.corpus), strict=True))
    return {
        key(p): worth(p, articles[p.article_id], central.get(index, 0.0))
        for index, p in enumerate(passages)
    }


def _labels(
    reading: _Read, passages: Sequence[Passage], articles: Mapping[int, Article]
) -> list[int]:
    import numpy as np

    facts = _Facts.of(passages, articles)
    found = [
        facts.agreed(reading.at[first], reading.at[second], similarity)
        for first, second, similarity in _similar_pairs(vectors(reading.corpus))
    ]
    found.append(_across_languages(passages, articles, facts))
    nothing = (np.zeros(0, dtype=int), np.zeros(0, dtype=int), np.zeros(0))
    first, second, similarity = (np.concatenate(part) for part in zip(nothing, *found, strict=True))
    labels = average_link(len(passages), first, second, similarity, SIMILAR)
    return _with_elaborations(passages, articles, labels)


def _with_elaborations(
    passages: Sequence[Passage], articles: Mapping[int, Article], labels: list[int]
) -> list[int]:
    """Give a passage that leans on the one before it, and resembles no other, that one's label."""
    sizes = [0] * len(labels)
    for label in labels:
        sizes[label] += 1
    before = predecessors(passages)
    at = {key(passage): index for index, passage in enumerate(passages)}
    for index, passage in enumerate(passages):
        previous = before.get(key(passage))
        if previous is None or sizes[labels[index]] > 1 or not leans(passage):
            continue
        if touches(previous, passage, articles[passage.article_id]):
            labels[index] = labels[at[key(previous)]]
    return labels


def day_of(passage: Passage, article: Article) -> date | None:
    """Return the day of the passage's event: its own, else the report's.

    What is announced for a later day is news of the day of the report.
    """
    reported = article.published.date() if article.published else None
    days = [day for day in (passage.event_date, reported) if day is not None]
    return min(days, default=None)


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


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of the event of each passage, as numbers; -1 is unknown.

    ``told`` says that the sentence itself gives the day; ``figures`` are deeds with their numbers
    of people. ``detail`` marks what only adds to the sentence before it: two such ("Four were
    wounded.") are alike in nothing.
    """

    days: Integers
    told: Booleans
    places: Integers
    governorates: Integers
    figures: tuple[frozenset[tuple[str, int]], ...]
    counted: Booleans
    detail: Booleans

    @classmethod
    def of(cls, passages: Sequence[Passage], articles: Mapping[int, Article]) -> _Facts:
        """Gather it for all passages."""
        import numpy as np

        days = [day_of(passage, articles[passage.article_id]) for passage in passages]
        counted = tuple(
            frozenset((f.kind, f.value) for f in figures(p.text) if f.value > 1) for p in passages
        )
        return cls(
            days=np.array([day.toordinal() if day else -1 for day in days]),
            told=np.array([p.dated_by == "sentence" for p in passages]),
            places=_numbered([p.place.id if p.place else None for p in passages]),
            governorates=_numbered([p.place.governorate if p.place else None for p in passages]),
            figures=counted,
            counted=np.array([bool(found) for found in counted]),
            detail=np.array([elaborates(p) for p in passages]),
        )

    def agreed(self, first: Integers, second: Integers, similarity: Floats) -> Pairs:
        """Return the pairs that are still alike where days, places and figures are weighed in."""
        whole = ~(self.detail[first] | self.detail[second])
        first, second, similarity = first[whole], second[whole], similarity[whole]
        values = similarity * self._days_agree(first, second) * self._places_agree(first, second)
        may_share = self.counted[first] & self.counted[second] & (values * FIGURE >= WEAK)
        for k in may_share.nonzero()[0].tolist():
            if self.figures[first[k]] & self.figures[second[k]]:
                values[k] *= FIGURE
        keep = values >= WEAK
        return first[keep], second[keep], values[keep]

    def _days_agree(self, first: Integers, second: Integers) -> Floats:
        """One day apart is still one night's event, where both are told; more is another event."""
        import numpy as np

        apart = np.abs(self.days[first] - self.days[second])
        told = np.where(apart == 1, NEXT_DAY, 0.0)
        reported = np.where(apart <= MAX_DAYS, LATER_REPORT, 0.0)
        factor = np.where(self.told[first] & self.told[second], told, reported)
        unknown = (self.days[first] < 0) | (self.days[second] < 0) | (apart == 0)
        return np.where(unknown, 1.0, factor)

    def _places_agree(self, first: Integers, second: Integers) -> Floats:
        import numpy as np

        unknown = (self.places[first] < 0) | (self.places[second] < 0)
        near = self.governorates[first] == self.governorates[second]
        factor = np.where(near, 1.0, OTHER_PLACE)
        factor[self.places[first] == self.places[second]] = SAME_PLACE
        return np.where(unknown, 1.0, factor)


def _across_languages(
    passages: Sequence[Passage], articles: Mapping[int, Article], facts: _Facts
) -> Pairs:
    """Return the pairs in two languages that give one place, one day and one figure.

    Their words have nothing in common; that their facts do is no chance.
    """
    import numpy as np

    scenes: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index in (facts.told & facts.counted & (facts.places >= 0)).nonzero()[0].tolist():
        scenes[int(facts.places[index]), int(facts.days[index])].append(index)
    language = [articles[passage.article_id].language for passage in passages]
    pairs = [
        (a, b)
        for scene in scenes.values()
        for a, b in combinations(scene, 2)
        if language[a] != language[b] and facts.figures[a] & facts.figures[b]
    ]
    both = np.array(pairs, dtype=int).reshape(-1, 2)
    return both[:, 0], both[:, 1], np.full(len(pairs), TRANSLATED)


def _numbered(values: Sequence[str | None]) -> Integers:
    """Return a number for each value, the same for the same; -1 for none."""
    import numpy as np

    numbers: dict[str, int] = {}
    return np.array(
        [-1 if value is None else numbers.setdefault(value, len(numbers)) for value in values]
    )


def _similar_pairs(rows: csr_matrix) -> Iterator[Pairs]:
    """Yield the pairs of rows that are alike enough to matter, with their similarity."""
    import numpy as np

    # Words that stand everywhere tell events apart least, and pair everything with everything.
    most = max(COMMON_AT_LEAST, int(COMMON * rows.shape[0]))
    rows = rows[:, np.bincount(rows.indices, minlength=rows.shape[1]) <= most]
    transposed = rows.T.tocsc()
    for start in range(0, rows.shape[0], BLOCK):
        block = (rows[start : start + BLOCK] @ transposed).tocoo()
        keep = (block.data >= WEAK) & (block.row + start < block.col)
        yield block.row[keep] + start, block.col[keep], block.data[keep]
