import tracemalloc
from itertools import pairwise, product

import numpy as np
import pytest

from summaries.corpus import read, vectors
from summaries.coverage import DEFAULT, Settings, salience, select

DOCUMENTS = [
    ["Rebels left the valley under a deal on Sunday morning, buses waited for hours."],
    [
        "Buses took rebels out of the valley under a deal on Sunday, a monitor of the talks said.",
        "It rained on the coast, and fishermen of the small harbour stayed at home for the day.",
    ],
]


def test_salience_is_highest_for_what_is_shared():
    shared, shared_too, lone = salience(read(DOCUMENTS))
    assert max(shared, shared_too) == 1.0
    assert lone < min(shared, shared_too)


def test_salience_of_nothing():
    assert salience(read([])) == []


def test_lexrank_without_a_matrix_of_pairs_is_lexrank():
    """The walk over ``X Xᵀ``, step by step, against the matrix written out."""
    from summaries import coverage

    documents = DOCUMENTS * 2
    rows_of_idf = vectors(read(documents))
    dense = (rows_of_idf @ rows_of_idf.T).toarray()
    rows = dense / dense.sum(axis=1, keepdims=True)
    rank = np.full(len(dense), 1 / len(dense))
    for _ in range(DEFAULT.steps):
        rank = 0.15 / len(dense) + 0.85 * (rows.T @ rank)
    assert coverage._lexrank(rows_of_idf, DEFAULT) == pytest.approx(rank, rel=1e-5)


@pytest.fixture(params=[1 << 16, 5], ids=["one block", "many blocks"])
def block(request, monkeypatch):
    """Large corpora are worked on in blocks; the size of a block may not tell."""
    monkeypatch.setattr("summaries.coverage.BLOCK", request.param)


def weighed(documents, settings):
    """Return each sentence's concepts, and all weights, as the method is defined."""
    corpus = read(documents)
    ends = [*corpus.starts[1:].tolist(), len(corpus.tokens)]
    numbers, held = [], {}
    for (d, s), start, end in zip(corpus.where.pairs(), corpus.starts.tolist(), ends, strict=True):
        own = corpus.tokens[start:end].tolist()
        found = {(word,) for word in own if not corpus.stops[word]}
        found |= {pair for pair in pairwise(own) if not corpus.stops[list(pair)].all()}
        numbers.append(found)
        for concept in found:
            held.setdefault(concept, []).append((d, s))
    weights = {}
    for concept, pairs in held.items():
        frequency = len({d for d, _ in pairs})
        earliest = min(s for _, s in pairs)
        weight = frequency * (1 + settings.earliness * 0.5 ** (earliest / settings.fade))
        weight *= settings.lone if frequency == 1 and len(documents) > 1 else 1
        weights[concept] = weight * (settings.word if len(concept) == 1 else 1)
    return numbers, weights


REPORTS = [
    [f"The army took village {n % 5} and the hill {n % 3}, a monitor said.", f"Rain of day {n}."]
    for n in range(12)
]


@pytest.mark.parametrize("documents", [DOCUMENTS, REPORTS, REPORTS[:1]])
def test_sums_are_those_of_the_definition(block, documents):
    from summaries import coverage

    concepts, weights = weighed(documents, DEFAULT)
    found = coverage._prepared(read(documents), DEFAULT)
    plain = [sum(weights[concept] for concept in own) for own in concepts]
    assert found.concepts.sums() == pytest.approx(plain)
    assert found.gains() == pytest.approx(np.array(plain) * found.factors)


@pytest.mark.parametrize("documents", [DOCUMENTS, REPORTS])
def test_greedy_is_the_plain_greedy(block, documents):
    """The heap of old gains chooses what looking at every gain anew would choose."""
    from summaries import coverage

    concepts, weights = weighed(documents, DEFAULT)
    found = coverage._prepared(read(documents), DEFAULT)
    plain, covered = [], set()
    for _ in concepts:
        gains = [sum(weights[c] for c in own - covered) for own in concepts] * found.factors
        gains = [-1 if row in plain else round(gain, 9) for row, gain in enumerate(gains)]
        plain.append(gains.index(max(gains)))
        covered |= concepts[plain[-1]]
    assert coverage._greedy(found, 10_000) == plain


def test_concepts_of_one_document_count_little():
    from summaries import coverage

    documents = [["alpha beta gamma"], ["alpha beta delta"]]
    found = coverage._prepared(read(documents), Settings(lone=0.0, earliness=0.0))
    alone, shared = 0.0, 2 * DEFAULT.word + 2 * DEFAULT.word + 2
    assert found.concepts.sums() == pytest.approx([alone + shared] * 2), "two words, their bigram"


def test_memory_grows_by_few_bytes_a_word(monkeypatch):
    """Two arrays of four bytes a word stay; sorting and vectors take as much again for a while."""
    monkeypatch.setattr("summaries.corpus.BLOCK", 1 << 12)
    monkeypatch.setattr("summaries.coverage.BLOCK", 1 << 12)
    words = ["".join(letters) for letters in product("bdgklmprst", "aeiou", "bdgklmprst")]
    sentences = [" ".join(words[n * k % 499] for k in range(1, 26)) for n in range(1, 4001)]
    documents = [sentences[start : start + 40] for start in range(0, 4000, 40)]
    select(documents, 100)
    tracemalloc.start()
    select(documents, 100)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak / 100_000 < 32


def test_short_sentences_seldom_win():
    documents = [["Rebels left the valley.", DOCUMENTS[0][0]], ["Rebels left the valley."]]
    assert select(documents, 17)[0] == (0, 1)
