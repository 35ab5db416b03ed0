"""How many events of coded event data the gazetteer can place.

``labels/events.tsv`` holds the places of events as three databases spell them, with the governorate
that they give or that follows from their coordinates. An event counts as placed if its English or
its Arabic place leads to a place in that governorate; one that stands within a longer description
("furniture workshop near X") is looked for as in a sentence. Databases err too: what they put into
a wrong governorate counts as not placed.
"""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.labelled import LABELS, Score, read_rows
from summaries.gazetteer import Gazetteer
from summaries.types import Place


def placed_events(gazetteer: Gazetteer) -> dict[str, Score]:
    """Print how many events and places are known by source and sample; return that of events."""
    events: dict[str, Score] = {}
    places: dict[str, Score] = {}
    missing: dict[str, list[str]] = {}
    for row in read_rows(LABELS / "events.tsv"):
        name = f"{row['source']}_{row['sample']}"
        known = any(
            place.governorate in row["governorates"].split("|")
            for spelling in (row["place_en"], row["place_ar"])
            for place in _meant(gazetteer, spelling)
        )
        count = int(row["events"])
        events[name] = events.get(name, Score(0, 0)) + Score(known * count, count)
        places[name] = places.get(name, Score(0, 0)) + Score(int(known), 1)
        if not known:
            missing.setdefault(name, []).append(row["place_en"] or row["place_ar"])
    for name, score in events.items():
        print(f"{name:14} events {score!s:20} places {places[name]!s:20}", end=" ")
        print(f"missing: {', '.join(missing.get(name, ()))[:200]}")
    return events


def _meant(gazetteer: Gazetteer, spelling: str) -> Iterator[Place]:
    yield from gazetteer.lookup(spelling) if spelling else ()
    for mention in gazetteer.find(spelling):
        yield from (*mention.places, *mention.others)
