"""Putting place lists together: the same place told twice becomes one row.

Two rows tell the same place if they are of one sort and governorate and share a name, unless they
are known to lie far apart or in different regions; or if they lie on the same spot and their names
are alike. Lists are compared by dictionaries and a grid: tens of thousands of rows are quick.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cache

from summaries.places.folding import fold, fold_joined
from summaries.places.rows import EXACT, PlaceRow, numbered
from summaries.scheme import Scheme

SETTLEMENTS = frozenset(("city", "town", "village", "neighbourhood"))

_SAME_SPOT_KM = 1.5
_SAME_NAME_KM = 12.0
_ALIKE = 0.75
KM_PER_DEGREE = 111.2
_GRID = 50


@dataclass(slots=True)
class Merged:
    """The rows of a merged list, and what became of the incoming ones.

    ``doubles`` pairs an incoming row with the row that tells the same place already, which was
    filled in from it. ``problems`` says which incoming rows name an area that is not known; they
    are left out.
    """

    rows: list[PlaceRow]
    added: list[PlaceRow] = field(default_factory=list)
    doubles: list[tuple[PlaceRow, PlaceRow]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def merge(known: Iterable[PlaceRow], incoming: Iterable[PlaceRow], scheme: Scheme) -> Merged:
    """Merge rows into a list; every row that is kept has an id."""
    index = _Index(numbered(known), scheme)
    areas = Areas(index.rows.values())
    merged = Merged([])
    ids: set[str] = set(index.rows)
    for row in incoming:
        try:
            placed = areas.placed(row)
        except ValueError as error:
            merged.problems.append(str(error))
            continue
        if placed.id in ids:
            index.put(_filled(index.rows[placed.id], placed))
            merged.doubles.append((row, index.rows[placed.id]))
        elif (same := index.same(placed)) is not None:
            index.put(_filled(same, placed))
            merged.doubles.append((row, same))
        else:
            merged.added.append(index.add(placed))
            ids.add(merged.added[-1].id)
    merged.rows = list(index.rows.values())
    return merged


class Areas:
    """The governorates, districts and subdistricts that a list's own rows name."""

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        """Take the areas from the rows of those kinds."""
        self._governorates: dict[str, str] = {}
        self._districts: dict[tuple[str, str], str] = {}
        self._subdistricts: dict[tuple[str, str], tuple[str, str]] = {}
        for row in rows:
            if row.kind == "governorate":
                self._governorates |= {fold(name): row.name for name in row.names}
            elif row.kind == "district":
                for name in row.names:
                    self._districts[row.governorate, fold(name)] = row.district
            elif row.kind == "subdistrict":
                for name in (*row.names, row.subdistrict):
                    area = (row.district, row.subdistrict)
                    self._subdistricts[row.governorate, fold(name)] = area

    def governorate(self, name: str) -> str | None:
        """Return a governorate's own name, whatever the spelling; ``None`` if it is none."""
        return self._governorates.get(fold(name))

    def district(self, governorate: str, name: str) -> str | None:
        """Return a district's own name; ``None`` if the governorate has no such district."""
        return self._districts.get((governorate, fold(name)))

    def subdistrict(self, governorate: str, name: str) -> tuple[str, str] | None:
        """Return the names of a subdistrict's district and its own; ``None`` if not known."""
        return self._subdistricts.get((governorate, fold(name)))

    def placed(self, row: PlaceRow) -> PlaceRow:
        """Return the row with its areas in their own spelling, a missing district filled in.

        Raises:
            ValueError: the row names an area that is not known.

        """
        if row.kind in {"governorate", "district", "subdistrict"} or not row.governorate:
            return row
        governorate = self.governorate(row.governorate)
        if governorate is None:
            raise ValueError(f"{row.name}: no governorate {row.governorate!r}")
        district, subdistrict = row.district, row.subdistrict
        if subdistrict:
            area = self.subdistrict(governorate, subdistrict)
            if area is None:
                raise ValueError(f"{row.name}: no subdistrict {subdistrict!r} in {governorate}")
            district, subdistrict = area
        elif district:
            found = self.district(governorate, district)
            if found is None:
                raise ValueError(f"{row.name}: no district {district!r} in {governorate}")
            district = found
        return replace(row, governorate=governorate, district=district, subdistrict=subdistrict)


