"""Receiving: outages, refused tokens, a second process."""

import asyncio
import gc
import time
import traceback
from datetime import timedelta

import pytest

from bot.chat.application import build_application
from bot.chat.polling import converse
from bot.errors import TelegramStopped
from bot.preview import faults


class Naps(list):
    """The waits asked for; ``third`` is set at the third of them."""

    def __init__(self):
        super().__init__()
        self.third = asyncio.Event()

    async def sleep(self, seconds):
        self.append(seconds)
        if len(self) >= 3:
            self.third.set()
        await asyncio.sleep(0.01)


@pytest.fixture
async def naps():
    return Naps()


@pytest.fixture
async def nap(naps):
    return naps.sleep


def talk(desk, nap):
    stop = asyncio.Event()
    return stop, asyncio.create_task(converse(desk.application, stop, nap))


async def answered(desk, room, words="/help"):
    seen = len(desk.telegram.transcript.sent(room.id))
    desk.telegram.people.say(room, words)
    return await desk.telegram.until(lambda: desk.telegram.transcript.sent(room.id)[seen:])


async def test_telegram_may_be_out_of_reach_at_the_start(desk, nap, naps):
    room = desk.telegram.people.arrive("Rima")
    with desk.telegram.refusing():
        stop, talking = talk(desk, nap)
        await naps.third.wait()
    assert await answered(desk, room)
    stop.set()
    await talking

    assert naps[:3] == [1.0, 2.0, 4.0]


async def test_an_outage_is_survived(desk, nap):
    room = desk.telegram.people.arrive("Rima")
    stop, talking = talk(desk, nap)
    assert await answered(desk, room)
    for fault in (
        faults.server_error(502),
        faults.server_error(502, html=True),
        faults.lost_answer(),
        faults.flood(3),
        faults.bad_request("something strange"),
    ):
        desk.telegram.script.add(fault, method="getUpdates")
    desk.telegram.server.stop()
    desk.telegram.server.start()

    assert await answered(desk, room)
    assert len(desk.telegram.transcript.sent(room.id)) == 2
    stop.set()
    await talking


@pytest.mark.parametrize("token", ["123:wrong-token", "nonsense"])
async def test_a_wrong_token_ends_with_what_to_do(desk, nap, token):
    application = build_application(token, desk.services, api_url=desk.telegram.url)

    with pytest.raises(TelegramStopped, match="check TELEGRAM_BOT_TOKEN") as stopped:
        await converse(application, asyncio.Event(), nap)

    assert token not in "".join(traceback.format_exception(stopped.value))


async def test_a_token_that_is_revoked_ends_the_conversation(desk, nap):
    room = desk.telegram.people.arrive("Rima")
    _, talking = talk(desk, nap)
    assert await answered(desk, room)
    desk.telegram.script.add(faults.Fault(401, "Unauthorized"), method="getUpdates")
    desk.telegram.people.say(room, "/help")

    with pytest.raises(TelegramStopped, match="refuses the token"):
        await asyncio.wait_for(talking, 5)


async def test_a_second_process_is_told_of_the_first(desk, nap):
    stop, first = talk(desk, nap)
    other = build_application(desk.telegram.token, desk.services, api_url=desk.telegram.url)

    # Each poll of one ends the poll of the other; who gives up first leaves the rest to the other.
    done, pending = await asyncio.wait(
        (first, asyncio.create_task(converse(other, stop, nap))),
        timeout=10,
        return_when=asyncio.FIRST_COMPLETED,
    )
    (ended,) = done
    stop.set()
    await asyncio.gather(*pending)

    assert isinstance(ended.exception(), TelegramStopped)
    assert "another process" in str(ended.exception())


async def test_one_conflict_of_before_a_restart_is_no_second_process(desk, nap):
    room = desk.telegram.people.arrive("Rima")
    desk.telegram.script.add(
        faults.Fault(409, "Conflict: terminated by other getUpdates request"),
        method="getUpdates",
        times=2,
    )
    stop, talking = talk(desk, nap)

    assert await answered(desk, room)
    stop.set()
    await talking


async def test_updates_are_asked_for_by_kind(desk, nap):
    stop, talking = talk(desk, nap)
    room = desk.telegram.people.arrive("Rima")
    await answered(desk, room)
    stop.set()
    await talking

    assert desk.telegram.world.updates.allowed == {
        "message",
        "channel_post",
        "callback_query",
        "my_chat_member",
    }


async def test_what_is_being_sent_ends_before_the_connections_close(desk, nap):
    room = desk.telegram.people.arrive("Rima")
    stop = asyncio.Event()

    async def last_word():
        await desk.application.bot.send_message(room.id, "good-bye")

    talking = asyncio.create_task(converse(desk.application, stop, nap, before_end=last_word))
    await answered(desk, room)
    stop.set()
    await talking

    assert desk.telegram.transcript.sent(room.id)[-1].plain == "good-bye"
    assert not desk.application.running


async def test_a_cancelled_conversation_ends_cleanly(desk, nap):
    _, talking = talk(desk, nap)
    await answered(desk, desk.telegram.people.arrive("Rima"))
    talking.cancel()

    with pytest.raises(asyncio.CancelledError):
        await talking
    assert not desk.application.running


async def test_the_event_loop_is_never_held_up(desk, nap):
    """Handlers leave the database and the digests to worker threads."""
    rooms = [desk.telegram.people.arrive(f"P{n}") for n in range(6)]
    stop, talking = talk(desk, nap)
    await answered(desk, rooms[0], "/digest all")
    gc.freeze()  # as the running bot does: what other tests left is not the loop's doing
    watching = asyncio.create_task(longest_hold(stop))
    for room in rooms:
        desk.telegram.people.say(room, "/digest all")
        desk.telegram.people.say(room, "Gweran")
        desk.telegram.people.say(room, "/sources")
    for room in rooms:
        await desk.telegram.until(lambda room=room: len(_sent(desk, room)) >= 8, 20)
    stop.set()
    await talking

    assert await watching < timedelta(milliseconds=50)


async def longest_hold(stop):
    """Return the most time that the loop's thread worked between two looks.

    The thread's own time: what other threads and processes take is not the loop's doing.
    """
    longest = 0.0
    while not stop.is_set():
        before = time.thread_time()
        await asyncio.sleep(0.001)
        longest = max(longest, time.thread_time() - before)
    return timedelta(seconds=longest)


def _sent(desk, room):
    return desk.telegram.transcript.sent(room.id)
