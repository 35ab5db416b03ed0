"""Links as Telegram takes them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_SCHEMES = ("http", "https", "ton", "tg", "tonsite")
_MENTION = re.compile(r"tg://user/?\?id=(\d+)", re.IGNORECASE)


def checked_link(url: str) -> tuple[str, str]:
    """Return the kind and detail of the entity that a link becomes: ``("", "")`` if it is dropped.

    A link to ``tg://user?id=…`` is a ``text_mention``. Others need a scheme that Telegram knows
    and a host with a dot in it; a missing scheme is taken for ``http``.
    """
    if mention := _MENTION.fullmatch(url.strip()):
        return "text_mention", mention[1]
    link = normal_link(url)
    return ("text_link", link) if link else ("", "")


def normal_link(url: str) -> str:
    """Return the link with scheme, lower-case host and path; empty if Telegram refuses it."""
    text = url.strip()
    if not re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) or re.match(r"[^/]+:\d+", text):
        text = f"http://{text}"
    if re.search(r"[\s<>]", text):
        return ""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in _SCHEMES or not host:
        return ""
    if parts.scheme in ("tg", "ton"):
        return text
    if "." not in host.strip("."):
        return ""
    return urlunsplit(parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/"))
