"""Paragraphs, sentences and words of untidy news text."""

import pytest

from summaries.sentences import normalise, paragraphs, sentences, stem, stop_words, words
from summaries.types import Span

ONE = [
    pytest.param("Brig. Gen. Ali Khan met Maj. Ahmad in Homs.", id="ranks"),
    pytest.param("Lt. Col. Smith of the U.S. Army left for Erbil.", id="rank and country"),
    pytest.param("The U.N. Security Council met on Monday.", id="United Nations"),
    pytest.param("Prison No. 2 lies approx. 60 km. from the town.", id="numbers and measures"),
    pytest.param("Clashes were reported in Idlib, e.g. in Saraqib, i.e. near the road.", id="e.g."),
    pytest.param(
        "The deal was signed on Jan. 28 by Mr. Nasser and Dr. Haddad.", id="month, titles"
    ),
    pytest.param("J. K. Rowling and George W. Bush were named.", id="initials"),
    pytest.param("The shell fell at 4 p.m. Tuesday, or 2 p.m. GMT.", id="time of day"),
    pytest.param("Some 3.5 million people need 1,200 tons.", id="decimals"),
    pytest.param("See https://x.org/a.B.html and press@x.org or www.Foo.Com for more.", id="links"),
    pytest.param('"Where is my son?" she asked.', id="question within"),
    pytest.param('"Leave!" Assad said.', id="shout and speaker"),
    pytest.param("They waited... and then they left.", id="ellipsis within"),
    pytest.param("1. The army withdrew.", id="number of a list"),
    pytest.param("قتل د. محمد العلي في درعا.", id="Arabic doctor"),
    pytest.param("استمر القصف؛ ثم توقف، كما قال الناطق.", id="Arabic semicolon and comma"),
    pytest.param("The U.S. State Department asked U.S. President Obama.", id="U.S. and office"),
    pytest.param("FSA vs. SAA: a map of the front", id="heading"),
    pytest.param("a", id="one letter"),
]


@pytest.mark.parametrize("text", ONE)
def test_one_sentence_stays_whole(text):
    assert [span.of(text) for span in sentences(text)] == [text]


MANY = [
    pytest.param("The army left. The rebels came.", "The army left.|The rebels came.", id="plain"),
    pytest.param(
        "Two were killed.The army fled.", "Two were killed.|The army fled.", id="lost blank"
    ),
    pytest.param("“We left.” The army stayed.", "“We left.”|The army stayed.", id="closing quote"),
    pytest.param('He said: "Go." " They went.', 'He said: "Go." "|They went.', id="quote apart"),
    pytest.param("It is in the U.S. The army left.", "It is in the U.S.|The army left.", id="U.S."),
    pytest.param(
        "It began at 5 a.m. The town slept.", "It began at 5 a.m.|The town slept.", id="a.m."
    ),
    pytest.param("He fled. al-Qaeda stayed.", "He fled.|al-Qaeda stayed.", id="article first"),
    pytest.param("Why? Nobody knows! Listen.", "Why?|Nobody knows!|Listen.", id="marks"),
    pytest.param("They waited… Nobody came.", "They waited…|Nobody came.", id="ellipsis"),
    pytest.param("The end (of all). Next.", "The end (of all).|Next.", id="bracket"),
    pytest.param("He said no. The army left.", "He said no.|The army left.", id="the word no"),
    pytest.param("Heading\nThe army left.", "Heading|The army left.", id="heading"),
    pytest.param("• One fell. • Two rose.", "• One fell.|• Two rose.", id="bullets in a line"),
    pytest.param("• One fell\n• Two rose", "• One fell|• Two rose", id="bullets on lines"),
    pytest.param("من قتله؟ لا أحد يعرف. انتهى", "من قتله؟|لا أحد يعرف.|انتهى", id="Arabic marks"),
    pytest.param("انسحب الجيش.ثم عاد.", "انسحب الجيش.|ثم عاد.", id="Arabic lost blank"),
    pytest.param(
        "Annan warns of civil war in Syria The envoy met the president.",
        "Annan warns of civil war in Syria|The envoy met the president.",
        id="lost line break after a name",
    ),
    pytest.param(
        "Rebels hold the old quarter At least nine were killed.",
        "Rebels hold the old quarter|At least nine were killed.",
        id="lost line break",
    ),
    pytest.param(
        "He read The Guardian there.", "He read The Guardian there.", id="a name with The"
    ),
    pytest.param(
        "Weapons of the U.S.\nState Department were named.",
        "Weapons of the U.S.\nState Department were named.",
        id="a line torn after an abbreviation",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), MANY)
def test_sentences_are_parted(text, wanted):
    assert [span.of(text) for span in sentences(text)] == wanted.split("|")


def test_sentences_of_a_part_keep_the_offsets_of_the_text():
    text = "BEIRUT (Reuters) - The army left. The rebels came. More."
    found = sentences(text, Span(19, 50))
    assert [span.of(text) for span in found] == ["The army left.", "The rebels came."]
    assert found[0].start == 19


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \r\n"])
def test_nothing_gives_nothing(text):
    assert sentences(text) == []
    assert paragraphs(text) == []
    assert words(text) == []


WRAPPED = """\
The monitor said on Tuesday that fighters had withdrawn from the
village after two days of clashes. No side commented on the
report.

A second paragraph follows here.
"""


def test_a_paragraph_wrapped_at_a_fixed_width_is_one():
    assert len(paragraphs(WRAPPED)) == 2
    assert len(sentences(WRAPPED)) == 3


def test_lines_of_many_lengths_are_paragraphs_of_their_own():
    text = "A heading\nA long line of a report that ends with its full stop.\nthe third line"
    assert len(paragraphs(text)) == 3


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "ab. " * 25_000, "." * 100_000, "a" + " " * 100_000, "A.B." * 25_000]
)
def test_one_line_of_100_000_characters_is_split_at_once(text):
    found = sentences(text)
    assert found[0].start == 0
    assert found[-1].end == len(text.rstrip())


def test_words_keep_figures_names_and_vowel_signs():
    text = "U.S.-backed fighters killed 1,200 of Syria’s 20.5 million in مُحَمَّد’s town (31%)."
    assert words(text) == [
        *(
            "U.S.",
            "backed",
            "fighters",
            "killed",
            "1,200",
            "of",
            "Syria’s",
            "20.5",
            "million",
            "in",
        ),
        *("مُحَمَّد’s", "town", "31"),
    ]


@pytest.mark.parametrize(
    ("word", "language", "same_as"),
    [
        pytest.param("Fighters", "en", "fighter", id="plural"),
        pytest.param("Syria’s", "en", "Syria", id="possessive"),
        pytest.param("U.S.", "en", "us", id="dots"),
        pytest.param("المدينة", "ar", "مدينة", id="Arabic article"),
    ],
)
def test_stems_bring_forms_together(word, language, same_as):
    assert stem(word, language) == stem(same_as, language)


def test_stop_words_are_of_the_language():
    assert {"the", "of", "was"} <= stop_words("en")
    assert {"في", "من", "على"} <= stop_words("ar")
    assert "prison" not in stop_words("en")


def test_normalise_composes_and_folds_blanks():
    assert normalise(" Dei\u0301r \n\t ez-Zor ") == "Deír ez-Zor"
