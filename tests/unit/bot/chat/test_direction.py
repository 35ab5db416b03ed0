import pytest

from bot.chat.direction import isolated, mark_for

RLM, LRM = "\u200f", "\u200e"


@pytest.mark.parametrize(
    ("line", "language", "mark"),
    [
        pytest.param("Clashes in Gweran", "en", "", id="English in English"),
        pytest.param("اشتباكات في غويران", "ar", "", id="Arabic in Arabic"),
        pytest.param("SOHR قال", "ar", RLM, id="Arabic that begins with a Latin name"),
        pytest.param("قسد said so", "en", LRM, id="English that begins with an Arabic name"),
        pytest.param("\u2068SOHR\u2069 قال", "ar", RLM, id="an isolated name may count"),
        pytest.param("\u2068قسد\u2069 said so", "en", LRM, id="an isolated Arabic name"),
        pytest.param("\u2068SOHR\u2069 · 12", "ar", RLM, id="no strong character, Arabic"),
        pytest.param("12 · 5", "en", "", id="no strong character, English"),
        pytest.param("", "ar", "", id="nothing"),
        pytest.param("  ", "ar", "", id="blanks"),
        pytest.param("…، \u2066/digest\u2069 – موجز", "ar", RLM, id="a command"),
    ],
)
def test_mark_sets_the_direction_of_a_line(line: str, language: str, mark: str) -> None:
    assert mark_for(line, language) == mark


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("عنب بلدي", "en", "\u2068عنب بلدي\u2069"),
        ("Enab Baladi", "en", "Enab Baladi"),
        ("Enab Baladi", "ar", "\u2068Enab Baladi\u2069"),
        ("2022", "ar", "2022"),
    ],
)
def test_names_of_the_other_direction_are_isolated(text: str, language: str, shown: str) -> None:
    assert isolated(text, language) == shown
