"""What part a named place plays in its sentence: the place of the event, or something else.

``ROLE_RULES`` is the whole of it: the first rule that applies decides. The rules look at the words
beside the name (``data/roles.toml``) and at the clause that it stands in (``tagging.clauses``).

A word is looked up once: it is then a number, in which each list that has the word is a bit
(``_LOCATIVE``). What else is known of a name are bits too (``_ASIDE``). All bits of a name together
tell which rules can apply; no other is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final, NamedTuple

from summaries.gazetteer import Mention
from summaries.tagging.clauses import Clauses
from summaries.tagging.cues import Cues, comparable
from summaries.tagging.wordlists import word_lists


class Role(IntEnum):
    """Parts that a named place plays, the stronger sign of where the event happened the higher."""

    NO_PLACE = 0
    """A newspaper, a person, a government, background: no place of the event at all."""
    HOME = 1
    """Where a person comes from or was born, or where one who speaks is."""
    DATELINE = 2
    """Where the report was written."""
    BODY = 3
    """In the name of an organisation or unit."""
    BEARING = 4
    """Only tells where something else lies."""
    ORIGIN = 5
    """Where something came from or was fired from."""
    GOAL = 6
    """Where somebody is not yet: "unable to reach X"."""
    ASIDE = 7
    """In a subordinate clause or a list of examples."""
    NAMED = 8
    """Named as subject or object."""
    EVENT = 9
    """After a preposition of place, or as the target of an action."""


SOLID: Final = Role.GOAL
"""The weakest role that still places a sentence by itself."""


# --- what is known of a name ----------------------------------------------------------------------

_LISTS: Final = (
    "fillers", "locative", "locative_of_weak", "origin", "leaving", "persons", "government",
    "toward_government", "relations", "toward", "of_the_city", "organisations",
    "organisations_small", "organisations_before", "given_names", "compass", "bears_from",
    "speakers", "inside", "sides", "buildings", "articles", "rulers", "between", "out",
    "born", "grown", "near", "driving", "reaching", "infinitive", "motion", "way",
    "roads", "seats",
)  # fmt: skip
"""The lists of ``data/roles.toml``, where each is described; their bits in the same order."""
(
    _FILLER, _LOCATIVE, _LOCATIVE_OF_WEAK, _ORIGIN, _LEAVING, _PERSON, _GOVERNMENT,
    _TOWARD_GOVERNMENT, _RELATION, _TOWARD, _OF_THE_CITY, _ORGANISATION,
    _ORGANISATION_SMALL, _ORGANISATION_BEFORE, _GIVEN_NAME, _COMPASS, _BEARS_FROM,
    _SPEAKER, _INSIDE, _SIDE, _BUILDING, _ARTICLE, _RULER, _BETWEEN, _OUT,
    _BORN, _GROWN, _NEAR, _DRIVING, _REACHING, _INFINITIVE, _MOTION, _WAY,
    _ROAD, _SEAT,
) = (1 << bit for bit in range(len(_LISTS)))  # fmt: skip
(
    _CAPITAL, _NAMESAKE, _JOINED, _AFTER_CAPITAL, _TITLE, _OUTLET, _DATELINE, _BACKGROUND, _ASIDE,
    _DRIVEN, _HEADS, _LIFE,
) = (1 << bit for bit in range(len(_LISTS), len(_LISTS) + 12))  # fmt: skip
"""The name is the capital's, or also a given name; a hyphen joins it to the word before; the word
before, or the one after it, is not in lower case; it stands in the name of an outlet, in a
dateline, in a clause on an earlier year, in one beside the main one; a verb of driving out stands
before; the name heads the sentence, before a colon; the sentence tells of a life."""


class Named(NamedTuple):
    """A mention with the words around it, as bits of the lists that they stand in.

    ``last``, ``second`` and ``next`` are the words before and after the name; ``governing`` is the
    word that governs it, past adjectives and kinds of places ("in the besieged town of X": in),
    ``earlier`` and ``first`` the ones before that. ``stands`` are the bits of the name itself.
    After the name of the capital ``next`` is past "and the".
    """

    sentence: str
    mention: Mention
    last: int
    second: int
    next: int
    governing: int
    earlier: int
    first: int
    stands: int

    @property
    def small(self) -> bool:
        """Whether the most prominent place of the name is a small one."""
        return self.mention.places[0].kind in _SMALL


# --- the rules ------------------------------------------------------------------------------------


def _is_name_of_outlet(named: Named) -> bool:
    """Tell of *al-Quds al-Arabi*, *Enab Baladi*, *Deir Ezzor 24*."""
    return bool(named.stands & _OUTLET)


def _is_capitals_dateline(named: Named) -> bool:
    """Tell of "DAMASCUS (Reuters) -": news of the whole country are written there."""
    return bool(named.stands & _DATELINE and named.stands & _CAPITAL)


def _is_dateline(named: Named) -> bool:
    """Tell of "IDLIB, Syria (AFP) -", "درعا - "."""
    return bool(named.stands & _DATELINE)


def _is_person(named: Named) -> bool:
    """Tell of "Abu Hasan Qamishli": after a given name or a title comes a surname.

    So it is with the given name before another ("Rami Makhlouf"), with a capital before the name
    of a small place ("Rafiq Hariri"), and with a hyphen that joins it to a word ("Abd-al-Bari").
    """
    if named.stands & _JOINED or named.last & _GIVEN_NAME:
        return True
    if named.stands & _NAMESAKE and named.stands & _TITLE:
        return True
    return bool(named.stands & _AFTER_CAPITAL) and named.small and _is_after_name(named)


def _is_government(named: Named) -> bool:
    """Tell of "Damascus rejects", "an ally of Damascus", "the authorities in Damascus"."""
    if not named.stands & _CAPITAL:
        return bool(named.last & _SIDE)
    if named.next & _OF_THE_CITY or _is_bearing(named):
        return False
    if named.last & _BETWEEN:
        return bool(named.next & _GOVERNMENT)
    return bool(
        (named.governing & _INSIDE and named.earlier & _RULER)
        or named.last & _TOWARD_GOVERNMENT
        or (named.last & _TOWARD and named.second & _RELATION)
        or (named.next & _GOVERNMENT and not named.last & _LOCATIVE)
    )


def _is_building(named: Named) -> bool:
    """Tell of "Salem Mosque", "Abbas Street": called after a person."""
    return bool(named.next & _BUILDING and named.stands & _TITLE) and named.small


def _is_body(named: Named) -> bool:
    """Tell of "Euphrates Shield", "Manbij Military Council", "مركز حلب الإعلامي"."""
    if named.last & _ORGANISATION_BEFORE:
        return True
    if not named.next & _ORGANISATION:
        return False
    return bool(named.stands & _TITLE or named.next & _ORGANISATION_SMALL)


def _is_background(named: Named) -> bool:
    """Tell of "..., who was killed in X in 2016": a clause on an earlier year."""
    return bool(named.stands & _BACKGROUND)


def _is_in_a_life(named: Named) -> bool:
    """Tell of "Born in 1950 to a family in X, he studied at Y"."""
    return bool(named.stands & _LIFE)


def _heads(named: Named) -> bool:
    """Tell of "X: fire put out", unless it is the government that says so."""
    return bool(named.stands & _HEADS) and not named.stands & _CAPITAL


def _is_home(named: Named) -> bool:
    """Tell of "a trader from X", "ينحدر من X", "شاب من أبناء X", "born in X", "grew up in X"."""
    if named.governing & _ORIGIN:
        return bool(named.earlier & _PERSON)
    if named.governing & _INSIDE and named.earlier & (_BORN | _GROWN):
        return bool(named.earlier & _BORN or named.first & _BORN)
    if named.last & _TOWARD and named.second & _BORN:
        return True
    return bool(named.governing & _PERSON and named.earlier & _ORIGIN)


def _is_seat(named: Named) -> bool:
    """Tell of "a monitor based in Britain", "which is banned in Russia"."""
    if not named.mention.meaning.foreign:
        return False
    return bool(named.earlier & _SEAT and named.governing & _INSIDE)


def _is_where_they_speak(named: Named) -> bool:
    """Tell of "told Reuters from X", "a correspondent in X said"."""
    return bool(named.earlier & _SPEAKER and named.governing & (_ORIGIN | _INSIDE))


def _is_bearing(named: Named) -> bool:
    """Tell of "40 km north of X"."""
    return bool(named.last & _BEARS_FROM and named.second & _COMPASS)


def _is_left(named: Named) -> bool:
    """Tell of "withdrew from X", "ousted the group from X", "the road from X": it was there."""
    if named.stands & _DRIVEN:
        return True
    if named.governing & _ORIGIN and named.earlier & _ROAD:
        return not named.stands & _CAPITAL
    return bool(named.governing & (_ORIGIN | _OUT) and named.earlier & _LEAVING)


def _is_origin(named: Named) -> bool:
    """Tell of "rockets fired from X", "who had escaped from X"."""
    return bool(named.governing & _ORIGIN)


def _is_goal(named: Named) -> bool:
    """Tell of "unable to reach X", "told to withdraw to X", "bound for X": not there yet."""
    if named.governing & _REACHING:
        return bool(named.earlier & (_INFINITIVE | _ORIGIN))
    if not named.governing & _TOWARD:
        return False
    return bool(named.earlier & _WAY or (named.earlier & _MOTION and named.first & _INFINITIVE))


def _is_aside(named: Named) -> bool:
    """Tell of "which began in X", "including X", "After the battle of X, ..."."""
    return bool(named.stands & _ASIDE)


def _is_event(named: Named) -> bool:
    """Tell of "in X", "near the town of X", "in X province"."""
    return bool(named.governing & _LOCATIVE)


ROLE_RULES: Final[tuple[tuple[Role, Callable[[Named], bool], int], ...]] = (
    (Role.NO_PLACE, _is_name_of_outlet, _OUTLET),
    (Role.EVENT, _heads, _HEADS),
    (Role.NO_PLACE, _is_capitals_dateline, _DATELINE),
    (Role.DATELINE, _is_dateline, _DATELINE),
    (Role.NO_PLACE, _is_person, _JOINED | _GIVEN_NAME | _NAMESAKE | _AFTER_CAPITAL),
    (Role.NO_PLACE, _is_government, _CAPITAL | _SIDE),
    (Role.NO_PLACE, _is_building, _BUILDING),
    (Role.BODY, _is_body, _ORGANISATION | _ORGANISATION_BEFORE),
    (Role.NO_PLACE, _is_background, _BACKGROUND),
    (Role.EVENT, _is_left, _LEAVING | _DRIVEN | _ROAD),
    (Role.HOME, _is_in_a_life, _LIFE),
    (Role.HOME, _is_home, _PERSON | _BORN | _GROWN),
    (Role.HOME, _is_seat, _SEAT),
    (Role.HOME, _is_where_they_speak, _SPEAKER),
    (Role.BEARING, _is_bearing, _COMPASS),
    (Role.ORIGIN, _is_origin, _ORIGIN),
    (Role.GOAL, _is_goal, _REACHING | _WAY | _MOTION),
    (Role.ASIDE, _is_aside, _ASIDE),
    (Role.EVENT, _is_event, _LOCATIVE),
)
"""What parts a named place may play; a name that no rule speaks of is ``Role.NAMED``.

