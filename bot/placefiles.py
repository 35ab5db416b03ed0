"""Place lists as others publish them, read into the rows of our own format.

- GeoNames' country dump (``SY.txt``): 19 columns parted by tabs, without a header. It gives a
  governorate by its code and a position; district and subdistrict are those of the nearest known
  place (``summaries.places.nearest``).
- OCHA's table of populated places (CSV or XLSX): names of the areas, mostly with their P-codes,
  under headers that change from year to year.
- Our own format (``summaries/data/README.md``).

All rows of others are single settlements, mostly small: their one-word names are marked weak.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.errors import InputError
from summaries.places.folding import ARABIC_LETTERS, fold, fold_word
from summaries.places.rows import PlaceListError, PlaceRow, read_rows

Format = Literal["geonames", "ocha", "own"]

MOST_BYTES = 200 * 2**20
GOVERNORATES = {
    "01": "Hasakah",
    "02": "Lattakia",
    "03": "Quneitra",
    "04": "Raqqa",
    "05": "Suwayda",
    "06": "Daraa",
    "07": "Deir ez-Zor",
    "08": "Rif Dimashq",
    "09": "Aleppo",
    "10": "Hama",
    "11": "Homs",
    "12": "Idlib",
    "13": "Damascus",
    "14": "Tartus",
}
"""GeoNames' first-level codes of Syria."""

_KINDS = {
    "PPLX": "neighbourhood",
    "AIRB": "airbase",
    "AIRF": "airbase",
    "AIRP": "airbase",
    "DAM": "dam",
    "MSTY": "monastery",
    "PRN": "prison",
    "OILF": "oil field",
    "GASF": "oil field",
    "ISL": "island",
    "HLL": "hill",
    "MT": "hill",
    "MTS": "hill",
}
_GONE = frozenset(("PPLH", "PPLQ", "PPLW", "PPLCH"))
_GEONAMES_COLUMNS = 19
_CITY = 50_000
_TOWN = 5_000
_MOST_ALIASES = 12
_ZIP = b"PK\x03\x04"
_HEADER_WITHIN = 12

_LATIN_NAME = re.compile(
    r"[A-Z\u00c0-\u00de\u1e00-\u1eff‘’'ʿʾ][A-Za-z\u00c0-\u024f\u1e00-\u1eff‘’'`ʿʾ -]+$"
)
_ARABIC_NAME = re.compile(rf"[{ARABIC_LETTERS} ]+$")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")

