"""Brings a database to the newest schema. Nothing else loads Alembic."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from bot.errors import StoreError
from bot.store.database import WRITES, shown
from bot.store.lock import Exclusive, wait_alone


def migrate(engine: Engine) -> None:
    """Apply the missing migrations in one transaction: all of them or none.

    Two processes may call this at once; the second finds nothing left to do.

    Raises:
        StoreError: a newer version of the program made the database.

    """
    with engine.execution_options(**{WRITES: True}).connect() as connection:
        if connection.dialect.name == "sqlite":
            _suspend_foreign_keys(connection)
        try:
            with connection.begin():
                wait_alone(connection, Exclusive.MIGRATING)
                _upgrade(connection)
        finally:
            connection.invalidate()


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's settings for the migrations of this package, wherever it is installed."""
    config = Config()
    config.set_main_option("script_location", "bot.store:schema")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _suspend_foreign_keys(connection: Connection) -> None:
    # A table that is rebuilt is dropped on the way, which must not empty the tables that refer to
    # it. SQLite takes this setting outside transactions only, hence past SQLAlchemy.
    connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")


def _upgrade(connection: Connection) -> None:
    config = configuration(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    unknown = set(MigrationContext.configure(connection).get_current_heads()) - known
    if unknown:
        raise StoreError(
            f"{shown(connection.engine.url)} was made by a newer version of this program"
            f" (schema {', '.join(sorted(unknown))}); install that version"
        )
    command.upgrade(config, "head")
