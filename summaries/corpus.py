"""Sentences as numbers: words to stems, stems to numbers, sentences to tf-idf vectors.

What compares sentences (the summariser, the stories) reads them here once.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summaries.script import language_of_word
from summaries.sentences import stem, stop_words, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Integers = NDArray[np.integer]

Pair = tuple[int, int]
"""A sentence: number of the document, number in the document."""

BLOCK = 1 << 16
"""How many numbers are worked on at a time where a whole corpus would need large arrays."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where the sentences that have words stand, and their lengths in words between blanks."""

    documents: Integers
    positions: Integers
    lengths: Integers

    @property
    def size(self) -> int:
        """How many sentences have words."""
        return len(self.lengths)

    def pairs(self, rows: Sequence[int] | slice = slice(None)) -> list[Pair]:
        """Return where each sentence stands, or those of ``rows``."""
        documents, positions = self.documents[rows].tolist(), self.positions[rows].tolist()
        return list(zip(documents, positions, strict=True))


@dataclass(frozen=True, slots=True)
class Corpus:
    """The sentences that have words, as numbers.

    ``tokens`` are numbers of stems, ``sizes`` how many of them each sentence has; ``stops`` tells
    by number which stems are stop words.
    """

    where: Where
    tokens: Integers
    sizes: Integers
    stops: NDArray[np.bool_]

    @property
    def starts(self) -> Integers:
        """Where each sentence's tokens begin."""
        return self.sizes.cumsum() - self.sizes

    def content(self) -> NDArray[np.bool_]:
        """Tell of each token whether it is more than a stop word."""
        import numpy as np

        content = np.empty(len(self.tokens), dtype=bool)
        for start in range(0, len(content), BLOCK):  # numbers used as an index take twice the room
            block = slice(start, start + BLOCK)
            np.logical_not(self.stops[self.tokens[block]], out=content[block])
        return content


def read(documents: Sequence[Sequence[str]]) -> Corpus:
    """Turn sentences into numbers."""
    import numpy as np

    vocabulary = _Vocabulary()
    number_of = vocabulary.__getitem__
    tokens, sizes, lengths = array("i"), array("i"), array("i")
    numbers, positions = array("i"), array("i")
    for number, document in enumerate(documents):
        for position, sentence in enumerate(document):
            found = list(map(number_of, words(sentence)))
            if found:
                tokens.fromlist(found)
                sizes.append(len(found))
                lengths.append(len(sentence.split()))
                numbers.append(number)
                positions.append(position)
    return Corpus(
        where=Where(
            documents=np.asarray(numbers, dtype=np.int32),
            positions=np.asarray(positions, dtype=np.int32),
            lengths=np.asarray(lengths, dtype=np.int32),
        ),
        tokens=np.asarray(tokens, dtype=np.int32),
        sizes=np.asarray(sizes, dtype=np.int32),
        stops=np.array(vocabulary.stops, dtype=bool),
    )


class _Vocabulary(dict[str, int]):
    """Numbers of words: two words have the same number if they have the same stem."""

    def __init__(self) -> None:
        super().__init__()
        # A stop word may share its stem with a word that has content: "being", "bes".
        self.stems: dict[bool, dict[str, int]] = {True: {}, False: {}}
        self.stops: list[bool] = []

    def __missing__(self, word: str) -> int:
        language = language_of_word(word)
        stop = word.lower() in stop_words(language)
        number = self.stems[stop].setdefault(stem(word, language), len(self.stops))
        if number == len(self.stops):
            self.stops.append(stop)
        self[word] = number
        return number


def vectors(corpus: Corpus) -> csr_matrix:
    """Return tf-idf rows of unit length over words that are no stop words.

    All happens in the arrays of the result: they are the longest that a large corpus needs.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    count, known = corpus.where.size, len(corpus.stops)
    content = corpus.content()
    ends = np.zeros(count + 1, dtype=np.int32)
    if count:
        np.cumsum(np.add.reduceat(content, corpus.starts, dtype=np.int32), out=ends[1:])
    indices = corpus.tokens[content]
    data = np.ones(len(indices), dtype=np.float32)
    matrix = csr_matrix((data, indices, ends), shape=(count, known))
    matrix.sum_duplicates()
    frequency = np.bincount(matrix.indices, minlength=known)
    idf = np.log((1 + count) / (0.5 + frequency)).astype(np.float32)
    np.log(matrix.data, out=matrix.data)
    matrix.data += 1
    matrix.data *= idf[matrix.indices]
    squares = csr_matrix((np.square(matrix.data), matrix.indices, matrix.indptr), matrix.shape)
    norms = np.sqrt(squares @ np.ones(known, dtype=np.float32))
    norms[norms == 0] = 1.0
    matrix.data /= np.repeat(norms, np.diff(matrix.indptr))
    return matrix
