"""The first tables: sources, articles with passages and their index, digests, chats, outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make all tables."""
    _sources()
    _articles()
    _passages()
    _digests()
    _subscribers()
    _deliveries()
    if op.get_bind().dialect.name == "sqlite":
        _index_on_sqlite()
    else:
        _index_on_postgresql()


def _sources() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("next_due", MOMENT, nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("last_success", MOMENT),
        sa.Column("last_attempt", MOMENT),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
    )


def _articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("guid", sa.Text()),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("url_key", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published", MOMENT),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text()),
        sa.Column("content_hash", sa.Text()),
        sa.Column("tagger_version", sa.Text(), nullable=False),
        sa.Column("collected", MOMENT, nullable=False),
        sa.Column("changed", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("source_id", "guid", name="uq_article_source_id_guid"),
        sa.UniqueConstraint("url_key", name="uq_article_url_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_article_outlet_content_hash", "article", ["outlet", "content_hash"])
    op.create_index("ix_article_tagger_version", "article", ["tagger_version"])


def _passages() -> None:
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("also", sa.Text(), nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("event_date", sa.Date()),
        sa.Column("dated_by", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(precision=53), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("assessment", sa.Boolean(), nullable=False),
        sa.Column("needs_previous", sa.Boolean(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("published", MOMENT),
        sa.Column("day", sa.Date()),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_passage_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_passage"),
    )
    op.create_index("ix_passage_article_id", "passage", ["article_id"])
    op.create_index("ix_passage_day", "passage", ["day"])
    op.create_index("ix_passage_event_date", "passage", ["event_date"])
    op.create_index("ix_passage_published", "passage", ["published"])


def _digests() -> None:
    op.create_table(
        "digest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("cutoff", MOMENT, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_digest"),
        sa.UniqueConstraint(
            "region", "since", "until", "cutoff", name="uq_digest_region_since_until_cutoff"
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "digest_part",
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["digest_id"], ["digest.id"], name="fk_digest_part_digest_id"),
        sa.PrimaryKeyConstraint("digest_id", "language", "part", name="pk_digest_part"),
    )


def _subscribers() -> None:
    op.create_table(
        "subscriber",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("regions", sa.Text(), nullable=False),
        sa.Column("weekday", sa.Integer()),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("next_due", MOMENT, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("inactive_because", sa.Text(), nullable=False),
        sa.Column("created", MOMENT),
        sa.PrimaryKeyConstraint("chat_id", "thread", name="pk_subscriber"),
    )
    op.create_index("ix_subscriber_next_due", "subscriber", ["next_due"])


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread", sa.BigInteger(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("lease_until", MOMENT),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("resent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest_id", "language", "part"],
            ["digest_part.digest_id", "digest_part.language", "digest_part.part"],
            name="fk_delivery_digest_id_language_part",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint(
            "chat_id",
            "thread",
            "digest_id",
            "part",
            name="uq_delivery_chat_id_thread_digest_id_part",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delivery_state_due", "delivery", ["state", "due"])


def _index_on_sqlite() -> None:
    # The terms come ready-made (see ``search.py``), so the simplest tokenizer is the right one.
    op.execute(
        "CREATE VIRTUAL TABLE passage_index USING fts5(words, names, tokenize = 'ascii')",
    )
    op.execute(
        "CREATE TRIGGER passage_index_follows AFTER DELETE ON passage BEGIN"
        " DELETE FROM passage_index WHERE rowid = old.id; END",
    )


def _index_on_postgresql() -> None:
    op.execute(
        "CREATE TABLE passage_index ("
        " passage_id integer PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,"
        " terms tsvector NOT NULL)",
    )
    op.execute("CREATE INDEX passage_index_terms ON passage_index USING gin (terms)")
