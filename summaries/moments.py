"""When a passage counts, and so which window's digest it belongs to.

Over windows that follow one another, each dated passage is a candidate of one of them: of the
window of its moment where its report was known by then (`in_window`), else of the window in which
its report became known (`is_late`), if that is not long after.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta, tzinfo

from summaries.types import Article, Passage, Window

LATE = timedelta(days=14)
"""How long before a window a passage counts at most to be late in it."""

NEWS = timedelta(days=7)
"""How long before its report an event lies at most to be late news; older ones are background."""


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
    if when is None or _published_after(article, window.cutoff):
        return False
    return window.since <= when < window.until


def is_late(
    passage: Passage, article: Article, window: Window, arrived: Collection[int] = ()
) -> bool:
    """Tell whether a passage counts before the window, and its report became known in it.

    That is what was published in the window, or is in ``arrived``: the numbers of the articles
    that were collected only after the digest before was made.
    """
    if _published_after(article, min(window.until, window.cutoff)):
        return False
    new = article.id in arrived or _published_after(article, window.since)
    return new and _shortly_before(passage, article, window) and not _recalls(passage, article)


def was_known(
    passage: Passage, article: Article, window: Window, arrived: Collection[int] = ()
) -> bool:
    """Tell whether a passage counts shortly before the window, and its report was known then."""
    new = article.id in arrived or _published_after(article, window.since)
    return not new and _shortly_before(passage, article, window)


def _shortly_before(passage: Passage, article: Article, window: Window) -> bool:
    when = moment(passage, article, window.since.tzinfo)
    return when is not None and window.since - LATE <= when < window.since


def _recalls(passage: Passage, article: Article) -> bool:
    """Tell whether a passage's event was no news any more when its report was published."""
    if passage.event_date is None or article.published is None:
        return False
    return article.published.date() - passage.event_date > NEWS


def _published_after(article: Article, when: datetime) -> bool:
    return article.published is not None and article.published > when
