"""From HTML fragments, as feeds carry them, to plain text with one paragraph a line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG = re.compile(r"</?[a-zA-Z][\w:-]*(\s[^<>]*)?/?>|<!--")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# XML and lxml know no such characters; soft hyphens and zero-width marks would split words.
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b\u2060\ufeff\ud800-\udfff]")
_SPACE = re.compile(r"[^\S\n]+")
_WHITE = re.compile(r"\s+")
# ruff: noqa: SIM905  (one name a line would take a page)
_SKIPPED = frozenset(
    "script style noscript template iframe object embed svg canvas audio video button select "
    "textarea nav figure figcaption head title".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th "
    "thead tr ul".split()
)
_SOFT, _HARD = "\x1e", "\n"
# A line broken by hand inside a sentence goes on with a small letter.
_WRAP = re.compile(f"\\s*{_SOFT}\\s*(?=[a-z])")
_LINE = re.compile(f"\\s*[{_SOFT}{_HARD}][\\s{_SOFT}]*")


def html_text(fragment: str) -> str:
    """Return the plain text of an HTML fragment: entities resolved, one paragraph a line.

    Scripts, forms, menus, pictures and their captions are left out. A fragment without any tag is
    taken as plain text, whose lines stay.
    """
    fragment = _INVISIBLE.sub("", fragment)
    if not _TAG.search(fragment):
        return tidy(_unescape(fragment))
    from lxml import etree
    from lxml import html as lxml_html

    try:
        root = lxml_html.fragment_fromstring(fragment, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        # Nothing that a tree can be made of (only comments, nested beyond all measure).
        return tidy(_unescape(_TAG.sub("\n", fragment)))
    return tree_text(root)


def tree_text(root: HtmlElement) -> str:
    """Return the text below an element, one paragraph a line; see :func:`html_text`."""
    raw = "".join(_pieces(root))
    return tidy(_LINE.sub("\n", _WRAP.sub(" ", raw)))


def plain_title(title: str) -> str:
    """Return a headline as plain text on one line, escaped once, twice or not at all."""
    text = _INVISIBLE.sub("", title)
    if "&" in text:
        text = _unescape(text)
    if _TAG.search(text):
        text = html_text(text)
    return _WHITE.sub(" ", _unescape(text)).strip()


def tidy(text: str) -> str:
    """Return ``text`` with single spaces within lines and without blank lines."""
    lines = (_SPACE.sub(" ", line).strip() for line in _INVISIBLE.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)


def _unescape(text: str) -> str:
    # Only with a semicolon: html.unescape() alone reads "AT&T" and "&copy" in addresses wrongly.
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def _pieces(root: HtmlElement) -> Iterator[str]:
    """Give the text of a tree in order of reading, with marks where lines end."""
    from lxml import etree

    hidden = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield _flat(node.tail) if not hidden else ""
            continue
        skipped = node.tag in _SKIPPED
        if event == "start":
            hidden += skipped
            if not hidden:
                yield from _opening(node)
        else:
            hidden -= skipped
            if not hidden:
                yield from _closing(node, root)


def _opening(node: HtmlElement) -> Iterator[str]:
    if node.tag == "br":
        yield _SOFT
    elif node.tag in _BLOCKS:
        yield _HARD
    if node.text:
        yield node.text if node.tag == "pre" else _flat(node.text)


def _closing(node: HtmlElement, root: HtmlElement) -> Iterator[str]:
    if node.tag in _BLOCKS:
        yield _HARD
    if node is not root and node.tail:
        yield _flat(node.tail)


def _flat(text: str | None) -> str:
    return _WHITE.sub(" ", text) if text else ""
