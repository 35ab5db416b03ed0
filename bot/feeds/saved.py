"""Reports that a person saved to a file, for which no feed exists."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from bot.errors import InputError, ParseError
from bot.feeds.address import clean_url, host_of, is_web_address
from bot.feeds.encoding import decode
from bot.feeds.extract import extract_page
from bot.feeds.magic import binary_kind
from bot.model import IMPORTED, Draft
from summaries.script import language_of

MOST_BYTES = 10 * 2**20
_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_PAGE = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Stated:
    """What a person says of a saved report; empty and ``None`` where nothing is said."""

    outlet: str = ""
    label: str = ""
    url: str = ""
    published: datetime | None = None


def read_saved(path: Path, stated: Stated = Stated()) -> Draft:
    """Read a saved report: a web page, or plain text, which is kept to the letter.

    What is not stated is taken from the report's own masthead: title, outlet, origin, and the date
    of the original report. The language follows from the script.

    Raises:
        InputError: the file is missing, empty, binary or too large, or nobody tells its outlet.

    """
    url = stated.url.strip()
    if url and not is_web_address(url):
        raise InputError(f"{url!r} is no web address; write one like https://example.org/report")
    body = _bytes(path)
    text = decode(body)
    if path.suffix.lower() in _PAGE_SUFFIXES or _PAGE.match(text[:4096]):
        draft = _from_page(path, body, url)
    else:
        draft = _from_text(text, url)
    outlet = stated.outlet.strip() or draft.outlet or host_of(url)
    if not outlet:
        raise InputError(f"{path}: it does not tell who published it; give --outlet NAME")
    published = stated.published.astimezone(UTC) if stated.published else draft.published
    return replace(draft, outlet=outlet, label=stated.label, published=published)


def read_text(path: Path) -> str:
    """Return the characters of a text file, whatever its encoding; line ends stay as they are.

    Raises:
        InputError: as :func:`read_saved`.

    """
    return decode(_bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{path}: this is a folder; give the files in it")
        if not path.exists():
            raise InputError(f"{path}: there is no such file")
        if not path.is_file():
            raise InputError(f"{path}: this is no ordinary file")
        if path.stat().st_size > MOST_BYTES:
            raise InputError(
                f"{path}: larger than {MOST_BYTES // 2**20} MB; give one report a file"
            )
        body = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or 'cannot be read'}") from None
    kind = binary_kind(body)
    if kind:
        raise InputError(f"{path}: this is {kind}; save the report as text or HTML")
    if not decode(body).strip():
        raise InputError(f"{path}: the file is empty")
    return body


def _from_page(path: Path, body: bytes, url: str) -> Draft:
    try:
        page = extract_page(body, url)
    except ParseError as error:
        raise InputError(f"{path}: {error}") from None
    address = url or page.canonical
    return Draft(
        source_id=IMPORTED,
        guid=_guid(address, page.text),
        outlet=page.outlet,
        label="",
        url=clean_url(address) if address else None,
        title=page.title[:_LONGEST_TITLE],
        text=page.text,
        published=page.published,
        language=language_of(page.text),
        origin=page.origin,
    )


def _from_text(text: str, url: str) -> Draft:
    from summaries.furniture import masthead

    top = masthead(text)
    first = next(line.strip() for line in text.splitlines() if line.strip())
    return Draft(
        source_id=IMPORTED,
        guid=_guid(url, text),
        outlet=top.reposted_by or top.outlet,
        label="",
        url=clean_url(url) if url else None,
        title=(top.title or first)[:_LONGEST_TITLE],
        text=text,
        published=top.published,
        language=language_of(text),
        origin=top.origin,
    )


def _guid(url: str, text: str) -> str:
    """Tell an import by its address, so that a corrected text replaces it; else by its text."""
    return clean_url(url) if url else f"sha256:{sha256(text.encode()).hexdigest()}"
