"""What people do, and which updates the bot gets of it."""

from datetime import UTC, datetime

import pytest

from bot.preview.people import People
from bot.preview.world import World


@pytest.fixture
def world():
    return World("1:token", lambda: datetime(2024, 12, 9, 5, tzinfo=UTC))


@pytest.fixture
def people(world):
    return People(world)


def drain(world):
    updates = world.updates.take(0, 100)
    world.updates.clear()
    return [
        next((kind, body) for kind, body in update.items() if kind != "update_id")
        for update in updates
    ]


def test_a_command_is_marked_as_telegram_marks_it(world, people):
    people.say(people.arrive("Rima", "ar"), "/digest daraa")

    [(kind, message)] = drain(world)
    assert kind == "message"
    assert message["text"] == "/digest daraa"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 7}]
    assert message["from"]["language_code"] == "ar"
    assert message["chat"]["type"] == "private"
    assert message["date"] == 1733720400


@pytest.mark.parametrize("text", ["", " \n", "x" * 4097])
def test_what_telegrams_apps_would_not_send(people, text):
    with pytest.raises(ValueError, match="1 to 4096"):
        people.say(people.arrive(), text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("/digest", True),
        ("/digest@SyriaBriefingPreviewBot", True),
        ("/digest@AnotherBot", False),
        ("hello", False),
        ("hello @SyriaBriefingPreviewBot", True),
    ],
)
def test_privacy_in_groups(world, people, text, seen):
    group = people.supergroup()
    drain(world)

    people.say(group, text)

    assert bool(drain(world)) is seen


def test_an_administrator_sees_all(world, people):
    group = people.group()
    people.promote(group)
    drain(world)

    people.say(group, "hello")

    assert [kind for kind, _ in drain(world)] == ["message"]


def test_channel_posts_and_edits(world, people):
    channel = people.channel("Briefings", "briefings")
    drain(world)

    post = people.say(channel, "hello")
    people.edit(channel, post.id, "hello there")

    [(first, message), (second, edited)] = drain(world)
    assert (first, second) == ("channel_post", "edited_channel_post")
    assert "from" not in message
    assert message["sender_chat"]["username"] == "briefings"
    assert edited["text"] == "hello there"
    assert edited["edit_date"]


@pytest.mark.parametrize(
    ("act", "old", "new"),
    [
        (lambda people: people.block(people.arrive()), "member", "kicked"),
        (lambda people: people.unblock(people.arrive()), "member", "member"),
        (lambda people: people.remove_bot(people.supergroup()), "member", "kicked"),
        (lambda people: people.remove_bot(people.group(), kicked=False), "member", "left"),
        (lambda people: people.promote(people.group()), "member", "administrator"),
        (lambda people: people.restrict(people.supergroup()), "member", "restricted"),
        (lambda people: people.channel(), "left", "administrator"),
    ],
)
def test_the_bot_learns_of_its_membership(world, people, act, old, new):
    act(people)

    changes = [body for kind, body in drain(world) if kind == "my_chat_member"]
    assert changes[-1]["old_chat_member"]["status"] == old
    assert changes[-1]["new_chat_member"]["status"] == new
    assert changes[-1]["new_chat_member"]["user"]["id"] == world.bot.id


def test_who_blocks_cannot_write(people):
    chat = people.arrive()
    people.block(chat)

    with pytest.raises(ValueError, match="unblock"):
        people.say(chat, "hello")


def test_a_group_that_is_upgraded(world, people):
    old = people.group("Field desk")
    drain(world)

    new = people.upgrade(old)

    assert (new.kind, new.title, new.bot) == ("supergroup", "Field desk", "member")
    assert old.moved_to == new.id
    told = [body for _, body in drain(world)]
    assert told[0]["migrate_to_chat_id"] == new.id
    assert told[1]["migrate_from_chat_id"] == old.id


def test_topics(world, people):
    forum = people.supergroup(forum=True)
    thread = people.topic(forum, "Daraa")
    drain(world)

    people.say(forum, "/digest", thread=thread)

    [(_, message)] = drain(world)
    assert message["message_thread_id"] == thread
    assert message["is_topic_message"] is True
    people.delete_topic(forum, thread)
    assert all(entry.thread != thread for entry in forum.messages.values())


def test_pressing_a_button_that_is_not_there(people):
    with pytest.raises(LookupError, match="no button 'Idlib'"):
        people.press(people.arrive(), "Idlib")
