"""The tables. Rows of these classes never leave ``bot.store``.

Moments are kept in UTC and come back aware on both databases. Region ids are kept as one text,
separated by blanks; a place and an origin as JSON, because they are read and written whole. The
index for search (``passage_index``) is of another kind on each database and no table of SQLModel:
the first migration makes it and ``search.py`` uses it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Float,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Text,
    Time,
    UniqueConstraint,
)
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

# Migrations on SQLite rebuild tables, for which every constraint needs a name.
NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. SQLite knows no zones, so UTC is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment to UTC.

        Raises:
            ValueError: the moment has no zone, so nobody can tell when it is.

        """
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"{value!r} has no zone"
            raise ValueError(message)
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Make a moment aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Row(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """Base of all rows; its metadata holds exactly the tables of this module."""


class SourceRow(Row, table=True):
    """A source that is or was in the catalogue, and how its last fetch went."""

    __tablename__ = "source"

    id: str = Field(primary_key=True, sa_type=Text)
    feed: str = Field(sa_type=Text)
    enabled: bool
    next_due: datetime = Field(sa_type=Moment)
    etag: str = Field(default="", sa_type=Text)
    last_modified: str = Field(default="", sa_type=Text)
    last_success: datetime | None = Field(default=None, sa_type=Moment)
    last_attempt: datetime | None = Field(default=None, sa_type=Moment)
    failures: int = 0
    error: str = Field(default="", sa_type=Text)


class ArticleRow(Row, table=True):
    """An article. ``guid`` and ``url_key`` are ``None`` where a source gives none.

    ``content_hash`` is ``None`` for a text that holds nothing. ``collected`` is the moment of its
    first arrival, ``changed`` of its last change.
    """

    __tablename__ = "article"
    __table_args__ = (
        UniqueConstraint("source_id", "guid"),
        UniqueConstraint("url_key"),
        Index(None, "outlet", "content_hash"),
        Index(None, "tagger_version"),
        Index(None, "language"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    source_id: str = Field(sa_type=Text)
    guid: str | None = Field(sa_type=Text)
    outlet: str = Field(sa_type=Text)
    label: str = Field(sa_type=Text)
    url: str | None = Field(sa_type=Text)
    url_key: str | None = Field(sa_type=Text)
    title: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    published: datetime | None = Field(sa_type=Moment)
    language: str = Field(sa_type=Text)
    origin: str | None = Field(sa_type=Text)
    content_hash: str | None = Field(sa_type=Text)
    tagger_version: str = Field(sa_type=Text)
    collected: datetime = Field(sa_type=Moment)
    changed: datetime = Field(sa_type=Moment)


class PassageRow(Row, table=True):
    """A passage of an article.

    ``published`` repeats the article's, so that one index finds the passages of a window; ``day``
    is the event's date, else the day of publication: what a search narrows and sorts by.
    """

    __tablename__ = "passage"
    __table_args__ = (
        ForeignKeyConstraint(["article_id"], ["article.id"], ondelete="CASCADE"),
        Index(None, "article_id"),
        Index(None, "event_date"),
        Index(None, "published"),
        Index(None, "day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    article_id: int
    start: int
    end: int
    text: str = Field(sa_type=Text)
    region: str = Field(sa_type=Text)
    also: str = Field(sa_type=Text)
    place: str | None = Field(sa_type=Text)
    event_date: date | None
    dated_by: str = Field(sa_type=Text)
    confidence: float = Field(sa_type=Float(53))
    why: str = Field(sa_type=Text)
    assessment: bool
    needs_previous: bool
    paragraph: int
    published: datetime | None = Field(sa_type=Moment)
    day: date | None


class DigestRow(Row, table=True):
    """A digest as it was built: ``body`` is the whole of it as JSON."""

    __tablename__ = "digest"
    __table_args__ = (
        UniqueConstraint("region", "since", "until", "cutoff", "sources"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    region: str = Field(sa_type=Text)
    since: datetime = Field(sa_type=Moment)
    until: datetime = Field(sa_type=Moment)
    cutoff: datetime = Field(sa_type=Moment)
    made: datetime = Field(sa_type=Moment)
    body: str = Field(sa_type=Text)
    sources: str = Field(sa_type=Text)


class DigestPartRow(Row, table=True):
    """One message of a digest in one language, to the letter as it is sent to every chat."""

    __tablename__ = "digest_part"
    __table_args__ = (ForeignKeyConstraint(["digest_id"], ["digest.id"]),)

    digest_id: int = Field(primary_key=True)
    language: str = Field(primary_key=True, sa_type=Text)
    part: int = Field(primary_key=True)
    html: str = Field(sa_type=Text)


class SubscriberRow(Row, table=True):
    """A chat (or a topic of it) that takes digests."""

    __tablename__ = "subscriber"
    __table_args__ = (Index(None, "next_due"),)

    chat_id: int = Field(primary_key=True, sa_type=BigInteger)
    thread: int = Field(primary_key=True, sa_type=BigInteger)
    kind: str = Field(sa_type=Text)
    language: str = Field(sa_type=Text)
    regions: str = Field(sa_type=Text)
    weekday: int | None
    at: time = Field(sa_type=Time)
    zone: str = Field(sa_type=Text)
    next_due: datetime = Field(sa_type=Moment)
    active: bool
    inactive_because: str = Field(sa_type=Text)
    created: datetime | None = Field(sa_type=Moment)
    sources: str = Field(sa_type=Text)


class DeliveryRow(Row, table=True):
    """One part of one digest for one chat: a row of the outbox.

    ``owner`` and ``lease_until`` say who sends it and until when; ``resent`` that it was already
    sent a second time after nobody knew whether it had arrived.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        ForeignKeyConstraint(
            ["digest_id", "language", "part"],
            ["digest_part.digest_id", "digest_part.language", "digest_part.part"],
        ),
        UniqueConstraint("chat_id", "thread", "digest_id", "part"),
        Index(None, "state", "due"),
        # A number is never given twice: a worker may settle a delivery that was deleted meanwhile.
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(sa_type=BigInteger)
    thread: int = Field(sa_type=BigInteger)
    digest_id: int
    language: str = Field(sa_type=Text)
    part: int
    parts: int
    state: str = Field(sa_type=Text)
    attempts: int = 0
    due: datetime = Field(sa_type=Moment)
    owner: str = Field(default="", sa_type=Text)
    lease_until: datetime | None = Field(default=None, sa_type=Moment)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    error: str = Field(default="", sa_type=Text)
    resent: bool = False
