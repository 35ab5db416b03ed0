"""Which groups of passages tell one event in unlike words or in two languages.

Words decide first (`likeness`). What they leave apart is joined where the facts leave little doubt:
one town, one day, one consequence with equal figures, and no contrary sign. Each group is joined
with one other at most in its own language and one in the other, so that no chain joins two events;
only what one report says again with the same large figure is joined however often.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from summaries.components import components
from summaries.events.consequence import TO_PEOPLE, Kind, kinds
from summaries.events.figures import FAR, counts, figures
from summaries.events.means import Means, contrary, means
from summaries.events.worth import is_backdrop
from summaries.types import Article, Language, Passage

MANY: Final = 10
"""A figure that two events of one town and day seldom share."""

_WIDE: Final = frozenset(
    ("governorate", "region", "district", "subdistrict", "river", "road", "foreign")
)
"""Kinds of places in which many events of a day lie."""

_OUTCOMES: Final[frozenset[Kind]] = TO_PEOPLE | {"control", "agreement"}

_CITY: Final = re.compile(r"\bcity\b|مدينة", re.IGNORECASE)
"""Says that the governorate's capital is meant, which has its name."""

Scene = tuple[str, date]
"""A place, or a region where no place in it is given, and a day."""


@dataclass(frozen=True, slots=True)
class _Account:
    """What a group says of one scene.

    ``told`` says that a sentence gives the day itself, ``exact`` that the scene is a town;
    ``reports`` are the articles that the group is from.
    """

    label: int
    reports: frozenset[int]
    exact: bool
    language: Language
    told: bool
    outcomes: frozenset[Kind]
    counts: frozenset[tuple[Kind, int]]
    texts: tuple[str, ...]

    @property
    def means(self) -> frozenset[Means]:
        """The means that it names; asked for only where the rest agrees."""
        return frozenset(kind for text in self.texts for kind in means(text))


def join_scenes(
    labels: Sequence[int],
    passages: Sequence[Passage],
    articles: Mapping[int, Article],
    days: Sequence[date | None],
) -> list[int]:
    """Return the labels, where groups that tell one event have the same one.

    ``days`` are those of the passages' events.
    """
    pairs = sorted(
        (-points, a.label, b.label, a.language != b.language, _says_again(a, b))
        for accounts in _scenes(labels, passages, articles, days)
        for a, b in combinations(accounts, 2)
        if (points := _agreement(a, b, accounts))
    )
    joined: list[tuple[int, int]] = []
    taken: set[tuple[int, bool]] = set()
    for _, first, second, foreign, again in pairs:
        if not again:
            if not taken.isdisjoint(((first, foreign), (second, foreign))):
                continue
            taken |= {(first, foreign), (second, foreign)}
        joined.append((first, second))
    lowest = components(len(labels), joined)
    return [int(lowest[label]) for label in labels]


def _scenes(
    labels: Sequence[int],
    passages: Sequence[Passage],
    articles: Mapping[int, Article],
    days: Sequence[date | None],
) -> Iterator[list[_Account]]:
    """Yield what the groups of each scene say of it, where there are several."""
    foreign = len({articles[passage.article_id].language for passage in passages}) > 1
    scenes: dict[Scene, dict[tuple[int, Language], list[Passage]]] = {}
    for label, passage, day in zip(labels, passages, days, strict=True):
        article, where = articles[passage.article_id], _town(passage)
        if where is None and foreign and _is_rare(passage):
            where = f"region {passage.region}"
        if day and where and not kinds(passage.text).isdisjoint(_OUTCOMES):
            groups = scenes.setdefault((where, day), defaultdict(list))
            if not is_backdrop(passage, article):
                groups[label, article.language].append(passage)
    for groups in scenes.values():
        if len({label for label, _ in groups}) > 1:
            yield [_account(label, lang, found) for (label, lang), found in groups.items()]


def _is_rare(passage: Passage) -> bool:
    return any(figure.value >= MANY for figure in figures(passage.text))


def _town(passage: Passage) -> str | None:
    """Return the place of a passage where it is one in which few events of a day lie."""
    place = passage.place
    if place is None or place.kind not in _WIDE:
        return place.id if place else None
    capital = place.kind == "governorate" and _CITY.search(passage.text)
    return f"{place.id} city" if capital else None


def _account(label: int, language: Language, passages: Sequence[Passage]) -> _Account:
    texts = [p.text for p in passages]
    return _Account(
        label=label,
        reports=frozenset(p.article_id for p in passages),
        exact=_town(passages[0]) is not None,
        language=language,
        told=any(p.dated_by in ("sentence", "continued") for p in passages),
        outcomes=frozenset(kind for t in texts for kind in kinds(t)) & _OUTCOMES,
        counts=frozenset(count for t in texts for count in counts(t)),
        texts=tuple(texts),
    )


def _agreement(a: _Account, b: _Account, among: Sequence[_Account]) -> int:
    """Return how much speaks for two groups telling one event; 0 where it is not enough."""
    shared, foreign = a.counts & b.counts, a.language != b.language
    if a.label == b.label or not (shared or foreign):
        return 0
    ours, theirs = a.means, b.means
    if contrary(ours, theirs):
        return 0
    ways, both_told = ours & theirs, a.told and b.told
    points = 2 * len(shared) + len(ways)
    rare = any(value >= MANY for _, value in shared)
    if not a.exact:
        return points if foreign and both_told and rare else 0
    if not foreign:
        sure = both_told and (rare or (shared and ways))
        return points if sure or _says_again(a, b) else 0
    if shared:
        return points
    outcomes = a.outcomes & b.outcomes
    alike = ways or "control" in outcomes  # a place seldom changes hands twice in a day
    likely = both_told and outcomes and alike and not _far_apart(a, b)
    # Without a figure, only where nothing else in the scene could be meant.
    alone = likely and sum(bool(c.outcomes & outcomes) for c in among) == len((a, b))
    return points + 1 if alone else 0


def _says_again(a: _Account, b: _Account) -> bool:
    """Tell whether one report tells in two places of a town and day with one large figure."""
    return (
        a.exact
        and not a.reports.isdisjoint(b.reports)
        and any(value >= MANY for _, value in a.counts & b.counts)
    )


def _far_apart(a: _Account, b: _Account) -> bool:
    """Tell whether the groups' figures of one deed are too far apart to be of one event."""
    for kind in a.outcomes & b.outcomes:
        most = [max((n for own, n in one.counts if own == kind), default=0) for one in (a, b)]
        if min(most) and max(most) >= FAR * min(most):
            return True
    return False
