"""What the bot called, in order: what tests read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.preview.entities import Entity
from bot.preview.markup import Markup

SENDING = ("sendmessage", "sendphoto", "senddocument")


@dataclass(frozen=True, slots=True)
class Entry:
    """One call and what became of it.

    ``text`` is the text or caption as it was sent, ``plain`` and ``entities`` what Telegram made
    of it. ``ok`` says that the call had its effect; ``lost`` that the caller did not learn of it.
    ``parameters`` are all values of the call as they came.
    """

    at: datetime
    method: str
    chat: int | None
    thread: int
    text: str
    plain: str
    entities: tuple[Entity, ...]
    markup: Markup | None
    message_id: int | None
    ok: bool
    code: int
    description: str
    lost: bool
    parameters: Mapping[str, str] = field(repr=False)

    @property
    def buttons(self) -> list[str]:
        """Texts of the buttons, row by row."""
        return [button.text for button in self.markup.buttons] if self.markup else []

    @property
    def links(self) -> list[str]:
        """Addresses behind linked words."""
        return [entity.detail for entity in self.entities if entity.type == "text_link"]


@dataclass(slots=True)
class Transcript:
    """The calls so far, ``getUpdates`` left out."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Write an entry down."""
        self.entries.append(entry)

    def calls(self, method: str, chat: int | None = None) -> list[Entry]:
        """Return the calls of a method, to all chats or one."""
        name = method.lower()
        return [
            entry
            for entry in self.entries
            if entry.method.lower() == name and chat in (None, entry.chat)
        ]

    def sent(self, chat: int | None = None) -> list[Entry]:
        """Return the messages that arrived, in all chats or one."""
        return [
            entry
            for entry in self.entries
            if entry.ok and entry.method.lower() in SENDING and chat in (None, entry.chat)
        ]

    def refused(self) -> list[Entry]:
        """Return the calls that Telegram did not accept."""
        return [entry for entry in self.entries if not entry.ok]

    def __iter__(self) -> Iterator[Entry]:
        """Iterate over a copy, so that calls may come meanwhile."""
        return iter(list(self.entries))

    def __len__(self) -> int:
        """Count the calls."""
        return len(self.entries)
