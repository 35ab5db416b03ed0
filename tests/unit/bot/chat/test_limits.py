"""The limiter on a clock that moves only when everybody waits."""

import asyncio
import heapq
import itertools
from collections import Counter
from datetime import timedelta

import pytest
from telegram.error import BadRequest, RetryAfter

from bot.chat.limits import Lane, Limits, RateLimiter


class Clock:
    """Monotonic seconds, and a sleep that wakes sleepers in order of their time."""

    def __init__(self):
        self.now = 1000.0
        self._sleepers = []
        self._numbers = itertools.count()

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        awake = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, next(self._numbers), awake))
        await awake

    async def run(self, *coroutines):
        """Run to the end of all, moving time on whenever nobody has anything to do."""
        tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
        while not all(task.done() for task in tasks):
            for _ in range(20):
                await asyncio.sleep(0)
            if self._sleepers and not all(task.done() for task in tasks):
                self.now, _, awake = heapq.heappop(self._sleepers)
                awake.set_result(None)
        return await asyncio.gather(*tasks, return_exceptions=True)


class Telegram:
    """Notes when requests come, and answers the first of them with the given errors."""

    def __init__(self, clock, errors=()):
        self.clock = clock
        self.errors = list(errors)
        self.seen = []

    async def __call__(self, name):
        self.seen.append((self.clock(), name))
        if self.errors and (error := self.errors.pop(0)) is not None:
            raise error
        return True


@pytest.fixture(autouse=True)
def timedeltas(monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def limiter(clock):
    return RateLimiter(Limits(), clock, clock.sleep)


def send(limiter, telegram, chat, lane=None, endpoint="sendMessage", name=""):
    data = {"chat_id": chat} if chat is not None else {}
    return limiter.process_request(telegram, (name or str(chat),), {}, endpoint, data, lane)


def busiest(seen, seconds):
    times = [at for at, _ in seen]
    return max(sum(at <= later < at + seconds for later in times) for at in times)


async def test_never_more_than_thirty_in_any_second(clock, limiter):
    telegram = Telegram(clock)

    await clock.run(*(send(limiter, telegram, chat, Lane.DIGESTS) for chat in range(200)))

    assert len(telegram.seen) == 200
    assert busiest(telegram.seen, 1.0) <= 30
    assert telegram.seen[-1][0] - telegram.seen[0][0] < 200 / 25 + 1


async def test_one_a_second_in_a_chat(clock, limiter):
    telegram = Telegram(clock)

    await clock.run(*(send(limiter, telegram, 7) for _ in range(4)))

    times = [at for at, _ in telegram.seen]
    assert [round(b - a, 3) for a, b in itertools.pairwise(times)] == [1.0, 1.0, 1.0]


async def test_twenty_a_minute_in_a_group(clock, limiter):
    telegram = Telegram(clock)

    await clock.run(*(send(limiter, telegram, -100, Lane.DIGESTS) for _ in range(45)))

    assert busiest(telegram.seen, 60.0) == 20
    assert telegram.seen[-1][0] - telegram.seen[0][0] < 150


async def test_edits_in_a_private_chat_need_no_distance(clock, limiter):
    telegram = Telegram(clock)

    await clock.run(*(send(limiter, telegram, 7, endpoint="editMessageText") for _ in range(3)))

    assert telegram.seen[-1][0] == telegram.seen[0][0]


async def test_edits_in_a_group_count(clock, limiter):
    telegram = Telegram(clock)

    await clock.run(*(send(limiter, telegram, -7, endpoint="editMessageText") for _ in range(21)))

    assert telegram.seen[-1][0] - telegram.seen[0][0] >= 60


async def test_answers_go_before_digests(clock, limiter):
    telegram = Telegram(clock)
    digests = [send(limiter, telegram, n, Lane.DIGESTS, name="digest") for n in range(300)]

    async def people():
        await clock.sleep(2.0)
        asked = clock()
        await asyncio.gather(*(send(limiter, telegram, 1000 + n, name="answer") for n in range(5)))
        return clock() - asked

    *_, waited = await clock.run(*digests, people())

    assert waited < 0.2
    assert Counter(name for _, name in telegram.seen) == {"digest": 300, "answer": 5}


async def test_what_is_no_message_is_not_held_back(clock, limiter):
    telegram = Telegram(clock)

    await clock.run(
        *(send(limiter, telegram, None, endpoint="answerCallbackQuery") for _ in range(100))
    )

    assert telegram.seen[-1][0] == telegram.seen[0][0]


async def test_a_429_stops_everything_until_its_time(clock, limiter):
    telegram = Telegram(clock, [RetryAfter(timedelta(seconds=9))])
    began = clock()

    first, *others = await clock.run(
        send(limiter, telegram, 1), *(send(limiter, telegram, n) for n in range(2, 10))
    )

    assert first is True
    assert others == [True] * 8
    later = [at for at, _ in telegram.seen if at > began + 0.5]
    assert len(later) >= 5
    assert min(later) >= began + 9


async def test_a_digest_does_not_wait_for_a_pause(clock, limiter):
    telegram = Telegram(clock, [RetryAfter(timedelta(seconds=9))])

    (first,) = await clock.run(send(limiter, telegram, 1, Lane.DIGESTS))
    (second,) = await clock.run(send(limiter, telegram, 2, Lane.DIGESTS))

    assert isinstance(first, RetryAfter)
    assert isinstance(second, RetryAfter)
    assert second.retry_after == timedelta(seconds=9)
    assert len(telegram.seen) == 1


async def test_nobody_waits_for_a_long_pause(clock, limiter):
    telegram = Telegram(clock, [RetryAfter(timedelta(minutes=10))])

    (answer,) = await clock.run(send(limiter, telegram, 1))

    assert isinstance(answer, RetryAfter)
    assert len(telegram.seen) == 1


async def test_an_answer_is_tried_twice_and_not_for_ever(clock, limiter):
    telegram = Telegram(clock, [RetryAfter(timedelta(seconds=2))] * 5)

    (answer,) = await clock.run(send(limiter, telegram, 1))

    assert isinstance(answer, RetryAfter)
    assert len(telegram.seen) == 2


async def test_the_rate_is_halved_after_a_pause_and_recovers(clock, limiter):
    limiter.pace.pause(clock(), 5)
    end = clock() + 5

    assert limiter.pace.factor(end) == 0.5
    limiter.pace.pause(end, 5)
    assert limiter.pace.factor(end + 5) == 0.25
    assert limiter.pace.factor(end + 5 + 10) == 0.5
    assert limiter.pace.factor(end + 5 + 20) == 1.0
    assert limiter.pace.factor(end + 1e9) == 1.0


async def test_the_rate_never_falls_to_nothing(clock, limiter):
    for _ in range(50):
        limiter.pace.pause(clock(), 1)

    assert limiter.pace.factor(clock()) == Limits().slowest


async def test_other_errors_pass_through(clock, limiter):
    telegram = Telegram(clock, [BadRequest("chat not found")])

    (error,) = await clock.run(send(limiter, telegram, 1))

    assert isinstance(error, BadRequest)
    assert len(telegram.seen) == 1


async def test_idle_chats_are_forgotten(clock, limiter):
    telegram = Telegram(clock)

    for chat in range(1500):
        await clock.run(send(limiter, telegram, chat))
        clock.now += 2

    assert len(limiter.pace._chats) <= 1001
