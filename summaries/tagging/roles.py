"""What part a named place plays in its sentence: the place of the event, or something else.

``ROLE_RULES`` is the whole of it: the first rule that applies decides. The rules look at the words
beside the name (``data/roles.toml``) and at the clause that it stands in (``tagging.clauses``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final, NamedTuple

from summaries.gazetteer import Mention
from summaries.tagging.clauses import Clauses, dateline_end, within
from summaries.tagging.cues import Cues, comparable
from summaries.tagging.wordlists import word_lists


class Role(IntEnum):
    """Parts that a named place plays, the stronger sign of where the event happened the higher."""

    NO_PLACE = 0
    """A newspaper, a person, a government, background: no place of the event at all."""
    HOME = 1
    """Where a person comes from, or where one who speaks is."""
    DATELINE = 2
    """Where the report was written."""
    BODY = 3
    """In the name of an organisation or unit."""
    BEARING = 4
    """Only tells where something else lies."""
    ORIGIN = 5
    """Where something came from or was fired from."""
    ASIDE = 6
    """In a subordinate clause or a list of examples."""
    NAMED = 7
    """Named as subject or object."""
    EVENT = 8
    """After a preposition of place, or as the target of an action."""


SOLID: Final = Role.ASIDE
"""The weakest role that still places a sentence by itself."""


class Named(NamedTuple):
    """A mention with the words around it, in lower case: ``before`` nearest first.

    ``last`` and ``next`` are the words right before and right after the name; ``capital`` says that
    it is the capital's, which also stands for the government: there ``next`` is past "and the".

    ``governing`` is the word that governs the name, past adjectives and kinds of places ("in the
    besieged town of X": in), and the word before that. ``title`` says that the word after the name
    has a capital or knows none; ``after_name`` that the word before is a person's or a body's;
    ``joined`` that a hyphen joins the name to the word before.
    """

    mention: Mention
    before: tuple[str, ...]
    last: str
    next: str
    governing: tuple[str, str]
    capital: bool
    title: bool
    after_name: bool
    joined: bool
    outlet: bool
    dateline: bool
    background: bool
    aside: bool


# --- the rules ------------------------------------------------------------------------------------


def _is_name_of_outlet(named: Named) -> bool:
    """Tell of *al-Quds al-Arabi*, *Enab Baladi*, *Deir Ezzor 24*."""
    return named.outlet


def _is_capitals_dateline(named: Named) -> bool:
    """Tell of "DAMASCUS (Reuters) -": news of the whole country are written there."""
    return named.dateline and named.capital


def _is_dateline(named: Named) -> bool:
    """Tell of "IDLIB, Syria (AFP) -", "درعا - "."""
    return named.dateline


def _is_person(named: Named) -> bool:
    """Tell of "Abu Hasan Qamishli": after a given name or a title comes a surname.

    So it is with the given name before another ("Rami Makhlouf"), with a capital before the name
    of a small place ("Rafiq Hariri"), and with a hyphen that joins it to a word ("Abd-al-Bari").
    """
    given_names = _lists().given_names
    if named.joined or named.last in given_names:
        return True
    if named.title and named.mention.text.lower() in given_names:
        return True
    return named.after_name and named.mention.places[0].kind in _SMALL


def _is_government(named: Named) -> bool:
    """Tell of "Damascus rejects", "an ally of Damascus", "the authorities in Damascus"."""
    if not named.capital:
        return named.last in _SIDES
    lists = _lists()
    if named.next in lists.of_the_city:
        return False
    if named.last == "between":
        return named.next in lists.government
    return (
        (named.governing[0] in _INSIDE and named.governing[1] in lists.rulers)
        or named.last in lists.toward_government
        or (named.last in lists.government and not named.last.isascii())
        or (named.last in _TOWARD and not lists.relations.isdisjoint(named.before[1:2]))
        or (named.next in lists.government and named.last not in lists.locative)
    )


def _is_building(named: Named) -> bool:
    """Tell of "Salem Mosque", "Abbas Street": called after a person."""
    return named.title and named.next in _BUILDINGS and named.mention.places[0].kind in _SMALL


def _is_body(named: Named) -> bool:
    """Tell of "Euphrates Shield", "Manbij Military Council", "مركز حلب الإعلامي"."""
    lists = _lists()
    if named.last in lists.organisations_before:
        return True
    if named.next not in lists.organisations:
        return False
    return named.title or named.next in lists.organisations_small


def _is_background(named: Named) -> bool:
    """Tell of "..., who was killed in X in 2016": a clause on an earlier year."""
    return named.background


def _is_home(named: Named) -> bool:
    """Tell of "a trader from X", "ينحدر من X", "شاب من أبناء X"."""
    word, earlier = named.governing
    lists = _lists()
    if word in lists.origin:
        return earlier in lists.persons
    return word in lists.persons and earlier in lists.origin


def _is_where_they_speak(named: Named) -> bool:
    """Tell of "told Reuters from X", "a correspondent in X said"."""
    word, earlier = named.governing
    return earlier in _lists().speakers and (word in _lists().origin or word in _INSIDE)


def _is_bearing(named: Named) -> bool:
    """Tell of "40 km north of X"."""
    return (
        len(named.before) > 1 and named.last in _BEARS_FROM and named.before[1] in _lists().compass
    )


def _is_left(named: Named) -> bool:
    """Tell of "withdrew from X", "pulled out of X", "was kidnapped from X": it happened there."""
    word, earlier = named.governing
    return (word == "out" or word in _lists().origin) and earlier in _lists().leaving


def _is_origin(named: Named) -> bool:
    """Tell of "rockets fired from X", "who had escaped from X"."""
    return named.governing[0] in _lists().origin


def _is_aside(named: Named) -> bool:
    """Tell of "which began in X", "including X", "After the battle of X, ..."."""
    return named.aside


def _is_event(named: Named) -> bool:
    """Tell of "in X", "near the town of X", "in X province"."""
    return named.governing[0] in _lists().locative


ROLE_RULES: Final[tuple[tuple[Role, Callable[[Named], bool]], ...]] = (
    (Role.NO_PLACE, _is_name_of_outlet),
    (Role.NO_PLACE, _is_capitals_dateline),
    (Role.DATELINE, _is_dateline),
    (Role.NO_PLACE, _is_person),
    (Role.NO_PLACE, _is_government),
    (Role.NO_PLACE, _is_building),
    (Role.BODY, _is_body),
    (Role.NO_PLACE, _is_background),
    (Role.HOME, _is_home),
    (Role.HOME, _is_where_they_speak),
    (Role.BEARING, _is_bearing),
    (Role.EVENT, _is_left),
    (Role.ORIGIN, _is_origin),
    (Role.ASIDE, _is_aside),
    (Role.EVENT, _is_event),
)
"""What parts a named place may play; a name that no rule speaks of is ``Role.NAMED``."""


# --- how the rules are asked ----------------------------------------------------------------------

_CAPITAL: Final = frozenset(("damascus", "dimashq", "دمشق"))
_SMALL: Final = frozenset(
    ("village", "town", "neighbourhood", "hill", "landmark", "river", "island")
)
_SIDES: Final = frozenset(("pro", "anti"))
_BUILDINGS: Final = frozenset(("mosque", "street"))
_TOWARD: Final = frozenset(("to", "on", "with", "from", "for", "over", "of"))
_INSIDE: Final = frozenset(("in", "في"))
_BEARS_FROM: Final = frozenset(("of", "from"))
_ARTICLES: Final = frozenset(("the", "a", "an"))
_AFFIXED: Final = frozenset(("على", "إلى"))
_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[,،;:()]")
_STOPS: Final = ",،;:()"
_MARKS: Final = (*_STOPS, "“", "”", '"', "«", "»")
_BEFORE, _AFTER, _WORDS_BEFORE = 60, 30, 8
_PARTNER: Final = re.compile(r" and (?:the )?(\w+)")
_LISTED: Final = re.compile(r"\s*(?:,|،)?\s*(?:(?:and|or|as well as|و|أو)\s*)?([^,،;.]*)$")
_LATIN_WORD: Final = re.compile(r"[A-Za-z][a-z]{2,}")
_CAPITAL_BEFORE: Final = re.compile(r"[a-z,] ([A-Z][a-z]+) (?:al-|el-)?$")


def roles(sentence: str, mentions: Sequence[Mention], cues: Cues, parts: Clauses) -> list[Role]:
    """Return the part of each place that a sentence names."""
    dateline = dateline_end(sentence)
    outlets = tuple(cues.spans("outlets", sentence)) if cues.has("outlets") else ()
    found: list[Role] = []
    for number, mention in enumerate(mentions):
        start = mention.start
        before = _words_before(sentence, start)
        after = _WORD.search(sentence, mention.end, mention.end + _AFTER)
        word = after[0] if after else ""
        forms = tuple(map(_form, before))
        capital = mention.text.lower() in _CAPITAL
        if capital and (partner := _PARTNER.match(sentence, mention.end)):
            word = partner[1]
        named = Named(
            mention,
            before=forms,
            last=forms[0] if forms else "",
            next=_form(word) if word else "",
            governing=_governing(forms),
            capital=capital,
            title=word != "" and not word.islower(),
            after_name=_is_after_name(sentence, mention, before),
            joined=_is_joined(sentence, start, mentions[:number]),
            outlet=bool(outlets) and within(start, outlets),
            dateline=start < dateline,
            background=parts.in_background(start),
            aside=parts.aside(start),
        )
        role = _first_role(named)
        if role is Role.NAMED and number and _is_listed(sentence, mentions[number - 1], mention):
            role = found[-1]
        found.append(role)
    return found


def _first_role(named: Named) -> Role:
    for role, applies in ROLE_RULES:
        if applies(named):
            return role
    return Role.NAMED


def is_after_locative(sentence: str, mention: Mention) -> bool:
    """Tell whether a name stands right after "in" or "near", or "طريق" and the like."""
    before = _words_before(sentence, mention.start)
    if not before:
        return False
    form = _form(before[0])
    return form in _lists().locative_of_weak or (not form.isascii() and form in _lists().fillers)


def _words_before(sentence: str, position: int) -> list[str]:
    """Return the words and commas before a position, the nearest first."""
    text = sentence[max(0, position - _BEFORE) : position]
    for mark in _MARKS:
        if mark in text:
            text = text.replace(mark, f" {mark} " if mark in _STOPS else " ")
    words = text.split()
    words.reverse()
    return words[:_WORDS_BEFORE]


def _governing(before: tuple[str, ...]) -> tuple[str, str]:
    """Return the word that governs a name, and the one before it; see ``Named``."""
    fillers = _lists().fillers
    for number, word in enumerate(before):
        if word not in fillers:
            earlier = before[number + 1] if number + 1 < len(before) else ""
            if not (number and earlier in _ARTICLES):
                return word, earlier
    return "", ""


def _is_after_name(sentence: str, mention: Mention, before: Sequence[str]) -> bool:
    """Tell whether the word before is a name: it has a capital, begins no sentence and no title."""
    if not before or not before[0][:1].isupper():
        return False
    found = _CAPITAL_BEFORE.search(sentence, max(0, mention.start - _BEFORE), mention.start)
    if found is None or found[1].lower() in _lists().fillers:
        return False
    words: list[str] = _LATIN_WORD.findall(sentence)
    return sum(word[0].isupper() for word in words) <= len(words) / 2


def _is_joined(sentence: str, start: int, before: Sequence[Mention]) -> bool:
    """Tell whether a hyphen joins a name to a word before it that is no place itself."""
    if start == 0 or sentence[start - 1] != "-":
        return False
    return not (before and before[-1].end == start - 1 and not before[-1].weak)


def _is_listed(sentence: str, previous: Mention, mention: Mention) -> bool:
    """Tell whether nothing but a comma, "and" and kinds of places stand between two names."""
    between = _LISTED.match(sentence[previous.end : mention.start])
    if between is None:
        return False
    words: list[str] = _WORD.findall(between[1])
    return _lists().fillers.issuperset(map(_form, words))


@lru_cache(maxsize=16384)
def _form(word: str) -> str:
    """Return a word as the lists have it; the preposition على stays apart from the name علي."""
    if word.isascii():
        return word.lower().strip("-.'")
    return word if word in _AFFIXED else " ".join(comparable(word)) or word


class _Lists(NamedTuple):
    """The lists of ``data/roles.toml``, where each is described."""

    fillers: frozenset[str]
    locative: frozenset[str]
    locative_of_weak: frozenset[str]
    origin: frozenset[str]
    leaving: frozenset[str]
    persons: frozenset[str]
    government: frozenset[str]
    rulers: frozenset[str]
    toward_government: frozenset[str]
    relations: frozenset[str]
    of_the_city: frozenset[str]
    organisations: frozenset[str]
    organisations_small: frozenset[str]
    organisations_before: frozenset[str]
    given_names: frozenset[str]
    compass: frozenset[str]
    speakers: frozenset[str]


@cache
def _lists() -> _Lists:
    return _Lists(**word_lists("roles.toml"))
