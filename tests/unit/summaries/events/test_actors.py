import pytest

from summaries.events.actors import taker


@pytest.mark.parametrize(
    ("text", "side"),
    [
        pytest.param("The SDF captured Tabqa.", "SDF", id="short name"),
        pytest.param("Syrian Democratic Forces (SDF) have seized Tabqa.", "SDF", id="long name"),
        pytest.param("Islamic State fully retook Palmyra.", "ISIS", id="retook"),
        pytest.param("Regime forces took control of Palmyra.", "army", id="took control"),
        pytest.param("The rebels had captured Atarib.", "rebels", id="rebels"),
        pytest.param("سيطرت قسد على الطبقة", "SDF", id="Arabic"),
        pytest.param("Tabqa was captured from the SDF.", None, id="passive"),
        pytest.param("The SDF shelled Tabqa.", None, id="another deed"),
        pytest.param("ISIS fighters were captured.", None, id="people"),
        pytest.param("Rebels captured a Russian pilot.", None, id="people as object"),
        pytest.param("", None, id="empty"),
    ],
)
def test_taker(text, side):
    found = taker(text)
    assert (found[0] if found else None) == side


def test_words_are_verbatim():
    assert taker("On Monday the SDF captured Tabqa.") == ("SDF", "SDF captured")
