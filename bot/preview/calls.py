"""One call of a method: what it was given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.preview.detection import detected
from bot.preview.entities import Entity, EntityError, Formatted, tidy, with_detected
from bot.preview.forms import Parameters
from bot.preview.html_style import parse_html
from bot.preview.markup import Markup, read_markup
from bot.preview.objects import message_json
from bot.preview.refusals import bad_request
from bot.preview.rooms import Message, Room
from bot.preview.world import World

MAX_TEXT = 4096
MAX_CAPTION = 1024


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a method, made while the world's lock is held."""

    world: World
    given: Parameters

    def room(self) -> Room:
        """Return the chat that the call names.

        Raises:
            Refusal: there is none.

        """
        return self.world.room(self.given.text("chat_id"))

    def markup(self) -> Markup | None:
        """Return the keyboard.

        Raises:
            Refusal: Telegram would not take it.

        """
        return read_markup(self.given.parsed("reply_markup"))

    def text(self) -> Formatted:
        """Return the message's text, not yet measured.

        Raises:
            Refusal: there is none, or it cannot be parsed.

        """
        if not self.given.text("text").strip():
            raise bad_request("message text is empty")
        return self._content("text", "entities")

    def caption(self) -> Formatted:
        """Return the caption, which may be empty.

        Raises:
            Refusal: it cannot be parsed or is too long.

        """
        caption = self._content("caption", "caption_entities")
        if caption.length > MAX_CAPTION:
            raise bad_request("message caption is too long")
        return caption

    def _content(self, name: str, entities: str) -> Formatted:
        raw, mode = self.given.text(name), self.given.text("parse_mode").lower()
        if mode not in ("", "html"):
            raise bad_request("unsupported parse_mode")
        try:
            parsed = parse_html(raw) if mode else Formatted(raw, self._entities(entities))
        except EntityError as error:
            raise bad_request(f"can't parse entities: {error}") from error
        try:
            content = tidy(parsed)
        except EntityError as error:
            raise bad_request(str(error)) from error
        return with_detected(content, detected(content.text))

    def _entities(self, name: str) -> tuple[Entity, ...]:
        value = self.given.parsed(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise bad_request("can't parse entities: expected an Array of MessageEntity")
        return tuple(_entity(entity) for entity in value)


def _entity(value: object) -> Entity:
    if not isinstance(value, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    detail = value.get("url") or value.get("language") or value.get("custom_emoji_id") or ""
    try:
        return Entity(str(value["type"]), int(value["offset"]), int(value["length"]), str(detail))
    except (KeyError, ValueError, TypeError) as error:
        raise bad_request("can't parse MessageEntity: wrong field") from error


def measured(text: Formatted) -> Formatted:
    """Return a message's text if its length, after parsing, is one that Telegram takes.

    Raises:
        Refusal: it is empty or too long.

    """
    if not text.text:
        raise bad_request("message text is empty")
    if text.length > MAX_TEXT:
        raise bad_request("message is too long")
    return text


@dataclass(frozen=True, slots=True)
class Reply:
    """What a method gives back; ``message`` is the one that it sent or changed."""

    result: object
    message: Message | None = None


def with_message(room: Room, message: Message) -> Reply:
    """Return the reply that carries a message."""
    return Reply(message_json(room, message), message)


Method: TypeAlias = Callable[[Call], Reply]
