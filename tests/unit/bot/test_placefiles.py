from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.errors import InputError
from bot.placefiles import (
    MOST_BYTES,
    geonames_row,
    is_arabic_name,
    read_place_list,
    readable,
    settlement_kind,
)
from summaries.places.rows import PlaceRow

GEONAMES = "{id}\t{name}\t{name}\t{more}\t{lat}\t{lon}\t{cls}\t{code}\t{cc}\t\t{adm}\t\t\t\t{pop}\t\t0\tAsia/Damascus\t2020-01-01"  # noqa: E501


def line(**cells: object) -> str:
    usual = {"id": 1, "name": "Al Karāmah", "more": "", "lat": 35.8, "lon": 39.2, "cls": "P"}
    usual |= {"code": "PPL", "cc": "SY", "adm": "04", "pop": 0}
    return GEONAMES.format(**(usual | cells))


def written(folder: Path, text: str, name: str = "list.txt") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_geonames_dump(tmp_path: Path) -> None:
    text = "\n".join(
        [
            line(id=4273, more="Karama,alkramt,KRM,Карама,الكرامة,كرامة"),
            line(id=2, name="Ţafas", adm="06", pop=31000, more=""),
            line(id=3, name="Deir ez-Zor", adm="07", pop=271800),
            line(id=4, name="Kuwayris", code="AIRB", cls="S", adm="09"),
            line(id=5, name="Old mound", code="PPLQ"),
            line(id=6, name="Rutba", cc="IQ"),
            line(id=7, name="A stream", code="STM", cls="H"),
            line(id=8, name="Nowhere", adm="99"),
            line(id=9, name="Null Island", lat=0, lon=0),
        ]
    )
    found = read_place_list(written(tmp_path, text, "SY.txt"))
    assert found.format == "geonames"
    assert found.passed_over == 5
    assert [(row.name, row.kind, row.governorate) for row in found.rows] == [
        ("al-Karamah", "village", "Raqqa"),
        ("Tafas", "town", "Daraa"),
        ("Deir ez-Zor", "city", "Deir ez-Zor"),
        ("Kuwayris", "airbase", "Aleppo"),
    ]
    first = found.rows[0]
    assert first.id == "geonames-4273"
    assert first.name_ar == "الكرامة"
    assert first.aliases == ("Karama", "كرامة")
    assert set(first.weak) == {"al-Karamah", "الكرامة", "Karama", "كرامة"}
    assert (first.latitude, first.longitude) == (35.8, 39.2)
    assert found.rows[1].weak == ()


OCHA_HEADER = "admin1Name_en,admin2Name_en,admin3Name_en,admin3Pcode,admin4Name_en,admin4Name_ar,admin4Pcode,Latitude,Longitude"  # noqa: E501
SUBDISTRICT = PlaceRow(
    "SY090103", "Muhasan", "موحسن", "subdistrict", "Deir ez-Zor", "Deir ez-Zor", "Muhasan"
)


OCHA = f"""Syria populated places 2024,,,,,,,,
{OCHA_HEADER}
#adm1+name,#adm2+name,#adm3+name,#adm3+code,#loc+name,,,,
Deir-ez-Zor,Deir-ez-Zor,Muhasan,SY090103,Bulayl,البوليل,C5001,35.2,40.3
Homs,Tadmor,Tadmor,SY040500,Arak,أراك,C5002,n/a,
,,,,Nameless,,,,

"""


def test_ocha_table(tmp_path: Path) -> None:
    text = OCHA
    found = read_place_list(written(tmp_path, text, "places.csv"), {"SY090103": SUBDISTRICT})
    assert (found.format, len(found.rows), found.passed_over) == ("ocha", 2, 1)
    bulayl, arak = found.rows
    assert (bulayl.governorate, bulayl.subdistrict, bulayl.id) == (
        "Deir ez-Zor",
        "Muhasan",
        "C5001",
    )
    assert (bulayl.latitude, bulayl.source) == (35.2, "ocha:C5001")
    assert (arak.governorate, arak.subdistrict, arak.latitude) == ("Homs", "Tadmor", None)
    assert arak.weak == ("Arak", "أراك")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(tmp_path: Path, delimiter: str) -> None:
    text = f"Village{delimiter}Governorate\nArak{delimiter}Homs\n"
    (row,) = read_place_list(written(tmp_path, text)).rows
    assert (row.name, row.governorate) == ("Arak", "Homs")


def test_a_workbook_whose_second_sheet_holds_the_places(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Read me"])
    sheet = book.create_sheet("places")
    sheet.append(["ADM1_EN", "ADM3_PCODE", "NAME_EN", "NAME_AR", "PCODE", "Y", "X"])
    sheet.append(["Deir-ez-Zor", "SY090103", "Bulayl", "البوليل", "C5001", 35.2, 40.3])
    sheet.append([None] * 7)
    path = tmp_path / "places.xlsx"
    book.save(path)
    found = read_place_list(path, {"SY090103": SUBDISTRICT})
    (row,) = found.rows
    assert (row.subdistrict, row.latitude, row.longitude) == ("Muhasan", 35.2, 40.3)


def test_our_own_format(tmp_path: Path) -> None:
    text = "﻿name,kind,governorate\nArak,village,Homs\n"
    found = read_place_list(written(tmp_path, text))
    assert (found.format, found.rows[0].name) == ("own", "Arak")


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b" \n", "the file is empty", id="blank"),
        pytest.param(b"\x00\x01\x02", "not a text file", id="binary"),
        pytest.param("الحسكة,x".encode("cp1256"), "not UTF-8", id="other encoding"),
        pytest.param(b"PK\x03\x04nonsense", "no workbook that can be read", id="broken workbook"),
        pytest.param(b"<html><body>404</body></html>", "no place list", id="web page"),
        pytest.param(b"colour,size\nred,1\n", "no place list", id="another table"),
        pytest.param(b"village,governorate\n,\n", "holds no places of Syria", id="no rows"),
        pytest.param(b"name,kind\n", "holds no places of Syria", id="our header alone"),
        pytest.param(b"name,kind\nx,planet\n", "'planet' is no kind of place", id="bad kind"),
        pytest.param(line(cc="IQ").encode(), "holds no places of Syria", id="another country"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, body: bytes, complaint: str) -> None:
    path = tmp_path / "given"
    path.write_bytes(body)
    with pytest.raises(InputError) as raised:
        read_place_list(path)
    assert complaint in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_missing_a_folder_or_huge(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_place_list(tmp_path / "none")
    with pytest.raises(InputError, match="directory"):
        read_place_list(tmp_path)
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(InputError, match="larger than 200 MB"):
        read_place_list(huge)


@pytest.mark.parametrize(
    ("name", "press"),
    [
        ("Al Karāmah", "al-Karamah"),
        ("Ash Shaykh Badr", "al-Shaykh Badr"),
        ("‘Ayn ash Sharqīyah", "Ayn al-Sharqiyah"),
        ("Ma‘arrat an Nu‘mān", "Ma'arrat al-Nu'man"),
        ("Ra’s al ‘Ayn", "Ra's al-Ayn"),
        ("Ḩamāh", "Hamah"),
    ],
)
def test_transliterations_as_the_press_writes_them(name: str, press: str) -> None:
    assert readable(name) == press


def test_kinds_and_scripts() -> None:
    assert [settlement_kind(n) for n in (50_000, 5_000, 4_999)] == ["city", "town", "village"]
    assert is_arabic_name(" عين عيسى ")
    assert not is_arabic_name("Ain Issa")
    assert geonames_row("1", "X", [], (1.0, 2.0), "77", kind="village", weak=True) is None