_HEADERS: Mapping[str, tuple[str, ...]] = {
    "governorate": ("admin1nameen", "adm1en", "admin1en", "admin1name", "governorate", "admin1"),
    "district": ("admin2nameen", "adm2en", "admin2en", "admin2name", "district", "admin2"),
    "subdistrict": (
        "admin3nameen", "adm3en", "admin3en", "admin3name", "subdistrict", "admin3",
    ),
    "area": ("admin3pcode", "adm3pcode", "admin3code"),
    "name": (
        "admin4nameen", "adm4en", "admin4en", "admin4name", "populatedplacenameen", "featurenameen",
        "featurerefnameen", "locationnameen", "communitynameen", "villagenameen", "nameen",
        "populatedplace", "locationname", "community", "featurename", "village", "admin4", "name",
    ),
    "name_ar": (
        "admin4namear", "adm4ar", "admin4ar", "populatedplacenamear", "featurenamear",
        "featurerefnamear", "locationnamear", "communitynamear", "villagenamear", "namear",
    ),
    "pcode": ("admin4pcode", "adm4pcode", "populatedplacepcode", "pcode", "locationpcode"),
    "latitude": ("latitude", "lat", "latitudey", "pointy", "y", "ycoord"),
    "longitude": ("longitude", "lon", "long", "longitudex", "pointx", "x", "xcoord"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceList:
    """What a file holds: its format, the rows, and how many of its lines are of no use here."""

    format: Format
    rows: tuple[PlaceRow, ...]
    passed_over: int = 0


def read_place_list(path: Path, subdistricts: Mapping[str, PlaceRow] | None = None) -> PlaceList:
    """Read a place list; its format follows from its content.

    ``subdistricts`` maps P-codes to the rows of known subdistricts, for tables that give codes.

    Raises:
        InputError: the file cannot be read, or holds no places of Syria.

    """
    body = _bytes(path)
    known = subdistricts or {}
    if body.startswith(_ZIP):
        return _from_tables(path, _sheets(path), known)
    text = _text(path, body)
    if _is_geonames(text):
        found = _from_geonames(text)
    elif _is_own(text):
        found = _from_own(path, text)
    else:
        return _from_tables(path, [_cells(text)], known)
    if not found.rows:
        raise InputError(f"{path}: holds no places of Syria")
    return found


def geonames_row(  # noqa: PLR0913 - one argument a column
    number: str,
    name: str,
    alternates: Iterable[str],
    position: tuple[float, float],
    admin1: str,
    *,
    kind: str,
    weak: bool,
) -> PlaceRow | None:
    """Return a GeoNames entry as a row; ``None`` if it lies in no governorate."""
    governorate = GOVERNORATES.get(admin1)
    if governorate is None:
        return None
    names = [candidate.strip() for candidate in alternates]
    arabic = list(filter(is_arabic_name, names))
    latin = [readable(candidate) for candidate in names if _is_latin_name(candidate)]
    aliases = tuple(dict.fromkeys((*latin, *arabic[1:])))[:_MOST_ALIASES]
    own = readable(name)
    return PlaceRow(
        id=f"geonames-{number}",
        name=own,
        name_ar=arabic[0] if arabic else "",
        kind=kind,
        governorate=governorate,
        aliases=aliases,
        weak=_one_word((own, *arabic, *aliases)) if weak else (),
        latitude=round(position[0], 4),
        longitude=round(position[1], 4),
        source=f"geonames:{number}",
    )


def settlement_kind(population: int) -> str:
    """Return city, town or village by the number of people."""
    if population >= _CITY:
        return "city"
    return "town" if population >= _TOWN else "village"


def readable(name: str) -> str:
    """Return a transliterated name as the press writes it: ``Al Karāmah`` is ``al-Karamah``."""
    bare = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    words = bare.translate(str.maketrans("’‘ʿʾ`", "'''''")).strip("' ").split()
    joined = ""
    for word in words:
        joined += (
            "al-" if not fold_word(word) and word is not words[-1] else f"{word.strip(chr(39))} "
        )
    return joined.strip()


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path}: larger than {MOST_BYTES // 2**20} MB; is it a place list?")
        body = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
    if not body.strip():
        raise InputError(f"{path}: the file is empty")
    return body


def _text(path: Path, body: bytes) -> str:
    if b"\0" in body[:4096]:
        raise InputError(f"{path}: not a text file; give SY.txt, a CSV or an XLSX")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8; save it as CSV UTF-8") from None


def _is_geonames(text: str) -> bool:
    first = text.split("\n", 1)[0].rstrip("\r").split("\t")
    return len(first) == _GEONAMES_COLUMNS and first[0].isdigit()


def _from_geonames(text: str) -> PlaceList:
    rows: list[PlaceRow] = []
    lines = text.splitlines()
    for line in lines:
        row = _geonames_line(line.split("\t"))
        if row is not None:
            rows.append(row)
    return PlaceList("geonames", tuple(rows), len(lines) - len(rows))


def _geonames_line(cells: Sequence[str]) -> PlaceRow | None:
    if len(cells) != _GEONAMES_COLUMNS or cells[8] != "SY" or cells[7] in _GONE:
        return None
    population = int(cells[14]) if cells[14].isdigit() else 0
    kind = _KINDS.get(cells[7]) or (settlement_kind(population) if cells[6] == "P" else "")
    position = _position(cells[4], cells[5])
    if not kind or position is None:
        return None
    return geonames_row(
        cells[0],
        cells[1],
        cells[3].split(","),
        position,
        cells[10],
        kind=kind,
        weak=population < _TOWN,
    )


def _is_own(text: str) -> bool:
    header = next(csv.reader([text.split("\n", 1)[0]]), [])
    names = {name.strip() for name in header}
    return {"name", "kind"} <= names


def _from_own(path: Path, text: str) -> PlaceList:
    try:
        return PlaceList("own", tuple(read_rows(text)))
    except PlaceListError as error:
        raise InputError(f"{path}: {error}") from None


def _cells(text: str) -> Iterator[Sequence[str]]:
    head = text[:4096]
    delimiter = max(",;\t", key=head.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _sheets(path: Path) -> Iterator[Iterable[Sequence[str]]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise InputError(f"{path}: no workbook that can be read ({error})") from None
    for sheet in book.worksheets:
        yield (
            ["" if cell is None else str(cell) for cell in row]
            for row in sheet.iter_rows(values_only=True)
        )


def _from_tables(
    path: Path, tables: Iterable[Iterable[Sequence[str]]], known: Mapping[str, PlaceRow]
) -> PlaceList:
    """Read the first table that has a header of populated places."""
    for table in tables:
        lines = iter(table)
        columns = _columns(lines)
        if columns is None:
            continue
        cells = [line for line in lines if any(line) and not str(line[0]).startswith("#")]
        rows = [row for line in cells if (row := _ocha_row(columns, line, known)) is not None]
        if rows:
            return PlaceList("ocha", tuple(rows), len(cells) - len(rows))
        raise InputError(f"{path}: holds no places of Syria")
    raise InputError(
        f"{path}: no place list; it needs columns for the name and the governorate"
        " (OCHA), 19 columns parted by tabs (GeoNames), or our own header"
    )


def _columns(lines: Iterator[Sequence[str]]) -> dict[str, int] | None:
    """Return where each of our columns stands, by the header among the first lines."""
    for _ in range(_HEADER_WITHIN):
        header = [_NOT_ALPHANUMERIC.sub("", cell.casefold()) for cell in next(lines, ())]
        columns = {
            column: header.index(spelling)
            for column, spellings in _HEADERS.items()
            for spelling in reversed(spellings)
            if spelling in header
        }
        if "name" in columns and ("governorate" in columns or "area" in columns):
            return columns
    return None


def _ocha_row(
    columns: Mapping[str, int], line: Sequence[str], known: Mapping[str, PlaceRow]
) -> PlaceRow | None:
    cells = {column: line[at].strip() if at < len(line) else "" for column, at in columns.items()}
    area = known.get(cells.get("area", ""))
    name, name_ar = readable(cells["name"]), cells.get("name_ar", "")
    governorate = area.governorate if area else cells.get("governorate", "")
    if not fold(name) or not governorate:
        return None
    position = _position(cells.get("latitude", ""), cells.get("longitude", ""))
    pcode = cells.get("pcode", "")
    return PlaceRow(
        id=pcode,
        name=name,
        name_ar=name_ar,
        kind="village",
        governorate=governorate,
        district=area.district if area else cells.get("district", ""),
        subdistrict=area.subdistrict if area else cells.get("subdistrict", ""),
        weak=_one_word((name, name_ar)),
        latitude=position[0] if position else None,
        longitude=position[1] if position else None,
        source=f"ocha:{pcode}" if pcode else "ocha",
    )


def _position(latitude: str, longitude: str) -> tuple[float, float] | None:
    try:
        position = (round(float(latitude), 4), round(float(longitude), 4))
    except ValueError:
        return None
    in_range = abs(position[0]) <= 90 and abs(position[1]) <= 180  # noqa: PLR2004 - degrees
    return position if in_range and position != (0.0, 0.0) else None


def is_arabic_name(name: str) -> bool:
    """Tell whether a name is written in Arabic letters."""
    return _ARABIC_NAME.fullmatch(name.strip()) is not None


def _is_latin_name(name: str) -> bool:
    return _LATIN_NAME.fullmatch(name) is not None and not name.isupper()


def _one_word(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name and " " not in fold(name)))
