"""Which passages tell the same event.

Sentences are compared as tf-idf vectors over stems (numbers are content), and the comparison is
corrected by what is known of the event: two sentences that give different days or different places
do not tell the same event however alike they read, and a figure that they share speaks for it.
Average link over the sparse graph of similar pairs groups them, so that one sentence that resembles
two events does not join them. A sentence that leans on the one before it belongs to that one's
event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from summaries.corpus import Corpus, read, vectors
from summaries.events.clustering import average_link
from summaries.events.consequence import kinds
from summaries.events.figures import counts
from summaries.events.means import contrary, means
from summaries.events.scenes import join_scenes
from summaries.quotes.spans import (
    elaborates,
    key,
    leans,
    names_the_event,
    predecessors,
    touches,
)
from summaries.types import Article, Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Floats = NDArray[np.float64]
    Integers = NDArray[np.integer]
    Booleans = NDArray[np.bool_]
    Pairs = tuple[Integers, Integers, Floats]

SIMILAR = 0.3
"""Least average similarity of the passages of one event."""

WEAK = 0.15
"""Pairs that are less alike count as not alike at all."""

MAX_DAYS = 3
"""Days between two reports of one event that give no day of their own."""

NEXT_DAY, LATER_REPORT = 0.5, 0.9
"""Factors for events whose days are told and are neighbours, and for a later report's day."""

TURNS, WITHIN_A_WEEK = 0.8, 7
"""Factor for sentences that say of one place that it changed hands, or of one deal that it was
made, on two days of a week: accounts of such a turn often differ in the day."""

SAME_PLACE, OTHER_PLACE = 1.15, 0.2
"""Factors for one place, and for places in two governorates."""

FIGURE = 1.3
"""Factor by which a figure of people that two sentences share speaks for one event."""

NEAR = 3
"""Sentences, and paragraphs, between an attack and the sentence that speaks of "the attack"."""

COMMON, COMMON_AT_LEAST = 0.03, 200
"""Part of the passages, and number of them, above which a word no longer tells events apart."""

BLOCK = 512
"""Rows of the similarity matrix that are held at a time."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Passages as numbers: their corpus, an article a document, and the passage of each row."""

    corpus: Corpus
    at: Integers

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Reading:
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


def event_labels(
    reading: Reading, passages: Sequence[Passage], articles: Mapping[int, Article]
) -> list[int]:
    """Return a label for each passage; passages with the same label tell the same event.

    ``passages`` are in order, those of ``reading``.
    """
    import numpy as np

    days = [day_of(passage, articles[passage.article_id]) for passage in passages]
    facts = _Facts.of(passages, days)
    found = [
        facts.agreed(reading.at[first], reading.at[second], similarity)
        for first, second, similarity in _similar_pairs(vectors(reading.corpus))
    ]
    nothing = (np.zeros(0, dtype=int), np.zeros(0, dtype=int), np.zeros(0))
    first, second, similarity = (np.concatenate(part) for part in zip(nothing, *found, strict=True))
    labels = average_link(len(passages), first, second, similarity, SIMILAR)
    labels = join_scenes(labels, passages, articles, days)
    return _with_elaborations(passages, articles, labels, days)


def _with_elaborations(
    passages: Sequence[Passage],
    articles: Mapping[int, Article],
    labels: list[int],
    days: Sequence[date | None],
) -> list[int]:
    """Give a passage that carries on an event told before it, and resembles no other, its label."""
    sizes = [0] * len(labels)
    for label in labels:
        sizes[label] += 1
    before = predecessors(passages)
    at = {key(passage): index for index, passage in enumerate(passages)}
    for index, passage in enumerate(passages):
        previous = before.get(key(passage))
        if previous is None or sizes[labels[index]] > 1:
            continue
        if leans(passage) and touches(previous, passage, articles[passage.article_id]):
            labels[index] = labels[at[key(previous)]]
        elif (told := _referent(passages, days, index)) is not None:
            labels[index] = labels[told]
    return labels


def _referent(passages: Sequence[Passage], days: Sequence[date | None], index: int) -> int | None:
    """Return which of the few sentences before tells the attack that "the attack" refers to."""
    passage = passages[index]
    if not index or passages[index - 1].article_id != passage.article_id:
        return None
    if not names_the_event(passage.text):
        return None
    for other in range(index - 1, max(index - NEAR, 0) - 1, -1):
        before = passages[other]
        if before.article_id != passage.article_id or before.paragraph < passage.paragraph - NEAR:
            return None
        if kinds(before.text).isdisjoint(("attack", "killed")):
            continue
        places = {p.place.id for p in (before, passage) if p.place}
        same = days[other] == days[index] and before.region == passage.region and len(places) < 2  # noqa: PLR2004
        return other if same and not contrary(means(before.text), means(passage.text)) else None
    return None


def day_of(passage: Passage, article: Article) -> date | None:
    """Return the day of the passage's event: its own, else the report's.

    What is announced for a later day is news of the day of the report.
    """
    reported = article.published.date() if article.published else None
    days = [day for day in (passage.event_date, reported) if day is not None]
    return min(days, default=None)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of the event of each passage, as numbers; -1 is unknown.

    ``told`` says that the sentence itself gives the day; ``figures`` are deeds with their numbers
    of people. ``detail`` marks what only adds to the sentence before it: two such ("Four were
    wounded.") are alike in nothing. ``turns`` marks change of control and agreements.
    """

    days: Integers
    told: Booleans
    places: Integers
    governorates: Integers
    figures: tuple[frozenset[tuple[str, int]], ...]
    counted: Booleans
    detail: Booleans
    turns: Booleans

    @classmethod
    def of(cls, passages: Sequence[Passage], days: Sequence[date | None]) -> _Facts:
        """Gather it for all passages; ``days`` are those of their events."""
        import numpy as np

        counted = tuple(counts(p.text) for p in passages)
        return cls(
            days=np.array([day.toordinal() if day else -1 for day in days]),
            told=np.array([p.dated_by == "sentence" for p in passages]),
            places=_numbered([p.place.id if p.place else None for p in passages]),
            governorates=_numbered([p.place.governorate if p.place else None for p in passages]),
            figures=counted,
            counted=np.array([bool(found) for found in counted]),
            detail=np.array([elaborates(p) for p in passages]),
            turns=np.array(
                [not kinds(p.text).isdisjoint(("control", "agreement")) for p in passages]
            ),
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
        turns = self.turns[first] & self.turns[second] & (apart <= WITHIN_A_WEEK)
        one_place = (self.places[first] >= 0) & (self.places[first] == self.places[second])
        factor[turns & one_place] = TURNS
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
