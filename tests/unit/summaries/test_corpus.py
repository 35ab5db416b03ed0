import numpy as np
import pytest

from summaries.corpus import read, vectors


def test_read_keeps_where_sentences_with_words_stand():
    corpus = read([["", "Rain fell."], ["..."], ["Snow fell."]])
    assert corpus.where.pairs() == [(0, 1), (2, 0)]
    assert corpus.tokens.tolist() == [0, 1, 2, 1]
    assert corpus.starts.tolist() == [0, 2]
    assert corpus.where.pairs([1]) == [(2, 0)]
    assert corpus.where.pairs([]) == []


def test_content_is_what_is_no_stop_word_in_blocks_of_any_size(monkeypatch):
    corpus = read([["The bridge was reopened.", "The bridge fell."]])
    whole = corpus.content().tolist()
    monkeypatch.setattr("summaries.corpus.BLOCK", 2)
    assert corpus.content().tolist() == whole == [False, True, False, True, False, True, True]


def test_read_joins_words_of_one_stem():
    corpus = read([["attacks attacked the attack"]])
    assert len(set(corpus.tokens.tolist())) == 2
    assert corpus.stops.tolist() == [False, True]


def test_vectors_have_unit_length_and_no_stop_words():
    corpus = read([["The bridge was reopened.", "The bridge fell."], ["and the of"]])
    rows = vectors(corpus)
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    assert lengths == pytest.approx([1.0, 1.0, 0.0], abs=1e-6)
    assert not corpus.stops[rows.indices].any()


def test_rare_words_weigh_more():
    corpus = read([["bridge wheat"], ["bridge barley"], ["bridge maize"]])
    dense = vectors(corpus).toarray()
    bridge, wheat = corpus.tokens[:2]
    assert dense[0, wheat] > dense[0, bridge] > 0
