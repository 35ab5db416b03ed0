"""The terms that a passage is found by, and those that a query asks for. Pure.

Both databases are handed ready-made terms, so that they agree on what a word is. There are three
kinds:

- words, stemmed, in the order of the text: for words and phrases;
- names, folded (`places.folding`): every capitalised or Arabic word, neighbours written as one
  ("Deir ez-Zor", "Deir Ezzor"), and the names of the passage's place in both scripts;
- the ids of that place and of every place that the text names, so that a query reaches them by
  any name that the gazetteer knows.

Names and ids begin with a mark that no word can hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from summaries.gazetteer import Mention
from summaries.places.folding import detached, fold_joined, fold_word
from summaries.query import Query
from summaries.script import language_of_word
from summaries.sentences import stem, stop_words, words
from summaries.types import Passage, Place

NAME = "§"
PLACE = "¶"
MOST_WORDS = 2000
"""Words of one passage that are indexed: a text without full stops is one endless sentence."""
MOST_TYPED = 32
"""Words of a query that are looked for."""
LONGEST_WORD = 60
LONGEST_NAME = 4
"""Neighbouring words that are looked up together as one name."""


class Names(Protocol):
    """What knows the names of places: `summaries.gazetteer.Gazetteer`."""

    def find(self, text: str, /) -> Sequence[Mention]:
        """Return the names of places in a text."""

    def lookup(self, name: str, /) -> Sequence[Place]:
        """Return the places that a name may mean."""


Phrase = tuple[str, ...]
"""Terms that stand side by side; mostly one alone."""

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Terms:
    """What one passage is found by: its words in order, and its names and place."""

    words: tuple[str, ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query asks for: one phrase of each choice in ``all_of``, none of ``none_of``."""

    all_of: tuple[tuple[Phrase, ...], ...]
    none_of: tuple[Phrase, ...]


def index_terms(passage: Passage, gazetteer: Names) -> Terms:
    """Return the terms that a passage is found by."""
    found = words(passage.text)[:MOST_WORDS]
    names = {name for word in found if _may_be_name(word) for name in _names(word)}
    names.update(_neighbours(found))
    for mention in gazetteer.find(passage.text):
        # "Gweran prison" is a place of its own, and whoever asks for Gweran wants it too.
        named = words(mention.text)
        for start, end in _runs(len(named)):
            names.update(map(_place_term, gazetteer.lookup(" ".join(named[start:end]))))
    if passage.place is not None:
        names.add(_place_term(passage.place))
        for name in (passage.place.name, passage.place.name_ar):
            names.update(_names_of_place(words(name)))
    return Terms(_phrase(found), frozenset(names))


def query_terms(query: Query, gazetteer: Names) -> Wanted:
    """Return what a query asks for.

    A word is answered by its stem, by its folded spelling, and by passages whose place it names,
    alone or together with the words beside it. Words of grammar and articles are left out where
    others remain.
    """
    typed = [word for text in query.words for word in words(text)][:MOST_TYPED]
    choices = _choices(typed, gazetteer)
    telling = [n for n, word in enumerate(typed) if not _is_grammar(word)] or range(len(typed))
    phrases = [(phrase,) for text in query.phrases if (phrase := _phrase(words(text)))]
    excluded = [phrase for text in query.excluded for phrase in _spellings(words(text), gazetteer)]
    all_of = filter(None, (*(choices[n] for n in telling), *phrases))
    return Wanted(tuple(all_of), tuple(excluded))


def _choices(typed: list[str], gazetteer: Names) -> list[tuple[Phrase, ...]]:
    """Return for each typed word what answers it."""
    choices = [list(_single(word)) for word in typed]
    for start, end in _runs(len(typed)):
        whole = _as_one_name(typed[start:end], gazetteer)
        for n in range(start, end):
            choices[n] += whole
    return [tuple(dict.fromkeys(choice)) for choice in choices]


def _runs(length: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of all runs of neighbours that may be one name."""
    for start in range(length):
        for end in range(start + 1, min(start + LONGEST_NAME, length) + 1):
            yield start, end


def _spellings(typed: list[str], gazetteer: Names) -> Iterator[Phrase]:
    """Yield what answers words that belong together: as they stand, and as one name."""
    if phrase := _phrase(typed):
        yield phrase
    telling = [word for word in typed if fold_word(word)]
    if len(telling) == 1:
        yield from _single(telling[0])
    yield from _as_one_name(typed, gazetteer)


def _single(word: str) -> Iterator[Phrase]:
    if term := _word(word):
        yield (term,)
    for name in _names(word):
        yield (name,)


def _as_one_name(typed: list[str], gazetteer: Names) -> list[Phrase]:
    name = " ".join(typed)
    joined = map(_name_term, sorted(fold_joined(name)))
    return [(term,) for term in (*joined, *map(_place_term, gazetteer.lookup(name)))]


def _names(word: str) -> Iterator[str]:
    """Yield the folded readings of a word; none of an article."""
    for key in (fold_word(word), *(key for key, _ in detached(word))):
        if key:
            yield _name_term(key)


def _neighbours(found: Sequence[str]) -> Iterator[str]:
    """Yield the names of two words written as one, where an article between them may stand."""
    for n, word in enumerate(found):
        if not (_may_be_name(word) and fold_word(word)):
            continue
        follows = n + 2 if n + 2 < len(found) and not fold_word(found[n + 1]) else n + 1
        if follows < len(found) and _may_be_name(found[follows]):
            yield from map(_name_term, fold_joined(" ".join(found[n : follows + 1])))


def _names_of_place(found: list[str]) -> Iterator[str]:
    for word in found:
        yield from _names(word)
    yield from _neighbours(found)


def _name_term(key: str) -> str:
    return NAME + _only_alphanumeric(key)


def _place_term(place: Place) -> str:
    return PLACE + _NOT_ALPHANUMERIC.sub("¬", place.id.lower())[:LONGEST_WORD]


def _phrase(found: Sequence[str]) -> Phrase:
    return tuple(filter(None, map(_word, found)))


@lru_cache(maxsize=20_000)
def _word(word: str) -> str:
    """Return the stem of a word without marks, its digits as 0 to 9, nothing else in it."""
    stemmed = unicodedata.normalize("NFKD", stem(word[:LONGEST_WORD], language_of_word(word)))
    letters = _only_alphanumeric(stemmed.casefold())
    return "".join(str(unicodedata.digit(letter, letter)) for letter in letters)


def _only_alphanumeric(text: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", text)[:LONGEST_WORD]


def _is_grammar(word: str) -> bool:
    return not fold_word(word) or word.lower() in stop_words(language_of_word(word))


def _may_be_name(word: str) -> bool:
    return word[0].isupper() or language_of_word(word) == "ar"
