import os
import subprocess
import sys

import pytest

from summaries.ranking import METHODS, fitting, select

DOCUMENTS = [
    [
        "Government forces entered the border town of Arida on Monday after two weeks of shelling.",
        "Shopkeepers swept glass from the pavements and hoped for bread.",
        "The mayor, who had fled to the hills, spoke of forty burnt houses.",
    ],
    [
        "The border town of Arida fell to government forces on Monday, its mayor said.",
        "Two weeks of shelling had emptied the town of most of its people.",
        "A convoy with flour is expected in the next days.",
    ],
    [
        "After two weeks of shelling, government forces took Arida, a border town of 9,000 people.",
        "Prices of petrol rose again in the capital.",
    ],
]
TELLING = {(0, 0), (1, 0), (2, 0)}


def length(pairs, documents=DOCUMENTS):
    return sum(len(documents[d][s].split()) for d, s in pairs)


@pytest.mark.parametrize("method", METHODS)
class TestEveryMethod:
    @pytest.mark.parametrize("words", [0, 1, 8, 15, 31, 1000])
    def test_whole_sentences_within_the_words_asked_for(self, method, words):
        chosen = select(DOCUMENTS, words, method)
        assert length(chosen) <= words
        assert len(set(chosen)) == len(chosen)
        assert all(DOCUMENTS[d][s] for d, s in chosen)

    def test_takes_all_that_fits(self, method):
        assert len(select(DOCUMENTS, 1000, method)) == 8

    def test_twice_is_the_same(self, method):
        assert select(DOCUMENTS, 40, method) == select(DOCUMENTS, 40, method)

    @pytest.mark.parametrize(
        "documents",
        [
            pytest.param([], id="no documents"),
            pytest.param([[], []], id="no sentences"),
            pytest.param([["", "  "], ["..."]], id="no words"),
        ],
    )
    def test_nothing_from_nothing(self, method, documents):
        assert select(documents, 100, method) == []

    def test_one_sentence(self, method):
        assert select([["A bridge over the river was reopened."]], 100, method) == [(0, 0)]

    def test_few_sentences_that_share_nothing(self, method):
        documents = [["Bridges reopened."], ["Wheat arrived."]]
        assert sorted(select(documents, 10, method)) == [(0, 0), (1, 0)]

    def test_fifty_identical_sentences(self, method):
        chosen = select([["Shells fell on the old market."]] * 50, 12, method)
        assert len(chosen) == 2

    def test_arabic(self, method):
        documents = [
            ["سقطت قذائف على السوق القديم في المدينة صباح اليوم.", "ارتفعت أسعار الخبز."],
            ["قتل مدني بعد أن سقطت قذائف على السوق القديم في المدينة."],
        ]
        assert select(documents, 12, method)


def test_ours_takes_what_several_documents_open_with():
    assert select(DOCUMENTS, 16)[0] in TELLING


def test_ours_says_it_once():
    said = "Government forces entered the border town of Arida on Monday."
    other = "Shopkeepers swept glass from the pavements of the capital on Monday."
    chosen = select([[said, other], [said], [said]], 21)
    assert [documents for documents in chosen if documents in {(0, 0), (1, 0), (2, 0)}] == [(0, 0)]
    assert (0, 1) in chosen


def test_numbers_are_content():
    same = [["Shelling of the market killed 12 people there."]] * 2
    other = [["Shelling of the market killed 42 people there."]]
    chosen = select([*same, *other], 16)
    assert {documents for documents, _ in chosen} & {2}, "another figure is another thing to say"


def test_ties_go_to_the_earlier_sentence():
    documents = [["Shells fell on the old market today."]] * 4
    assert select(documents, 14) == [(0, 0), (1, 0)]


def test_unknown_method_names_the_choices():
    with pytest.raises(ValueError, match="coverage, lexrank"):
        select(DOCUMENTS, 10, "magic")


def test_fitting_passes_over_what_no_longer_fits():
    documents = [["a b c d", "e f", "g"]]
    assert fitting(documents, [(0, 0), (0, 1), (0, 2)], 5) == [(0, 0), (0, 2)]


def test_kl_stops_when_enough_is_ranked():
    documents = [[f"Report {n} on village {n * 7} and its wells and roads." for n in range(400)]]
    assert length(select(documents, 30, "kl"), documents) <= 30


def test_processes_that_hash_differently_choose_alike():
    names = ["Arida", "Qusayr", "Tadmur", "Hula", "Darayya", "Kafr", "Jableh"]
    documents = [
        [f"{names[n * k % 7]} counted {n % 4} wells and {n % 5} mills {k}." for n in range(12)]
        for k in range(1, 4)
    ]
    code = (
        "from summaries.ranking import METHODS, select; "
        f"print({{method: select({documents!r}, 40, method) for method in METHODS}})"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    )
    assert first == second


def test_sumy_is_not_loaded_for_our_method():
    code = (
        "import sys; from summaries.ranking import select; select([['a b c d']], 9); "
        "sys.exit('sumy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
