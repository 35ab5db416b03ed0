"""Broken feeds, read with feedparser, which mends what it can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import cast

from bot.errors import ParseError
from bot.feeds.entries import RawEntry, entries_of
from bot.model import Entry

_UNREADABLE = "the feed is broken XML, and no article can be made out; look at it in a browser"


def loose_entries(document: str, base_url: str) -> list[Entry]:
    """Read the entries of a feed that is not well-formed.

    Raises:
        ParseError: no entry can be made out.

    """
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base_url}
    try:
        # A stream, for feedparser takes a string for an address or a file's name if it looks so.
        result = feedparser.parse(
            BytesIO(document.encode()), response_headers=headers, sanitize_html=False
        )
    except (ValueError, OverflowError):  # a reference to no character, such as &#x110000;
        raise ParseError(_UNREADABLE) from None
    entries = entries_of(_raw(dict(item), base_url) for item in result.entries)
    if not entries:
        raise ParseError(_UNREADABLE)
    return entries


def _raw(item: Mapping[str, object], base_url: str) -> RawEntry:
    """Read an item, given as a plain ``dict``: feedparser's own makes up keys it is asked for."""
    source = cast("Mapping[str, object]", item.get("source") or {})
    contents = cast("Sequence[Mapping[str, object]]", item.get("content") or ())
    texts = [_text(content, "value") for content in contents]
    return RawEntry(
        guid=_text(item, "id"),
        links=[_text(item, "feedburner_origlink"), _text(item, "link")],
        titles=[_text(item, "title")],
        texts=[*texts, _text(item, "summary")],
        dates=[_text(item, "published"), _text(item, "created"), _text(item, "updated")],
        author=_text(item, "author"),
        source_name=_text(source, "title"),
        source_url=_text(source, "href"),
        base=base_url,
    )


def _text(item: Mapping[str, object], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""
