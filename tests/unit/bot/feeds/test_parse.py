from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from bot.errors import ParseError
from bot.feeds.parse import MOST_ENTRIES, parse_feed

BASE = "https://outlet.example/feed/"
MOMENT = datetime(2022, 1, 31, 8, 30, tzinfo=UTC)
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss(items, head='<?xml version="1.0" encoding="UTF-8"?>'):
    return f'{head}<rss version="2.0" {NAMESPACES}><channel><title>O</title>{items}</channel></rss>'


def item(inner):
    return rss(f"<item><title>A</title>{inner}</item>")


def only(text, **how):
    body = text if isinstance(text, bytes) else text.encode()
    [entry] = parse_feed(body, base_url=BASE, **how)
    return entry


RSS_20 = rss(
    """<item><title>Two killed in Nahij</title><link>https://outlet.example/a/</link>
    <guid isPermaLink="false">https://outlet.example/?p=7</guid><dc:creator>H. Ali</dc:creator>
    <pubDate>Mon, 31 Jan 2022 10:30:00 +0200</pubDate><description>Short.</description>
    <content:encoded><![CDATA[<p>Two people were killed.</p>]]></content:encoded></item>"""
)
RSS_091 = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC
 "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><item>
<title>Two killed in Nahij</title><link>https://outlet.example/a/</link>
<description>&lt;p&gt;Two people were killed.&lt;/p&gt;</description></item></channel></rss>"""
RDF_10 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel
 rdf:about="https://outlet.example/"><title>O</title></channel>
<item rdf:about="https://outlet.example/a/"><title>Two killed in Nahij</title>
<link>https://outlet.example/a/</link><dc:date>2022-01-31T10:30:00+02:00</dc:date>
<dc:creator>H. Ali</dc:creator>
<description>&lt;p&gt;Two people were killed.&lt;/p&gt;</description></item></rdf:RDF>"""
RDF_090 = RDF_10.replace("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/")
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>O</title><entry>
<id>tag:outlet.example,2022:7</id><title type="html">Two killed in &lt;b&gt;Nahij&lt;/b&gt;</title>
<link rel="self" href="https://outlet.example/self"/><link href="/a/"/>
<published>2022-01-31T08:30:00Z</published><updated>2022-02-02T00:00:00Z</updated>
<author><name>H. Ali</name></author><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two people were killed.</p></div>
</content></entry></feed>"""


@pytest.mark.parametrize(
    ("feed", "guid", "dated", "author"),
    [
        pytest.param(RSS_20, "https://outlet.example/?p=7", True, "H. Ali", id="rss 2.0"),
        pytest.param(RSS_091, "https://outlet.example/a/", False, "", id="rss 0.91"),
        pytest.param(RDF_10, "https://outlet.example/a/", True, "H. Ali", id="rdf 1.0"),
        pytest.param(RDF_090, "https://outlet.example/a/", True, "H. Ali", id="rdf 0.90"),
        pytest.param(ATOM, "tag:outlet.example,2022:7", True, "H. Ali", id="atom"),
    ],
)
def test_all_kinds_of_feeds(feed, guid, dated, author):
    entry = only(feed)
    assert entry.title == "Two killed in Nahij"
    assert entry.url == "https://outlet.example/a/"
    assert entry.guid == guid
    assert entry.published == (MOMENT if dated else None)
    assert entry.author == author
    assert "<p>Two people were killed.</p>" in entry.html


@pytest.mark.parametrize(
    "feed",
    [rss(""), "<rss/>", "<feed xmlns='http://www.w3.org/2005/Atom'><title>O</title></feed>"],
    ids=["channel", "bare root", "atom"],
)
def test_empty_feed_has_no_entries_and_is_no_error(feed):
    assert parse_feed(feed.encode(), base_url=BASE) == []


PAGE = "<!DOCTYPE html><html><head><title>News</title>{}</head><body><p>Hello</p></body></html>"
LINK = '<link rel="alternate" type="application/rss+xml" title="x" href="/en/feed?a=1&amp;b=2">'


@pytest.mark.parametrize(
    ("body", "says"),
    [
        pytest.param("", "the answer is empty", id="nothing"),
        pytest.param(" \n\t", "the answer is empty", id="blanks"),
        pytest.param(PAGE.format(""), "a web page, not a feed; look for the address", id="page"),
        pytest.param(
            PAGE.format(LINK),
            r"the page names its feed: https://outlet\.example/en/feed\?a=1&b=2$",
            id="page that names its feed",
        ),
        pytest.param("<div>Just a moment…</div>", "a web page", id="fragment"),
        pytest.param(PAGE.format("<script>'<rss>'</script>"), "a web page", id="page naming rss"),
        pytest.param('{"version": "https://jsonfeed.org/version/1"}', "JSON", id="json"),
        pytest.param("<opml><body/></opml>", "a web page|another kind", id="opml"),
        pytest.param("<urlset><url/></urlset>", r"another kind \(<urlset>\)", id="sitemap"),
        pytest.param("Service unavailable", "plain text", id="plain text"),
        pytest.param(b"%PDF-1.7 \x00\x01", "a PDF document", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00", "a PNG picture", id="picture"),
        pytest.param(b"\x00\x01\x02\x03" * 50, "binary data", id="binary"),
        pytest.param("<rss><channel><item><title", "broken XML", id="nothing left"),
    ],
)
def test_what_is_no_feed_is_named_in_one_line(body, says):
    body = body if isinstance(body, bytes) else body.encode()
    with pytest.raises(ParseError, match=says) as caught:
        parse_feed(body, "text/html", BASE)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        pytest.param("Mon, 31 Jan 2022 08:30:00 GMT", MOMENT, id="rfc 822"),
        pytest.param("Mon, 31 Jan 22 11:30:00 EEST", MOMENT, id="zone of the region, short year"),
        pytest.param("31 January 2022 08:30:00 -0000", MOMENT, id="long month, no weekday"),
        pytest.param("2022-01-31T08:30:00Z", MOMENT, id="iso"),
        pytest.param("2022-01-31 08:30:00", MOMENT, id="no zone is utc"),
        pytest.param("2022-01-31T10:30:00.123456789+02:00", MOMENT, id="nanoseconds"),
        pytest.param("2022-01-31", MOMENT.replace(hour=0, minute=0), id="day only"),
        pytest.param("  Mon,\n 31 Jan 2022 08:30:00 GMT ", MOMENT, id="blanks"),
        pytest.param("", None, id="empty"),
        pytest.param("yesterday", None, id="word"),
        pytest.param("0000-00-00 00:00:00", None, id="zeros"),
        pytest.param("Thu, 01 Jan 1970 00:00:00 +0000", None, id="epoch"),
        pytest.param("Mon, 99 Foo 2022 99:99:99 GMT", None, id="nonsense"),
        pytest.param("0001-01-01T00:00:00+14:00", None, id="before all time"),
        pytest.param("Fri, 31 Dec 9999 23:59:59 -0800", None, id="after all time"),
    ],
)
def test_dates_of_all_kinds_and_never_now(written, moment):
    found = only(item(f"<pubDate>{written}</pubDate>")).published
    assert (found and found.replace(microsecond=0)) == moment


def test_second_date_is_taken_where_the_first_is_wrong():
    inner = "<pubDate>soon</pubDate><dc:date>2022-01-31T08:30:00Z</dc:date>"
    assert only(item(inner)).published == MOMENT


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        pytest.param("<link>/a</link>", "https://outlet.example/a", id="relative"),
        pytest.param("<link>\n  https://x.example/a \n</link>", "https://x.example/a", id="blanks"),
        pytest.param(
            "<link>https://x.example/a?id=3&amp;utm_source=rss&amp;at_medium=RSS#c</link>",
            "https://x.example/a?id=3",
            id="tracking",
        ),
        pytest.param("<guid>https://x.example/a</guid>", "https://x.example/a", id="guid is link"),
        pytest.param('<guid isPermaLink="false">https://x.example/a</guid>', "", id="guid is none"),
        pytest.param('<atom:link href="https://x.example/a"/>', "https://x.example/a", id="atom"),
        pytest.param("<link>javascript:alert(1)</link>", "", id="no web address"),
        pytest.param(
            "<link>https://feeds.example/~r/a</link>"
            "<feedburner:origLink>https://x.example/a</feedburner:origLink>",
            "https://x.example/a",
            id="behind a feed service",
        ),
    ],
)
def test_links(inner, url):
    assert only(item(inner)).url == url


def test_xml_base_is_what_links_are_relative_to():
    feed = ATOM.replace("<entry>", '<entry xml:base="https://cdn.example/2022/">')
    assert only(feed.replace('"/a/"', '"a/"')).url == "https://cdn.example/2022/a/"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        pytest.param("Syria&amp;#8217;s &amp;amp; more", "Syria’s & more", id="escaped twice"),
        pytest.param("<![CDATA[<b>Army</b> &amp; SDF]]>", "Army & SDF", id="tags in cdata"),
        pytest.param("A\n   long   title", "A long title", id="lines"),
        pytest.param("AT&amp;T: 3 &lt; 5", "AT&T: 3 < 5", id="signs that are meant"),
    ],
)
def test_titles(written, title):
    assert only(rss(f"<item><title>{written}</title></item>")).title == title


def test_title_of_a_picture_is_not_the_article_s():
    inner = "<media:content><media:title>Photo</media:title></media:content>"
    assert only(rss(f"<item>{inner}<title>A</title></item>")).title == "A"


def test_longest_text_is_taken_wherever_it_stands():
    inner = "<description>a very long description</description><content:encoded>x</content:encoded>"
    assert only(item(inner)).html == "a very long description"
    inner = "<media:group><media:description>Video of it</media:description></media:group>"
    assert only(item(inner)).html == "Video of it"


def test_source_is_the_origin():
    origin = only(item('<source url="https://sana.sy/rss">SANA</source>')).origin
    assert (origin.outlet, origin.url) == ("SANA", "https://sana.sy/rss")
    inner = '<source><title>SANA</title><link href="https://sana.sy/"/></source><content>'
    origin = only(ATOM.replace("<content", inner + "<content", 1).replace("<content><", "<", 1))
    assert origin.origin.outlet == "SANA"
    assert only(RSS_20).origin is None


def test_items_without_guid_keep_their_identity():
    feed = rss("<item><title>A</title></item><item><title>B</title></item>")
    first, second = parse_feed(feed.encode())
    assert first.guid.startswith("sha256:")
    assert first.guid != second.guid
    assert parse_feed(feed.encode())[0].guid == first.guid


def test_item_with_neither_title_nor_text_is_left_out_and_none_comes_twice():
    same = "<item><title>A</title><guid>7</guid></item>"
    feed = rss(f"<item><link>https://x.example/</link></item>{same}{same}")
    assert [entry.guid for entry in parse_feed(feed.encode())] == ["7"]


def test_address_that_several_items_share_is_none_of_theirs():
    link = "<link>https://x.example/</link>"
    items = (
        f"<item><title>A</title>{link}<guid isPermaLink='false'>7</guid></item>"
        f"<item><title>B</title>{link}<guid>https://x.example/#post-8</guid></item>"
        "<item><title>C</title><link>https://x.example/c</link></item>"
    )
    found = parse_feed(rss(items).encode())
    assert [one.url for one in found] == ["", "https://x.example/#post-8", "https://x.example/c"]


ARABIC = "مقتل مدنيين اثنين في بلدة ناحتة بريف درعا الشرقي"


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        pytest.param("utf-8", "utf-8", "", id="utf-8"),
        pytest.param("utf-8", "windows-1256", "", id="utf-8, declared windows-1256"),
        pytest.param("cp1256", "windows-1256", "", id="windows-1256"),
        pytest.param("cp1256", "UTF-8", "", id="windows-1256, declared utf-8"),
        pytest.param("cp1256", "ISO-8859-1", "", id="windows-1256, declared latin"),
        pytest.param("cp1256", "", "application/xml; charset=windows-1256", id="told by server"),
        pytest.param("iso8859-6", "ISO-8859-6", "", id="iso-8859-6"),
        pytest.param("utf-16", "utf-16", "", id="utf-16"),
        pytest.param("utf-8-sig", "utf-8", "", id="byte order mark"),
        pytest.param("cp1256", "no-such-thing", "text/xml; charset=x", id="unknown names"),
    ],
)
def test_encodings_as_declared_and_as_they_are(encoding, declared, content_type):
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    feed = rss(f"<item><title>{ARABIC}</title></item>", head).encode(encoding)
    assert only(feed, content_type=content_type).title == ARABIC


def test_one_broken_character_does_not_change_the_encoding():
    feed = rss(f"<item><title>{ARABIC}</title></item>").encode()
    broken = feed.replace("ا".encode(), "ا".encode()[:1], 1)
    assert only(broken).title == ARABIC.replace("ا", "�", 1)


@pytest.mark.parametrize(
    "feed",
    [
        pytest.param("\n\n  " + RSS_20, id="blank lines before"),
        pytest.param("<br />\n<b>Warning</b>: mysql in <b>/a.php</b>" + RSS_20, id="php warning"),
        pytest.param(RSS_20 + "\n<!-- cached --><script>x()</script>", id="something after"),
        pytest.param(RSS_20.replace("Two people", "Two\x0b people\x00"), id="control characters"),
        pytest.param(RSS_20.replace(NAMESPACES, ""), id="undeclared namespaces"),
        pytest.param(RSS_20.replace("Short.", "A&nbsp;B &rsquo; AT&T"), id="html entities"),
        pytest.param(RSS_20.replace("</item>", ""), id="unclosed item"),
        pytest.param(RSS_20[: RSS_20.index("</item>")], id="cut off"),
    ],
)
def test_broken_feeds_give_what_is_in_them(feed):
    entry = only(feed)
    assert entry.title == "Two killed in Nahij"
    assert entry.url == "https://outlet.example/a/"
    assert entry.guid == "https://outlet.example/?p=7"
    assert entry.published == MOMENT
    assert "people" in entry.html


def test_no_entity_is_expanded_or_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for declared, used in (
        (f'<!ENTITY l0 "lol">{laughs}', "&l9;"),
        (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', "&x;"),
    ):
        head = f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]>'
        start = time.monotonic()
        found = parse_feed(rss(f"<item><title>A {used}</title></item>", head).encode())
        assert time.monotonic() - start < 2
        assert all("geheim" not in one.title and len(one.title) < 50 for one in found)


def test_endless_feed_is_read_up_to_a_limit():
    items = "".join(f"<item><title>A</title><guid>{n}</guid></item>" for n in range(600))
    found = parse_feed(rss(items).encode())
    assert [entry.guid for entry in found] == [str(n) for n in range(MOST_ENTRIES)]
