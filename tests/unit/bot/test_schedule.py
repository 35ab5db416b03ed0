import asyncio
from datetime import timedelta

import pytest

from bot.errors import StoreUnavailable, TelegramStopped
from bot.schedule import Scheduler, Tick

OFTEN, SELDOM = timedelta(milliseconds=20), timedelta(hours=1)


class Work:
    """A service that counts its calls, and takes as long as it is told."""

    def __init__(self, seconds=0.0, returns=None, errors=()):
        self.calls = 0
        self.at_once = 0
        self.most_at_once = 0
        self.seconds = seconds
        self.returns = returns
        self.errors = list(errors)
        self.called = asyncio.Condition()

    async def __call__(self):
        self.calls += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        async with self.called:
            self.called.notify_all()
        try:
            await asyncio.sleep(self.seconds)
            if self.errors:
                raise self.errors.pop(0)
            return self.returns
        finally:
            self.at_once -= 1

    async def until(self, calls):
        """Wait for the beginning of that many calls."""
        async with asyncio.timeout(2), self.called:
            await self.called.wait_for(lambda: self.calls >= calls)


@pytest.fixture
def scheduler():
    def make(*ticks):
        made = Scheduler(ticks, on_failure=made_failures.append, on_tick=made_ticks.append)
        made.failures, made.ticks = made_failures, made_ticks
        return made

    made_failures, made_ticks = [], []
    return make


async def test_ticks_at_once_and_again(scheduler):
    work = Work()
    ticking = scheduler(Tick("work", OFTEN, work))
    ticking.start()

    await work.until(3)
    await ticking.stop()

    assert ticking.ticks[:3] == ["work"] * 3


async def test_never_twice_at_the_same_time(scheduler):
    work = Work(seconds=0.07)
    ticking = scheduler(Tick("work", OFTEN, work))
    ticking.start()
    await work.until(1)
    for _ in range(5):
        ticking.wake("work")

    await work.until(3)
    await ticking.stop()

    assert work.most_at_once == 1


async def test_waking_brings_a_tick_at_once(scheduler):
    work = Work()
    ticking = scheduler(Tick("work", SELDOM, work))
    ticking.start()
    await work.until(1)
    await asyncio.sleep(0.01)

    ticking.wake("work")
    await work.until(2)
    await ticking.stop()


async def test_waking_while_at_work_brings_one_more(scheduler):
    work = Work(seconds=0.05)
    ticking = scheduler(Tick("work", SELDOM, work))
    ticking.start()
    await work.until(1)

    ticking.wake("work")
    ticking.wake("work")
    await work.until(2)
    await asyncio.sleep(0.1)
    await ticking.stop()

    assert work.calls == 2


@pytest.mark.parametrize(("returns", "follows"), [(3, True), (0, False), (None, False)])
async def test_one_tick_wakes_the_next_where_there_is_work(scheduler, returns, follows):
    first, second = Work(seconds=0.03, returns=returns), Work()
    ticking = scheduler(Tick("first", SELDOM, first, then="second"), Tick("second", SELDOM, second))
    ticking.start()
    await asyncio.sleep(0.15)
    await ticking.stop()

    assert second.calls == (2 if follows else 1)


async def test_a_failure_is_told_and_the_next_tick_comes(scheduler):
    work = Work(errors=[StoreUnavailable("no database"), TelegramStopped("no token")])
    ticking = scheduler(Tick("work", OFTEN, work))
    ticking.start()

    await work.until(4)
    await ticking.stop()

    assert [str(error) for error in ticking.failures] == ["no database", "no token"]


async def test_stopping_waits_for_what_is_at_work(scheduler):
    work = Work(seconds=0.1)
    ticking = scheduler(Tick("work", OFTEN, work))
    ticking.start()
    await work.until(1)
    assert ticking.going

    await ticking.stop()

    assert not ticking.going
    assert ticking.ticks == ["work"]
    ticking.wake("work")
    await asyncio.sleep(0.05)
    assert work.calls == 1


async def test_stopping_does_not_wait_for_ever(scheduler):
    work = Work(seconds=60)
    ticking = scheduler(Tick("work", OFTEN, work))
    ticking.start()
    await work.until(1)

    await asyncio.wait_for(ticking.stop(patience=0.05), 2)

    assert ticking.ticks == []
