from collections import Counter

import pytest

from summaries.tagging import wordkinds
from summaries.tagging.cues import comparable
from summaries.tagging.wordlists import tables, word_lists


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("قذائف", wordkinds.ASSAULT),
        ("عائلة", wordkinds.PERSON),
        ("كتائب", wordkinds.ORGANISATION_BEFORE),
        ("مشفى", wordkinds.HOSPITAL),
        ("أهالي", wordkinds.INHABITANT),
        ("Residents", wordkinds.INHABITANT),
        ("إلى", wordkinds.TOWARD),
    ],
)
def test_words_are_known_however_the_lists_spell_them(word, kind):
    assert wordkinds.kinds_of(word) & kind


def test_every_word_of_the_lists_is_known_in_a_text():
    words = {word for listed in word_lists("roles.toml").values() for word in listed}
    assert [word for word in words if not wordkinds.kinds_of(word)] == []


@pytest.mark.parametrize(
    ("file", "split"), [("roles.toml", str.split), ("cues.toml", str.splitlines)]
)
def test_no_list_says_a_word_twice(file, split):
    counted = Counter((name, word) for name, text in tables(file).items() for word in split(text))
    assert [entry for entry, times in counted.items() if times > 1 and entry[1]] == []


def test_the_arabic_words_of_discourse_stand_as_they_are_compared():
    words = {word for listed in word_lists("discourse.toml").values() for word in listed}
    assert [word for word in words if not word.isascii() and comparable(word) != [word]] == []
