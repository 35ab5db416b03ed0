from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from summaries.moments import LATE, in_window, is_late, moment, was_known
from summaries.types import Article, Passage, RegionId, Window

DAMASCUS = ZoneInfo("Asia/Damascus")
SINCE = datetime(2022, 1, 24, tzinfo=DAMASCUS)
WEEK = Window(SINCE, SINCE + timedelta(days=7), SINCE + timedelta(days=7))
FRIDAY = date(2022, 1, 28)
SATURDAY_BEFORE = date(2022, 1, 22)
TUESDAY = datetime(2022, 1, 25, 9, tzinfo=UTC)


def told(event, published):
    """A passage on an event and the report it stands in."""
    region = RegionId("daraa")
    passage = Passage(1, 0, 5, "Told.", region, (), None, event, "sentence", 1.0, "")
    return passage, Article(1, "A", "", None, "", "Told.", published)


@pytest.mark.parametrize(
    ("published", "event", "expected"),
    [
        pytest.param(
            datetime(2022, 1, 29, 9, tzinfo=UTC),
            FRIDAY,
            datetime(2022, 1, 28, 23, 59, 59, 999999, DAMASCUS),
            id="the end of the event's day",
        ),
        pytest.param(
            datetime(2022, 1, 28, 9, tzinfo=UTC),
            FRIDAY,
            datetime(2022, 1, 28, 9, tzinfo=UTC),
            id="published on the day itself",
        ),
        pytest.param(
            None, FRIDAY, datetime(2022, 1, 28, 23, 59, 59, 999999, DAMASCUS), id="undated report"
        ),
        pytest.param(
            datetime(2022, 1, 29, 9, tzinfo=UTC),
            None,
            datetime(2022, 1, 29, 9, tzinfo=UTC),
            id="undated event",
        ),
        pytest.param(None, None, None, id="neither"),
    ],
)
def test_moment(published, event, expected):
    assert moment(*told(event, published), DAMASCUS) == expected


@pytest.mark.parametrize(
    ("event", "inside"),
    [
        pytest.param(date(2022, 1, 23), False, id="the day before"),
        pytest.param(date(2022, 1, 24), True, id="the first day"),
        pytest.param(date(2022, 1, 30), True, id="the last day"),
        pytest.param(date(2022, 1, 31), False, id="the day after"),
    ],
)
def test_window_goes_by_the_event(event, inside):
    window = replace(WEEK, cutoff=WEEK.until + timedelta(days=3))
    assert in_window(*told(event, datetime(2022, 2, 1, tzinfo=UTC)), window) is inside


@pytest.mark.parametrize(
    ("event", "published", "late"),
    [
        pytest.param(SATURDAY_BEFORE, TUESDAY, True, id="reported in the window"),
        pytest.param(FRIDAY, TUESDAY, False, id="of the window itself"),
        pytest.param(None, TUESDAY, False, id="no event day, of the window"),
        pytest.param(SATURDAY_BEFORE, SINCE - timedelta(hours=1), False, id="reported in time"),
        pytest.param(SATURDAY_BEFORE, SINCE, False, id="reported at the last moment"),
        pytest.param(date(2022, 1, 17), TUESDAY, False, id="background"),
        pytest.param(SATURDAY_BEFORE, None, False, id="undated report"),
    ],
)
def test_late_is_what_was_published_in_the_window_on_the_days_before(event, published, late):
    assert is_late(*told(event, published), WEEK) is late


def test_what_is_published_at_the_last_moment_is_late_once():
    day = Window(SINCE, SINCE + timedelta(days=1), SINCE + timedelta(days=1))
    following = Window(day.until, day.until + timedelta(days=1), day.until + timedelta(days=1))
    at_the_end = told(SATURDAY_BEFORE, day.until)
    assert [is_late(*at_the_end, window) for window in (day, following)] == [True, False]
    after = told(SATURDAY_BEFORE, day.until + timedelta(minutes=1))
    assert [is_late(*after, window) for window in (day, following)] == [False, True]


@pytest.mark.parametrize(
    ("event", "published", "late"),
    [
        pytest.param(SATURDAY_BEFORE, SINCE - timedelta(days=1), True, id="a source was down"),
        pytest.param(None, SINCE - timedelta(days=1), True, id="no event day"),
        pytest.param(SATURDAY_BEFORE, None, True, id="undated report"),
        pytest.param(None, None, False, id="no date at all"),
        pytest.param(None, SINCE - LATE - timedelta(hours=1), False, id="too long ago"),
    ],
)
def test_late_is_what_was_collected_after_the_digest_before(event, published, late):
    passage, article = told(event, published)
    assert is_late(passage, article, WEEK, arrived={1}) is late
    assert not is_late(passage, article, WEEK)


def test_what_was_known_before_is_not_late():
    passage, article = told(SATURDAY_BEFORE, SINCE - timedelta(hours=1))
    assert was_known(passage, article, WEEK)
    assert not was_known(passage, article, WEEK, arrived={1})
    assert not was_known(*told(SATURDAY_BEFORE, TUESDAY), WEEK)
    assert not was_known(*told(FRIDAY, TUESDAY), WEEK)
