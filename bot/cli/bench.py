"""What commands work with: what the composition root hands in, and words turned to values."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

import typer

from bot.errors import UsageError
from bot.logs import configure_logs
from bot.model import Source
from bot.settings import Settings, load_settings
from bot.store import Store
from summaries.scheme import Scheme
from summaries.sources import parse_sources
from summaries.types import RegionId, Sources, Window

if TYPE_CHECKING:
    from summaries.regions import Tagger

Choice = TypeVar("Choice", bound=str)

WEEK = timedelta(days=7)
NOON = time(12)


@dataclass(frozen=True, slots=True)
class Outside:
    """What the composition root hands to the command line."""

    run: Callable[[Settings], None]
    tagger: Callable[[Settings], Tagger]
    scheme: Callable[[Settings], Scheme]
    sources: Callable[[Settings], tuple[Source, ...]]
    open_store: Callable[[Settings], Store]
    clock: Callable[[], datetime]


def outside(context: typer.Context) -> Outside:
    """Return what the composition root handed in."""
    handed: object = context.obj
    assert isinstance(handed, Outside)  # noqa: S101 - app.main is the only caller
    return handed


def opened_store(context: typer.Context, settings: Settings) -> Store:
    """Open the store for one command; to be used in a ``with``."""
    return outside(context).open_store(settings)


def read_moment(text: str, zone: ZoneInfo, option: str) -> datetime:
    """Read ``2022-01-24`` (its midnight in ``zone``) or an ISO 8601 date with time.

    Raises:
        UsageError: the text is neither.

    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        message = f"{option}: {text!r} is no date; write one like 2022-01-24"
        raise UsageError(message) from None
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def read_published(text: str, zone: ZoneInfo) -> datetime | None:
    """Read the date of a report. A day without a time is its noon, UTC: the same day in all zones.

    Raises:
        UsageError: the text is no date.

    """
    if not text:
        return None
    moment = read_moment(text, zone, "--published")
    day_only = len(text) <= len("2022-01-31")
    return datetime.combine(moment.date(), NOON, UTC) if day_only else moment


def read_window(since: str | None, until: str | None, now: datetime, zone: ZoneInfo) -> Window:
    """Return the window asked for; by default the week that ends now.

    Raises:
        UsageError: a date cannot be read, or the window ends before it begins.

    """
    end = read_moment(until, zone, "--until") if until else now.astimezone(zone)
    start = read_moment(since, zone, "--since") if since else end - WEEK
    if start >= end:
        message = f"the window ends ({end:%Y-%m-%d}) before it begins ({start:%Y-%m-%d})"
        raise UsageError(message)
    return Window(start, end, now.astimezone(zone))


def read_region(text: str, scheme: Scheme) -> RegionId:
    """Return the region that a person means.

    Raises:
        UsageError: the scheme has no region of that name.

    """
    region = scheme.parse_region(text)
    if region is None:
        names = ", ".join(region.id for region in scheme.regions)
        message = f"no region {text!r}; there are {names}"
        raise UsageError(message)
    return region


def one_of(option: str, text: str, choices: Iterable[Choice]) -> Choice:
    """Return the one of an option's choices that a text is.

    Raises:
        UsageError: it is none of them.

    """
    named = tuple(choices)
    for choice in named:
        if choice == text:
            return choice
    message = f"{option}: {text!r} is none of {', '.join(named)}"
    raise UsageError(message)


def read_sources(text: str) -> Sources:
    """Return the sources that a person means: English ones, Arabic ones or all.

    Raises:
        UsageError: the text names none of these.

    """
    sources = parse_sources(text)
    if sources is None:
        message = f"--sources: {text!r} is none of en, ar, all"
        raise UsageError(message)
    return sources


def settings_and_zone() -> tuple[Settings, ZoneInfo]:
    """Read the settings, with their zone ready to use; only errors are logged from here on.

    Standard output is for what a command prints, and what goes wrong is part of that.
    """
    settings = load_settings()
    configure_logs(settings, least=logging.ERROR)
    return settings, ZoneInfo(settings.time_zone)
