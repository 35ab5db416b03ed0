from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.feeds.drafting import draft_of, feed_text, is_teaser
from bot.feeds.extract import Page
from bot.model import Entry, Source
from summaries.types import Origin

NOW = datetime(2022, 2, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SOURCE = Source("a", "Outlet", "https://a.example/feed", "en", "local", "r")
ENTRY = Entry("7", "https://a.example/7", "Two killed", "<p>x</p>", NOW - DAY)
LONG = "Gunmen killed two people in Nahij. " * 30


def a_page(**changed):
    values = {
        "title": "P",
        "text": LONG,
        "published": None,
        "canonical": "",
        "outlet": "",
        "origin": None,
    }
    return Page(**{**values, **changed})


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param(
            "<p>A.</p><p>The post <a>A</a> appeared first on <a>Outlet</a>.</p>",
            "A.",
            id="wordpress",
        ),
        pytest.param('<p>A.</p><a href="/7">Read more »</a>', "A.\nRead more »", id="inline"),
        pytest.param("<p>A.</p><p>Continue reading Two killed →</p>", "A.", id="continue"),
        pytest.param("<p>A.</p><p>اقرأ المزيد</p><p>→</p>", "A.", id="arabic and arrow"),
        pytest.param(
            "<p>Read more books, he said.</p><p>B.</p>",
            "Read more books, he said.\nB.",
            id="not the end",
        ),
        pytest.param("<p>The post was shelled.</p>", "The post was shelled.", id="a military post"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_feed_text(html, text):
    entry = Entry("7", "", "", html)
    expected = text.replace("\nRead more »", "") if "Read more »" in text else text
    assert feed_text(entry) == expected


@pytest.mark.parametrize(
    ("text", "teaser"),
    [
        pytest.param("Two people were killed.", True, id="short"),
        pytest.param(LONG, False, id="long"),
        pytest.param(LONG + "and then […]", True, id="cut in brackets"),
        pytest.param(LONG + "and then [...]", True, id="cut in brackets, dots"),
        pytest.param(LONG + "and then …", True, id="cut"),
        pytest.param(LONG + "and then...", True, id="cut, dots"),
        pytest.param(LONG + "one … two.", False, id="dots inside"),
        pytest.param("", True, id="nothing"),
    ],
)
def test_is_teaser(text, teaser):
    assert is_teaser(text) is teaser


def test_draft_of_a_whole_feed():
    draft = draft_of(SOURCE, ENTRY, LONG, None, NOW)
    assert (draft.source_id, draft.guid, draft.url) == ("a", "7", "https://a.example/7")
    assert (draft.outlet, draft.label, draft.title) == ("Outlet", "local", "Two killed")
    assert (draft.text, draft.published, draft.language) == (LONG, NOW - DAY, "en")
    assert draft.origin is None


def test_longer_of_teaser_and_page_is_the_text():
    assert draft_of(SOURCE, ENTRY, "Short.", a_page(), NOW).text == LONG
    assert draft_of(SOURCE, ENTRY, LONG + "x", a_page(), NOW).text == LONG + "x"
    assert draft_of(SOURCE, ENTRY, "", None, NOW).text == "Two killed"


@pytest.mark.parametrize(
    ("feed", "page", "published"),
    [
        pytest.param(NOW - DAY, NOW - 3 * DAY, NOW - DAY, id="feed's"),
        pytest.param(None, NOW - 3 * DAY, NOW - 3 * DAY, id="page's"),
        pytest.param(None, None, None, id="none: never now"),
        pytest.param(NOW + 2 * DAY, NOW - DAY, NOW - DAY, id="feed's lies ahead"),
        pytest.param(NOW + 2 * DAY, None, None, id="only one that lies ahead"),
        pytest.param(NOW + DAY / 2, None, NOW + DAY / 2, id="clock that is fast"),
    ],
)
def test_date(feed, page, published):
    entry = Entry("7", "", "A", "", feed)
    assert draft_of(SOURCE, entry, "x", a_page(published=page), NOW).published == published


def test_repost_has_the_date_and_the_name_of_the_original():
    text = f"{LONG}\nThe original source of this article is Agency"
    whole = f"Two killed\nOutlet, February 1, 2022\nAgency 28 January 2022\n{text}"
    draft = draft_of(SOURCE, ENTRY, whole, None, NOW)
    assert draft.origin.outlet == "Agency"
    assert draft.published == datetime(2022, 1, 28, tzinfo=UTC)


def test_original_is_not_younger_than_its_repost():
    page = a_page(published=NOW, origin=Origin("Agency", None, "x"))
    entry = Entry("7", "", "A", "", NOW - 5 * DAY)
    assert draft_of(SOURCE, entry, "x", page, NOW).published == NOW - 5 * DAY


@pytest.mark.parametrize(
    ("origin", "found"),
    [(Origin("SANA", None, "x"), "SANA"), (Origin("OUTLET", None, "x"), None), (None, None)],
    ids=["another", "itself", "none"],
)
def test_origin_told_by_the_feed(origin, found):
    entry = Entry("7", "", "A", "", None, origin=origin)
    told = draft_of(SOURCE, entry, LONG, None, NOW).origin
    assert (told and told.outlet) == found


def test_language_follows_the_script_where_there_is_enough_of_it():
    arabic = "أطلق مسلحون مجهولون النار على شخصين في بلدة ناحتة"
    assert draft_of(SOURCE, ENTRY, arabic, None, NOW).language == "ar"
    assert draft_of(SOURCE, ENTRY, "درعا", None, NOW).language == "en"


def test_headline_is_made_where_there_is_none():
    entry = Entry("7", "", "", "")
    assert draft_of(SOURCE, entry, "Two killed.\nMore.", None, NOW).title == "Two killed."
    title = draft_of(SOURCE, entry, "word " * 50, None, NOW).title
    assert len(title) < 125
    assert title.endswith("word …")
