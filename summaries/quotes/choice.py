"""Which stories become items of a digest, and which span of an article tells each.

Stories come most important first. One is passed over if none of its sentences stands alone or if
it says what an item says; and reports, places and days that are told already count against it, so
that a digest tells more than one outlet's view of one event.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from summaries.events.likeness import day_of
from summaries.quotes.spans import Key, Quote, adds_consequence, key, predecessors, quote
from summaries.sentences import stem, stop_words, words
from summaries.types import Article, Passage, Span, Story

SAME, SAME_ELSEWHERE = 0.5, 0.8
"""Part of the shorter item's content words from which two items say the same; the second, where
they give different days and different places."""

REPEATED, SPARE = 0.05, 10
"""Part of a digest's bigrams that may repeat, and how many may where there are few items."""

LEAST, PLENTY = 1.5, 2.2
"""Points below which a story is no item, and below which it is none after the third."""
ENOUGH = 3

SAME_REPORT, SAME_SCENE = 0.6, 1.2
"""Points that a story loses for each item that stands in the same report, where there are others
to quote, and for each that tells of the same place and day: what is one event to a reader may be
told in unlike words."""

OTHERS = 3
"""Other reports from which the first of these counts in full."""


def choose(
    found: Sequence[Story],
    passages: Sequence[Passage],
    articles: Mapping[int, Article],
    limit: int,
    told: Iterable[Quote] = (),
) -> list[tuple[Story, Quote]]:
    """Return at most ``limit`` stories with what to quote, in order of time.

    The best story is taken again and again, where reports already quoted count against a story; a
    story that says what an item or a quote in ``told`` says, or of which no sentence stands alone,
    is passed over.
    """
    before = predecessors(passages)
    reports = {p.article_id for story in found for p in story.passages}
    shown = _Shown(articles, len(reports) - 1)
    for quoted in told:
        shown.add(quoted)
    chosen: list[tuple[Story, Quote]] = []
    heap = [(-story.score, rank) for rank, story in enumerate(found) if story.score >= LEAST]
    quotes: dict[int, list[Quote]] = {}
    while heap and len(chosen) < limit:
        points, rank = heapq.heappop(heap)
        if len(chosen) >= ENOUGH and -points < PLENTY:
            break
        if rank not in quotes:
            quotes[rank] = _quotes(found[rank], before, articles)
        quote = next((q for q in quotes[rank] if shown.adds(q)), None)
        if quote is None:
            continue
        current = shown.told_before(quote) - found[rank].score
        if heap and (current, rank) > heap[0] and current > points:
            heapq.heappush(heap, (current, rank))
            continue
        shown.add(quote)
        chosen.append((found[rank], quote))
    return sorted(chosen, key=lambda entry: _in_time(entry[1], articles))


def _in_time(quoted: Quote, articles: Mapping[int, Article]) -> tuple[date, int, Span]:
    """Return what puts quotes in order: the event's day, then where they stand."""
    article = articles[quoted.passage.article_id]
    return day_of(dated(quoted), article) or date.max, article.id, quoted.span


def dated(quoted: Quote) -> Passage:
    """Return the passage of a quote that knows the day, else the one it is for."""
    return next((p for p in quoted.passages if p.event_date), quoted.passage)


def _quotes(
    story: Story, before: Mapping[Key, Passage], articles: Mapping[int, Article]
) -> list[Quote]:
    """Return the spans that tell ``story`` on their own, best first.

    A second sentence that reports what the first leaves open ("Four fighters were wounded.") goes
    with it before the first alone.
    """
    found = [q for p in story.passages if (q := quote(p, before, articles)) is not None]
    return sorted(found, key=lambda q: not adds_consequence(q))


class _Shown:
    """What the digest already says: content words of each item, and all its bigrams."""

    def __init__(self, articles: Mapping[int, Article], others: int) -> None:
        self.articles = articles
        self.same_report = SAME_REPORT * min(others, OTHERS) / OTHERS
        self.reports: Counter[int] = Counter()
        self.scenes: Counter[tuple[str, date]] = Counter()
        self.spans: set[Key] = set()
        self.contents: list[tuple[frozenset[str], Quote]] = []
        self.bigrams: set[tuple[str, str]] = set()
        self.total = 0
        self.repeated = 0

    def adds(self, quoted: Quote) -> bool:
        """Tell whether a quote says something new and repeats few bigrams."""
        if any(key(passage) in self.spans for passage in quoted.passages):
            return False
        content, bigrams = self._content(quoted)
        for said, other in self.contents:
            least = SAME_ELSEWHERE if _apart(quoted, other) else SAME
            if len(content & said) >= least * min(len(content), len(said)):
                return False
        repeated = self.repeated + _repeats(bigrams, self.bigrams)
        return repeated <= max(REPEATED * (self.total + len(bigrams)), SPARE)

    def add(self, quoted: Quote) -> None:
        """Remember a quote."""
        content, bigrams = self._content(quoted)
        self.reports[quoted.passage.article_id] += 1
        if (scene := self._scene(quoted)) is not None:
            self.scenes[scene] += 1
        self.spans.update(key(passage) for passage in quoted.passages)
        self.contents.append((content, quoted))
        self.repeated += _repeats(bigrams, self.bigrams)
        self.total += len(bigrams)
        self.bigrams.update(bigrams)

    def told_before(self, quoted: Quote) -> float:
        """Return the points that a quote loses by what is shown of its report and its scene."""
        points = self.same_report * self.reports[quoted.passage.article_id]
        scene = self._scene(quoted)
        return points + (SAME_SCENE * self.scenes[scene] if scene else 0.0)

    def _scene(self, quoted: Quote) -> tuple[str, date] | None:
        """Return the place and the day of a quote, where both are known."""
        place = placed(quoted).place
        told = dated(quoted)
        day = day_of(told, self.articles[told.article_id])
        return (place.id, day) if place and day else None

    def _content(self, quoted: Quote) -> tuple[frozenset[str], list[tuple[str, str]]]:
        """Return the stems that are no stop words, and the bigrams that are not both stop words."""
        language = self.articles[quoted.passage.article_id].language
        stops = stop_words(language)
        tokens = [word.lower() for word in words(quoted.text)]
        content = frozenset(stem(token, language) for token in tokens if token not in stops)
        return content, [(a, b) for a, b in pairwise(tokens) if not (a in stops and b in stops)]


def _apart(a: Quote, b: Quote) -> bool:
    """Tell whether two quotes give different days and different places."""
    days = {dated(a).event_date, dated(b).event_date}
    places = {place.id if (place := placed(q).place) else None for q in (a, b)}
    return all(len(values) > 1 and None not in values for values in (days, places))


def placed(quoted: Quote) -> Passage:
    """Return the passage of a quote that knows the place, else the one it is for."""
    return next((p for p in quoted.passages if p.place), quoted.passage)


def _repeats(bigrams: Sequence[tuple[str, str]], seen: set[tuple[str, str]]) -> int:
    """Count the bigrams that stand in ``seen`` or twice among themselves."""
    return len(bigrams) - len(set(bigrams) - seen)
