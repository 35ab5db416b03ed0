"""All that the stand-in remembers, behind one lock, and a way to wait for changes.

People act from a test's thread or from the chat page, the bot calls from the server's event loop:
every change is made while ``lock`` is held and ends with ``changed()``.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from uuid import uuid4

from bot.preview.markup import Json
from bot.preview.refusals import bad_request
from bot.preview.rooms import Callback, Message, Person, Room, StoredFile
from bot.preview.updates import Updates

Clock = Callable[[], datetime]

BOT_NAME = "Syria Briefing"
BOT_USERNAME = "SyriaBriefingPreviewBot"


@dataclass(slots=True)
class Profile:
    """What the bot says of itself, by language code; commands also by scope."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Typing:
    """The bot shows that it is at work in a chat."""

    chat: int
    action: str
    revision: int


class World:
    """The chats, people, files and updates of one bot.

    ``clock`` dates the messages. ``revision`` counts the changes. ``name`` is another one for each
    world, so that a page notices when it speaks with another.
    """

    def __init__(self, token: str, clock: Clock) -> None:
        self.name = uuid4().hex
        self.token = token
        self.clock = clock
        self.bot = Person(int(token.partition(":")[0]), BOT_NAME, BOT_USERNAME, is_bot=True)
        self.rooms: dict[int, Room] = {}
        self.files: dict[str, StoredFile] = {}
        self.callbacks: dict[str, Callback] = {}
        self.updates = Updates()
        self.profile = Profile()
        self.webhook = ""
        self.typing: deque[Typing] = deque(maxlen=20)
        self.revision = 0
        self.closed = False
        self.numbers = count(1)
        self.condition = threading.Condition(threading.RLock())
        self._watchers: set[_Watcher] = set()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock."""
        with self.condition:
            yield

    def changed(self) -> None:
        """Count a change and wake everybody who waits for one."""
        with self.condition:
            self.revision += 1
            self.condition.notify_all()
            for watcher in list(self._watchers):
                watcher.wake()

    @contextmanager
    def watch(self) -> Iterator[asyncio.Event]:
        """Give an event of the running loop that is set at every change from now on."""
        watcher = _Watcher(asyncio.get_running_loop(), asyncio.Event())
        with self.condition:
            self._watchers.add(watcher)
        try:
            yield watcher.event
        finally:
            with self.condition:
                self._watchers.discard(watcher)

    def close(self) -> None:
        """End what waits: long polls and the pages' streams."""
        self.closed = True
        self.changed()

    def room(self, chat: str) -> Room:
        """Return the chat of a ``chat_id`` or ``@username``.

        Raises:
            Refusal: there is none.

        """
        if not chat:
            raise bad_request("chat_id is empty")
        for room in self.rooms.values():
            if chat == str(room.id) or (room.username and chat == f"@{room.username}"):
                return room
        raise bad_request("chat not found")

    def people(self) -> dict[int, Person]:
        """Return everybody, by number."""
        return {room.owner.id: room.owner for room in self.rooms.values()}

    def post(self, room: Room, message: Message) -> Message:
        """Put a new or edited message into its chat, as of the next change."""
        return room.put(replace(message, revision=self.revision + 1))


@dataclass(frozen=True, slots=True)
class _Watcher:
    loop: asyncio.AbstractEventLoop
    event: asyncio.Event

    def wake(self) -> None:
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.event.set)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other
