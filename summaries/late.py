"""What a window's reports tell of earlier days that no digest could have told.

Most sentences on earlier days only recall what was news then. So a late passage is news if no
passage that was known before tells its event, or if it contradicts those that do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from summaries.events.likeness import day_of
from summaries.events.worth import event_points, looks_back, prospect
from summaries.moments import is_late, was_known
from summaries.quotes.spans import Key, key
from summaries.stories import stories
from summaries.types import Article, Passage, Story, Window

COMPARED, COMPARED_WITH = 100, 400
"""Late passages, and earlier ones, that are compared: a digest shows eight of the former."""

STALE = 0.5
"""Points that a story loses for each day between the event and its report: soon it is recalled."""

FRESH = 2
"""Days within which a report of an event is news, whatever it tells."""

LEAST = 2.5
"""Points below which an older story is not news any more."""


def late_passages(
    passages: Iterable[Passage],
    articles: Mapping[int, Article],
    window: Window,
    arrived: Collection[int],
) -> list[Passage]:
    """Return the passages that became known late and report an event, most promising first."""
    first = window.since.date()
    earlier = (
        p for p in passages if (p.event_date and p.event_date < first) or p.article_id in arrived
    )
    found = [p for p in earlier if is_late(p, articles[p.article_id], window, arrived)]
    return _promising(found)


def known_passages(
    passages: Iterable[Passage],
    articles: Mapping[int, Article],
    window: Window,
    arrived: Collection[int],
) -> list[Passage]:
    """Return the events of the days before the window that were known then, likewise."""
    found = [p for p in passages if was_known(p, articles[p.article_id], window, arrived)]
    return _promising(found)[:COMPARED_WITH]


def _promising(passages: Iterable[Passage]) -> list[Passage]:
    telling = (p for p in passages if event_points(p.text) and not looks_back(p.text))
    return sorted(telling, key=lambda p: (-prospect(p), *key(p)))


def late_stories(
    late: Sequence[Passage],
    told: Iterable[Passage],
    articles: Mapping[int, Article],
    origins: Mapping[int, str],
) -> list[Story]:
    """Group late passages by event; left out is what ``told`` says already.

    A story that contradicts what is told holds its late passages only, and its conflicts both.
    """
    new = {key(p) for p in late}
    both = {key(p): p for p in (*told, *late)}
    grouped = stories(both.values(), articles, origins)
    found = [news for story in grouped if (news := _news(story, new, articles, origins))]
    return sorted(found, key=lambda story: (-story.score, *key(story.passages[0])))


def _news(
    story: Story, new: Collection[Key], articles: Mapping[int, Article], origins: Mapping[int, str]
) -> Story | None:
    """Return what is new of a story, ``None`` where nothing is or what is does not matter."""
    own = tuple(p for p in story.passages if key(p) in new)
    texts = {p.text for p in own}
    disputed = tuple(c for c in story.conflicts if any(said.text in texts for said in c.claims))
    if not own or not (len(own) == len(story.passages) or disputed):
        return None
    delay = _delay(own[0], articles[own[0].article_id])
    score = story.score - STALE * delay
    if delay > FRESH and score < LEAST:
        return None
    independent = len({origins[p.article_id] for p in own})
    return Story(own, independent, score, disputed)


def _delay(passage: Passage, article: Article) -> int:
    """Return how many days after the event the report was published."""
    day = day_of(passage, article)
    return (article.published.date() - day).days if day and article.published else 0
