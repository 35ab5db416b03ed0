"""What the chat page shows: the chats as JSON, whole or as what changed since a revision."""

from __future__ import annotations

import json
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.preview.clock import PreviewClock
from bot.preview.markup import Json, Markup
from bot.preview.rooms import Message, Room
from bot.preview.world import World

_SCOPES = {
    "private": "all_private_chats",
    "group": "all_group_chats",
    "supergroup": "all_group_chats",
    "channel": "default",
}


@dataclass(frozen=True, slots=True)
class View:
    """The page's picture of a world. ``zone`` is the zone in which times are shown."""

    world: World
    zone: ZoneInfo

    def since(self, revision: int) -> tuple[Json, int]:
        """Return the chats, and the messages, deletions and answers after ``revision``.

        The number is the revision that this is the picture of.
        """
        world = self.world
        with world.lock():
            rooms = list(world.rooms.values())
            picture: Json = {
                "world": world.name,
                "revision": world.revision,
                "clock": self._clock(),
                "bot": self._bot(),
                "chats": [self._chat(room) for room in rooms],
                "messages": [
                    _message(room, message, world)
                    for room in rooms
                    for message in room.messages.values()
                    if message.revision > revision
                ],
                "deleted": [
                    [room.id, number]
                    for room in rooms
                    for number, changed in room.deleted.items()
                    if changed > revision
                ],
                "answers": [
                    {
                        "id": callback.id,
                        "text": callback.answer.text,
                        "alert": callback.answer.alert,
                        "url": callback.answer.url,
                    }
                    for callback in world.callbacks.values()
                    if callback.answer and callback.revision > revision
                ],
                "typing": [
                    {"chat": typing.chat, "action": typing.action}
                    for typing in world.typing
                    if typing.revision > revision
                ],
            }
            return picture, world.revision

    def _clock(self) -> Json:
        return {
            "now": self.world.clock().isoformat(),
            "zone": self.zone.key,
            "movable": isinstance(self.world.clock, PreviewClock),
        }

    def _bot(self) -> Json:
        texts, language = self.world.profile.texts, self._language()
        about = {
            name: texts.get((name, language)) or texts.get((name, ""), "")
            for name in ("name", "description", "short_description")
        }
        return {
            "name": about["name"] or self.world.bot.first_name,
            "username": self.world.bot.username,
            "description": about["description"],
            "about": about["short_description"],
            "language": language,
        }

    def _language(self) -> str:
        return next((room.owner.language for room in self.world.rooms.values()), "en")

    def _chat(self, room: Room) -> Json:
        return {
            "id": room.id,
            "kind": room.kind,
            "title": self._bot()["name"] if room.kind == "private" else room.title,
            "bot": room.bot,
            "started": room.started,
            "keyboard": _keyboard(room.keyboard),
            "commands": self._commands(room),
        }

    def _commands(self, room: Room) -> list[Json]:
        """Return the commands of a chat's menu: by scope the nearest, by language the person's."""
        scopes: list[Json] = [
            {"type": "chat", "chat_id": room.id},
            {"type": _SCOPES[room.kind]},
            {"type": "default"},
        ]
        for scope in scopes:
            for language in (room.owner.language, ""):
                key = json.dumps(scope, sort_keys=True), language
                if commands := self.world.profile.commands.get(key):
                    return commands
        return []


def _keyboard(markup: Markup | None) -> Json | None:
    if markup is None:
        return None
    rows = [[button.text for button in row] for row in markup.rows]
    return {"rows": rows, "placeholder": markup.placeholder}


def _message(room: Room, message: Message, world: World) -> Json:
    rows = message.markup.rows if message.markup else ()
    return {
        "chat": room.id,
        "id": message.id,
        "own": message.sender is not None and not message.sender.is_bot,
        "name": room.title if message.sender is None else message.sender.first_name,
        "date": message.date.isoformat(),
        "edited": message.edited is not None,
        "silent": message.silent,
        "topic": room.topics[message.thread].name if message.thread in room.topics else "",
        "text": message.text,
        "entities": [
            {
                "type": entity.type,
                "offset": entity.offset,
                "length": entity.length,
                "detail": entity.detail,
            }
            for entity in message.content.entities
        ],
        "buttons": [
            [{"text": key.text, "data": key.data, "url": key.url} for key in row] for row in rows
        ],
        "file": _file(message),
        "reply_to": message.reply_to,
        "service": _service(message, world),
    }


def _file(message: Message) -> Json | None:
    file = message.file
    if file is None:
        return None
    return {
        "kind": file.kind,
        "url": f"preview/files/{file.id}",
        "name": file.name,
        "size": len(file.body),
        "width": file.width,
        "height": file.height,
    }


def _service(message: Message, world: World) -> str:
    """Say in words what a service message reports; empty for any other message."""
    if "new_chat_members" in message.service:
        return f"{world.bot.first_name} joined the group"
    if "migrate_to_chat_id" in message.service:
        return "The group became a supergroup"
    if "migrate_from_chat_id" in message.service:
        return "The supergroup was made from a group"
    if "forum_topic_created" in message.service:
        return "The topic was opened"
    if "forum_topic_closed" in message.service:
        return "The topic was closed"
    return ""
