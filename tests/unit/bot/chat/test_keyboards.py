from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest

from bot import commands
from bot.chat import keyboards
from bot.chat.texts import texts
from bot.model import Chat, Hit, SearchPage
from summaries.scheme import Scheme
from summaries.types import Passage, RegionId

SCHEME = Scheme.load()
SUBSCRIBER = commands.newcomer(
    Chat(1), "private", "en", SCHEME, "Asia/Damascus", datetime(2026, 10, 21, tzinfo=UTC)
)


def buttons(markup):
    return [button for row in markup.inline_keyboard for button in row]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_button_carries_more_than_telegram_takes(language):
    t = texts(language)
    longest = max(available_timezones(), key=len)
    schedule = replace(SUBSCRIBER.schedule, zone=longest)
    subscriber = replace(SUBSCRIBER, schedule=schedule)
    page = SearchPage("x", 10**9, (hit(),), 10**8)
    every = [
        keyboards.overview(t, subscriber),
        keyboards.regions(t, subscriber, SCHEME),
        keyboards.sources(t, subscriber),
        keyboards.days(t, subscriber),
        keyboards.hours(t, subscriber),
        keyboards.zones(t, subscriber),
        keyboards.which_region(t, SCHEME),
        keyboards.which_region(t, SCHEME, "ar"),
        keyboards.pages(t, page),
        keyboards.privacy(t),
        keyboards.privacy_sure(t),
    ]

    for button in (button for markup in every for button in buttons(markup)):
        assert 1 <= len(button.callback_data.encode()) <= 64
        assert button.text.strip()


def test_buttons_say_the_state_that_they_bring_about():
    data = [b.callback_data for b in buttons(keyboards.regions(texts("en"), SUBSCRIBER, SCHEME))]

    assert data[:2] == ["without:northeast", "without:central"]
    assert "with:elsewhere" in data


@pytest.mark.parametrize("sources", [None, "all", "en", "ar"])
def test_a_question_for_a_region_remembers_whose_reports(sources):
    shown = buttons(keyboards.which_region(texts("en"), SCHEME, sources))
    values = [keyboards.read_data(button.callback_data)[1] for button in shown]

    assert keyboards.chosen_regions(values[0], SCHEME) == ("northeast",)
    assert len(keyboards.chosen_regions(values[-1], SCHEME)) == 6
    assert {keyboards.chosen_sources(value) for value in values} == {sources}


def test_the_chosen_sources_are_ticked():
    shown = buttons(keyboards.sources(texts("en"), replace(SUBSCRIBER, sources="ar")))

    assert [button.text for button in shown][:3] == [
        "English and Arabic", "English only", "✓ Arabic only",
    ]  # fmt: skip


def test_a_zone_that_no_button_offers_is_shown_first():
    schedule = replace(SUBSCRIBER.schedule, zone="Europe/Oslo")
    shown = buttons(keyboards.zones(texts("en"), replace(SUBSCRIBER, schedule=schedule)))

    assert shown[0].text == "✓ Oslo"


@pytest.mark.parametrize(
    ("offset", "shown", "total", "data"),
    [
        (0, 5, 5, []),
        (0, 5, 6, ["page:5"]),
        (5, 1, 6, ["page:0"]),
        (5, 5, 12, ["page:0", "page:10"]),
        (3, 5, 12, ["page:0", "page:8"]),
        (50, 0, 12, ["page:45"]),
        (0, 0, 0, []),
    ],
)
def test_pages(offset, shown, total, data):
    page = SearchPage("x", total, (hit(),) * shown, offset)
    markup = keyboards.pages(texts("en"), page)

    assert [b.callback_data for b in (buttons(markup) if markup else [])] == data


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ("day:0", ("day", "0")),
        ("days", ("days", "")),
        ("zone:a:b", ("zone", "a:b")),
        ("", ("", "")),
    ],
)
def test_reading_what_a_button_carried(data, read):
    assert keyboards.read_data(data) == read


def hit():
    passage = Passage(1, 0, 1, "x", RegionId("idlib"), (), None, None, "undated", 1.0, "")
    return Hit(passage, "Outlet", "label", None, "title", None, 1.0)
