"""How much of Syria and of coded events the gazetteer knows, and how often folding confuses places.

Coverage is held against the administrative areas of Open-Syria: an area counts as known if its
name leads to a place in its governorate. Folding is measured over the gazetteer's own names in
Latin script: a collision is a folded name that means places of different regions although no
spelling and no Arabic name is common to them, so that folding alone makes them one.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib import resources
from pathlib import Path
from typing import TypedDict

from evaluation.events import placed_events
from summaries.gazetteer import Gazetteer
from summaries.places.folding import ARTICLES, fold, plain
from summaries.places.rows import OPEN, PlaceRow, read_rows
from summaries.scheme import Scheme

_VOWELS = re.compile("[aiu]+")
_KIND = re.compile(r" (?:Governorate|District|Subdistrict)$|^(?:مركز|منطقة|ناحية|محافظة) ")
_LEVELS = ("governorates", "districts", "subdistricts")


class Area(TypedDict):
    """One area of Open-Syria, as far as it is read here."""

    id: str
    governorateId: str
    name: dict[str, str]
    aliases: list[dict[str, str]]


def run(data: Path) -> dict[str, float]:
    """Print coverage and collisions; return the figures, higher being better."""
    gazetteer = Gazetteer.default()
    figures: dict[str, float] = {"places": len(gazetteer.places)}
    print(f"{len(gazetteer.places):,} places")
    areas = {level: _areas(data / "places" / f"{level}.json") for level in _LEVELS}
    where = {area["id"]: area["name"]["en"] for area in areas["governorates"]}
    for level, listed in areas.items():
        for kind, names in (("name", _names), ("alias", _aliases)):
            known, missing = _coverage(gazetteer, listed, where, names)
            figures[f"{level}_by_{kind}"] = known
            print(f"{level:13} by {kind:5} {known:7.1%}   missing: {', '.join(missing[:8])}")
    figures |= {f"events_{name}": score.share for name, score in placed_events(gazetteer).items()}
    return figures | _collisions()


def _areas(path: Path) -> list[Area]:
    areas: list[Area] = json.loads(path.read_text("utf-8"))
    return areas


def _names(area: Area) -> list[str]:
    return [area["name"]["en"], area["name"]["ar"].removeprefix("مركز ")]


def _aliases(area: Area) -> list[str]:
    """Return the aliases that are spellings of the name, not formal names or letter codes."""
    return [
        _KIND.sub("", alias["value"])
        for alias in area["aliases"]
        if alias["type"] != "formal" and not alias["value"].islower() and len(alias["value"]) > 1
    ]


def _coverage(
    gazetteer: Gazetteer,
    areas: Iterable[Area],
    where: dict[str, str],
    names: Callable[[Area], list[str]],
) -> tuple[float, list[str]]:
    """Return the share of names that lead into their governorate, and those that do not."""
    missing: list[str] = []
    total = 0
    for area in areas:
        governorate = fold(where[area.get("governorateId", area["id"])])
        for name in names(area):
            total += 1
            found = gazetteer.lookup(name)
            if all(fold(place.governorate) != governorate for place in found):
                missing.append(name)
    return 1 - len(missing) / total, missing


def _collisions() -> dict[str, float]:
    text = (resources.files("summaries") / "data" / "places.csv").read_text("utf-8")
    rows = [row for row in read_rows(text) if row.kind != "foreign" and row.region != OPEN]
    variants: dict[str, Callable[[str], str]] = {
        "as written": _unfolded,
        "folded": fold,
        "one vowel class": lambda name: _VOWELS.sub("a", fold(name)),
        "consonants alone": lambda name: _VOWELS.sub("", fold(name)),
    }
    figures: dict[str, float] = {}
    for title, key in variants.items():
        names, homonyms, confused = _count(rows, key)
        print(
            f"{title:17} {names:5} names: {homonyms:3} in several regions,"
            f" {len(confused):3} of them by folding alone ({', '.join(sorted(confused)[:12])})"
        )
        if key is fold:
            figures["names_not_confused"] = 1 - len(confused) / names
    return figures


def _unfolded(name: str) -> str:
    return " ".join(word for word in plain(name).split() if word not in ARTICLES)


def _count(rows: Iterable[PlaceRow], key: Callable[[str], str]) -> tuple[int, int, list[str]]:
    """Return how many names there are, how many mean several regions, and which are confused."""
    scheme = Scheme.load()
    found: dict[str, dict[str, list[set[str]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        region = row.region or scheme.region_of(row.governorate, row.district, row.subdistrict)
        if region is not None:
            own = {_unfolded(name) for name in row.names} | {fold(row.name_ar)}
            for name in filter(str.isascii, row.names):
                found[key(name)][region].append(own)
    several = {name: list(regions.values()) for name, regions in found.items() if len(regions) > 1}
    confused = [name for name, regions in several.items() if not _share_a_name(regions)]
    return len(found), len(several), confused


def _share_a_name(regions: list[list[set[str]]]) -> bool:
    first, *others = [set().union(*places) for places in regions]
    return all(first & other for other in others)
