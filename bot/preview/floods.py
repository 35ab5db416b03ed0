"""Telegram's limits on how fast a bot may send."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.preview.refusals import Refusal, too_many_requests


@dataclass(slots=True)
class FloodLimits:
    """Telegram's published limits on sending: per chat and second, per group and minute, overall.

    ``clock`` gives seconds. Limits of 0 are off.
    """

    per_chat: int = 1
    per_group: int = 20
    overall: int = 30
    clock: Callable[[], float] = time.monotonic
    _sent: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def refuse(self, chat: int, *, group: bool) -> Refusal | None:
        """Count a message to ``chat``, or return the refusal that it meets."""
        now = self.clock()
        limits = [("", self.overall, 1.0), (f"second {chat}", self.per_chat, 1.0)]
        if group:
            limits.append((f"minute {chat}", self.per_group, 60.0))
        waits = [self._wait(key, limit, span, now) for key, limit, span in limits if limit]
        if (wait := max(waits, default=0.0)) > 0:
            return too_many_requests(int(wait) + 1)
        for key, _, _ in limits:
            self._sent[key].append(now)
        return None

    def _wait(self, key: str, limit: int, span: float, now: float) -> float:
        """Return the seconds until one more message fits into ``span``."""
        sent = self._sent[key]
        while sent and sent[0] <= now - span:
            sent.popleft()
        return sent[0] + span - now if len(sent) >= limit else 0.0
