"""Web pages to articles: what of a page is the report, and what it says of itself."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.errors import ParseError
from bot.feeds.address import host_of
from bot.feeds.encoding import decode
from bot.feeds.magic import binary_kind
from bot.feeds.markup import tidy, tree_text
from bot.feeds.pagehead import PageHead, page_head
from summaries.types import Origin

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHROME = ("header", "footer", "aside", "nav")
_ENDS = re.compile(r"[.!?؟…:»”\"'’)\]]$")
_FEWEST_WORDS = 8
_FEWEST_CHARACTERS = 250
"""A shorter outcome of trafilatura is compared with what the plain way gives."""


@dataclass(frozen=True, slots=True)
class Page:
    """A web page as a report. ``text`` has one paragraph a line; empty strings are unknown.

    ``published`` is the date of the original report where the page tells it. ``canonical`` is
    what the page calls its own address.
    """

    title: str
    text: str
    published: datetime | None
    canonical: str
    outlet: str
    origin: Origin | None


def extract_page(body: bytes, url: str = "", content_type: str = "") -> Page:
    """Make a report of a web page.

    trafilatura finds the body; where it finds next to nothing (pages of 2005 that are laid out
    with tables and fonts), every line of the page that looks like prose is taken.

    Raises:
        ParseError: it is no web page, or there is no text in it.

    """
    kind = binary_kind(body)
    if kind:
        raise ParseError(f"this is {kind}, not a web page")
    html = decode(body, content_type)
    root = _tree(html)
    if root is None:
        raise ParseError("the page is empty")
    head = page_head(root, url)
    whole = _without_chrome(root)
    text = _body(html, url, whole)
    if not text:
        raise ParseError("no text of a report is found in the page")
    return _page(head, text, whole, url)


def _tree(html: str) -> HtmlElement | None:
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
    try:
        # As bytes: of a string that declares an encoding (XHTML) lxml makes an error.
        return lxml_html.document_fromstring(html.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _without_chrome(root: HtmlElement) -> str:
    """Return the text of the whole page but for its header, footer and margins."""
    from lxml import etree

    etree.strip_elements(root, *_CHROME, with_tail=False)
    return tree_text(root)


def _body(html: str, url: str, whole: str) -> str:
    text = _by_trafilatura(html, url)
    if len(text) >= _FEWEST_CHARACTERS:
        return text
    return max(_prose(text), _prose(whole), key=len)


def _by_trafilatura(html: str, url: str) -> str:
    from trafilatura import extract

    # It meets pages that nobody foresaw; whatever breaks in it, the plain way is left.
    with suppress(Exception):
        found = extract(html, url=url or None, include_comments=False, include_tables=True)
        return tidy(found or "")
    return ""


def _prose(whole: str) -> str:
    """Return the lines that look like prose: eight words, or three and an end of sentence."""
    kept = []
    for line in whole.splitlines():
        words = len(line.split())
        if words >= _FEWEST_WORDS or (words > 2 and _ENDS.search(line)):  # noqa: PLR2004
            kept.append(line)
    return "\n".join(kept)


def _page(head: PageHead, text: str, whole: str, url: str) -> Page:
    from summaries.furniture import masthead

    top = masthead(whole)
    elsewhere = _elsewhere(head.canonical, url)
    # A re-post's own head tells the date of the re-post; its masthead that of the report.
    original = top.published if top.origin is not None else None
    return Page(
        title=head.title or top.title or text.splitlines()[0],
        text=text,
        published=original or head.published or top.published,
        canonical=head.canonical,
        outlet=head.outlet or top.outlet or host_of(url),
        origin=top.origin or elsewhere,
    )


def _elsewhere(canonical: str, url: str) -> Origin | None:
    """Read a canonical address on another site as the sign of a re-post."""
    here, there = _site(url), _site(canonical)
    if not here or not there or here == there or urlsplit(canonical).path in ("", "/"):
        return None
    return Origin(host_of(canonical), canonical, "canonical address on another site")


def _site(url: str) -> str:
    return ".".join(host_of(url).split(".")[-2:])
