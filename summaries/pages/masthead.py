"""What a page says of itself: title, outlet, the report's own date, and who published it first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from summaries.dates import parse_date
from summaries.pages.edges import HEAD
from summaries.pages.press import DATE
from summaries.sentences import paragraphs
from summaries.types import Origin

HEAD_LINES: Final = 14
TITLE_WORDS: Final = 30
LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)\)")
_PROSE: Final = re.compile(r"(?:\S+\s+){8,}\S*[.!?؟…][\"'”’»)\]]*$")
_OUTLET_AND_DATE: Final = re.compile(
    rf"(?P<outlet>[^\d|:•·]{{2,60}}?)[\s,|•·–—-]+(?P<date>{DATE})[^.]{{0,20}}$", re.IGNORECASE
)
_LABELLED: Final = re.compile(
    r"(?:last )?(?:posted|published|updated|modified|date|on|at|by|تاريخ|نشر|آخر)\b", re.IGNORECASE
)
_NAME: Final = r"(?P<name>[^\n.,;|<>\[\]()]{2,60}?)"
_ORIGINS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"the original source of this (?:article|report|story) is:?\s+{_NAME}\s*$",
        (
            r"(?:this|the) (?:article|report|story|piece|post|analysis|text)\s(?:was\s)?"
            r"(?:first\s|originally\s)+(?:appeared|published|posted)\s(?:by|at|on|in)\s(?:the\s)?"
            rf"{_NAME}(?:\s(?:on|under|and)\b.*|[.,].*)?$"
        ),
        (
            r"(?:originally|first) (?:published|appeared|posted) (?:by|at|on|in) (?:the )?"
            rf"{_NAME}(?:[.,].*|\son\s.*)?$"
        ),
        rf"(?:re-?published|reprinted) (?:from|with (?:the )?permission (?:of|from)) {_NAME}[.]?$",
        rf"[(\[]?(?:original )?source\s?:\s?{_NAME}(?:[)\]].*|\.?)$",
        r"(?:المصدر|نقلاً عن|نقلا عن)\s?[:：]?\s?(?P<name>[^\n.،؛|]{2,50})\.?$",
    )
)
"""The words by which a page names who published its report first."""
_NOBODY: Final = frozenset(
    (
        *("agencies", "news agencies", "media", "social media", "internet", "websites", "various"),
        *("وكالات", "متابعات", "مواقع", "الإنترنت", "مواقع التواصل", "صحف", "رصد"),
    )
)
"""Names that tell no origin."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a page says of itself; what it does not say is empty or ``None``.

    ``published`` is the date of the *original* report; ``reposted_on`` and ``reposted_by`` tell of
    the outlet that published it again.
    """

    title: str = ""
    outlet: str = ""
    published: datetime | None = None
    reposted_on: datetime | None = None
    reposted_by: str = ""
    origin: Origin | None = None


def masthead(text: str) -> Masthead:
    """Read the head and the tail of a received page."""
    lines = [span.of(text) for span in paragraphs(text)]
    dated = _dated(_head(lines))
    origin = _origin(lines) or _origin_of_dates(dated)
    title = _title(lines)
    if origin is None:
        outlet, published = dated[0] if dated else ("", None)
        return Masthead(title, outlet, published)
    own = [moment for name, moment in dated if name == origin.outlet]
    others = [(name, moment) for name, moment in dated if name and name != origin.outlet]
    published = own[0] if own else (dated[0][1] if dated and not others else None)
    reposted_by, reposted_on = others[0] if others else ("", None)
    return Masthead(title, origin.outlet, published, reposted_on, reposted_by, origin)


def _bare(line: str) -> str:
    return LINK.sub(r"\1", line).strip("#*_ ")


def _head(lines: list[str]) -> list[str]:
    found = []
    for line in lines[:HEAD_LINES]:
        bare = _bare(line)
        if _PROSE.match(bare) and not re.search(DATE, bare):
            break
        found.append(bare)
    return found


def _title(lines: list[str]) -> str:
    """Return the first line, if lines of author or date stand under it."""
    if not lines:
        return ""
    first = _bare(lines[0])
    below = [_bare(line) for line in lines[1:5]]
    if (
        len(first.split()) > TITLE_WORDS
        or HEAD.name(first)
        or not any(HEAD.name(line) for line in below)
    ):
        return ""
    return first


def _dated(head: list[str]) -> list[tuple[str, datetime]]:
    """Return the dates of the head with the outlet that stands beside each ("" where none)."""
    found: list[tuple[str, datetime]] = []
    for line in head:
        if not HEAD.name(line):
            continue
        moment = parse_date(line)
        if moment is None:
            continue
        match = _OUTLET_AND_DATE.match(line)
        name = match["outlet"].strip(" ,") if match else ""
        found.append(("" if _LABELLED.match(name) else name, moment))
    return found


def _origin(lines: list[str]) -> Origin | None:
    for line in reversed(lines):
        bare = _bare(line)
        for pattern in _ORIGINS:
            match = pattern.match(bare)
            if match and match["name"].strip().lower() not in _NOBODY:
                return Origin(match["name"].strip(), _address(line), bare)
    return None


def _address(line: str) -> str | None:
    """Return the address of the last link of a line, if it has one that leads anywhere."""
    addresses = [link[2] for link in LINK.finditer(line) if link[2].startswith("http")]
    return addresses[-1] if addresses else None


def _origin_of_dates(dated: list[tuple[str, datetime]]) -> Origin | None:
    """Two outlets with a date each: the earlier one is the origin."""
    named_ones = [entry for entry in dated if entry[0]]
    if len({name for name, _ in named_ones}) < 2:  # noqa: PLR2004
        return None
    name, moment = min(named_ones, key=lambda entry: entry[1])
    return Origin(name, None, f"{name} {moment:%Y-%m-%d}")
