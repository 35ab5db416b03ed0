"""Formatted text as Telegram keeps it: plain text, and entities in UTF-16 code units.

``tidy`` does to a text what Telegram's server does before it keeps it: control characters go, the
ends are trimmed, entities that cannot stand together are cut or dropped, at most 100 stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

MAX_ENTITIES = 100


class EntityError(Exception):
    """A text and its entities do not fit; the message is Telegram's, without its prefix."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text with a meaning; ``offset`` and ``length`` count UTF-16 code units.

    ``detail`` is the URL of a ``text_link``, the language of a ``pre``, the emoji's number of a
    ``custom_emoji``, the user's number of a ``text_mention``.
    """

    type: str
    offset: int
    length: int
    detail: str = ""

    @property
    def end(self) -> int:
        """Offset of the first code unit after the entity."""
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class Formatted:
    """Plain text with its entities, in Telegram's order."""

    text: str
    entities: tuple[Entity, ...] = ()

    @property
    def length(self) -> int:
        """Length as Telegram counts it."""
        return utf16_length(self.text)


def utf16_length(text: str) -> int:
    """Count the UTF-16 code units of ``text``."""
    return len(text) + sum(char > "\uffff" for char in text)


def in_order(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Sort entities as Telegram does: by offset, the longer first."""
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length)))


_STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
_QUOTES = ("blockquote", "expandable_blockquote")
_CODES = ("code", "pre")
_BLANK = " \n"
_REMOVED = {
    ord("\r"),
    *range(0x2028, 0x202F),  # separators and the embedding and overriding marks of bidi text
    *(0x030A, 0x0333, 0x033F),  # lines drawn through or under the text
}


def tidy(formatted: Formatted) -> Formatted:
    """Return the text as Telegram keeps it; the text may become empty.

    Raises:
        EntityError: an entity lies outside the text, or splits a character.

    """
    cleaned = _cleaned(formatted)
    trimmed = _trimmed(cleaned)
    return replace(trimmed, entities=_compatible(trimmed.entities)[:MAX_ENTITIES])


def _cleaned(formatted: Formatted) -> Formatted:
    """Replace control characters by spaces, remove what Telegram removes, move the entities."""
    offset = 0
    moved: dict[int, int] = {}
    kept: list[str] = []
    length = 0
    for char in formatted.text:
        moved[offset] = length
        offset += utf16_length(char)
        if ord(char) in _REMOVED:
            continue
        kept.append(" " if char < " " and char != "\n" else char)
        length += utf16_length(char)
    moved[offset] = length
    return Formatted("".join(kept), _moved(formatted.entities, moved))


def _moved(entities: Iterable[Entity], moved: Mapping[int, int]) -> tuple[Entity, ...]:
    result = []
    for entity in entities:
        if entity.offset not in moved:
            raise EntityError(
                f"entity begins after the end of the text at UTF-16 offset {entity.offset}"
            )
        if entity.end not in moved:
            raise EntityError(
                f"entity beginning at UTF-16 offset {entity.offset} ends after the end of the text "
                f"at UTF-16 offset {entity.end}"
            )
        begin, end = moved[entity.offset], moved[entity.end]
        if begin < end:
            result.append(replace(entity, offset=begin, length=end - begin))
    return tuple(result)


def _trimmed(formatted: Formatted) -> Formatted:
    """Cut blank lines off the start and blanks off the end, unless an entity starts there."""
    text = formatted.text
    first = min((entity.offset for entity in formatted.entities), default=len(text))
    cut = 0
    while cut < min(first, len(text)) and text[cut] in _BLANK:
        cut += 1
    while cut and text[cut - 1] == " ":
        cut -= 1
    text = text[cut:].rstrip(_BLANK)
    size = utf16_length(text)
    entities = []
    for entity in formatted.entities:
        begin, end = max(entity.offset - cut, 0), min(entity.end - cut, size)
        if begin < end:
            entities.append(replace(entity, offset=begin, length=end - begin))
    return Formatted(text, tuple(entities))


def _compatible(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Keep what may stand together: quotes do not nest, nothing stands inside code.

    Styles run through everything but code, which cuts them; of other kinds the outer one stays.
    """
    ordered = in_order(entities)
    quotes = _outermost(entity for entity in ordered if entity.type in _QUOTES)
    whole = _outermost(entity for entity in ordered if entity.type not in (*_STYLES, *_QUOTES))
    codes = [entity for entity in whole if entity.type in _CODES]
    styles = [
        piece
        for style in _STYLES
        for entity in _joined(entity for entity in ordered if entity.type == style)
        for piece in _cut(entity, codes)
    ]
    return in_order([*quotes, *whole, *styles])


def _outermost(entities: Iterable[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity.offset >= kept[-1].end:
            kept.append(entity)
    return kept


def _joined(entities: Iterable[Entity]) -> list[Entity]:
    """Join stretches of one style that touch or overlap."""
    joined: list[Entity] = []
    for entity in entities:
        if joined and entity.offset <= joined[-1].end:
            end = max(entity.end, joined[-1].end)
            joined[-1] = replace(joined[-1], length=end - joined[-1].offset)
        else:
            joined.append(entity)
    return joined


def _cut(entity: Entity, holes: Iterable[Entity]) -> list[Entity]:
    """Return the parts of ``entity`` outside ``holes``, which are in order."""
    parts, begin = [], entity.offset
    for hole in holes:
        if hole.offset < entity.end and hole.end > begin:
            parts.append((begin, hole.offset))
            begin = hole.end
    parts.append((begin, entity.end))
    return [
        replace(entity, offset=start, length=end - start) for start, end in parts if start < end
    ]


def with_detected(formatted: Formatted, found: Iterable[Entity]) -> Formatted:
    """Add entities that Telegram found by itself where no link, code or mention stands yet."""
    taken = [entity for entity in formatted.entities if entity.type not in (*_STYLES, *_QUOTES)]
    added = [
        entity
        for entity in found
        if all(entity.end <= other.offset or entity.offset >= other.end for other in taken)
    ]
    return replace(formatted, entities=in_order([*formatted.entities, *added]))
