"""The scheme of regions: which part of Syria belongs to which region, as data.

The built-in scheme stands in ``data/regions.toml``; an operator may bring an edited copy.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from summaries.places.folding import fold
from summaries.types import Region, RegionId

_Area = tuple[str, str, str]
_REGION_KEYS = frozenset({"id", "names", "on_request", "aliases", "directions", "areas"})
_AREA_KEYS = ("governorate", "district", "subdistrict")


class SchemeError(ValueError):
    """A scheme of regions cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Regions in the order they are shown, and what lies in them.

    ``directions`` maps the words that stand before or after "Syria" in a report ("northeastern",
    "شمال شرق") to the region they mean, all in lower case. ``version`` changes with the content.
    """

    regions: tuple[Region, ...]
    default_for_deir_ez_zor: RegionId
    directions: Mapping[str, RegionId]
    version: str
    _areas: Mapping[_Area, RegionId]
    _aliases: Mapping[str, RegionId]

    @classmethod
    def load(cls, path: Path | None = None) -> Scheme:
        """Read a scheme; the built-in one without a path.

        Raises:
            SchemeError: the file cannot be read, or is no usable scheme.

        """
        if path is None:
            text = (resources.files("summaries") / "data" / "regions.toml").read_text("utf-8")
        else:
            try:
                text = path.read_text("utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise SchemeError(f"cannot read the scheme of regions {path}: {error}") from error
        return cls.parse(text)

    @classmethod
    def parse(cls, text: str) -> Scheme:
        """Read a scheme from the text of a TOML file.

        Raises:
            SchemeError: the text is no usable scheme.

        """
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise SchemeError(f"the scheme of regions is no TOML: {error}") from error
        tables = _tables(document)
        default = RegionId(str(document.get("default_for_deir_ez_zor", "")))
        if default not in {table["id"] for table in tables}:
            raise SchemeError(f"default_for_deir_ez_zor: {default!r} is no region of the scheme")
        return cls(
            regions=tuple(_region(table) for table in tables),
            default_for_deir_ez_zor=default,
            directions=MappingProxyType(_words(tables, "directions", str.casefold)),
            version=hashlib.sha256(text.encode()).hexdigest()[:8],
            _areas=MappingProxyType(dict(_areas(tables))),
            _aliases=MappingProxyType(_words(tables, "aliases", fold) | _own_names(tables)),
        )

    def region_of(
        self, governorate: str, district: str = "", subdistrict: str = ""
    ) -> RegionId | None:
        """Return the region of an area: the most specific rule that holds it decides.

        ``None`` where the scheme leaves it open (Deir ez-Zor without a subdistrict) and for what
        does not lie in Syria. Spellings are folded.
        """
        where = (fold(governorate), fold(district), fold(subdistrict))
        for area in (where, (where[0], "", where[2]), (where[0], where[1], ""), (where[0], "", "")):
            if (region := self._areas.get(area)) is not None:
                return region
        return None

    @property
    def main_regions(self) -> tuple[RegionId, ...]:
        """The regions that are not only shown on request; all, where every one of them is."""
        main = tuple(region.id for region in self.regions if not region.on_request)
        return main or tuple(region.id for region in self.regions)

    def region(self, region: RegionId) -> Region:
        """Return a region by its id.

        Raises:
            KeyError: the scheme has no such region.

        """
        for candidate in self.regions:
            if candidate.id == region:
                return candidate
        raise KeyError(region)

    def title(self, region: RegionId, language: str = "en") -> str:
        """Return the name of a region that people see; English where there is no other."""
        names = self.region(region).names
        return names.get(language) or names["en"]

    def parse_region(self, text: str) -> RegionId | None:
        """Return the region that a person means: "ne", "north-east", "South", "درعا"."""
        return self._aliases.get(fold(text)) if text.strip() else None


def _tables(document: dict[str, object]) -> list[dict[str, object]]:
    tables = document.get("region")
    if not isinstance(tables, list) or not tables:
        raise SchemeError("the scheme of regions has no [[region]]")
    for number, table in enumerate(tables, 1):
        if not isinstance(table, dict) or not isinstance(table.get("id"), str):
            raise SchemeError(f"region {number} has no id")
        if unknown := set(table) - _REGION_KEYS:
            raise SchemeError(f"region {table['id']}: {min(unknown)!r} is not known")
        names = table.get("names")
        if not isinstance(names, dict) or "en" not in names:
            raise SchemeError(f"region {table['id']} has no English name")
        if not isinstance(table.get("on_request", False), bool):
            raise SchemeError(f"region {table['id']}: on_request is true or false")
    if len({table["id"] for table in tables}) < len(tables):
        raise SchemeError("two regions have the same id")
    return tables


def _region(table: dict[str, object]) -> Region:
    names = table["names"]
    assert isinstance(names, dict)  # noqa: S101 - _tables has seen to it
    return Region(
        RegionId(str(table["id"])),
        MappingProxyType({k: str(v) for k, v in names.items()}),
        on_request=bool(table.get("on_request", False)),
    )


def _list(table: dict[str, object], key: str) -> list[object]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise SchemeError(f"region {table['id']}: {key} is no list")
    return value


def _words(tables: list[dict[str, object]], key: str, normal: object) -> dict[str, RegionId]:
    assert callable(normal)  # noqa: S101
    return {
        normal(str(word)): RegionId(str(table["id"]))
        for table in tables
        for word in _list(table, key)
    }


def _own_names(tables: list[dict[str, object]]) -> dict[str, RegionId]:
    return {
        fold(word): region.id
        for region in map(_region, tables)
        for word in (region.id, *region.names.values())
    }


def _areas(tables: list[dict[str, object]]) -> Iterator[tuple[_Area, RegionId]]:
    seen: dict[_Area, str] = {}
    for table in tables:
        for entry in _list(table, "areas"):
            area = _area(table, entry)
            if area in seen:
                raise SchemeError(f"regions {seen[area]} and {table['id']} claim the same area")
            seen[area] = str(table["id"])
            yield area, RegionId(str(table["id"]))


def _area(table: dict[str, object], entry: object) -> _Area:
    if not isinstance(entry, dict) or "governorate" not in entry or set(entry) - set(_AREA_KEYS):
        raise SchemeError(
            f"region {table['id']}: an area is {{ governorate, district, subdistrict }}"
        )
    governorate, district, subdistrict = (fold(str(entry.get(key, ""))) for key in _AREA_KEYS)
    return governorate, district, subdistrict
