"""Whether a passage is put at the place where its event happened.

The labels are sentences in our own words with the narrowest place named in them that is right, or
several as good. A sentence that names no place of an event must be put at none, or hardly surely.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from evaluation.labelled import LABELS, Score, read_rows
from summaries.explain import article_of
from summaries.gazetteer import Gazetteer
from summaries.regions import Tagger
from summaries.types import Passage

_SURE: Final = 0.5


def run(_data: Path) -> dict[str, float]:
    """Print every error; return the share of sentences that are put at the right place."""
    tagger, gazetteer = Tagger.default(), Gazetteer.default()
    of_language: dict[str, Score] = {}
    for row in read_rows(LABELS / "event_places.tsv"):
        names = [name for name in row["place"].split("|") if name]
        passages = tagger.tag(article_of(row["text"])).passages
        right = any(is_at(passage, names, gazetteer) for passage in passages[:1])
        of_language[row["language"]] = of_language.get(row["language"], Score(0, 0)) + Score(
            int(right), 1
        )
        if not right:
            told = ", ".join(passage.why for passage in passages)
            print(f"  {row['place'] or 'no place'}: {told}: {row['text']}")
    score = sum(of_language.values(), Score(0, 0))
    each = ", ".join(f"{language} {part}" for language, part in sorted(of_language.items()))
    print(f"\nplaces of events: {score}; {each}")
    return {"of_events": score.share}


def is_at(passage: Passage, names: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Tell whether a passage is put at one of the places that its sentence names so."""
    if not names:
        return passage.place is None or passage.confidence < _SURE
    mentions = (m for m in gazetteer.find(passage.text) if any(m.text in name for name in names))
    meant = {place.id for m in mentions for place in (*m.places, *m.others)}
    meant |= {place.id for name in names for place in gazetteer.lookup(name)}
    return passage.place is not None and passage.place.id in meant
