"""One bot on a database, and processes that die at the worst moment."""

import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import StoreInUse, StoreUnavailable
from bot.model import Chat, DeliveryState
from bot.store import open_store
from summaries.query import parse_query

LEASE = timedelta(minutes=5)
HOLD = """
import sys
from bot.store import open_store
with open_store(sys.argv[1]).lock():
    print("ready", flush=True)
    sys.stdin.read()
"""
CLAIM = """
import sys
from datetime import datetime, timedelta
from bot.store import open_store
store = open_store(sys.argv[1])
(one,) = store.claim("dies", datetime.fromisoformat(sys.argv[2]), timedelta(minutes=5), 10)
print(one.id, flush=True)
sys.stdin.read()
"""
SAVE = """
import sys
from datetime import datetime
from bot.model import Draft
from bot.store import open_store
from summaries.sentences import sentences
from summaries.types import Passage, RegionId, Tagged
store = open_store(sys.argv[1])
now = datetime.fromisoformat(sys.argv[2])
for number in range(100_000):
    text = " ".join(f"Report {number} says {n}." for n in range(20))
    draft = Draft("dies", str(number), "Outlet", "", None, "Title", text, now, "en")
    passages = tuple(
        Passage(0, s.start, s.end, s.of(text), RegionId("idlib"), (), None, None, "report", 1, "")
        for s in sentences(text)
    )
    store.save_article(draft, Tagged(passages, (), "1"), now)
    print(number, flush=True)
"""


@contextmanager
def child(program, *arguments):
    """Run a program beside this one; it is killed, as a power cut would, at the end."""
    command = [sys.executable, "-c", program, *arguments]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)


# --- the lock -------------------------------------------------------------------------------------


def test_only_one_bot_runs_on_a_database(store, database_url):
    with open_store(database_url) as other:
        with store.lock():
            with pytest.raises(StoreInUse) as error, other.lock():
                pytest.fail("two bots at once")
            assert "\n" not in str(error.value)
            assert "DATABASE_URL" in str(error.value)
        with other.lock(), pytest.raises(StoreInUse), store.lock():
            pytest.fail("two bots at once")


def test_the_lock_keeps_nobody_from_working(store, database_url, make_subscriber):
    with store.lock(), open_store(database_url) as other:
        other.save_subscriber(make_subscriber())
        assert len(store.subscribers()) == 1


def test_the_lock_ends_with_the_process_that_holds_it(store, database_url):
    with child(HOLD, database_url) as process:
        assert process.stdout.readline() == "ready\n"
        with pytest.raises(StoreInUse) as error, store.lock():
            pytest.fail("two bots at once")
        if database_url.startswith("sqlite"):
            assert f"process {process.pid}" in str(error.value)
    # The server takes a moment to see that its client has died.
    for _ in range(200):
        try:
            with store.lock():
                return
        except StoreInUse:
            time.sleep(0.02)
    pytest.fail("the lock outlived its process")


def test_a_lock_that_cannot_be_made_is_told(sqlite_store, sqlite_url):
    Path(sqlite_url.removeprefix("sqlite:///") + ".lock").mkdir()
    with pytest.raises(StoreUnavailable, match="make the folder writable") as error:
        sqlite_store.lock().__enter__()
    assert "\n" not in str(error.value)


# --- death ----------------------------------------------------------------------------------------


def test_a_worker_killed_while_it_sends_leaves_one_unknown(store, database_url, make_digest, now):
    digest = store.save_digest(make_digest(), now)
    for chat in (1, 2):
        store.enqueue(Chat(chat), digest, "en", ["one", "two"], now + timedelta(minutes=chat))

    with child(CLAIM, database_url, (now + timedelta(minutes=1)).isoformat()) as process:
        claimed = int(process.stdout.readline())

    later = now + timedelta(minutes=3)
    assert [one.chat for one in store.claim("lives", later, LEASE, 10)] == [Chat(2)]
    assert store.deliveries(DeliveryState.SENDING)[0].id == claimed

    assert store.expire_leases(now + timedelta(minutes=6)) == 1
    states = {one.id: (one.chat.id, one.part, one.state) for one in store.deliveries()}
    assert states[claimed] == (1, 1, DeliveryState.UNKNOWN)
    assert sorted(states.values()) == [
        (1, 1, DeliveryState.UNKNOWN),
        (1, 2, DeliveryState.PENDING),
        (2, 1, DeliveryState.SENDING),
        (2, 2, DeliveryState.PENDING),
    ]


def test_a_collector_killed_while_it_saves_leaves_whole_articles(store, database_url, now):
    with child(SAVE, database_url, now.isoformat()) as process:
        told = [int(process.stdout.readline()) for _ in range(5)]

    stats = store.stats()
    assert told == list(range(5))
    # What was told as saved is there; the one that was being saved is there whole, or not at all.
    assert stats["articles"] >= 5
    assert stats["passages"] == 20 * stats["articles"]
    assert store.search(parse_query("report says"), 1).total == stats["passages"]
    assert store.known("dies", [str(number) for number in told]) == {*map(str, told)}
