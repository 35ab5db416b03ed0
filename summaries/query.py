"""Keyword text to a query: what a person types into a search box.

The language is small, and every text is valid in it:

- words must all occur: ``Gweran prison``;
- words in quotation marks must occur side by side: ``"Gweran prison"``;
- a leading minus excludes a word or a phrase: ``-Turkey``, ``-"security zone"``;
- ``region:idlib``, ``since:2022-01-24`` and ``until:2022-02-01`` narrow the search; each has its
  Arabic name (``منطقة:``, ``منذ:``, ``حتى:``). ``until`` names the first day that is left out;
- ``lang:ar`` (``لغة:عربي``) keeps to reports that are written in Arabic, ``lang:en`` in English.

What cannot be read as an operator is read as words; nothing raises.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from summaries.sources import parse_sources
from summaries.types import RegionId, Sources

MAX_TERMS = 32
"""Terms beyond this number are dropped: nobody types them, and a database must parse them."""

MAX_TERM_LENGTH = 80
"""Longer terms are cut."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂″", '"'))
_MINUS = str.maketrans(dict.fromkeys("−–—", "-"))
_TERM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_WORD = re.compile(r"\w+(?:['’ʼ`.,:/-]\w+)*")
_OPERATORS = {
    "region": "region",
    "in": "region",
    "منطقة": "region",
    "since": "since",
    "from": "since",
    "منذ": "since",
    "until": "until",
    "حتى": "until",
    "lang": "sources",
    "language": "sources",
    "لغة": "sources",
    "اللغة": "sources",
}


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. Words and phrases must all occur; nothing excluded may.

    Words are lower-case and keep their inner hyphens and apostrophes. A phrase is its words joined
    by one space; ``excluded`` holds both kinds. ``[since, until)`` are days.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    region: RegionId | None = None
    since: date | None = None
    until: date | None = None
    text: str = ""
    sources: Sources = "all"

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing that a passage must contain."""
        return not (self.words or self.phrases)


def parse_query(text: str, region_of: Callable[[str], RegionId | None] | None = None) -> Query:
    """Read ``text`` as a query.

    ``region_of`` turns what a person calls a region into its id, ``None`` where it is no region
    (``Scheme.parse_region``); without it, ``region:`` is read as words.
    """
    clean = _clean(text)
    query = _Draft(region_of)
    for match in list(_TERM.finditer(clean))[:MAX_TERMS]:
        negative = bool(match["minus"])
        if match["phrase"] is not None:
            query.add_phrase(_words(match["phrase"]), negative=negative)
        elif not query.add_operator(match["word"]):
            query.add_words(_words(match["word"]), negative=negative)
    return Query(
        words=_unique(query.words),
        phrases=_unique(query.phrases),
        excluded=_unique(query.excluded),
        region=query.region,
        since=query.since,
        until=query.until,
        text=" ".join(text.split())[: MAX_TERM_LENGTH * 4],
        sources=query.sources,
    )


class _Draft:
    """A query while it is read."""

    def __init__(self, region_of: Callable[[str], RegionId | None] | None) -> None:
        self.region_of = region_of
        self.words: list[str] = []
        self.phrases: list[str] = []
        self.excluded: list[str] = []
        self.region: RegionId | None = None
        self.since: date | None = None
        self.until: date | None = None
        self.sources: Sources = "all"

    def add_phrase(self, words: list[str], *, negative: bool) -> None:
        """Take words that stand side by side; one word alone is a word."""
        if len(words) == 1 or not words:
            self.add_words(words, negative=negative)
            return
        (self.excluded if negative else self.phrases).append(" ".join(words))

    def add_words(self, words: list[str], *, negative: bool) -> None:
        """Take words that occur anywhere. What one typed word falls apart into belongs together."""
        if negative:
            self.excluded.extend([" ".join(words)] if words else [])
        else:
            self.words.extend(words)

    def add_operator(self, word: str) -> bool:
        """Take ``name:value``; tell whether it was one."""
        name, colon, value = word.partition(":")
        kind = _OPERATORS.get(name.casefold())
        if not (colon and value and kind):
            return False
        if kind == "region":
            region = self.region_of(value.replace("_", " ")) if self.region_of else None
            self.region = region or self.region
            return region is not None
        if kind == "sources":
            sources = parse_sources(value)
            self.sources = sources or self.sources
            return sources is not None
        day = _day(value)
        if day is not None and kind == "since":
            self.since = day
        elif day is not None:
            self.until = day
        return day is not None


def _clean(text: str) -> str:
    printable = "".join(c if unicodedata.category(c) != "Cc" else " " for c in text)
    return unicodedata.normalize("NFC", printable).translate(_QUOTES).translate(_MINUS)


def _words(text: str) -> list[str]:
    return [word[:MAX_TERM_LENGTH].lower() for word in _WORD.findall(text)]


def _unique(terms: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
