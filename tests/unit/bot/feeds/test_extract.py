from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.errors import ParseError
from bot.feeds.extract import extract_page

URL = "https://outlet.example/news/nahij"
FIRST = "Unidentified gunmen shot and killed two people in the town of Nahij on Saturday evening."
SECOND = (
    "Residents said the attackers fled on a motorbike towards the western countryside of Daraa."
)
THIRD = "No group claimed the attack, the third of its kind in the governorate within one week."
ARABIC = [
    "أطلق مسلحون مجهولون النار على شخصين في بلدة ناحتة بريف درعا الشرقي مساء السبت فقتلا.",
    "وقال شهود عيان إن المهاجمين لاذوا بالفرار على دراجة نارية باتجاه الريف الغربي للمحافظة.",
    "ولم تتبن أي جهة الهجوم الذي يعد الثالث من نوعه في محافظة درعا خلال أسبوع واحد.",
]


def page(head="", body="", before="", after=""):
    paragraphs = body or "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD))
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("Home", "World", "Sport"))
    return (
        f"<!DOCTYPE html><html><head><title>Two killed - Outlet</title>{head}</head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header>{before}<main><article><h1>Two killed in Nahij"
        f"</h1>{paragraphs}</article></main>{after}<footer><p>Copyright 2022 Outlet. All rights "
        f"reserved. Subscribe to our newsletter today.</p></footer></body></html>"
    )


def extracted(html, url=URL, **how):
    return extract_page(html if isinstance(html, bytes) else html.encode(), url, **how)


def linked(**node):
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_body_is_taken_with_one_paragraph_a_line_and_without_what_surrounds_it():
    text = extracted(page(before="<aside><p>Read also: all you need to know.</p></aside>")).text
    assert text.splitlines()[-3:] == [FIRST, SECOND, THIRD]
    assert "Home" not in text
    assert "newsletter" not in text
    assert "Read also" not in text


def test_arabic_page_in_windows_1256_that_says_utf_8():
    body = "".join(f"<p>{text}</p>" for text in ARABIC)
    html = page('<meta charset="utf-8">', body).encode("cp1256")
    assert extracted(html, content_type="text/html; charset=utf-8").text.endswith("\n".join(ARABIC))


OLD = (
    '<HTML><HEAD><TITLE>Syria report</TITLE><META HTTP-EQUIV="Content-Type" CONTENT="text/html; '
    'charset=windows-1256"></HEAD><BODY BGCOLOR=white><TABLE WIDTH=600><TR><TD><FONT SIZE=1>'
    '<A HREF="/">Home</A></FONT></TD><TD><FONT FACE="Arial" SIZE=2>{}</FONT></TD></TR></TABLE>'
    "</BODY></HTML>"
)


@pytest.mark.parametrize(
    ("lines", "encoding"),
    [
        pytest.param([FIRST, SECOND, THIRD], "ascii", id="english"),
        pytest.param(ARABIC, "cp1256", id="arabic"),
    ],
)
def test_page_of_tables_and_fonts_without_paragraphs(lines, encoding):
    html = OLD.format("<BR><BR>".join(lines)).encode(encoding)
    text = extracted(html).text
    assert all(line in text for line in lines)
    assert "Home" not in text.splitlines()


def test_short_page_is_taken_too():
    assert extracted(f"<html><body><div>{FIRST}</div></body></html>").text == FIRST


def test_xhtml_with_a_declaration():
    html = '<?xml version="1.0" encoding="UTF-8"?>' + page()
    assert FIRST in extracted(html).text


MOMENT = datetime(2022, 1, 31, 8, 30, tzinfo=UTC)
DAY = MOMENT.replace(hour=0, minute=0)
ISO = "2022-01-31T10:30:00+02:00"


