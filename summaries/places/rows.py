"""Place lists: the rows of ``places.csv`` and of an operator's own list.

One row is one place. The format is described in ``summaries/data/README.md``; this module reads
and writes it and knows nothing of files, so that the bot and the tools share it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from itertools import chain, count

from summaries.places.folding import fold, plain

OPEN = "none"
"""In the column ``region``: the scheme's rules do not apply, and no region follows."""

EXACT = "="
"""Before an alias: it counts in exactly this spelling."""

KINDS = (
    "governorate",
    "city",
    "town",
    "camp",
    "district",
    "subdistrict",
    "region",
    "island",
    "village",
    "neighbourhood",
    "crossing",
    "airbase",
    "prison",
    "dam",
    "oil field",
    "hill",
    "monastery",
    "landmark",
    "river",
    "road",
    "foreign",
)
"""All kinds of place, the one that a bare name more likely means before the other."""

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


class PlaceListError(ValueError):
    """A place list cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row: the columns of the file, in their order.

    ``aliases`` are further names in either script; one that begins with ``=`` counts in exactly
    that spelling, not folded, and wins over folded names. ``weak`` are those names of the row that
    are also ordinary words, persons or organisations, and count only in a context for a place.
    ``region`` is empty where the scheme's rules decide, a region's id, or ``none``.
    """

    id: str
    name: str
    name_ar: str
    kind: str
    governorate: str
    district: str = ""
    subdistrict: str = ""
    region: str = ""
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    source: str = "curated"

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the place that may be folded, its own first."""
        folded = (alias for alias in self.aliases if not alias.startswith(EXACT))
        return tuple(filter(None, (self.name, self.name_ar, *folded)))

    @property
    def exact_names(self) -> tuple[str, ...]:
        """The names that count in exactly their spelling."""
        return tuple(alias[len(EXACT) :] for alias in self.aliases if alias.startswith(EXACT))


COLUMNS = tuple(field.name for field in fields(PlaceRow))
_REQUIRED = ("name", "kind")


def read_rows(text: str) -> list[PlaceRow]:
    """Read a place list in our own format.

    Raises:
        PlaceListError: a column is missing or unknown, or a value cannot be read.

    """
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [name.strip() for name in next(reader, [])]
    if missing := [name for name in _REQUIRED if name not in header]:
        raise PlaceListError(f"column {missing[0]!r} is missing")
    if unknown := [name for name in header if name not in COLUMNS]:
        raise PlaceListError(f"column {unknown[0]!r} is not known")
    return [_read_row(header, cells, reader.line_num) for cells in reader if cells]


def write_rows(rows: Iterable[PlaceRow]) -> str:
    """Write rows as a file, sorted by governorate, district, subdistrict, kind and name."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sorted(rows, key=_order):
        writer.writerow([_cell(getattr(row, name)) for name in COLUMNS])
    return out.getvalue()


def numbered(rows: Iterable[PlaceRow], taken: Iterable[str] = ()) -> list[PlaceRow]:
    """Give an id to each row that has none: name and governorate, made unique where needed.

    ``taken`` are ids that are in use elsewhere.
    """
    rows = list(rows)
    used = {row.id for row in rows if row.id} | set(taken)
    result = []
    for row in rows:
        identity = row.id or _free_id(row, used)
        used.add(identity)
        result.append(row if row.id else replace(row, id=identity))
    return result


def _free_id(row: PlaceRow, used: set[str]) -> str:
    stem = slug(f"{row.name} {row.governorate or row.kind}")
    area = row.subdistrict or row.district
    candidates = (stem, *([slug(f"{stem} {area}")] if area else []), slug(f"{stem} {row.kind}"))
    counted = (f"{stem}-{number}" for number in count(2))
    return next(identity for identity in chain(candidates, counted) if identity not in used)


def slug(text: str) -> str:
    """Return a text as lower-case letters and digits joined by hyphens: ``deir-ez-zor``."""
    return _NOT_IN_SLUG.sub("-", plain(text)).strip("-") or fold(text).replace(" ", "-")


def _order(row: PlaceRow) -> tuple[object, ...]:
    where = (row.governorate or "~", row.district, row.subdistrict)
    return (*where, KINDS.index(row.kind), plain(row.name), row.id)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)


def _read_row(header: list[str], values: list[str], line: int) -> PlaceRow:
    if len(values) > len(header):
        raise PlaceListError(f"line {line}: more cells than columns")
    cells = dict(zip(header, map(str.strip, values), strict=False))
    if not cells["name"]:
        raise PlaceListError(f"line {line}: the name is empty")
    if cells.get("kind") not in KINDS:
        raise PlaceListError(f"line {line}: {cells.get('kind', '')!r} is no kind of place")
    return PlaceRow(
        id=cells.get("id", ""),
        name=cells["name"],
        name_ar=cells.get("name_ar", ""),
        kind=cells["kind"],
        governorate=cells.get("governorate", ""),
        district=cells.get("district", ""),
        subdistrict=cells.get("subdistrict", ""),
        region=cells.get("region", ""),
        aliases=_names(cells.get("aliases", "")),
        weak=_names(cells.get("weak", "")),
        latitude=_degrees(cells.get("latitude", ""), 90, line),
        longitude=_degrees(cells.get("longitude", ""), 180, line),
        source=cells.get("source", "") or "curated",
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(str.strip, cell.split("|"))))) if cell else ()


def _degrees(cell: str, limit: int, line: int) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        raise PlaceListError(f"line {line}: {cell!r} is no number of degrees") from None
    if not -limit <= value <= limit:
        raise PlaceListError(f"line {line}: {cell} degrees are out of range")
    return value
