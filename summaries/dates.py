"""When the event of a sentence happened, resolved against the date of the original report.

``event_date`` collects every date that a sentence gives (``calendar``) and chooses
the one of its event: a day rather than a period, news rather than background, what happened rather
than when somebody said so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from summaries.calendar import arabic, english
from summaries.calendar.arithmetic import EventDate, Reference, numeric_dates, with_more
from summaries.calendar.english import DATE_WORDS
from summaries.script import has_arabic
from summaries.sentences import has_one_of

__all__ = ["DATE_WORDS", "EventDate", "all_dates", "event_date", "parse_date"]

_SPEECH: Final = re.compile(
    r"(?:\b(?:said|says|told|announced|stated|reported|added|confirmed|claimed|warned|condemned"
    r"|declared|quoted|called|urged|accused|statement|reports?|according to|released|published)\b"
    r"|(?:قال|أعلن|ذكر|أفاد|أكد|صرح|أضاف|نشر)ت?\b|بيان|تصريح)"
    r"(?:(?!\bthat\b|\sأن\s|\sإن\s)[^,;،؛]){0,45}$"
)
_SPEECH_REACH: Final = 80
_CLAUSE_REACH: Final = 300
_MOST_DATES: Final = 40
"""A text with more dates is no sentence; the first ones decide."""
_RELATIVE_CLAUSE: Final = re.compile(
    r"\b(?:who|which|whose|whom)\b[^,;]*$|\b(?:الذي|التي|الذين)\b[^،؛]*$"
)
_SINCE: Final = re.compile(
    r"\b[Ss]ince\s(?:(?:the|early|late|last|at|least|about|around|dawn|noon|midnight|on|of)\s){0,3}$"
    r"|منذ\s(?:(?:يوم|صباح|ظهر|عصر|مساء|ليل|ليلة|فجر|مطلع|بداية|منتصف|نهاية|أوائل|أواخر)\s){0,2}$"
)
_SINCE_REACH: Final = 60
_JOINED: Final = re.compile(r"[\s,،(]*")
_LOOSE: Final = frozenset(("relative", "weekday"))
_AS_SINCE: Final = ("since", "Since", "منذ")


def event_date(
    sentence: str,
    report_date: date | None,
    previous: date | None = None,
    words: Collection[str] | None = None,
) -> EventDate | None:
    """Return the date of the event that ``sentence`` reports, or ``None`` where it gives none.

    ``previous`` is the event date of the sentence before, from which "a day earlier" counts;
    ``words`` are those of ``DATE_WORDS`` that the sentence has, in lower case, where the caller
    knows: most English sentences have none. Offsets are in characters of ``sentence``. A date of
    background is returned only where there is no other. "12 have been killed since Friday" tells
    of the days up to the report: its date is the report's.
    """
    if words is not None and not words and sentence.isascii() and "/" not in sentence:
        return None
    found = all_dates(sentence, report_date, previous, words)[:_MOST_DATES]
    if not found:
        return None
    if len(found) > 1:
        found = _said_once(sentence, found)
    dated = found[0] if len(found) == 1 else _likeliest(sentence, found)
    if report_date is not None and _is_start_of_period(sentence, dated, found):
        return _until(report_date, dated)
    return dated


def all_dates(
    sentence: str,
    report_date: date | None,
    previous: date | None = None,
    words: Collection[str] | None = None,
) -> list[EventDate]:
    """Return every date that ``sentence`` gives, in order of their place; see ``event_date``."""
    reference = Reference(report_date, previous)
    if not has_arabic(sentence):
        return english.mentions(sentence, reference, words)
    found = arabic.mentions(sentence, reference) if arabic.has_cue(sentence) else []
    if _LATIN.search(sentence):
        found = with_more(found, english.mentions(sentence, reference, words))
    return found


def _likeliest(sentence: str, found: list[EventDate]) -> EventDate:
    """Return the date that is most likely the event's; among equals the first of the sentence."""
    left = found
    for is_unlikely in _UNLIKELY:
        likely = [dated for dated in left if not is_unlikely(sentence, dated, found)]
        if len(likely) == 1:
            return likely[0]
        left = likely or left
    return left[0]


