"""Whom a sentence gives for what it says, clause by clause: two bodies may give two figures.

"The ministry said 12 people were killed, while the Observatory put the toll at 20." has two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from summaries.events.figures import Figure, bare_number, figures
from summaries.origins import attribution

_SAID: Final = (
    r"(?:has |have |had )?(?:also )?(?:said|says|say|reported|reports?|put|puts|gave|claim(?:ed|s)?"
    r"|counted|announced|confirmed|documented|spoke|told)\b"
)
_GENERAL: Final = (
    r"state(?:-run)? (?:media|television|tv|news agency)"
    r"|(?:opposition |local |rights |human rights |anti-government )?activists|residents|witnesses"
    r"|rebels|medics|doctors|officials|authorities"
    r"|the (?:\w+ )?(?:ministry|government|army|military|opposition|monitor|monitoring group"
    r"|observatory|coalition|hospital|network)"
)
_FROM_GENERAL: Final = re.compile(
    rf"\b(?P<speaks>{_GENERAL}) {_SAID}|\b(?:according to|quoted by) (?P<cited>{_GENERAL})\b",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"[,;]?\s+(?:while|whereas|but|although)\s+|[,;]\s+(?:and\s+)?")
_ARTICLE: Final = re.compile(r"^the ", re.IGNORECASE)
_SAME: Final = (
    (re.compile(r"observatory|\bsohr\b|\bmonitor", re.IGNORECASE), "observatory"),
    (re.compile(r"\bsana\b|state(?:-run)? (?:media|tel|tv|news)", re.IGNORECASE), "state media"),
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence, the body it is from, and the figures of people in it."""

    text: str
    body: str | None
    figures: tuple[Figure, ...]


def clauses(text: str) -> list[Clause]:
    """Return the parts of a sentence that are from different bodies; of one, it is one part."""
    parts: list[tuple[int, int, str | None]] = []
    at = 0
    for cut in [*(found.span() for found in _BREAK.finditer(text)), (len(text), len(text))]:
        body = _body(text[at : cut[0]])
        start, _, own = parts[-1] if parts else (at, at, None)
        if parts and (body is None or own is None or same_body(body, own)):
            parts[-1] = (start, cut[0], own or body)
        else:
            parts.append((at, cut[0], body))
        at = cut[1]
    if len(parts) == 1:
        return [Clause(text, parts[0][2], figures(text))]
    return _counted([(text[start:end], body) for start, end, body in parts])


def _counted(parts: list[tuple[str, str | None]]) -> list[Clause]:
    """Return parts with their figures: a bare number counts what the part before counts."""
    found: list[Clause] = []
    for said, body in parts:
        own = figures(said)
        if not own and found and len(found[-1].figures) == 1:
            own = bare_number(said, found[-1].figures[0])
        found.append(Clause(said, body, own))
    return found


def same_body(one: str, other: str) -> bool:
    """Tell whether two names are of one body, as far as can be told."""
    return _key(one) == _key(other)


def _body(text: str) -> str | None:
    """Return the body that a part of a sentence gives for what it says."""
    if (name := attribution(text)) is not None:
        return name
    found = _FROM_GENERAL.search(text)
    return _ARTICLE.sub("", found["speaks"] or found["cited"]) if found else None


def _key(name: str) -> str:
    plain = _ARTICLE.sub("", name.casefold())
    return next((key for pattern, key in _SAME if pattern.search(plain)), plain)
