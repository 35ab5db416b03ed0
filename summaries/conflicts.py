"""Where two accounts of one story differ, side by side and verbatim.

A false alarm costs more trust than a missed difference, so a conflict is shown only where two
independent origins give, for the same event, figures of the same deed done to the same class of
people that cannot both be right.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

from summaries.figures import Figure, figures
from summaries.types import Article, Claim, Conflict, Passage, Story
from summaries.worth import is_backdrop

_PART = re.compile(r"\b(?:others?|more|another)\b|آخر", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:after|since|following|before)\s*$", re.IGNORECASE)

FAR = 2.5
"""Figures of one event differ by less than this factor; others belong to different counts."""

Account = tuple[Passage, Figure]


def conflicts(
    story: Story, articles: Mapping[int, Article], origins: Mapping[int, str]
) -> tuple[Conflict, ...]:
    """Return the points on which independent accounts of ``story`` contradict each other."""
    accounts: dict[tuple[str, str], list[Account]] = defaultdict(list)
    for passage in story.passages:
        if is_backdrop(passage, articles[passage.article_id]):
            continue
        for figure in _unambiguous(passage.text):
            accounts[figure.kind, figure.whom].append((passage, figure))
    found = []
    for (kind, whom), given in sorted(accounts.items()):
        disputed = _disputed(given, origins)
        if disputed:
            found.append(Conflict(f"{whom} {kind}", _claims(disputed, articles, origins)))
    return tuple(found)


def _unambiguous(text: str) -> list[Figure]:
    """Return the figures of a whole.

    Left out are "five others", one of two groups of the same people, and the event before ("a day
    after eight civilians were killed").
    """
    given = figures(text)
    keys = Counter((figure.kind, figure.whom) for figure in given)
    return [
        figure
        for figure in given
        if keys[figure.kind, figure.whom] == 1
        and _PART.search(figure.text) is None
        and _EARLIER.search(text[: text.find(figure.text)]) is None
    ]


def _disputed(given: list[Account], origins: Mapping[int, str]) -> list[Account]:
    disputed = [
        {id(a), id(b)}
        for a, b in combinations(given, 2)
        if origins[a[0].article_id] != origins[b[0].article_id] and not compatible(a[1], b[1])
    ]
    if not disputed:
        return []
    members = set().union(*disputed)
    return [account for account in given if id(account) in members]


def compatible(a: Figure, b: Figure) -> bool:
    """Tell whether both figures can be right: 12 and "at least 10" can, 12 and 31 cannot.

    Figures that are far apart count different things, and so are both right.
    """
    low, high = sorted((a, b), key=lambda figure: figure.value)
    if high.value >= FAR * low.value:
        return True
    if low.value == high.value or low.bound == "least" or high.bound == "most":
        return True
    return "about" in (a.bound, b.bound) and high.value <= 1.2 * low.value


def _claims(
    given: list[Account], articles: Mapping[int, Article], origins: Mapping[int, str]
) -> tuple[Claim, ...]:
    """One claim per origin and value, in the order of the story."""
    claims: dict[tuple[str, int], Claim] = {}
    for passage, figure in given:
        article = articles[passage.article_id]
        claims.setdefault(
            (origins[article.id], figure.value),
            Claim(article.outlet, figure.text, passage.text, article.url),
        )
    return tuple(claims.values())
