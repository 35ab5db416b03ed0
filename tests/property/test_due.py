from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.due import due_window, last_due, next_due
from bot.model import Schedule

# A whole day was left out of the calendar in these zones: a due time may move by that day.
DAY_LEFT_OUT = {"Pacific/Apia", "Pacific/Fakaofo", "Pacific/Kwajalein", "Kwajalein"} | {
    "Pacific/Enderbury",
    "Pacific/Kanton",
    "Pacific/Kiritimati",
    "Etc/Unknown",
}
ZONES = sorted(available_timezones() - DAY_LEFT_OUT - {"localtime", "Factory"})

zones = st.sampled_from(ZONES)
times = st.times().map(lambda t: t.replace(second=0, microsecond=0))
weekdays = st.none() | st.integers(0, 6)
schedules = st.builds(Schedule, weekdays, times, zones)
moments = st.integers(0, 17_000).flatmap(
    lambda day: st.timedeltas(timedelta(0), timedelta(days=1)).map(
        lambda rest: datetime(1990, 1, 1, tzinfo=UTC) + timedelta(days=day) + rest
    )
)


@settings(deadline=None)
@given(schedules, moments)
def test_due_is_strictly_after_and_within_a_period(schedule: Schedule, after: datetime) -> None:
    due = next_due(schedule, after)
    period = timedelta(days=1 if schedule.weekday is None else 7)

    assert after < due <= after + period + timedelta(hours=3)


@settings(deadline=None)
@given(schedules, moments)
def test_due_shows_weekday_and_time_unless_the_clocks_leave_it_out(
    schedule: Schedule, after: datetime
) -> None:
    local = next_due(schedule, after).astimezone(ZoneInfo(schedule.zone))
    wall = datetime.combine(local.date(), schedule.at)
    moved = local.replace(tzinfo=None) - wall

    if moved:  # a gap: forward by no more than three hours, and that wall time does not exist
        assert timedelta(0) < moved <= timedelta(hours=3)
        there = wall.replace(tzinfo=local.tzinfo)
        assert there.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != wall
    assert schedule.weekday in (None, local.weekday())
    assert local.fold == 0


@settings(deadline=None)
@given(schedules, moments)
def test_no_date_is_skipped_and_none_comes_twice(schedule: Schedule, after: datetime) -> None:
    zone = ZoneInfo(schedule.zone)
    step = 1 if schedule.weekday is None else 7
    due = next_due(schedule, after)
    for _ in range(4):
        following = next_due(schedule, due)
        assert following.astimezone(zone).date() - due.astimezone(zone).date() == timedelta(step)
        due = following


@settings(deadline=None)
@given(schedules, moments, st.timedeltas(timedelta(0), timedelta(days=60)))
def test_one_window_covers_all_that_was_missed(
    schedule: Schedule, after: datetime, down: timedelta
) -> None:
    due = next_due(schedule, after)
    now = due + down
    window = due_window(schedule, due, now)

    assert window.since < due <= window.until.astimezone(UTC) <= now
    assert window.until.astimezone(UTC) == last_due(schedule, due, now)
    assert next_due(schedule, window.until) > now


@settings(deadline=None)
@given(schedules, moments)
def test_windows_meet_without_gap_or_overlap(schedule: Schedule, after: datetime) -> None:
    first = next_due(schedule, after)
    second = next_due(schedule, first)
    earlier, later = due_window(schedule, first, first), due_window(schedule, second, second)

    # In UTC, for Python finds no two moments of different zones equal where the clocks go back.
    assert earlier.until.astimezone(UTC) == later.since.astimezone(UTC) == first


@settings(deadline=None)
@given(schedules, moments)
def test_first_digest_out_of_turn_covers_a_whole_period(schedule: Schedule, now: datetime) -> None:
    window = due_window(schedule, now, now)
    period = timedelta(days=1 if schedule.weekday is None else 7)

    assert window.until.astimezone(UTC) == now
    length = window.until.astimezone(UTC) - window.since.astimezone(UTC)
    # Out of turn or not, a period; where a date line was crossed or clocks changed, a little less.
    assert abs(length - period) <= timedelta(hours=3)


def test_samoa_is_served_though_its_friday_was_left_out() -> None:
    schedule = Schedule(4, time(8), "Pacific/Apia")
    before = next_due(schedule, datetime(2011, 12, 23, 12, tzinfo=UTC))

    days = []
    for _ in range(3):
        days.append(before.astimezone(ZoneInfo("Pacific/Apia")).date().isoformat())
        before = next_due(schedule, before)
    assert days == ["2011-12-23", "2011-12-31", "2012-01-06"]
