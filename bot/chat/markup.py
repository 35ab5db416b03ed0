"""Styled text as Telegram counts it: runs, blocks of runs, messages of blocks. Pure.

Text stays unescaped until a message is complete, so that a cut can fall neither inside a tag nor
inside an entity. Telegram counts the characters of a message in UTF-16 units after it has parsed
the tags away, takes at most 4,096 of them, and ignores the styles beyond the hundredth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import accumulate, takewhile

from bot.chat.direction import mark_for
from summaries.types import Language

LIMIT = 4096
"""UTF-16 units in one message."""

STYLES = 100
"""Styles (Telegram calls them entities) in one message."""

BOLD = "b"
ITALIC = "i"
QUOTE = "blockquote"
FOLDED_QUOTE = "blockquote expandable"

_GAP = "\n\n"
_WEB = re.compile(r"https?://[^\s/]+\S*\Z", re.IGNORECASE)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Where a text may be cut, best first: after a line, after a sentence, after a word.
_CUTS = (re.compile(r"\n"), re.compile(r"[.!?؟۔…][\"'”’»)\]]*\s"), re.compile(r"\s"))


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style. ``tags`` are the tags around it, outermost first.

    ``verbatim`` is the language of a text that stands as its source has it: nothing is put into it.
    """

    text: str
    tags: tuple[str, ...] = ()
    verbatim: Language | None = None

    @property
    def is_link(self) -> bool:
        """Tell whether the run is the text of a link."""
        return any(tag.startswith("a ") for tag in self.tags)


Block = tuple[Run, ...]
"""Runs that stay together in one message where they fit: a heading, an item, a list."""


def block(*parts: Run | str, language: Language) -> Block:
    """Put a block together, each line of it in the direction of ``language``."""
    runs = [Run(part) if isinstance(part, str) else part for part in parts]
    return tuple(_directed(runs, language))


def bold(text: str) -> Run:
    """Return ``text`` in bold."""
    return Run(text, (BOLD,))


def italic(text: str) -> Run:
    """Return ``text`` in italics."""
    return Run(text, (ITALIC,))


def quote(text: str, language: Language) -> Block:
    """Return verbatim ``text`` as a quotation that runs as its own language does."""
    return _remarked((Run(text, (QUOTE,), verbatim=language),))


def link(text: str, url: str | None, *around: str) -> Run:
    """Return ``text`` as a link where ``url`` is an address of the web, else as plain text."""
    if not is_web_address(url):
        return Run(text, around)
    return Run(text, (*around, f'a href="{escape(url or "")}"'))


def is_web_address(url: str | None) -> bool:
    """Tell whether a link to ``url`` leads to a page, and to nothing that runs."""
    return url is not None and _WEB.match(url) is not None