def kilometres(one: PlaceRow, other: PlaceRow) -> float | None:
    """Return the distance of two places; ``None`` if the position of either is not known."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    assert one.latitude is not None and one.longitude is not None  # noqa: S101, PT018
    assert other.latitude is not None and other.longitude is not None  # noqa: S101, PT018
    north = (one.latitude - other.latitude) * KM_PER_DEGREE
    shrink = math.cos(math.radians((one.latitude + other.latitude) / 2))
    return math.hypot(north, (one.longitude - other.longitude) * KM_PER_DEGREE * shrink)


def thinned(row: PlaceRow) -> PlaceRow:
    """Return the row without the aliases that folding makes superfluous."""
    seen = {fold(name) for name in (row.name, row.name_ar)}
    for name in (row.name, row.name_ar):
        seen |= fold_joined(name)
    aliases = []
    for alias in row.aliases:
        if alias.startswith(EXACT) or fold(alias) not in seen:
            aliases.append(alias)
            seen |= {fold(alias), *fold_joined(alias)}
    return replace(row, aliases=tuple(aliases))


class _Index:
    """Rows by id, by sort, governorate and name, and by the cell of the map they lie in."""

    def __init__(self, rows: Iterable[PlaceRow], scheme: Scheme) -> None:
        self._region_of = cache(scheme.region_of)
        self.rows: dict[str, PlaceRow] = {}
        self._names: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        self._cells: dict[tuple[str, int, int], list[str]] = defaultdict(list)
        for row in rows:
            self.put(row)

    def put(self, row: PlaceRow) -> None:
        before = self.rows.get(row.id)
        self.rows[row.id] = row
        names = {fold(name) for name in row.names}
        names -= {fold(name) for name in before.names} if before else set()
        for name in names:
            self._names[_sort(row), row.governorate, name].append(row.id)
        if row.latitude is not None and (before is None or before.latitude is None):
            self._cells[_cell(row)].append(row.id)

    def add(self, row: PlaceRow) -> PlaceRow:
        if not row.id or row.id in self.rows:
            row = numbered([replace(row, id="")], self.rows)[0]
        self.put(row)
        return row

    def same(self, row: PlaceRow) -> PlaceRow | None:
        """Return the row that tells the same place, if there is one."""
        # Oman and Amman are one word in Arabic: places abroad are told apart by their Latin names.
        names = (row.name,) if row.kind == "foreign" else (row.name, row.name_ar)
        for name in dict.fromkeys(map(fold, names)):
            for key in self._names.get((_sort(row), row.governorate, name), ()) if name else ():
                if self._may_be_one(self.rows[key], row):
                    return self.rows[key]
        return next(self._on_the_spot(row), None)

    def _may_be_one(self, one: PlaceRow, other: PlaceRow) -> bool:
        apart = kilometres(one, other)
        if apart is not None:
            return apart <= _SAME_NAME_KM
        if not (one.subdistrict and other.subdistrict):
            return not (one.district and other.district) or one.district == other.district
        return self._region(one) == self._region(other)

    def _region(self, row: PlaceRow) -> str | None:
        return row.region or self._region_of(row.governorate, row.district, row.subdistrict)

    def _on_the_spot(self, row: PlaceRow) -> Iterator[PlaceRow]:
        if row.latitude is None:
            return
        sort, north, east = _cell(row)
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                for key in self._cells.get((sort, north + dy, east + dx), ()):
                    other = self.rows[key]
                    apart = kilometres(other, row)
                    near = apart is not None and apart <= _SAME_SPOT_KM
                    if near and other.governorate == row.governorate and _alike(other, row):
                        yield other


def _sort(row: PlaceRow) -> str:
    return "settlement" if row.kind in SETTLEMENTS else row.kind


def _cell(row: PlaceRow) -> tuple[str, int, int]:
    assert row.latitude is not None and row.longitude is not None  # noqa: S101, PT018
    return _sort(row), math.floor(row.latitude * _GRID), math.floor(row.longitude * _GRID)


def _alike(one: PlaceRow, other: PlaceRow) -> bool:
    return any(
        SequenceMatcher(None, fold(a), fold(b)).ratio() >= _ALIKE
        for a, b in ((one.name, other.name), (one.name_ar, other.name_ar))
        if a and b
    )


def _filled(row: PlaceRow, other: PlaceRow) -> PlaceRow:
    """Return the row with what only the other knows: names, areas, position and its source.

    A name that the row has already is no weaker because the other list holds it for doubtful.
    """
    known = {fold(name) for name in row.names}
    doubtful = [name for name in other.weak if fold(name) not in known]
    new = [name for name in other.names if fold(name) not in known]
    new += [EXACT + name for name in other.exact_names if EXACT + name not in row.aliases]
    here = row.latitude is not None
    return thinned(
        replace(
            row,
            name_ar=row.name_ar or other.name_ar,
            district=row.district or other.district,
            subdistrict=row.subdistrict or other.subdistrict,
            aliases=(*row.aliases, *dict.fromkeys(new)),
            weak=tuple(dict.fromkeys((*row.weak, *doubtful))),
            latitude=row.latitude if here else other.latitude,
            longitude=row.longitude if here else other.longitude,
            source=row.source if here or other.latitude is None else other.source,
        )
    )
