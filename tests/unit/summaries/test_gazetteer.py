from pathlib import Path

import pytest

from summaries.gazetteer import Gazetteer, Mention
from summaries.places.rows import PlaceRow
from summaries.scheme import Scheme
from summaries.types import RegionId


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


def found(gazetteer: Gazetteer, text: str) -> list[str]:
    mentions = gazetteer.find(text)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    return [mention.text for mention in mentions]


def regions_of(mention: Mention) -> tuple[RegionId, ...]:
    return tuple(dict.fromkeys(p.region for p in mention.places if p.region is not None))


def only(gazetteer: Gazetteer, text: str) -> Mention:
    (mention,) = gazetteer.find(text)
    return mention


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("They left Deir ez-Zor's centre", ["Deir ez-Zor"], id="possessive"),
        pytest.param("Dar’a and Ma‘arrat an-Nu‘man", ["Dar’a", "Ma‘arrat an-Nu‘man"], id="curly"),
        pytest.param("the Hasakah-Qamishli road", ["Hasakah", "Qamishli"], id="hyphen"),
        pytest.param("Hasakah–Qamishli", ["Hasakah", "Qamishli"], id="dash"),
        pytest.param("Deir-ez-Zor and Deir Ezzor", ["Deir-ez-Zor", "Deir Ezzor"], id="spellings"),
        pytest.param("in al-Hasakah, As Suwayda", ["al-Hasakah", "As Suwayda"], id="articles"),
        pytest.param("Mayadin/Abu Kamal", ["Mayadin", "Abu Kamal"], id="slash"),
        pytest.param('‘Afrin’ and "Azaz"', ["Afrin", "Azaz"], id="quoted"),
        pytest.param("#Deir_Ezzor", ["Deir_Ezzor"], id="hashtag"),
        pytest.param("Talrifat and Rasulayn", ["Talrifat", "Rasulayn"], id="in one word"),
        pytest.param("in Alghantou, Alomar", ["Alghantou", "Alomar"], id="attached article"),
        pytest.param("Abu\nKamal", ["Abu\nKamal"], id="wrapped line"),
        pytest.param("Abu\n\nKamal", [], id="two paragraphs"),
        pytest.param("Gweran prison fell", ["Gweran prison"], id="longest match"),
        pytest.param("the M4 and M-5 highways", ["M4", "M-5"], id="roads"),
        pytest.param("hama, idlib and homs", [], id="a capital is required"),
        pytest.param("Moahamad and ambassador Assad", [], id="no substrings"),
        pytest.param("write to x@Idlib.com or @Idlib", [], id="addresses"),
        pytest.param("HOMS, Syria; SANA said IS won", ["HOMS"], id="no acronyms"),
        pytest.param("NAWA, Syria - SANA said", ["NAWA"], id="dateline"),
        pytest.param("HASS AND SAN WERE HIT", ["HASS", "SAN", "HIT"], id="a headline"),
        pytest.param("Is there any? Has he? There was", [], id="words of grammar"),
        pytest.param("Syria, Syrian and Al Jazeera", [], id="the country, a channel"),
        pytest.param("Syrian forces shelled Tafas", ["Tafas"], id="the country beside a place"),
        pytest.param("القوات السورية في تدمر", ["تدمر"], id="the country in Arabic"),
        pytest.param("قصفت وبالحسكة والرقة", ["الحسكة", "الرقة"], id="Arabic particles"),
        pytest.param("في ديرالزور ودير الزور", ["ديرالزور", "دير الزور"], id="Arabic spacing"),
        pytest.param("إلى الحَسَكَة وإدلب", ["الحَسَكَة", "إدلب"], id="Arabic marks"),
        pytest.param("على الأرض", [], id="Arabic grammar"),
        pytest.param("near ISs and MPs", [], id="acronyms with an ending"),
        pytest.param("Aleppos west, in NES", ["Aleppos", "NES"], id="lost apostrophe, short name"),
        pytest.param("في محافظة درعا", ["درعا"], id="Arabic common noun"),
        pytest.param("في باب الدار وفي الباب", ["الباب"], id="Arabic article"),
        pytest.param("قالت فرقة إنها بالرقة", ["الرقة"], id="Arabic article past a particle"),
        pytest.param("قالت فاطمة في أطمة", ["أطمة"], id="Arabic person, no particle"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_names_in_a_text(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert found(gazetteer, text) == names


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Haseke", "SY08"),
        ("Hassakeh", "SY08"),
        ("الحسكه", "SY08"),
        ("Deraa", "SY12"),
        ("درعا", "SY12"),
        ("Sweida", "SY13"),
        ("Soueida", "SY13"),
        ("Idleb", "SY07"),
        ("Dayr al-Zawr", "SY09"),
        ("Kobane", "ayn-al-arab-aleppo"),
        ("كوباني", "ayn-al-arab-aleppo"),
        ("Qamishlo", "qamishli-hasakah"),
        ("Mayadine", "mayadin-deir-ez-zor"),
        ("Serekaniye", "ras-al-ayn-hasakah"),
        ("Gire Spi", "tell-abyad-raqqa"),
        ("Mambij", "manbij-aleppo"),
        ("Abukamal", "abu-kamal-deir-ez-zor"),
        ("Sina'a prison", "gweran-prison-hasakah"),
        ("Geweran", "gweran-hasakah"),
        ("Ghuwayran", "gweran-hasakah"),
    ],
)
def test_spellings_that_the_press_uses(gazetteer: Gazetteer, name: str, place: str) -> None:
    assert gazetteer.lookup(name)[0].id == place
    assert only(gazetteer, name).places[0].id == place


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Gweran", "northeast"),
        ("Se'alow", "central"),
        ("al-Sawanah", "central"),
        ("Tronba crossing", "idlib"),
        ("Nahij", "daraa"),
        ("Baghouz", "northeast"),
        ("Hajin", "northeast"),
        ("al-Shuhayl", "northeast"),
        ("al-Omar oil field", "northeast"),
        ("Mayadin", "central"),
        ("Muhasan", "central"),
        ("Abu Kamal", "central"),
        ("Tishrin dam", "northeast"),
        ("Atarib", "idlib"),
        ("Jabal al-Turkman", "idlib"),
        ("Ghab plain", "idlib"),
        ("Kafr Zeita", "idlib"),
        ("Badia", "central"),
        ("al-Tanf", "central"),
        ("Eastern Ghouta", "elsewhere"),
        ("Hmeimim", "elsewhere"),
        ("Shahba", "daraa"),
        ("Khan Arnabah", "daraa"),
        ("Deir ez-Zor city", "central"),
        ("Deir ez-Zor", None),
        ("M5", None),
        ("Euphrates", None),
        ("Ankara", None),
    ],
)
def test_where_places_lie(gazetteer: Gazetteer, name: str, region: str | None) -> None:
    assert gazetteer.lookup(name)[0].region == region


