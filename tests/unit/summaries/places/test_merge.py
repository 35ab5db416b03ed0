import pytest

from summaries.places.merge import Areas, Merged, kilometres, merge, thinned
from summaries.places.nearest import Nearest
from summaries.places.rows import PlaceRow, read_rows
from summaries.scheme import Scheme

AREAS = """id,name,name_ar,kind,governorate,district,subdistrict,latitude,longitude
G1,Homs,حمص,governorate,Homs,,,,
G2,Deir ez-Zor,دير الزور,governorate,Deir ez-Zor,,,,
D1,Tadmur,تدمر,district,Homs,Tadmur,,,
D2,al-Rastan,الرستن,district,Homs,al-Rastan,,,
D3,Mayadin,الميادين,district,Deir ez-Zor,Mayadin,,,
S1,Tadmur,تدمر,subdistrict,Homs,Tadmur,Tadmur,34.5,38.3
S2,Talbiseh,تلبيسة,subdistrict,Homs,al-Rastan,Talbiseh,34.8,36.7
S3,Thiban,ذيبان,subdistrict,Deir ez-Zor,Mayadin,Thiban,,
S4,Mayadin,الميادين,subdistrict,Deir ez-Zor,Mayadin,Mayadin,,
"""


def village(name: str, name_ar: str = "", **more: object) -> PlaceRow:
    columns: dict[str, object] = {"id": "", "kind": "village", "governorate": "Homs", **more}
    return PlaceRow(name=name, name_ar=name_ar, **columns)  # type: ignore[arg-type]


def merged(*incoming: PlaceRow, known: tuple[PlaceRow, ...] = ()) -> Merged:
    return merge([*read_rows(AREAS), *known], incoming, Scheme.load())


def test_a_new_place_gets_an_id_and_its_areas() -> None:
    result = merged(village("Arak", subdistrict="Sukhnah"), village("X", governorate="Hims"))
    assert [row.id for row in result.added] == []
    assert result.problems == [
        "Arak: no subdistrict 'Sukhnah' in Homs",
        "X: no governorate 'Hims'",
    ]
    (added,) = merged(village("Arak", subdistrict="TADMUR")).added
    assert (added.id, added.district, added.subdistrict) == ("arak-homs", "Tadmur", "Tadmur")
    assert merged(village("Arak", district="Nowhere")).problems == [
        "Arak: no district 'Nowhere' in Homs"
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(village("Arak"), village("Arraq"), True, id="folded name"),
        pytest.param(village("Arak", "أراك"), village("Erek", "ارك"), False, id="other Arabic"),
        pytest.param(village("Arak", "أراك"), village("Erek", "اراك"), True, id="Arabic name"),
        pytest.param(
            village("Arak"), village("Arak", governorate="Deir ez-Zor"), False, id="elsewhere"
        ),
        pytest.param(village("Arak"), village("Arak", kind="hill"), False, id="another sort"),
        pytest.param(village("Arak"), village("Arak", kind="town"), True, id="village and town"),
        pytest.param(
            village("Arak", latitude=34.6, longitude=38.5),
            village("Arak", latitude=34.9, longitude=38.5),
            False,
            id="far apart",
        ),
        pytest.param(
            village("Arak", latitude=34.6, longitude=38.5),
            village("Arik", latitude=34.605, longitude=38.5),
            True,
            id="alike on the spot",
        ),
        pytest.param(
            village("Arak", latitude=34.6, longitude=38.5),
            village("Sukhnah", latitude=34.605, longitude=38.5),
            False,
            id="neighbours",
        ),
        pytest.param(
            village("Arak", subdistrict="Tadmur"),
            village("Arak", subdistrict="Talbiseh"),
            True,
            id="two subdistricts of one region",
        ),
        pytest.param(
            village("Hawi", governorate="Deir ez-Zor", subdistrict="Thiban"),
            village("Hawi", governorate="Deir ez-Zor", subdistrict="Mayadin"),
            False,
            id="two banks of the river",
        ),
        pytest.param(
            village("Arak", district="Tadmur"),
            village("Arak", district="al-Rastan"),
            False,
            id="two districts, nothing nearer",
        ),
    ],
)
def test_what_is_one_place(one: PlaceRow, other: PlaceRow, *, same: bool) -> None:
    result = merged(other, known=(one,))
    assert result.problems == []
    assert (len(result.doubles), len(result.added)) == ((1, 0) if same else (0, 1))


def test_a_double_fills_in_what_was_missing() -> None:
    known = village("Arak", aliases=("Araq",))
    placed = village("Arak", latitude=34.6, longitude=38.5, source="survey")
    assert merged(placed, known=(known,)).rows[-1].source == "survey"
    other = village("Arak", "أراك", aliases=("Arraq", "Arkeh", "=Irak"), weak=("Irak",))
    other = thinned(other)
    result = merged(other, known=(known,))
    (row,) = [row for row in result.rows if row.id == "arak-homs"]
    assert row.name_ar == "أراك"
    assert row.aliases == ("Arkeh", "=Irak")
    assert row.weak == ("Irak",)


