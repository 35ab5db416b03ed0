"""The outbox against the stand-in, with everything that can go wrong on the way."""

import asyncio
import json
import os
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import commands
from bot.deliver import LEASE, deliver_due, recover
from bot.errors import TelegramStopped
from bot.model import Chat, DeliveryState, SendResult
from bot.preview import faults

PENDING, SENT, RETRY = DeliveryState.PENDING, DeliveryState.SENT, DeliveryState.RETRY
DEAD, UNKNOWN = DeliveryState.DEAD, DeliveryState.UNKNOWN


@pytest.fixture
async def outbox(desk):
    """The desk with its bot's connection open, and nobody polling."""
    await desk.application.initialize()
    yield desk
    await desk.application.shutdown()


def subscribe(desk, room, thread=0, **changes):
    """Let a chat be due now."""
    newcomer = commands.newcomer(
        Chat(room.id, thread), room.kind, "en", desk.scheme, "Asia/Damascus", desk.clock()
    )
    room.started = True
    desk.store.save_subscriber(
        replace(newcomer, active=True, inactive_because="", next_due=desk.clock(), **changes)
    )


def states(desk, chat=0):
    return [d.state for d in desk.deliveries(chat)]


def regions_of(entries):
    return [entry.plain.split("\n")[0] for entry in entries]


async def test_digests_arrive_in_order_and_once(outbox):
    rooms = [outbox.telegram.people.arrive(f"P{n}") for n in range(5)]
    for room in rooms:
        subscribe(outbox, room)

    await outbox.tick()
    await outbox.tick()

    for room in rooms:
        assert regions_of(outbox.telegram.transcript.sent(room.id)) == [
            "Northeast",
            "Central",
            "Idlib (Greater Idlib)",
            "Daraa (south)",
        ]
    assert set(states(outbox)) == {SENT}
    assert all(d.message_id for d in outbox.deliveries())


async def test_a_digest_is_built_once_for_many(outbox, monkeypatch):
    built = []
    from summaries import digest

    original = digest.build_digest

    def counting(region, *rest, **options):
        built.append(region)
        return original(region, *rest, **options)

    monkeypatch.setattr(digest, "build_digest", counting)
    now = outbox.clock().replace(microsecond=0)
    for number in range(6):
        room = outbox.telegram.people.arrive(f"P{number}")
        subscribe(outbox, room, regions=("northeast", "idlib"))
        known = outbox.subscriber(room.id)
        outbox.store.save_subscriber(replace(known, next_due=now))

    await outbox.tick()

    assert Counter(built) == {"northeast": 1, "idlib": 1}
    assert len(outbox.telegram.transcript.sent()) == 12


async def test_who_blocked_the_bot_is_kept_and_not_served(outbox):
    room = outbox.telegram.people.arrive("Rima")
    subscribe(outbox, room)
    outbox.telegram.people.block(room)

    await outbox.tick()

    subscriber = outbox.subscriber(room.id)
    assert not subscriber.active
    assert subscriber.inactive_because == "Forbidden: bot was blocked by the user"
    assert set(states(outbox)) == {DEAD}
    assert len(outbox.telegram.transcript.refused()) == 1


@pytest.mark.parametrize("wording", ["deactivated", "not started", "kicked from supergroup"])
async def test_every_403_ends_the_subscription(outbox, wording):
    room = outbox.telegram.people.arrive("Rima")
    subscribe(outbox, room)
    outbox.telegram.script.add(faults.forbidden(wording), method="sendMessage")

    await outbox.tick()

    assert not outbox.subscriber(room.id).active


async def test_a_chat_that_is_not_found_ends_the_subscription(outbox):
    room = outbox.telegram.people.arrive("Rima")
    subscribe(outbox, room)
    del outbox.telegram.world.rooms[room.id]

    await outbox.tick()

    assert not outbox.subscriber(room.id).active
    assert "chat not found" in outbox.subscriber(room.id).inactive_because.lower()


async def test_a_migrated_group_gets_its_digests_under_the_new_number(outbox):
    group = outbox.telegram.people.group("Desk")
    subscribe(outbox, group)
    new = outbox.telegram.people.upgrade(group)

    await outbox.tick()

    assert outbox.subscriber(group.id) is None
    assert outbox.subscriber(new.id).active
    assert len(outbox.telegram.transcript.sent(new.id)) == 4
    assert set(states(outbox)) == {SENT}


