"""Which district and subdistrict a point lies in, guessed from the nearest place that is known.

Where a list gives a governorate and a position only (GeoNames), the areas within it are those of
the nearest known settlement of that governorate, or of a subdistrict's centre where that is nearer.
There are no boundaries here: near one, and on a river that is one, the guess is sometimes wrong.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from summaries.placelist import PlaceRow
from summaries.placemerge import KM_PER_DEGREE, SETTLEMENTS

_KNOWN_BY = SETTLEMENTS | {"subdistrict"}
_FARTHEST_KM = 60.0


class Nearest:
    """Known places with a position and a subdistrict, by governorate."""

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        """Take settlements and the centres of subdistricts."""
        self._known: dict[str, list[tuple[float, float, PlaceRow]]] = defaultdict(list)
        for row in rows:
            known = row.subdistrict and row.kind in _KNOWN_BY
            if known and row.latitude is not None and row.longitude is not None:
                self._known[row.governorate].append((row.latitude, row.longitude, row))

    def placed(self, row: PlaceRow) -> PlaceRow:
        """Return the row with the district and subdistrict of the nearest known place.

        A row that has a subdistrict, or no governorate or position, is returned as it is, and so
        is one with no known place within 60 km.
        """
        north, east = row.latitude, row.longitude
        if row.subdistrict or north is None or east is None:
            return row
        shrink = math.cos(math.radians(north)) ** 2
        apart, known = min(
            (
                ((latitude - north) ** 2 + (longitude - east) ** 2 * shrink, place)
                for latitude, longitude, place in self._known.get(row.governorate, ())
                if place.id != row.id or not row.id
            ),
            key=lambda pair: pair[0],
            default=(math.inf, row),
        )
        if math.sqrt(apart) * KM_PER_DEGREE > _FARTHEST_KM:
            return row
        return replace(row, district=known.district, subdistrict=known.subdistrict)
