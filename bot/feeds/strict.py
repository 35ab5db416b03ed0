"""Well-formed feeds, read with lxml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.feeds.entries import RawEntry, entries_of
from bot.model import Entry

if TYPE_CHECKING:
    from lxml.etree import _Element

_ATOM = "http://www.w3.org/2005/Atom"
_RSS = frozenset(
    (
        "",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://purl.org/net/rss1.1#",
        "http://backend.userland.com/rss",
        "http://backend.userland.com/rss2",
        "http://backend.userland.com/RSS2",
        "http://blogs.law.harvard.edu/tech/rss",
    )
)
_PREFIXES: Mapping[str, str] = {
    _ATOM: "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    **dict.fromkeys(_RSS, "rss"),
}
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_TITLES = ("rss:title", "atom:title", "dc:title", "media:title")
_LINKS = ("feedburner:origLink", "rss:link", "atom:link")
_TEXTS = (
    "content:encoded",
    "atom:content",
    "rss:description",
    "atom:summary",
    "dc:description",
    "media:description",
)
_DATES = (
    "rss:pubDate",
    "atom:published",
    "atom:issued",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
    "atom:created",
    "atom:updated",
    "dcterms:modified",
    "atom:modified",
)
_AUTHORS = ("dc:creator", "rss:author", "atom:author")

Fields = Mapping[str, list["_Element"]]


def strict_entries(document: str, base_url: str) -> list[Entry] | None:
    """Read the entries of a feed that begins with its root element; ``None`` if it is broken."""
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(document.encode(), parser, base_url=base_url or None)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return entries_of(_raw(item, base_url) for item in root.iter("{*}item", "{*}entry"))


def _raw(item: _Element, base_url: str) -> RawEntry:
    fields = _fields(item)
    guids = fields.get("rss:guid", []) + fields.get("atom:id", [])
    name, url = _source(fields)
    return RawEntry(
        guid=_text(guids[0]) if guids else str(item.get(_RDF_ABOUT, "")),
        guid_is_link=not any(guid.get("isPermaLink", "").lower() == "false" for guid in guids),
        links=_all(fields, _LINKS, _link),
        titles=_all(fields, _TITLES, _text),
        texts=_all(fields, _TEXTS, _markup),
        dates=_all(fields, _DATES, _text),
        author=next(iter(_all(fields, _AUTHORS, _name)), ""),
        source_name=name,
        source_url=url,
        base=item.base or base_url,
    )


def _fields(item: _Element) -> dict[str, list[_Element]]:
    """Sort an item's children by prefixed name; those of unknown namespaces are left out."""
    fields: dict[str, list[_Element]] = {}
    for child in item:
        name = _name_of(child)
        fields.setdefault(name, []).append(child)
        if name == "media:group":
            for inner in child:
                fields.setdefault(_name_of(inner), []).append(inner)
    return fields


def _name_of(element: _Element) -> str:
    namespace, _, local = str(element.tag).rpartition("}")
    prefix = _PREFIXES.get(namespace.lstrip("{"), "")
    return f"{prefix}:{local}" if prefix else ""


def _all(fields: Fields, names: tuple[str, ...], read: Callable[[_Element], str]) -> list[str]:
    found = (read(element) for name in names for element in fields.get(name, ()))
    return [value for value in found if value.strip()]


def _text(element: _Element) -> str:
    return "".join(element.itertext()).strip()


def _markup(element: _Element) -> str:
    """Return an element's text, or its inner markup where elements stand in it (xhtml)."""
    if len(element) == 0:
        return _text(element)
    from lxml import etree

    for node in element.iterdescendants():
        node.tag = str(node.tag).rpartition("}")[2]
    inner = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return (element.text or "") + "".join(inner)


def _link(element: _Element) -> str:
    """Return where a link leads: RSS writes it as text, Atom as an attribute."""
    href = element.get("href")
    if href is None:
        return _text(element)
    return str(href) if element.get("rel", "alternate") == "alternate" else ""


def _name(element: _Element) -> str:
    """Return a person's name: the element's text, or that of its child ``name`` (Atom)."""
    name = next((child for child in element if str(child.tag).endswith("}name")), element)
    return _text(name)


def _source(fields: Fields) -> tuple[str, str]:
    """Return name and address of the feed that an item was taken from (RSS 2.0, Atom)."""
    for element in fields.get("rss:source", ()):
        return _text(element), str(element.get("url", ""))
    for element in fields.get("atom:source", ()):
        inner = _fields(element)
        titles, links = _all(inner, ("atom:title",), _text), _all(inner, ("atom:link",), _link)
        return "".join(titles[:1]), "".join(links[:1])
    return "", ""
