"""What the handlers work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.model import Source
from bot.store import Store
from summaries.scheme import Scheme
from summaries.types import Tagged


@dataclass(frozen=True, slots=True)
class Services:
    """All that the composition root hands to the chat.

    ``wake`` lets the scheduler look at once for digests that are due; it is called on the event
    loop. ``explain`` tags a text as a report. ``operators`` are numbers of Telegram users; ``zone``
    is the IANA zone of new subscribers.
    """

    store: Store
    scheme: Scheme
    sources: tuple[Source, ...]
    explain: Callable[[str], Tagged]
    clock: Callable[[], datetime]
    wake: Callable[[], None]
    operators: frozenset[int] = frozenset()
    zone: str = "Asia/Damascus"
