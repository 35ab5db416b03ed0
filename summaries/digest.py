"""From the passages of a window to the digest of one region: a few stories, in verbatim sentences.

Stories are chosen first, by how much they matter; then the sentence of each that stands on its own;
then they are put in order of time. What is not told becomes a link.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, tzinfo
from itertools import pairwise
from typing import Literal

from summaries.origins import independent
from summaries.quoting import Key, Quote, adds_consequence, key, predecessors, quote
from summaries.sentences import stem, stop_words, words
from summaries.stories import day_of, stories
from summaries.types import (
    Article,
    Citation,
    DatedBy,
    Digest,
    Item,
    More,
    Passage,
    RegionId,
    Span,
    Story,
    Window,
)

Length = Literal["short", "standard", "full"]

ITEMS: Mapping[Length, int] = {"short": 3, "standard": 7, "full": 15}
"""Most items of a digest, by length."""

LINKS: Mapping[Length, int] = {"short": 3, "standard": 8, "full": 25}
"""Most further reports of a digest, by length."""

MIN_WORDS, MAX_WORDS = 6, 75
"""Words of a sentence that is worth quoting; two that belong together have twice as many."""

SAME, SAME_ELSEWHERE = 0.5, 0.8
"""Part of the shorter item's content words from which two items say the same; the second, where
they give different days and different places."""

REPEATED, SPARE = 0.05, 10
"""Part of a digest's bigrams that may repeat, and how many may where there are few items."""

LEAST, PLENTY = 1.5, 3.0
"""Points below which a story is no item, and below which it is none after the third."""
ENOUGH = 3

SAME_REPORT, SAME_SCENE = 0.6, 1.2
"""Points that a story loses for each item that stands in the same report, and for each that tells
of the same place and day: what is one event to a reader may be told in unlike words."""


def moment(passage: Passage, article: Article, zone: tzinfo | None) -> datetime | None:
    """Return when a passage counts: the end of its event's day, or its publication if earlier.

    ``None`` where neither the passage nor the article has a date.
    """
    ends = None
    if passage.event_date is not None:
        ends = datetime.combine(passage.event_date, time.max, zone)
    if article.published is None or ends is None:
        return ends or article.published
    return min(article.published, ends)


def in_window(passage: Passage, article: Article, window: Window) -> bool:
    """Tell whether a passage's moment lies in the window and was known at its cutoff."""
    when = moment(passage, article, window.since.tzinfo)
    if when is None or (article.published is not None and article.published > window.cutoff):
        return False
    return window.since <= when < window.until


def build_digest(
    region: RegionId,
    passages: Iterable[Passage],
    articles: Mapping[int, Article],
    window: Window,
    length: Length = "standard",
) -> Digest:
    """Build the digest of ``region`` and ``window``.

    ``passages`` may be of all regions, of the window and the one before; order does not matter.
    Each item's text is one contiguous span of its first source's article.
    """
    known = sorted(
        (p for p in passages if p.article_id in articles), key=lambda p: (p.article_id, p.start)
    )
    regional = [p for p in known if p.region == region]
    here = [p for p in regional if in_window(p, articles[p.article_id], window)]
    before = window.before
    earlier = {p.article_id for p in regional if in_window(p, articles[p.article_id], before)}
    reports = {p.article_id for p in here}
    origins = independent([articles[id_] for id_ in sorted(reports)], known)
    chosen = _items(stories(here, articles, origins), known, articles, ITEMS[length])
    items = tuple(_item(story, quoted, articles, origins) for story, quoted in chosen)
    return Digest(
        region=region,
        window=window,
        reports=len(reports),
        reports_before=len(earlier),
        origins=len(set(origins.values())),
        items=items,
        more=_more(here, items, articles, LINKS[length]),
        unplaced=_unplaced(known, articles, window),
    )


def _items(
    found: Sequence[Story], passages: Sequence[Passage], articles: Mapping[int, Article], limit: int
) -> list[tuple[Story, Quote]]:
    """Return at most ``limit`` stories with what to quote, in order of time.

    The best story is taken again and again, where reports already quoted count against a story; a
    story that says what an item says, or of which no sentence stands alone, is passed over.
    """
    before = predecessors(passages)
    shown = _Shown(articles)
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
    return day_of(_dated(quoted), article) or date.max, article.id, quoted.span


