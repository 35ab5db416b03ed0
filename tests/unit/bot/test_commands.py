from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot import commands
from bot.commands import Asked
from bot.model import Chat, Schedule
from summaries.scheme import Scheme

NOW = datetime(2026, 10, 21, 12, 0, 30, 5, tzinfo=UTC)
SCHEME = Scheme.load()
RIMA = Chat(7)


def newcomer(**changes):
    made = commands.newcomer(RIMA, "private", "en", SCHEME, "Asia/Damascus", NOW)
    return replace(made, **changes)


def test_a_newcomer_gets_four_regions_on_mondays_at_eight():
    made = newcomer()

    assert made.regions == ("northeast", "central", "idlib", "daraa")
    assert made.schedule == Schedule(0, time(8), "Asia/Damascus")
    assert made.next_due == datetime(2026, 10, 26, 5, tzinfo=UTC)
    assert not made.active


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("", Asked()),
        ("idlib", Asked(("idlib",))),
        ("NORTH EAST", Asked(("northeast",))),
        ("north-east 3", Asked(("northeast",), 3)),
        ("3 daraa", Asked(("daraa",), 3)),
        ("daraa 14 days", Asked(("daraa",), 14)),
        ("إدلب ٣ أيام", Asked(("idlib",), 3)),
        ("الجنوب", Asked(("daraa",))),
        ("14", Asked(days=14)),
        ("idlib 0", Asked(("idlib",), None)),
        ("idlib 32", Asked(("idlib",), None)),
        ("idlib 99999999999999999999", Asked(("idlib",), None)),
        ("atlantis 3", Asked(days=3, unknown="atlantis")),
        ("all", Asked(tuple(region.id for region in SCHEME.regions))),
        ("idlib ar", Asked(("idlib",), sources="ar")),
        ("English north east 3", Asked(("northeast",), 3, sources="en")),
        ("إدلب بالعربية 3", Asked(("idlib",), 3, sources="ar")),
        ("all ar", Asked(tuple(region.id for region in SCHEME.regions), sources="ar")),
        ("both", Asked(sources="all")),
        ("arabic atlantis", Asked(unknown="atlantis", sources="ar")),
    ],
)
def test_words_behind_digest(words, asked):
    assert commands.read_request(words.split(), SCHEME) == asked


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Oslo", "Europe/Oslo"),
        ("europe/oslo", "Europe/Oslo"),
        ("America/New York", "America/New_York"),
        ("utc", "UTC"),
        ("Oslo", None),
        ("", None),
        ("../../etc/passwd", None),
    ],
)
def test_zones_by_name(text, zone):
    assert commands.parse_zone(text) == zone


def test_regions_keep_the_order_of_the_scheme_and_the_last_one_stays():
    one = newcomer(regions=("idlib",))

    more = commands.with_region(one, "northeast", SCHEME, wanted=True)
    assert more.regions == ("northeast", "idlib")
    assert commands.with_region(more, "northeast", SCHEME, wanted=True) == more
    assert commands.with_region(one, "idlib", SCHEME, wanted=False) == one
    assert commands.with_region(one, "atlantis", SCHEME, wanted=True) == one


# --- with a store ---------------------------------------------------------------------------------


def test_subscribing_is_due_at_once_and_only_once(sqlite_store):
    assert commands.subscribe(sqlite_store, newcomer(), NOW)
    stored = sqlite_store.subscriber(RIMA)

    assert stored.active
    assert stored.next_due == NOW.replace(microsecond=0)
    assert not commands.subscribe(sqlite_store, stored, NOW + timedelta(hours=1))
    assert sqlite_store.subscriber(RIMA) == stored


def test_a_change_of_schedule_moves_the_next_digest(sqlite_store):
    before = newcomer(active=True, inactive_because="")
    sqlite_store.save_subscriber(before)

    after = commands.change(sqlite_store, before, commands.with_hour(before, 20), NOW)

    assert after.next_due == datetime(2026, 10, 26, 17, tzinfo=UTC)
    assert sqlite_store.subscriber(RIMA).next_due == after.next_due


def test_what_is_due_already_stays_due(sqlite_store):
    before = newcomer(active=True, inactive_because="", next_due=NOW - timedelta(seconds=1))
    sqlite_store.save_subscriber(before)

    after = commands.change(sqlite_store, before, commands.with_weekday(before, None), NOW)

    assert after.next_due == before.next_due
    assert after.schedule.weekday is None


def test_no_change_writes_nothing(sqlite_store):
    commands.change(sqlite_store, newcomer(), newcomer(), NOW)

    assert sqlite_store.subscriber(RIMA) is None


def test_stopping_keeps_the_settings(sqlite_store):
    assert not commands.stop(sqlite_store, RIMA)
    sqlite_store.save_subscriber(newcomer(active=True, inactive_because="", language="ar"))

    assert commands.stop(sqlite_store, RIMA)
    assert not commands.stop(sqlite_store, RIMA)
    assert sqlite_store.subscriber(RIMA).language == "ar"
    assert sqlite_store.subscriber(RIMA).inactive_because == "stopped"


def test_a_chat_that_comes_back_gets_its_topics_back_and_not_those_it_stopped(sqlite_store):
    for thread in range(3):
        chat = Chat(-5, thread)
        sqlite_store.save_subscriber(newcomer(chat=chat, active=True, inactive_because=""))
    sqlite_store.save_subscriber(newcomer(chat=Chat(-6), active=True, inactive_because=""))
    commands.stop(sqlite_store, Chat(-5, 1))

    assert commands.gone(sqlite_store, -5, "removed") == 2
    assert commands.gone(sqlite_store, -5, "removed") == 0
    later = NOW + timedelta(days=30)
    assert commands.returned(sqlite_store, -5, later) == 2
    assert commands.returned(sqlite_store, -5, later) == 0

    back = sqlite_store.subscriber(Chat(-5, 2))
    assert back.active
    assert back.next_due > later
    assert not sqlite_store.subscriber(Chat(-5, 1)).active
    assert sqlite_store.subscriber(Chat(-6)).next_due == newcomer().next_due


def test_search_without_anything_to_find_finds_nothing(sqlite_store):
    assert commands.search(sqlite_store, SCHEME, "  ").total == 0
    assert commands.search(sqlite_store, SCHEME, "-Turkey").total == 0


def test_a_search_for_a_language_alone_finds_all_of_it(sqlite_store, make_draft, make_tagged):
    for language in ("en", "ar", "ar"):
        draft = make_draft(language=language)
        sqlite_store.save_article(draft, make_tagged(draft), NOW)
    english = commands.search(sqlite_store, SCHEME, "lang:en").total

    assert english > 0
    assert commands.search(sqlite_store, SCHEME, "لغة:عربي").total == 2 * english
