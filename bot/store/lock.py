"""What only one may do at a time: run a bot on a database, save an article, claim deliveries.

The running bot's lock is the operating system's (SQLite) or the server's (PostgreSQL), so it ends
with the process, however that ends. The others last as long as one transaction. On SQLite these
need nothing: a transaction that writes is alone there anyway.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from bot.errors import StoreInUse, StoreUnavailable
from bot.store.database import file_of, shown, told_plainly


class Exclusive(IntEnum):
    """The keys of PostgreSQL's advisory locks; any numbers of our own."""

    RUNNING = 0x5379_7201
    MIGRATING = 0x5379_7202
    SAVING = 0x5379_7203
    ENQUEUING = 0x5379_7204
    CLAIMING = 0x5379_7205


def wait_alone(connection: Connection, what: Exclusive) -> None:
    """Wait until nobody else does ``what``, and keep others from it until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(what.value)))


@contextmanager
def running_alone(engine: Engine) -> Iterator[None]:
    """Hold the database's lock.

    Raises:
        StoreInUse: another process holds it.
        StoreUnavailable: the lock cannot be asked for.

    """
    held = _file_lock if engine.dialect.name == "sqlite" else _server_lock
    with held(engine):
        yield


@contextmanager
def _file_lock(engine: Engine) -> Iterator[None]:
    import fcntl  # not there on Windows, where the rest of the store works

    database = file_of(engine.url)
    path = database.with_name(database.name + ".lock")
    try:
        file = path.open("a+", encoding="ascii")
    except OSError as error:
        message = f"{path}: {error.strerror}; make the folder writable"
        raise StoreUnavailable(message) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _in_use(str(database), _holder(path)) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


@contextmanager
def _server_lock(engine: Engine) -> Iterator[None]:
    with told_plainly(engine.url):
        # Its own connection, outside any transaction, for as long as the process runs.
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        held = connection.scalar(select(func.pg_try_advisory_lock(Exclusive.RUNNING.value)))
    with connection:
        if not held:
            raise _in_use(shown(engine.url), "")
        try:
            yield
        finally:
            # The connection goes back to the pool and must not keep the lock there.
            connection.invalidate()


def _holder(path: Path) -> str:
    number = path.read_text(encoding="ascii").strip()
    return f" (process {number})" if number else ""


def _in_use(database: str, holder: str) -> StoreInUse:
    return StoreInUse(
        f"another bot{holder} runs on {database}; stop it, or set DATABASE_URL to another database"
    )
