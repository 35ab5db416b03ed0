"""The operator's own place list: taking lists in, looking a name up, finding names that clash.

The list stands in a file beside the database, in the format of ``summaries/data/README.md``. It
adds to the built-in gazetteer; a row with the id of a built-in one replaces it.
"""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

from bot.errors import InputError
from bot.placefiles import Format, PlaceList, read_place_list
from summaries.gazetteer import Gazetteer
from summaries.places.folding import detached, fold, fold_joined, plain
from summaries.places.merge import Areas, merge, thinned
from summaries.places.nearest import Nearest
from summaries.places.rows import OPEN, PlaceListError, PlaceRow, read_rows, write_rows
from summaries.scheme import Scheme
from summaries.types import Place, RegionId

How = Literal["as written", "folded", "in one word", "after a particle"]
Rule = Literal["own", "subdistrict", "district", "governorate", "open", "abroad"]

_MOST_SIMILAR = 5
_DOUBT = "; a word or a person as well: counts only beside words of place"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list: its format, and how many of its places are new or known already.

    ``left_out`` says in words which rows name an area that is not known; ``passed_over`` counts
    lines that are no places of Syria; ``total`` is the size of the operator's list afterwards.
    """

    format: Format
    read: int
    new: int
    known: int
    left_out: tuple[str, ...]
    passed_over: int
    total: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """One place that a name may mean, by which of its names, and what its region follows from.

    ``doubtful`` names are words or persons as well.
    """

    place: Place
    name: str
    how: How
    rule: Rule
    doubtful: bool

    @property
    def why(self) -> str:
        """Say it in words: ``listed as "Kobani", folded; northeast by its district``."""
        place = self.place
        area = {"subdistrict": place.subdistrict, "district": place.district}.get(
            self.rule, place.governorate
        )
        region = {
            "own": f"{place.region} by its own row" if place.region else "no region by its own row",
            "open": "the scheme leaves its region open",
            "abroad": "outside Syria",
        }.get(self.rule, f"{place.region} by its {self.rule}, {area}")
        return f'listed as "{self.name}", {self.how}; {region}{_DOUBT if self.doubtful else ""}'


@dataclass(frozen=True, slots=True)
class Clash:
    """A name that means several places: in several regions, or in one and abroad."""

    name: str
    places: tuple[Place, ...]

    @property
    def regions(self) -> tuple[RegionId | None, ...]:
        """The regions that the name may mean; ``None`` stands for abroad or open."""
        return tuple(dict.fromkeys(place.region for place in self.places))


def import_places(path: Path, places_file: Path, scheme: Scheme) -> Imported:
    """Take a place list into the operator's own. Taking it in twice changes nothing.

    Raises:
        InputError: the list, or the operator's own, cannot be read, or the latter not written.

    """
    built_in = _built_in()
    own = _own(places_file)
    found = read_place_list(path, {row.id: row for row in built_in if row.kind == "subdistrict"})
    replacing = {row.id: row for row in found.rows} if found.format == "own" else {}
    replaced = [replacing[row.id] for row in built_in if row.id in replacing]
    kept = [row for row in own if row.id not in {r.id for r in replaced}]
    incoming = _placed(found, built_in, {row.id for row in replaced})
    others = _without(built_in, [*kept, *replaced])
    merged = merge([*others, *kept, *replaced], incoming, scheme)
    ours = {row.id for row in (*kept, *replaced, *merged.added)}
    rows = [row for row in merged.rows if row.id in ours]
    _write(places_file, write_rows(rows))
    return Imported(
        format=found.format,
        read=len(found.rows),
        new=len(merged.added),
        known=len(merged.doubles) + len(replaced),
        left_out=tuple(merged.problems),
        passed_over=found.passed_over,
        total=len(rows),
    )


def find(name: str, places_file: Path | None, scheme: Scheme) -> list[Meaning]:
    """Return all places that a name may mean, the more prominent first, and why.

    Raises:
        InputError: the operator's list cannot be read.

    """
    rows = {row.id: row for row in (*_built_in(), *_own(places_file))}
    gazetteer = Gazetteer(rows.values(), scheme)
    mentions = gazetteer.find(name) or gazetteer.find(name.title())
    doubtful = all(mention.weak for mention in mentions)
    return [
        Meaning(
            place,
            *_matched(rows[place.id], name),
            _rule(rows[place.id], place, scheme),
            doubtful,
        )
        for place in gazetteer.lookup(name)
    ]


def similar(name: str, places_file: Path | None) -> list[str]:
    """Return known names that look like one that is not known.

    Raises:
        InputError: the operator's list cannot be read.

    """
    names: dict[str, str] = {}
    for row in (*_built_in(), *_own(places_file)):
        for known in row.names:
            names.setdefault(fold(known), known)
    return [names[key] for key in get_close_matches(fold(name), names, _MOST_SIMILAR, 0.75)]


def check(places_file: Path | None, scheme: Scheme) -> list[Clash]:
    """Return the names that mean places of several regions, sorted by name.

    Raises:
        InputError: the operator's list cannot be read.

    """
    rows = {row.id: row for row in (*_built_in(), *_own(places_file))}
    gazetteer = Gazetteer(rows.values(), scheme)
    spellings: dict[str, str] = {}
    meanings: dict[str, dict[str, Place]] = defaultdict(dict)
    for place in gazetteer.places:
        for name in rows[place.id].names:
            spellings.setdefault(fold(name), name)
            meanings[fold(name)][place.id] = place
    clashes = (Clash(spellings[key], tuple(found.values())) for key, found in meanings.items())
    return sorted(
        (clash for clash in clashes if len(clash.regions) > 1), key=lambda clash: plain(clash.name)
    )


@cache
def _built_in() -> tuple[PlaceRow, ...]:
    text = (resources.files("summaries") / "data" / "places.csv").read_text("utf-8")
    return tuple(read_rows(text))


def _own(places_file: Path | None) -> list[PlaceRow]:
    if places_file is None or not places_file.exists():
        return []
    try:
        return read_rows(places_file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, PlaceListError) as error:
        raise InputError(f"{places_file}: {error}") from None


def _placed(
    found: PlaceList, built_in: Sequence[PlaceRow], but: Iterable[str]
) -> Iterable[PlaceRow]:
    """Return the rows thinned out, areas that nobody knows taken off, the nearest put in."""
    skip = frozenset(but)
    areas, nearest = Areas(built_in), Nearest(built_in)
    for row in found.rows:
        if row.id not in skip or not row.id:
            yield thinned(
                nearest.placed(row if found.format == "own" else _known_areas(row, areas))
            )


def _known_areas(row: PlaceRow, areas: Areas) -> PlaceRow:
    """Return a row of another's list without the areas that are spelled in a way of their own."""
    governorate = areas.governorate(row.governorate) or row.governorate
    known = areas.subdistrict(governorate, row.subdistrict) if row.subdistrict else None
    district, subdistrict = known or (areas.district(governorate, row.district) or "", "")
    return replace(row, governorate=governorate, district=district, subdistrict=subdistrict)


