import pytest

from summaries.tagging.clauses import clauses, dateline_end
from summaries.tagging.cues import Lexicon


def parts(text, year=2022):
    return clauses(text, Lexicon.default().find(text), year)


@pytest.mark.parametrize(
    ("text", "name", "aside"),
    [
        pytest.param("After the fall of Homs, the road reopened.", "Homs", True, id="leading"),
        pytest.param("The road to Homs reopened, after talks.", "Homs", False, id="main"),
        pytest.param("Men who had fled Homs were caught.", "Homs", True, id="relative"),
        pytest.param("Men, who had fled, were caught in Homs.", "Homs", False, id="after it"),
        pytest.param("Rallies in many towns, including Homs.", "Homs", True, id="example"),
        pytest.param("Ten died, including two children, in Homs.", "Homs", False, id="persons"),
        pytest.param("قتل الرجل الذي فر من حمص.", "حمص", True, id="Arabic relative"),
        pytest.param("بعد سقوط حمص، فتح الطريق.", "حمص", True, id="Arabic leading"),
        pytest.param("فتح الطريق إلى حمص.", "حمص", False, id="Arabic main"),
        pytest.param("قتل مدنيون، بينهم طفل، في حمص.", "حمص", False, id="Arabic persons"),
        pytest.param("قصفت قرى، بينها حمص.", "حمص", True, id="Arabic example"),
    ],
)
def test_asides(text, name, aside):
    assert parts(text).aside(text.index(name)) is aside


@pytest.mark.parametrize(
    ("text", "background"),
    [
        pytest.param("a general, who was killed in Hama in 2016, under a deal", True, id="year"),
        pytest.param("a general, who was killed in Hama in 2022, under a deal", False, id="this"),
        pytest.param("a general was killed in Hama in 2016", False, id="main clause"),
        pytest.param("rebels had used gas in Hama last year", True, id="past perfect"),
        pytest.param("the worst killing since Hama in 1982", True, id="since"),
        pytest.param("the worst killing since the siege of Hama", True, id="record"),
        pytest.param("rockets were a response to raids on Hama", True, id="cause"),
        pytest.param("rockets hit Hama in response to raids", False, id="what was done"),
        pytest.param("the response to the floods in Hama is slow", False, id="aid"),
        pytest.param("أطلقت صواريخ ردا على غارات في Hama", True, id="Arabic cause"),
        pytest.param("a general, killed in Hama in 2016, was buried", True, id="participle"),
        pytest.param("men who left in 2018 protested in Hama", False, id="main verb"),
        pytest.param("فتح الطريق بعد شهرين من سقوط Hama", True, id="counted from"),
        pytest.param("بعد شهرين من الانقطاع عاد ماء الشرب إلى Hama", False, id="long after it"),
    ],
)
def test_background_is_a_clause_on_an_earlier_year(text, background):
    assert parts(text).in_background(text.index("Hama")) is background


def test_any_year_is_background_where_the_report_has_no_date():
    text = "a man, who fought in Hama in 2022, was tried"
    assert parts(text, None).in_background(text.index("Hama"))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        pytest.param("DAMASCUS (Reuters) - Gunmen fired.", "Gunmen fired.", id="agency"),
        pytest.param("Hama, SANA – Gunmen fired.", "Gunmen fired.", id="SANA"),
        pytest.param("درعا - أطلق مسلحون النار.", "أطلق مسلحون النار.", id="Arabic"),
        pytest.param("دمشق، عمان - أطلق مسلحون النار.", "أطلق مسلحون النار.", id="two cities"),
        pytest.param("الحسكة ـ أطلق مسلحون النار.", "أطلق مسلحون النار.", id="Arabic dash"),
        pytest.param("Gunmen fired in Hama - twice.", "Gunmen fired in Hama - twice.", id="none"),
    ],
)
def test_dateline(text, rest):
    assert text[dateline_end(text) :].strip() == rest
