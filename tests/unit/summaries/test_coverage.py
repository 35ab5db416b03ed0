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


def test_greedy_is_the_plain_greedy():
    """The heap of old gains chooses what looking at every gain anew would choose."""
    from summaries import coverage

    documents = [[f"word{n % 5} word{n % 7} word{n % 3} extra{n % 11}"] for n in range(40)]
    found = coverage._prepared(read(documents), DEFAULT)
    dense, left, plain = found.concepts.toarray(), found.weights.copy(), []
    for _ in range(10):
        gains = (dense @ left) * found.factors
        gains[plain] = -1
        plain.append(int(gains.argmax()))
        left[dense[plain[-1]] > 0] = 0
    assert coverage._greedy(found, 40) == plain


def test_concepts_of_one_document_count_little():
    from summaries import coverage

    found = coverage._prepared(
        read([["alpha beta gamma"], ["alpha beta delta"]]), Settings(lone=0.0)
    )
    held = np.asarray((found.concepts > 0).sum(axis=0)).ravel()
    assert (found.weights[held == 1] == 0).all()
    assert (found.weights[held == 2] > 0).all()
    assert (held == 2).sum() == 3, "two words and their bigram"


def test_short_sentences_seldom_win():
    documents = [["Rebels left the valley.", DOCUMENTS[0][0]], ["Rebels left the valley."]]
    assert select(documents, 17)[0] == (0, 1)
