"""What of a received page is not the report: its head, its tail, and what stands between.

The rules stand in ``pages.rules`` and ``pages.edges``; this module says where on a page each kind
holds. It works by line, because collectors deliver pages as lines, and by sentence where a line
glues things together. When in doubt a line is kept: a lost sentence of a report is worse than a
line too many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

from summaries.pages.datelines import end_of_dateline, end_of_web_dateline, folded
from summaries.pages.edges import HEAD, OPENS_LINKS, OPENS_TAIL, TAIL
from summaries.pages.masthead import HEAD_LINES, LINK, TITLE_WORDS, Masthead, masthead
from summaries.pages.press import AGENCIES
from summaries.pages.rules import ANYWHERE, Rule
from summaries.sentences import each_sentence, paragraphs, sentences
from summaries.types import Span

__all__ = ["Masthead", "body", "furniture", "masthead"]

_HEAD_PROSE: Final = 1
_PROSE_WORDS: Final = 9
_LONG_WORDS: Final = 20
_TITLES: Final = 2
_SENTENCE_END: Final = re.compile(r"[.!?؟…:][\"'”’»)\]]*$")
_MARKUP: Final = "#>*_ \t"
_NAME_WORDS: Final = 4
_LONGEST_HEADING: Final = 60
_SHARE_OF_LINKS: Final = 0.12
_TAIL_REACH: Final = 1_000
_NEAR_TAIL: Final = 400
"""Characters of the last line that are read for its last sentences; most end with the report."""
_MAX_LINE: Final = 900
"""Characters; no line of furniture is longer, unless it opens the tail."""
_MANY_LINES: Final = 4
"""With so many lines it is quicker to ask first which rules can hold on the page at all."""

_MARK_AT_END: Final = re.compile(
    rf"(?:\s+|(?<=[.”\"]))(?:[-–—/]+\s?{AGENCIES}|[\[(]{AGENCIES}(?:\s?[/,]\s?{AGENCIES})*[\])])\.?$"
)
_TAGS: Final = re.compile(r"Tags [^\n]*[^.!?\"”]$")
_TAGS_REACH: Final = 1_000
_BULLET: Final = re.compile(r"[•●▪■◆►➤‣*–—-]\s+(?=\S)")
_SIGNED: Final = (
    r"(?:(?:With )?(?:[Aa]dditional |Further )?"
    r"(?:[Rr]eporting|Writing|Editing|Compiled|Created|Edited|Translated)"
    r"(?: and (?:[Aa]dditional )?(?:[Ww]riting|[Ee]diting|[Rr]eporting))? (?:by|from)"
    r"|Additional reporting)\b"
)
_SIGN_OFFS: Final = (re.compile(rf"\({_SIGNED}"), re.compile(rf"\[{_SIGNED}"))
"""One pattern for each bracket: one that begins with a single character is found faster."""
_COMMENT_STAMP: Final = re.compile(r" - (?<=\d{4} - )\d{1,2}:\d\d\b")
_STAMPED_DAY: Final = re.compile(r"\b\d{1,2}(?:st|nd|rd|th) [A-Z][a-z]+ \d{4}$")
_STAMP_REACH: Final = 24


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its place, its words without links, the rule that it answers."""

    span: Span
    words: str
    rule: str
    is_prose: bool


def furniture(text: str, title: str = "") -> list[Span]:
    """Return every part of a received page that is not the body of the report, in order.

    The spans are disjoint and hold no blank at either end. Between them and ``body`` stands every
    character that is not blank. ``title`` is the article's title where the collector knows it: its
    repetition on the page is furniture too. A page of nothing but furniture is left as it is.
    """
    spans = paragraphs(text)
    holding = ANYWHERE.holding if len(spans) < _MANY_LINES else ANYWHERE.holding_on(text)
    lines = [_line(text, span, holding) for span in spans]
    head, tail = _head(lines, title), _start_of_tail(lines)
    is_cut = [
        bool(line.rule) or number in head or number >= tail for number, line in enumerate(lines)
    ]
    kept = [line.span for line, cut in zip(lines, is_cut, strict=True) if not cut]
    if not kept:
        return []
    found = [line.span for line, cut in zip(lines, is_cut, strict=True) if cut]
    found += _glued_head(text, kept, title)
    found += _glued_tail(text, kept, holding)
    found += _bullets(text, kept)
    found += _tags(text, kept[0])
    merged = _merged(text, found)
    return merged if _leaves_something(text, merged) else []