@pytest.mark.parametrize(
    ("head", "url", "published"),
    [
        pytest.param(
            linked(**{"@type": "NewsArticle", "datePublished": ISO}), URL, MOMENT, id="ld"
        ),
        pytest.param(
            linked(
                **{"@graph": [{"@type": "Person"}, {"@type": ["Article"], "datePublished": ISO}]}
            ),
            URL,
            MOMENT,
            id="ld graph",
        ),
        pytest.param(
            linked(**{"@type": "Event", "datePublished": "2001-01-01"})
            + f'<meta property="article:published_time" content="{ISO}">',
            URL,
            MOMENT,
            id="ld of something else",
        ),
        pytest.param(
            '<script type="application/ld+json">{broken</script>'
            f'<meta name="Date" content="{ISO}">',
            URL,
            MOMENT,
            id="broken ld",
        ),
        pytest.param(
            f'<meta itemprop="datePublished" content="{ISO}">', URL, MOMENT, id="itemprop"
        ),
        pytest.param("", "https://outlet.example/2022/01/31/nahij/", DAY, id="address"),
        pytest.param("", "https://outlet.example/2022/13/41/nahij/", None, id="no date in address"),
        pytest.param("", URL, None, id="none: never now"),
        pytest.param('<meta name="date" content="soon">', URL, None, id="word"),
    ],
)
def test_date(head, url, published):
    assert extracted(page(head), url).published == published


@pytest.mark.parametrize(
    ("times", "published"),
    [
        pytest.param(f'<time datetime="{ISO}">Monday</time>', MOMENT, id="the only one"),
        pytest.param(
            f'<time datetime="2001-01-01"></time><time itemprop="datePublished" datetime="{ISO}">',
            MOMENT,
            id="the marked one",
        ),
    ],
)
def test_date_of_a_time_element(times, published):
    assert extracted(page(before=times)).published == published


@pytest.mark.parametrize(
    ("head", "title"),
    [
        pytest.param(
            '<meta property="og:title" content="Two &amp;amp; two">', "Two & two", id="og"
        ),
        pytest.param("", "Two killed in Nahij", id="heading"),
    ],
)
def test_title(head, title):
    assert extracted(page(head)).title == title


def test_title_of_a_page_with_many_first_headings_is_that_of_the_head():
    assert extracted(page(before="<h1>Outlet</h1>")).title == "Two killed - Outlet"


def test_outlet():
    assert extracted(page('<meta property="og:site_name" content="Outlet">')).outlet == "Outlet"
    publisher = linked(**{"@type": "Article", "publisher": {"name": "The Outlet"}})
    assert extracted(page(publisher)).outlet == "The Outlet"
    assert extracted(page()).outlet == "outlet.example"


@pytest.mark.parametrize(
    ("canonical", "outlet"),
    [
        pytest.param("https://www.outlet.example/news/nahij", None, id="own"),
        pytest.param("/news/nahij", None, id="relative"),
        pytest.param("https://agency.example/nahij", "agency.example", id="another site"),
        pytest.param("https://agency.example/", None, id="another front page"),
    ],
)
def test_canonical_address_on_another_site_is_an_origin(canonical, outlet):
    url = "https://outlet.example/news/nahij"
    found = extracted(page(f'<link rel="canonical" href="{canonical}">'), url)
    assert (found.origin and found.origin.outlet) == outlet
    assert found.canonical.startswith("https://")


def test_repost_tells_its_origin_and_the_date_of_the_original():
    head = f'<meta property="article:published_time" content="{ISO}">'
    before = "<p>By Agency</p><p>Outlet, January 31, 2022</p><p>Agency 28 January 2022</p>"
    after = "<p>The original source of this article is Agency</p>"
    body = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD))
    found = extracted(page(head, before + body + after))
    assert found.origin.outlet == "Agency"
    assert found.published == datetime(2022, 1, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        pytest.param(b"", "the page is empty", id="empty"),
        pytest.param(b"   ", "the page is empty", id="blank"),
        pytest.param(b"%PDF-1.4", "a PDF document", id="pdf"),
        pytest.param(b"\x00\x01\x02" * 9, "binary data", id="binary"),
        pytest.param(b"<html><body><nav>Home</nav></body></html>", "no text", id="menu only"),
        pytest.param(
            b"<script>var a = 'one two three four five six seven eight'</script>",
            "no text",
            id="script",
        ),
    ],
)
def test_what_is_no_page_is_named(body, says):
    with pytest.raises(ParseError, match=says):
        extract_page(body, URL)
