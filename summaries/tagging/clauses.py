"""The clauses of a sentence: which parts stand aside, which tell of earlier years.

A name in the main clause says where the event is; in a relative clause, in a clause before the main
one, or in a list of examples it may be background. Patterns run only where one of their words is
among the cues of the sentence.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from summaries.sentences import has_one_of
from summaries.tagging.cues import Cues

_LEADING_REACH: Final = 3
_LEADING: Final = re.compile(
    r"\W*(?:(?:\w+ ){0,2}after|following|while|although|though|since|as|when|despite|before|amid)"
    r"\s(?!of\b)[^,;—]{3,200}(?=,)",
    re.IGNORECASE,
)
_SPEECH: Final = "(?:said|says|told|reported|announced|added)"
_RELATIVE: Final = re.compile(
    r"[wt](?<!\w.)(?:(?<=w)(?:ho(?:m|se)?|hich|here)|(?<=t)hat(?= (?:was|were|had|has|have) ))"
    rf"\s[^ ,;—–()]*+(?: (?!{_SPEECH}\b)[^ ,;—–()]*+)*+"
)
"""Begins with a letter and not with ``\\b``: so it is tried only where that letter stands."""
_NUMBER: Final = r"(?:\d[\d,-]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens|many|most)"
_EXAMPLE: Final = re.compile(
    r"\b(?:(?:including|such as|especially|particularly|notably|apart from|in addition to)"
    rf" (?:{_NUMBER} (?:\w+ )?)?"
    r"(?:in |the |parts of |those |residents |people |deaths |of |around |near )*"
    r"(?=[A-Z]|(?:al|el)-)"
    r"|(?:especially|particularly|notably|including) in the\b"
    r"|(?:most|many|some|all|half|\d+|one|two|three|four|five|ten|dozens|hundreds) of (?:them|whom"
    r"|those|these)\b)[^;]*"
)
_ARABIC: Final = re.compile(
    r"^(?:و|ف)?(?:بعد|عقب|إثر|رغم|بينما|فيما|منذ)\s[^،]*(?=،)"
    r"|(?<!\w)(?:الذي|التي|الذين|اللذين|كان قد|كانت قد|كانوا قد)\s[^،؛]*"
    r"|(?<!\w)(?:بينهم|بينهن)\s[^،؛]*"
    r"|(?<!\w)و?(?:بينها|من بينها|لا سيما|خصوصا|خاصة|أبرزها|منها|مثل"
    r"|(?:معظمهم|معظمها|غالبيتهم|أغلبهم)(?= (?:في|من) ))\s.*"
)
_YEAR: Final = re.compile(
    r"(?<!\d)(?:1[89]|20|١٩|٢٠)\d\d(?!\d)|(?:year|decade|month)s ago|last year|العام الماضي"
    r"|(?:قبل|منذ) (?:\w+ )?(?:أشهر|شهور|شهرين|سنوات|أعوام|عامين|سنتين)(?!\w)"
)
_GOES_ON: Final = re.compile(r"(?<=\b(?:19|20)\d\d) \w+ed\b")
_YEAR_SIGNS: Final = ("20", "19", "18", " ago", "last year")
_YEAR_SIGNS_AR: Final = ("٢٠", "١٩", "العام الماضي", "قبل ", "منذ ")
_PAST: Final = re.compile(
    r",\s(?:\w+ed|born|held|known|taken|driven|lost|shot)\b[^,]*"
    r"|\b(?:since|like|unlike|than|recalling|similar to|had)\b[^,;]*",
)
_CAUSE: Final = re.compile(
    r"\b(?:(?:in|as|was|were|is)(?: an?)? (?:response|reaction) to"
    r"|(?:retaliation|reprisals?|revenge) for)\b"
    r"([^,;]*)|(?<!\w)(?:ردا|ردًا|رداً) على ([^،؛]*)"
)
"""What something only answers: "a response to the attack on X"."""
_RECORD: Final = re.compile(
    r"\b(?:worst|(?:dead|cost)liest|heaviest|biggest|largest|bloodiest|fiercest|highest|greatest|first"
    r"|most \w+)\b[^,;]*?\bsince\b([^,;]*)"
    r"|(?<!\w)(?:ال)?(?:أعنف|أسوأ|أكبر|أضخم|أوسع|أعلى|أكثر|أول)(?!\w)[^،؛]*?(?<!\w)منذ ([^،؛]*)"
)
"""What is only compared with: "the worst fighting since the battle for X"."""
_COUNTED: Final = re.compile(
    r"(?<!\w)بعد (?:\w+ ){0,3}?(?:يوم|يومين|أيام|أسبوع|أسبوعين|أسابيع|شهر|شهرين|أشهر|عام|عامين"
    r"|سنوات|سنة) (?:من|على) ([^،؛]*(?=[،؛])|\S+(?: [^،؛\s]+){0,3})"
)
"""What a time is counted from: "بعد أسبوع على سقوط X". Without a comma it soon ends."""
_CAUSE_SIGNS: Final = ("respons", "retaliat", "repris", "reveng", "reaction", "ردا", "ردًا")
_DATELINE: Final = re.compile(
    r"[^()]{2,110}\((?:Reuters|AP|AFP|SANA|Xinhua|dpa|UPI|TASS|Sputnik|RIA)[^)]*\)\s*[-–—:]*"
    r"|[A-Z][\w' ]{2,30}(?:, [A-Z]\w+)?,? (?:\(?SANA\)?|\([A-Z][A-Za-z ]+\))\s*[-–—]"
    r"|[A-Z][A-Z' -]{3,25}(?:, [A-Z]\w+)?\s*[-–—]\s"
    r"|[\u0621-\u064a]+(?: [\u0621-\u064a]+)?(?:، [\u0621-\u064a]+(?: [\u0621-\u064a]+)?){0,3}"
    r"\s*(?:\([^)]*\)\s*)?[-–—ـ]\s"
)
_DATELINE_REACH: Final = 130
_DATELINE_ENDS: Final = (" -", "–", "—", " ـ ", ") ")

Spans = tuple[tuple[int, int], ...]


class Clauses(NamedTuple):
    """The parts of a sentence, as character ranges, and where its dateline ends.

    ``background`` tells of earlier years, or of what the event is only compared with.
    """

    asides: Spans = ()
    background: Spans = ()
    dateline: int = 0

    def aside(self, position: int) -> bool:
        """Tell whether a position is in a subordinate clause or a list of examples."""
        return _within(position, self.asides)

    def in_background(self, position: int) -> bool:
        """Tell whether a position is in the background."""
        return _within(position, self.background)


def clauses(sentence: str, cues: Cues, year: int | None, dateline: int = 0) -> Clauses:
    """Return the clauses of a sentence after its dateline; ``year`` is the report's."""
    asides = _asides(sentence, cues)
    told: Spans = ()
    if _may_tell_year(sentence) and _YEAR.search(sentence) is not None:
        past = (match.span() for match in _PAST.finditer(sentence))
        told = tuple(filter(None, (_told_of_past(sentence, *s, year) for s in (*asides, *past))))
    if " since " in sentence or " منذ " in sentence:
        told += tuple(match.span(match.lastindex or 0) for match in _RECORD.finditer(sentence))
    if "بعد " in sentence:
        told += tuple(match.span(1) for match in _COUNTED.finditer(sentence))
    if has_one_of(_CAUSE_SIGNS, sentence):
        told += tuple(match.span(match.lastindex or 0) for match in _CAUSE.finditer(sentence))
    return Clauses(asides, told, dateline)


