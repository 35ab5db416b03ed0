"""What people do: arrive, speak, press buttons, block the bot, add it to groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.preview.detection import detected
from bot.preview.entities import Formatted, tidy, with_detected
from bot.preview.objects import chat_json, member_json, message_json, unix, user_json
from bot.preview.rooms import Callback, Membership, Message, Person, Room, Topic
from bot.preview.world import World

MAX_TEXT = 4096
_FIRST_PERSON = 1_000_000
_FIRST_GROUP = 4_000_000
_SUPERGROUPS = -1_000_000_000_000


class People:
    """The people's side of the chats. Each action ends with the updates that the bot gets."""

    def __init__(self, world: World) -> None:
        self.world = world

    # --- chats ----------------------------------------------------------------------------------

    def arrive(self, name: str = "Rima", language: str = "en", username: str = "") -> Room:
        """Let a person open the bot's chat. Until they say something, the bot may not write."""
        with self.world.lock():
            number = _FIRST_PERSON + next(self.world.numbers)
            person = Person(number, name, username, language)
            return self._add(Room(number, "private", name, person, bot="member"))

    def group(self, title: str = "Field desk", *, with_bot: bool = True) -> Room:
        """Make a basic group."""
        with self.world.lock():
            number = -(_FIRST_GROUP + next(self.world.numbers))
            room = self._add(Room(number, "group", title, self._someone()))
            return self.add_bot(room) if with_bot else room

    def supergroup(
        self, title: str = "Field desk", *, forum: bool = False, with_bot: bool = True
    ) -> Room:
        """Make a supergroup, with topics if it is a forum."""
        with self.world.lock():
            number = _SUPERGROUPS - _FIRST_GROUP - next(self.world.numbers)
            room = self._add(Room(number, "supergroup", title, self._someone(), forum=forum))
            return self.add_bot(room) if with_bot else room

    def channel(
        self, title: str = "Briefings", username: str = "", *, with_bot: bool = True
    ) -> Room:
        """Make a channel; the bot becomes an administrator of it."""
        with self.world.lock():
            number = _SUPERGROUPS - _FIRST_GROUP - next(self.world.numbers)
            room = self._add(Room(number, "channel", title, self._someone(), username))
            return self.add_bot(room) if with_bot else room

    def topic(self, room: Room, name: str) -> int:
        """Open a topic in a forum and return its number."""
        with self.world.lock():
            service = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
            number = room.last_id + 1
            room.topics[number] = Topic(number, name)
            self._service(room, service, thread=number)
            return number

    def close_topic(self, room: Room, thread: int) -> None:
        """Close a topic: only administrators write in it."""
        with self.world.lock():
            room.topics[thread] = replace(room.topics[thread], closed=True)
            self._service(room, {"forum_topic_closed": {}}, thread=thread)

    def delete_topic(self, room: Room, thread: int) -> None:
        """Delete a topic and its messages."""
        with self.world.lock():
            del room.topics[thread]
            for message in [entry for entry in room.messages.values() if entry.thread == thread]:
                room.drop(message.id, self.world.revision + 1)
            self.world.changed()

    def upgrade(self, room: Room) -> Room:
        """Turn a basic group into a supergroup, which has another number."""
        with self.world.lock():
            new = Room(_SUPERGROUPS + room.id, "supergroup", room.title, room.owner, bot=room.bot)
            self._add(new)
            self._service(room, {"migrate_to_chat_id": new.id})
            room.moved_to = new.id
            self._service(new, {"migrate_from_chat_id": room.id})
            return new

    # --- the bot's membership -------------------------------------------------------------------

    def block(self, room: Room) -> None:
        """Block the bot in a private chat."""
        self._change_member(room, "kicked")

    def unblock(self, room: Room) -> None:
        """Unblock the bot in a private chat."""
        self._change_member(room, "member")

    def delete_account(self, room: Room) -> None:
        """Let the person of a private chat leave Telegram for good; the bot is not told."""
        with self.world.lock():
            room.deactivated = True
            self.world.changed()

    def add_bot(self, room: Room) -> Room:
        """Add the bot to a group, or to a channel as one of its administrators."""
        with self.world.lock():
            self._change_member(room, "administrator" if room.kind == "channel" else "member")
            if room.kind != "channel":
                self._service(room, {"new_chat_members": [user_json(self.world.bot)]})
            return room

    def remove_bot(self, room: Room, *, kicked: bool = True) -> None:
        """Remove the bot: banned, or (in a group) so that it could join again."""
        self._change_member(room, "kicked" if kicked else "left")

    def promote(self, room: Room) -> None:
        """Make the bot an administrator of a group."""
        self._change_member(room, "administrator")

    def restrict(self, room: Room) -> None:
        """Take the bot's right to send messages to a group."""
        self._change_member(room, "restricted")

    # --- messages -------------------------------------------------------------------------------

    def say(
        self,
        room: Room,
        text: str,
        *,
        by: Person | None = None,
        thread: int = 0,
        reply_to: int = 0,
    ) -> Message:
        """Write a text. Telegram marks commands, addresses and mentions in it.

        Raises:
            ValueError: Telegram's apps would not send it.

        """
        content = tidy(Formatted(text))
        if not content.text or content.length > MAX_TEXT:
            raise ValueError(f"a message has 1 to {MAX_TEXT} characters, not {content.length}")
        if room.kind == "private" and room.bot == "kicked":
            raise ValueError("the bot is blocked; unblock it first")
        content = with_detected(content, detected(content.text))
        with self.world.lock():
            room.started = True
            if room.keyboard and room.keyboard.one_time:
                room.keyboard = None
            sender = None if room.kind == "channel" else by or room.owner
            message = self._message(room, sender, content, thread, reply_to)
            self._tell(room, message)
            return message

    def edit(self, room: Room, message_id: int, text: str) -> Message:
        """Edit a message of one's own."""
        content = tidy(Formatted(text))
        content = with_detected(content, detected(content.text))
        with self.world.lock():
            old = room.messages[message_id]
            message = replace(old, content=content, edited=self.world.clock())
            self._tell(room, self.world.post(room, message), "edited_")
            return message

    def press(
        self, room: Room, button: str, *, message_id: int = 0, by: Person | None = None
    ) -> Callback:
        """Press an inline button: its text or data, under the newest message that has it.

        Raises:
            LookupError: there is no such button, or it is a link.

        """
        with self.world.lock():
            message, data = self._find_button(room, button, message_id)
            number = str(next(self.world.numbers) + 4_000_000_000)
            person = by or room.owner
            callback = Callback(number, room.id, message.id, data, person, self.world.clock())
            self.world.callbacks[number] = callback
            self.world.updates.add(
                "callback_query",
                {
                    "id": number,
                    "from": user_json(person),
                    "message": message_json(room, message),
                    "chat_instance": str(room.id),
                    "data": data,
                },
            )
            self.world.changed()
            return callback

    # --- the inside -----------------------------------------------------------------------------

    def _someone(self) -> Person:
        rooms = self.world.rooms.values()
        owner = next((room.owner for room in rooms if room.kind == "private"), None)
        return owner or Person(_FIRST_PERSON, "Rima")

    def _add(self, room: Room) -> Room:
        self.world.rooms[room.id] = room
        self.world.changed()
        return room

    def _find_button(self, room: Room, button: str, message_id: int) -> tuple[Message, str]:
        messages = [room.messages[message_id]] if message_id else list(room.messages.values())
        for message in reversed(messages):
            keyboard = message.markup.buttons if message.markup else ()
            for key in keyboard:
                if key.data and button in (key.text, key.data):
                    return message, key.data
        shown = [text for message in messages for text in message.button_texts]
        raise LookupError(f"no button {button!r} in {room.title}; there are {shown}")

    def _change_member(self, room: Room, status: Membership) -> None:
        with self.world.lock():
            old, room.bot = room.bot, status
            self.world.updates.add(
                "my_chat_member",
                {
                    "chat": chat_json(room),
                    "from": user_json(room.owner),
                    "date": unix(self.world.clock()),
                    "old_chat_member": member_json(self.world.bot, old, room),
                    "new_chat_member": member_json(self.world.bot, status, room),
                },
            )
            self.world.changed()

    def _service(self, room: Room, service: Mapping[str, object], thread: int = 0) -> None:
        message = self._message(room, room.owner, Formatted(""), thread, 0, service)
        self._tell(room, message)

    def _message(
        self,
        room: Room,
        sender: Person | None,
        content: Formatted,
        thread: int,
        reply_to: int,
        service: Mapping[str, object] | None = None,
    ) -> Message:
        message = Message(
            room.next_id(),
            room.id,
            self.world.clock(),
            sender,
            content,
            thread,
            reply_to=reply_to,
            service=service or {},
        )
        return self.world.post(room, message)

    def _tell(self, room: Room, message: Message, edited: str = "") -> None:
        """Queue the update of a message, if the bot gets to see it."""
        if self._is_seen(room, message):
            kind = "channel_post" if room.kind == "channel" else "message"
            self.world.updates.add(f"{edited}{kind}", message_json(room, message))
        self.world.changed()

    def _is_seen(self, room: Room, message: Message) -> bool:
        """Apply the privacy mode: in a group a bot sees what is meant for it.

        Commands, replies to its messages, mentions and service messages; all if it administers
        the group.
        """
        if room.bot in ("left", "kicked"):
            return False
        if room.kind in ("private", "channel") or room.bot == "administrator" or message.service:
            return True
        answered = room.messages.get(message.reply_to)
        if answered is not None and answered.from_bot:
            return True
        name = f"@{self.world.bot.username}".lower()
        kinds = {entity.type for entity in message.content.entities if entity.offset == 0}
        first = message.text.split()[0].lower()
        if "bot_command" in kinds:
            return "@" not in first or first.endswith(name)
        return name in message.text.lower()