@pytest.mark.parametrize(
    ("name", "governorates"),
    [
        ("Saida", {"Daraa", "Raqqa", ""}),
        ("Suran", {"Aleppo", "Hama", ""}),
        ("Sur", {"Deir ez-Zor", ""}),
        ("al-Karamah", {"Raqqa", ""}),
        ("الناصرة", {"Homs", "Hasakah", ""}),
    ],
)
def test_one_name_of_several_places(
    gazetteer: Gazetteer, name: str, governorates: set[str]
) -> None:
    mention = only(gazetteer, name)
    assert mention.ambiguous
    assert not mention.foreign
    assert {place.governorate for place in mention.places} == governorates


def test_foreign_names(gazetteer: Gazetteer) -> None:
    assert only(gazetteer, "Ankara").foreign
    assert only(gazetteer, "طهران").foreign


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("Mare was quiet", True),
        ("the town of Mare was quiet", False),
        ("Mare' was quiet", False),
        ("Mare town was quiet", False),
        ("Hay'at was quiet", True),
        ("Hay’at was quiet", True),
        ("Shari'a was quiet", True),
        ("the town of Al-Ra'i was quiet", False),
        ("a Hole in the wall", True),
        ("the Al-Hol camp", False),
        ("al-Tall is near", False),
        ("Alomar said", True),
        ("دخلوا الباب", True),
        ("دخلوا مدينة الباب", False),
        ("وبلدة نبل", False),
        ("قرية ونبل", False),
        ("Hasakah is quiet", False),
    ],
)
def test_names_that_are_words_too(gazetteer: Gazetteer, text: str, *, weak: bool) -> None:
    assert only(gazetteer, text).weak is weak


