"""Buttons under messages. Each carries ``verb:id`` and nothing else has to be remembered.

Telegram takes at most 64 bytes of data in a button. What a button does is what it says whenever it
is tapped ("with Idlib", not "the other way round"), so that a second tap changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat.texts import LANGUAGES, Texts, texts
from bot.commands import PAGE
from bot.model import SearchPage, Subscriber
from summaries.scheme import Scheme
from summaries.sources import parse_sources
from summaries.types import RegionId, Sources

ALL = "all"

SOURCES: tuple[Sources, ...] = ("all", "en", "ar")
"""Choices of sources, in the order they are offered."""

ZONES = (
    "Asia/Damascus",
    "Asia/Beirut",
    "Asia/Amman",
    "Asia/Baghdad",
    "Europe/Istanbul",
    "Africa/Cairo",
    "Asia/Riyadh",
    "Asia/Dubai",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Stockholm",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "Australia/Sydney",
    "UTC",
)
"""Zones that are offered as buttons: Syria, its neighbours, and where many Syrians live."""


def button(text: str, verb: str, value: str = "") -> InlineKeyboardButton:
    """Return a button that carries ``verb:value``."""
    return InlineKeyboardButton(text, callback_data=f"{verb}:{value}" if value else verb)


def read_data(data: str) -> tuple[str, str]:
    """Return verb and value of what a button carried."""
    verb, _, value = data.partition(":")
    return verb, value


def overview(t: Texts, subscriber: Subscriber) -> InlineKeyboardMarkup:
    """Return the buttons of the settings; a chat that is not subscribed may do so with one tap."""
    rows = [] if subscriber.active else [[button(t("button.subscribe"), "subscribe")]]
    others = [language for language in LANGUAGES if language != t.language]
    return InlineKeyboardMarkup(
        [
            *rows,
            [button(t("button.regions"), "regions"), button(t("button.sources"), "sources")],
            [
                button(t("button.day"), "days"),
                button(t("button.hour"), "hours"),
                button(t("button.zone"), "zones"),
            ],
            [button(texts(language)("language.name"), "language", language) for language in others],
        ]
    )


def regions(t: Texts, subscriber: Subscriber, scheme: Scheme) -> InlineKeyboardMarkup:
    """Return all regions, the chosen ones ticked."""
    rows = []
    for region in scheme.regions:
        chosen = region.id in subscriber.regions
        title = scheme.title(region.id, t.language)
        shown = f"✓ {title}" if chosen else title
        rows.append([button(shown, "without" if chosen else "with", region.id)])
    return InlineKeyboardMarkup([*rows, _done(t)])


def sources(t: Texts, subscriber: Subscriber) -> InlineKeyboardMarkup:
    """Return whose reports there are to choose from."""
    current = subscriber.sources
    each = [
        [button(_ticked(t(f"sources.choice.{one}"), chosen=one == current), "source", one)]
        for one in SOURCES
    ]
    return InlineKeyboardMarkup([*each, _done(t)])


def days(t: Texts, subscriber: Subscriber) -> InlineKeyboardMarkup:
    """Return the days of the week, and every day."""
    current = subscriber.schedule.weekday
    week = [
        button(_ticked(t.weekday(day), chosen=day == current), "day", str(day)) for day in range(7)
    ]
    daily = button(_ticked(t("button.daily"), chosen=current is None), "day", ALL)
    return InlineKeyboardMarkup([*_rows(week, 2), [daily], _done(t)])


def hours(t: Texts, subscriber: Subscriber) -> InlineKeyboardMarkup:
    """Return the full hours of a day."""
    current = subscriber.schedule.at.hour
    day = [
        button(_ticked(f"{hour:02}:00", chosen=hour == current), "hour", str(hour))
        for hour in range(24)
    ]
    return InlineKeyboardMarkup([*_rows(day, 4), _done(t)])


def zones(t: Texts, subscriber: Subscriber) -> InlineKeyboardMarkup:
    """Return zones by their cities, the subscriber's own first where it is not among them."""
    current = subscriber.schedule.zone
    offered = ZONES if current in ZONES else (current, *ZONES)
    cities = [button(_ticked(t.zone(z), chosen=z == current), "zone", z) for z in offered]
    return InlineKeyboardMarkup([*_rows(cities, 2), _done(t)])


def which_region(t: Texts, scheme: Scheme, sources: Sources | None = None) -> InlineKeyboardMarkup:
    """Return the regions to get a digest of now; ``sources`` were asked for with the question."""
    asked = f":{sources}" if sources else ""
    each = [
        button(scheme.title(region.id, t.language), "digest", region.id + asked)
        for region in scheme.regions
    ]
    return InlineKeyboardMarkup([*_rows(each, 2), [button(t("button.all"), "digest", ALL + asked)]])


def chosen_regions(value: str, scheme: Scheme) -> tuple[RegionId, ...]:
    """Return the regions that a button of ``which_region`` means."""
    wanted, _, _ = value.partition(":")
    return tuple(region.id for region in scheme.regions if wanted in (ALL, region.id))


def chosen_sources(value: str) -> Sources | None:
    """Return the sources that a button of ``which_region`` carries, if any."""
    _, _, wanted = value.partition(":")
    return parse_sources(wanted)


def pages(t: Texts, page: SearchPage) -> InlineKeyboardMarkup | None:
    """Return the buttons that turn the pages of a search, or none where there is one page."""
    row = []
    if page.offset > 0:
        row.append(button(t("search.previous"), "page", str(max(page.offset - PAGE, 0))))
    if page.offset + len(page.hits) < page.total and page.hits:
        row.append(button(t("search.next"), "page", str(page.offset + len(page.hits))))
    return InlineKeyboardMarkup([row]) if row else None


def privacy(t: Texts) -> InlineKeyboardMarkup:
    """Return the button that asks whether to delete everything."""
    return InlineKeyboardMarkup([[button(t("button.forget"), "forget")]])


def privacy_sure(t: Texts) -> InlineKeyboardMarkup:
    """Return the button that deletes everything, and the way back."""
    return InlineKeyboardMarkup(
        [[button(t("button.forget.sure"), "forget", "sure"), button(t("button.cancel"), "keep")]]
    )


def _done(t: Texts) -> list[InlineKeyboardButton]:
    return [button(t("button.done"), "settings")]


def _ticked(text: str, *, chosen: bool) -> str:
    return f"✓ {text}" if chosen else text


def _rows(
    buttons: Sequence[InlineKeyboardButton], width: int
) -> Iterable[list[InlineKeyboardButton]]:
    return (list(buttons[start : start + width]) for start in range(0, len(buttons), width))
