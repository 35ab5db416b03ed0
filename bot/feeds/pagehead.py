"""What a web page says of itself: title, date, outlet, canonical address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.feeds.address import absolute
from bot.feeds.markup import plain_title
from bot.feeds.moments import feed_moment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "date",
)
_ARTICLE = re.compile(r"Article|Report|Posting|WebPage", re.IGNORECASE)
_DATE_IN_PATH = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)")
_MOST_NODES = 2000


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the head of a page tells; empty or ``None`` where it does not."""

    title: str
    outlet: str
    published: datetime | None
    canonical: str


def page_head(root: HtmlElement, url: str) -> PageHead:
    """Read a page's metadata: JSON-LD, ``meta``, ``time``, and the date in its address."""
    meta = _meta(root)
    linked = _linked_data(root)
    dates = [*linked.dates, *_named(meta, _DATES), *_times(root)]
    canonical = [str(link) for link in root.xpath("//link[@rel='canonical']/@href")]
    return PageHead(
        title=_first([*_named(meta, _TITLES), *_headings(root)]),
        outlet=_first([*_named(meta, _OUTLETS), *linked.publishers]),
        published=next(filter(None, map(feed_moment, dates)), None) or _in_path(url),
        canonical=next(filter(None, (absolute(url, link) for link in canonical)), ""),
    )


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, map(plain_title, texts)), "")


def _meta(root: HtmlElement) -> dict[str, str]:
    """Return the page's meta values by name in small letters; the first of a name counts."""
    values: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        values.setdefault(name.strip().lower(), meta.get("content") or "")
    return values


def _named(meta: dict[str, str], names: Iterable[str]) -> list[str]:
    return [meta[name] for name in names if meta.get(name)]


def _headings(root: HtmlElement) -> list[str]:
    tops = [heading.text_content() for heading in root.iter("h1")]
    # A page with several first headings has them for its furniture; then the title is surer.
    titles = [title.text_content() for title in root.iter("title")]
    return tops + titles if len(tops) == 1 else titles + tops


def _times(root: HtmlElement) -> list[str]:
    marked = root.xpath("//*[@itemprop='datePublished']") + root.xpath("//time[@pubdate]")
    alone = root.xpath("//time[@datetime]")
    found = marked + (alone if len(alone) == 1 else root.xpath("//article//time[@datetime]")[:1])
    return [str(node.get("datetime") or node.get("content") or "") for node in found]


def _in_path(url: str) -> datetime | None:
    found = _DATE_IN_PATH.search(url)
    if found is None:
        return None
    try:
        return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _LinkedData:
    dates: list[str]
    publishers: list[str]


def _linked_data(root: HtmlElement) -> _LinkedData:
    nodes = [node for text in _scripts(root) for node in _nodes(text)]
    articles = [node for node in nodes if _ARTICLE.search(str(node.get("@type", "")))]
    dates = [str(node["datePublished"]) for node in articles if node.get("datePublished")]
    publishers = [node.get("publisher") for node in articles]
    names = [one.get("name") for one in publishers if isinstance(one, dict)]
    return _LinkedData(dates, [name for name in names if isinstance(name, str)])


def _scripts(root: HtmlElement) -> Iterator[str]:
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            yield script.text or ""


def _nodes(text: str) -> Iterator[dict[str, object]]:
    """Give all objects in a JSON text, outermost first; nothing where it is broken."""
    try:
        waiting: list[object] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
