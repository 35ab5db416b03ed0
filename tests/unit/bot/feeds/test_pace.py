from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import BadStatus, TimedOut
from bot.feeds.pace import LONGEST_PAUSE, after_failure, after_success, pages_missing
from bot.model import Retrieved, Source, SourceState

NOW = datetime(2022, 1, 31, tzinfo=UTC)
SOURCE = Source("a", "A", "https://a.example/", "en", "local", "r", minutes=30)
STATE = SourceState("a", NOW, etag="old", last_modified="then", failures=3, error="x")
GOT = Retrieved("https://a.example/", b"x", etag="new", last_modified="now")


def test_success_resets_and_keeps_the_new_validators():
    state = after_success(SOURCE, STATE, GOT, NOW)
    assert (state.failures, state.error) == (0, "")
    assert (state.etag, state.last_modified) == ("new", "now")
    assert state.next_due == NOW + timedelta(minutes=30)
    assert state.last_success == state.last_attempt == NOW


def test_server_that_gives_no_validators_any_more_loses_the_old_ones():
    state = after_success(SOURCE, STATE, Retrieved("u", b"x"), NOW)
    assert (state.etag, state.last_modified) == ("", "")


def test_unchanged_feed_keeps_the_validators_that_it_does_not_repeat():
    state = after_success(SOURCE, STATE, Retrieved("u", None, etag="new"), NOW)
    assert (state.etag, state.last_modified) == ("new", "then")


@pytest.mark.parametrize(("missing", "left"), [(2, 0), (0, 3)])
def test_what_was_not_had_makes_the_next_look_a_whole_one(missing, left):
    state = after_success(SOURCE, STATE, GOT, NOW, missing=missing, left=left)
    assert (state.etag, state.last_modified, state.failures) == ("", "", 0)
    assert pages_missing(state) is bool(missing)


def test_pages_are_not_missing_after_a_failure():
    assert not pages_missing(STATE)


def test_pause_doubles_with_each_failure_up_to_a_day():
    state, pauses = SourceState("a", NOW), []
    for _ in range(8):
        state = after_failure(SOURCE, state, TimedOut("slow"), NOW)
        pauses.append(state.next_due - NOW)
    for number, pause in enumerate(pauses, 1):
        plain = timedelta(minutes=30) * 2**number
        assert min(plain, LONGEST_PAUSE) <= pause <= min(plain * 1.1, LONGEST_PAUSE)
    assert pauses[-1] == LONGEST_PAUSE
    assert (state.failures, state.error, state.last_success) == (8, "slow", None)
    assert state.last_attempt == NOW


def test_failure_a_thousand_times_over_is_still_a_day():
    state = after_failure(SOURCE, SourceState("a", NOW, failures=1000), TimedOut("slow"), NOW)
    assert state.next_due == NOW + LONGEST_PAUSE


def test_failure_keeps_the_validators():
    state = after_failure(SOURCE, STATE, TimedOut("slow"), NOW)
    assert (state.etag, state.last_modified) == ("old", "then")


def test_jitter_differs_between_sources_and_is_the_same_each_time():
    other = Source("b", "B", "https://b.example/", "en", "local", "r", minutes=30)
    error = TimedOut("slow")
    first = after_failure(SOURCE, SourceState("a", NOW), error, NOW)
    assert first == after_failure(SOURCE, SourceState("a", NOW), error, NOW)
    assert first.next_due != after_failure(other, SourceState("b", NOW), error, NOW).next_due


@pytest.mark.parametrize(
    ("error", "least", "most"),
    [
        pytest.param(BadStatus("x", 429, timedelta(hours=5)), 300, 300, id="asked for longer"),
        pytest.param(BadStatus("x", 503, timedelta(minutes=1)), 60, 66, id="asked for shorter"),
        pytest.param(BadStatus("x", 429, timedelta(days=6)), 1440, 1440, id="asked for too much"),
        pytest.param(BadStatus("x", 410), 1440, 1440, id="gone"),
        pytest.param(BadStatus("x", 404), 60, 66, id="missing"),
    ],
)
def test_pause_that_the_server_asks_for(error, least, most):
    state = after_failure(SOURCE, SourceState("a", NOW), error, NOW)
    assert timedelta(minutes=least) <= state.next_due - NOW <= timedelta(minutes=most)
