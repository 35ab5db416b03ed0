"""The schema's version, and the migrations that lead to it.

``HEAD`` is written here as well, so that a start on an up-to-date database need not load Alembic.
"""

from __future__ import annotations

from sqlalchemy import Engine, inspect, text

HEAD = "0002"
"""The revision that this code works with; the newest in ``versions``."""


def is_current(engine: Engine) -> bool:
    """Tell whether the database is at ``HEAD``; one cheap look."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        found = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    return found == [HEAD]
