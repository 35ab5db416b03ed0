"""A copy of the database while it is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from bot.errors import StoreError
from bot.store.database import file_of, shown


def back_up(engine: Engine, path: Path) -> None:
    """Copy a SQLite database, as it is at this moment, to the new file ``path``.

    The file gets its name when it is complete.

    Raises:
        StoreError: the file is there already or cannot be written, or the database is PostgreSQL.

    """
    if engine.dialect.name != "sqlite":
        raise StoreError(f"back PostgreSQL up with its own tool: pg_dump {shown(engine.url)}")
    if path.exists():
        raise StoreError(f"{path} is there already; name a new file")
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(file_of(engine.url))) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)
        unfinished.rename(path)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise StoreError(f"{path}: the backup could not be written ({error})") from None
