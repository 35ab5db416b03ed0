from pathlib import Path

import pytest

from bot.errors import InputError
from bot.places import Imported, check, find, import_places, similar
from summaries.gazetteer import Gazetteer
from summaries.scheme import Scheme

GEONAMES = (
    "{0}\t{1}\t{1}\t{2}\t{3}\t{4}\tP\tPPL\tSY\t\t{5}\t\t\t\t0\t\t0\tAsia/Damascus\t2020-01-01"
)


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return Scheme.load()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "data" / "places.csv"


def taken_in(tmp_path: Path, own: Path, text: str, name: str = "given.csv") -> Imported:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return import_places(path, own, Scheme.load())


def test_a_geonames_dump_becomes_part_of_the_gazetteer(tmp_path: Path, own: Path) -> None:
    text = "\n".join(
        [
            GEONAMES.format(1, "Zubbayghah", "زبيغة", 34.94, 40.55, "07"),
            GEONAMES.format(2, "Al Mayādīn", "الميادين", 35.02, 40.45, "07"),
        ]
    )
    report = taken_in(tmp_path, own, text, "SY.txt")
    assert (report.format, report.read, report.new, report.known) == ("geonames", 2, 1, 1)
    assert report.total == 1
    (place,) = Gazetteer.load(own).lookup("Zubbayghah")
    assert place.subdistrict in {"Ashara", "Mayadin", "Thiban"}
    assert place.region in {"central", "northeast"}


def test_taking_in_twice_changes_nothing(tmp_path: Path, own: Path) -> None:
    text = (
        "name,name_ar,kind,governorate,subdistrict\nGhostville,مدينة الأشباح,village,Homs,Tadmur\n"
    )
    first = taken_in(tmp_path, own, text)
    before = own.read_bytes()
    second = taken_in(tmp_path, own, text)
    assert (first.new, second.new, second.known, second.total) == (1, 0, 1, 1)
    assert own.read_bytes() == before
    assert [path.name for path in own.parent.iterdir()] == ["places.csv"]


def test_lists_add_up(tmp_path: Path, own: Path) -> None:
    taken_in(tmp_path, own, "name,kind,governorate\nGhostville,village,Homs\n")
    report = taken_in(tmp_path, own, "village,governorate\nNowhereville,Hama\n")
    assert (report.format, report.total) == ("ocha", 2)
    assert {place.name for place in Gazetteer.load(own).places} >= {"Ghostville", "Nowhereville"}


def test_a_row_with_a_built_in_id_replaces_it(tmp_path: Path, own: Path, scheme: Scheme) -> None:
    text = "id,name,kind,governorate,region\nSY09,Deir ez-Zor,governorate,Deir ez-Zor,central\n"
    report = taken_in(tmp_path, own, text)
    assert (report.new, report.known, report.total) == (0, 1, 1)
    (first, *_) = find("Deir ez-Zor", own, scheme)
    assert first.place.region == "central"
    assert "central by its own row" in first.why
    assert taken_in(tmp_path, own, text).total == 1


def test_rows_in_unknown_areas_are_left_out_and_told(tmp_path: Path, own: Path) -> None:
    report = taken_in(tmp_path, own, "name,kind,governorate\nX,village,Texas\nY,village,Homs\n")
    assert report.left_out == ("X: no governorate 'Texas'",)
    assert report.total == 1


def test_areas_spelled_in_ways_of_their_own_cost_only_precision(tmp_path: Path, own: Path) -> None:
    text = "village,governorate,district,subdistrict\nGhostville,Hims,Tadmor,Great Desert\n"
    taken_in(tmp_path, own, text)
    (place,) = Gazetteer.load(own).lookup("Ghostville")
    assert (place.governorate, place.district, place.subdistrict) == ("Homs", "Tadmur", "")


@pytest.mark.parametrize(
    ("name", "place", "why"),
    [
        ("Kobani", "Ayn al-Arab", 'listed as "Kobani", as written; northeast by its district'),
        ("Hassaka", "Hasakah", "folded; northeast by its governorate, Hasakah"),
        ("Baghouz", "al-Baghuz", "northeast by its subdistrict, Susat"),
        ("Atarib", "Atarib", "idlib by its subdistrict, Atarib"),
        ("Talrifat", "Tell Rifaat", 'listed as "Tell Rifaat", in one word'),
        ("بالرقة", "Raqqa", 'listed as "الرقة", after a particle'),
        ("Deir ez-Zor", "Deir ez-Zor", "the scheme leaves its region open"),
        ("Euphrates", "Euphrates", "the scheme leaves its region open"),
        ("Ankara", "Ankara", "outside Syria"),
        ("al-Hole", "al-Hol", 'listed as "al-Hole", as written'),
        ("Jabal al-Turkman", "Jabal al-Turkman", "idlib by its own row"),
    ],
)
def test_what_a_name_resolves_to_and_why(scheme: Scheme, name: str, place: str, why: str) -> None:
    first = find(name, None, scheme)[0]
    assert first.place.name == place
    assert why in first.why


@pytest.mark.parametrize(
    ("name", "doubtful"),
    [("Kobani", False), ("kobani", False), ("Hole", True), ("Biden", True), ("المجزرة", True)],
)
def test_what_is_a_word_or_a_person_as_well_is_told(
    scheme: Scheme, name: str, *, doubtful: bool
) -> None:
    assert ("counts only beside words of place" in find(name, None, scheme)[0].why) is doubtful


def test_a_name_that_nobody_knows(scheme: Scheme) -> None:
    assert find("Qamishla", None, scheme) == []
    assert "Qamishli" in similar("Qamishla", None)
    assert similar("Xyzzyx", None) == []


def test_names_of_several_regions(scheme: Scheme, own: Path, tmp_path: Path) -> None:
    clashes = {clash.name: set(clash.regions) for clash in check(own, scheme)}
    assert clashes["Suran"] == {"elsewhere", "central", None}
    assert "Gweran" not in clashes
    taken_in(tmp_path, own, "name,kind,governorate,subdistrict\nGweran,village,Homs,Tadmur\n")
    clashes = {clash.name: set(clash.regions) for clash in check(own, scheme)}
    assert clashes["Gweran"] == {"northeast", "central"}


def test_an_own_list_that_is_broken(tmp_path: Path, own: Path, scheme: Scheme) -> None:
    own.parent.mkdir()
    own.write_text("nonsense", "utf-8")
    for attempt in (
        lambda: find("Homs", own, scheme),
        lambda: check(own, scheme),
        lambda: taken_in(tmp_path, own, "name,kind,governorate\nX,village,Homs\n"),
    ):
        with pytest.raises(InputError, match="column 'name' is missing"):
            attempt()


def test_an_own_list_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        taken_in(
            tmp_path, tmp_path / "file" / "places.csv", "name,kind,governorate\nX,village,Homs\n"
        )
