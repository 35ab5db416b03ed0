"""Sources: due times, conditional requests, and the catalogue's changes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model import Source, SourceState

HOUR = timedelta(hours=1)


def source(name, **changes):
    known = Source(name, name.title(), f"https://{name}.example/feed", "en", "local", "says so")
    return replace(known, **changes)


@pytest.fixture
def synced(store, now):
    store.sync_sources([source("b"), source("a"), source("off", enabled=False)], now)
    return store


def ids(states):
    return [state.source_id for state in states]


def test_new_sources_are_due_at_once(synced, now):
    assert synced.due_sources(now) == [SourceState("a", now), SourceState("b", now)]
    assert synced.due_sources(now - HOUR) == []
    assert ids(synced.due_sources(now, limit=1)) == ["a"]


def test_a_fetch_is_kept_to_the_letter(synced, now):
    state = SourceState(
        source_id="a",
        next_due=now + HOUR,
        etag='W/"1"',
        last_modified="Tue, 01 Feb 2022 06:00:00 GMT",
        last_success=now - HOUR,
        last_attempt=now,
        failures=3,
        error="no answer\x00 in 20 s",
    )
    synced.record_fetch(state)
    kept = {one.source_id: one for one in synced.source_states()}
    assert kept["a"] == replace(state, error="no answer� in 20 s")
    assert ids(synced.due_sources(now)) == ["b"]
    assert ids(synced.due_sources(now + HOUR)) == ["b", "a"]


def test_a_fetch_of_an_unknown_source_is_not_kept(synced, now):
    synced.record_fetch(SourceState("removed", now))
    assert ids(synced.source_states()) == ["a", "b", "off"]


def test_the_same_catalogue_again_changes_nothing(synced, now):
    state = SourceState("a", now + HOUR, etag="1", failures=1)
    synced.record_fetch(state)
    synced.sync_sources([source("b"), source("a"), source("off", enabled=False)], now + HOUR)
    assert synced.source_states()[0] == state


def test_a_source_that_leaves_the_catalogue_rests_and_comes_back_as_it_was(synced, now):
    synced.record_fetch(SourceState("a", now, etag="1"))
    synced.sync_sources([source("b")], now)
    assert ids(synced.due_sources(now)) == ["b"]
    assert ids(synced.source_states()) == ["a", "b", "off"]
    synced.sync_sources([source("a"), source("b", enabled=False)], now)
    assert synced.due_sources(now) == [SourceState("a", now, etag="1")]


def test_a_feed_that_has_moved_is_fetched_anew(synced, now):
    synced.record_fetch(SourceState("a", now + HOUR, etag="1", last_success=now, failures=2))
    synced.sync_sources([source("a", feed="https://new.example/feed")], now)
    assert synced.due_sources(now) == [SourceState("a", now)]


def test_articles_are_counted_by_source(synced, make_draft, make_tagged, now):
    for name in ("a", "a", "import"):
        draft = make_draft(source_id=name)
        synced.save_article(draft, make_tagged(draft), now)
    assert {s.source_id: s.articles for s in synced.source_states()} == {"a": 2, "b": 0, "off": 0}
    assert [s.articles for s in synced.due_sources(now)] == [2, 0]


def test_a_new_label_is_put_on_articles_that_are_stored(synced, make_draft, make_tagged, now):
    numbers = {}
    for name in ("a", "b"):
        draft = make_draft(source_id=name, label="local")
        numbers[name] = synced.save_article(draft, make_tagged(draft), now).article_id
    synced.sync_sources([source("a", label="state media"), source("b")], now)
    labels = {a.id: a.label for a in synced.articles(numbers.values()).values()}
    assert labels == {numbers["a"]: "state media", numbers["b"]: "local"}
