"""Saved reports go into the database, from files as people have them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.collect import import_file
from bot.errors import InputError
from bot.feeds.catalogue import load_sources
from bot.feeds.saved import Stated
from bot.model import SaveResult

NOW = datetime(2022, 2, 3, 12, tzinfo=UTC)
TEXT = "Two killed\n\nOn January 29, gunmen shot two men dead in the town of Nahij in Daraa.\n"


@pytest.fixture
def take(store, tagger, tmp_path):
    def run(text, stated, name="report.txt"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return import_file(store, tagger, path, stated, load_sources(), NOW)

    return run


def test_report_is_stored_to_the_letter_and_once(store, take):
    stated = Stated("South Front", url="https://southfront.example/1")
    saved = take(TEXT, stated)
    assert saved.result is SaveResult.NEW
    article = store.articles([saved.article_id])[saved.article_id]
    assert (article.text, article.url) == (TEXT, "https://southfront.example/1")
    assert article.label == "pro-Russian analysis, sanctioned"
    assert take(TEXT, stated) == type(saved)(saved.article_id, SaveResult.KNOWN)
    corrected = take(TEXT.replace("two men", "three men"), stated)
    assert corrected == type(saved)(saved.article_id, SaveResult.UPDATED)


@pytest.mark.parametrize(
    ("stated", "label"),
    [
        (Stated("sana"), "state media"),
        (Stated("A friend"), "imported"),
        (Stated("SANA", "my own label"), "my own label"),
    ],
    ids=["catalogue", "unknown", "stated"],
)
def test_label(sqlite_store, tagger, tmp_path, stated, label):
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    saved = import_file(sqlite_store, tagger, path, stated, load_sources(), NOW)
    assert sqlite_store.articles([saved.article_id])[saved.article_id].label == label


def test_binary_file_is_refused_and_nothing_is_stored(store, take):
    with pytest.raises(InputError, match="a PDF document; save the report as text or HTML"):
        take(b"%PDF-1.7\n\x00\x01", Stated("SANA"))
    assert store.article_count() == 0


def test_worked_example_has_passages_in_all_four_regions(sqlite_store, tagger, eval_data):
    path = eval_data / "reports" / "southfront-2022-01-31.txt"
    import_file(sqlite_store, tagger, path, Stated("South Front"), load_sources(), NOW)
    since, until = datetime(2022, 1, 24, tzinfo=UTC), datetime(2022, 2, 1, tzinfo=UTC)
    text = path.read_bytes().decode()
    found = sqlite_store.passages(since, until)
    assert {"northeast", "central", "idlib", "daraa"} <= {one.region for one in found}
    assert all(text[one.start : one.end] == one.text for one in found)
