"""Calendar arithmetic behind ``dates``: which day a weekday or a date without a year means.

News leaves out what its reader knows. "On Tuesday" is the latest Tuesday when the text tells of
the past and the next one when it tells of a plan; "March 15" is the nearest one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Final, Literal, NamedTuple

Kind = Literal["explicit", "weekday", "relative", "continued"]
Precision = Literal["day", "week", "month", "year"]

BACKGROUND_AFTER: Final = timedelta(days=31)
"""A period that ended longer ago than this is background, not news."""
OLD_AFTER: Final = timedelta(days=92)
"""A full date longer ago than this is background."""

_A_FEW: Final = 2
"""Days: at least so long ago is what was "a few days ago"."""

_ARABIC_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True, slots=True)
class EventDate:
    """A date that a sentence gives, and the characters ``[start, end)`` that give it.

    ``kind``: ``explicit`` (month and day, or a year), ``weekday``, ``relative`` to the report's
    date, ``continued`` from the sentence before. ``background``: the time of an earlier event, not
    of the one that the sentence reports. A ``precision`` other than ``day`` names the period that
    is meant; ``date`` is then its last day that is not after the report.
    """

    date: date
    start: int
    end: int
    text: str
    kind: Kind
    background: bool = False
    precision: Precision = "day"

    @property
    def is_day(self) -> bool:
        """Tell whether a day is meant, and of the event."""
        return self.precision == "day" and not self.background


def mention(
    match: re.Match[str],
    day: date,
    kind: Kind,
    *,
    background: bool = False,
    precision: Precision = "day",
) -> EventDate:
    """Return the date that the text of ``match`` gives."""
    return EventDate(day, *match.span(), match[0], kind, background, precision)


_start: Final = attrgetter("start")


def with_more(taken: list[EventDate], found: Iterable[EventDate]) -> list[EventDate]:
    """Return ``taken`` and those of ``found`` that share no character with it, by their place."""
    more = list(found)
    if taken and more:
        starts = [dated.start for dated in taken]
        more = [dated for dated in more if _is_apart(dated, taken, bisect_left(starts, dated.end))]
    return sorted([*taken, *more], key=_start) if more else taken


def _is_apart(dated: EventDate, taken: list[EventDate], at: int) -> bool:
    """Tell whether a date begins after the one before ``at``, where the next one begins."""
    return at == 0 or taken[at - 1].end <= dated.start


class Reference(NamedTuple):
    """What a sentence's dates are resolved against."""

    report: date | None
    previous: date | None = None

    def is_background(self, last_day: date, after: timedelta = BACKGROUND_AFTER) -> bool:
        """Tell whether a period that ended on ``last_day`` is too long ago to be news."""
        return self.report is None or self.report - last_day > after


def number(digits: str) -> int:
    """Return the value of Latin or Arabic-Indic digits."""
    return int(digits.translate(_ARABIC_DIGITS))


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the date, or ``None`` where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(digits: str) -> int:
    """Return the year of four digits, or of two ("22" is 2022)."""
    year = number(digits)
    return year + 2000 if len(digits) == 2 else year  # noqa: PLR2004


def weekday_before(report: date, weekday: int) -> date:
    """Return the latest such weekday that is not after ``report``."""
    return report - timedelta((report.weekday() - weekday) % 7)


def weekday_after(report: date, weekday: int) -> date:
    """Return the first such weekday that is not before ``report``."""
    return report + timedelta((weekday - report.weekday()) % 7)


def nearest(report: date, month: int, day: int, *, future: bool | None) -> date | None:
    """Return the date in the year that makes it nearest to ``report``.

    ``future`` tells the tense of the sentence where it is known: in a plan, days that are over
    count threefold, else days ahead count double.
    """
    over, ahead = (3, 1) if future else (1, 2)
    years = (report.year - 1, report.year, report.year + 1)
    dates = [found for year in years if (found := day_of(year, month, day))]
    return min(
        dates,
        key=lambda found: abs((found - report).days) * (ahead if found > report else over),
        default=None,
    )


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


def latest_month(report: date, month: int) -> int:
    """Return the year of the latest such month that began before ``report``."""
    return report.year if month <= report.month else report.year - 1


def next_month(report: date, month: int) -> int:
    """Return the year of the first such month that ends after ``report``."""
    return report.year if month >= report.month else report.year + 1


def months_before(report: date, months: int) -> date:
    """Return the last day of the month that lies ``months`` before the report's."""
    count = report.year * 12 + report.month - 1 - months
    return month_end(count // 12, count % 12 + 1)


def before(report: date, count: int, unit: Precision) -> date:
    """Return the last day of what lies ``count`` days, weeks, months or years before a report."""
    if unit == "month":
        return months_before(report, count)
    if unit == "year":
        return date(max(1, report.year - count), 12, 31)
    return report - timedelta(count * (7 if unit == "week" else 1))


def period(match: re.Match[str], report: date, unit: Precision, step: int) -> EventDate:
    """Return the week, month or year of a report (``step`` 0), the last (-1) or the next (1) one.

    A year is background.
    """
    day = report
    if step and unit == "week":
        monday = report - timedelta(report.weekday())
        day = monday - timedelta(1) if step < 0 else monday + timedelta(7)
    elif step:
        day = before(report, -step, unit)
    return mention(match, day, "relative", background=unit == "year", precision=unit)


def some_days(match: re.Match[str], report: date) -> EventDate:
    """Return the last of the days that "recent days" or "a few days ago" (``few_ago``) mean."""
    last_day = report - timedelta(_A_FEW if match["few_ago"] else 0)
    return mention(match, last_day, "relative", precision="week")


_NUMERIC_CUE: Final = re.compile(r"\d[/.-]\d")
_NUMERIC: Final = re.compile(
    r"(?<![\d./-])(?:"
    r"(?P<y>\d{4})(?P<s1>[-/.])(?P<m>\d{1,2})(?P=s1)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.])(?P<b>\d{1,2})(?P=s2)(?P<c>\d{4}|\d{2})"
    r")(?!\d|[-/.]\d)"
)


def numeric_dates(text: str, *, day_first: bool) -> list[tuple[date, int, int]]:
    """Return the dates written in figures: ``2022-01-28``, ``28.01.2022``, ``28/1/2022``.

    With slashes and unless ``day_first``, ``1/2/2022`` may be either and is left out.
    """
    found = []
    for match in _NUMERIC.finditer(text) if _NUMERIC_CUE.search(text) else ():
        day = _iso(match) if match["y"] else _numeric(match, day_first=day_first)
        if day is not None:
            found.append((day, *match.span()))
    return found


def _iso(match: re.Match[str]) -> date | None:
    return day_of(number(match["y"]), number(match["m"]), number(match["d"]))


def _numeric(match: re.Match[str], *, day_first: bool) -> date | None:
    first, second, year = number(match["a"]), number(match["b"]), full_year(match["c"])
    if match["s2"] != "/" and len(match["c"]) == 2:  # noqa: PLR2004
        return None
    read_day_first = day_of(year, second, first)
    read_month_first = day_of(year, first, second) if match["s2"] == "/" else None
    if day_first or match["s2"] != "/":
        return read_day_first or read_month_first
    if read_day_first and read_month_first and read_day_first != read_month_first:
        return None
    return read_day_first or read_month_first
