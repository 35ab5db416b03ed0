"""English sources, Arabic ones or both: a choice of each subscriber, and of each digest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the choice. What was there before is of all sources."""
    op.add_column("subscriber", _choice())
    # SQLite rebuilds the table, which must still never give a number twice.
    with op.batch_alter_table("digest", table_kwargs={"sqlite_autoincrement": True}) as digest:
        digest.add_column(_choice())
        digest.drop_constraint("uq_digest_region_since_until_cutoff", type_="unique")
        digest.create_unique_constraint(
            "uq_digest_region_since_until_cutoff_sources",
            ["region", "since", "until", "cutoff", "sources"],
        )
    op.create_index("ix_article_language", "article", ["language"])


def _choice() -> sa.Column[str]:
    return sa.Column("sources", sa.Text(), nullable=False, server_default="all")
