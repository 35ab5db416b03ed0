"""What a passage is found by, and what a query asks for."""

from dataclasses import replace

import pytest

from bot.store.terms import MOST_TYPED, NAME, PLACE, index_terms, query_terms
from summaries.query import parse_query
from summaries.types import Passage, Place, RegionId

REGION = RegionId("northeast")
TOWN = Place("geo:12-A", "Ras al-Ayn", "رأس العين", "town", "Hasakah", "Ras al Ain", "", REGION)


def passage(text, place=None):
    return Passage(1, 0, len(text), text, REGION, (), place, None, "undated", 1, "")


class NoPlaces:
    """A gazetteer that knows no place, so that words and folded spellings are alone."""

    def find(self, _text):
        return ()

    def lookup(self, _name):
        return ()


def answers(query, text, place=None, gazetteer=None):
    """Say whether a passage has what a query asks for, as a database finds out."""
    gazetteer = gazetteer or NoPlaces()
    terms = index_terms(passage(text, place), gazetteer)
    wanted = query_terms(parse_query(query), gazetteer)

    def has(phrase):
        count = len(phrase)
        runs = (terms.words[at : at + count] for at in range(len(terms.words)))
        return phrase in runs or (count == 1 and phrase[0] in terms.names)

    return all(any(map(has, any_of)) for any_of in wanted.all_of) and not any(
        map(has, wanted.none_of)
    )


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        pytest.param("prison", "The prison was attacked.", True, id="word"),
        pytest.param("PRISON", "the Prison", True, id="case"),
        pytest.param("prisons attack", "The prison was attacked.", True, id="stem"),
        pytest.param("prison mosque", "The prison was attacked.", False, id="all words"),
        pytest.param("the prison of Homs", "Homs prison.", True, id="words of grammar left out"),
        pytest.param("the", "The end.", True, id="a word of grammar alone"),
        pytest.param("1,200", "Some 1200 families fled.", True, id="figure"),
        pytest.param("1200", "Some 1,200 families fled.", True, id="figure with separator"),
        pytest.param("12", "Some 1,200 families fled.", False, id="part of a figure"),
        pytest.param("31", "في ٣١ كانون الثاني", True, id="Arabic figures"),
        pytest.param("Syria", "Syria's army", True, id="possessive"),
        pytest.param("Gweran", "in Ghweran", True, id="spelling"),
        pytest.param("Hassakeh", "in al-Hasaka city", True, id="article"),
        pytest.param("al-Hasakah", "in Hassaka", True, id="article in the query"),
        pytest.param("daraa", "in Dar'a", True, id="apostrophe"),
        pytest.param("idleb", "in Idlib's south", True, id="name with possessive"),
        pytest.param("deir ezzor", "in Deir ez-Zor", True, id="article written as one"),
        pytest.param("deir ez-zor", "in Deir Ezzor", True, id="article written apart"),
        pytest.param("deirezzor", "in Deir ez-Zor", True, id="name written as one"),
        pytest.param("deir ez zor", "in Deirezzor", True, id="text written as one"),
        pytest.param("deir ez-zor", "in Daraa", False, id="another name"),
        pytest.param("mare", "a mere idea", False, id="no name without capital"),
        pytest.param("الحسكة", "في مدينة الحسكه", True, id="Arabic letters"),
        pytest.param("الحسكة", "بالحسكة", True, id="Arabic particle in the text"),
        pytest.param("والحسكة", "في الحسكة", True, id="Arabic particle in the query"),
        pytest.param("إدلب", "ريف ادلب", True, id="hamza"),
        pytest.param("دَرْعا", "في درعا", True, id="vowel signs"),
        pytest.param("السجون", "سجن", False, id="another Arabic word"),
        pytest.param('"prison attack"', "a prison attack", True, id="phrase"),
        pytest.param('"prison attack"', "the attack on the prison", False, id="phrase, turned"),
        pytest.param('"attack the prison"', "attacks of prisons", False, id="phrase, gap"),
        pytest.param("attack -Homs", "an attack in Idlib", True, id="excluded, not there"),
        pytest.param("attack -Homs", "an attack in Homs", False, id="excluded, there"),
        pytest.param("attack -Hims", "an attack in Homs", True, id="excluded, another name"),
        pytest.param("attack -Hasaka", "an attack in al-Hasakah", False, id="excluded, spelling"),
        pytest.param('attack -"in Homs"', "an attack near Homs", True, id="excluded phrase"),
        pytest.param("attack -deir-ezzor", "an attack in Deir ez-Zor", False, id="excluded name"),
    ],
)
def test_a_query_finds(query, text, found):
    assert answers(query, text) is found


@pytest.mark.parametrize("query", ["Ras al-Ayn", "ras alain", "رأس العين", "راس العين", "rasalayn"])
def test_a_passage_is_found_by_the_names_of_its_place(query):
    assert answers(query, "Shelling hit the town.", TOWN)
    assert not answers(query, "Shelling hit the town.")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("Ghuwayran", "The prison of Gweran was attacked."),
        ("غويران", "The prison of Ghweran was attacked."),
        ("gweran", "هجوم على سجن غويران"),
        ("Serekaniye", "Shelling near Ras al-Ayn."),
        ("shelling ras al-ayn", "Shelling near Serekaniye."),
        ("Gweran prison", "An attack on the Sina'a prison."),
        ("Haseke", "Families left al-Hasakah."),
        ("الحسكة", "Families left Hassakeh."),
    ],
)
def test_a_text_is_found_by_every_name_of_the_places_in_it(query, text, gazetteer):
    assert answers(query, text, None, gazetteer)
    assert not answers(query, text)
    assert not answers(query, "Families left Daraa.", None, gazetteer)


def test_a_place_is_excluded_by_every_name(gazetteer):
    assert not answers("shelling -Serekaniye", "Shelling near Ras al-Ayn.", None, gazetteer)


def test_words_keep_their_order_and_names_carry_their_marks():
    town = replace(TOWN, name="", name_ar="")
    terms = index_terms(passage("Shelling of Amuda and Amuda.", town), NoPlaces())
    assert terms.words == ("shell", "of", "amuda", "and", "amuda")
    assert {name[0] for name in terms.names} == {NAME, PLACE}
    assert PLACE + "geo¬12¬a" in terms.names


def test_terms_are_letters_and_digits_only():
    text = "½ ﷺ e\u0301 İstanbul 'quoted' a\\b \"c\" O’Neil x_y --z— \ud800 \x00 §¶"
    terms = index_terms(passage(text), NoPlaces())
    assert all(word.isalnum() for word in terms.words)
    assert all(name[1:].isalnum() for name in terms.names)


def test_endless_sentences_and_words_are_cut():
    terms = index_terms(passage("Word " * 5000 + "X" * 5000), NoPlaces())
    assert len(terms.words) == 2000
    assert max(map(len, terms.words)) <= 60
    typed = parse_query("-".join(f"w{n}" for n in range(100)))
    assert len(query_terms(typed, NoPlaces()).all_of) <= MOST_TYPED


@pytest.mark.parametrize("text", ["", '""', "-", "-word", '-"a b"', "' \" ( ) * : ^"])
def test_a_query_may_ask_for_nothing(text):
    assert query_terms(parse_query(text), NoPlaces()).all_of == ()
