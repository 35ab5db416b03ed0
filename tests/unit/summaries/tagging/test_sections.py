import pytest

from summaries.scheme import Scheme
from summaries.tagging.sections import Sections


@pytest.fixture(scope="module")
def sections() -> Sections:
    return Sections(Scheme.load())


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        pytest.param("fighting in northeastern Syria", ["northeast"], id="compass and Syria"),
        pytest.param("the northeastern Syrian city of Qamishli", [], id="a city's, not Syria's"),
        pytest.param("Syria's northwestern region, known as", ["idlib"], id="Syria's region"),
        pytest.param("Syria's central bank said", [], id="central bank"),
        pytest.param(
            "especially in the northeastern and central regions", ["northeast", "central"], id="two"
        ),
        pytest.param("clashes in the south and near the coast", ["daraa"], id="the south"),
        pytest.param("shots in the south of the city", [], id="the south of a city"),
        pytest.param("villages in southern Lebanon", [], id="another country"),
        pytest.param("the southern countryside of Deir Ezzor", [], id="countryside"),
        pytest.param("in northern and southern Syria", [], id="more than the scheme's side"),
        pytest.param("killings on the coast", ["elsewhere"], id="the coast"),
        pytest.param("the coast of Lebanon", [], id="another coast"),
        pytest.param("قتل مدنيون في الساحل", ["elsewhere"], id="Arabic coast"),
        pytest.param("in northern Syria", [], id="no region of the scheme"),
        pytest.param("في شمال شرق سوريا", ["northeast"], id="Arabic compass"),
        pytest.param("وفي الجنوب السوري", ["daraa"], id="Arabic adjective"),
        pytest.param("المنطقة الوسطى", ["central"], id="Arabic region"),
        pytest.param("ريف إدلب الجنوبي الشرقي", [], id="Arabic countryside"),
        pytest.param("Syria's north east under water", ["northeast"], id="two words"),
        pytest.param("Syria's south neighbour", [], id="a neighbour's"),
        pytest.param("Hail ruins apples in south", ["daraa"], id="headline"),
        pytest.param("clashes in south Lebanon", [], id="not at the end"),
        pytest.param("إلى شمالَ شرقَ سوريا", ["northeast"], id="vowel signs"),
        pytest.param("المنطقة الشمالية والغربية", [], id="Arabic, two sides"),
        pytest.param("إدارة شمال وشرق سوريا", ["northeast"], id="Arabic, what they call it"),
        pytest.param("تقع إلى الشمال الشرقي من المدينة", [], id="Arabic bearing"),
        pytest.param("في الشمال الشرقي من سوريا", ["northeast"], id="Arabic, of Syria"),
    ],
)
def test_namings(sections, text, regions):
    found = sections.namings(text)
    assert [region for naming in found for region in naming.regions] == regions


@pytest.mark.parametrize(
    ("text", "region"),
    [
        pytest.param("on the western bank of the Euphrates River", "central", id="west"),
        pytest.param("east of the Euphrates", "northeast", id="east"),
        pytest.param("على الضفة الغربية لنهر الفرات", "central", id="Arabic west"),
        pytest.param("شرق الفرات", "northeast", id="Arabic east"),
    ],
)
def test_banks(sections, text, region):
    (naming,) = sections.namings(text)
    assert naming.bank
    assert naming.regions == (region,)


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        pytest.param(
            "Meanwhile, the situation in central Syria remains tense.", True, id="English"
        ),
        pytest.param("أما في شمال شرق سوريا فقد تواصلت الاعتقالات.", True, id="Arabic"),
        pytest.param("ISIS said its men fled from central Syria.", False, id="named on the way"),
        pytest.param(
            "The coalition is not in control of northeastern Syria.", False, id="at the end"
        ),
    ],
)
def test_openers(sections, text, opens):
    (naming,) = sections.namings(text)
    assert sections.opens(text, naming) is opens


@pytest.mark.parametrize(
    ("line", "region"),
    [
        pytest.param("Northeast:", "northeast", id="region"),
        pytest.param("## Idlib", "idlib", id="markdown"),
        pytest.param("Daraa (south)", "daraa", id="alias in brackets"),
        pytest.param("الجنوب:", "daraa", id="Arabic"),
        pytest.param("Outlook:", "countrywide", id="a general one"),
        pytest.param("A mine exploded.", None, id="a sentence"),
        pytest.param("", None, id="empty"),
        pytest.param("North of the river: " + "x" * 90, None, id="long"),
    ],
)
def test_headings(sections, line, region):
    assert sections.heading(line) == region


def test_heading_within_a_line(sections):
    assert sections.inline_heading("Central: one soldier was wounded.") == "central"
    assert sections.inline_heading("• NORTHEAST | One soldier was wounded.") == "northeast"
    assert sections.inline_heading("Minister: one soldier was wounded.") is None


def test_a_naming_among_vowel_signs_is_where_it_stands(sections):
    text = "عادَ الرتلُ إلى شمالَ شرقَ سوريا أمسِ"
    (naming,) = sections.namings(text)
    assert text[naming.start : naming.end] == "شمالَ شرقَ سوريا"
