from datetime import UTC, datetime, time

import pytest

from bot.due import due_window, next_due, window_before
from bot.model import Schedule


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def weekly(weekday: int | None, at: str, zone: str) -> Schedule:
    return Schedule(weekday, time.fromisoformat(at), zone)


@pytest.mark.parametrize(
    ("schedule", "after", "expected"),
    [
        pytest.param(
            weekly(0, "08:00", "Asia/Damascus"), "2026-10-21 00:00", "2026-10-26 05:00", id="weekly"
        ),
        pytest.param(
            weekly(0, "08:00", "Asia/Damascus"),
            "2026-10-26 05:00",
            "2026-11-02 05:00",
            id="strictly after",
        ),
        pytest.param(
            weekly(0, "08:00", "Asia/Damascus"),
            "2026-10-26 04:59:59",
            "2026-10-26 05:00",
            id="a second before",
        ),
        pytest.param(
            weekly(None, "08:00", "UTC"), "2026-10-21 09:00", "2026-10-22 08:00", id="daily"
        ),
        pytest.param(
            weekly(0, "01:00", "Asia/Tokyo"),
            "2026-10-25 15:59",
            "2026-10-25 16:00",
            id="Monday there, Sunday in UTC",
        ),
        # Berlin leaves 02:00-03:00 out on 29 March 2026: 02:30 moves to 03:30 = 01:30 UTC.
        pytest.param(
            weekly(6, "02:30", "Europe/Berlin"),
            "2026-03-28 00:00",
            "2026-03-29 01:30",
            id="gap moves forward",
        ),
        # Berlin shows 02:00-03:00 twice on 25 October 2026; the first is summer time.
        pytest.param(
            weekly(6, "02:30", "Europe/Berlin"),
            "2026-10-24 00:00",
            "2026-10-25 00:30",
            id="fold takes the first",
        ),
        pytest.param(
            weekly(6, "02:30", "Europe/Berlin"),
            "2026-10-25 00:30",
            "2026-11-01 01:30",
            id="fold never twice",
        ),
        # Beirut's clocks leave out midnight itself on 29 March 2026.
        pytest.param(
            weekly(6, "00:00", "Asia/Beirut"),
            "2026-03-28 12:00",
            "2026-03-28 22:00",
            id="midnight gap",
        ),
        # Samoa had no Friday 30 December 2011 at all: it is due when Saturday has come.
        pytest.param(
            weekly(4, "08:00", "Pacific/Apia"),
            "2011-12-24 00:00",
            "2011-12-30 18:00",
            id="a day left out",
        ),
        pytest.param(
            weekly(4, "08:00", "Pacific/Apia"),
            "2011-12-30 12:00",
            "2011-12-30 18:00",
            id="on the day after one left out",
        ),
    ],
)
def test_next_due(schedule: Schedule, after: str, expected: str) -> None:
    assert next_due(schedule, utc(after)) == utc(expected)


@pytest.mark.parametrize(
    ("schedule", "due", "now", "since", "until"),
    [
        pytest.param(
            weekly(0, "08:00", "Asia/Damascus"),
            "2026-10-26 05:00",
            "2026-10-26 05:00:20",
            "2026-10-19T08:00:00+03:00",
            "2026-10-26T08:00:00+03:00",
            id="a week",
        ),
        pytest.param(
            weekly(None, "08:00", "Asia/Damascus"),
            "2026-10-26 05:00",
            "2026-10-26 07:00",
            "2026-10-25T08:00:00+03:00",
            "2026-10-26T08:00:00+03:00",
            id="a day, late",
        ),
        pytest.param(
            weekly(0, "08:00", "Asia/Damascus"),
            "2026-10-05 05:00",
            "2026-10-21 00:00",
            "2026-09-28T08:00:00+03:00",
            "2026-10-19T08:00:00+03:00",
            id="three weeks in one after downtime",
        ),
        pytest.param(
            weekly(6, "08:00", "Europe/Berlin"),
            "2026-03-29 06:00",
            "2026-03-29 06:00",
            "2026-03-22T08:00:00+01:00",
            "2026-03-29T08:00:00+02:00",
            id="the same time on the wall across a change of clocks",
        ),
    ],
)
def test_due_window(schedule: Schedule, due: str, now: str, since: str, until: str) -> None:
    window = due_window(schedule, utc(due), utc(now))

    assert window.since.isoformat() == since
    assert window.until.isoformat() == until
    assert window.cutoff == window.until


def test_windows_of_successive_dues_meet() -> None:
    schedule = weekly(6, "02:30", "Europe/Berlin")
    first = next_due(schedule, utc("2026-03-20 00:00"))
    second = next_due(schedule, first)

    assert due_window(schedule, first, first).until == due_window(schedule, second, second).since


def test_window_before_counts_days_of_the_calendar() -> None:
    window = window_before(utc("2026-03-30 10:00"), 2, "Europe/Berlin")

    assert window.since.isoformat() == "2026-03-28T12:00:00+01:00"
    assert window.until.isoformat() == "2026-03-30T12:00:00+02:00"
