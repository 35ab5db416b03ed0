"""Whatever a server sends or a file holds, it is read or refused in one line; nothing else."""

from __future__ import annotations

from datetime import UTC

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from bot.errors import InputError, ParseError
from bot.feeds.address import absolute, clean_url, is_web_address, shown
from bot.feeds.encoding import decode
from bot.feeds.extract import extract_page
from bot.feeds.markup import html_text, plain_title
from bot.feeds.moments import feed_moment
from bot.feeds.parse import parse_feed
from bot.feeds.saved import Stated, read_saved

calm = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PIECES = st.sampled_from(
    [
        *("<rss>", "</rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<feed "),
        *(
            "xmlns='http://www.w3.org/2005/Atom'>",
            "<entry>",
            "<link href='/a'/>",
            "<link>",
            "<guid",
        ),
        *(
            "<pubDate>",
            "<description>",
            "<![CDATA[",
            "]]>",
            "&amp;",
            "&#0;",
            "&#x110000;",
            "&nbsp;",
        ),
        *(
            "<html>",
            "<p>",
            "</p>",
            "<br>",
            "<table><td>",
            "<script>",
            "<!--",
            "-->",
            "<?xml ",
            "?>",
        ),
        *("encoding='utf-16'", "\x00", "\x0b", "\ud7ff", "درعا", "é", "http://[", "javascript:"),
        *("Mon, 31 Jan 2022 08:30:00 GMT", "<!DOCTYPE x [<!ENTITY"),
    ]
)
SOUP = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)
BODIES = (
    SOUP.map(str.encode) | SOUP.map(lambda text: text.encode("utf-16")) | st.binary(max_size=99)
)


@calm
@example(b"<rss><item>&#x110000;", "")
@given(BODIES, st.text(max_size=20))
def test_feed_is_read_or_refused(body, content_type):
    try:
        entries = parse_feed(body, content_type, "https://x.example/")
    except ParseError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    assert len({entry.guid for entry in entries}) == len(entries)
    assert all(entry.guid for entry in entries)
    assert all(not entry.url or is_web_address(entry.url) for entry in entries)
    assert all(entry.published is None or entry.published.tzinfo is UTC for entry in entries)


@calm
@given(BODIES, st.text(max_size=20))
def test_page_is_read_or_refused(body, content_type):
    try:
        page = extract_page(body, "https://x.example/a", content_type)
    except ParseError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    assert page.text.strip()
    assert all(line == line.strip() and line for line in page.text.split("\n"))


@calm
@given(body=BODIES)
def test_file_is_read_or_refused(tmp_path, body):
    path = tmp_path / "report.txt"
    path.write_bytes(body)
    try:
        draft = read_saved(path, Stated(outlet="Outlet"))
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    assert draft.text.strip()


@calm
@given(SOUP)
def test_fragment_has_no_tags_and_no_blank_lines_left(fragment):
    text = html_text(fragment)
    assert all(line.strip() for line in text.split("\n") if text)
    assert "\x00" not in text
    assert "\n" not in plain_title(fragment)


@calm
@given(st.text() | SOUP)
def test_every_text_comes_back_from_utf_8(text):
    body = text.encode(errors="replace")
    assume(not body.startswith((b"<\0", b"\0<")))  # the signs of UTF-16
    assert decode(body) == body.decode().removeprefix("\ufeff")


@calm
@given(
    st.text(max_size=40) | PIECES | st.datetimes().map(str) | st.just("9999-12-31T23:59:59-23:59")
)
def test_moment_is_in_utc_or_none(text):
    moment = feed_moment(text)
    assert moment is None or moment.tzinfo is UTC


@calm
@given(
    st.from_regex(r"https?://[a-zA-Z\[\]:0-9.@-]{1,12}[/?#a-z=&%:]{0,12}", fullmatch=True)
    | st.text()
)
def test_addresses(url):
    cleaned = clean_url(url)
    assert clean_url(cleaned) == cleaned
    assert is_web_address(cleaned) == is_web_address(url)
    assert "@" not in shown(url).partition("//")[2].partition("/")[0]
    assert absolute("https://x.example/", url) == "" or is_web_address(
        absolute("https://x.example/", url)
    )
