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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summaries.corpus import BLOCK, Corpus, Pair, Where, read, vectors

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
    length_power: float = 0.65
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


def select(
    documents: Sequence[Sequence[str]], budget: int, settings: Settings = DEFAULT
) -> list[Pair]:
    """Choose sentences with at most ``budget`` words together; pairs in order of choice."""
    found = _prepared(read(documents), settings)
    if found is None:
        return []
    return found.where.pairs(_greedy(found, budget))


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
class _Concepts:
    """The concepts that open at each token, and their weights.

    A word's concept has the word's number; ``first`` tells where a sentence says a word of content
    for the first time. ``bigrams`` are numbers above those of the words; one that weighs nothing
    stands where no bigram opens or the sentence has it already. What only one sentence holds (most
    bigrams of a large corpus) needs no number: ``alone`` has the sum by sentence. ``starts`` tells
    where each sentence's tokens begin, and the last one's end.
    """

    tokens: Integers
    first: NDArray[np.bool_]
    bigrams: Integers
    starts: Integers
    weights: Floats
    alone: Floats

    def of(self, row: int) -> Integers:
        """Return the numbers of a sentence's concepts."""
        import numpy as np

        own = slice(self.starts[row], self.starts[row + 1])
        return np.append(self.tokens[own][self.first[own]], self.bigrams[own])

    def sums(self) -> Floats:
        """Return what the concepts of each sentence weigh together."""
        import numpy as np

        sums = self.alone.copy()
        size = 1 + BLOCK * len(sums) // len(self.tokens)
        for row in range(0, len(sums), size):
            starts = self.starts[row : row + size + 1]
            own = slice(starts[0], starts[-1])
            weights = self.weights[self.tokens[own]] * self.first[own]
            weights += self.weights[self.bigrams[own]]
            sums[row : row + size] += np.add.reduceat(weights, starts[:-1] - starts[0])
        return sums


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What the choice needs: concepts, and what a sentence's gain is multiplied by."""

    where: Where
    concepts: _Concepts
    factors: Floats

    def gains(self) -> Floats:
        """Return what each sentence would add to an empty choice."""
        return self.concepts.sums() * self.factors


def _prepared(corpus: Corpus, settings: Settings) -> _Prepared | None:
    """Return what the choice needs, ``None`` where no sentence has words."""
    if not corpus.where.size:
        return None
    factors = _factors(corpus, settings)
    return _Prepared(corpus.where, _concepts(corpus, settings), factors)


def _concepts(corpus: Corpus, settings: Settings) -> _Concepts:
    """Find and weigh the concepts.

    Equal ones are found by sorting, a range of opening words at a time, so that memory holds the
    occurrences of few concepts at once.
    """
    import numpy as np

    where, tokens, known = corpus.where, corpus.tokens, len(corpus.stops)
    starts = np.append(corpus.starts, len(tokens))
    opens_bigram = _bigrams(corpus, starts)
    first = np.zeros(len(tokens), dtype=bool)
    # Until a bigram's number is found, its sentence stands there, below 0.
    bigrams = np.repeat(np.arange(-1, -1 - where.size, -1, dtype=np.int32), corpus.sizes)
    found = _Concepts(tokens, first, bigrams, starts, np.zeros(known + 1), np.zeros(where.size))
    weights = [found.weights]
    for low, high in _ranges(tokens, known):
        within = tokens >= low
        within &= tokens < high
        at = np.flatnonzero(within)
        _weigh_words(found, where, at[~corpus.stops[tokens[at]]], settings)
        above = sum(map(len, weights))
        weights.append(_weigh_bigrams(found, where, at[opens_bigram[at]], above, settings))
    bigrams[bigrams < 0] = known
    return replace(found, weights=np.concatenate(weights))


def _weigh_words(found: _Concepts, where: Where, places: Integers, settings: Settings) -> None:
    """Weigh the words at some places, and mark where they come first."""
    words = _Occurrences.of(found.tokens[places], places, found.bigrams)
    found.first[words.places] = True
    opening = found.tokens[words.places[_changes(words.groups)]]
    found.weights[opening] = settings.word * words.weights(where, settings)


def _weigh_bigrams(
    found: _Concepts, where: Where, places: Integers, above: int, settings: Settings
) -> Floats:
    """Give numbers from ``above`` to the bigrams at some places; return their weights."""
    import numpy as np

    names = found.tokens[places] * np.int64(len(found.weights))
    names += found.tokens[places + 1]
    pairs = _Occurrences.of(names, places, found.bigrams)
    weights = pairs.weights(where, settings)
    shared = np.bincount(pairs.groups) > 1
    kept = shared[pairs.groups]
    found.alone[:] += np.bincount(pairs.rows[~kept], weights[pairs.groups[~kept]], where.size)
    found.bigrams[pairs.places[kept]] = (shared.cumsum() + (above - 1))[pairs.groups[kept]]
    return weights[shared]


