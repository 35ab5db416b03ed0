"""How a digest's facts are put into words, for chat, terminal and page alike. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.chat.markup import name
from bot.chat.texts import Texts
from summaries.types import Citation, Claim, Conflict, Digest, Item, Passage, Window

SOURCES_SHOWN = 6
"""Sources named under one item; the rest are counted."""


def window_line(t: Texts, window: Window) -> str:
    """Say which time the window covers: both ends, and the clock's distance from UTC.

    A zone's name would not do: zones with the same clock share a digest.
    """
    whole_days = window.since.time() == window.until.time() == time(0)
    last = window.until - timedelta(days=1) if whole_days else window.until
    since = _end(t, window.since, clock=not whole_days, year=window.since.year != last.year)
    until = _end(t, last, clock=not whole_days, year=True)
    one_day = whole_days and window.since.date() == last.date()
    between = until if one_day else f"{since} – {until}"
    return t("digest.window", window=between, zone=t.offset(window.until))


def _end(t: Texts, moment: datetime, *, clock: bool, year: bool) -> str:
    day = f"{t.day(moment)} {moment.year}" if year else t.day(moment)
    return f"{day}{t('comma')} {t.clock(moment.time())}" if clock else day


def cutoff_line(t: Texts, window: Window) -> str:
    """Say what the digest could know."""
    return t("digest.cutoff", moment=t.moment(window.cutoff.astimezone(window.until.tzinfo)))


def state_line(t: Texts, digest: Digest) -> str:
    """Say how many reports there are, of which sources, against the window before; and origins."""
    period = period_of(digest.window)
    of = "" if digest.sources == "all" else f".{digest.sources}"
    if digest.reports == 0:
        quiet = t(f"digest.quiet.{period}{of}")
        return quiet if digest.reports_before == 0 else f"{quiet} ({_trend(t, digest, period)})"
    reports = t.count(f"digest.reports{of}", digest.reports)
    origins = t.count("digest.origins", digest.origins)
    return f"{reports} ({_trend(t, digest, period)}) · {origins}"


def _trend(t: Texts, digest: Digest, period: str) -> str:
    change = digest.reports - digest.reports_before
    if change == 0:
        return t(f"digest.same.{period}")
    arrow = "▲" if change > 0 else "▼"
    return f"{arrow} {t(f'digest.change.{period}', n=abs(change))}"


def period_of(window: Window) -> str:
    """Name the length of a window: ``week``, ``day`` or ``period``."""
    # By the clock on the wall: a week in which the clocks change is a week.
    days = (window.until.replace(tzinfo=None) - window.since.replace(tzinfo=None)).days
    return {7: "week", 1: "day"}.get(days, "period")


def item_head(t: Texts, item: Item) -> str:
    """Say when and where: ``Fri 28 Jan · Gweran, Hasakah``."""
    told = (item.place_ar if t.language == "ar" else None) or item.place
    place = t.isolate(name(told)) if told else t("place.none")
    return f"{item_day(t, item)} · {place}"


def item_day(t: Texts, item: Item) -> str:
    """Say when, and where the date is only the report's or the last day of a period."""
    reported = item.sources[0].published if item.sources else None
    return told_day(t, item, reported, t.day)


def told_day(
    t: Texts, told: Passage | Item, reported: date | None, shown: Callable[[date], str]
) -> str:
    """Say when an event was, as far as it is told; ``reported`` is the day of its report."""
    day = told.event_date or reported
    if day is None:
        return t("date.none")
    if told.event_date is None or told.dated_by == "report":
        return t("date.reported", day=shown(day))
    return t("date.period", day=shown(day)) if told.dated_by == "period" else shown(day)


def citation_tail(t: Texts, citation: Citation) -> str:
    """Say what belongs after an outlet's name: label, date, origin, and that no link is known."""
    tail = [label_text(t, citation.label)] if citation.label else []
    about = []
    if citation.published:
        about.append(t.short_day(citation.published))
    if citation.origin and citation.origin != citation.outlet:
        about.append(t("origin", origin=name(citation.origin)))
    if not citation.url:
        about.append(t("address.none"))
    separator = f"{t('comma')} "
    return separator.join([" ".join(["", *tail]), *about])


def label_text(t: Texts, label: str) -> str:
    """Show an outlet's label in the reader's language; an operator's own as it is written."""
    words = label.split(", ")
    known = [t.known(f"label.{word}", "") for word in words]
    told = f"{t('comma')} ".join(known) if all(known) else label
    return t("label", label=name(told))


def corroboration(t: Texts, item: Item) -> str:
    """Say how many independent sources tell of an item, and whom its sentence gives as its own."""
    told = t.count("digest.independent", item.independent)
    if not item.attribution:
        return told
    return f"{told} · {t('digest.attributed', body=t.isolate(name(item.attribution)))}"


def more_sources(t: Texts, item: Item) -> str:
    """Count the sources that are not named, or nothing."""
    hidden = len(item.sources) - SOURCES_SHOWN
    return t.count("digest.more_sources", hidden) if hidden > 0 else ""


def conflict_head(t: Texts, conflict: Conflict) -> str:
    """Say on what the accounts differ."""
    whom, _, deed = conflict.about.rpartition(" ")
    about = t(
        "conflict.about",
        whom=t.known(f"whom.{whom}", whom),
        deed=t.known(f"deed.{deed}", deed),
    )
    return t("conflict.head", about=about.strip())


def claim_tail(t: Texts, claim: Claim) -> str:
    """Say what belongs after an outlet's name in a conflict: the body that it cites, the figure."""
    value = t("conflict.claim", value=name(claim.value))
    if not claim.body:
        return value
    return f"{t('comma')} {t('digest.attributed', body=t.isolate(name(claim.body)))}{value}"


def unplaced_line(t: Texts, digest: Digest) -> str:
    """Say how many reports could be placed in no region, or nothing."""
    return t.count("digest.unplaced", digest.unplaced) if digest.unplaced else ""


def local(moment: datetime, zone: str) -> datetime:
    """Show ``moment`` on the clock of ``zone``."""
    return moment.astimezone(ZoneInfo(zone))
