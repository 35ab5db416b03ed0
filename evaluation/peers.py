"""Other ways to choose sentences, behind the signature of ``ranking.select``: the ones to beat.

sumy's methods come from ``summaries.ranking`` itself. Here are the packages ``lexrank`` and
``summa`` from PyPI, and the two that cost nothing: the documents' first sentences, and chance.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from summaries.corpus import Pair
from summaries.ranking import METHODS, Documents, fitting, select
from summaries.sentences import stop_words

Method = Callable[[Documents, int], list[Pair]]

_THRESHOLD = 0.1
"""Similarity from which two sentences are linked, as its authors and its manual have it."""


def lead(documents: Documents, budget: int) -> list[Pair]:
    """Take the first sentence of each document, then the second of each, and so on."""
    order = sorted(_pairs(documents), key=lambda pair: (pair[1], pair[0]))
    return fitting(documents, order, budget)


def chance(seed: int) -> Method:
    """Return the method that takes sentences at random."""

    def choose(documents: Documents, budget: int) -> list[Pair]:
        order = _pairs(documents)
        random.Random(seed).shuffle(order)
        return fitting(documents, order, budget)

    return choose


def package_lexrank(documents: Documents, budget: int) -> list[Pair]:
    """PyPI's ``lexrank``: idf from the documents, links from a similarity of 0.1."""
    from lexrank import LexRank

    pairs = _pairs(documents)
    model = LexRank([list(document) for document in documents], stopwords=set(stop_words("en")))
    sentences = [documents[d][s] for d, s in pairs]
    scores: Sequence[float] = model.rank_sentences(sentences, threshold=_THRESHOLD).tolist()
    return _by_score(documents, pairs, scores, budget)


def package_summa(documents: Documents, budget: int) -> list[Pair]:
    """PyPI's ``summa``: TextRank with its own cleaning, on the sentences as they are given."""
    from summa import summarizer
    from summa.preprocessing import textcleaner

    pairs = _pairs(documents)
    sentences = [documents[d][s] for d, s in pairs]
    textcleaner.init_textcleanner("english", None)
    tokens = textcleaner.filter_words(sentences)
    graph = summarizer._build_graph([token for token in tokens if token])  # noqa: SLF001
    summarizer._set_graph_edge_weights(graph)  # noqa: SLF001
    summarizer._remove_unreachable_nodes(graph)  # noqa: SLF001
    ranks: Mapping[str, float] = summarizer._pagerank(graph) if graph.nodes() else {}  # noqa: SLF001
    scores = [float(abs(ranks.get(token, 0.0))) for token in tokens]
    return _by_score(documents, pairs, scores, budget)


def sumy(name: str) -> Method:
    """Return one of sumy's methods."""
    return lambda documents, budget: select(documents, budget, name)


NAMED: Mapping[str, Method] = {
    **{f"sumy {name}": sumy(name) for name in METHODS[1:]},
    "PyPI lexrank": package_lexrank,
    "PyPI summa": package_summa,
}
"""The peers that somebody else wrote."""


def _pairs(documents: Documents) -> list[Pair]:
    return [(d, s) for d, document in enumerate(documents) for s in range(len(document))]


def _by_score(
    documents: Documents, pairs: Sequence[Pair], scores: Sequence[float], budget: int
) -> list[Pair]:
    ranked = sorted(range(len(pairs)), key=lambda index: -scores[index])
    return fitting(documents, [pairs[index] for index in ranked], budget)
