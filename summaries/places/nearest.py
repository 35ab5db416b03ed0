"""Which district and subdistrict a point lies in, guessed from the nearest place that is known.

Where a list gives a governorate and a position only (GeoNames), the areas within it are those of
the nearest known settlement of that governorate, or of a subdistrict's centre where that is nearer.
There are no boundaries here, so that near one the guess is sometimes wrong.

In Deir ez-Zor the river parts the subdistricts, and the nearest town is often the one across it:
there, the bank is told first, from the line midway between the towns of one bank and of the other.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from summaries.places.merge import KM_PER_DEGREE, SETTLEMENTS
from summaries.places.rows import PlaceRow

DEIR_EZ_ZOR = "Deir ez-Zor"
EAST_BANK = frozenset(("Kisreh", "Sur", "Basira", "Khasham", "Thiban", "Hajin", "Susat"))
"""The subdistricts of Deir ez-Zor east of the Euphrates."""

_KNOWN_BY = SETTLEMENTS | {"subdistrict"}
_AWAY_FROM_THE_RIVER = frozenset(("Sur",))
_FARTHEST_KM = 60.0

_Known = tuple[float, float, PlaceRow]


class Nearest:
    """Known places with a position and a subdistrict, by governorate."""

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        """Take settlements and the centres of subdistricts."""
        self._known: dict[str, list[_Known]] = defaultdict(list)
        for row in rows:
            known = row.subdistrict and row.kind in _KNOWN_BY
            if known and row.latitude is not None and row.longitude is not None:
                self._known[row.governorate].append((row.latitude, row.longitude, row))
        self._banks = tuple(
            _riverside(self._known[DEIR_EZ_ZOR], east=east) for east in (False, True)
        )

    def placed(self, row: PlaceRow) -> PlaceRow:
        """Return the row with the district and subdistrict of the nearest known place.

        A row that has a subdistrict, or no governorate or position, is returned as it is, and so
        is one with no known place within 60 km.
        """
        north, east = row.latitude, row.longitude
        if row.subdistrict or north is None or east is None:
            return row
        known = self._known.get(row.governorate, [])
        if row.governorate == DEIR_EZ_ZOR and all(self._banks):
            is_east = self._is_east_bank(north, east)
            known = [place for place in known if (place[2].subdistrict in EAST_BANK) == is_east]
        nearest = _nearest(north, east, known)
        if nearest is None:
            return row
        return replace(row, district=nearest.district, subdistrict=nearest.subdistrict)

    def _is_east_bank(self, north: float, east: float) -> bool:
        west_bank, east_bank = (_longitude_at(north, bank) for bank in self._banks)
        return east > (west_bank + east_bank) / 2


def _nearest(north: float, east: float, known: Iterable[_Known]) -> PlaceRow | None:
    shrink = math.cos(math.radians(north)) ** 2
    best, nearest = (_FARTHEST_KM / KM_PER_DEGREE) ** 2, None
    for latitude, longitude, place in known:
        apart = (latitude - north) ** 2 + (longitude - east) ** 2 * shrink
        if apart < best:
            best, nearest = apart, place
    return nearest


def _riverside(known: Iterable[_Known], *, east: bool) -> list[tuple[float, float]]:
    """Return the positions of one bank's towns, which all lie on the river, from south to north."""
    return sorted(
        (latitude, longitude)
        for latitude, longitude, row in known
        if row.kind in {"city", "town"}
        and row.subdistrict not in _AWAY_FROM_THE_RIVER
        and (row.subdistrict in EAST_BANK) == east
    )


def _longitude_at(latitude: float, line: list[tuple[float, float]]) -> float:
    """Return where a line of towns crosses a latitude; its ends are drawn on straight south."""
    at = bisect_left(line, (latitude, -180.0))
    if at == 0 or at == len(line):
        return line[min(at, len(line) - 1)][1]
    (south, one), (north, other) = line[at - 1], line[at]
    share = (latitude - south) / (north - south) if north > south else 0.0
    return one + share * (other - one)
