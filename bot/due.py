"""When a digest is due, and what time it covers. Pure.

The calendar is the subscriber's: a weekday and a wall-clock time in an IANA zone. Where the clocks
leave that time out (a gap), it moves forward by the gap; where they show it twice (a fold), the
first counts. So a week is never skipped and no hour comes twice.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.model import Schedule
from summaries.types import Window

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def next_due(schedule: Schedule, after: datetime) -> datetime:
    """Return the first due moment strictly after ``after``, in UTC.

    Raises:
        ZoneInfoNotFoundError: the schedule's zone is not known.

    """
    zone = ZoneInfo(schedule.zone)
    # The search begins a day early: a time that the clocks leave out may fall on the next day.
    day = after.astimezone(zone).date() - DAY
    while True:
        if schedule.weekday in (None, day.weekday()):
            moment = _moment(schedule, day, zone)
            if moment > after:
                return moment
        day += DAY


def last_due(schedule: Schedule, due: datetime, now: datetime) -> datetime:
    """Return the latest due moment that is not after ``now``, counted from ``due`` on, in UTC.

    It is ``due`` itself where no later one has passed.
    """
    following = next_due(schedule, due)
    while following <= now:
        due, following = following, next_due(schedule, following)
    return due.astimezone(UTC)


def due_window(schedule: Schedule, due: datetime, now: datetime) -> Window:
    """Return what the digest covers that was due at ``due`` and is made at ``now``.

    It covers the time since the digest before, which is seven days (for a daily digest one).
    Where later ones fell due while nothing ran, it reaches to the latest of them: one digest tells
    all that was missed. The first digest of a new subscriber, which is due out of turn, covers the
    seven days (or the day) before ``due``.
    """
    until = last_due(schedule, due, now)
    since = _local(_previous(schedule, due), schedule.zone)
    if next_due(schedule, since) != due:
        since = _earlier(due, _period(schedule), schedule.zone)
    return Window(since, _local(until, schedule.zone), until)


def window_before(until: datetime, days: int, zone: str) -> Window:
    """Return the ``days`` days that end at ``until``, in ``zone``."""
    return Window(_earlier(until, timedelta(days=days), zone), _local(until, zone), until)


def _period(schedule: Schedule) -> timedelta:
    return DAY if schedule.weekday is None else WEEK


def _previous(schedule: Schedule, due: datetime) -> datetime:
    earlier = next_due(schedule, due - _period(schedule) - 2 * DAY)
    while (following := next_due(schedule, earlier)) < due:
        earlier = following
    return earlier


def _moment(schedule: Schedule, day: date, zone: ZoneInfo) -> datetime:
    # In a gap, fold=0 reads the clock as before the change, which is the time moved forward by it;
    # in a fold it is the first of the two.
    return datetime.combine(day, schedule.at.replace(fold=0), zone).astimezone(UTC)


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def _earlier(moment: datetime, length: timedelta, zone: str) -> datetime:
    """Go back by days of the calendar, so that the wall clock shows the same time."""
    earlier = (_local(moment, zone) - length).replace(fold=0)
    # Through UTC, so that a time that the clocks leave out is shown as the one it moves to.
    return earlier.astimezone(UTC).astimezone(ZoneInfo(zone))