def _dated(quoted: Quote) -> Passage:
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

    def __init__(self, articles: Mapping[int, Article]) -> None:
        self.articles = articles
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
        points = SAME_REPORT * self.reports[quoted.passage.article_id]
        scene = self._scene(quoted)
        return points + (SAME_SCENE * self.scenes[scene] if scene else 0.0)

    def _scene(self, quoted: Quote) -> tuple[str, date] | None:
        """Return the place and the day of a quote, where both are known."""
        place = _placed(quoted).place
        dated = _dated(quoted)
        day = day_of(dated, self.articles[dated.article_id])
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
    days = {_dated(a).event_date, _dated(b).event_date}
    places = {place.id if (place := _placed(q).place) else None for q in (a, b)}
    return all(len(values) > 1 and None not in values for values in (days, places))


def _placed(quoted: Quote) -> Passage:
    """Return the passage of a quote that knows the place, else the one it is for."""
    return next((p for p in quoted.passages if p.place), quoted.passage)


def _repeats(bigrams: Sequence[tuple[str, str]], seen: set[tuple[str, str]]) -> int:
    """Count the bigrams that stand in ``seen`` or twice among themselves."""
    return len(bigrams) - len(set(bigrams) - seen)


def _item(
    story: Story, quoted: Quote, articles: Mapping[int, Article], origins: Mapping[int, str]
) -> Item:
    passage, span = quoted.passage, quoted.span
    article = articles[passage.article_id]
    first = replace(quoted.passages[0], start=span.start, end=span.end)
    others: dict[int, Passage] = {}
    for other in story.passages:
        if other.article_id != article.id:
            others.setdefault(other.article_id, other)
    dated = _dated(quoted)
    placed = _placed(quoted)
    return Item(
        text=quoted.text,
        language=article.language,
        region=passage.region,
        event_date=day_of(dated, article),
        dated_by=_dated_by(dated, article),
        place=place_name(placed),
        assessment=any(p.assessment for p in quoted.passages),
        sources=tuple(
            _citation(p, articles[p.article_id], origins)
            for p in (first, *(others[id_] for id_ in sorted(others)))
        ),
        independent=story.independent,
        conflicts=story.conflicts,
    )


def _dated_by(passage: Passage, article: Article) -> DatedBy:
    day = day_of(passage, article)
    if day is None:
        return "undated"
    return passage.dated_by if day == passage.event_date else "report"


def place_name(passage: Passage) -> str | None:
    """Return the place as readers see it: ``Nahij, Daraa``."""
    place = passage.place
    if place is None:
        return None
    if place.governorate and place.governorate != place.name:
        return f"{place.name}, {place.governorate}"
    return place.name


def _citation(passage: Passage, article: Article, origins: Mapping[int, str]) -> Citation:
    return Citation(
        outlet=article.outlet,
        label=article.label,
        url=article.url,
        published=article.published,
        origin=origins[article.id],
        article_id=article.id,
        start=passage.start,
        end=passage.end,
    )


def _more(
    here: Sequence[Passage],
    items: Sequence[Item],
    articles: Mapping[int, Article],
    limit: int,
) -> tuple[More, ...]:
    """Return the reports that no item cites, those with most passages here first."""
    cited = {source.article_id for item in items for source in item.sources}
    counts: dict[int, int] = defaultdict(int)
    for passage in here:
        if passage.article_id not in cited:
            counts[passage.article_id] += 1
    ranked = sorted(counts, key=lambda id_: (-counts[id_], id_))[:limit]
    return tuple(
        More(a.title or _headline(a), a.outlet, a.label, a.url, a.published)
        for a in (articles[id_] for id_ in ranked)
    )


def _headline(article: Article) -> str:
    """Stand in for a missing title: the first line, cut at a word."""
    line = next((line.strip() for line in article.text.splitlines() if line.strip()), "")
    return line if len(line) <= 100 else line[:100].rsplit(" ", 1)[0] + "…"  # noqa: PLR2004


def _unplaced(known: Sequence[Passage], articles: Mapping[int, Article], window: Window) -> int:
    """Count the reports of the window none of whose passages could be placed."""
    placed = {p.article_id for p in known if p.confidence > 0}
    return len(
        {
            p.article_id
            for p in known
            if p.article_id not in placed and in_window(p, articles[p.article_id], window)
        }
    )
