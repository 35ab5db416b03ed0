from collections import Counter
from importlib import resources

import pytest

from summaries.places.folding import fold
from summaries.places.merge import Areas
from summaries.places.rows import (
    KINDS,
    OPEN,
    PlaceListError,
    PlaceRow,
    numbered,
    read_rows,
    slug,
    write_rows,
)
from summaries.scheme import Scheme


@pytest.fixture(scope="module")
def rows() -> list[PlaceRow]:
    return read_rows((resources.files("summaries") / "data" / "places.csv").read_text("utf-8"))


def test_a_row_survives_writing_and_reading() -> None:
    row = PlaceRow(
        "x",
        "Naïve, “quoted”",
        "قرية",
        "village",
        "Homs",
        aliases=("A", "=B"),
        weak=("A",),
        latitude=34.7,
        longitude=-1.25,
        source="test",
    )
    assert read_rows(write_rows([row])) == [row]


def test_columns_may_be_left_out_and_names_are_told_apart() -> None:
    (row,) = read_rows("name,kind,aliases\n Nahij , village ,Nahj|=Nahaj| Nahj\n")
    assert row.names == ("Nahij", "Nahj")
    assert row.exact_names == ("Nahaj",)
    assert row.latitude is None
    assert row.source == "curated"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "column 'name' is missing"),
        ("name\nx", "column 'kind' is missing"),
        ("name,kind,colour\n", "column 'colour' is not known"),
        ("name,kind\n,village", "line 2: the name is empty"),
        ("name,kind\nx,planet", "line 2: 'planet' is no kind of place"),
        ("name,kind\nx,village,y", "line 2: more cells than columns"),
        ("name,kind,latitude\nx,village,north", "line 2: 'north' is no number of degrees"),
        ("name,kind,latitude\nx,village,91", "line 2: 91 degrees are out of range"),
    ],
)
def test_a_list_that_cannot_be_read(text: str, complaint: str) -> None:
    with pytest.raises(PlaceListError, match=complaint):
        read_rows(text)


def test_ids_are_made_where_they_are_missing() -> None:
    village = PlaceRow("", "al-Shula", "", "village", "Homs", "Tadmur")
    made = [row.id for row in numbered([village, village, village, village], {"al-shula-homs-2"})]
    assert made == [
        "al-shula-homs",
        "al-shula-homs-tadmur",
        "al-shula-homs-village",
        "al-shula-homs-3",
    ]
    assert slug("كفر نبل") == "كفر-نبل"


def test_the_list_is_as_large_as_promised(rows: list[PlaceRow]) -> None:
    kinds = Counter(row.kind for row in rows)
    assert len(rows) >= 2500
    assert kinds["governorate"] == 14
    assert kinds["district"] == 62
    assert kinds["subdistrict"] == 272
    assert set(kinds) == set(KINDS)


def test_every_row_stands_in_a_known_area(rows: list[PlaceRow]) -> None:
    areas = Areas(rows)
    for row in rows:
        assert areas.placed(row) == row


def test_ids_are_unique_and_the_file_is_sorted(rows: list[PlaceRow]) -> None:
    assert len({row.id for row in rows}) == len(rows)
    text = (resources.files("summaries") / "data" / "places.csv").read_text("utf-8")
    assert write_rows(rows) == text


def test_regions_of_rows_are_regions_of_the_scheme(rows: list[PlaceRow]) -> None:
    known = {region.id for region in Scheme.load().regions} | {"", OPEN}
    assert {row.region for row in rows} <= known


def test_every_settlement_has_a_region(rows: list[PlaceRow]) -> None:
    scheme = Scheme.load()
    homeless = [
        row.name
        for row in rows
        if row.kind not in {"foreign", "river", "road", "region", "hill", "governorate", "district"}
        and not row.region
        and scheme.region_of(row.governorate, row.district, row.subdistrict) is None
    ]
    assert homeless == []


def test_positions_lie_in_syria(rows: list[PlaceRow]) -> None:
    for row in rows:
        if row.latitude is not None and row.longitude is not None:
            assert 32.2 < row.latitude < 37.4, row.name
            assert 35.5 < row.longitude < 42.5, row.name


def test_names_have_letters(rows: list[PlaceRow]) -> None:
    assert all(fold(name) for row in rows for name in (*row.names, *row.exact_names))
