"""The database's address, its engine, and what it says when it cannot be used.

Nobody but ``bot.store`` sees SQLAlchemy's errors: they become one line that says what to do, and
never with the password of the address in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import StoreUnavailable

ADVICE = "set DATABASE_URL to sqlite:///path/to/file.db or postgresql+psycopg://user@host/name"
BUSY_MS = 30_000
CONNECT_SECONDS = 10
WRITES = "writes"
"""Execution option of a connection whose transactions write."""
INSUFFICIENT_PRIVILEGE = "42501"


def read_address(text: str) -> URL:
    """Read a database URL.

    Raises:
        StoreUnavailable: it is no address of a database that is supported.

    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # The text is not repeated: what cannot be read may well hold a password.
        raise StoreUnavailable(f"DATABASE_URL is no address of a database; {ADVICE}") from None
    match url.drivername:
        case "sqlite" | "sqlite+pysqlite":
            if url.database in (None, "", ":memory:"):
                raise StoreUnavailable(f"DATABASE_URL names no file; {ADVICE}")
            return url.set(drivername="sqlite")
        case "postgresql" | "postgres" | "postgresql+psycopg":
            return url.set(drivername="postgresql+psycopg")
        case other:
            raise StoreUnavailable(f"DATABASE_URL: {other} is not supported; {ADVICE}")


def make_engine(url: URL) -> Engine:
    """Make the engine; nothing is connected yet.

    Raises:
        StoreUnavailable: the folder of the SQLite file cannot be made.

    """
    if url.drivername != "sqlite":
        connect = {"connect_timeout": CONNECT_SECONDS, "application_name": "syria-briefing"}
        # What people asked for never reaches an error message.
        return create_engine(url, connect_args=connect, pool_pre_ping=True, hide_parameters=True)
    _make_folder(file_of(url))
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000}, hide_parameters=True)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def file_of(url: URL) -> Path:
    """Return the file of a SQLite address."""
    return Path(url.database or "")


def shown(url: URL) -> str:
    """Return an address as people may see it: a file's path, or a server's without password."""
    if url.drivername == "sqlite":
        return str(file_of(url))
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


@contextmanager
def told_plainly(url: URL) -> Iterator[None]:
    """Turn the database's own errors into one line.

    What is no fault of the database but of this program passes as it is.

    Raises:
        StoreUnavailable: the database cannot be reached, opened, read or written.

    """
    try:
        yield
    except PoolTimeout:
        raise StoreUnavailable(f"{shown(url)}: no connection became free; try again") from None
    except DBAPIError as error:
        advice = _sqlite_advice(error) if url.drivername == "sqlite" else _server_advice(error)
        if not advice:
            raise
        raise StoreUnavailable(f"{shown(url)}: {_first_line(error, url)}; {advice}") from None


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{file.parent}: {error.strerror}; make the folder writable, or {ADVICE}"
        raise StoreUnavailable(message) from None


def _on_connect(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:  # noqa: ARG001
    connection.isolation_level = None  # transactions begin where `_on_begin` says so
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    # Readers and a writer work side by side. The mode stays with the file.
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode = WAL")


def _on_begin(connection: Connection) -> None:
    # A transaction that writes takes the lock at once: one that asks for it halfway is refused
    # without waiting when another has written since.
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_SQLITE_ADVICE = {
    "SQLITE_NOTADB": "move the file away or restore a backup",
    "SQLITE_CORRUPT": "the file is damaged: restore a backup",
    "SQLITE_CANTOPEN": "see that the folder is there and writable",
    "SQLITE_READONLY": "make the file and its folder writable",
    "SQLITE_PERM": "make the file and its folder writable",
    "SQLITE_FULL": "make room on the disk",
    "SQLITE_IOERR": "see that the disk works and has room",
    "SQLITE_BUSY": "another process keeps it locked: stop that one",
    "SQLITE_LOCKED": "another process keeps it locked: stop that one",
}


def _sqlite_advice(error: DBAPIError) -> str:
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    # An extended code is a code with a tail: SQLITE_IOERR_WRITE.
    return _SQLITE_ADVICE.get("_".join(name.split("_")[:2]), "")


def _server_advice(error: DBAPIError) -> str:
    if str(getattr(error.orig, "sqlstate", "")) == INSUFFICIENT_PRIVILEGE:
        return "grant the user of DATABASE_URL the right to create tables"
    if isinstance(error, OperationalError):
        return "see that the server runs and DATABASE_URL names it rightly"
    return ""


def _first_line(error: DBAPIError, url: URL) -> str:
    lines = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
    return lines[0].replace(str(url.password), "***") if url.password else lines[0]
