"""Which sentences are worth reading: our method and those of sumy behind one `select`.

This is the only module that knows sumy. sumy gets our own words, stop words and stems, so that it
needs no data of NLTK, and sentences that are equal only to themselves, because it keeps ratings by
sentence. Instead of a number of sentences it gets a function, which it calls with all sentences in
order of rating: that order is all that is wanted here.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from summaries import coverage
from summaries.corpus import Pair
from summaries.script import language_of_word
from summaries.sentences import stem, stop_words
from summaries.sentences import words as words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Documents = Sequence[Sequence[str]]

_SUMY: Mapping[str, tuple[str, str]] = {
    "lexrank": ("lex_rank", "LexRankSummarizer"),
    "textrank": ("text_rank", "TextRankSummarizer"),
    "lsa": ("lsa", "LsaSummarizer"),
    "luhn": ("luhn", "LuhnSummarizer"),
    "kl": ("kl", "KLSummarizer"),
    "sum-basic": ("sum_basic", "SumBasicSummarizer"),
    "reduction": ("reduction", "ReductionSummarizer"),
}
"""sumy's methods: module and class."""

METHODS: tuple[str, ...] = ("coverage", *_SUMY)
"""What ``select`` takes as ``method``: ours first, then sumy's."""

_RANKED_AHEAD = 3
"""sumy's KL rates until that many times the wanted words are ranked: its time grows with the third
power of the number of sentences, and what it ranks later never fits."""


def select(documents: Documents, words: int, method: str = "coverage") -> list[Pair]:
    """Choose sentences of ``documents`` that together have at most ``words`` words.

    Returns (document, sentence) pairs in order of choice. Sentences are taken whole, best first;
    one that no longer fits is passed over for the next. Words are counted as text between blanks,
    for every method. Sentences without a word are never chosen. Deterministic: ties go to the
    earlier sentence.

    Raises:
        ValueError: ``method`` is not one of ``METHODS``.

    """
    if method not in METHODS:
        raise ValueError(f"no method {method!r}; choose one of {', '.join(METHODS)}")
    if method == "coverage":
        return coverage.select(documents, words)
    return fitting(documents, _ranked_by_sumy(documents, words, method), words)


def fitting(documents: Documents, ranked: Sequence[Pair], budget: int) -> list[Pair]:
    """Take of the ``ranked`` sentences, best first, what fits into ``budget`` words."""
    chosen = []
    for document, sentence in ranked:
        count = len(documents[document][sentence].split())
        if 0 < count <= budget:
            chosen.append((document, sentence))
            budget -= count
    return chosen


class _Sentence:
    """A sentence as sumy wants it, equal only to itself."""

    is_heading = False

    def __init__(self, pair: Pair, words: Sequence[str]) -> None:
        self.pair = pair
        self.words = tuple(words)


@dataclass(frozen=True)
class _Document:
    """All sentences of all documents as sumy wants them."""

    sentences: tuple[_Sentence, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for sentence in self.sentences for word in sentence.words)


class _Rated(Protocol):
    """What sumy hands to the function that cuts its ranking."""

    @property
    def order(self) -> int: ...


class _Enough(Exception):
    """sumy's KL has ranked as many sentences as are wanted."""

    def __init__(self, ranked: Sequence[_Sentence]) -> None:
        super().__init__()
        self.ranked = tuple(ranked)


def _ranked_by_sumy(documents: Documents, budget: int, method: str) -> list[Pair]:
    """Return the sentences in the order of one of sumy's methods."""
    sentences = _sentences(documents)
    if len(sentences) < 2 or budget <= 0:  # noqa: PLR2004  # one has no rank
        return [sentence.pair for sentence in sentences]
    import numpy as np

    order: list[int] = []

    def keep(rated: Sequence[_Rated]) -> Sequence[_Rated]:
        order.extend(info.order for info in rated)
        return rated

    summarizer = _summarizer(method, budget)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # LSA's advice on small inputs is for its own caller
        try:
            summarizer(_Document(sentences), keep)
        except _Enough as enough:
            return [sentence.pair for sentence in enough.ranked]
    return [sentences[index].pair for index in order]


def _sentences(documents: Documents) -> tuple[_Sentence, ...]:
    """Return the sentences that have a word besides stop words, with their words in lower case."""
    stops = stop_words("en") | stop_words("ar")
    found = []
    for d, document in enumerate(documents):
        for s, text in enumerate(document):
            lowered = [word.lower() for word in words_of(text)]
            if any(word not in stops for word in lowered):
                found.append(_Sentence((d, s), lowered))
    return tuple(found)


def _summarizer(method: str, budget: int) -> Callable[[_Document, object], object]:
    module, name = _SUMY[method]
    sumy_class = getattr(importlib.import_module(f"sumy.summarizers.{module}"), name)
    made = _ADAPTED[method](sumy_class, budget) if method in _ADAPTED else sumy_class
    summarizer = made(lambda word: stem(word, language_of_word(word)))
    summarizer.stop_words = stop_words("en") | stop_words("ar")
    return cast("Callable[[_Document, object], object]", summarizer)


def _bounded_kl(sumy_class: Any, budget: int) -> Any:
    """Return sumy's KL, stopped when it has ranked enough."""

    def words_so_far(ranked: Sequence[_Sentence]) -> list[str]:
        found = [word for sentence in ranked for word in sentence.words]
        if len(found) >= _RANKED_AHEAD * budget and isinstance(ranked, list):
            raise _Enough(ranked)
        return found

    return type("BoundedKL", (sumy_class,), {"_get_all_words_in_doc": staticmethod(words_so_far)})


def _guarded_lexrank(sumy_class: Any, _budget: int) -> Any:
    """Return sumy's LexRank, not asked to walk where no sentence resembles another."""

    def walk(matrix: NDArray[np.float64], epsilon: float) -> NDArray[np.float64]:
        rank: NDArray[np.float64] = (
            sumy_class.power_method(matrix, epsilon) if matrix.any() else matrix.sum(axis=1)
        )
        return rank

    return type("GuardedLexRank", (sumy_class,), {"power_method": staticmethod(walk)})


def _ordered_lsa(sumy_class: Any, _budget: int) -> Any:
    """Return sumy's LSA with its words in order: a set's order, and rounding, change by process."""

    def in_order(self: Any, document: _Document) -> dict[str, int]:
        words = sumy_class._create_dictionary(self, document)  # noqa: SLF001  # no public way
        return {word: number for number, word in enumerate(sorted(words))}

    return type("OrderedLsa", (sumy_class,), {"_create_dictionary": in_order})


_ADAPTED: Mapping[str, Callable[[Any, int], Any]] = {
    "kl": _bounded_kl,
    "lexrank": _guarded_lexrank,
    "lsa": _ordered_lsa,
}
