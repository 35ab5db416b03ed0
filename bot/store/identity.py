"""What makes two articles the same: their address and their text. Pure."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from summaries.sentences import normalise

LONGEST_KEY = 1000
"""Bytes of a key; PostgreSQL cannot index much longer ones."""

SHORT_TEXT = 200
"""A text of fewer characters may be what a site says in every teaser ("Read more on …")."""

_NO_IDENTITY = re.compile(r"utm_.*|fbclid|gclid", re.IGNORECASE)
_DEFAULT_PORT = {"http": ":80", "https": ":443"}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def address_key(url: str | None) -> str | None:
    """Return the key that all spellings of an address share; ``None`` without an address.

    Left out are scheme (http or https), case of the host, its default port, the fragment, a
    trailing slash and parameters that only tell where a reader came from.
    """
    address = (url or "").strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return key(address)
    if not parts.netloc:
        return key(address)
    host = parts.netloc.lower().removesuffix(_DEFAULT_PORT.get(parts.scheme.lower(), ""))
    kept = [p for p in parts.query.split("&") if not _NO_IDENTITY.fullmatch(p.partition("=")[0])]
    query = "&".join(filter(None, kept))
    return key(f"//{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else ""))


def content_hash(title: str, text: str) -> str | None:
    """Return the hash of a text as a reader sees it; ``None`` where there is no text.

    A short text is told apart by its title too.
    """
    content = normalise(text)
    if not content:
        return None
    if len(content) < SHORT_TEXT:
        content = f"{normalise(title)}\n{content}"
    return hashlib.sha256(storable(content).encode()).hexdigest()


def key(text: str | None) -> str | None:
    """Return a text as a key: ``None`` for an empty one, a hash for one too long to be indexed."""
    if not text:
        return None
    clean = storable(text)
    encoded = clean.encode()
    if len(encoded) <= LONGEST_KEY:
        return clean
    return "sha256:" + hashlib.sha256(encoded).hexdigest()


def storable(text: str) -> str:
    """Return a text without what a database cannot keep, of the same length."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
