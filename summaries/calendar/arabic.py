"""Arabic date expressions of news: Levantine and Gregorian month names, weekdays, relatives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from summaries.calendar.arithmetic import (
    OLD_AFTER,
    EventDate,
    Kind,
    Precision,
    Reference,
    before,
    day_of,
    latest_month,
    mention,
    month_end,
    months_before,
    nearest,
    number,
    numeric_dates,
    period,
    some_days,
    weekday_after,
    weekday_before,
    with_more,
)
from summaries.calendar.tense import is_future_arabic

_MONTH_NAMES: Final = (
    r"كانون\s?(?:الثاني|ثاني|٢)|يناير|جانفي",
    r"شباط|فبراير|فيفري",
    r"[آاأ]ذار|مارس",
    r"نيسان|[أاإ]بريل|أفريل",
    r"[أا]يار|مايو|ماي",
    r"حزيران|يوني[وه]|جوان",
    r"تموز|يولي[وه]|جويلية",
    r"[آا]ب|[أا]غسطس|أوت",
    r"[أا]يلول|سبتمبر",
    r"تشرين\s?(?:ال[أا]ول|أول)|[أا]كتوبر",
    r"تشرين\s?(?:الثاني|ثاني)|نوفمبر",
    r"كانون\s?(?:ال[أا]ول|أول)|ديسمبر",
)
_MONTH_OF: Final = tuple(re.compile(names) for names in _MONTH_NAMES)
_WEEKDAY_NAMES: Final = (
    r"ال[إا]ثنين",
    r"الثلاثاء?",
    r"ال[أا]ربعاء?",
    r"الخميس",
    r"الجمعة",
    r"السبت",
    r"ال[أا]حد",
)
_WEEKDAY_OF: Final = tuple(re.compile(names) for names in _WEEKDAY_NAMES)
_FIRST: Final = r"(?<![\u0621-\u064a])[وفبلك]{0,2}"
_LAST: Final = r"(?![\u0621-\u064a])"
_DIGIT: Final = r"[0-9٠-٩]"
_MONTH: Final = "(?:" + "|".join(_MONTH_NAMES) + ")" + _LAST
_YEAR: Final = r"(?:[12٢١]" + _DIGIT + r"{3})(?![0-9٠-٩])"

_CUES: Final = (
    *("ثنين", "ثلاثا", "ربعا", "خميس", "جمعة", "سبت", "احد", "أحد"),
    *("كانون", "يناير", "شباط", "فبراير", "ذار", "مارس", "نيسان", "بريل", "يار", "مايو", "حزيران"),
    *("يوني", "تموز", "يولي", "آب", "اب ", "غسطس", "يلول", "سبتمبر", "تشرين", "كتوبر", "نوفمبر"),
    *("ديسمبر", "جانفي", "فيفري", "أفريل", "جوان", "جويلية", "أوت"),
    *("أمس", "امس", "بارحة", "يوم", "أيام", "ايام", "الليلة", "سبوع", "شهر", "عام", "سنة", "هذا "),
    *("قبل", "منذ"),
)


def has_cue(sentence: str) -> bool:
    """Tell whether a sentence may give an Arabic date."""
    return any(cue in sentence for cue in _CUES) or _FIGURES.search(sentence) is not None


_FIGURES: Final = re.compile(r"[0-9٠-٩](?:[/.-][0-9٠-٩]|(?<=[12٢١])[0-9٠-٩]{3})")
_MONTH_DAY: Final = re.compile(
    rf"(?<![0-9٠-٩:/.])(?P<day>{_DIGIT}{{1,2}})(?:\s?[-–و]\s?{_DIGIT}{{1,2}})?\s*(?:من\s+)?(?:شهر\s+)?"
    rf"(?P<month>{_MONTH})(?:\s?[/(]\s?{_MONTH}\)?)?"
    rf"(?:\s*[،,]?\s*(?:من\s)?(?:(?:عام|سنة|العام)\s)?(?:(?P<year>{_YEAR})"
    rf"|(?P<last>(?:العام|السنة)\s(?:الماضية?|الفائتة?|المنصرمة?))))?"
)
_ISSUED: Final = re.compile(
    r"(?:الصادر|المؤرخ|الموقع|المبرم|المعلن|الذي صدر|التي صدرت)[ةه]? (?:في |بتاريخ |يوم )*$"
)
"""Before the day of what there is already: "القرار الصادر في 23 كانون الأول"."""
_THIS_MONTH: Final = re.compile(
    rf"(?<![0-9٠-٩])(?P<day>{_DIGIT}{{1,2}})\s+(?:من\s+)?(?:هذا\s+)?(?:ال)?شهر\s*"
    rf"(?P<which>الجاري|الحالي|الماضي|الفائت|المنصرم|نفسه|ذاته|عينه)?"
)
_MONTH_ONLY: Final = re.compile(
    rf"(?<![\u0621-\u064a])(?:(?:في|منذ|خلال|شهر|أواخر|أوائل|مطلع|منتصف|نهاية|بداية|حتى|من)\s+)+"
    rf"[وبل]?(?P<month>{_MONTH})(?:\s?[/(]\s?{_MONTH}\)?)?"
    rf"(?:\s*(?:من\s)?(?:(?:(?:عام|سنة|العام)\s)?(?P<year>{_YEAR})"
    rf"|(?P<lastyear>(?:العام|السنة)\s(?:الماضية?|الفائتة?|المنصرمة?))"
    rf"|(?:الماضية?|الفائتة?|المنصرمة?)))?"
)
_BARE_YEAR: Final = re.compile(
    rf"(?<![\u0621-\u064a])(?:[وبل]?(?:عام|العام|سنة|عامي)|[وف]?في|منذ|أواخر|مطلع|منتصف)\s+"
    rf"(?P<year>{_YEAR})"
)
_WEEKDAY: Final = re.compile(
    rf"{_FIRST}(?:(?:يوم|نهار|مساء|صباح|فجر|ليل|ليلة|ظهر|عصر)\s)?"
    rf"(?P<day>{'|'.join(_WEEKDAY_NAMES)}){_LAST}(?:\s?[-–/]\s?(?:{'|'.join(_WEEKDAY_NAMES)}))?"
    rf"(?:\s(?P<after>الماضي|الفائت|المنصرم|المقبل|القادم)ة?{_LAST})?"
)
_RELATIVE: Final = re.compile(
    rf"{_FIRST}(?:"
    rf"(?P<two>[أا]ول\s(?:من\s)?[أا]مس|[أا]مس\sال[أا]ول)"
    rf"|(?P<same>(?:في\s)?(?:اليوم\s(?:نفسه|ذاته)|نفس\sاليوم|ذات\sاليوم))"
    rf"|(?P<next>(?:في\s)?اليوم\sالتالي)|(?P<before>(?:في\s)?اليوم\sالسابق|قبل\sيوم(?:\sواحد)?|قبلها\sبيوم)"
    rf"|(?P<one>(?:ال)?[أا]مس|البارحة|الليلة\sالماضية)"
    rf"|(?P<zero>(?<!روسيا\s)(?<!المصري\s)(?<!ليبيا\s)(?<!العراق\s)(?<!في\s)اليوم|هذا\s(?:الصباح|المساء|اليوم)|الليلة)"
    rf"|(?P<few_ago>قبل\s(?:بضعة\s|عدة\s)?[أا]يام(?!\sمن))"
    rf"|(?P<days>منذ\s(?:بضعة\s|عدة\s)?[أا]يام|(?:خلال|في)\sال[أا]يام(?:\sالقليلة)?\s(?:الماضية|ال[أا]خيرة|الفائتة|القليلة))"
    rf"|(?:قبل|منذ)\s(?:نحو\s|حوالي\s)?(?P<ago>(?P<dual>يومين|[أا]سبوعين|شهرين|عامين|سنتين)"
    rf"|(?P<single>[أا]سبوع|شهر|عام|سنة)(?:\sواحد)?"
    rf"|(?P<n>{_DIGIT}{{1,3}}|[\u0621-\u064a]+)\s(?P<unit>[أا]يام|يوم[اً]*|[أا]سابيع|[أا]سبوع[اً]*|[أا]شهر|شهر[اً]*|[أا]عوام|سنوات|عام[اً]*|سنة))"
    rf"|(?P<period>(?:هذا\s(?P<this>ال[أا]سبوع|الشهر|العام)|(?P<noun>ال[أا]سبوع|الشهر|العام|السنة)\s"
    rf"(?P<which>الماضي|الفائت|المنصرم|الجاري|الحالي|المقبل|القادم)ة?))"
    rf"){_LAST}"
)
_NUMBERS: Final = {
    "ثلاثة": 3, "ثلاث": 3, "أربعة": 4, "أربع": 4, "اربعة": 4, "خمسة": 5, "خمس": 5, "ستة": 6,
    "ست": 6, "سبعة": 7, "سبع": 7, "ثمانية": 8, "ثماني": 8, "تسعة": 9, "تسع": 9, "عشرة": 10,
    "عشر": 10,
}  # fmt: skip
_UNITS: Final[tuple[tuple[str, Precision], ...]] = (
    *(("يوم", "day"), ("يام", "day"), ("سبوع", "week"), ("سابيع", "week"), ("شهر", "month")),
)
"""What the words for a unit have in common, but for those of a year."""
_SAME_WORDS: Final = frozenset(("نفسه", "ذاته", "عينه"))
_ANY_MONTH: Final = re.compile(_FIRST + "(?P<month>" + _MONTH + ")")
_LAST_WORDS: Final = frozenset(("الماضي", "الفائت", "المنصرم"))
_NEXT_WORDS: Final = frozenset(("المقبل", "القادم"))


def mentions(sentence: str, reference: Reference) -> list[EventDate]:
    """Return every date that an Arabic sentence gives, in order, resolved."""
    found: list[EventDate] = []
    for reader in (_month_days, _months, _figures, _weekdays, _relatives):
        found = with_more(found, reader(sentence, reference))
    return found


def _index(patterns: tuple[re.Pattern[str], ...], name: str) -> int:
    return next(index for index, pattern in enumerate(patterns) if pattern.match(name))


def _month_days(sentence: str, reference: Reference) -> Iterator[EventDate]:
    report = reference.report
    for match in _MONTH_DAY.finditer(sentence):
        month, day = _index(_MONTH_OF, match["month"]) + 1, number(match["day"])
        if match["year"]:
            found = day_of(number(match["year"]), month, day)
        elif report is None:
            found = None
        elif match["last"]:
            found = day_of(report.year - 1, month, day)
        else:
            future = is_future_arabic(sentence, match.start()) or None
            found = nearest(report, month, day, future=future)
            if found and found > report and _ISSUED.search(sentence, 0, match.start()):
                found = day_of(found.year - 1, month, day)
        if found is not None:
            background = bool(match["year"]) and reference.is_background(found, OLD_AFTER)
            yield mention(match, found, "explicit", background=background)
    if report is not None:
        yield from _days_of_month(sentence, reference, report)


def _days_of_month(sentence: str, reference: Reference, report: date) -> Iterator[EventDate]:
    for match in _THIS_MONTH.finditer(sentence):
        month: date | None = months_before(report, int(match["which"] in _LAST_WORDS))
        if match["which"] in _SAME_WORDS:
            month = _month_told(sentence[: match.start()], reference, report)
        found = month and day_of(month.year, month.month, number(match["day"]))
        if found is not None:
            yield mention(match, found, "explicit")


def _month_told(before: str, reference: Reference, report: date) -> date | None:
    """Return a day of the month that "the same month" means: named before it, or told before."""
    named = [match["month"] for match in _ANY_MONTH.finditer(before)]
    if not named:
        return reference.previous
    month = _index(_MONTH_OF, named[-1]) + 1
    return date(latest_month(report, month), month, 1)


def _months(sentence: str, reference: Reference) -> Iterator[EventDate]:
    report = reference.report
    for match in _MONTH_ONLY.finditer(sentence):
        month = _index(_MONTH_OF, match["month"]) + 1
        if match["year"]:
            year = number(match["year"])
        elif report is None:
            continue
        elif match["lastyear"]:
            year = report.year - 1
        else:
            year = latest_month(report, month)
        last_day = month_end(year, month)
        if report is not None and (year, month) == (report.year, report.month):
            last_day = report
        background = reference.is_background(last_day)
        yield mention(match, last_day, "explicit", background=background, precision="month")


def _figures(sentence: str, reference: Reference) -> Iterator[EventDate]:
    for day, start, end in numeric_dates(sentence, day_first=True):
        background = reference.is_background(day, OLD_AFTER)
        yield EventDate(day, start, end, sentence[start:end], "explicit", background)
    for match in _BARE_YEAR.finditer(sentence):
        last_day = date(number(match["year"]), 12, 31)
        if reference.report is not None and last_day.year == reference.report.year:
            last_day = reference.report
        yield mention(match, last_day, "explicit", background=True, precision="year")


def _weekdays(sentence: str, reference: Reference) -> Iterator[EventDate]:
    report = reference.report
    if report is None:
        return
    for match in _WEEKDAY.finditer(sentence):
        weekday = _index(_WEEKDAY_OF, match["day"])
        latest = weekday_before(report, weekday)
        if match["after"] in _LAST_WORDS and latest == report:
            latest -= timedelta(7)
        elif match["after"] in _NEXT_WORDS:
            latest += timedelta(7)
        elif not match["after"] and is_future_arabic(sentence, match.start()):
            latest = weekday_after(report, weekday)
        yield mention(match, latest, "weekday")


def _relatives(sentence: str, reference: Reference) -> Iterator[EventDate]:
    report = reference.report
    if report is None:
        return
    for match in _RELATIVE.finditer(sentence):
        if match["few_ago"] or match["days"]:
            yield some_days(match, report)
        elif match["ago"]:
            ago = _ago(match)
            if ago is not None:
                day = before(report, *ago)
                background = reference.is_background(day)
                yield mention(match, day, "relative", background=background, precision=ago[1])
        elif match["period"]:
            yield _period(match, report)
        else:
            yield _day(match, reference, report)


def _day(match: re.Match[str], reference: Reference, report: date) -> EventDate:
    for group, shift in (("same", 0), ("next", 1), ("before", -1)):
        if match[group]:
            kind: Kind = "continued" if reference.previous else "relative"
            return mention(match, (reference.previous or report) + timedelta(shift), kind)
    shift = -2 if match["two"] else -1 if match["one"] else 0
    return mention(match, report + timedelta(shift), "relative")


def _ago(match: re.Match[str]) -> tuple[int, Precision] | None:
    """Return how many days, weeks, months or years ago something was."""
    if match["dual"]:
        count, unit = 2, match["dual"]
    elif match["single"]:
        count, unit = 1, match["single"]
    else:
        digits, unit = match["n"], match["unit"]
        counted = number(digits) if digits.isdigit() else _NUMBERS.get(digits)
        if counted is None:
            return None
        count = counted
    return count, _unit(unit)


def _unit(word: str) -> Precision:
    """Return which unit a word is a form of."""
    return next((unit for form, unit in _UNITS if form in word), "year")


def _period(match: re.Match[str], report: date) -> EventDate:
    unit, which = match["this"] or match["noun"], match["which"] or ""
    step = -1 if which in _LAST_WORDS else 1 if which in _NEXT_WORDS else 0
    return period(match, report, _unit(unit), step)
