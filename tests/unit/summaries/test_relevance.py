import pytest

from summaries.gazetteer import Gazetteer
from summaries.relevance import judge


def about(title, text):
    return judge(title, text, Gazetteer.default())


WEATHER = (
    "Rain is forecast. Roads will be wet. Trains will be late. Bring a coat. Stay warm. Be kind."
)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        pytest.param("", "Syrian troops shelled Nawa. Two people died.", True, id="first sentence"),
        pytest.param("Syria: two killed", WEATHER, False, id="title only"),
        pytest.param(
            "Syria: two killed", f"Gunmen fired in Nawa. {WEATHER}", True, id="title and lead"
        ),
        pytest.param("", f"{WEATHER} A man once went to Syria.", False, id="in passing"),
        pytest.param("", "Gunmen fired in Nawa. They fled to Jasim.", True, id="places only"),
        pytest.param("", f"{WEATHER} {WEATHER}", False, id="nothing"),
        pytest.param("", "قصفت المدفعية ريف درعا. وقتل شخصان.", True, id="Arabic place"),
        pytest.param(
            "", "أعلنت الحكومة السورية قرارا. ورحب به السوريون.", True, id="Arabic country"
        ),
        pytest.param("", "هطل المطر في لندن. وتأخرت القطارات.", False, id="Arabic nothing"),
        pytest.param("", "", False, id="empty"),
    ],
)
def test_relevance(title, text, expected):
    assert about(title, text).about_syria is expected


def test_the_reason_counts():
    found = about("Syria", "Gunmen fired in Nawa. It rained.")
    assert found.why.startswith("1 of 2 sentences")
    assert "the title" in found.why
