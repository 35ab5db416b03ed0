"""Sentences as numbers: words to stems, stems to numbers, sentences to tf-idf vectors.

What compares sentences (the summariser, the stories) reads them here once.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summaries.sentences import stem, stop_words, words
from summaries.types import Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Integers = NDArray[np.integer]

Pair = tuple[int, int]
"""A sentence: number of the document, number in the document."""


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

    def pairs(self) -> list[Pair]:
        """Return where each sentence stands."""
        return list(zip(self.documents.tolist(), self.positions.tolist(), strict=True))


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
    def rows(self) -> Integers:
        """The sentence of each token."""
        import numpy as np

        return np.repeat(np.arange(self.where.size, dtype=np.int32), self.sizes)


def read(documents: Sequence[Sequence[str]]) -> Corpus:
    """Turn sentences into numbers."""
    import numpy as np

    vocabulary = _Vocabulary()
    tokens, sizes, lengths = array("i"), array("i"), array("i")
    numbers, positions = array("i"), array("i")
    for number, document in enumerate(documents):
        for position, sentence in enumerate(document):
            found = [vocabulary[word] for word in words(sentence)]
            if found:
                tokens.extend(found)
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
        self.stems: dict[tuple[str, bool], int] = {}
        self.stops: list[bool] = []

    def __missing__(self, word: str) -> int:
        language = language_of(word)
        stop = word.lower() in stop_words(language)
        # A stop word may share its stem with a word that has content: "being", "bes".
        key = (stem(word, language), stop)
        number = self.stems.setdefault(key, len(self.stems))
        if number == len(self.stops):
            self.stops.append(stop)
        self[word] = number
        return number


def vectors(corpus: Corpus) -> csr_matrix:
    """Return tf-idf rows of unit length over words that are no stop words."""
    import numpy as np
    from scipy.sparse import csr_matrix

    content = ~corpus.stops[corpus.tokens]
    count = corpus.where.size
    matrix = csr_matrix(
        (
            np.ones(int(content.sum()), dtype=np.float32),
            (corpus.rows[content], corpus.tokens[content]),
        ),
        shape=(count, len(corpus.stops)),
    )
    matrix.sum_duplicates()
    frequency = np.bincount(matrix.indices, minlength=len(corpus.stops))
    idf = np.log((1 + count) / (0.5 + frequency))
    matrix.data = (1 + np.log(matrix.data)) * idf.astype(np.float32)[matrix.indices]
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.where(norms > 0, norms, 1.0), np.diff(matrix.indptr))
    return matrix


def language_of(word: str) -> Language:
    """Return the language of a word by the script it begins with."""
    return "ar" if "\u0600" <= word[:1] <= "\u06ff" else "en"
