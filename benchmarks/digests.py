"""A heavy week: all digests of all regions from 5,000 articles, made by repeating both corpora.

Each copy of an article gets a new number, another outlet and a day of the week, and its passages'
dates move with it. Tagging is measured apart: it happens once, when an article is collected.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from benchmarks._memory import peak_memory
from evaluation.corpora import NAMES, articles
from evaluation.digests import REGIONS
from evaluation.labelled import data_folder
from summaries.digest import build_digest
from summaries.regions import Tagger
from summaries.types import Article, Passage, Window

ARTICLES = 5_000
MONDAY = datetime(2022, 1, 24, tzinfo=UTC)


def run() -> None:
    """Print how long it takes and how much memory grows."""
    data = data_folder()
    if not data.is_dir():
        print(f"EVAL_DATA: no folder {data}; nothing to measure on, skipped")
        return
    tagger = Tagger.default()
    read = [article for name in NAMES for article in articles(data, name, tagger)]
    started = time.perf_counter()
    tagged = [(article, tagger.tag(article).passages) for article in read]
    spent = time.perf_counter() - started
    sentences = sum(len(passages) for _, passages in tagged)
    print(
        f"tagging {len(read)} articles: {spent:.1f} s, {sentences / spent:.0f} sentences a second"
    )

    week: dict[int, Article] = {}
    passages: list[Passage] = []
    for number in range(1, ARTICLES + 1):
        article, found = tagged[number % len(tagged)]
        moved, own = shifted(article, found, number)
        week[number] = moved
        passages += own
    window = Window(MONDAY, MONDAY + timedelta(days=7), MONDAY + timedelta(days=7))
    before = peak_memory()
    total = 0.0
    print(f"{'region':>12}{'reports':>9}{'sentences':>11}{'items':>7}{'seconds':>9}")
    counts = Counter(passage.region for passage in passages)
    for region in REGIONS:
        started = time.perf_counter()
        digest = build_digest(region, passages, week, window, "full")
        seconds = time.perf_counter() - started
        total += seconds
        print(
            f"{region:>12}{digest.reports:9}{counts[region]:11}{len(digest.items):7}{seconds:9.2f}"
        )
    print(f"all digests of {ARTICLES} articles: {total:.1f} s (at most 10 s)", end=", ")
    print(f"{peak_memory() - before:.0f} MB more (at most 400 MB)")


def shifted(
    article: Article, passages: Sequence[Passage], number: int
) -> tuple[Article, list[Passage]]:
    """Return copies of an article and its passages, moved into the week."""
    published = MONDAY + timedelta(hours=(number * 7) % 168)
    days = published.date() - (article.published or published).date()
    moved = replace(
        article, id=number, outlet=f"{article.outlet} {number % 9}", published=published
    )
    return moved, [
        passage._replace(
            article_id=number,
            event_date=passage.event_date + days if passage.event_date else None,
        )
        for passage in passages
    ]