def test_a_name_of_exactly_one_spelling(gazetteer: Gazetteer) -> None:
    assert only(gazetteer, "al-Hole").places[0].id == "al-hol-hasakah"
    assert only(gazetteer, "Houla").places[0].id == "al-houla-homs"
    assert gazetteer.lookup("al-Hole")[0].id == "al-hol-hasakah"
    assert only(gazetteer, "Hama").places[0].id == "SY05"
    assert only(gazetteer, "al-Hameh").places[0].governorate == "Rif Dimashq"


def test_a_city_hides_the_hamlets_that_share_its_name(gazetteer: Gazetteer) -> None:
    mention = only(gazetteer, "Ras al-Ayn")
    assert [place.id for place in mention.places] == ["ras-al-ayn-hasakah"]
    assert "Idlib" in {place.governorate for place in mention.others}
    assert "Idlib" in {place.governorate for place in gazetteer.lookup("Ras al-Ayn")}


def test_a_town_hides_its_district(gazetteer: Gazetteer) -> None:
    mention = only(gazetteer, "Mayadin")
    assert regions_of(mention) == ("central",)
    assert not mention.ambiguous
    assert {place.kind for place in gazetteer.lookup("Mayadin")} >= {"city", "district"}


def test_lookup_of_what_is_not_there(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Reykjavik") == ()
    assert gazetteer.lookup(" ") == ()
    assert gazetteer.lookup("بالحسكة")[0].id == "SY08"


def test_an_operator_adds_and_replaces(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(
        "id,name,kind,governorate,region\n"
        "SY08,Hasakah,governorate,Hasakah,central\n"
        ",Ghostville,village,Homs,\n",
        "utf-8",
    )
    gazetteer = Gazetteer.load(own, None)
    assert gazetteer.lookup("Hasakah")[0].region == "central"
    assert gazetteer.lookup("Ghostville")[0].region == "central"
    assert gazetteer.version != Gazetteer.default().version
    assert gazetteer.version == Gazetteer.load(own).version


def test_a_region_of_its_own_and_none() -> None:
    rows = [
        PlaceRow("a", "Alpha", "", "village", "Homs", region="idlib"),
        PlaceRow("b", "Beta", "", "river", "Homs", region="none"),
        PlaceRow("c", "Gamma", "", "village", "Homs"),
    ]
    gazetteer = Gazetteer(rows, Scheme.load())
    regions = {place.name: place.region for place in gazetteer.places}
    assert regions == {"Alpha": "idlib", "Beta": None, "Gamma": "central"}


@pytest.mark.parametrize(
    "name", ["Taftanaz", "Darkush", "Saydnaya", "تفتناز", "دركوش", "صيدنايا", "مضايا", "السقيلبية"]
)
def test_a_town_of_a_name_of_its_own_needs_no_cue(name: str) -> None:
    assert not only(Gazetteer.default(), f"{name} 1").weak


@pytest.mark.parametrize("name", ["Biden", "Doyle", "Tallinn", "Ramadi", "الإسكندرية"])
def test_who_is_called_nearly_like_a_quarter_or_a_village_is_none(name: str) -> None:
    found = Gazetteer.default().find(f"{name} 1")
    assert all(mention.weak or mention.ambiguous for mention in found)
    assert not any(mention.foreign for mention in found)


@pytest.mark.parametrize("name", ["Baidin", "Qabun", "Hamdaniyeh", "Ghweran"])
def test_a_small_place_in_a_spelling_of_the_lists_or_a_long_one_counts(name: str) -> None:
    assert not only(Gazetteer.default(), f"{name} 1").weak


@pytest.mark.parametrize(
    "text",
    [
        "بعد سنوات طويلة من الغياب",
        "ارتكبت مجزرة بحق المدنيين",
        "سقط الضحايا في المجزرة",
        "دعا إلى إسقاط الحكومة",
        "استهداف دور العبادة",
        "في هذا الصدد تجدر الإشارة",
        "نقلت إذاعة محلية",
    ],
)
def test_common_nouns_are_no_places(text: str) -> None:
    assert Gazetteer.default().find(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("عين عيسى وتل رفعت", "Tell Rifaat"),
        ("القصف بتل تمر", "Tell Tamer"),
        ("الميادين وابو كمال", "Abu Kamal"),
        ("بين دمشق وتل أبيب", "Tel Aviv"),
        ("في عامودا وديريك", "al-Malikiyah"),
    ],
)
def test_a_particle_before_a_short_first_word_or_another_name(text: str, place: str) -> None:
    assert Gazetteer.default().find(text)[-1].places[0].name == place


@pytest.mark.parametrize("text", ["المدير المالي", "الوضع القائم", "مسقط رأسه", "صلاة المغرب"])
def test_words_that_countries_are_called_by_are_doubtful(text: str) -> None:
    assert only(Gazetteer.default(), text).weak


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قصف على قرية المجزرة", "al-Majzara"),
        ("في بلدة إسقاط", "Isqat"),
        ("حي الميدان", "al-Midan"),
        ("مدينة الثورة", "al-Tabqa"),
    ],
)
def test_common_nouns_after_a_word_for_a_place_are_places(text: str, place: str) -> None:
    assert only(Gazetteer.default(), text).places[0].name == place


