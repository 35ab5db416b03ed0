"""English dates of news that name a month, a year or a weekday, resolved at a report's date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from summaries.calendar.arithmetic import (
    OLD_AFTER,
    EventDate,
    Reference,
    day_of,
    latest_month,
    mention,
    month_end,
    months_before,
    nearest,
    next_month,
    number,
    numeric_dates,
    weekday_after,
    weekday_before,
    with_more,
)
from summaries.calendar.relative import RELATIVE_WORDS, relatives
from summaries.calendar.tense import is_future

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_FIGURES: Final = re.compile(r"\d(?:[/.-]\d|(?<=[12])[09]\d\d(?!\d)|(?:st|nd|rd|th)\b)")

_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
    r"(?![a-z])"
)
_MONTH_NAME: Final = re.compile(_MONTH)
_ORDINAL: Final = r"(?:st|nd|rd|th)?"
_DAY: Final = rf"(?:3[01]|[12]\d|0?[1-9]){_ORDINAL}(?![\d%:]|[.,]\d)"
_NAMED_DAY: Final = r"(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]?\s+"
_YEAR: Final = r"(?:19|20)\d\d(?!\d|,\d)"
_UNTIL_DAY: Final = (
    rf"(?:\s?(?:-|–|—|to|and|until|or)\s?(?:3[01]|[12]\d|0?[1-9]){_ORDINAL}(?![\d%:]))?"
)
_MONTH_DAY: Final = re.compile(
    rf"\b(?=[A-Zt0-9])(?:{_NAMED_DAY})?(?:the\s)?(?:"
    rf"(?P<month1>{_MONTH})\s+(?:the\s)?(?P<day1>{_DAY}){_UNTIL_DAY}"
    rf"|(?P<day2>{_DAY}){_UNTIL_DAY}\s+(?:of\s+)?(?P<month2>{_MONTH}))"
    rf"(?:,?\s+(?:of\s)?(?:(?P<year>{_YEAR})|(?P<last>last year)|(?P<this>this year)))?"
)
_COUNTED: Final = (
    r"\s(?:people|civilians|children|soldiers|fighters|troops|militants|rebels|members|others|men"
    r"|women|protesters|bodies|attacks|percent|per cent|million|thousand|hundred|dead|killed"
    r"|families|refugees|detainees|prisoners|terrorists|years|days|months"
)
_COUNTED_AFTER_DAY: Final = re.compile(rf"{_COUNTED})\b")
_COUNTED_AFTER_YEAR: Final = re.compile(
    rf"{_COUNTED}|square|km|kilomet|metres|meters|feet|tons|GMT|UTC|local|hours|pounds|Syrian)"
)
_NAME: Final = re.compile(
    r"(?:(?:Mar(?:ch|\.) (?:8|14)|8 March|14 March)"
    r"\s(?:[Aa]lliance|[Cc]oalition|[Cc]amp|[Bb]loc|[Ff]orces|[Mm]ovement)"
    r"|April 6\s(?:[Yy]outh|[Mm]ovement)"
    r"|Sep(?:tember|t\.?) 11(?:,? 2001)?\s(?:attacks?|attackers|hijack\w+))"
)
"""Dates that have become the name of something."""
_NAMED_NUMBER: Final = re.compile(
    r"(?:[Rr]esolutions?|[Nn]o\.?|[Nn]umber|[Ff]light|[Uu]nit|[Aa]rticle|UNSCR|[Cc]ode)\s$"
)
_MONTH_ONLY: Final = re.compile(
    rf"\b(?:(?P<cue>[Ii]n|[Ss]ince|[Ll]ast|[Ee]arly|[Ll]ate|[Mm]id|[Oo]f|[Uu]ntil|[Bb]y|[Ff]rom"
    rf"|[Dd]uring|[Tt]his|[Nn]ext|[Tt]hrough|throughout|[Bb]etween|[Aa]fter|[Bb]efore|and|to)[\s-]+)?"
    rf"(?P<month>{_MONTH})(?:,?\s+(?:of\s)?(?:(?P<year>{_YEAR})|(?P<lastyear>last year)))?"
)
_REACH_TO_DAY: Final = 40
_UNSURE_CUES: Final = frozenset(("and", "to", "before", "after", "by"))
_WORDS_AS_WELL: Final = frozenset(("May", "March"))
_BARE_YEAR: Final = re.compile(
    r"(?P<year>[12](?<![\w.,$€£#/].)(?:(?<=1)9|(?<=2)0)\d\d(?!\d|,\d))(?:s\b)?"
)
_NTH: Final = re.compile(
    r"\b[Oo]n the (?P<nth>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b(?=[,.;]|\sof (?:the|this) month)"
)
_YEARS_AHEAD: Final = 15

_WEEKDAY: Final = re.compile(
    r"(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?:s(?=\s(?:attack|blast|raid|strike|shelling|clash|killing|meeting|vote|bomb|explosion"
    r"|assault|incident|announcement|death|toll|fighting|violence|statement))|(?P<plural>s))?\b"
    r"(?P<after>\s(?:last week|of last week|next week|last|next|a week ago|Times|Telegraph|Mirror"
    r"|Mail|Express|Herald|Night Live|Review|Supplement|World)\b)?"
)
_BEFORE_WEEKDAY: Final = re.compile(
    r"\b(?P<before>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Pp]ast|[Ee]very|[Ee]ach|[Pp]revious"
    r"|[Tt]he following|[Nn]ext week|[Ll]ast week|Good|Black|Bloody|Palm|Easter|[Oo]n a|[Oo]ne"
    r"|[Tt]he Mail on)\s+$"
)
_REACH_BEFORE: Final = 18
_JOINED: Final = re.compile(r"(?:\s(?:and|or|to|until|through)\s|\s?[-–—/]\s?)(?:on\s)?")
_NO_WEEKDAY: Final = frozenset(
    ("every", "each", "good", "black", "bloody", "palm", "easter", "on a", "one", "the mail on")
)
_PAPERS: Final = frozenset(
    (
        *("Times", "Telegraph", "Mirror", "Mail", "Express", "Herald", "Review", "Supplement"),
        *("World", "Night Live"),
    )
)


_NAMES_MONTH, _NAMES_FIGURE, _NAMES_WEEKDAY, _NAMES_RELATIVE = 1, 2, 4, 8
_ANY_DATE: Final = _NAMES_MONTH | _NAMES_FIGURE | _NAMES_WEEKDAY | _NAMES_RELATIVE


def _words_of_dates() -> dict[str, int]:
    """Return every word without which no date is given, and which kinds of date it may give."""
    kinds = {
        _NAMES_MONTH: (
            *("january", "february", "march", "april", "may", "june", "july", "august"),
            *("september", "october", "november", "december", "sept", *_MONTHS),
        ),
        _NAMES_FIGURE: (
            *map(str, range(1900, 2100)),
            *(f"{n}{end}" for n in range(1, 32) for end in ("st", "nd", "rd", "th")),
        ),
        _NAMES_WEEKDAY: (
            *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        ),
        _NAMES_RELATIVE: RELATIVE_WORDS,
    }
    found: dict[str, int] = {}
    for kind, words in kinds.items():
        for word in words:
            for form in (word, f"{word}s", f"{word}'s", f"{word}'", f"'{word}", f"'{word}'"):
                found[form] = found.get(form, 0) | kind
    return found


_DATE_WORDS: Final = _words_of_dates()
DATE_WORDS: Final = frozenset(_DATE_WORDS)
"""A sentence without one of them, and without a slash, gives no date."""


def mentions(
    sentence: str, reference: Reference, words: Iterable[str] | None = None
) -> list[EventDate]:
    """Return every date that an English sentence gives, in order, resolved.

    ``words`` are those of ``DATE_WORDS`` that the sentence has, where the caller knows: they tell
    which kinds of date need not be looked for.
    """
    kinds = _ANY_DATE if words is None else 0
    for word in words or ():
        kinds |= _DATE_WORDS[word]
    found: list[EventDate] = []
    if kinds & _NAMES_MONTH:
        found = with_more(found, _month_days(sentence, reference))
        found = with_more(found, _months(sentence, reference))
    if (kinds & _NAMES_FIGURE or "/" in sentence) and _FIGURES.search(sentence):
        found = with_more(found, _figures(sentence, reference))
    if kinds & _NAMES_WEEKDAY:
        found = with_more(found, _weekdays(sentence, reference))
    if kinds & _NAMES_RELATIVE and len(lowered := sentence.lower()) == len(sentence):  # not "İ"
        found = with_more(found, relatives(lowered, reference, found))
    return found


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _near_months(pattern: re.Pattern[str], sentence: str, reach: int) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds that begins at most ``reach`` before the name of a month."""
    end = 0
    for name in _MONTH_NAME.finditer(sentence):
        if name.start() >= end:
            match = pattern.search(sentence, max(end, name.start() - reach))
            if match is None:
                return
            end = match.end()
            yield match


