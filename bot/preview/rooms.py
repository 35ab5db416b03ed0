"""Who and what the stand-in knows: people, chats with their topics, messages, files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.model import ChatKind
from bot.preview.entities import Formatted
from bot.preview.markup import Markup
from bot.preview.refusals import bad_request, forbidden

Membership = Literal["member", "administrator", "restricted", "left", "kicked"]
FileKind = Literal["photo", "document"]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who uses Telegram; the bot is one too. ``language`` is their app's."""

    id: int
    first_name: str
    username: str = ""
    language: str = "en"
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was sent. ``width`` and ``height`` are 0 for documents."""

    id: str
    kind: FileKind
    name: str
    content_type: str
    body: bytes
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat, as it stands now. ``content`` is its text or its caption.

    ``sender`` is ``None`` for the posts of a channel. ``service`` holds what a service message
    says, by Telegram's field name. ``revision`` is the count of changes at which it last changed.
    """

    id: int
    chat: int
    date: datetime
    sender: Person | None
    content: Formatted = field(default_factory=lambda: Formatted(""))
    thread: int = 0
    markup: Markup | None = None
    file: StoredFile | None = None
    reply_to: int = 0
    edited: datetime | None = None
    silent: bool = False
    preview: bool = True
    service: Mapping[str, object] = field(default_factory=dict)
    revision: int = 0

    @property
    def text(self) -> str:
        """The plain text or caption."""
        return self.content.text

    @property
    def from_bot(self) -> bool:
        """Whether the bot sent it; channels' posts by the bot have no sender."""
        return self.sender is not None and self.sender.is_bot

    @property
    def button_texts(self) -> list[str]:
        """Texts of the inline buttons, row by row."""
        if self.markup is None or self.markup.kind != "inline":
            return []
        return [button.text for button in self.markup.buttons]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a supergroup; the number is that of the message that opened it."""

    id: int
    name: str
    closed: bool = False


@dataclass(slots=True)
class Room:
    """A chat. ``owner`` is the person of a private chat, or who made the group or channel.

    In a private chat ``bot`` is ``kicked`` while the person blocks the bot; before the person's
    first word (``started``) the bot may not write.
    """

    id: int
    kind: ChatKind
    title: str
    owner: Person
    username: str = ""
    forum: bool = False
    bot: Membership = "left"
    started: bool = False
    deactivated: bool = False
    moved_to: int = 0
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    deleted: dict[int, int] = field(default_factory=dict)
    keyboard: Markup | None = None
    last_id: int = 0

    def next_id(self) -> int:
        """Return the number of the chat's next message."""
        self.last_id += 1
        return self.last_id

    def newest(self) -> Message | None:
        """Return the newest message."""
        return self.messages[max(self.messages)] if self.messages else None

    def require_access(self) -> None:
        """Refuse if the bot cannot act in the chat at all.

        Raises:
            Refusal: in the wording for this kind of chat.

        """
        if self.kind == "private":
            self._require_private()
        elif self.moved_to:
            raise bad_request(
                "group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.moved_to
            )
        elif self.bot == "kicked":
            raise forbidden(f"kicked from {self.kind}")
        elif self.bot == "left":
            raise forbidden(f"no member of {self.kind}")

    def _require_private(self) -> None:
        if self.deactivated:
            raise forbidden("deactivated")
        if not self.started:
            raise forbidden("not started")
        if self.bot == "kicked":
            raise forbidden("blocked")

    def require_writing(self, what: str, thread: int) -> None:
        """Refuse if the bot may not send ``what`` (``text messages``, ``photos``…) to ``thread``.

        Raises:
            Refusal: in the wording for this kind of chat.

        """
        self.require_access()
        if self.bot == "restricted":
            raise bad_request(f"not enough rights to send {what} to the chat")
        if self.kind == "channel" and self.bot != "administrator":
            raise bad_request("need administrator rights in the channel chat")
        if not thread:
            return
        topic = self.topics.get(thread)
        if topic is None:
            raise bad_request("message thread not found")
        if topic.closed and self.bot != "administrator":
            raise bad_request("TOPIC_CLOSED")

    def message(self, message_id: int, missing: str) -> Message:
        """Return a message.

        Raises:
            Refusal: there is none; ``missing`` is Telegram's reason.

        """
        message = self.messages.get(message_id)
        if message is None:
            raise bad_request(missing)
        return message

    def put(self, message: Message) -> Message:
        """Add or replace a message."""
        self.messages[message.id] = message
        return message

    def drop(self, message_id: int, revision: int) -> None:
        """Delete a message, and remember at which change."""
        del self.messages[message_id]
        self.deleted[message_id] = revision


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What the bot answered to a pressed button."""

    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Callback:
    """A pressed button that waits for the bot's answer."""

    id: str
    chat: int
    message_id: int
    data: str
    person: Person
    at: datetime
    answer: CallbackAnswer | None = None
    revision: int = 0
