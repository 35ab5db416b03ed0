"""Subscribers: kept when they go, deleted when they ask for it."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.model import Chat, DeliveryState, Schedule

HOUR = timedelta(hours=1)


def test_a_subscriber_comes_back_as_it_was(store, make_subscriber):
    weekly = make_subscriber(-1001234567890, 42, kind="supergroup", language="ar", sources="en")
    daily = make_subscriber(
        1, schedule=Schedule(None, time(23, 59), "America/Argentina/Buenos_Aires"), created=None
    )
    for subscriber in (weekly, daily):
        store.save_subscriber(subscriber)
        assert store.subscriber(subscriber.chat) == subscriber
    assert store.subscribers() == [weekly, daily]


def test_nobody_is_subscribed_at_first(store):
    assert store.subscriber(Chat(1)) is None
    assert store.subscribers() == []


def test_a_subscriber_can_change_all_but_the_day_it_came(store, make_subscriber, now):
    first = make_subscriber()
    store.save_subscriber(first)
    changed = make_subscriber(
        language="ar",
        sources="ar",
        regions=(),
        schedule=Schedule(3, time(7), "UTC"),
        next_due=now + HOUR,
    )
    store.save_subscriber(replace(changed, created=now + HOUR))
    assert store.subscriber(first.chat) == replace(changed, created=now)


def test_topics_of_a_chat_subscribe_apart(store, make_subscriber):
    one, other = make_subscriber(1, 0), make_subscriber(1, 9)
    store.save_subscriber(one)
    store.save_subscriber(other)
    assert store.delete_subscriber(other.chat)
    assert store.subscribers() == [one]


def test_due_are_the_active_ones_whose_time_has_come(store, make_subscriber, now):
    for number, hours in enumerate([-1, 0, 1, -2]):
        store.save_subscriber(make_subscriber(number, next_due=now + hours * HOUR))
    store.save_subscriber(make_subscriber(9, active=False, next_due=now - HOUR))
    assert [one.chat.id for one in store.due_subscribers(now)] == [3, 0, 1]


@pytest.mark.parametrize("how", ["deactivate", "save"])
def test_one_that_takes_no_more_is_kept_and_what_waits_for_it_is_dead(
    store, make_subscriber, make_digest, now, how
):
    subscriber = make_subscriber(1, 7)
    other = make_subscriber(1, 8)
    digest = store.save_digest(make_digest(), now)
    for one in (subscriber, other):
        store.save_subscriber(one)
        store.enqueue(one.chat, digest, "en", ["one", "two"], now)

    stopped = replace(subscriber, active=False, inactive_because="stopped")
    if how == "deactivate":
        store.deactivate(subscriber.chat, "stopped")
    else:
        store.save_subscriber(stopped)

    assert store.subscriber(subscriber.chat) == stopped
    assert store.subscribers(active_only=True) == [other]
    dead = store.deliveries(DeliveryState.DEAD)
    assert [(one.chat, one.error) for one in dead] == [
        (subscriber.chat, "subscriber inactive: stopped")
    ] * 2
    assert {one.chat for one in store.deliveries(DeliveryState.PENDING)} == {other.chat}


def test_deactivating_a_stranger_does_nothing(store):
    store.deactivate(Chat(1), "blocked")
    assert store.subscribers() == []


def test_deletion_leaves_nothing_of_a_chat(store, make_subscriber, make_digest, now):
    digest = store.save_digest(make_digest(), now)
    gone, stays = make_subscriber(1), make_subscriber(2)
    for one in (gone, stays):
        store.save_subscriber(one)
        store.enqueue(one.chat, digest, "en", ["one", "two"], now)

    assert store.delete_subscriber(gone.chat)

    assert store.subscribers() == [stays]
    assert {one.chat for one in store.deliveries()} == {stays.chat}
    assert not store.delete_subscriber(gone.chat)


def test_deliveries_alone_are_something_to_delete(store, make_digest, now):
    store.enqueue(Chat(1), store.save_digest(make_digest(), now), "en", ["one"], now)
    assert store.delete_subscriber(Chat(1))
    assert store.deliveries() == []


@pytest.mark.parametrize(
    ("old_active", "new_active", "kept"),
    [
        pytest.param(True, None, "old", id="new number unknown"),
        pytest.param(True, True, "new", id="both active"),
        pytest.param(True, False, "old", id="new one stopped"),
        pytest.param(False, True, "new", id="old one stopped"),
    ],
)
def test_a_move_keeps_the_active_subscription(store, make_subscriber, old_active, new_active, kept):
    old = make_subscriber(1, kind="group", active=old_active)
    new = make_subscriber(2, kind="supergroup", active=bool(new_active))
    store.save_subscriber(old)
    if new_active is not None:
        store.save_subscriber(new)
    store.move_chat(1, 2)
    moved = replace(old, chat=Chat(2), kind="supergroup")
    assert store.subscribers() == [moved if kept == "old" else new]


def test_a_move_of_a_stranger_does_nothing(store, make_subscriber):
    store.save_subscriber(make_subscriber(3))
    store.move_chat(1, 2)
    assert [one.chat.id for one in store.subscribers()] == [3]
