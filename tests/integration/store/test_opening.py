"""Opening a database: made where it is missing, brought up to date, or refused in one line."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, make_url, text

from bot.errors import StoreError, StoreUnavailable
from bot.store import open_store
from bot.store.database import read_address
from bot.store.schema import HEAD
from bot.store.schema.migrate import configuration
from bot.store.tables import Row

PASSWORD = "s3cret-p4ss"


def one_line(error):
    message = str(error.value)
    assert message
    assert "\n" not in message
    assert PASSWORD not in message
    return message


# --- the schema -----------------------------------------------------------------------------------


def test_an_empty_database_gets_the_tables(blank_url, make_draft, make_tagged, now):
    with open_store(blank_url) as store:
        draft = make_draft()
        store.save_article(draft, make_tagged(draft), now)
    with open_store(blank_url) as again:
        assert again.article_count() == 1


def test_migrations_lead_to_the_tables_as_the_code_has_them(blank_url):
    open_store(blank_url).close()
    engine = create_engine(read_address(blank_url))

    def ours(name, kind, _parents):
        return kind != "table" or not (name or "").startswith("passage_index")

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert compare_metadata(context, Row.metadata) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_that_the_code_expects():
    assert ScriptDirectory.from_config(configuration()).get_heads() == [HEAD]


def test_several_that_open_an_empty_database_make_the_tables_once(blank_url):
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(open_store, [blank_url] * 4))
    assert [store.article_count() for store in stores] == [0] * 4
    for store in stores:
        store.close()


def test_a_migration_that_fails_leaves_nothing_behind(blank_url):
    engine = create_engine(read_address(blank_url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE subscriber (id integer)"))
    with pytest.raises(Exception, match="subscriber"):
        open_store(blank_url)
    assert inspect(engine).get_table_names() == ["subscriber"]
    engine.dispose()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(blank_url):
    open_store(blank_url).close()
    engine = create_engine(read_address(blank_url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError) as error:
        open_store(blank_url)
    assert "newer version" in one_line(error)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    engine.dispose()


def test_an_up_to_date_database_opens_without_alembic(sqlite_url):
    program = (
        "import sys; from bot.store import open_store; open_store(sys.argv[1]).close();"
        "print(sorted({'alembic', 'numpy', 'scipy', 'sumy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, sqlite_url], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


# --- SQLite ---------------------------------------------------------------------------------------


def test_sqlite_is_set_up_to_lose_nothing(sqlite_store):
    found = {}
    with sqlite_store._engine.connect() as connection:
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            found[name] = connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
    full, on = 2, 1
    assert found == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": on,
        "busy_timeout": 30_000,
    }


def test_the_folder_of_the_file_is_made(tmp_path):
    file = tmp_path / "new" / "folder" / "briefing.db"
    open_store(f"sqlite:///{file}").close()
    assert file.exists()


def test_a_relative_file_lies_in_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///data/briefing.db").close()
    assert (tmp_path / "data" / "briefing.db").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(StoreUnavailable) as error:
        open_store(f"sqlite:///{file}/briefing.db")
    assert str(file) in one_line(error)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(StoreUnavailable, match="writable"):
        open_store(f"sqlite:///{folder / 'briefing.db'}")


def test_a_folder_in_place_of_the_file_is_told(tmp_path):
    with pytest.raises(StoreUnavailable) as error:
        open_store(f"sqlite:///{tmp_path}")
    assert "writable" in one_line(error)


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path):
    file = tmp_path / "briefing.db"
    file.write_text("These are the minutes of a meeting. " * 100)
    with pytest.raises(StoreUnavailable) as error:
        open_store(f"sqlite:///{file}")
    assert "not a database" in one_line(error)
    assert file.read_text().startswith("These are the minutes")


def test_a_damaged_database_is_told(sqlite_url, now, make_draft, make_tagged):
    with open_store(sqlite_url) as store:
        for _ in range(30):
            draft = make_draft()
            store.save_article(draft, make_tagged(draft), now)
    file = read_address(sqlite_url).database
    with open(file, "r+b") as damaged:  # noqa: PTH123 - opened in place
        damaged.seek(4096)
        damaged.write(os.urandom(40 * 4096))
    with (
        pytest.raises(StoreUnavailable, match="restore a backup") as error,
        open_store(sqlite_url) as store,
    ):
        store.passages(now - timedelta(days=9), now)
    one_line(error)


def test_a_database_that_another_keeps_locked_is_told(sqlite_url, now, make_subscriber):
    with open_store(sqlite_url) as store:
        # The thirty seconds of patience are not what is shown here.
        engine = store._engine
        with engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA busy_timeout = 50")
        other = sqlite3.connect(read_address(sqlite_url).database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="another process keeps it locked") as error:
            store.save_subscriber(make_subscriber())
        one_line(error)
        other.execute("ROLLBACK")
        other.close()
        store.save_subscriber(make_subscriber())


# --- PostgreSQL and addresses ---------------------------------------------------------------------


def test_a_server_that_cannot_be_reached_is_told():
    with pytest.raises(StoreUnavailable) as error:
        open_store(f"postgresql+psycopg://bot:{PASSWORD}@127.0.0.1:1/briefing")
    message = one_line(error)
    assert "postgresql://bot:***@127.0.0.1:1/briefing" in message
    assert "see that the server runs" in message


def test_a_database_that_is_not_there_is_told(postgresql):
    with pytest.raises(StoreUnavailable, match="does not exist") as error:
        open_store(postgresql.url("nowhere"))
    one_line(error)


def test_a_user_that_may_make_no_tables_is_told(postgresql):
    name = postgresql.create()
    postgresql.execute("CREATE ROLE guest LOGIN")
    url = postgresql.url(name).replace("postgres:@", f"guest:{PASSWORD}@")
    with pytest.raises(StoreUnavailable, match="right to create tables") as error:
        open_store(url)
    one_line(error)
    postgresql.drop(name)
    postgresql.execute("DROP ROLE guest")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_the_same_driver(scheme):
    assert read_address(f"{scheme}://host/name").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="empty"),
        pytest.param("briefing.db", id="a bare file"),
        pytest.param(f"mysql://bot:{PASSWORD}@host/name", id="another database"),
        pytest.param(f"postgresql+asyncpg://bot:{PASSWORD}@host/name", id="another driver"),
        pytest.param(f"postgresql://bot:{PASSWORD}@host:port/name", id="a port of letters"),
        pytest.param("sqlite://", id="SQLite without a file"),
        pytest.param("sqlite:///:memory:", id="SQLite in memory"),
    ],
)
def test_what_is_no_address_is_refused_with_an_example(url):
    with pytest.raises(StoreUnavailable) as error:
        open_store(url)
    assert "sqlite:///path/to/file.db" in one_line(error)


def test_a_connection_that_dies_in_the_pool_is_replaced(postgresql):
    url = postgresql.emptied()
    with open_store(url) as store:
        assert store.article_count() == 0
        postgresql.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE application_name = 'syria-briefing' AND datname = '{make_url(url).database}'"
        )
        assert store.article_count() == 0


def test_a_full_disk_is_told_and_loses_nothing(sqlite_store, now, make_draft, make_tagged):
    draft = make_draft()
    sqlite_store.save_article(draft, make_tagged(draft), now)
    with sqlite_store._engine.connect() as connection:
        # The file may not grow, as on a disk without room.
        connection.connection.cursor().execute("PRAGMA max_page_count = 1")
    big = make_draft(text="Long. " * 100_000)
    with pytest.raises(StoreUnavailable, match="make room on the disk") as error:
        sqlite_store.save_article(big, make_tagged(draft), now)
    one_line(error)
    assert sqlite_store.article_count() == 1
