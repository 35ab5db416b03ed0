"""Our summariser: cover what several documents say early, with sentences that are central.

Concepts are stemmed bigrams (not both stop words) and, lightly, stemmed words; numbers are words.
A concept weighs the number of documents that hold it, more if some document opens with it, and
little if only one document holds it. Sentences are taken greedily by the weight of the concepts
that they add, times a prior, over a power of their length; gains only fall, so a heap of old gains
finds the best one lazily (Minoux 1978; budgeted coverage: Lin and Bilmes 2011; bigrams as concepts:
Gillick and Favre 2009). The prior joins continuous LexRank (Erkan and Radev 2004), closeness to
the centroid (Radev et al. 2004) and the position in the document.

LexRank needs no matrix of all pairs here: with tf-idf rows ``X`` of unit length the similarities
are ``X Xᵀ``, and a step of the power iteration multiplies by ``Xᵀ`` and then by ``X``. Time and
memory grow linearly with the number of words.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summaries.corpus import Corpus, Pair, Where, read, vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Floats = NDArray[np.float64]
    Integers = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the method leaves open.

    The values were chosen on a plateau that leaving one topic out at a time shows to be flat;
    ``evaluation/ranking.py`` prints what the choice is worth on the topic left out.
    """

    word: float = 0.3
    """Weight of a word against that of a bigram."""
    lone: float = 0.15
    """What is left of a concept's weight where only one of several documents holds it."""
    earliness: float = 1.5
    """What a concept gains if a document opens with it …"""
    fade: float = 8.0
    """… and the sentences after which that gain has halved."""
    length_power: float = 0.5
    """0: long sentences win; 1: gain per word."""
    lexrank: float = 0.4
    """Exponent of LexRank in the prior."""
    centroid: float = 0.4
    """Exponent of the closeness to the centroid."""
    position: float = 0.8
    """Exponent of the position's part, which has halved …"""
    reach: float = 4.0
    """… after so many sentences."""
    short: int = 12
    """A sentence of fewer words seldom stands alone …"""
    shortness: float = 0.1
    """… and keeps so much of its prior."""
    damping: float = 0.85
    """LexRank: part of the walk that follows similarities."""
    steps: int = 12
    """LexRank: steps of the power iteration."""


DEFAULT = Settings()

BLOCK = 8192
"""Sentences whose gains are added up at a time."""


def select(
    documents: Sequence[Sequence[str]], budget: int, settings: Settings = DEFAULT
) -> list[Pair]:
    """Choose sentences with at most ``budget`` words together; pairs in order of choice."""
    found = _prepared(read(documents), settings)
    if found is None:
        return []
    pairs = found.where.pairs()
    return [pairs[row] for row in _greedy(found, budget)]


def salience(corpus: Corpus, settings: Settings = DEFAULT) -> list[float]:
    """Return how much each sentence is worth alone, the best one 1."""
    found = _prepared(corpus, settings)
    if found is None:
        return []
    gains = found.gains()
    top = float(gains.max()) or 1.0
    scaled: list[float] = (gains / top).tolist()
    return scaled


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What the choice needs: the concepts of each sentence, their weights, and its factor."""

    where: Where
    concepts: csr_matrix
    weights: Floats
    factors: Floats

    def gains(self) -> Floats:
        """Return what each sentence would add to an empty choice."""
        import numpy as np

        # By blocks: the matrix holds bytes, and multiplying widens them to eight each.
        blocks = range(0, self.where.size, BLOCK)
        sums = [self.concepts[start : start + BLOCK] @ self.weights for start in blocks]
        gains: Floats = np.concatenate(sums) * self.factors
        return gains


def _prepared(corpus: Corpus, settings: Settings) -> _Prepared | None:
    """Return what the choice needs, ``None`` where no sentence has words.

    Large arrays live one after the other, none longer than it must.
    """
    where, known = corpus.where, len(corpus.stops)
    if not where.size:
        return None
    factors = _factors(corpus, settings)
    keys = _occurrences(corpus)
    del corpus
    concepts, weights = _concepts(keys, where, known, settings)
    return _Prepared(where, concepts, weights, factors)


def _occurrences(corpus: Corpus) -> Integers:
    """Return concept and sentence of each occurrence as one number, sorted.

    The number is ``concept * sentences + sentence``; a word's concept is its own number, a bigram's
    lies above all words. One array, sorted in place, keeps memory small.
    """
    import numpy as np

    tokens, rows, count = corpus.tokens, corpus.rows, corpus.where.size
    stops, known = corpus.stops[corpus.tokens], len(corpus.stops)
    pair = (rows[:-1] == rows[1:]) & ~(stops[:-1] & stops[1:])
    pairs = int(pair.sum())
    keys = np.empty(pairs + int((~stops).sum()), dtype=np.int64)
    bigrams, singles = keys[:pairs], keys[pairs:]
    bigrams[:] = tokens[:-1][pair]
    bigrams *= known
    bigrams += tokens[1:][pair]
    bigrams += known
    bigrams *= count
    bigrams += rows[:-1][pair]
    singles[:] = tokens[~stops]
    singles *= count
    singles += rows[~stops]
    keys.sort()
    return keys


def _concepts(
    keys: Integers, where: Where, known: int, settings: Settings
) -> tuple[csr_matrix, Floats]:
    """Return the sentences' concepts (rows of ones) and the weight of each concept."""
    import numpy as np
    from scipy.sparse import csr_matrix

    keys = keys[_changes(keys)]  # a concept counts once in a sentence
    rows = np.empty(len(keys), dtype=np.int32)
    np.remainder(keys, where.size, out=rows, casting="unsafe")
    keys //= where.size
    opens = _changes(keys)
    is_word = keys[opens] < known
    del keys
    columns = np.cumsum(opens, dtype=np.int32)
    columns -= 1
    weights = _weights(where, rows, columns, opens, settings)
    weights[is_word] *= settings.word
    ones = np.ones(len(rows), dtype=np.int8)
    return csr_matrix((ones, (rows, columns)), shape=(where.size, len(weights))), weights


