"""What people can ask for, without Telegram: subscribe, change, stop, forget, search.

Every use-case takes the store and plain values, and does its writing in one call of the store. The
pure ones say what a changed subscriber looks like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo, available_timezones

from bot.due import next_due
from bot.model import Chat, ChatKind, Schedule, SearchPage, Subscriber
from bot.store import Store
from summaries.query import parse_query
from summaries.scheme import Scheme
from summaries.sources import parse_sources
from summaries.types import Language, RegionId, Sources

DAYS = 7
"""Days of a digest on request, where none are given."""

MOST_DAYS = 31
"""Most days of a digest on request."""

PAGE = 5
"""Hits on one page."""

NEW, STOPPED = "new", "stopped"
"""Why a subscriber is inactive by its own will. Any other reason is Telegram's."""

_DAY_WORDS = frozenset({"day", "days", "d", "يوم", "يوما", "يومًا", "أيام", "ايام", "يومين"})
_ALL_WORDS = frozenset({"all", "syria", "الكل", "كل", "سوريا", "سورية"})


# --- subscribers ----------------------------------------------------------------------------------


def newcomer(
    chat: Chat, kind: ChatKind, language: Language, scheme: Scheme, zone: str, now: datetime
) -> Subscriber:
    """Return what a chat gets that chooses nothing: main regions, Mondays at 8. Not active yet."""
    regions = scheme.main_regions
    schedule = Schedule(0, time(8), zone)
    return Subscriber(
        chat,
        kind,
        language,
        regions,
        schedule,
        next_due(schedule, now),
        active=False,
        inactive_because=NEW,
        created=now,
    )


def subscribe(store: Store, subscriber: Subscriber, now: datetime) -> bool:
    """Subscribe a chat; its first digest is due at once. ``False`` where it was active before.

    Raises:
        StoreError: the database failed.

    """
    if subscriber.active:
        return False
    # Due now: the same road as every later digest, so that the first cannot be lost either.
    store.save_subscriber(
        replace(subscriber, active=True, inactive_because="", next_due=now.replace(microsecond=0))
    )
    return True


def change(store: Store, before: Subscriber, after: Subscriber, now: datetime) -> Subscriber:
    """Store changed choices and return the subscriber; where nothing changed nothing is written.

    Raises:
        StoreError: the database failed.

    """
    if after == before:
        return before
    # What is due already stays due: it goes out with the new choices.
    if after.schedule != before.schedule and not (before.active and before.next_due <= now):
        after = replace(after, next_due=next_due(after.schedule, now))
    store.save_subscriber(after)
    return after


def with_region(
    subscriber: Subscriber, region: RegionId, scheme: Scheme, *, wanted: bool
) -> Subscriber:
    """Return the subscriber with or without a region; the last one stays."""
    chosen = set(subscriber.regions) | {region} if wanted else set(subscriber.regions) - {region}
    regions = tuple(known.id for known in scheme.regions if known.id in chosen)
    return replace(subscriber, regions=regions) if regions else subscriber


def with_weekday(subscriber: Subscriber, weekday: int | None) -> Subscriber:
    """Return the subscriber with digests on ``weekday`` (Monday is 0), or daily."""
    return replace(subscriber, schedule=replace(subscriber.schedule, weekday=weekday))


def with_hour(subscriber: Subscriber, hour: int) -> Subscriber:
    """Return the subscriber with digests at the full ``hour``."""
    return replace(subscriber, schedule=replace(subscriber.schedule, at=time(hour)))


def with_zone(subscriber: Subscriber, zone: str) -> Subscriber:
    """Return the subscriber with the clock of an IANA ``zone``."""
    return replace(subscriber, schedule=replace(subscriber.schedule, zone=zone))


def parse_zone(text: str) -> str | None:
    """Return the IANA zone that ``text`` names, in any case and with blanks for underscores."""
    wanted = "_".join(text.split()).casefold()
    found = next((zone for zone in available_timezones() if zone.casefold() == wanted), None)
    return found if found and ZoneInfo(found) else None


def stop(store: Store, chat: Chat) -> bool:
    """End a subscription, its settings kept. ``False`` where there was none.

    Raises:
        StoreError: the database failed.

    """
    subscriber = store.subscriber(chat)
    if subscriber is None or not subscriber.active:
        return False
    store.deactivate(chat, STOPPED)
    return True


def gone(store: Store, chat_id: int, because: str) -> int:
    """Note that a chat takes no more messages, in none of its topics; return how many ended.

    Raises:
        StoreError: the database failed.

    """
    affected = [one for one in store.subscribers(active_only=True) if one.chat.id == chat_id]
    for subscriber in affected:
        store.deactivate(subscriber.chat, because)
    return len(affected)


def returned(store: Store, chat_id: int, now: datetime) -> int:
    """Serve a chat again that Telegram had cut off; return how many subscriptions came back.

    One that was stopped by its own people stays stopped.

    Raises:
        StoreError: the database failed.

    """
    affected = [
        one
        for one in store.subscribers()
        if one.chat.id == chat_id and not one.active and one.inactive_because not in (NEW, STOPPED)
    ]
    for one in affected:
        due = next_due(one.schedule, now)
        store.save_subscriber(replace(one, active=True, inactive_because="", next_due=due))
    return len(affected)


# --- questions ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What the words behind ``/digest`` ask for.

    ``regions`` is empty where they name none. ``unknown`` are words that name no region; ``days``
    is ``None`` where the number of days is out of range, ``sources`` where the words do not say
    whose reports are wanted.
    """

    regions: tuple[RegionId, ...] = ()
    days: int | None = DAYS
    unknown: str = ""
    sources: Sources | None = None


def read_request(words: Sequence[str], scheme: Scheme) -> Asked:
    """Read the words behind ``/digest``: a region in any spelling, days, and whose reports."""
    numbers = [word for word in words if word.isdecimal()]
    others = [w for w in words if not w.isdecimal() and w.casefold() not in _DAY_WORDS]
    days = int(numbers[-1]) if numbers else DAYS
    kept = days if 1 <= days <= MOST_DAYS else None
    named = [word for word in others if _named_sources(word) is None]
    sources = next((found for word in others if (found := _named_sources(word))), None)
    asked = Asked(days=kept, sources=sources)
    text = " ".join(named)
    if not text:
        return asked
    if text.casefold() in _ALL_WORDS:
        return replace(asked, regions=tuple(region.id for region in scheme.regions))
    region = scheme.parse_region(text)
    return replace(asked, regions=(region,)) if region else replace(asked, unknown=text)


def _named_sources(word: str) -> Sources | None:
    # "All" alone asks for all regions.
    return None if word.casefold() in _ALL_WORDS else parse_sources(word)


def search(store: Store, scheme: Scheme, text: str, offset: int = 0) -> SearchPage:
    """Return a page of the passages that answer ``text``, best first.

    Raises:
        StoreError: the database failed.

    """
    query = parse_query(text, scheme.parse_region)
    narrowed = query.region or query.since or query.until or query.sources != "all"
    if query.empty and not narrowed:
        return SearchPage(text, 0)
    return store.search(query, PAGE, offset)