def _said_once(sentence: str, found: list[EventDate]) -> list[EventDate]:
    """Leave "today, Saturday" out before "16 July": where a report is re-posted it says more."""
    left = [found[-1]]
    for dated in reversed(found[:-1]):
        after = left[-1]
        joined = _JOINED.fullmatch(sentence, dated.end, after.start) is not None
        if not (joined and after.kind == "explicit" and after.is_day and dated.kind in _LOOSE):
            left.append(dated)
        else:
            left[-1] = replace(after, start=dated.start)
    return left[::-1]


def _until(report_date: date, start: EventDate) -> EventDate:
    """Return the period from a date up to the report; an old start stays background."""
    return start if start.background else replace(start, date=report_date, precision="week")


def _is_in_relative_clause(sentence: str, dated: EventDate, _: list[EventDate]) -> bool:
    start = max(0, dated.start - _CLAUSE_REACH)
    return _RELATIVE_CLAUSE.search(sentence, start, dated.start) is not None


def _is_start_of_period(sentence: str, dated: EventDate, _: list[EventDate]) -> bool:
    if dated.text.startswith(_AS_SINCE):
        return dated.kind == "explicit"  # "منذ يومين" is two days ago
    before = sentence[max(0, dated.start - _SINCE_REACH) : dated.start]
    return has_one_of(_AS_SINCE, before) and _SINCE.search(before) is not None


def _is_of_the_saying(sentence: str, dated: EventDate, others: list[EventDate]) -> bool:
    """Tell whether the date is that of a statement on an earlier event of the same sentence."""
    return (
        any(other.date < dated.date and other.is_day for other in others)
        and _SPEECH.search(sentence[max(0, dated.start - _SPEECH_REACH) : dated.start]) is not None
    )


_UNLIKELY: Final[tuple[Callable[[str, EventDate, list[EventDate]], bool], ...]] = (
    lambda _, dated, __: dated.background,
    lambda _, dated, __: dated.precision != "day",
    _is_in_relative_clause,
    lambda _, dated, __: dated.kind == "continued",
    _is_start_of_period,
    _is_of_the_saying,
    lambda _, dated, __: dated.text.endswith("ago"),
)
"""What speaks against a date, the strongest first."""


_LATIN: Final = re.compile(r"[A-Za-z]{3}")
_CLOCK: Final = re.compile(
    r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
    r"(?:\s?(?P<half>[aApP])\.?[mM]\.?)?\s?(?P<zone>Z\b|[+-]\d\d:?\d\d|GMT|UTC)?"
)


def parse_date(text: str) -> datetime | None:
    """Return the first full date of a masthead, an option or a page's head, in UTC.

    Understands ISO 8601, "31 January 2022", "February 02, 2022", "31.01.2022", "02/02/2022" (day
    first), Arabic month names and digits. Without a time of day it is midnight, without a zone UTC.
    """
    days = [(day, start, end) for day, start, end in numeric_dates(text, day_first=True)]
    days += [
        (found.date, found.start, found.end)
        for found in all_dates(text, None)
        if found.precision == "day"
    ]
    if not days:
        return None
    day, _, end = min(days, key=lambda found: found[1])
    clock = _CLOCK.search(text, end, end + 24)
    return datetime.combine(day, time(tzinfo=UTC)) if clock is None else _at(day, clock)


def _at(day: date, clock: re.Match[str]) -> datetime:
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"] in "pP" else 0)
    moment = datetime.combine(day, time(hour, int(clock["minute"]), int(clock["second"] or 0)))
    zone = clock["zone"]
    if zone is None or zone in {"Z", "GMT", "UTC"}:
        return moment.replace(tzinfo=UTC)
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    sign = -1 if zone[0] == "-" else 1
    return _in_utc(moment, sign * offset)


def _in_utc(moment: datetime, offset: timedelta) -> datetime:
    """Return a moment of a zone in UTC; as it stands where there is no such zone or moment."""
    try:
        return moment.replace(tzinfo=timezone(offset)).astimezone(UTC)
    except (ValueError, OverflowError):
        return moment.replace(tzinfo=UTC)