def name(text: str, most: int = 160) -> str:
    """Make a name or a title of others fit for one line: no controls, no more than ``most``."""
    line = " ".join(_BIDI_CONTROLS.sub("", text).split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"


def units(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def to_html(runs: Iterable[Run]) -> str:
    """Write runs as Telegram's HTML; what it does not take is replaced."""
    return "".join(_tagged(runs))


def plain(runs: Iterable[Run]) -> str:
    """Return the text of runs without style."""
    return "".join(_fit(run.text) for run in runs)


def messages(blocks: Sequence[Block], limit: int = LIMIT, styles: int = STYLES) -> list[Block]:
    """Pack blocks into as few messages as keep their order, cut between blocks.

    A block that fills more than a message by itself is cut at the end of a line, of a sentence or
    of a word, and never inside a link. ``limit`` is at least 64.
    """
    packed: list[list[Run]] = []
    room = _Room(0, 0)
    for piece in (p for b in blocks for p in _pieces(b, _Room(limit, styles))):
        size = _size(piece)
        if packed and room.holds(size, len(_GAP)):
            packed[-1] += [Run(_GAP), *piece]
            room = room.less(size, len(_GAP))
        else:
            packed.append(list(piece))
            room = _Room(limit, styles).less(size)
    return [tuple(message) for message in packed]


@dataclass(frozen=True, slots=True)
class _Room:
    """UTF-16 units and styles: what something takes, or what is left in a message."""

    units: int
    styles: int

    def holds(self, size: _Room, gap: int = 0) -> bool:
        return size.units + gap <= self.units and size.styles <= self.styles

    def less(self, size: _Room, gap: int = 0) -> _Room:
        return _Room(self.units - size.units - gap, self.styles - size.styles)


def _size(runs: Iterable[Run]) -> _Room:
    taken = count = 0
    open_tags: tuple[str, ...] = ()
    for run in runs:
        taken += units(run.text)
        count += len(run.tags) - _shared(open_tags, run.tags)
        open_tags = run.tags
    return _Room(taken, count)


def _pieces(whole: Block, room: _Room) -> Iterator[Block]:
    rest = _stripped(whole)
    while rest and not room.holds(_size(rest)):
        cut = _cut(rest, room)
        head, rest = _stripped(_slice(rest, 0, cut)), _stripped(_slice(rest, cut, None))
        rest = _remarked(rest)
        if head:
            yield head
    if rest:
        yield rest


def _remarked(runs: Block) -> Block:
    """Set the direction of a verbatim text that begins a line here."""
    if not runs:
        return runs
    first = runs[0]
    if first.verbatim is None:
        return runs
    mark = mark_for(first.text.split("\n", 1)[0], first.verbatim)
    return (Run(mark, first.tags), *runs) if mark else runs


def _cut(runs: Block, room: _Room) -> int:
    """Return the offset at which to cut: the best place in the longest beginning that fits."""
    most = _longest(runs, room)
    text = "".join(run.text for run in runs)
    for pattern in _CUTS:
        ends = [m.end() for m in pattern.finditer(text, 0, most) if not _in_link(runs, m.end())]
        # A cut that leaves a small head is worse than one in a finer place.
        if ends and ends[-1] > most // 3:
            return ends[-1]
    return _before_link(runs, most)


def _longest(runs: Block, room: _Room) -> int:
    """Return how many characters of ``runs`` fit; at least one."""
    taken = 0
    open_tags: tuple[str, ...] = ()
    for run in runs:
        size = _Room(units(run.text), len(run.tags) - _shared(open_tags, run.tags))
        if not room.holds(size):
            within = _within(run.text, room.units) if size.styles <= room.styles else 0
            return max(taken + within, 1)
        room = room.less(size)
        taken += len(run.text)
        open_tags = run.tags
    return max(taken, 1)


def _within(text: str, most: int) -> int:
    """Return how many characters of ``text`` fit into ``most`` units."""
    ends = accumulate(units(char) for char in text)
    return sum(1 for _ in takewhile(lambda end: end <= most, ends))


def _in_link(runs: Block, offset: int) -> bool:
    start = 0
    for run in runs:
        end = start + len(run.text)
        if run.is_link and start < offset < end:
            return True
        start = end
    return False


def _before_link(runs: Block, offset: int) -> int:
    start = 0
    for run in runs:
        end = start + len(run.text)
        if run.is_link and 0 < start < offset < end:
            return start
        start = end
    return offset


def _slice(runs: Iterable[Run], start: int, end: int | None) -> Block:
    sliced = []
    offset = 0
    for run in runs:
        stop = len(run.text) if end is None else max(end - offset, 0)
        text = run.text[max(start - offset, 0) : stop]
        if text:
            sliced.append(replace(run, text=text))
        offset += len(run.text)
    return tuple(sliced)


def _stripped(runs: Block) -> Block:
    """Drop white space at both ends, as Telegram does."""
    text = "".join(run.text for run in runs)
    left = len(text) - len(text.lstrip())
    return _slice(runs, left, len(text.rstrip())) if text.strip() else ()


def _tagged(runs: Iterable[Run]) -> Iterator[str]:
    open_tags: tuple[str, ...] = ()
    for run in runs:
        shared = _shared(open_tags, run.tags)
        yield from _closing(open_tags[shared:])
        yield from (f"<{tag}>" for tag in run.tags[shared:])
        yield escape(_fit(run.text), quote=False)
        open_tags = run.tags
    yield from _closing(open_tags)


def _closing(tags: Sequence[str]) -> Iterator[str]:
    return (f"</{tag.split(' ')[0]}>" for tag in reversed(tags))


def _shared(a: Sequence[str], b: Sequence[str]) -> int:
    """Count the outer tags that two neighbouring runs have in common."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False))
    return sum(1 for _ in same) if a and b else 0


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def _directed(runs: Sequence[Run], language: Language) -> Iterator[Run]:
    """Put a mark at the beginning of each line that would run in the wrong direction."""
    text = "".join(run.text for run in runs)
    offset = 0
    for run in runs:
        yield run if run.verbatim else replace(run, text=_marked(text, run.text, offset, language))
        offset += len(run.text)


def _marked(whole: str, part: str, offset: int, language: Language) -> str:
    """Mark the lines that begin in ``part``, which stands in ``whole`` at ``offset``."""
    marked = ""
    begins = offset == 0 or whole[offset - 1] == "\n"
    for line in part.splitlines(keepends=True):
        mark = mark_for(_line_at(whole, offset), language) if begins and line.strip() else ""
        marked += mark + line
        offset += len(line)
        begins = line.endswith("\n")
    return marked


def _line_at(text: str, offset: int) -> str:
    end = text.find("\n", offset)
    return text[offset:] if end < 0 else text[offset:end]
