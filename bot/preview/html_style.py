"""The HTML style of the Bot API: text with tags to plain text with entities.

Written by the rules of the documentation ("HTML style") and of the Bot API server: tags,
attributes, the four named and all numeric character references, and the wording of each error,
whose offsets count bytes of UTF-8.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.preview.entities import Entity, EntityError, Formatted, in_order, utf16_length
from bot.preview.links import checked_link

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
"""Tags of the HTML style, and the entity that each becomes."""

_SPACES = " \t\r\n\0\v"
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_MAX_REFERENCE = 10
_MAX_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def parse_html(html: str) -> Formatted:
    """Read a text in the HTML style.

    Raises:
        EntityError: what Telegram answers after "can't parse entities: ".

    """
    return _Reader(html.replace("\0", " ")).read()


class _Open(NamedTuple):
    """A tag that waits for its end."""

    tag: str
    detail: str
    offset: int
    piece: int


class _Reader:
    """One pass over the text; ``at`` is the position, a NUL marks the end."""

    def __init__(self, html: str) -> None:
        self.html = html + "\0"
        self.size = len(html)
        self.at = 0
        self.pieces: list[str] = []
        self.offset = 0
        self.stack: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> Formatted:
        while self.at < self.size:
            char = self.html[self.at]
            if char == "<":
                self._tag()
            elif char == "&":
                self._put(self._reference() or self._next())
            else:
                self._put(self._next())
        if self.stack:
            tag = self.stack[-1].tag
            raise EntityError(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return Formatted("".join(self.pieces), in_order(self.entities))

    def _next(self) -> str:
        self.at += 1
        return self.html[self.at - 1]

    def _put(self, char: str) -> None:
        self.pieces.append(char)
        self.offset += utf16_length(char)

    def _byte(self, at: int) -> int:
        return len(self.html[:at].encode())

    def _skip_spaces(self) -> None:
        while self.at < self.size and self.html[self.at] in _SPACES:
            self.at += 1

    def _until(self, stops: str) -> str:
        """Take characters up to a space, the end or one of ``stops``."""
        begin = self.at
        while self.html[self.at] not in _SPACES and self.html[self.at] not in stops:
            self.at += 1
        return self.html[begin : self.at]

    def _reference(self) -> str | None:
        """Decode the character reference at ``at``; leave everything as it is if it is none."""
        end = self.at + 1
        if self.html[end] == "#":
            end += 1
            base, digits = 10, "0123456789"
            if self.html[end] == "x":
                end += 1
                base, digits = 16, "0123456789abcdefABCDEF"
            begin = end
            while self.html[end] in digits:
                end += 1
            code = int(self.html[begin:end] or "0", base)
            if code == 0 or code >= _MAX_CODE_POINT or end - self.at >= _MAX_REFERENCE:
                return None
            if code in _SURROGATES:
                raise EntityError(
                    "Text contains invalid Unicode characters after decoding HTML entities, check "
                    "for unmatched surrogate code units"
                )
            char = chr(code)
        else:
            while self.html[end].isascii() and self.html[end].isalpha():
                end += 1
            named = _NAMED.get(self.html[self.at + 1 : end])
            if named is None:
                return None
            char = named
        self.at = end + (self.html[end] == ";")
        return char

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.html[self.at] == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        tag = self._until(">").lower()
        if self.at >= self.size:
            raise EntityError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in STYLES:
            raise EntityError(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        detail = self._attributes(tag, begin)
        if tag == "span" and detail != "spoiler":
            raise EntityError(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
        self.at += 1
        self.stack.append(_Open(tag, detail, self.offset, len(self.pieces)))

    def _attributes(self, tag: str, begin: int) -> str:
        """Read a start tag to its end and return what the tag makes of its attributes."""
        detail = ""
        while self.html[self.at] != ">":
            self._skip_spaces()
            if self.html[self.at] == ">":
                break
            name = self._until("=>/\"'")
            if not name:
                raise EntityError(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}'
                )
            self._skip_spaces()
            value = self._value(tag, begin) if self.html[self.at] == "=" else ""
            if self.at >= self.size:
                raise EntityError(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
            detail = _detail(tag, name, value) or detail
        return detail

    def _value(self, tag: str, begin: int) -> str:
        self.at += 1
        self._skip_spaces()
        if self.at >= self.size:
            raise EntityError(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        quote = self.html[self.at]
        if quote in "\"'":
            return self._quoted(quote, begin)
        start = self.at
        while (char := self.html[self.at]).isascii() and (char.isalnum() or char in ".-"):
            self.at += 1
        if self.html[self.at] not in _SPACES + ">":
            raise EntityError(f"Unexpected end of name token at byte offset {self._byte(start)}")
        return self.html[start : self.at].lower()

    def _quoted(self, quote: str, begin: int) -> str:
        self.at += 1
        value: list[str] = []
        while self.at < self.size and self.html[self.at] != quote:
            reference = self._reference() if self.html[self.at] == "&" else None
            value.append(reference or self._next())
        if self.at + 1 >= self.size:
            raise EntityError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        self.at += 1
        return "".join(value)

    def _end_tag(self, begin: int) -> None:
        if not self.stack:
            raise EntityError(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 1
        found = self._until(">").lower()
        self._skip_spaces()
        if self.html[self.at] != ">":
            raise EntityError(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        opened = self.stack.pop()
        if found and found != opened.tag:
            raise EntityError(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{opened.tag}>", found "</{found}>"'
            )
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        """Add the entity of a tag that just ended, unless it comes to nothing."""
        kind, detail = STYLES[opened.tag], opened.detail
        length = self.offset - opened.offset
        last = self.entities[-1] if self.entities else None
        same_stretch = last and (last.offset, last.length) == (opened.offset, length)
        if kind == "text_link":
            kind, detail = checked_link(detail or "".join(self.pieces[opened.piece :]))
            if not kind:
                return
        elif kind == "custom_emoji":
            if not detail.isdecimal() or int(detail) == 0:
                raise EntityError("Invalid custom emoji identifier specified")
        elif kind == "blockquote":
            kind, detail = ("expandable_blockquote" if detail else kind), ""
        elif kind == "pre" and last and same_stretch and last.type == "code" and last.detail:
            detail = last.detail
            self.entities.pop()
        elif kind == "code" and last and same_stretch and last.type == "pre" and detail:
            self.entities.pop()
            kind = "pre"
        elif kind == "spoiler":
            detail = ""
        self.entities.append(Entity(kind, opened.offset, length, detail))


def _detail(tag: str, name: str, value: str) -> str:
    """Return what an attribute says of its tag; attributes without a meaning say nothing."""
    if tag == "a" and name == "href":
        return value
    if tag == "code" and name == "class" and value.startswith("language-"):
        return value.removeprefix("language-")
    if tag == "span" and name == "class" and value.startswith("tg-"):
        return value.removeprefix("tg-")
    if tag == "tg-emoji" and name == "emoji-id":
        return value
    if tag == "blockquote" and name == "expandable":
        return "1"
    return ""