async def test_a_topic_that_is_gone_gives_way_to_the_general_one(outbox):
    forum = outbox.telegram.people.supergroup("Forum", forum=True)
    topic = outbox.telegram.people.topic(forum, "Syria")
    subscribe(outbox, forum, topic, regions=("daraa",))
    outbox.telegram.people.delete_topic(forum, topic)

    await outbox.tick()

    (entry,) = outbox.telegram.transcript.sent(forum.id)
    assert entry.thread == 0
    assert states(outbox) == [SENT]


@pytest.mark.parametrize(
    "reason", ["can't parse entities: unclosed start tag", "message is too long"]
)
async def test_what_telegram_cannot_read_is_sent_as_plain_text_and_reported(outbox, reason):
    room = outbox.telegram.people.arrive("Rima")
    subscribe(outbox, room, regions=("northeast",))
    outbox.telegram.script.add(faults.bad_request(reason), method="sendMessage")

    await outbox.tick()

    (entry,) = outbox.telegram.transcript.sent(room.id)
    assert "killed 12 inmates <who> tried" in entry.plain
    assert "parse_mode" not in entry.parameters
    (delivery,) = outbox.deliveries()
    assert (delivery.state, delivery.error) == (SENT, "sent as plain text")


async def test_a_lost_answer_is_unknown_and_not_repeated(outbox):
    room = outbox.telegram.people.arrive("Rima")
    subscribe(outbox, room)
    outbox.telegram.script.add(faults.lost_answer(), method="sendMessage")

    await outbox.tick()
    await outbox.tick()

    assert Counter(states(outbox)) == {UNKNOWN: 1, SENT: 3}
    assert len(outbox.telegram.transcript.sent(room.id)) == 4, "all arrived, none twice"


@pytest.mark.parametrize("html", [False, True])
async def test_a_failure_on_telegrams_side_is_unknown(outbox, html):
    room = outbox.telegram.people.arrive("Rima")
    subscribe(outbox, room, regions=("daraa",))
    outbox.telegram.script.add(faults.server_error(502, html=html), method="sendMessage")

    await outbox.tick()

    assert states(outbox) == [UNKNOWN]


async def test_unknown_is_sent_once_more_where_the_setting_says_so(outbox):
    room = outbox.telegram.people.arrive("Rima")
    subscribe(outbox, room, regions=("daraa",))
    outbox.telegram.script.add(faults.server_error(502), method="sendMessage", times=2)

    async def round_of():
        return await deliver_due(
            outbox.store, outbox.sender, "desk", outbox.clock, resend_unknown=True
        )

    await outbox.tick()
    assert (await round_of()).states == {UNKNOWN: 1}
    assert (await round_of()).total == 0, "at most once more"
    assert outbox.telegram.transcript.sent() == []


async def test_what_was_never_sent_is_tried_again(outbox):
    room = outbox.telegram.people.arrive("Rima")
    subscribe(outbox, room)

    with outbox.telegram.refusing():
        await outbox.tick()
        assert set(states(outbox)) == {RETRY}
    await outbox.tick()
    assert outbox.telegram.transcript.sent() == [], "not before its time"
    outbox.telegram.clock.advance(timedelta(seconds=6))
    await outbox.tick()

    assert len(outbox.telegram.transcript.sent(room.id)) == 4
    assert set(states(outbox)) == {SENT}


async def test_a_flood_is_waited_for(outbox):
    room = outbox.telegram.people.arrive("Rima")
    subscribe(outbox, room, regions=("daraa", "idlib"))
    outbox.telegram.script.add(faults.flood(40), method="sendMessage")

    await outbox.tick()
    (first, *_) = outbox.deliveries()
    assert first.state is RETRY
    assert timedelta(seconds=30) < first.due - outbox.clock() <= timedelta(seconds=40)
    assert len(outbox.telegram.transcript.calls("sendMessage")) == 1, "a pause is for all"


@pytest.mark.parametrize("code", [401, 404])
async def test_a_refused_token_stops_and_loses_nothing(outbox, code):
    room = outbox.telegram.people.arrive("Rima")
    subscribe(outbox, room)
    outbox.telegram.script.add(faults.Fault(code, "Unauthorized"), method="sendMessage")

    with pytest.raises(TelegramStopped, match="TELEGRAM_BOT_TOKEN"):
        await outbox.tick()

    assert set(states(outbox)) <= {RETRY, PENDING}
    await outbox.tick()
    assert len(outbox.telegram.transcript.sent(room.id)) == 4


