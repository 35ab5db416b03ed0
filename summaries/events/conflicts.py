"""Where accounts of one story differ, side by side and verbatim.

A false alarm costs more trust than a missed difference. A conflict is shown only where independent
origins, on the same event,

- give figures of one deed done to one class of people that cannot both be right (so do, in one
  report, two bodies that it cites);
- give different days for one place's change of hands, or for one agreement;
- name different sides as having taken one place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from summaries.events.actors import taker
from summaries.events.consequence import kinds
from summaries.events.figures import FAR, Figure, figures
from summaries.events.voices import clauses, same_body
from summaries.events.worth import is_backdrop
from summaries.types import Article, Claim, Conflict, Passage, Story

_PART = re.compile(r"\b(?:others?|more|another)\b|آخر", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:after|since|following|before)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Account:
    """What one passage says on a point: the value to compare, the words for it, and whose it is."""

    passage: Passage
    value: object
    words: str
    body: str | None = None


Differ = Callable[[_Account, _Account], bool]


def conflicts(
    story: Story, articles: Mapping[int, Article], origins: Mapping[int, str]
) -> tuple[Conflict, ...]:
    """Return the points on which independent accounts of ``story`` contradict each other."""
    several = len({origins[p.article_id] for p in story.passages}) > 1
    told = story.passages if several else [p for p in story.passages if figures(p.text)]
    news = [p for p in told if not is_backdrop(p, articles[p.article_id])]
    points: list[tuple[str, list[_Account], Differ]] = [
        *((about, given, _cannot_both_be) for about, given in _tolls(news)),
        ("date", _days(news), _unlike),
        ("control", _takers(news), _unlike),
    ]
    found = []
    for about, given, differ in points:
        disputed = _disputed(given, origins, differ)
        if disputed:
            found.append(Conflict(about, _claims(disputed, articles, origins)))
    return tuple(found)


def _tolls(passages: Sequence[Passage]) -> list[tuple[str, list[_Account]]]:
    """Return the figures of people, by what was done to whom."""
    given: dict[str, list[_Account]] = defaultdict(list)
    for passage in passages:
        for clause in clauses(passage.text) if figures(passage.text) else ():
            for figure in _whole(clause.text, clause.figures):
                account = _Account(passage, figure, figure.text, clause.body)
                given[f"{figure.whom} {figure.kind}"].append(account)
    return sorted(given.items())


def _whole(text: str, given: Sequence[Figure]) -> list[Figure]:
    """Return the figures of a whole.

    Left out are "five others", one of two groups of the same people, and the event before ("a day
    after eight civilians were killed").
    """
    keys = Counter((figure.kind, figure.whom) for figure in given)
    return [
        figure
        for figure in given
        if keys[figure.kind, figure.whom] == 1
        and _PART.search(figure.text) is None
        and _EARLIER.search(text[: text.find(figure.text)]) is None
    ]


def _days(passages: Sequence[Passage]) -> list[_Account]:
    """Return the days that sentences themselves give for a turn of events at a known place."""
    return [
        _Account(p, (p.place.id, p.event_date), p.event_date.isoformat())
        for p in passages
        if p.event_date and p.dated_by == "sentence" and p.place and _is_turn(p.text)
    ]


def _is_turn(text: str) -> bool:
    return "agreement" in kinds(text) or taker(text) is not None


def _takers(passages: Sequence[Passage]) -> list[_Account]:
    """Return who is said to have taken a known place."""
    told = [(p, taker(p.text)) for p in passages if p.place]
    return [
        _Account(p, (p.place.id if p.place else "", side[0]), side[1]) for p, side in told if side
    ]


def _cannot_both_be(a: _Account, b: _Account) -> bool:
    one, other = a.value, b.value
    return isinstance(one, Figure) and isinstance(other, Figure) and not compatible(one, other)


def _unlike(a: _Account, b: _Account) -> bool:
    """Tell whether two accounts of one place differ."""
    if not (isinstance(a.value, tuple) and isinstance(b.value, tuple)):
        return False
    (place, told), (other_place, otherwise) = a.value, b.value
    return bool(place == other_place and told != otherwise)


def compatible(a: Figure, b: Figure) -> bool:
    """Tell whether both figures can be right: 12 and "at least 10" can, 12 and 15 cannot.

    Figures that are far apart count different things, and so are both right.
    """
    low, high = sorted((a, b), key=lambda figure: figure.value)
    if high.value >= FAR * low.value:
        return True
    if low.value == high.value or low.bound == "least" or high.bound == "most":
        return True
    return "about" in (a.bound, b.bound) and high.value <= 1.2 * low.value


def _disputed(
    given: Sequence[_Account], origins: Mapping[int, str], differ: Differ
) -> list[_Account]:
    """Return the accounts that another origin's, or another body's, account contradicts."""
    members: set[int] = set()
    for (i, a), (j, b) in combinations(enumerate(given), 2):
        apart = origins[a.passage.article_id] != origins[b.passage.article_id]
        if (apart or _of_two_bodies(a, b)) and differ(a, b):
            members |= {i, j}
    return [given[index] for index in sorted(members)]


def _of_two_bodies(a: _Account, b: _Account) -> bool:
    """Tell whether one report gives two accounts as those of two bodies."""
    one_report = a.passage.article_id == b.passage.article_id
    return one_report and bool(a.body and b.body) and not same_body(a.body or "", b.body or "")


def _claims(
    given: Sequence[_Account], articles: Mapping[int, Article], origins: Mapping[int, str]
) -> tuple[Claim, ...]:
    """One claim per origin and value, in the order of the story, with the body it cites."""
    claims: dict[tuple[str, str], Claim] = {}
    for account in given:
        article = articles[account.passage.article_id]
        said = account.passage.text
        claim = Claim(article.outlet, account.words, said, article.url, account.body)
        value = account.value.value if isinstance(account.value, Figure) else account.value
        claims.setdefault((origins[article.id], repr(value)), claim)
    return tuple(claims.values())
