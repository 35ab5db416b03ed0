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
from typing import TYPE_CHECKING

from summaries import coverage
from summaries.clustering import average_link
from summaries.conflicts import conflicts
from summaries.figures import figures
from summaries.origins import independent
from summaries.quoting import Key, elaborates, key, leans, predecessors
from summaries.sentences import stem, stop_words, words
from summaries.types import Article, Passage, Story
from summaries.worth import worth

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

BLOCK = 512
"""Rows of the similarity matrix that are held at a time."""


def stories(
    passages: Iterable[Passage],
    articles: Mapping[int, Article],
    origins: Mapping[int, str] | None = None,
) -> list[Story]:
    """Group passages by event; most important story first.

    ``origins`` are those of `origins.independent` where they are known already.

    Passages of articles that are not in ``articles`` are left out. Within a story the passage that
    tells most comes first. Deterministic: the order of the passages does not matter.
    """
    ordered = sorted(
        (p for p in passages if p.article_id in articles), key=lambda p: (p.article_id, p.start)
    )
    if not ordered:
        return []
    if origins is None:
        ids = dict.fromkeys(p.article_id for p in ordered)
        origins = independent([articles[id_] for id_ in ids])
    known = _Known.of(ordered, articles, origins)
    groups: dict[int, list[Passage]] = defaultdict(list)
    for passage, label in zip(ordered, event_labels(ordered, articles), strict=True):
        groups[label].append(passage)
    found = [_story(group, known) for group in groups.values()]
    return sorted(found, key=lambda s: (-s.score, *key(s.passages[0])))


@dataclass(frozen=True, slots=True)
class _Known:
    """What scoring a story needs besides its passages."""

    articles: Mapping[int, Article]
    origins: Mapping[int, str]
    worths: Mapping[Key, float]
    newest: date

    @classmethod
    def of(
        cls,
        passages: Sequence[Passage],
        articles: Mapping[int, Article],
        origins: Mapping[int, str],
    ) -> _Known:
        """Gather it for all passages at once."""
        by_article: dict[int, list[Passage]] = defaultdict(list)
        for passage in passages:
            by_article[passage.article_id].append(passage)
        groups = list(by_article.values())
        salience = coverage.salience([[p.text for p in group] for group in groups])
        days = [day for p in passages if (day := day_of(p, articles[p.article_id]))]
        return cls(
            articles=articles,
            origins=origins,
            worths={
                key(p): worth(p, articles[p.article_id], salience.get((d, s), 0.0))
                for d, group in enumerate(groups)
                for s, p in enumerate(group)
            },
            newest=max(days, default=date.min),
        )


def event_labels(passages: Sequence[Passage], articles: Mapping[int, Article]) -> list[int]:
    """Return a label for each passage; passages with the same label tell the same event."""
    import numpy as np

    vectors = _vectors(passages, articles)
    facts = _Facts.of(passages, articles)
    found = [facts.agreed(*pairs) for pairs in _similar_pairs(vectors)]
    first, second, similarity = (np.concatenate(part) for part in zip(*found, strict=True))
    labels = average_link(len(passages), first, second, similarity, SIMILAR)
    return _with_elaborations(passages, labels)


def _with_elaborations(passages: Sequence[Passage], labels: list[int]) -> list[int]:
    """Give a passage that leans on the one before it, and resembles no other, that one's label."""
    sizes = [0] * len(labels)
    for label in labels:
        sizes[label] += 1
    before = predecessors(passages)
    at = {key(passage): index for index, passage in enumerate(passages)}
    for index, passage in enumerate(passages):
        previous = before.get(key(passage))
        if previous is not None and sizes[labels[index]] == 1 and leans(passage):
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
    of people.
    """

    days: Integers
    told: Booleans
    places: Integers
    governorates: Integers
    figures: tuple[frozenset[tuple[str, int]], ...]
    counted: Booleans

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
        )

    def agreed(self, first: Integers, second: Integers, similarity: Floats) -> Pairs:
        """Return the pairs that are still alike where days, places and figures are weighed in."""
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


def _numbered(values: Sequence[str | None]) -> Integers:
    """Return a number for each value, the same for the same; -1 for none."""
    import numpy as np

    numbers: dict[str, int] = {}
    return np.array(
        [-1 if value is None else numbers.setdefault(value, len(numbers)) for value in values]
    )


def _similar_pairs(vectors: csr_matrix) -> Iterator[Pairs]:
    """Yield the pairs of rows that are alike enough to matter, with their similarity."""
    transposed = vectors.T.tocsc()
    for start in range(0, vectors.shape[0], BLOCK):
        block = (vectors[start : start + BLOCK] @ transposed).tocoo()
        keep = (block.data >= WEAK) & (block.row + start < block.col)
        yield block.row[keep] + start, block.col[keep], block.data[keep]


def _vectors(passages: Sequence[Passage], articles: Mapping[int, Article]) -> csr_matrix:
    """Return tf-idf vectors of unit length, one row a passage; none for what only adds a detail."""
    import numpy as np
    from scipy.sparse import csr_matrix

    vocabulary: dict[str, int] = {}
    indices: list[int] = []
    starts = [0]
    for passage in passages:
        language = articles[passage.article_id].language
        stops = stop_words(language)
        told = () if elaborates(passage) else words(passage.text.lower())
        terms = {stem(word, language) for word in told if word not in stops}
        indices.extend(vocabulary.setdefault(term, len(vocabulary)) for term in sorted(terms))
        starts.append(len(indices))
    frequency = np.bincount(np.array(indices, dtype=np.int64), minlength=len(vocabulary))
    idf = np.log((1 + len(passages)) / (0.5 + frequency))
    data = idf[indices]
    matrix = csr_matrix(
        (data, np.array(indices, dtype=np.int32), np.array(starts, dtype=np.int32)),
        shape=(len(passages), max(len(vocabulary), 1)),
    )
    norms = np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1
    norms[norms == 0] = 1.0
    scaled: csr_matrix = matrix.multiply(1 / norms[:, None]).tocsr()
    return scaled