def _month_days(sentence: str, reference: Reference) -> Iterator[EventDate]:
    for match in _near_months(_MONTH_DAY, sentence, _REACH_TO_DAY):
        if _NAME.match(sentence, match.start("month1" if match["month1"] else "day2")):
            continue
        if match["month1"] and not match["year"] and _counts_something(sentence, match):
            continue
        found = _month_day(sentence, reference, match)
        if found is not None:
            old = bool(match["year"]) and reference.is_background(found, OLD_AFTER)
            yield mention(match, found, "explicit", background=old)


def _counts_something(sentence: str, match: re.Match[str]) -> bool:
    """Tell "in May 15 people were killed" from "on May 15 people were killed"."""
    before = sentence[: match.start()].rstrip().lower()
    return before.endswith(("in", "since")) and bool(
        _COUNTED_AFTER_DAY.match(sentence, match.end())
    )


def _month_day(sentence: str, reference: Reference, match: re.Match[str]) -> date | None:
    month = _month_number(match["month1"] or match["month2"])
    day = number((match["day1"] or match["day2"]).rstrip("stndrh"))
    report = reference.report
    if match["year"]:
        return day_of(int(match["year"]), month, day)
    if report is None:
        return None
    if match["last"] or match["this"]:
        return day_of(report.year - bool(match["last"]), month, day)
    likely, planned = (nearest(report, month, day, future=future) for future in (False, True))
    return planned if likely != planned and is_future(sentence, *match.span()) else likely


