"""The preview's clock: it starts at a moment of the past and can be put forward."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta


class PreviewClock:
    """Tells the time since ``start``; ``ticks`` gives seconds that only grow."""

    def __init__(self, start: datetime, ticks: Callable[[], float] = time.monotonic) -> None:
        self._start = start
        self._ticks = ticks
        self._begun = ticks()

    def __call__(self) -> datetime:
        """Return the time."""
        return self._start + timedelta(seconds=self._ticks() - self._begun)

    def advance(self, by: timedelta) -> None:
        """Put the clock forward."""
        self._start += by
