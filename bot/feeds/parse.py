"""Feeds: RSS 0.9x to 2.0, RDF (RSS 0.90 and 1.0) and Atom, whole or broken, to entries.

What is well-formed goes through lxml (:mod:`bot.feeds.strict`), all else through feedparser
(:mod:`bot.feeds.loose`), which mends much and takes ten times as long. Neither sees a document
type declaration, so that no entity can be declared, expanded or fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from bot.errors import ParseError
from bot.feeds.address import absolute, is_web_address
from bot.feeds.encoding import decode
from bot.feeds.loose import loose_entries
from bot.feeds.magic import binary_kind
from bot.feeds.strict import strict_entries
from bot.model import Entry

MOST_ENTRIES = 500
"""Entries read of one feed, first to last; outlets give 10 to 100."""

_ROOT = re.compile(r"<(?:[\w.-]+:)?(rss|feed|RDF|channel)(?=[\s>/])", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype\s+html|<html(?=[\s>])", re.IGNORECASE)
_FRAGMENT = re.compile(r"<(head|body|script|div|p|h1)(?=[\s>])", re.IGNORECASE)
_FIRST_TAG = re.compile(r"<([a-zA-Z][\w:.-]*)")
_ALTERNATE = re.compile(r"<link\b[^>]{0,1000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf)\+xml", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SHORTEST_END = len("</x>")


def parse_feed(body: bytes, content_type: str = "", base_url: str = "") -> list[Entry]:
    """Read a feed's entries in their order; a feed without entries gives an empty list.

    ``base_url`` is where the feed came from: relative links are resolved against it.

    Raises:
        ParseError: it is no feed; the message says what it is and what to do.

    """
    if not body.strip():
        raise ParseError("the answer is empty: no feed; look whether its address has changed")
    text = decode(body, content_type)
    kind = binary_kind(body)
    if kind and _ROOT.search(text) is None:
        raise ParseError(f"this is {kind}, not a feed; look for the feed's address")
    document = _document(text, base_url)
    entries = strict_entries(document, base_url)
    if entries is None:
        entries = loose_entries(document, base_url)
    return _once(entries)[:MOST_ENTRIES]


def _document(text: str, base_url: str) -> str:
    """Cut what stands around the root element: warnings of PHP, declarations, what follows it.

    Raises:
        ParseError: there is no root element of a feed.

    """
    root = _ROOT.search(text)
    page = _PAGE.search(text)
    if root is None or (page is not None and page.start() < root.start()):
        raise ParseError(_what_instead(text, page is not None, base_url))
    closing = text.rfind(f"</{root[0][1:]}")
    end = text.find(">", closing) + 1 if closing > root.start() + _SHORTEST_END else len(text)
    return _FORBIDDEN.sub("", text[root.start() : end or len(text)])


def _what_instead(text: str, is_page: bool, base_url: str) -> str:  # noqa: FBT001
    start = text.lstrip()
    if is_page or _FRAGMENT.search(text):
        feed = _named_feed(text, base_url)
        hint = f"the page names its feed: {feed}" if feed else "look for the address of its feed"
        return f"this is a web page, not a feed; {hint}"
    if start.startswith(("{", "[")):
        return "this is JSON, not a feed; look for the outlet's RSS or Atom feed"
    first = _FIRST_TAG.search(start)
    if first and start.startswith("<"):
        return f"this is XML of another kind (<{first[1]}>), not a feed; look for its RSS feed"
    return "this is plain text, not a feed; look whether the feed's address has changed"


def _named_feed(text: str, base_url: str) -> str:
    """Return the feed that a page's ``<link rel="alternate">`` leads to; empty without one."""
    for link in _ALTERNATE.findall(text):
        href = _HREF.search(link)
        if href and _FEED_TYPE.search(link):
            address = next(filter(None, href.groups()), "")
            return absolute(base_url, address.replace("&amp;", "&"))
    return ""


def _once(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out repeated entries, and addresses that lead to several: the front page, a live blog.

    By such an address the articles would be taken for one.
    """
    different = list({entry.guid: entry for entry in reversed(list(entries))}.values())[::-1]
    times = Counter(entry.url for entry in different if entry.url)
    return [_with_own_address(entry) if times[entry.url] > 1 else entry for entry in different]


def _with_own_address(entry: Entry) -> Entry:
    return replace(entry, url=entry.guid if is_web_address(entry.guid) else "")
