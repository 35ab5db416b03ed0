"""What stands in one line with the report's beginning: dates, by-lines, headlines, datelines.

Pages lose their line breaks on the way to a collector. Each pattern of ``_HEADS`` may be followed
by another; a dateline ("DAMASCUS, Jan 30 (SANA) -") ends them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, islice
from typing import Final, NamedTuple

from summaries.pages.press import AGENCIES, AGENCIES_AR, CLOCK, DATE, DATED
from summaries.sentences import WORD, each_sentence, words
from summaries.types import Span

_NAME: Final = r"[A-Z][\w’'-]+(?:\s(?:al-)?[A-Z][\w’'.-]+){1,2}"
_PLACE: Final = r"[A-Z][\w’'.-]+(?:[ /][A-Z][\w’'.-]+){0,3}"
_BUREAUS: Final = (
    r"(?:BEIRUT|AMMAN|DAMASCUS|ALEPPO|HOMS|HAMA|IDLIB|DERAA|DARAA|RAQQA|HASAKAH|HASAKA|QAMISHLI"
    r"|LATAKIA|LATTAKIA|TARTOUS|SWEIDA|SUWAYDA|PALMYRA|KOBANI|AFRIN|DEIR EZ-?ZOR|MOSCOW|ANKARA"
    r"|ISTANBUL|GENEVA|WASHINGTON|NEW YORK|LONDON|PARIS|BERLIN|CAIRO|BAGHDAD|ERBIL|JERUSALEM"
    r"|TEHRAN|RIYADH|DOHA|DUBAI|ASTANA|BRUSSELS|UNITED NATIONS)"
)
_HEADS: Final = (
    # heading, agency and date: "Mortar fire kills 12 AFP Tuesday 29 Apr 2014"
    (
        "",
        re.compile(rf"[^\n]{{10,250}}?\s(?=[A-Z]){AGENCIES}\s{DATE}(?:\s{CLOCK})?\s+(?=[A-Z“\"])"),
    ),
    # heading and date: "Annan briefs UN 16 March 2012 Last updated at 14:51 GMT Help"
    (
        " Last updated at ",
        re.compile(rf"[^\n]{{5,200}}?\s{DATE} Last updated at {CLOCK}(?: Help)?\s+"),
    ),
    # a date, as in "Posted on July 20 2016 by Asharq Al-Awsat"
    (
        "",
        re.compile(
            rf"{DATED}(?: by {AGENCIES})?(?:\(updated [^)]*\))?"
            r"(?:\sHelp)?[.,:|–—-]*\s+"
            rf"(?=[\"“‘'(]?(?-i:[A-Z0-9\u0621-\u064a]))",
            re.IGNORECASE,
        ),
    ),
    # everything up to a page's button: "Sputnik Middle East 1449 09.04.2017Get short URL 1285"
    (
        "Get short URL",
        re.compile(r"[^\n]{0,300}?Get short URL(?: Topic [^(]{5,80}\(\d+\))?[\s\d]*"),
    ),
    # time of day, buttons: "Last updated at 12:41 GMT Help", "Print Tweet Views 1662"
    ("Last updated at ", re.compile(rf"Last updated at {CLOCK}(?: Help)?\s+")),
    ("", re.compile(r"(?:(?:Print|Tweet|Share|Email|Views \d+|Advertisement)\s+)+(?=[A-Z])")),
    # a notice in capitals: "ROUGH CUT (NO REPORTER NARRATION)"
    ("", re.compile(r"(?:[A-Z(][A-Z.'()-]+\s){4,}(?=[A-Z][a-z]|A\s)")),
    # by-line: "By Jonathan Marcus BBC Diplomatic Correspondent, in Tunis"
    (
        "",
        re.compile(
            rf"[Bb]y {_NAME}(?:,? and {_NAME})?,?\s(?:BBC\s)?"
            rf"(?:[\w ]{{0,30}}?(?:[Cc]orrespondent|editor|analyst|affairs)(?:, BBC(?: News)?)?"
            rf"|BBC News|News|Reuters)(?:,? (?:in )?(?:[a-z]+ )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
            rf"\s(?=[A-Z“])"
        ),
    ),
)
"""Patterns, each with a phrase without which it cannot match."""
_DATELINES: Final = (
    # DAMASCUS, Jan 30 (SANA) –    SANAA/CAIRO (Reuters) -    (Reuters) -
    re.compile(
        rf"(?:[A-Z][\w’'.\\/-]*(?:[ ,/]+[A-Z][\w’'.\\/-]*){{0,6}},?\s)?"
        rf"(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}},?\s)?\((?:{AGENCIES}|{AGENCIES_AR})\)[”\"]?"
        rf"\s?(?:[-–—:]+|\|)\s*"
    ),
    # Damascus, SANA –    Aleppo, SANA_    Aleppo SANA-    SANA –
    re.compile(
        rf"(?:{_PLACE}(?:, {_PLACE})?,?\s?)?[-–—/|,]?\s?(?:{DATE}\s?)?{AGENCIES}"
        rf"\s?[-–—_|]+\s*(?=[A-Z“\"\d])"
    ),
    # Beirut - Asharq Al-Awsat
    re.compile(rf"{_PLACE}\s?[-–—/|]\s?{AGENCIES}\s+(?=[A-Z“\"])"),
    # AMMAN, Jordan —    LONDON --    QAMISHLI, Syria, Jan. 30 -
    re.compile(
        rf"(?:{_BUREAUS}|[A-Z][A-Z’' .-]{{2,30}}(?=, ))(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
        r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?\s[-–—]+\s"
    ),
    # (Beirut) –    (BEIRUT) -
    re.compile(r"\([A-Z][\w, .’'-]{2,40}\)\s[-–—]\s"),
    # BEIRUT A Russian air strike
    re.compile(rf"{_BUREAUS}\s(?=[A-Z][a-z]|A\s)"),
    # عنب بلدي – دمشق:    دمشق (أ ف ب) -
    re.compile(
        rf"(?:[\u0621-\u064a]+(?: [\u0621-\u064a]+){{0,2}}\s?[-–—/|،(]\s?)?{AGENCIES_AR}\)?"
        rf"\s?[-–—/|]\s*(?:[\u0621-\u064a]+(?:\s[\u0621-\u064a]+)?\s?[-–—:|]\s)?"
    ),
    # دمشق-سانا    حمص-سانا:    درعا – (سانا)
    re.compile(rf"[\u0621-\u064a]+(?: [\u0621-\u064a]+)?\s?[-–—/|]\s?\(?{AGENCIES_AR}\)?\s?:?\s+"),
)
_WEB_DATELINES: Final = (
    re.compile(r":(?:(?<=\d{4} \d:)|(?<=\d{4} \d\d:))\d\d ?[ap]m [A-Z]{3,4}\s+"),
    re.compile(rf"\({AGENCIES}\)[”\"]?\s?[-–—]+\s+"),
)
_BEFORE_AGENCY: Final = re.compile(r"[A-Z]{3,}(?:[ ,.'’\\/-]+[\w.]+){0,7}\s$")
_WEB_REACH: Final = 1_500
_AGENCY_REACH: Final = 700
_TITLE_REACH: Final = 250
_AFTER_TITLE: Final = re.compile(r"[^\w\"“‘(]*")
_HEADING_REACH: Final = 700
_HEADING_WORDS: Final = 18
_SHORTEST_HEADING: Final = 4
_NAMES: Final = 6
_ENDS: Final = re.compile(r"[.!?؟…][\"'”’»)\]]*$")
_TOLD: Final = re.compile(
    r"\b(?:said|told|reported|according|announced|confirmed|killed \d|(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day|yesterday)\b"
)


def end_of_web_dateline(text: str) -> int:
    """Return where the report begins on a page that glues headlines, captions and datelines.

    "Full Article Syria unrest AMMAN | Fri Jun 10, 2011 11:51 pm IST AMMAN (Reuters) - Troops ...":
    everything before the last of such marks near the top is the page's. 0 where there is none.
    """
    end = 0
    found = (pattern.finditer(text, 0, _WEB_REACH) for pattern in _WEB_DATELINES)
    for match in sorted(chain(*found), key=lambda mark: mark.start()):
        if match[0].startswith("("):
            if match.start() > end + _AGENCY_REACH:
                break
            before = text[max(0, match.start() - 80) : match.start()]
            if match.start() > 0 and not _BEFORE_AGENCY.search(before) and match.start() != end:
                continue
        end = match.end()
    return end


def end_of_dateline(text: str, start: int, end: int, title: str) -> int:
    """Return where the report begins in the paragraph ``[start, end)``: ``start`` as a rule."""
    at, before = start, -1
    paragraph = text[start:end]
    heads = [pattern for phrase, pattern in _HEADS if phrase in paragraph]
    while before < at < end:
        before = at
        for pattern in heads:
            match = pattern.match(text, at, end)
            at = match.end() if match else at
        at = max(at, _end_of_title(text, at, end, title)) if title else at
    at = _end_of_heading(text, at, end)
    found = (pattern.match(text, at, end) for pattern in _DATELINES)
    at = next((match.end() for match in found if match), at)
    return at if at < end else start


def folded(text: str) -> list[str]:
    """Return the words of a line for comparison with a title."""
    return [word.lower() for word in words(text)]


class _Title(NamedTuple):
    """A title's words for comparison, where the last one ends, and what may stand behind it.

    Where a text goes on after the title with one of ``stops``, its words end where the title's do.
    """

    words: tuple[str, ...]
    end: int
    stops: tuple[str, ...]


@lru_cache(maxsize=64)
def _title(title: str) -> _Title:
    found = list(WORD.finditer(title))
    end = found[-1].end() if found else 0
    is_dotted = bool(found) and "." in found[-1][0]  # "U.S" would go on in "U.S. "
    stops = (" ", "\n") if is_dotted else (" ", "\n", ". ")
    return _Title(tuple(word[0].lower() for word in found), end, stops)


def _end_of_title(text: str, start: int, end: int, title: str) -> int:
    """Return where the title ends that the text repeats near ``start``, else ``start``."""
    wanted, length, stops = _title(title)
    if not wanted:
        return start
    if text.startswith(title, start) and text.startswith(stops, start + len(title), end):
        return _past_signs(text, start + length, end)
    reach = min(end, start + _TITLE_REACH + 2 * len(title))
    lowered = text[start:reach].lower()
    if not all(map(lowered.__contains__, wanted)):
        return start
    near = folded(text[start:reach])
    count = len(wanted)
    for number, word in enumerate(near):
        if word == wanted[0] and tuple(near[number : number + count]) == wanted:
            found = list(islice(WORD.finditer(text, start, reach), number + count))
            is_near = found[number].start() <= start + _TITLE_REACH
            return _past_signs(text, found[-1].end(), end) if is_near else start
    return start


def _past_signs(text: str, at: int, end: int) -> int:
    """Return where the first word or quotation after ``at`` begins."""
    signs = _AFTER_TITLE.match(text, at, end)
    return signs.end() if signs else at


def _end_of_heading(text: str, start: int, end: int) -> int:
    """Return where headings and captions end that lost their line break, else ``start``."""
    at = start
    for part in each_sentence(text, Span(start, min(end, start + _HEADING_REACH))):
        at = part.start
        if not _is_heading(part.of(text)):
            break
    return at


def _is_heading(part: str) -> bool:
    """Tell a headline or the names of authors from a first sentence without its full stop."""
    tokens = part.split()
    if _ENDS.search(part):
        return 1 < len(tokens) <= _NAMES and all(
            word[0].isupper() for word in tokens if word != "."
        )
    return _SHORTEST_HEADING <= len(tokens) <= _HEADING_WORDS and _TOLD.search(part) is None
