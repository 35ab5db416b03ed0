"""From bytes to text, for servers and files that name their encoding wrongly or not at all."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_IN_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_IN_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096
_LEGACY = ("cp125", "iso8859", "koi8", "mac-", "cp720", "cp864")
# Declared by default rather than by knowledge, so often that they say nothing.
_MEANINGLESS = frozenset({"utf-8", "ascii", "iso8859-1", "cp1252"})
_HIGH_RUN = re.compile(rb"[\x80-\xff]{3,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_BROKEN_SHARE = 0.1
_ARABIC_SHARE = 0.5


def decode(body: bytes, content_type: str = "") -> str:
    """Decode a feed, a page or a file; never fails.

    A byte order mark decides; then UTF-8 where the bytes are UTF-8 (with a few broken characters
    at most), whatever was declared, because other text is UTF-8 by chance almost never; then the
    declared encoding, that of the document before that of ``content_type``; then windows-1256
    where high bytes stand in runs, as they do in Arabic, else windows-1252.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, errors="replace")
    if wide := _wide(body):
        return body.decode(wide, errors="replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", errors="replace")
    if _nearly_whole(text):
        return text
    return body.decode(_declared(body, content_type) or _guess(body), errors="replace")


def _wide(body: bytes) -> str:
    """Recognise UTF-16 without its mark, by the zero byte beside an opening bracket."""
    if body.startswith(b"<\0"):
        return "utf-16-le"
    return "utf-16-be" if body.startswith(b"\0<") else ""


def _nearly_whole(text: str) -> bool:
    broken = text.count("�")
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    return broken < beyond_ascii * _BROKEN_SHARE


def _declared(body: bytes, content_type: str) -> str:
    head = body[:_HEAD]
    in_document = _IN_XML.search(head) or _IN_META.search(head)
    in_header = _IN_HEADER.search(content_type)
    names = [in_document[1].decode("ascii")] if in_document else []
    names += [in_header[1]] if in_header else []
    return next(filter(None, map(_legacy, names)), "")


def _legacy(name: str) -> str:
    """Return Python's name of a declared one-byte encoding that says something; else empty."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return known if known.startswith(_LEGACY) and known not in _MEANINGLESS else ""


def _guess(body: bytes) -> str:
    in_runs = sum(len(run) for run in _HIGH_RUN.findall(body))
    high = len(_HIGH.findall(body))
    return "cp1256" if in_runs >= high * _ARABIC_SHARE else "cp1252"
