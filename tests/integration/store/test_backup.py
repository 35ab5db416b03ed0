"""A copy of the database while it is in use."""

import pytest

from bot.errors import StoreError
from bot.store import open_store


@pytest.fixture
def filled(sqlite_store, make_draft, make_tagged, now):
    for _ in range(3):
        draft = make_draft()
        sqlite_store.save_article(draft, make_tagged(draft), now)
    return sqlite_store


def test_a_backup_holds_what_the_database_held_at_that_moment(
    filled, tmp_path, make_draft, make_tagged, now
):
    copy = tmp_path / "copies" / "copy.db"
    copy.parent.mkdir()
    filled.backup(copy)
    draft = make_draft()
    filled.save_article(draft, make_tagged(draft), now)
    with open_store(f"sqlite:///{copy}") as opened:
        assert opened.stats() == {**filled.stats(), "articles": 3, "passages": 9}
    assert {path.name for path in copy.parent.iterdir()} == {"copy.db"}


def test_a_backup_overwrites_nothing(filled, tmp_path):
    copy = tmp_path / "copy.db"
    copy.write_text("precious")
    with pytest.raises(StoreError, match="is there already"):
        filled.backup(copy)
    assert copy.read_text() == "precious"


def test_a_backup_that_cannot_be_written_is_told(filled, tmp_path):
    with pytest.raises(StoreError, match="could not be written") as error:
        filled.backup(tmp_path / "missing" / "copy.db")
    assert "\n" not in str(error.value)


def test_postgresql_is_backed_up_with_its_own_tool(postgresql, tmp_path):
    with open_store(postgresql.emptied()) as store, pytest.raises(StoreError) as error:
        store.backup(tmp_path / "copy.db")
    assert "pg_dump postgresql://" in str(error.value)
    assert not list(tmp_path.glob("copy*"))