def dateline_end(sentence: str) -> int:
    """Return where the dateline ends with which a sentence begins, 0 without one."""
    head = sentence[:_DATELINE_REACH]
    if not has_one_of(_DATELINE_ENDS, head):
        return 0
    dateline = _DATELINE.match(sentence)
    return dateline.end() if dateline else 0


def _within(position: int, spans: Spans) -> bool:
    return any(start <= position < end for start, end in spans)


def _asides(sentence: str, cues: Cues) -> Spans:
    words, phrases = cues.words, cues.phrases
    if words and words[0] >= "\u0600":
        return tuple([match.span() for match in _ARABIC.finditer(sentence)])
    found: list[tuple[int, int]] = []
    if "leading" in phrases and not set(words[:_LEADING_REACH]).isdisjoint(phrases["leading"]):
        leading = _LEADING.match(sentence)
        if leading is not None:
            found.append(leading.span())
    if "relative" in phrases:
        found += [match.span() for match in _RELATIVE.finditer(sentence)]
    if "examples" in phrases:
        found += [match.span() for match in _EXAMPLE.finditer(sentence)]
    return tuple(found)


def _may_tell_year(sentence: str) -> bool:
    signs = _YEAR_SIGNS if sentence.isascii() else _YEAR_SIGNS + _YEAR_SIGNS_AR
    for sign in signs:  # noqa: SIM110 - asked of every sentence with a place
        if sign in sentence:
            return True
    return False


def _told_of_past(sentence: str, start: int, end: int, year: int | None) -> tuple[int, int] | None:
    """Return a clause that tells of an earlier year, up to the main verb: "in 2018 staged"."""
    clause = sentence[start:end]
    if all(
        found.isdigit() and year is not None and int(found) >= year
        for found in _YEAR.findall(clause)
    ):
        return None
    goes_on = _GOES_ON.search(clause)
    return start, start + goes_on.start() if goes_on else end
