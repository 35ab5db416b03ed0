"""The two corpora of reports on Syria as articles, by ISO week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evaluation.labelled import read_records
from summaries.dates import parse_date
from summaries.origins import byline
from summaries.regions import Tagger
from summaries.types import Article, Passage, Window

NAMES = ("syria-2011-2012", "syria-2011-2018")
HEAD = 80
"""Characters at the head of a text in which its dateline stands."""
NOON = timedelta(hours=12)

Week = tuple[int, int]
"""ISO year and week."""


def articles(data: Path, name: str, tagger: Tagger) -> list[Article]:
    """Read a corpus; what is not about Syria is left out of the one that has such reports.

    The dateline of a text is believed before the date of the data set, which is sometimes wrong.
    """
    found = []
    for number, row in enumerate(read_records(data / "corpus" / f"{name}.jsonl.gz"), 1):
        text, title = str(row["text"]), str(row.get("title", ""))
        if "outlet" not in row and not tagger.relevance(title, text).about_syria:
            continue
        outlet = str(row.get("outlet") or byline(text) or "not given")
        published = (parse_date(text[:HEAD]) or _moment(str(row["date"]))) + NOON
        url = f"https://example.org/{name}/{number}"
        found.append(Article(number, outlet, "", url, title, text, published))
    return found


def weeks(read: list[Article]) -> dict[Week, list[Article]]:
    """Group articles by ISO week, in order."""
    found: dict[Week, list[Article]] = defaultdict(list)
    for article in read:
        if article.published is not None:
            year, week, _ = article.published.isocalendar()
            found[year, week].append(article)
    return dict(sorted(found.items()))


def window(week: Week) -> Window:
    """Return Monday to Monday, in UTC, known at its end."""
    since = datetime.fromisocalendar(*week, 1).replace(tzinfo=UTC)
    until = since + timedelta(days=7)
    return Window(since, until, until)


def tagged(read: list[Article], tagger: Tagger) -> Iterator[Passage]:
    """Return the passages of all articles."""
    for article in read:
        yield from tagger.tag(article).passages


def _moment(day: str) -> datetime:
    if "/" in day:
        month, number, year = map(int, day.split("/"))
        return datetime(year, month, number, tzinfo=UTC)
    return datetime.fromisoformat(day).replace(tzinfo=UTC)
