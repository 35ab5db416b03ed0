import pytest

from summaries.tagging.cues import Lexicon, comparable


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon(
        {
            "country": "across the country\nعموم البلاد\nالبلاد",
            "rulers": "the government\nassad\nالحكومة",
            "politics": "u.n.\nمجلس الأمن",
        }
    )


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param("Shops closed across the country.", {"country"}, id="phrase"),
        pytest.param("Shops closed across all the country.", set(), id="words between"),
        pytest.param("Assad's men left", set(), id="possessive is another word"),
        pytest.param("“Assad left,” he said", {"rulers"}, id="quotation mark"),
        pytest.param("The U.N. said", {"politics"}, id="full stops inside"),
        pytest.param("وفي عموم البلاد", {"country"}, id="particle before"),
        pytest.param("للبلاد", {"country"}, id="lam and article"),
        pytest.param("قالت الحُكُومة", {"rulers"}, id="vowel signs"),
        pytest.param("اجتمع مجلس الامن", {"politics"}, id="hamza left out"),
        pytest.param("البلادة", set(), id="longer Arabic word"),
        pytest.param("", set(), id="empty"),
    ],
)
def test_phrases_are_found_as_whole_words(lexicon, text, labels):
    assert set(lexicon.find(text).phrases) == labels


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        pytest.param("Shops closed across the country.", "across the country", id="English"),
        pytest.param("وأغلقت المحال في عموم البلاد", "عموم البلاد", id="Arabic"),
    ],
)
def test_spans_are_those_of_the_text(lexicon, text, phrase):
    spans = list(lexicon.find(text).spans("country", text))
    assert phrase in [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        pytest.param("The government forces advanced", [("", "forces")], id="word after"),
        pytest.param("On Monday the government", [("monday", "")], id="end of text"),
        pytest.param("In the town they spoke of the government", [], id="not among the first"),
        pytest.param("والحكومة تنفي", [("", "تنفي")], id="particle before"),
        pytest.param("قصفت قوات الحكومة درعا", [("قوات", "درعا")], id="word before"),
    ],
)
def test_first_words_yield_what_stands_beside_them(lexicon, text, beside):
    assert list(lexicon.find(text).among_first("rulers", 4)) == beside


def test_words_are_compared_without_case_and_carriers():
    assert comparable("The Town’s “gate”") == ["the", "town's", "gate"]
    assert comparable("إلى الحَسَكة") == ["الي", "الحسكه"]
