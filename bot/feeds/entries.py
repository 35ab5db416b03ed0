"""What both readers of feeds hand over, and how an entry is made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from bot.feeds.address import absolute, clean_url, is_web_address
from bot.feeds.markup import plain_title
from bot.feeds.moments import feed_moment
from bot.model import Entry
from summaries.types import Origin


@dataclass(slots=True)
class RawEntry:
    """The fields of one item as they stand in the feed; lists in order of preference."""

    guid: str = ""
    guid_is_link: bool = True
    links: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    author: str = ""
    source_name: str = ""
    source_url: str = ""
    base: str = ""


def entry_of(raw: RawEntry) -> Entry | None:
    """Make an entry; ``None`` where there is neither headline nor text."""
    title = next(filter(None, map(plain_title, raw.titles)), "")
    text = max(raw.texts, key=len, default="")
    if not title and not text.strip():
        return None
    url = _url(raw)
    guid = raw.guid.strip() or url or f"sha256:{sha256((title + text).encode()).hexdigest()}"
    return Entry(
        guid=guid,
        url=url,
        title=title,
        html=text,
        published=next(filter(None, map(feed_moment, raw.dates)), None),
        author=plain_title(raw.author),
        origin=_origin(raw),
    )


def entries_of(raws: Iterable[RawEntry]) -> list[Entry]:
    """Make all entries that can be made."""
    return [entry for entry in map(entry_of, raws) if entry is not None]


def _url(raw: RawEntry) -> str:
    links = [absolute(raw.base, link) for link in raw.links if link.strip()]
    guid = raw.guid.strip()
    if raw.guid_is_link and is_web_address(guid):
        links.append(guid)
    return clean_url(next(filter(None, links), ""))


def _origin(raw: RawEntry) -> Origin | None:
    name = plain_title(raw.source_name)
    if not name:
        return None
    return Origin(name, absolute(raw.base, raw.source_url) or None, "the feed names its source")
