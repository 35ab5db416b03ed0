"""The dictionaries behind the gazetteer: from folded names to places.

They are built once from rows; a look-up costs the same however many rows there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from summaries.places.doubt import homonyms, spelling, weak_key
from summaries.places.folding import fold, fold_joined, plain
from summaries.places.rows import KINDS, OPEN, PlaceRow
from summaries.scheme import Scheme
from summaries.types import Place, RegionId

SMALL = frozenset(("village", "neighbourhood", "hill", "landmark"))
"""Kinds of place that an unqualified name seldom means."""
LARGE = frozenset(("governorate", "city"))
"""Kinds of place that an unqualified name means before all others."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a folded name means: the likely places, and small ones that share a city's name.

    ``place`` is the one to take: the first, unless the places lie in several regions. ``open`` says
    that one of them lies in no one region, as the governorate of Deir ez-Zor does; ``foreign`` that
    none lies in Syria; ``small`` that all likely ones are small.
    """

    places: tuple[Place, ...]
    others: tuple[Place, ...]
    place: Place | None
    open: bool
    foreign: bool
    small: bool

    @classmethod
    def of(cls, places: tuple[Place, ...], others: tuple[Place, ...] = ()) -> Meaning:
        """Return what a name means that these places bear."""
        abroad = [place.kind == "foreign" for place in places]
        open_ = any(
            place.region is None and place.kind == "governorate" and place.governorate
            for place in places
        )
        one_region = len({place.region for place in places}) == 1 and not any(abroad)
        decided = open_ or one_region or len(places) == 1
        small = all(place.kind in SMALL for place in places)
        return cls(places, others, places[0] if decided else None, open_, all(abroad), small)


@dataclass(frozen=True, slots=True)
class Start:
    """How the names go on that begin with one word: their most words, and their second words."""

    longest: int
    seconds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """Places by their names.

    ``all`` has every place of a folded name, the more prominent kind first. ``exact`` has names
    that count in one spelling only, by their key and that spelling. ``starts`` tells how
    the names go on that begin with a word. ``weak`` are names that are something else as well,
    ``acronyms`` those in capitals. ``spellings`` are all names as one word, as the
    lists spell them; see ``spelling``.
    """

    places: tuple[Place, ...]
    all: Mapping[str, tuple[Place, ...]]
    exact: Mapping[str, Mapping[str, tuple[Place, ...]]]
    starts: Mapping[str, Start]
    weak: frozenset[str]
    acronyms: frozenset[str]
    spellings: frozenset[str]


def build_index(rows: Iterable[PlaceRow], scheme: Scheme) -> PlaceIndex:
    """Index rows, each of which has an id of its own."""
    rows = list(rows)
    places = _places(rows, scheme)
    entries = list(zip(rows, places, strict=True))
    names = _by_name(entries)
    exact = _by_spelling(entries)
    return PlaceIndex(
        places=places,
        all=names,
        exact=exact,
        starts=_starts((*names, *exact)),
        weak=homonyms() | {weak_key(name) for row in rows for name in row.weak},
        acronyms=frozenset(
            name for row in rows for name in (*row.names, *row.exact_names) if name.isupper()
        ),
        spellings=frozenset(spelling(name) for row in rows for name in row.names),
    )


def _places(rows: Iterable[PlaceRow], scheme: Scheme) -> tuple[Place, ...]:
    region_of = cache(scheme.region_of)
    rows = tuple(rows)
    in_arabic = {row.name: row.name_ar for row in rows if row.kind == "governorate"}
    return tuple(
        Place(
            id=row.id,
            name=row.name,
            name_ar=row.name_ar,
            kind=row.kind,
            governorate=row.governorate,
            district=row.district,
            subdistrict=row.subdistrict,
            region=_own_region(row)
            if row.region
            else region_of(row.governorate, row.district, row.subdistrict),
            latitude=row.latitude,
            longitude=row.longitude,
            governorate_ar=in_arabic.get(row.governorate, ""),
        )
        for row in rows
    )


def _own_region(row: PlaceRow) -> RegionId | None:
    return None if row.region == OPEN else RegionId(row.region)


def _by_name(entries: Iterable[tuple[PlaceRow, Place]]) -> dict[str, tuple[Place, ...]]:
    names: dict[str, dict[str, Place]] = defaultdict(dict)
    joined: dict[str, dict[str, Place]] = defaultdict(dict)
    for row, place in entries:
        for name in row.names:
            key = fold(name)
            names[key][place.id] = place
            if " " in key:
                for one_word in fold_joined(name, key):
                    joined[one_word][place.id] = place
    for key, places in joined.items():
        # A name written as one word yields to a name that is one.
        names.setdefault(key, places)
    names.pop("", None)
    return {key: _ranked(places.values()) for key, places in names.items()}


def _by_spelling(
    entries: Iterable[tuple[PlaceRow, Place]],
) -> dict[str, dict[str, tuple[Place, ...]]]:
    exact: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for row, place in entries:
        for name in row.exact_names:
            exact[fold(name)][plain(name)].append(place)
    return {
        key: {spelling: _ranked(places) for spelling, places in spellings.items()}
        for key, spellings in exact.items()
    }


def _ranked(places: Collection[Place]) -> tuple[Place, ...]:
    if len(places) == 1:
        return tuple(places)
    return tuple(sorted(places, key=lambda place: _RANK[place.kind]))


def meaning_of(places: tuple[Place, ...]) -> Meaning:
    """Tell the likely meanings of a name, one for each governorate and region, from the others."""
    if len(places) == 1:
        return Meaning.of(places)
    seen: dict[tuple[str, RegionId | None], Place] = {}
    for place in places:
        seen.setdefault((place.governorate or place.name, place.region), place)
    placed = {governorate for governorate, region in seen if region is not None}
    # A district on both banks of a river is no second meaning beside the town it is named after.
    distinct = [
        place
        for (where, region), place in seen.items()
        if region is not None or where not in placed
    ]
    likely = tuple(place for place in distinct if not _is_hidden(place, distinct[0]))
    return Meaning.of(likely, tuple(place for place in distinct if place not in likely))


def _is_hidden(place: Place, first: Place) -> bool:
    """Tell of a small place that shares the name of a governorate or a city elsewhere."""
    if first.kind == "governorate":
        return place is not first
    return first.kind in LARGE and place.kind in SMALL


def _starts(names: Iterable[str]) -> dict[str, Start]:
    longest: dict[str, int] = {}
    seconds: dict[str, set[str]] = {}
    for name in names:
        first, more, rest = name.partition(" ")
        if more:
            longest[first] = max(longest.get(first, 1), 1 + name.count(" "))
            seconds.setdefault(first, set()).add(rest.partition(" ")[0])
        else:
            longest.setdefault(first, 1)
    return {
        first: Start(words, frozenset(seconds[first])) if words > 1 else _ALONE
        for first, words in longest.items()
    }


_RANK = {kind: number for number, kind in enumerate(KINDS)}
_ALONE = Start(1)
