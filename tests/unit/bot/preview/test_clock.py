from datetime import UTC, datetime, timedelta

from bot.preview.clock import PreviewClock

START = datetime(2024, 12, 9, 5, tzinfo=UTC)


def test_the_clock_goes_on_and_can_be_put_forward():
    seconds = iter([100.0, 100.0, 130.0, 130.0])
    clock = PreviewClock(START, lambda: next(seconds))

    assert clock() == START
    assert clock() == START + timedelta(seconds=30)
    clock.advance(timedelta(days=7))
    assert clock() == START + timedelta(days=7, seconds=30)
