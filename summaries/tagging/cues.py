"""Cues: the words and phrases that tell how a report speaks (``data/cues.toml``).

A sentence is parted into words once. They are looked up in one table, where phrases stand under
their rarest word ("across the country"), so that the time for a text hardly grows with their
number. What follows asks for labels, not for words again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from summaries.dates import DATE_WORDS
from summaries.script import has_arabic
from summaries.sentences import stop_words
from summaries.tagging.wordlists import tables, word_lists

_SIGNS = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == "'"))
_TO_WORDS = bytes.maketrans(_SIGNS, b" " * len(_SIGNS))
"""A table of bytes: to translate text by one of characters takes ten times as long."""
_PLAIN_SIGNS = (
    ("’ ", " "),
    ("’", "'"),
    ("‘", " "),
    ("“", " "),
    ("”", " "),
    ("–", " "),
    ("—", " "),
    ("…", " "),
)
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_ARABIC_FORMS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
)
_ANY_FORM = str.maketrans({"ا": "[اأإآ]", "ي": "[يىئ]", "ه": "[هة]", "و": "[وؤ]", "'": "['’]"})
_BETWEEN = r"[\W_]+"
_PARTICLES = frozenset(("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"))
_LONGEST_PARTICLE = 2
_SHORTEST_BENEATH = 3
_MARKS = ("leading", "assessment", "pronouns")
"""The lists of ``discourse.toml`` whose words are cues as well: they are labels like the others."""


class Cues(NamedTuple):
    """The cue phrases of one text by what they are a sign of, and the text's words.

    ``words`` are in lower case, Arabic ones without vowel signs and hamza carriers; phrases are
    their words, separated by a space.
    """

    words: list[str]
    phrases: Mapping[str, list[str]]

    def has(self, label: str) -> bool:
        """Tell whether the text has a phrase with a label."""
        return label in self.phrases

    def spans(self, label: str, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the phrases with a label stand in the text."""
        pattern = _ascii_pattern if text.isascii() else _pattern
        for phrase in self.phrases.get(label, ()):
            for match in pattern(phrase).finditer(text):
                yield match.span()

    def among_first(self, label: str, count: int) -> Iterator[tuple[str, str]]:
        """Yield the words beside each phrase with a label that begins among the first words."""
        first = self.words[:count]
        for phrase in self.phrases.get(label, ()):
            parts = phrase.split(" ")
            for at, word in enumerate(first):
                end = at + len(parts)
                if word.endswith(parts[0]) and _same(self.words[at:end], parts):
                    before = self.words[at - 1] if at else ""
                    yield before, self.words[end] if end < len(self.words) else ""


class _Entry(NamedTuple):
    """What a word is a cue of by itself, and the phrases of which it is the rarest word.

    A phrase stands beside the same with a blank at either end, and its label.
    """

    alone: list[str]
    phrases: list[tuple[str, str, str]]


class Lexicon:
    """All cue phrases, found in texts of either language."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        """Index phrases, one a line, by the label that they are a sign of."""
        listed = [
            (comparable(line), label)
            for label, lines in phrases.items()
            for line in filter(None, map(str.strip, lines.splitlines()))
        ]
        often = Counter(word for words, _ in listed for word in words)
        grammar = stop_words("en") | stop_words("ar")
        entries: dict[str, _Entry] = defaultdict(lambda: _Entry([], []))
        for words, label in listed:
            entry = entries[min(words, key=lambda word: (word in grammar, often[word], -len(word)))]
            if len(words) == 1:
                entry.alone.append(label)
            else:
                phrase = " ".join(words)
                entry.phrases.append((f" {phrase} ", phrase, label))
        self._entries = dict(entries)
        self._words = frozenset(entries)

    @classmethod
    def default(cls) -> Lexicon:
        """Return the built-in phrases, read once."""
        return _default()

    def find(self, text: str) -> Cues:
        """Return the cue phrases of a text."""
        words = comparable(text)
        arabic = has_arabic(text)
        forms = [form for word in words for form in bare_forms(word)] if arabic else words
        found: dict[str, list[str]] = {}
        joined = ""
        for hit in self._words.intersection(forms):
            alone, phrases = self._entries[hit]
            for label in alone:
                found.setdefault(label, []).append(hit)
            if phrases:
                joined = joined or f" {' '.join(words)} "
                for padded, phrase, label in phrases:
                    if padded in joined or (arabic and _stands_after_particle(phrase, joined)):
                        found.setdefault(label, []).append(phrase)
        return Cues(words, found)


def comparable(text: str) -> list[str]:
    """Return the words of a text as they are compared: see ``Cues.words``."""
    lowered = text.lower()
    if "'" in lowered:
        lowered = lowered.replace(" '", " ").replace("' ", " ")
    if not lowered.isascii():
        for sign, plain in _PLAIN_SIGNS:
            lowered = lowered.replace(sign, plain)
    if lowered.isascii():
        return lowered.encode().translate(_TO_WORDS).decode().split()
    if not has_arabic(text):
        return _WORD.findall(lowered)
    return [_plain(word) for word in _WORD.findall(ARABIC_MARKS.sub("", lowered))]


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    plain = word.translate(_ARABIC_FORMS)
    return f"لال{plain[2:]}" if plain.startswith("لل") and len(plain) > _SHORTEST_BENEATH else plain


@lru_cache(maxsize=65536)
def bare_forms(word: str) -> tuple[str, ...]:
    """Return an Arabic word, and what is left of it without the particles it may begin with."""
    ends = range(min(_LONGEST_PARTICLE, len(word) - _SHORTEST_BENEATH) + 1)
    return tuple(word[end:] for end in ends if word[:end] in _PARTICLES) or (word,)


def _same(words: list[str], parts: list[str]) -> bool:
    return words == parts or (
        bool(words) and parts[0] in bare_forms(words[0]) and words[1:] == parts[1:]
    )


def _stands_after_particle(phrase: str, joined: str) -> bool:
    at = joined.find(f"{phrase} ")
    while at >= 0:
        if joined[joined.rfind(" ", 0, at) + 1 : at] in _PARTICLES:
            return True
        at = joined.find(f"{phrase} ", at + 1)
    return False


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    words = [re.escape(word).translate(_ANY_FORM) for word in phrase.split()]
    if words[0].startswith("[اأإآ]ل"):
        words[0] = f"(?:{words[0][:7]}|لل){words[0][7:]}"
    return re.compile(rf"(?<!\w)[وفبلك]{{0,2}}{_BETWEEN.join(words)}(?!\w)", re.IGNORECASE)


@cache
def _ascii_pattern(phrase: str) -> re.Pattern[str]:
    """Return what ``_pattern`` finds in plain Latin text, where no particle can stand before it.

    Apart from the first letter case is ignored inside a group: a pattern that ignores it as a whole
    cannot skip to the first letter, and takes several times as long.
    """
    first = phrase[0]
    if not (phrase.isascii() and first.isalnum()):
        return _pattern(phrase)
    rest = _BETWEEN.join(map(re.escape, phrase[1:].split(" ")))
    return re.compile(rf"[{first.lower()}{first.upper()}](?<!\w.)(?i:{rest})(?!\w)")


@cache
def _default() -> Lexicon:
    marks = {label: "\n".join(word_lists("discourse.toml")[label]) for label in _MARKS}
    return Lexicon(tables("cues.toml") | marks | {"dates": "\n".join(DATE_WORDS)})
