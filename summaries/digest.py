"""From the passages of a window to the digest of one region: a few stories, in verbatim sentences.

Stories are chosen first, by how much they matter; then the sentence of each that stands on its own;
then they are put in order of time. What is not told becomes a link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from summaries.events.likeness import day_of
from summaries.late import COMPARED, known_passages, late_passages, late_stories
from summaries.moments import in_window
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

LATE_ITEMS: Mapping[Length, int] = {"short": 2, "standard": 4, "full": 8}
"""Most items of a digest on earlier days that were reported late, by length."""

TELLING = 5
"""Passages of an item's story by which a late passage is found to tell the same."""

LINKS: Mapping[Length, int] = {"short": 3, "standard": 8, "full": 25}
"""Most further reports of a digest, by length."""


def build_digest(  # noqa: PLR0913  # what is asked for, and what it is built from
    region: RegionId,
    passages: Iterable[Passage],
    articles: Mapping[int, Article],
    window: Window,
    length: Length = "standard",
    arrived: Collection[int] = (),
    *,
    sources: Sources = "all",
) -> Digest:
    """Build the digest of ``region`` and ``window``, from reports of the chosen ``sources`` alone.

    ``passages`` may be of all regions, of the window, the one before and the `moments.LATE` days
    before; order does not matter. ``arrived`` are the numbers of the articles that were collected
    only after the digest before was made, whenever they were published. Each item's text is one
    contiguous span of its first source's article.
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
    late = late_passages(regional, articles, window, arrived)
    late_items: tuple[Item, ...] = ()
    if late:
        told_before = known_passages(regional, articles, window, arrived)
        late_items = _late_items(late, told_before, chosen, known, articles, LATE_ITEMS[length])
    return Digest(
        region=region,
        window=window,
        reports=len(reports),
        reports_before=len(earlier),
        origins=len(set(origins.values())),
        items=items,
        late=late_items,
        more=_more(here, late, (*items, *late_items), articles, LINKS[length]),
        unplaced=_unplaced(known, articles, window),
        sources=sources,
    )


def _late_items(
    late: Sequence[Passage],
    told_before: Sequence[Passage],
    chosen: Sequence[tuple[Story, Quote]],
    known: Sequence[Passage],
    articles: Mapping[int, Article],
    limit: int,
) -> tuple[Item, ...]:
    """Return the items on earlier days, which say nothing that an item or a digest before says."""
    told = [*told_before, *(p for story, _ in chosen for p in story.passages[:TELLING])]
    compared = {p.article_id for p in (*late[:COMPARED], *told)}
    read = sorted((p for p in known if p.article_id in compared), key=key)
    origins = independent([articles[id_] for id_ in sorted(compared)], read)
    found = late_stories(late[:COMPARED], told, articles, origins)
    shown = choose(found, read, articles, limit, [quoted for _, quoted in chosen])
    return tuple(_item(story, quoted, articles, origins) for story, quoted in shown)


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
    if there.place is None:
        there = _placed_by_others(story) or there
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


def _placed_by_others(story: Story) -> Passage | None:
    """Return a passage that knows the place, where all of the story that do know the same."""
    known = [p for p in story.passages if p.place]
    return known[0] if len({p.place.id for p in known if p.place}) == 1 else None


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
    late: Sequence[Passage],
    items: Sequence[Item],
    articles: Mapping[int, Article],
    limit: int,
) -> tuple[More, ...]:
    """Return the reports that no item cites: those with most passages here, then the late ones."""
    cited = {source.article_id for item in items for source in item.sources}
    counts = Counter(p.article_id for p in here)
    counts_late = Counter(p.article_id for p in late)
    ranked = sorted(
        (counts.keys() | counts_late.keys()) - cited,
        key=lambda id_: (-counts[id_], -counts_late[id_], id_),
    )
    return tuple(
        More(a.title or _headline(a), a.outlet, a.label, a.url, a.published)
        for a in (articles[id_] for id_ in ranked[:limit])
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