A rule is asked only about a name that has at least one of its bits: without, it cannot apply.
"""


# --- how the rules are asked ----------------------------------------------------------------------

_CAPITALS_NAMES: Final = frozenset(("damascus", "dimashq", "دمشق"))
_SMALL: Final = frozenset(
    ("village", "town", "neighbourhood", "hill", "landmark", "river", "island")
)
_AND_AR, _SHORTEST_AFTER_AND = ("و", "ف"), 4
_AFFIXED: Final = frozenset(("على", "إلى"))
_NOTHING: Final = (0, 0, 0)
_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[,،;:()]")
_STOPS: Final = ",،;:()"
_MARKS: Final = (*_STOPS, "“", "”", '"', "«", "»")
_ASCII_MARKS: Final = tuple(filter(str.isascii, _MARKS))
_BEFORE, _AFTER, _WORDS_BEFORE = 60, 30, 8
_HEAD_REACH, _LEADING_SIGNS = 4, " -–—•*#"
_PARTNER: Final = re.compile(r" and (?:the )?(\w+)")
_LISTED: Final = re.compile(r"\s*(?:,|،)?\s*(?:(?:and|or|as well as|و|أو)\s*)?([^,،;.]*)$")
_LATIN_WORD: Final = re.compile(r"[A-Za-z][a-z]{2,}")
_CAPITAL_BEFORE: Final = re.compile(r"[a-z,] ([A-Z][a-z]+) (?:al-|el-)?$")


def roles(sentence: str, mentions: Sequence[Mention], cues: Cues, parts: Clauses) -> list[Role]:
    """Return the part of each place that a sentence names."""
    tellers = _tellers(sentence, cues, parts)
    found: list[Role] = []
    for number, mention in enumerate(mentions):
        start = mention.start
        before = _words_before(sentence, start)
        after = _WORD.search(sentence, mention.end, mention.end + _AFTER)
        following = after[0] if after else ""
        stands = _signs_of(mention.text)
        if stands & _CAPITAL and (partner := _PARTNER.match(sentence, mention.end)):
            following = partner[1]
        if before[0][:1].isupper():
            stands |= _AFTER_CAPITAL
        if following and not following.islower():
            stands |= _TITLE
        if sentence[start - 1 : start] == "-" and not _is_joined_to_place(start, mentions[:number]):
            stands |= _JOINED
        if following == ":" and start <= _HEAD_REACH and not sentence[:start].strip(_LEADING_SIGNS):
            stands |= _HEADS
        for bit, begin, end in tellers:
            if begin <= start < end:
                stands |= bit
        role = _role(sentence, mention, before, _kinds(following), stands)
        if role is Role.NAMED and number and _is_listed(sentence, mentions[number - 1], mention):
            role = found[-1]
        found.append(role)
    return found


def _tellers(sentence: str, cues: Cues, parts: Clauses) -> list[tuple[int, int, int]]:
    """Return the parts of a sentence that tell of the names in them: a bit, start and end."""
    found: list[tuple[int, int, int]] = []
    if parts.asides:
        found += [(_ASIDE, start, end) for start, end in parts.asides]
    if parts.background:
        found += [(_BACKGROUND, start, end) for start, end in parts.background]
    if parts.dateline:
        found.append((_DATELINE, 0, parts.dateline))
    if cues.has("life") and not (cues.has("violence") or cues.has("casualties")):
        found.append((_LIFE, 0, len(sentence)))
    if cues.has("outlets"):
        found += [(_OUTLET, start, end) for start, end in cues.spans("outlets", sentence)]
    return found


def _role(
    sentence: str, mention: Mention, before: Sequence[str], following: int, stands: int
) -> Role:
    last, second = _kinds(before[0]), _kinds(before[1])
    if last & (_FILLER | _NEAR):
        governing, earlier, first = _governing(before)
    else:
        governing, earlier, first = last, second, _kinds(before[2])
    if governing & _ORIGIN and _is_driven(before):
        stands |= _DRIVEN
    rules = _rules_for(last | second | following | governing | earlier | stands)
    if not rules:
        return Role.NAMED
    named = Named(sentence, mention, last, second, following, governing, earlier, first, stands)
    for role, applies in rules:
        if applies(named):
            return role
    return Role.NAMED


@lru_cache(maxsize=4096)
def _rules_for(signs: int) -> tuple[tuple[Role, Callable[[Named], bool]], ...]:
    """Return the rules that can apply where a name has these bits, in order."""
    return tuple((role, applies) for role, applies, needs in ROLE_RULES if signs & needs)


def is_after_locative(sentence: str, mention: Mention) -> bool:
    """Tell whether a name stands right after "in" or "near", or "طريق" and the like."""
    return bool(_kinds(_words_before(sentence, mention.start)[0]) & _LOCATIVE_OF_WEAK)


def _words_before(sentence: str, position: int) -> list[str]:
    """Return the words and commas before a position, the nearest first; three empty ones follow."""
    text = sentence[max(0, position - _BEFORE) : position]
    for mark in _ASCII_MARKS if text.isascii() else _MARKS:
        if mark in text:
            text = text.replace(mark, f" {mark} " if mark in _STOPS else " ")
    words = text.split()
    words.reverse()
    return [*words[:_WORDS_BEFORE], "", "", ""]


def _governing(before: Sequence[str]) -> tuple[int, int, int]:
    """Return the word that governs a name, and the two before it; see ``Named``.

    "From a village near X" is as good as from X.
    """
    kinds = _kinds(before[0])
    found = _NOTHING
    for number, word in enumerate(before[1:], start=1):
        earlier = _kinds(word)
        if not (kinds & _FILLER or (number > 1 and earlier & _ARTICLE)):
            if found == _NOTHING or kinds & _ORIGIN:
                found = kinds, earlier, _kinds(before[min(number + 1, len(before) - 1)])
            if not (kinds & _NEAR and earlier & _FILLER):
                return found
        kinds = earlier
    return found


def _is_driven(before: Sequence[str]) -> bool:
    """Tell whether a verb of driving out stands before a name, in its clause."""
    for word in before:
        if word in _STOPS:
            return False
        if _kinds(word) & _DRIVING:
            return True
    return False


def _is_after_name(named: Named) -> bool:
    """Tell whether the word before is a name: it has a capital, begins no sentence and no title."""
    sentence, start = named.sentence, named.mention.start
    found = _CAPITAL_BEFORE.search(sentence, max(0, start - _BEFORE), start)
    if found is None or _word_kinds().get(found[1].lower(), 0) & _FILLER:
        return False
    words: list[str] = _LATIN_WORD.findall(sentence)
    return sum(word[0].isupper() for word in words) <= len(words) / 2


def _is_joined_to_place(start: int, before: Sequence[Mention]) -> bool:
    """Tell whether what a hyphen joins a name to is the name of a place too."""
    return bool(before) and before[-1].end == start - 1 and not before[-1].weak


def _is_listed(sentence: str, previous: Mention, mention: Mention) -> bool:
    """Tell whether nothing but a comma, "and" and kinds of places stand between two names."""
    between = _LISTED.match(sentence[previous.end : mention.start])
    if between is None:
        return False
    words: list[str] = _WORD.findall(between[1])
    return all(_kinds(word) & _FILLER for word in words)


@lru_cache(maxsize=16384)
def _signs_of(name: str) -> int:
    """Return what a name is by itself: the capital's, a given name."""
    written = name.lower()
    given = bool(_word_kinds().get(written, 0) & _GIVEN_NAME)
    return _CAPITAL * (written in _CAPITALS_NAMES) | _NAMESAKE * given