def test_a_known_name_is_no_weaker_because_another_list_doubts_it() -> None:
    known, other = village("Arak", "أراك"), village("Arak", "أراك", weak=("Arak", "أراك"))
    result = merged(other, known=(known,))
    (row,) = [row for row in result.rows if row.id == "arak-homs"]
    assert row.weak == ()


def test_merging_again_changes_nothing() -> None:
    incoming = [village("Arak", "أراك", latitude=34.6, longitude=38.5), village("Kawm")]
    once = merged(*incoming)
    twice = merge(once.rows, incoming, Scheme.load())
    assert twice.rows == once.rows
    assert twice.added == []


def test_the_same_id_is_the_same_place() -> None:
    result = merged(village("Other name", id="x"), known=(village("Arak", id="x"),))
    (row,) = [row for row in result.rows if row.id == "x"]
    assert row.names == ("Arak", "Other name")


def test_places_abroad_are_told_apart_by_their_latin_names() -> None:
    oman = PlaceRow("", "Oman", "عمان", "foreign", "")
    amman = PlaceRow("", "Amman", "عمان", "foreign", "")
    assert len(merged(amman, known=(oman,)).added) == 1


def test_areas_keep_rows_without_a_governorate() -> None:
    river = PlaceRow("", "Euphrates", "الفرات", "river", "")
    assert Areas(read_rows(AREAS)).placed(river) == river


def test_kilometres() -> None:
    one = village("A", latitude=34.0, longitude=38.0)
    assert kilometres(one, village("B", latitude=35.0, longitude=38.0)) == pytest.approx(111.2)
    assert kilometres(one, village("B", latitude=34.0, longitude=39.0)) == pytest.approx(92.2, 0.01)
    assert kilometres(one, village("B")) is None


def test_thinning_keeps_what_folding_does_not_reach() -> None:
    row = village("Tell Rifaat", aliases=("Tal Rif'at", "Talrifaat", "Arpad", "=Til Rifat"))
    assert thinned(row).aliases == ("Arpad", "=Til Rifat")


def test_the_nearest_known_place_lends_its_areas() -> None:
    nearest = Nearest(read_rows(AREAS))
    near = nearest.placed(village("X", latitude=34.75, longitude=36.75))
    assert (near.district, near.subdistrict) == ("al-Rastan", "Talbiseh")
    for row in (
        village("far off", latitude=36.9, longitude=42.0),
        village("no position"),
        village("known", subdistrict="Tadmur", latitude=34.8, longitude=36.7),
        village("other", governorate="Hama", latitude=34.8, longitude=36.7),
    ):
        assert nearest.placed(row) == row


RIVER = """name,kind,governorate,district,subdistrict,latitude,longitude
Deir ez-Zor city,city,Deir ez-Zor,Deir ez-Zor,Deir ez-Zor,35.34,40.14
Mayadin,city,Deir ez-Zor,Mayadin,Mayadin,35.02,40.45
Abu Kamal,city,Deir ez-Zor,Abu Kamal,Abu Kamal,34.45,40.92
Tabni,town,Deir ez-Zor,Deir ez-Zor,Tabni,35.61,39.82
Kisreh,town,Deir ez-Zor,Deir ez-Zor,Kisreh,35.57,39.92
Khasham,town,Deir ez-Zor,Deir ez-Zor,Khasham,35.30,40.29
Thiban,town,Deir ez-Zor,Mayadin,Thiban,35.01,40.51
Susat,town,Deir ez-Zor,Abu Kamal,Susat,34.53,40.96
al-Sur,town,Deir ez-Zor,Deir ez-Zor,Sur,35.50,40.65
"""


@pytest.mark.parametrize(
    ("latitude", "longitude", "subdistrict"),
    [
        pytest.param(35.28, 40.24, "Deir ez-Zor", id="west bank, though nearer to Khasham"),
        pytest.param(35.36, 40.23, "Khasham", id="east bank, though nearer to the city"),
        pytest.param(35.03, 40.50, "Thiban", id="a bridge apart, east"),
        pytest.param(35.01, 40.46, "Mayadin", id="a bridge apart, west"),
        pytest.param(34.40, 40.80, "Abu Kamal", id="south of all towns"),
        pytest.param(35.70, 39.99, "Kisreh", id="north of all towns"),
        pytest.param(35.55, 40.70, "Sur", id="away from the river"),
    ],
)
def test_the_river_is_not_crossed(latitude: float, longitude: float, subdistrict: str) -> None:
    nearest = Nearest(read_rows(RIVER))
    point = village("X", governorate="Deir ez-Zor", latitude=latitude, longitude=longitude)
    assert nearest.placed(point).subdistrict == subdistrict
