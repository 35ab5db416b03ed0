"""The nouns of the bot: sources, retrieved pages, subscribers and deliveries. All immutable.

Moments are aware UTC ``datetime`` objects. What concerns reports and digests themselves stands in
``summaries.types``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Literal

from summaries.types import Language, Origin, Passage, RegionId, Sources

ChatKind = Literal["private", "group", "supergroup", "channel"]

IMPORTED = "import"
"""Stands for the source of a report that a person imported; no feed may have this id."""


# --- collecting -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """One feed of the catalogue (``feeds/sources.toml``), with its label and the label's reason.

    ``general`` outlets report on the whole world: their articles pass the relevance check.
    """

    id: str
    name: str
    feed: str
    language: Language
    label: str
    reason: str
    enabled: bool = True
    general: bool = False
    notice: str = ""
    minutes: int = 30


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the database knows of a source: when it is due and how the last fetch went."""

    source_id: str
    next_due: datetime
    etag: str = ""
    last_modified: str = ""
    last_success: datetime | None = None
    last_attempt: datetime | None = None
    failures: int = 0
    error: str = ""
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Retrieved:
    """An answer to a conditional GET; ``body`` is ``None`` when nothing changed (304).

    ``moved_to`` is the address to use from now on where the server redirected for good.
    """

    url: str
    body: bytes | None
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a parsed feed. ``html`` is the longest of content and summary, as it came."""

    guid: str
    url: str
    title: str
    html: str
    published: datetime | None = None
    author: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An article ready to be stored, before it has a number."""

    source_id: str
    guid: str
    outlet: str
    label: str
    url: str | None
    title: str
    text: str
    published: datetime | None
    language: Language
    origin: Origin | None = None


class SaveResult(StrEnum):
    """What became of a draft."""

    NEW = "new"
    UPDATED = "updated"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Saved:
    """A stored article's number, and what became of the draft."""

    article_id: int
    result: SaveResult


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How one source fared in one collection; ``error`` is empty on success.

    ``notice`` is what an operator should know though all went well (the feed has moved).
    """

    source_id: str
    new: int = 0
    updated: int = 0
    known: int = 0
    irrelevant: int = 0
    error: str = ""
    notice: str = ""


# --- subscribers ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Chat:
    """Where messages go: a chat and, in a supergroup with topics, a topic (0 is none)."""

    id: int
    thread: int = 0


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a digest is due: local ``at`` in the IANA ``zone`` on ``weekday`` (Monday is 0).

    ``weekday`` is ``None`` for a daily digest.
    """

    weekday: int | None
    at: time
    zone: str


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A chat that takes digests. An inactive one (blocked, left, stopped) is kept, not served.

    ``language`` is the reader's own; ``sources`` says whose reports the digests are made of.
    """

    chat: Chat
    kind: ChatKind
    language: Language
    regions: tuple[RegionId, ...]
    schedule: Schedule
    next_due: datetime
    active: bool = True
    inactive_because: str = ""
    created: datetime | None = None
    sources: Sources = "all"


# --- delivery -------------------------------------------------------------------------------------


class DeliveryState(StrEnum):
    """The states of the outbox."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    RETRY = "retry"
    DEAD = "dead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message of one digest to one chat: a row of the outbox.

    ``html`` is the text of the digest's ``part`` as it was rendered when the delivery was enqueued.
    """

    id: int
    chat: Chat
    digest_id: int
    part: int
    parts: int
    html: str
    language: Language
    region: RegionId
    state: DeliveryState
    attempts: int = 0
    due: datetime | None = None
    message_id: int | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class SendResult:
    """What became of a message: the state to mark, and what goes with it.

    ``moved_to`` is a supergroup's new number; ``gone`` says why the chat takes no more messages.
    """

    state: DeliveryState
    message_id: int | None = None
    retry_at: datetime | None = None
    moved_to: int | None = None
    gone: str = ""
    error: str = ""


# --- search ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage that answers a query, with what a reader needs to cite it."""

    passage: Passage
    outlet: str
    label: str
    url: str | None
    title: str
    published: datetime | None
    score: float


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits, best first, of ``total`` in all."""

    query: str
    total: int
    hits: tuple[Hit, ...] = field(default=())
    offset: int = 0
