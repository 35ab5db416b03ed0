"""The outbox: nothing is lost silently, nothing is sent twice outside what is marked unknown."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Lock

import pytest

from bot.model import Chat, DeliveryState, SendResult
from bot.store import open_store
from bot.store import outbox as outbox_of_store

PENDING, SENDING, SENT, RETRY, DEAD, UNKNOWN = (
    DeliveryState.PENDING,
    DeliveryState.SENDING,
    DeliveryState.SENT,
    DeliveryState.RETRY,
    DeliveryState.DEAD,
    DeliveryState.UNKNOWN,
)
MINUTE = timedelta(minutes=1)
LEASE = 5 * MINUTE
CHAT = Chat(100)
TEXT = SendResult(SENT, message_id=77)


class Outbox:
    """A store and a clock, with short words for what a worker does."""

    def __init__(self, store, now, digests):
        self.store = store
        self.now = now
        self.digests = digests

    def put(self, chat=CHAT, digest=0, parts=("one", "two", "three"), **changes):
        wanted = {"language": "en", "due": self.now, **changes}
        return self.store.enqueue(chat, self.digests[digest], parts=parts, **wanted)

    def claim(self, limit=10, owner="worker"):
        return self.store.claim(owner, self.now, LEASE, limit)

    def take(self):
        """Claim the one delivery that is ready."""
        (delivery,) = self.claim()
        return delivery

    def settle(self, delivery, state, **result):
        self.store.settle(delivery.id, SendResult(state, **result), self.now)

    def states(self, chat=CHAT):
        found = sorted(self.store.deliveries(), key=lambda one: one.id)
        return [one.state for one in found if one.chat == chat]

    def only(self):
        (delivery,) = self.store.deliveries()
        return delivery


@pytest.fixture
def outbox(store, make_digest, now):
    regions = ["northeast", "idlib", "daraa"]
    return Outbox(store, now, [store.save_digest(make_digest(region), now) for region in regions])


# --- putting in -----------------------------------------------------------------------------------


def test_a_delivery_holds_all_that_is_to_be_sent(outbox, now):
    assert outbox.put(Chat(-100123456789012, 7), digest=1, language="ar", parts=("أ", "ب")) == 2
    first, second = outbox.store.deliveries()
    assert first.chat == Chat(-100123456789012, 7)
    assert (first.digest_id, first.region) == (outbox.digests[1], "idlib")
    assert [(one.part, one.parts, one.html) for one in (first, second)] == [
        (1, 2, "أ"),
        (2, 2, "ب"),
    ]
    assert (first.language, first.state, first.attempts, first.due) == ("ar", PENDING, 0, now)


@pytest.mark.parametrize(
    "changes", [{}, {"language": "ar"}, {"parts": ("other", "text", "of", "more")}]
)
def test_a_chat_gets_a_digest_once(outbox, changes):
    assert outbox.put() == 3
    assert outbox.put(**changes) == 0
    assert [one.html for one in outbox.store.deliveries()] == ["one", "two", "three"]


def test_topics_of_a_chat_are_apart(outbox):
    assert [outbox.put(Chat(100, thread)) for thread in (0, 1)] == [3, 3]


def test_what_was_rendered_first_is_what_every_chat_gets(outbox):
    outbox.put(Chat(1), parts=("first", "rendering"))
    assert outbox.put(Chat(2), parts=("another",)) == 2
    outbox.put(Chat(3), parts=("عربي",), language="ar")
    assert [one.html for one in outbox.store.deliveries()] == ["first", "rendering"] * 2 + ["عربي"]


def test_a_digest_without_parts_is_no_delivery(outbox):
    assert outbox.put(parts=()) == 0


def test_workers_that_enqueue_the_same_make_one(outbox, database_url, now):
    start = Barrier(6)

    def put(store):
        start.wait()
        return store.enqueue(CHAT, outbox.digests[0], "en", ("one", "two"), now)

    with open_store(database_url) as other, ThreadPoolExecutor(6) as pool:
        rows = list(pool.map(put, [outbox.store, other] * 3))
    assert sorted(rows) == [0, 0, 0, 0, 0, 2]
    assert len(outbox.store.deliveries()) == 2


# --- due subscribers ------------------------------------------------------------------------------


def test_deliveries_and_the_next_time_go_together(outbox, make_subscriber, now):
    store, later = outbox.store, now + timedelta(days=7)
    subscriber = make_subscriber(language="ar")
    store.save_subscriber(subscriber)
    digests = [(outbox.digests[0], ["one", "two"]), (outbox.digests[1], ["three"])]

    assert store.enqueue_due(subscriber, digests, later) == 3
    assert store.subscriber(subscriber.chat) == replace(subscriber, next_due=later)
    assert {one.language for one in store.deliveries()} == {"ar"}

    before = store.deliveries()
    assert store.enqueue_due(subscriber, digests, later) == 0
    assert store.enqueue_due(subscriber, [(outbox.digests[2], ["more"])], later) == 0
    assert store.deliveries() == before


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"next_due_in": 1}, id="changed its time"),
        pytest.param({"active": False}, id="stopped"),
        pytest.param(None, id="gone"),
    ],
)
def test_a_subscriber_that_is_not_as_it_was_read_gets_nothing(
    outbox, make_subscriber, now, changes
):
    store, read = outbox.store, make_subscriber()
    store.save_subscriber(read)
    if changes is None:
        store.delete_subscriber(read.chat)
    else:
        later = now + timedelta(hours=changes.get("next_due_in", 0))
        store.save_subscriber(
            replace(read, next_due=later, active=changes.get("active", read.active))
        )
    kept = store.subscriber(read.chat)
    assert store.enqueue_due(read, [(outbox.digests[0], ["one"])], now + timedelta(days=7)) == 0
    assert store.deliveries() == []
    assert store.subscriber(read.chat) == kept


def test_a_failure_halfway_leaves_neither(outbox, make_subscriber, now):
    store, subscriber = outbox.store, make_subscriber()
    store.save_subscriber(subscriber)
    missing = max(outbox.digests) + 1
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        store.enqueue_due(
            subscriber, [(outbox.digests[0], ["one"]), (missing, ["two"])], now + MINUTE
        )
    assert store.deliveries() == []
    assert store.subscriber(subscriber.chat) == subscriber


# --- claiming -------------------------------------------------------------------------------------


def test_a_claim_is_committed_before_it_returns(outbox, database_url):
    outbox.put()
    delivery = outbox.take()
    assert (delivery.state, delivery.attempts, delivery.part) == (SENDING, 1, 1)
    with open_store(database_url) as other:
        assert other.deliveries(SENDING) == [delivery]


def test_what_is_not_due_waits(outbox):
    outbox.put(due=outbox.now + MINUTE)
    assert outbox.claim() == []
    outbox.now += MINUTE
    assert len(outbox.claim()) == 1


def test_parts_go_in_order_each_after_the_one_before_is_sent(outbox):
    outbox.put()
    parts = []
    for _ in range(3):
        delivery = outbox.take()
        assert outbox.claim() == []
        outbox.settle(delivery, SENT, message_id=1)
        parts.append(delivery.part)
    assert parts == [1, 2, 3]
    assert outbox.claim() == []


def test_one_message_at_a_time_in_a_chat_whatever_its_topic(outbox):
    outbox.put(Chat(1), digest=0)
    outbox.put(Chat(1, 5), digest=0)
    outbox.put(Chat(1), digest=1)
    outbox.put(Chat(2), digest=0)
    claimed = outbox.claim()
    assert [one.chat for one in claimed] == [Chat(1), Chat(2)]
    assert outbox.claim() == []


def test_the_longest_waiting_come_first_up_to_the_limit(outbox):
    for number, minutes in enumerate([3, 1, 2]):
        outbox.put(Chat(number), due=outbox.now - minutes * MINUTE)
    assert [one.chat.id for one in outbox.claim(limit=2)] == [0, 2]
    assert [one.chat.id for one in outbox.claim()] == [1]


def test_a_retry_waits_for_its_time_and_holds_the_rest_back(outbox):
    outbox.put()
    outbox.settle(outbox.take(), RETRY, retry_at=outbox.now + MINUTE, error="flood")
    assert outbox.claim() == []
    assert outbox.states() == [RETRY, PENDING, PENDING]
    outbox.now += MINUTE
    delivery = outbox.take()
    assert (delivery.part, delivery.attempts, delivery.error) == (1, 2, "flood")


def test_a_retry_of_one_digest_does_not_hold_back_another(outbox):
    outbox.put(digest=0)
    outbox.settle(outbox.take(), RETRY, retry_at=outbox.now + MINUTE)
    outbox.put(digest=1)
    assert outbox.take().digest_id == outbox.digests[1]


def test_many_workers_share_the_work_without_overlap(outbox, database_url):
    """Six workers of two processes empty an outbox of 12 chats with two digests of two parts."""
    for chat in range(12):
        outbox.put(Chat(chat), digest=0, parts=("a", "b"))
        outbox.put(Chat(chat), digest=1, parts=("c", "d"))
    sent, busy, guard, start = [], set(), Lock(), Barrier(6)

    def work(store, name):
        start.wait()
        while True:
            claimed = store.claim(name, outbox.now, LEASE, 3)
            if not claimed and store.delivery_counts()[PENDING] == 0:
                return
            for one in claimed:
                with guard:
                    assert one.chat not in busy, "two messages at once in a chat"
                    busy.add(one.chat)
            for one in claimed:
                with guard:
                    sent.append((one.chat.id, one.digest_id, one.part))
                    busy.remove(one.chat)
                store.settle(one.id, TEXT, outbox.now)

    with open_store(database_url) as other, ThreadPoolExecutor(6) as pool:
        stores = [outbox.store, other] * 3
        for done in [pool.submit(work, s, f"w{n}") for n, s in enumerate(stores)]:
            done.result(timeout=60)

    assert set(Counter(sent).values()) == {1}
    assert len(sent) == 48
    for chat in range(12):
        for digest in outbox.digests[:2]:
            assert [p for c, d, p in sent if (c, d) == (chat, digest)] == [1, 2]
    assert outbox.store.delivery_counts()[SENT] == 48


def test_a_claim_waits_for_one_that_is_not_yet_committed(postgresql, make_digest, now):
    """A message that became due meanwhile must not overtake into a chat that is just being served.

    On SQLite nobody can write beside a claim.
    """
    with open_store(postgresql.emptied()) as store, ThreadPoolExecutor(1) as pool:
        first, second = (store.save_digest(make_digest(name), now) for name in ("idlib", "daraa"))
        store.enqueue(CHAT, first, "en", ["one"], now)
        with store._writing() as session:
            (claimed,) = outbox_of_store.claim(session, "slow", now, LEASE, 10)
            store.enqueue(CHAT, second, "en", ["two"], now - MINUTE)
            other = pool.submit(store.claim, "quick", now, LEASE, 10)
            with pytest.raises(TimeoutError):
                other.result(timeout=0.15)
        assert other.result(timeout=60) == []
        assert [one.id for one in store.deliveries(SENDING)] == [claimed.id]


# --- settling -------------------------------------------------------------------------------------


def test_what_is_sent_keeps_its_message(outbox):
    outbox.put(parts=("one",))
    outbox.settle(outbox.take(), SENT, message_id=2**40)
    assert (outbox.only().state, outbox.only().message_id) == (SENT, 2**40)


def test_a_retry_without_a_time_is_due_at_once(outbox):
    outbox.put()
    outbox.settle(outbox.take(), RETRY)
    assert outbox.take().attempts == 2


def test_a_dead_part_takes_the_rest_of_its_digest_with_it(outbox):
    outbox.put(digest=0)
    outbox.put(digest=1)
    outbox.settle(outbox.take(), SENT)
    outbox.settle(outbox.take(), DEAD, error="cannot be parsed")
    assert outbox.states() == [SENT, DEAD, DEAD] + [PENDING] * 3
    dead = outbox.store.deliveries(DEAD)
    assert [one.error for one in dead] == ["cannot be parsed", "part 2 of 3 was not delivered"]


def test_an_unknown_part_does_not_hold_the_rest_up(outbox):
    outbox.put()
    outbox.settle(outbox.take(), UNKNOWN, error="the answer was lost")
    assert outbox.take().part == 2
    assert outbox.store.deliveries(UNKNOWN)[0].error == "the answer was lost"


@pytest.mark.parametrize("late", [RETRY, DEAD, UNKNOWN])
def test_that_a_message_arrived_is_final(outbox, late):
    outbox.put(parts=("one",))
    delivery = outbox.take()
    outbox.settle(delivery, SENT, message_id=5)
    outbox.settle(delivery, late, error="too late")
    assert (outbox.only().state, outbox.only().message_id, outbox.only().error) == (SENT, 5, "")


def test_news_that_a_message_did_arrive_prevents_its_second_sending(outbox):
    outbox.put(parts=("one",))
    delivery = outbox.take()
    outbox.now += LEASE
    assert outbox.store.expire_leases(outbox.now) == 1
    assert outbox.store.resend_unknown(outbox.now) == 1
    outbox.settle(delivery, SENT, message_id=5)
    assert outbox.claim() == []
    assert outbox.only().state is SENT


@pytest.mark.parametrize("late", [RETRY, DEAD, UNKNOWN])
def test_other_late_news_changes_nothing_of_what_waits(outbox, late):
    outbox.put(parts=("one",))
    delivery = outbox.take()
    outbox.settle(delivery, RETRY)
    outbox.settle(delivery, late, error="too late")
    assert (outbox.only().state, outbox.only().error) == (RETRY, "")


def test_a_delivery_that_was_deleted_meanwhile_is_nobody_elses(outbox):
    outbox.put(parts=("one",))
    delivery = outbox.take()
    assert outbox.store.delete_subscriber(CHAT)
    outbox.put(Chat(2), parts=("one",))
    outbox.settle(delivery, SENT)
    assert outbox.only().state is PENDING


# --- leases ---------------------------------------------------------------------------------------


def test_a_lease_that_is_over_leaves_the_delivery_unknown(outbox):
    outbox.put()
    outbox.take()
    assert outbox.store.expire_leases(outbox.now + LEASE - MINUTE) == 0
    assert outbox.store.expire_leases(outbox.now + LEASE) == 1
    assert outbox.store.expire_leases(outbox.now + LEASE) == 0
    assert outbox.states() == [UNKNOWN, PENDING, PENDING]


def test_the_unknown_is_sent_again_once(outbox):
    outbox.put(parts=("one",))
    outbox.settle(outbox.take(), UNKNOWN)
    assert outbox.store.resend_unknown(outbox.now) == 1
    assert outbox.take().attempts == 2
    outbox.settle(outbox.only(), UNKNOWN)
    assert outbox.store.resend_unknown(outbox.now) == 0
    assert outbox.claim() == []


def test_the_unknown_of_a_chat_that_left_is_not_sent_again(outbox, make_subscriber):
    outbox.store.save_subscriber(make_subscriber(100))
    outbox.put(parts=("one",))
    outbox.settle(outbox.take(), UNKNOWN)
    outbox.store.deactivate(CHAT, "blocked")
    assert outbox.store.resend_unknown(outbox.now) == 0


def test_counts_name_every_state(outbox):
    assert outbox.store.delivery_counts() == dict.fromkeys(DeliveryState, 0)
    outbox.put()
    outbox.take()
    assert outbox.store.delivery_counts() == {
        **dict.fromkeys(DeliveryState, 0),
        PENDING: 2,
        SENDING: 1,
    }


# --- chats that go and move -----------------------------------------------------------------------


def test_a_chat_that_takes_no_more_is_inactive_in_all_its_topics(outbox, make_subscriber):
    for thread in (0, 4):
        outbox.store.save_subscriber(make_subscriber(100, thread))
        outbox.put(Chat(100, thread))
    outbox.put(Chat(200))
    outbox.settle(outbox.claim()[0], DEAD, gone="blocked")

    assert [s.inactive_because for s in outbox.store.subscribers()] == ["blocked"] * 2
    assert outbox.states(Chat(100)) == outbox.states(Chat(100, 4)) == [DEAD] * 3
    assert outbox.states(Chat(200)) == [SENDING, PENDING, PENDING]
    reasons = {one.error for one in outbox.store.deliveries(DEAD)}
    assert reasons == {"blocked", "subscriber inactive: blocked"}


def test_a_chat_that_has_moved_gets_its_messages_at_its_new_number(outbox, make_subscriber):
    subscriber = make_subscriber(100, kind="group")
    outbox.store.save_subscriber(subscriber)
    outbox.put()
    outbox.settle(outbox.take(), SENT, message_id=1)
    outbox.settle(outbox.take(), RETRY, moved_to=-100500, error="migrated")

    moved = Chat(-100500)
    assert outbox.store.subscribers() == [replace(subscriber, chat=moved, kind="supergroup")]
    assert outbox.states(moved) == [SENT, PENDING, PENDING]
    delivery = outbox.take()
    assert (delivery.chat, delivery.part) == (moved, 2)


def test_a_move_told_twice_is_one_move(outbox, make_subscriber):
    outbox.store.save_subscriber(make_subscriber(100))
    outbox.put()
    delivery = outbox.take()
    outbox.store.move_chat(100, 500)
    outbox.settle(delivery, RETRY, moved_to=500)
    assert outbox.states(Chat(500)) == [PENDING] * 3
    assert [one.chat for one in outbox.store.subscribers()] == [Chat(500)]


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        pytest.param(SENT, None, SENT, id="sent to the old"),
        pytest.param(None, SENT, SENT, id="sent to the new"),
        pytest.param(UNKNOWN, None, UNKNOWN, id="perhaps sent to the old"),
        pytest.param(None, None, PENDING, id="both waiting"),
        pytest.param(DEAD, None, PENDING, id="dead for the old"),
    ],
)
def test_a_move_sends_nothing_twice(outbox, old, new, kept):
    both = [(100, old), (500, new)]
    for chat, state in sorted(both, key=lambda one: one[1] is None):
        outbox.put(Chat(chat), parts=("one",))
        if state is not None:
            outbox.settle(outbox.take(), state)
    outbox.store.move_chat(100, 500)
    assert outbox.states(Chat(500)) == [kept]
    assert len(outbox.store.deliveries()) == 1
