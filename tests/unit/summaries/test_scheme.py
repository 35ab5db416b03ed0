from pathlib import Path

import pytest

from summaries.scheme import Scheme, SchemeError
from summaries.types import RegionId

SMALL = """
default_for_deir_ez_zor = "here"
[[region]]
id = "here"
names = { en = "Here" }
aliases = ["h"]
directions = ["Hither"]
areas = [{ governorate = "Homs" }]
"""


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return Scheme.load()


def test_regions_stand_in_the_order_they_are_shown(scheme: Scheme) -> None:
    assert [region.id for region in scheme.regions] == [
        "northeast",
        "central",
        "idlib",
        "daraa",
        "elsewhere",
        "countrywide",
    ]


@pytest.mark.parametrize(
    ("area", "region"),
    [
        (("Hasakah",), "northeast"),
        (("al-Raqqah",), "northeast"),
        (("Aleppo",), "elsewhere"),
        (("Aleppo", "Manbij", "al-Khafsa"), "northeast"),
        (("Aleppo", "Ayn al-Arab"), "northeast"),
        (("Aleppo", "Jabal Saman", "Atarib"), "idlib"),
        (("Aleppo", "Jabal Saman", "Haritan"), "elsewhere"),
        (("Aleppo", "", "Zarbah"), "idlib"),
        (("Hama",), "central"),
        (("Hama", "Suqaylabiyah"), "idlib"),
        (("Hama", "Maharda", "Karnaz"), "idlib"),
        (("Hama", "Maharda", "Maharda"), "central"),
        (("Lattakia", "al-Haffah", "Kansaba"), "idlib"),
        (("Lattakia",), "elsewhere"),
        (("Homs", "Tadmur"), "central"),
        (("Suwayda",), "daraa"),
        (("Quneitra",), "daraa"),
        (("Damascus",), "elsewhere"),
        (("Deir ez-Zor",), None),
        (("Deir ez-Zor", "Abu Kamal"), None),
        (("Deir ez-Zor", "Abu Kamal", "Susat"), "northeast"),
        (("Deir ez-Zor", "Abu Kamal", "Jalaa"), "central"),
        (("", ""), None),
        (("Texas",), None),
    ],
)
def test_the_most_specific_area_decides(
    scheme: Scheme, area: tuple[str, ...], region: str | None
) -> None:
    assert scheme.region_of(*area) == region


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("ne", "northeast"),
        ("north-east", "northeast"),
        ("Northeast", "northeast"),
        ("Idlib (Greater Idlib)", "idlib"),
        ("NW", "idlib"),
        ("درعا", "daraa"),
        ("الجنوب", "daraa"),
        ("South", "daraa"),
        ("central Syria", "central"),
        ("country-wide", "countrywide"),
        ("nowhere", None),
        ("  ", None),
    ],
)
def test_a_person_may_name_a_region_in_many_ways(
    scheme: Scheme, text: str, region: str | None
) -> None:
    assert scheme.parse_region(text) == region


def test_titles_by_language(scheme: Scheme) -> None:
    assert scheme.title(RegionId("daraa"), "ar") == "درعا (الجنوب)"
    assert scheme.title(RegionId("daraa"), "de") == "Daraa (south)"
    with pytest.raises(KeyError):
        scheme.title(RegionId("nowhere"))


def test_directions_lead_to_regions(scheme: Scheme) -> None:
    assert scheme.directions["northwestern"] == "idlib"
    assert scheme.directions["شمال شرق"] == "northeast"


def test_the_version_changes_with_the_content(scheme: Scheme) -> None:
    assert Scheme.parse(SMALL).version != Scheme.parse(SMALL + "\n# edited\n").version
    assert Scheme.load().version == scheme.version


def test_an_operator_may_bring_a_scheme(tmp_path: Path) -> None:
    path = tmp_path / "regions.toml"
    path.write_text(SMALL, "utf-8")
    scheme = Scheme.load(path)
    assert scheme.region_of("Homs", "al-Rastan") == "here"
    assert scheme.directions == {"hither": "here"}
    assert scheme.default_for_deir_ez_zor == "here"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("a = [", "no TOML", id="no toml"),
        pytest.param("a = 1", "no [[region]]", id="no region"),
        pytest.param("[[region]]\nnames = {en='x'}", "region 1 has no id", id="no id"),
        pytest.param("[[region]]\nid = 'a'", "no English name", id="no name"),
        pytest.param(
            "[[region]]\nid='a'\nnames={en='x'}\nx=1", "'x' is not known", id="unknown key"
        ),
        pytest.param(
            "[[region]]\nid='a'\nnames={en='x'}\non_request='no'",
            "on_request is true or false",
            id="on request",
        ),
        pytest.param(
            "[[region]]\nid='a'\nnames={en='x'}", "no region of the scheme", id="no default"
        ),
        pytest.param(SMALL + SMALL.split("\n", 2)[2], "the same id", id="twice"),
        pytest.param(SMALL.replace('["h"]', '"h"'), "aliases is no list", id="no list"),
        pytest.param(SMALL.replace("governorate =", "district ="), "an area is", id="no area"),
        pytest.param(
            SMALL.replace("[{ governorate", "[{ governorate = 'Homs' }, { governorate"),
            "claim the same area",
            id="claimed twice",
        ),
    ],
)
def test_a_scheme_that_cannot_be_used(text: str, complaint: str) -> None:
    with pytest.raises(SchemeError) as raised:
        Scheme.parse(text)
    assert complaint in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_scheme_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match="cannot read"):
        Scheme.load(tmp_path / "none.toml")


def test_main_regions_are_those_not_on_request() -> None:
    assert Scheme.load().main_regions == ("northeast", "central", "idlib", "daraa")


def test_where_all_regions_are_on_request_all_are_main_ones() -> None:
    asked = SMALL.replace('id = "here"', 'id = "here"\non_request = true')
    assert Scheme.parse(asked).regions[0].on_request
    assert Scheme.parse(asked).main_regions == ("here",)
