"""The queue of updates: offsets confirm, kinds are chosen."""

from bot.preview.updates import Updates


def numbers(updates):
    return [update["update_id"] for update in updates]


def test_updates_stay_until_a_later_offset_confirms_them():
    updates = Updates()
    first, second, third = (updates.add("message", {}) for _ in range(3))

    assert numbers(updates.take(0, 100)) == [first, second, third]
    assert numbers(updates.take(0, 2)) == [first, second]
    assert numbers(updates.take(second, 100)) == [second, third]
    assert numbers(updates.take(0, 100)) == [second, third]
    assert updates.take(third + 1, 100) == []
    assert len(updates) == 0


def test_a_negative_offset_counts_from_the_end():
    updates = Updates()
    last = [updates.add("message", {}) for _ in range(5)][-1]

    assert numbers(updates.take(-1, 100)) == [last]
    assert len(updates) == 1


def test_only_the_kinds_asked_for_are_queued():
    updates = Updates()
    updates.allow(["callback_query"])

    assert updates.add("message", {}) == 0
    assert updates.add("callback_query", {}) > 0

    updates.allow([])
    assert updates.add("message", {}) > 0
    assert updates.add("chat_member", {}) == 0