def _bigrams(corpus: Corpus, starts: Integers) -> NDArray[np.bool_]:
    """Tell of each token whether it opens a bigram: not a sentence's last, not both stop words."""
    content = corpus.content()
    content[:-1] |= content[1:]
    content[starts[1:] - 1] = False
    return content


def _ranges(tokens: Integers, known: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of words that together stand about as often as a block is long."""
    import numpy as np

    counts = np.zeros(known, dtype=np.int64)
    for start in range(0, len(tokens), BLOCK):
        counts += np.bincount(tokens[start : start + BLOCK], minlength=known)
    edges = np.flatnonzero(_changes(counts.cumsum() // BLOCK)).tolist()
    yield from zip(edges, [*edges[1:], known], strict=True)


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """Concepts where they first stand in a sentence: equal ones together, in order of sentences.

    ``places`` are the tokens where they open, ``rows`` the sentences; ``groups`` numbers the
    concepts from 0.
    """

    places: Integers
    rows: Integers
    groups: Integers

    @classmethod
    def of(cls, names: Integers, places: Integers, rows: Integers) -> _Occurrences:
        """Sort concepts that open at these tokens; ``rows`` has ``-1 - sentence`` by token.

        Name and place are one number, so that one array is sorted in place.
        """
        import numpy as np

        size = len(rows)
        keys = names * np.int64(size)
        keys += places
        keys.sort()
        places = (keys % size).astype(np.int32)
        keys //= size
        rows = -1 - rows[places]
        opens = _changes(keys)
        new = opens | _changes(rows)  # a concept counts once in a sentence
        return cls(places[new], rows[new], opens[new].cumsum(dtype=np.int32) - 1)

    def weights(self, where: Where, settings: Settings) -> Floats:
        """Return each concept's weight: how many documents hold it, and how early it stands."""
        import numpy as np

        if not len(self.rows):
            return np.zeros(0)
        opens = _changes(self.groups)
        new = opens | _changes(where.documents[self.rows])
        frequency = np.bincount(self.groups[new])
        earliest = np.minimum.reduceat(where.positions[self.rows], np.flatnonzero(opens))
        weights: Floats = frequency * (1 + settings.earliness * 0.5 ** (earliest / settings.fade))
        if where.documents[0] != where.documents[-1]:
            weights[frequency == 1] *= settings.lone
        return weights


def _changes(values: Integers) -> NDArray[np.bool_]:
    """Tell of each value whether it differs from the one before; the first does."""
    import numpy as np

    changes = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _factors(corpus: Corpus, settings: Settings) -> Floats:
    """Return what a sentence's gain is multiplied by: its prior, over a power of its length."""
    import numpy as np

    rows = vectors(corpus).astype(np.float64)  # otherwise each product would widen a copy
    count = corpus.where.size
    centroid = rows @ (rows.T @ np.full(count, 1 / count))
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
    degree = vectors @ (vectors.T @ np.ones(count))
    degree[degree <= 0] = 1.0
    rank: Floats = np.full(count, 1 / count)
    for _ in range(settings.steps):
        walked = vectors @ (vectors.T @ (rank / degree))
        rank = (1 - settings.damping) / count + settings.damping * walked
    return rank


def _scaled(values: Floats) -> Floats:
    """Return values with mean 1; all 1 where there is nothing to tell apart."""
    import numpy as np

    mean = float(values.mean())
    return values / mean if mean > 0 else np.ones_like(values)


def _greedy(found: _Prepared, budget: int) -> list[int]:
    """Return rows by lazy greedy choice; ties go to the earlier row.

    What adds nothing new is taken last, so that a large budget is still used. A row enters the heap
    when all that gain more at first have been looked at: few ever do.
    """
    import numpy as np

    concepts, lengths, gains = found.concepts, found.where.lengths, found.gains()
    left, alone = concepts.weights.copy(), concepts.alone
    waiting = ((-float(gains[row]), int(row)) for row in np.argsort(-gains, kind="stable"))
    heap = [next(waiting)]
    newest = heap[0][1]
    chosen: list[int] = []
    while heap and budget > 0:
        old, row = heapq.heappop(heap)
        if row == newest and (entering := next(waiting, None)):
            heapq.heappush(heap, entering)
            newest = entering[1]
        if lengths[row] > budget:
            continue
        own = concepts.of(row)
        gain = (left[own].sum() + alone[row]) * found.factors[row]
        current = (max(old, -float(gain)), row)  # rounding may not raise a gain above an equal one
        if heap and current > heap[0]:
            heapq.heappush(heap, current)
            continue
        chosen.append(row)
        left[own] = 0.0
        budget -= int(lengths[row])
    return chosen
