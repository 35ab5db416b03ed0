"""From the passages of a window to the digest of one region: a few stories, in verbatim sentences.

Stories are chosen first, by how much they matter; then the sentence of each that stands on its own;
then they are put in order of time. What is not told becomes a link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, tzinfo
from typing import Literal

from summaries.events.likeness import day_of
from summaries.origins import attribution, independent
from summaries.quotes.choice import choose, dated, placed
from summaries.quotes.spans import Quote, key
from summaries.sources import of_sources
from summaries.stories import stories
from summaries.types import (
    Article,
    Citation,
    DatedBy,
    Digest,
    Item,
    Language,
    More,
    Passage,
    RegionId,
    Sources,
    Story,
    Window,
)

Length = Literal["short", "standard", "full"]

ITEMS: Mapping[Length, int] = {"short": 3, "standard": 7, "full": 15}
"""Most items of a digest, by length."""

LINKS: Mapping[Length, int] = {"short": 3, "standard": 8, "full": 25}
"""Most further reports of a digest, by length."""


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
    *,
    sources: Sources = "all",
) -> Digest:
    """Build the digest of ``region`` and ``window``, from reports of the chosen ``sources`` alone.

    ``passages`` may be of all regions, of the window and the one before; order does not matter.
    Each item's text is one contiguous span of its first source's article.
    """
    articles = of_sources(articles, sources)
    known = [p for p in passages if p.article_id in articles]
    regional = [p for p in known if p.region == region]
    here = [p for p in regional if in_window(p, articles[p.article_id], window)]
    before = window.before
    earlier = {p.article_id for p in regional if in_window(p, articles[p.article_id], before)}
    reports = {p.article_id for p in here}
    told = sorted((p for p in known if p.article_id in reports), key=key)
    origins = independent([articles[id_] for id_ in sorted(reports)], told)
    chosen = choose(stories(here, articles, origins), told, articles, ITEMS[length])
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
        sources=sources,
    )


def _item(
    story: Story, quoted: Quote, articles: Mapping[int, Article], origins: Mapping[int, str]
) -> Item:
    passage, span = quoted.passage, quoted.span
    article = articles[passage.article_id]
    first = quoted.passages[0]._replace(start=span.start, end=span.end)
    others: dict[int, Passage] = {}
    for other in story.passages:
        if other.article_id != article.id:
            others.setdefault(other.article_id, other)
    told = dated(quoted)
    there = placed(quoted)
    return Item(
        text=quoted.text,
        language=article.language,
        region=passage.region,
        event_date=day_of(told, article),
        dated_by=_dated_by(told, article),
        place=place_name(there),
        place_ar=place_name(there, "ar"),
        assessment=any(p.assessment for p in quoted.passages),
        sources=tuple(
            _citation(p, articles[p.article_id], origins)
            for p in (first, *(others[id_] for id_ in sorted(others)))
        ),
        independent=story.independent,
        conflicts=story.conflicts,
        attribution=attribution(quoted.text),
    )


def _dated_by(passage: Passage, article: Article) -> DatedBy:
    day = day_of(passage, article)
    if day is None:
        return "undated"
    return passage.dated_by if day == passage.event_date else "report"


def place_name(passage: Passage, language: Language = "en") -> str | None:
    """Return the place as readers see it: ``Nahij, Daraa``; ``None`` where it has no name.

    In Arabic the governorate is left out where its Arabic name is not known.
    """
    place = passage.place
    if place is None:
        return None
    if language == "en":
        return _within(place.name, place.governorate, ", ")
    return _within(place.name_ar, place.governorate_ar, "، ") or None


def _within(name: str, governorate: str, comma: str) -> str:
    return f"{name}{comma}{governorate}" if name and governorate not in ("", name) else name


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