def _without(rows: Iterable[PlaceRow], others: Iterable[PlaceRow]) -> list[PlaceRow]:
    ids = {row.id for row in others}
    return [row for row in rows if row.id not in ids]


def _write(path: Path, text: str) -> None:
    """Replace the file in one step, so that a reader sees the old list or the new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
        draft = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            draft.chmod(0o644)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None


def _matched(row: PlaceRow, name: str) -> tuple[str, How]:
    """Return the name of the row that was meant, and how it was recognised."""
    names = (*row.names, *row.exact_names)
    for known in names:
        if plain(known) == plain(name):
            return known, "as written"
    for known in names:
        if fold(known) == fold(name):
            return known, "folded"
    for known in names:
        if fold(name) in fold_joined(known):
            return known, "in one word"
    keys = {key for key, _ in detached(name.strip())}
    return next((known for known in names if fold(known) in keys), row.name), "after a particle"


def _rule(row: PlaceRow, place: Place, scheme: Scheme) -> Rule:
    if row.region:
        return "open" if row.region == OPEN else "own"
    if not row.governorate:
        return "abroad" if row.kind == "foreign" else "open"
    if place.region is None:
        return "open"
    if scheme.region_of(row.governorate) == place.region:
        narrower = scheme.region_of(row.governorate, row.district, row.subdistrict)
        return "governorate" if narrower == place.region else "open"
    if scheme.region_of(row.governorate, row.district) == place.region:
        return "district"
    return "subdistrict"