async def test_nothing_new_is_begun_when_the_bot_stops(outbox):
    for number in range(3):
        subscribe(outbox, outbox.telegram.people.arrive(f"P{number}"))

    await asyncio.to_thread(_brief, outbox)
    done = await deliver_due(outbox.store, outbox.sender, "desk", outbox.clock, go_on=lambda: False)

    assert done.total == 0
    assert set(states(outbox)) == {PENDING}


async def test_a_dead_process_leaves_unknown_and_nothing_else(outbox):
    subscribe(outbox, outbox.telegram.people.arrive("Rima"))
    await asyncio.to_thread(_brief, outbox)
    outbox.store.claim("dead", outbox.clock(), LEASE, 1)

    assert recover(outbox.store, outbox.clock) == 1
    assert Counter(states(outbox)) == {UNKNOWN: 1, PENDING: 3}
    await outbox.tick()
    assert Counter(states(outbox)) == {UNKNOWN: 1, SENT: 3}


async def test_chats_do_not_wait_for_each_other(outbox):
    slow, quick = (outbox.telegram.people.arrive(name) for name in ("Slow", "Quick"))
    subscribe(outbox, slow)
    subscribe(outbox, quick)
    outbox.telegram.script.add(
        faults.late_answer(0.15), method="sendMessage", chat=slow.id, times=4
    )

    await outbox.tick()

    order = [entry.chat for entry in outbox.telegram.transcript.sent()]
    assert order.index(quick.id) < 2
    assert set(states(outbox)) == {SENT}


async def test_a_late_settlement_is_believed(outbox):
    """A send that outlived its lease did arrive: the truth wins over the doubt."""
    subscribe(outbox, outbox.telegram.people.arrive("Rima"), regions=("daraa",))
    await asyncio.to_thread(_brief, outbox)
    (claimed,) = outbox.store.claim("desk", outbox.clock(), LEASE, 1)
    recover(outbox.store, outbox.clock)

    outbox.store.settle(claimed.id, SendResult(SENT, message_id=5), outbox.clock())

    assert states(outbox) == [SENT]


def _brief(desk):
    from bot.brief import brief_due

    brief_due(desk.store, desk.scheme, desk.clock())


# --- a process that is killed ---------------------------------------------------------------------

SCRIPT = """
import asyncio, sys
from datetime import UTC, datetime
from bot.chat.application import build_application
from bot.chat.limits import Limits
from bot.chat.sender import Sender
from bot.chat.services import Services
from bot.deliver import deliver_due
from bot.store import open_store
from summaries.scheme import Scheme

token, api, database, now = sys.argv[1:]
clock = lambda: datetime.fromisoformat(now)
fast = Limits(rate=5000, burst=5000, reserve=0, per_chat=5000, per_group=5000)

async def main():
    store = open_store(database)
    services = Services(store, Scheme.load(), (), None, clock, lambda: None)
    bot = build_application(token, services, api_url=api, limits=fast).bot
    await deliver_due(store, Sender(bot, clock), "killed", clock)

asyncio.run(main())
"""


async def test_a_killed_process_loses_nothing_and_repeats_nothing_unseen(outbox, sqlite_url):
    rooms = [outbox.telegram.people.arrive(f"P{n}") for n in range(6)]
    for room in rooms:
        subscribe(outbox, room)
    await asyncio.to_thread(_brief, outbox)
    outbox.telegram.script.latency = 0.05
    root = Path(__file__).parents[2]

    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        SCRIPT,
        outbox.telegram.token,
        outbox.telegram.url,
        sqlite_url,
        outbox.clock().isoformat(),
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    await outbox.telegram.until(lambda: len(outbox.telegram.transcript.sent()) >= 5, 20)
    process.kill()
    await process.wait()
    outbox.telegram.script.latency = 0

    before = Counter(states(outbox))
    assert before[DeliveryState.SENDING] >= 1
    recover(outbox.store, outbox.clock)
    await outbox.tick()

    after = Counter(states(outbox))
    assert after[SENT] + after[UNKNOWN] == 24
    assert after[UNKNOWN] == before[DeliveryState.SENDING]
    arrived = Counter((e.chat, e.plain.split("\n")[0]) for e in outbox.telegram.transcript.sent())
    assert set(arrived.values()) == {1}, json.dumps([str(k) for k, n in arrived.items() if n > 1])
    assert len(arrived) >= 24 - after[UNKNOWN]
