"""English dates of news that count from the report or from a date before: "a day earlier".

Patterns are matched against the lower-cased sentence, and only where a cue of theirs occurs in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from summaries.calendar.arithmetic import (
    EventDate,
    Kind,
    Precision,
    Reference,
    before,
    mention,
    period,
    some_days,
)
from summaries.sentences import has_one_of

_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "couple": 2,
}  # fmt: skip
RELATIVE_WORDS: Final = (
    *("yesterday", "today", "tonight", "overnight", "tomorrow", "morning", "afternoon", "evening"),
    *("night", "hours", "day", "days", "week", "weeks", "weekend", "month", "year", "ago"),
)
"""A sentence without one of them gives no relative date."""
_COUNT: Final = r"(?P<n>\d{1,3}|" + "|".join(_NUMBERS) + r")(?:\sof)?"

_DAYS: Final = (
    ("yesterday", re.compile(r"(?:the day before )(?P<two>yesterday)\b|yesterday\b"), -1),
    ("today", re.compile(r"(?<!usa )(?<!russia )(?<!india )(?<!turkey )\btoday\b"), 0),
    ("night", re.compile(r"tonight\b|overnight\b"), 0),
    ("last ", re.compile(r"last (?:night|evening)\b"), -1),
    ("this ", re.compile(r"this (?:morning|afternoon|evening)\b"), 0),
    ("24 hours", re.compile(r"(?:past|last|previous) 24 hours\b"), 0),
    ("tomorrow", re.compile(r"tomorrow\b"), 1),
)
"""Cue, pattern and days from the report's date."""

_AGO: Final = re.compile(
    rf"\b(?:(?:about|some|nearly|almost|around|over|more than|less than|just|a)\s)?{_COUNT}\s"
    r"(?P<unit>day|week|fortnight|month|year|decade)s?\sago\b"
)
_SOME_DAYS: Final = re.compile(
    r"(?P<few_ago>\b(?:a few|several|some) days ago\b|^days ago\b)|\brecent days\b"
    r"|\bthe (?:past|last) (?:few |several )?days\b"
)
_PERIOD: Final = re.compile(
    r"\b(?P<which>last|this|(?<!the )next|earlier this|later this|the past)\s"
    r"(?P<unit>week|weekend|month|year)\b(?!\s(?:of|long)\b)"
)
_UNITS: Final[dict[str, tuple[int, Precision]]] = {
    "day": (1, "day"), "week": (1, "week"), "weekend": (1, "week"), "fortnight": (2, "week"),
    "month": (1, "month"), "year": (1, "year"), "decade": (10, "year"),
}  # fmt: skip
_LONG_UNITS: Final = ("week", "month", "year")
_PERIODS: Final = ("last", "this", "next", "past")
_SHIFT: Final = re.compile(
    rf"\b{_COUNT}\s(?P<unit>day|week)s?\s"
    r"(?P<way>earlier\b|later\b|afterwards?\b|(?:before|after)(?=\s*(?:[,.;)”\"]|$)))"
)
_WAYS: Final = ("earlier", "later", "after", "before")
_NAMED_SHIFT: Final = re.compile(
    r"\b(?:(?:the|that)\s(?:very\s)?(?P<named>previous|next|following|same)\sday"
    r"|the\sday\s(?P<after>before|after)(?=\s*(?:[,.;)”\"]|$)))\b"
)
_NAMED: Final = {"previous": -1, "before": -1, "same": 0, "next": 1, "following": 1, "after": 1}


def relatives(
    lowered: str, reference: Reference, dated: Sequence[EventDate]
) -> Iterator[EventDate]:
    """Yield the relative dates of a sentence in lower case; ``dated`` are its other dates."""
    if reference.report is None:
        return
    yield from _days(lowered, reference.report)
    if " ago" in lowered:
        yield from _ago(lowered, reference)
    if "days" in lowered:
        yield from (some_days(match, reference.report) for match in _SOME_DAYS.finditer(lowered))
    if has_one_of(_LONG_UNITS, lowered) and has_one_of(_PERIODS, lowered):
        yield from (_period(match, reference.report) for match in _PERIOD.finditer(lowered))
    if " day" in lowered or "week" in lowered:
        yield from _shifts(lowered, reference, dated)


def _days(lowered: str, report: date) -> Iterator[EventDate]:
    for cue, pattern, shift in _DAYS:
        if cue in lowered:
            for match in pattern.finditer(lowered):
                days = -2 if match.lastgroup == "two" else shift
                yield mention(match, report + timedelta(days), "relative")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text]


def _ago(lowered: str, reference: Reference) -> Iterator[EventDate]:
    for match in _AGO.finditer(lowered):
        if reference.report is not None:
            many, unit = _UNITS[match["unit"]]
            day = before(reference.report, _number(match["n"]) * many, unit)
            background = reference.is_background(day)
            yield mention(match, day, "relative", background=background, precision=unit)


def _period(match: re.Match[str], report: date) -> EventDate:
    step = {"last": -1, "next": 1}.get(match["which"], 0)
    return period(match, report, _UNITS[match["unit"]][1], step)


def _shifts(lowered: str, reference: Reference, dated: Sequence[EventDate]) -> Iterator[EventDate]:
    for match in _SHIFT.finditer(lowered) if has_one_of(_WAYS, lowered) else ():
        days = _number(match["n"]) * (7 if match["unit"] == "week" else 1)
        back = match["way"] in {"earlier", "before"}
        yield from _shifted(match, -days if back else days, reference, dated)
    for match in _NAMED_SHIFT.finditer(lowered) if "day" in lowered else ():
        yield from _shifted(match, _NAMED[match["named"] or match["after"]], reference, dated)


def _shifted(
    match: re.Match[str], days: int, reference: Reference, dated: Sequence[EventDate]
) -> Iterator[EventDate]:
    """Count from the date before it in the sentence, else in the sentence before, else today."""
    before = bisect_right(dated, match.start(), key=lambda other: other.end)
    nearest = dated[before - 1] if before and dated[before - 1].is_day else None
    kind: Kind = "continued" if nearest or reference.previous else "relative"
    anchor = nearest.date if nearest else reference.previous
    if anchor is None and days <= 0:
        anchor = reference.report
    if anchor is not None:
        yield mention(match, anchor + timedelta(days), kind)