@lru_cache(maxsize=16384)
def _kinds(word: str) -> int:
    """Return the bits of the lists that a word stands in, in whatever form it is written."""
    kinds, form = _word_kinds(), _form(word)
    if form not in kinds and form[:1] in _AND_AR and len(form) > _SHORTEST_AFTER_AND:
        form = form[1:]
    return kinds.get(form, 0)


def _form(word: str) -> str:
    """Return a word as the lists have it; the preposition على stays apart from the name علي."""
    if word.isascii():
        return word.lower().strip("-.'")
    return word if word in _AFFIXED else " ".join(comparable(word)) or word


@cache
def _word_kinds() -> Mapping[str, int]:
    """Return the bits of each word of ``data/roles.toml``."""
    lists = word_lists("roles.toml")
    kinds: dict[str, int] = {}
    for bit, name in enumerate(_LISTS):
        for word in lists[name]:
            kinds[word] = kinds.get(word, 0) | 1 << bit
    for word, known in kinds.items():
        # In Arabic the government's name follows its verb, and kinds of places have no "of".
        if not word.isascii():
            kinds[word] = known | _TOWARD_GOVERNMENT * bool(known & _GOVERNMENT)
            kinds[word] |= _LOCATIVE_OF_WEAK * bool(known & _FILLER)
    return kinds