def _changes(values: Integers) -> NDArray[np.bool_]:
    """Tell of each value whether it differs from the one before; the first does."""
    import numpy as np

    changes = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _weights(
    where: Where,
    rows: Integers,
    columns: Integers,
    opens: NDArray[np.bool_],
    settings: Settings,
) -> Floats:
    """Return each concept's weight: how many documents hold it, and how early it stands.

    Rows are sorted within a concept, and documents with them, so that both follow from where
    one value gives way to the next.
    """
    import numpy as np

    if not len(rows):
        return np.zeros(0)
    new = _changes(where.documents[rows])
    new |= opens
    frequency = np.bincount(columns[new])
    earliest = np.minimum.reduceat(where.positions[rows], np.flatnonzero(opens))
    weights: Floats = frequency * (1 + settings.earliness * 0.5 ** (earliest / settings.fade))
    if where.documents[0] != where.documents[-1]:
        weights[frequency == 1] *= settings.lone
    return weights


def _factors(corpus: Corpus, settings: Settings) -> Floats:
    """Return what a sentence's gain is multiplied by: its prior, over a power of its length."""
    import numpy as np

    rows = vectors(corpus)
    centroid = rows @ np.asarray(rows.mean(axis=0)).ravel()
    early = 1 / (1 + corpus.where.positions / settings.reach)
    factors: Floats = (
        _scaled(_lexrank(rows, settings)) ** settings.lexrank
        * _scaled(centroid) ** settings.centroid
        * early**settings.position
        / corpus.where.lengths**settings.length_power
    )
    factors[corpus.where.lengths < settings.short] *= settings.shortness
    return factors


def _lexrank(vectors: csr_matrix, settings: Settings) -> Floats:
    """Return how often a walk along the similarities comes by each sentence."""
    import numpy as np

    count = vectors.shape[0]
    transposed = vectors.T.tocsr()
    degree = vectors @ (transposed @ np.ones(count))
    degree[degree <= 0] = 1.0
    rank: Floats = np.full(count, 1 / count)
    for _ in range(settings.steps):
        walked = vectors @ (transposed @ (rank / degree))
        rank = (1 - settings.damping) / count + settings.damping * walked
    return rank


def _scaled(values: Floats) -> Floats:
    """Return values with mean 1; all 1 where there is nothing to tell apart."""
    import numpy as np

    mean = float(values.mean())
    return values / mean if mean > 0 else np.ones_like(values)


def _greedy(found: _Prepared, budget: int) -> list[int]:
    """Return rows by lazy greedy choice; ties go to the earlier row.

    What adds nothing new is taken last, so that a large budget is still used.
    """
    left, lengths, factors = found.weights.copy(), found.where.lengths, found.factors
    starts, columns = found.concepts.indptr, found.concepts.indices
    heap = [(-gain, row) for row, gain in enumerate(found.gains().tolist())]
    heapq.heapify(heap)
    chosen: list[int] = []
    while heap and budget > 0:
        _, row = heapq.heappop(heap)
        if lengths[row] > budget:
            continue
        own = columns[starts[row] : starts[row + 1]]
        current = (-float(left[own].sum() * factors[row]), row)
        if heap and current > heap[0]:
            heapq.heappush(heap, current)
            continue
        chosen.append(row)
        left[own] = 0.0
        budget -= int(lengths[row])
    return chosen