def _months(sentence: str, reference: Reference) -> Iterator[EventDate]:
    for match in _near_months(_MONTH_ONLY, sentence, _REACH_BEFORE):
        if _NAME.match(sentence, match.start("month")):
            continue
        cue = (match["cue"] or "").lower()
        if not match["year"] and (
            not cue or (cue in _UNSURE_CUES and match["month"] in _WORDS_AS_WELL)
        ):
            continue
        last_day = _last_day(sentence, reference.report, match, cue)
        if last_day is not None:
            background = reference.is_background(last_day)
            yield mention(match, last_day, "explicit", background=background, precision="month")


def _last_day(sentence: str, report: date | None, match: re.Match[str], cue: str) -> date | None:
    """Return the last day of the month that is meant, at most the report's own."""
    month = _month_number(match["month"])
    if match["year"]:
        year = int(match["year"])
    elif report is None:
        return None
    elif match["lastyear"]:
        year = report.year - 1
    elif cue == "next" or is_future(sentence, *match.span()):
        year = next_month(report, month)
    else:
        year = latest_month(report, month) - (cue == "last" and month == report.month)
    last_day = month_end(year, month)
    is_current = report is not None and (year, month) == (report.year, report.month)
    return report if is_current else last_day


def _figures(sentence: str, reference: Reference) -> Iterator[EventDate]:
    report = reference.report
    for day, start, end in numeric_dates(sentence, day_first=False):
        old = reference.is_background(day, OLD_AFTER)
        yield EventDate(day, start, end, sentence[start:end], "explicit", old)
    for match in _NTH.finditer(sentence) if report and "n the " in sentence else ():
        nth = _nth(int(match["nth"]), report)
        if nth is not None:
            yield mention(match, nth, "explicit")
    for match in _BARE_YEAR.finditer(sentence):
        year = int(match["year"])
        if _COUNTED_AFTER_YEAR.match(sentence, match.end("year")) or _NAMED_NUMBER.search(
            sentence, max(0, match.start() - 12), match.start()
        ):
            continue
        if report is not None and year > report.year + _YEARS_AHEAD:
            continue
        last_day = report if report is not None and year == report.year else date(year, 12, 31)
        yield mention(match, last_day, "explicit", background=True, precision="year")


def _nth(nth: int, report: date | None) -> date | None:
    """Return the latest such day of a month that is not after the report."""
    if report is None:
        return None
    month = months_before(report, int(nth > report.day))
    return day_of(month.year, month.month, nth)


def _weekdays(sentence: str, reference: Reference) -> Iterator[EventDate]:
    report = reference.report
    last: EventDate | None = None
    for match in _WEEKDAY.finditer(sentence) if report else ():
        word = _BEFORE_WEEKDAY.search(
            sentence[max(0, match.start() - _REACH_BEFORE) : match.start()]
        )
        before = word["before"].lower() if word else ""
        after = (match["after"] or "").strip()
        if before in _NO_WEEKDAY or after in _PAPERS or match["plural"] or report is None:
            continue
        weekday = _WEEKDAYS.index(match["day"][:3].lower())
        if last is not None and _JOINED.fullmatch(sentence, last.end, match.start()):
            day = weekday_after(last.date, weekday)
        else:
            shifted = _week_shifted(report, weekday, before, after) if before or after else None
            day = shifted or _weekday(sentence, match, report, weekday, before)
        start = match.start() - len(word[0]) if word else match.start()
        last = EventDate(day, start, match.end(), sentence[start : match.end()], "weekday")
        yield last


def _weekday(sentence: str, match: re.Match[str], report: date, weekday: int, before: str) -> date:
    """Return the latest such weekday, or the next one if the sentence tells of a plan."""
    if weekday == report.weekday():
        return report
    ahead = is_future(sentence, *match.span("day"))
    if ahead or before in {"coming", "the following"} or (before == "this" and ahead is None):
        return weekday_after(report, weekday)
    return weekday_before(report, weekday)


def _week_shifted(report: date, weekday: int, before: str, after: str) -> date | None:
    """Return the weekday that "last", "next" or the name of a week points to."""
    latest, week = weekday_before(report, weekday), timedelta(7)
    monday = report - timedelta(report.weekday())
    if after in {"last week", "of last week"} or before == "last week":
        return monday - week + timedelta(weekday)
    if after == "next week" or before == "next week":
        return monday + week + timedelta(weekday)
    if after == "a week ago":
        return latest - week
    if before in {"last", "past", "previous"} or after == "last":
        return latest if latest != report else latest - week
    if before == "next" or after == "next":
        return latest + week
    return None