def test_a_village_with_an_article_is_not_meant_by_the_word_without() -> None:
    assert only(Gazetteer.default(), "في السومرية").places[0].name == "al-Sumariyah"
    assert Gazetteer.default().find("حضارة سومرية") == []


def test_short_names_of_small_places_are_weak() -> None:
    rows = [
        PlaceRow("a", "Zub", "", "village", "Homs"),
        PlaceRow("b", "Zob", "", "town", "Hama"),
        PlaceRow("c", "Qef", "", "village", "Homs"),
    ]
    gazetteer = Gazetteer(rows, Scheme.load())
    assert not only(gazetteer, "Zub").weak
    assert only(gazetteer, "Qef").weak


def test_the_worked_example(gazetteer: Gazetteer, eval_data: Path) -> None:
    report = (eval_data / "reports" / "southfront-2022-01-31.txt").read_text("utf-8")
    mentions = [m for m in gazetteer.find(report) if not m.foreign and not m.weak]
    names = {mention.text: regions_of(mention) for mention in mentions}
    assert names == {
        "Gweran prison": ("northeast",),
        "al-Hasakah": ("northeast",),
        "Se'alow": ("central",),
        "Euphrates River": (),
        "Deir Ezzor": (),
        "al-Sawanah": ("central",),
        "Homs": ("central",),
        "Greater Idlib": ("idlib",),
        "Hama": ("central",),
        "Tronba crossing": ("idlib",),
        "Idlib": ("idlib",),
        "Daraa": ("daraa",),
        "Nahij": ("daraa",),
        "Saida": ("daraa", "northeast"),
    }


def test_every_place_in_a_governorate_knows_that_ones_arabic_name():
    governorates = {
        p.name: p.name_ar for p in Gazetteer.default().places if p.kind == "governorate"
    }
    assert governorates["Hasakah"] == "الحسكة"
    assert len(governorates) == 14
    for place in Gazetteer.default().places:
        assert place.governorate_ar == governorates.get(place.governorate, "")
