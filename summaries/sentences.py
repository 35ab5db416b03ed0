"""Paragraphs, sentences and words of a report in English or Arabic, as spans into its text.

A sentence ends where one of ``_CANDIDATE``'s places stands the questions of ``_ends_here``. News
text is untidy: ranks and initials carry full stops, blanks after a full stop get lost, closing
quotes stand apart. All work is done by compiled patterns, so that time grows with the number of
full stops and not with the number of characters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import Stemmer

from summaries.types import Language, Span

_LINE: Final = re.compile(r"\S(?:.*\S)?")
_RARE_LINE_BREAKS: Final = ("\r", "\u2028", "\u2029")
_LINE_AMONG_RARE: Final = re.compile(rf"\S(?:[^\n{''.join(_RARE_LINE_BREAKS)}]*\S)?")
"""A line where other breaks than the usual one occur; it takes ten times as long."""
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*|[\u2029]\s*")
_WRAP: Final = re.compile(r"\n[ \t]*(?!https?:|www\.)[a-z]")
_LINE_STOP: Final = re.compile(r"\.\n(?=[A-Z])")
_TORN: Final = re.compile(
    r"\b(?:U\.[SKN]|Mrs?|Dr|Gen|Col|Lt|Maj|Brig|Capt|Sgt|Sen|Rep|Gov|St|vs|(?<=[a-z] )[A-Z])$"
)
_TORN_REACH: Final = 6
_EVEN: Final = 0.6
_WRAPPED_WIDTH: Final = 100

_CLOSERS: Final = r"[\"'”’»)\]]"
_BULLETS: Final = "•●▪■◆►➤‣"
_OPENING: Final = rf"""[\"'“‘«(\[`{_BULLETS}*#—–-]*\s?
    (?:[^\W\d_a-z]|\d|(?:al|el|as|ash|at|an|ar|ad|az|ez|et|de)-[A-Z])"""
_CANDIDATE: Final = re.compile(
    rf"""
    [.!?…؟۔](?<![.!?…؟۔]{{2}})(?P<more>[.!?…؟۔]*+)    # from the first mark of a run
    (?P<close>{_CLOSERS}*+(?:[ ]["”](?=\s|$))?)
    (?: (?P<gap>\s++)(?={_OPENING})                  # the usual case
      | (?=[A-Z][a-z ’'-]|[A-Z]{{2}}|[“\[(]?[\u0621-\u064a]{{2}}|“[A-Z]) )  # a lost blank
    """,
    re.VERBOSE,
)
_BULLET: Final = re.compile(rf"(?<=\s)[{_BULLETS}](?=\s)")
_LOST_STOP: Final = re.compile(
    r"[ ](?=[A-Z][a-z]*+[ ][a-z])"
    r"(?:(?<=[a-z”’'\"][ ])(?:An?|The|In|He|She|It|They|This|These|There|At|As|One"
    r"|Some|Many|Two|Three|Four|Five|After|More|What|Earlier|When|While|Both|Several|If|Most|But|We|His|Its"
    r"|Activists|Thousands|Hundreds|Dozens|Tens|According|Meanwhile)"
    r"|(?<=[A-Za-z0-9][ ])(?:At least|More than|According to|Thousands of|Hundreds of|Dozens of"
    r"|There (?:is|are|was|were|has|have)|Several|Meanwhile))[ ](?=[a-z])"
)
"""A capital first word in the middle: a headline or a caption that lost its line break."""
_LAST_WORD: Final = re.compile(r"[^\s\"“”‘(\[—–/]+$")
_LONGEST_WORD: Final = 32
_LONGEST_ABBREVIATION: Final = 6
"""Of the words listed below."""
_NEXT_WORD: Final = re.compile(r"[\"'“‘«(\[`—–-]*\s?([^\W\d_]+(?:['’][a-z]+)?|\d)")
_ASKED: Final = re.compile(
    r"(?:[A-Z][\w’'-]+\s){1,3}(?:said|says|asked|asks|added|told|wrote|shouted|replied|chanted)\b"
)
_ADDRESS: Final = re.compile(
    r"://|@|\bwww\.|\.(?:com|org|net|gov|info|html?|php|mp4|pdf)\b", re.IGNORECASE
)
_RUN_BEFORE: Final = re.compile(r"\S+$")
_RUN_AFTER: Final = re.compile(r"\S{1,40}")
_LONGEST_ADDRESS: Final = 200
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]", re.UNICODE)
_LIST_NUMBER: Final = re.compile(r"[(\[]?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES: Final = _listed(
    """mr mrs ms messrs mme dr prof gen brig maj lt col capt cpt sgt cpl pvt adm cmdr cdr sen rep
    gov pres st ste msgr rev hon amb sec min spc supt insp fr sr jr vs approx ca cf viz al eg ie
    mt ft dept asst assoc dir ed eds excl incl est"""
)
"""Words whose full stop never ends a sentence: a name or a figure follows."""
_BEFORE_FIGURES: Final = _listed(
    """no nos art arts fig figs vol p pp ch sec para jan feb mar apr jun jul aug sep sept oct nov
    dec mon tue tues wed thu thur thurs fri sat sun ext tel res"""
)
"""Words whose full stop ends no sentence where a figure follows."""
_CLOSING: Final = _listed("inc ltd co corp bros jr sr ph esq etc plc")
"""Words whose full stop ends a sentence only where a usual first word follows."""
_CLOCK: Final = re.compile(r"[ap]\.?m", re.IGNORECASE)
_LONGEST_CLOCK: Final = 2
"""Letters of "am" and "pm" without a full stop inside."""
_AFTER_CLOCK: Final = re.compile(r"(?:[A-Z]{2,4}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\()")
_FIRST_WORDS: Final = _listed(
    """a an the this that these those it its he she they we you i his her their our my there here in
    on at as after before by for from with when while where who what why how if although though
    since but and or so yet also meanwhile however moreover furthermore earlier later last both
    some many most more several all no not one two three other others another according despite
    during under over among between such then thus"""
)


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of ``text``: its lines that are not blank, without blanks around them.

    Lines of a block that was wrapped at a fixed width (short lines of about one length, one of
    which goes on in lower case) are one paragraph; a line that ends in an abbreviation ("U.S.",
    "Gen.") goes on in the next.
    """
    if "\n" not in text and not has_one_of(_RARE_LINE_BREAKS, text):
        return _only_line(text)
    if _WRAP.search(text) is None:
        lines = _lines(text, 0, len(text))
    else:
        blocks = _blocks(text)
        lines = [span for start, end in blocks for span in _lines_of_block(text, start, end)]
    torn = {stop.end() for stop in _LINE_STOP.finditer(text) if _is_torn(text, stop)}
    return _joined(lines, torn) if torn else lines


def sentences(text: str, span: Span | None = None) -> list[Span]:
    """Return the sentences of ``text``, or of its part ``span``, in offsets of ``text``.

    They are in order, disjoint and trimmed; together they hold every character that is not blank.
    A closing quote belongs to the sentence that it closes; a heading is a sentence of its own.
    """
    return list(each_sentence(text, Span(0, len(text)) if span is None else span))


def each_sentence(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a part of ``text`` one by one, for who needs only the first."""
    part, offset = span.of(text), span.start
    has_bullets = not part.isascii() and any(sign in part for sign in _BULLETS)
    split = _split_bullets if has_bullets else _split
    for paragraph in paragraphs(part):
        yield from split(text, paragraph.start + offset, paragraph.end + offset)


def _only_line(text: str) -> list[Span]:
    """Return the one line of a text without line breaks, or nothing where it is blank."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return [Span(start, end)] if start < end else []


def _lines(text: str, start: int, end: int) -> list[Span]:
    has_rare = any(text.find(mark, start, end) >= 0 for mark in _RARE_LINE_BREAKS)
    pattern = _LINE_AMONG_RARE if has_rare else _LINE
    return [Span(*line.span()) for line in pattern.finditer(text, start, end)]


def _is_torn(text: str, stop: re.Match[str]) -> bool:
    """Tell whether the line break after a full stop parts an abbreviation from its sentence."""
    before = text[max(0, stop.start() - _TORN_REACH) : stop.start()]
    return _TORN.search(before) is not None and not _is_first_word(text, stop.end())


def _joined(lines: list[Span], torn: set[int]) -> list[Span]:
    """Join each line that begins at one of ``torn`` to the line before it."""
    found: list[Span] = []
    for line in lines:
        if found and line.start in torn:
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        yield start, blank.start()
        start = blank.end()
    yield start, len(text)


def _lines_of_block(text: str, start: int, end: int) -> list[Span]:
    lines = _lines(text, start, end)
    widths = [line.end - line.start for line in lines]
    widest = max(widths, default=0)
    is_even = all(width > _EVEN * widest for width in widths[:-1])
    if is_even and _WRAPPED_WIDTH // 2 < widest <= _WRAPPED_WIDTH:
        return [Span(lines[0].start, lines[-1].end)] if _WRAP.search(text, start, end) else lines
    return lines


def _split_bullets(text: str, start: int, end: int) -> Iterator[Span]:
    first = start
    for bullet in _BULLET.finditer(text, start + 1, end):
        yield from _split(text, first, first + len(text[first : bullet.start()].rstrip()))
        first = bullet.start()
    yield from _split(text, first, end)


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of the paragraph ``[start, end)``."""
    first = start
    lost = [stop.start() + 1 for stop in _LOST_STOP.finditer(text, start, end)]
    for candidate in _CANDIDATE.finditer(text, start, end):
        follows = candidate.end()
        if follows < end and _ends_here(text, first, candidate):
            if lost:
                yield from _parted(first, candidate.end("close"), lost)
            else:
                yield Span(first, candidate.end("close"))
            first = follows
    if first < end:
        yield from _parted(first, end, lost)


def _parted(start: int, end: int, lost: list[int]) -> Iterable[Span]:
    """Return the sentence ``[start, end)``, parted at those of ``lost`` that lie in it."""
    inside = lost[bisect_right(lost, start) : bisect_left(lost, end)]
    return map(Span, (start, *inside), (*[at - 1 for at in inside], end))


def _ends_here(text: str, first: int, candidate: re.Match[str]) -> bool:
    """Tell whether the sentence that begins at ``first`` ends at the candidate."""
    at, follows = candidate.span()
    more, close, gap = candidate.groups()
    if more or text[at] in "!?؟…":
        return not (close and _ASKED.match(text, follows))
    if close:
        return True
    long = at - _LONGEST_ABBREVIATION - 1
    if gap and long >= first and text[long:at].isalpha():
        return True
    word = _last_word(text, first, at)
    if not word:
        return True
    if gap is None:
        return len(word) > 1 and not _DOTTED.fullmatch(word) and not _in_address(text, at)
    return _word_ends(text, word, follows, alone=at - len(word) == first)


def _last_word(text: str, start: int, end: int) -> str:
    """Return the word that ``[start, end)`` ends with, full stops inside and all."""
    near = text[max(start, end - _LONGEST_WORD) : end]
    word = near[near.rfind(" ") + 1 :]
    if word.isalpha():
        return word
    found = _LAST_WORD.search(near)
    return found[0] if found else ""


def _in_address(text: str, at: int) -> bool:
    """Tell whether the full stop at ``at`` stands within a web or mail address."""
    before = _RUN_BEFORE.search(text[max(0, at - _LONGEST_ADDRESS) : at])
    after = _RUN_AFTER.match(text, at)
    run = (before[0] if before else "") + (after[0] if after else "")
    return _ADDRESS.search(run) is not None


def _word_ends(text: str, word: str, follows: int, *, alone: bool) -> bool:
    """Tell whether a full stop after ``word`` ends a sentence; ``alone``: nothing is before it."""
    lowered = word.lower().lstrip("'’")
    if len(lowered) > _LONGEST_ABBREVIATION and "." not in word:
        return True
    if alone and _LIST_NUMBER.fullmatch(word):
        return False
    if lowered in _TITLES:
        return lowered in _CLOSING and _is_first_word(text, follows)
    if lowered in _BEFORE_FIGURES and text[follows].isdigit():
        return False
    is_plain = len(word) > _LONGEST_CLOCK and word.isalpha()
    if not is_plain and _CLOCK.fullmatch(word):
        return _AFTER_CLOCK.match(text, follows) is None
    is_initial = len(word) == 1 and word.isalpha()
    is_short = is_initial or lowered in _CLOSING or (not is_plain and bool(_DOTTED.fullmatch(word)))
    return not is_short or _is_first_word(text, follows)


def _is_first_word(text: str, at: int) -> bool:
    following = _NEXT_WORD.match(text, at)
    return following is not None and following[1].lower() in _FIRST_WORDS


_LETTER: Final = r"[^\W\d_]"
WORD: Final = re.compile(
    rf"{_LETTER}(?:(?:\.{_LETTER}(?!{_LETTER}))+\.?"
    rf"|{_LETTER}*(?:(?:['’]|[\u0610-\u061a\u064b-\u065f\u0670]+)(?={_LETTER}){_LETTER}*)*)"
    r"[\u064b-\u0652]*|\d+(?:[.,:٫٬]\d+)*"
)
_BLANKS: Final = re.compile(r"\s+")


def words(text: str) -> list[str]:
    """Return the words and numbers of ``text`` as they stand there, case kept.

    Hyphens part words ("US-backed" is two); an apostrophe and Arabic vowel signs do not. A figure
    is one word with its separators: ``1,200``.
    """
    return WORD.findall(text)


def has_one_of(phrases: tuple[str, ...], text: str) -> bool:
    """Tell whether a text holds one of the phrases, faster than a pattern could."""
    for phrase in phrases:  # noqa: SIM110 - any() over a generator takes four times as long
        if phrase in text:
            return True
    return False


def normalise(text: str) -> str:
    """Return ``text`` for comparison: composed (NFC), each run of blanks as one space."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


_STEMMER_NAMES: Final[dict[Language, str]] = {"en": "english", "ar": "arabic"}


@cache
def _stemmer(language: Language) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_STEMMER_NAMES[language], 0)


@lru_cache(maxsize=30_000)
def stem(word: str, language: Language = "en") -> str:
    """Return the stem of a word, in lower case, by the Snowball stemmer of its language."""
    lowered = word.lower().replace("’", "'").replace(".", "")
    stemmed: str = _stemmer(language).stemWord(lowered)
    return stemmed


@cache
def stop_words(language: Language) -> frozenset[str]:
    """Return the words of a language that carry grammar and no content, in lower case."""
    listed = files("summaries.data").joinpath(f"stop_words_{language}.txt")
    return frozenset(listed.read_text(encoding="utf-8").split())
