"""Addresses: checked, cleaned of tracking, and shown without secrets."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(r"utm_\w+|at_\w+|mc_[ce]id|fbclid|gclid|igshid|ref_src|cmpid|traffic_source")
_SECRET = re.compile(r"key|token|secret|auth|sig|pass|pwd|session", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def is_web_address(url: str) -> bool:
    """Say whether ``url`` is an absolute http or https address with a host."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in _DEFAULT_PORTS and bool(parts.hostname) and not re.search(r"\s", url)


def host_of(url: str) -> str:
    """Return the host of ``url`` in small letters, without ``www.``; empty where it has none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def absolute(base: str, link: str) -> str:
    """Resolve ``link`` against ``base``; empty where the outcome is no web address."""
    try:
        url = urljoin(base, link.strip())
    except ValueError:
        return ""
    url = url.replace(" ", "%20")
    return url if is_web_address(url) else ""


def clean_url(url: str) -> str:
    """Return the address that identifies a page: no fragment, no tracking, host in small letters.

    What is no web address comes back as it is.
    """
    if not is_web_address(url):
        return url
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    if parts.port not in (None, _DEFAULT_PORTS[parts.scheme]):
        host = f"{host}:{parts.port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    # An untouched query stays to the letter: encoding it anew could change what it means.
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme, host, parts.path or "/", query, ""))


def shown(url: str) -> str:
    """Return ``url`` for messages and logs: no user, no password, no values that look secret."""
    if not is_web_address(url):
        return "(no web address)"
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if any(_SECRET.search(name) for name, _ in pairs):
        safe = [(name, "***" if _SECRET.search(name) else value) for name, value in pairs]
        query = urlencode(safe, safe="*")
    else:
        query = parts.query
    return urlunsplit((parts.scheme, host, parts.path, query, ""))
