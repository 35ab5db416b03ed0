"""The queue of updates that ``getUpdates`` hands out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.preview.markup import Json

DEFAULT_UPDATES = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "callback_query",
        "my_chat_member",
    }
)
"""Kinds that the stand-in makes and that Telegram sends to a bot that named none."""

FIRST_UPDATE = 845_210_001
MAX_LIMIT = 100


@dataclass(slots=True)
class Updates:
    """Updates in order. They stay until a later offset confirms them.

    ``polls`` counts the calls of ``getUpdates``; a call that begins to wait ends the one that
    waited before, because only one may.
    """

    allowed: frozenset[str] = DEFAULT_UPDATES
    polls: int = 0
    _next: int = FIRST_UPDATE
    _queue: list[tuple[int, Json]] = field(default_factory=list)

    def add(self, kind: str, content: Mapping[str, object]) -> int:
        """Queue an update and return its number; 0 if the bot did not ask for its kind."""
        if kind not in self.allowed:
            return 0
        number = self._next
        self._queue.append((number, {"update_id": number, kind: dict(content)}))
        self._next += 1
        return number

    def allow(self, kinds: Iterable[str]) -> None:
        """Set the kinds that are queued from now on; none means Telegram's default."""
        chosen = frozenset(kinds)
        self.allowed = chosen or DEFAULT_UPDATES

    def take(self, offset: int, limit: int) -> list[Json]:
        """Forget the updates before ``offset``, and return the first ``limit`` that remain.

        A negative offset counts from the end of the queue, and forgets all before it.
        """
        if offset < 0:
            del self._queue[:offset]
        elif offset > 0:
            self._queue = [(number, update) for number, update in self._queue if number >= offset]
        return [update for _, update in self._queue[: max(1, min(limit, MAX_LIMIT))]]

    def clear(self) -> None:
        """Forget all."""
        self._queue.clear()

    def __len__(self) -> int:
        """Count the updates that are not confirmed."""
        return len(self._queue)
