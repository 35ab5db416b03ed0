import pytest

from summaries.script import has_arabic, language_of, language_of_word


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قتل شخصان في Nawa", "ar"),
        ("قال ناطق باسم SDF إن", "ar"),
        ("ﺣﻤﺺ", "ar"),
        ("عفرین، کوبانی", "ar"),
        ("Two died in نوى", "en"),
        ("The village of Nahij (ناحتة)", "en"),
        ("Şırnak, Kobanê", "en"),
        ("2022", "en"),
        ("", "en"),
    ],
)
def test_language_of_a_text_is_that_of_most_letters(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("word", "language"), [("Homs", "en"), ("حمص", "ar"), ("1,200", "en"), ("", "en")]
)
def test_language_of_a_word(word, language):
    assert language_of_word(word) == language


@pytest.mark.parametrize(
    ("text", "arabic"), [("in Nawa (نوى)", True), ("Nawa", False), ("Kobanê", False), ("", False)]
)
def test_has_arabic(text, arabic):
    assert has_arabic(text) is arabic