def body(text: str, furnishings: list[Span] | None = None, title: str = "") -> list[Span]:
    """Return the parts of the report itself, at most one paragraph each, without furniture."""
    cut = furniture(text, title) if furnishings is None else furnishings
    found: list[Span] = []
    number = 0
    for paragraph in paragraphs(text):
        start = paragraph.start
        while number < len(cut) and cut[number].start < paragraph.end:
            found += _trimmed(text, start, cut[number].start)
            start = max(start, cut[number].end)
            if cut[number].end > paragraph.end:
                break
            number += 1
        found += _trimmed(text, start, paragraph.end)
    return found


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    """Return the range without blanks at its ends, or nothing where it holds nothing else."""
    part = text[start:end]
    length = len(part.strip())
    first = start + len(part) - len(part.lstrip())
    return [Span(first, first + length)] if length and end > start else []


def _leaves_something(text: str, cut: list[Span]) -> bool:
    starts = [0, *(span.end for span in cut)]
    ends = [*(span.start for span in cut), len(text)]
    return any(text[start:end].strip() for start, end in zip(starts, ends, strict=True))


def _merged(text: str, spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return [part for span in found for part in _trimmed(text, span.start, span.end)]


def _line(text: str, span: Span, holding: Sequence[Rule]) -> _Line:
    words_only = span.of(text)
    if "](" in words_only:
        words_only = LINK.sub(r"\1", words_only)
    words_only = words_only.strip(_MARKUP) or words_only
    rule = ANYWHERE.name(words_only, holding) if len(words_only) <= _MAX_LINE else ""
    blanks = words_only.count(" ")
    ends = _SENTENCE_END.search(words_only[-8:]) is not None
    is_prose = not rule and blanks >= (_PROSE_WORDS if ends else _LONG_WORDS) - 1
    return _Line(span, words_only, rule, is_prose)


def _same_words(line: str, title: str) -> bool:
    """Tell whether a line repeats the title, whatever its punctuation and case."""
    return len(line) < 2 * len(title) + 10 and folded(line) == folded(title)


def _head(lines: list[_Line], title: str) -> set[int]:
    """Return the numbers of the lines of title, author, date and labels above the report.

    A line without a rule of its own belongs to them if it is like a title and stands above one
    that has.
    """
    found: set[int] = set()
    above: list[int] = []
    prose = 0
    for number, line in enumerate(lines[:HEAD_LINES]):
        if len(line.words) <= _MAX_LINE and HEAD.name(line.words):
            found.update(above, (number,))
            above.clear()
        elif title and _same_words(line.words, title):
            found.add(number)
        elif line.is_prose:
            prose += 1
            above.clear()
            if prose > _HEAD_PROSE:
                break
        elif not line.rule and len(above) < _TITLES and _is_title(line):
            above.append(number)
    return found


def _is_title(line: _Line) -> bool:
    return _SENTENCE_END.search(line.words[-8:]) is None and line.words.count(" ") < TITLE_WORDS


def _start_of_tail(lines: list[_Line]) -> int:
    """Return the number of the first line of the page's tail (the number of lines if none).

    The tail is read from below: lines that answer a rule of the tail belong to it up to the first
    paragraph of prose; from a line that opens the tail, all that follows does, as long as the
    greater part of the prose stands before it.
    """
    prose = sum(len(line.words) for line in lines if line.is_prose)
    after, start = 0, len(lines)
    reached_body = reached_title = False
    for number in range(len(lines) - 1, 0, -1):
        line = lines[number]
        if (not reached_body and _closes(line, alone=not reached_title)) or _opens(
            line, after / max(1, prose)
        ):
            start = number
            continue
        reached_title = True
        reached_body = reached_body or _is_sentence(line.words)
        after += len(line.words) if line.is_prose else 0
        if after > prose / 2:
            break
    return start


def _closes(line: _Line, *, alone: bool) -> bool:
    """Tell whether a last line is furniture; ``alone``: nothing but such lines is below it."""
    return bool(line.rule or TAIL.name(line.words[:_MAX_LINE])) or (alone and _is_name(line.words))


def _is_name(words_only: str) -> bool:
    """Tell whether a last line is a name and no more."""
    return words_only.count(" ") < _NAME_WORDS and _SENTENCE_END.search(words_only[-8:]) is None


def _is_sentence(words_only: str) -> bool:
    ends = _SENTENCE_END.search(words_only[-8:]) is not None
    return words_only.count(" ") >= (_NAME_WORDS if ends else _PROSE_WORDS)


def _opens(line: _Line, share_after: float) -> bool:
    """Tell whether a line opens the tail, after which so great a share of the prose stands."""
    if len(line.words) < _LONGEST_HEADING and share_after < _SHARE_OF_LINKS:
        return bool(OPENS_LINKS.name(line.words) or OPENS_TAIL.name(line.words))
    return bool(OPENS_TAIL.name(line.words))


def _glued_head(text: str, kept: list[Span], title: str) -> list[Span]:
    """Return dates, datelines and titles that stand in one line with the report's beginning."""
    top = end_of_web_dateline(text)
    found = [Span(0, top)] if top else []
    for span in kept[:2]:
        start = max(span.start, top)
        end = end_of_dateline(text, start, span.end, title)
        if end > start:
            found.append(Span(start, end))
    return found


def _glued_tail(text: str, kept: list[Span], holding: Sequence[Rule]) -> list[Span]:
    """Return what stands in one line with the report's end: sign-offs, credits, advertisements."""
    found = _sign_off(text, kept)
    last = kept[-1]
    end = min(last.end, found[0].start) if found else last.end
    cut = _last_sentences(text, Span(last.start, max(last.start, end)), holding)
    found += cut
    end = cut[-1].start if cut else end
    for part in _trimmed(text, last.start, end):
        mark = _MARK_AT_END.search(text, max(part.start + 1, part.end - 80), part.end)
        if mark:
            found.append(Span(*mark.span()))
    return found


def _last_sentences(text: str, line: Span, holding: Sequence[Rule]) -> list[Span]:
    """Return the last sentences of a line that are furniture, from the last one upwards."""
    cut: list[Span] = []
    is_wrapped = text.find("\n", line.start, line.end) >= 0
    for reach in (_TAIL_REACH,) if is_wrapped else (_NEAR_TAIL, _TAIL_REACH):
        first = max(line.start, line.end - reach)
        whole = sentences(text, Span(first, line.end))[1:]
        cut = list(takewhile(lambda span: _ends_page(span.of(text), holding), reversed(whole)))
        if len(cut) < len(whole) or first == line.start:
            break
    return cut


def _ends_page(sentence: str, holding: Sequence[Rule]) -> bool:
    return _is_name(sentence) or bool(TAIL.name(sentence) or ANYWHERE.name(sentence, holding))


def _sign_off(text: str, kept: list[Span]) -> list[Span]:
    """Return everything from the first "(Reporting by ...)" on, if it stands late on the page.

    So do the stamps of readers' comments: nothing after them is the report.
    """
    late = kept[0].start + (kept[-1].end - kept[0].start) // 3
    ends = [match.start() for pattern in _SIGN_OFFS if (match := pattern.search(text, late))]
    ends.append(_comments(text, late))
    first = min((end for end in ends if end >= 0), default=len(text))
    return [Span(first, len(text))] if first < len(text) else []


def _comments(text: str, late: int) -> int:
    """Return where readers' comments begin ("2nd June 2012 - 15:21 ..."), -1 if there are none."""
    for stamp in _COMMENT_STAMP.finditer(text, late) if " - " in text else ():
        before = max(0, stamp.start() - _STAMP_REACH)
        day = _STAMPED_DAY.search(text[before : stamp.start()])
        if day:
            return before + day.start()
    return -1


def _tags(text: str, first: Span) -> list[Span]:
    """Return a list of tags that stands among the first sentences."""
    end = min(first.end, first.start + _TAGS_REACH)
    last = text.rfind("Tags ", first.start, end)
    if last < 0:
        return []
    opening = pairwise(each_sentence(text, Span(first.start, end)))
    upto = takewhile(lambda pair: pair[0].start <= last, opening)
    return [span for span, _ in upto if _TAGS.match(span.of(text))]


def _bullets(text: str, kept: list[Span]) -> list[Span]:
    return [
        Span(*bullet.span())
        for span in kept
        if (bullet := _BULLET.match(text, span.start, span.end))
    ]
