"""Digests: kept as they were built."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo


def test_a_digest_comes_back_as_it_was(store, make_digest, now):
    digest = make_digest()
    kept = store.digest(store.save_digest(digest, now))
    assert kept == digest
    # Equal moments may be of different zones; the days that were meant must come back.
    assert kept.window.since.tzinfo == ZoneInfo("Asia/Damascus")
    assert kept.items[0].sources[0].published.utcoffset() == timedelta(0)


def test_an_unknown_number_is_no_digest(store):
    assert store.digest(1) is None


def test_the_first_digest_of_a_window_stays(store, make_digest, now):
    first = make_digest()
    number = store.save_digest(first, now)
    assert store.save_digest(replace(first, reports=99), now + timedelta(hours=1)) == number
    assert store.digest(number) == first


def test_another_region_window_cutoff_or_choice_of_sources_is_another_digest(
    store, make_digest, now
):
    first = make_digest()
    window = first.window
    others = [
        make_digest("idlib"),
        make_digest(until=now + timedelta(days=1)),
        replace(first, window=replace(window, cutoff=window.cutoff + timedelta(hours=1))),
        replace(first, window=replace(window, since=window.since - timedelta(days=1))),
        replace(first, sources="ar"),
        replace(first, sources="en"),
    ]
    numbers = {store.save_digest(digest, now) for digest in [first, *others]}
    assert len(numbers) == 7


def test_any_text_can_be_kept(store, make_digest, now):
    digest = make_digest(method="quoted \" ' \\ \x00 اقتباس")
    assert store.digest(store.save_digest(digest, now)) == digest


def test_when_the_digests_of_a_window_were_made(store, make_digest, now):
    assert store.digest_made(now) == now
    for region, minutes in (("idlib", 9), ("northeast", 4)):
        made = now + timedelta(minutes=minutes)
        store.save_digest(make_digest(region, until=now), made)
    assert store.digest_made(now) == now + timedelta(minutes=4)
    assert store.digest_made(now + timedelta(days=7)) == now + timedelta(days=7)
