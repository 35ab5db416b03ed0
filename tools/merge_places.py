"""Merge place lists into the gazetteer's own: ``python -m tools.merge_places FILE…``.

Drops doubles, fills in what is missing, keeps the list sorted, and reports what the incoming rows
clash with: names that now mean places of different regions.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from summaries.places.folding import fold
from summaries.places.merge import Merged, merge, thinned
from summaries.places.rows import PlaceRow, read_rows, write_rows
from summaries.scheme import Scheme

PLACES = Path(__file__).parent.parent / "summaries" / "data" / "places.csv"


def main(paths: list[str]) -> int:
    """Merge the files and print what became of their rows."""
    scheme = Scheme.load()
    known = read_rows(PLACES.read_text("utf-8"))
    for path in paths:
        merged = merge(known, map(thinned, read_rows(Path(path).read_text("utf-8"))), scheme)
        report(path, merged)
        known = merged.rows
    PLACES.write_text(write_rows(map(thinned, known)), "utf-8")
    print(f"{PLACES.name}: {len(known)} places")
    return 0


def report(source: str, merged: Merged) -> None:
    """Print how many rows are new, which are doubles or unusable, and which names clash."""
    print(f"{source}: {len(merged.added)} new, {len(merged.doubles)} known already")
    for row, known in merged.doubles:
        print(f"  double: {row.name} ({row.kind}) = {known.name} ({known.id})")
    for problem in merged.problems:
        print(f"  left out: {problem}")
    new = {row.id for row in merged.added}
    for name, rows in clashes(merged.rows):
        if new & {row.id for row in rows}:
            where = "; ".join(f"{row.name} ({row.kind}), {row.governorate}" for row in rows)
            print(f"  clash: {name}: {where}")


def clashes(rows: Iterable[PlaceRow]) -> Iterator[tuple[str, list[PlaceRow]]]:
    """Yield each folded name that means places of more than one region, with those places."""
    scheme = Scheme.load()
    by_name: dict[str, dict[str, PlaceRow]] = defaultdict(dict)
    for row in rows:
        for name in row.names:
            by_name[fold(name)][row.id] = row
    for name, places in sorted(by_name.items()):
        regions = {
            row.region or scheme.region_of(row.governorate, row.district, row.subdistrict)
            for row in places.values()
        }
        if len(regions) > 1:
            yield name, list(places.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
