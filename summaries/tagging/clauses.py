"""The clauses of a sentence: which parts stand aside, which tell of earlier years.

A name in the main clause says where the event is; in a relative clause, in a clause before the main
one, or in a list of examples it may be background. Patterns run only where one of their words is in
the sentence.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from summaries.tagging.cues import Cues
from summaries.tagging.wordlists import word_lists

_LISTS: Final = "discourse.toml"
_LEADING: Final = re.compile(
    r"\W*(?:(?:\w+ ){0,2}after|following|while|although|though|since|as|when|despite|before|amid)"
    r"\s(?!of\b)[^,;—]{3,200}(?=,)",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(
    r"\b(?:who|whom|whose|which|where|that(?= (?:was|were|had|has|have) ))"
    r"\s(?:(?! (?:said|says|told|reported|announced|added)\b)[^,;—–()])*"
)
_NUMBER: Final = r"(?:\d[\d,-]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens|many|most)"
_EXAMPLE: Final = re.compile(
    r"\b(?:(?:including|such as|especially|particularly|notably|apart from|in addition to)"
    rf" (?:{_NUMBER} (?:\w+ )?)?(?:in |the |parts of |those |deaths |around |near )*"
    r"(?=[A-Z]|(?:al|el)-)"
    r"|(?:especially|particularly|notably|including) in the\b"
    r"|(?:most|many|some|all|half|\d+|one|two|three|four|five|ten|dozens|hundreds) of (?:them|whom"
    r"|those|these)\b)[^;]*"
)
_ARABIC: Final = re.compile(
    r"^(?:و|ف)?(?:بعد|عقب|إثر|رغم|بينما|فيما|منذ)\s[^،]*(?=،)"
    r"|(?<!\w)(?:الذي|التي|الذين|اللذين|حيث|كان قد|كانت قد|كانوا قد)\s[^،؛]*"
    r"|(?<!\w)(?:بينهم|بينها|من بينها|لا سيما|خصوصا|خاصة|أبرزها|منها|مثل)\s.*"
)
_YEAR: Final = re.compile(
    r"(?<!\d)(?:1[89]|20|١٩|٢٠)\d\d(?!\d)|(?:year|decade)s ago|last year|العام الماضي"
)
_YEAR_DIGITS: Final = re.compile(r"[12١٢][089٠٨٩]\d\d")
_PAST: Final = re.compile(
    r",\s(?:\w+ed|born|held|known|taken|driven|lost|shot)\b[^,]*"
    r"|\b(?:since|like|unlike|than|recalling|similar to|had)\b[^,;]*",
)
_DATELINE: Final = re.compile(
    r"[^()]{2,110}\((?:Reuters|AP|AFP|SANA|Xinhua|dpa|UPI|TASS|Sputnik|RIA)[^)]*\)\s*[-–—:]*"
    r"|[A-Z][\w' ]{2,30}(?:, [A-Z]\w+)?,? (?:\(?SANA\)?|\([A-Z][A-Za-z ]+\))\s*[-–—]"
    r"|[A-Z][A-Z' -]{3,25}(?:, [A-Z]\w+)?\s*[-–—]\s"
    r"|[\u0621-\u064a]+(?: [\u0621-\u064a]+)?\s*(?:\([^)]*\)\s*)?[-–—]\s"
)
_DATELINE_REACH: Final = 130

Spans = tuple[tuple[int, int], ...]


class Clauses(NamedTuple):
    """The parts of a sentence, as character ranges."""

    asides: Spans
    background: Spans

    def aside(self, position: int) -> bool:
        """Tell whether a position is in a subordinate clause or a list of examples."""
        return within(position, self.asides)

    def in_background(self, position: int) -> bool:
        """Tell whether a position is in a clause on an earlier year."""
        return within(position, self.background)


def clauses(sentence: str, cues: Cues, year: int | None) -> Clauses:
    """Return the clauses of a sentence; ``year`` is the report's."""
    asides = _asides(sentence, cues)
    if not _may_tell_year(sentence) or _YEAR.search(sentence) is None:
        return Clauses(asides, ())
    past = (match.span() for match in _PAST.finditer(sentence))
    told = tuple(span for span in (*asides, *past) if _is_past(sentence[slice(*span)], year))
    return Clauses(asides, told)


def dateline_end(sentence: str) -> int:
    """Return where the dateline ends with which a sentence begins, 0 without one."""
    head = sentence[:_DATELINE_REACH]
    if " -" not in head and "–" not in head and "—" not in head and ") " not in head:
        return 0
    dateline = _DATELINE.match(sentence)
    return dateline.end() if dateline else 0


def within(position: int, spans: Spans) -> bool:
    """Tell whether a position is in one of the ranges."""
    for start, end in spans:  # noqa: SIM110 - asked thrice a name, and a generator is slow
        if start <= position < end:
            return True
    return False


def _asides(sentence: str, cues: Cues) -> Spans:
    words, lists = cues.words, word_lists(_LISTS)
    if words and words[0] >= "\u0600":
        return tuple(match.span() for match in _ARABIC.finditer(sentence))
    found: list[tuple[int, int]] = []
    if not lists["leading"].isdisjoint(words[:3]) and (leading := _LEADING.match(sentence)):
        found.append(leading.span())
    if not lists["relative"].isdisjoint(words):
        found += [match.span() for match in _RELATIVE.finditer(sentence)]
    if not lists["examples"].isdisjoint(words):
        found += [match.span() for match in _EXAMPLE.finditer(sentence)]
    return tuple(found)


def _may_tell_year(sentence: str) -> bool:
    return (
        " ago" in sentence
        or "last year" in sentence
        or "العام الماضي" in sentence
        or _YEAR_DIGITS.search(sentence) is not None
    )


def _is_past(clause: str, year: int | None) -> bool:
    return any(
        not found.isdigit() or year is None or int(found) < year for found in _YEAR.findall(clause)
    )
