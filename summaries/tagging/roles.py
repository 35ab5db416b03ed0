"""What part a named place plays in its sentence: the place of the event, or something else.

``ROLE_RULES`` is the whole of it: the first rule that applies decides. The rules look at the words
beside the name (``tagging.wordkinds``) and at the clause that it stands in. All that is known of a
name are bits of one number; they tell which rules can apply, and ``tagging.casting`` asks no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum
from typing import Final, NamedTuple

from summaries.gazetteer import Mention
from summaries.tagging import wordkinds as kind
from summaries.tagging.neighbours import REACH
from summaries.tagging.wordkinds import kinds_of


class Role(IntEnum):
    """Parts that a named place plays, the stronger sign of where the event happened the higher."""

    NO_PLACE = 0
    """A newspaper, a person, a government, background: no place of the event at all."""
    HOME = 1
    """Where a person comes from or was born, or where one who speaks is."""
    DATELINE = 2
    """Where the report was written."""
    ROUTE = 3
    """The end of a road or a line, which may run anywhere."""
    BODY = 4
    """In the name of an organisation or unit."""
    BEARING = 5
    """Only tells where something else lies."""
    ORIGIN = 6
    """Where something came from or was fired from."""
    GOAL = 7
    """Where somebody is not yet: "unable to reach X"."""
    ASIDE = 8
    """In a subordinate clause or a list of examples."""
    NAMED = 9
    """Named as subject or object."""
    EVENT = 10
    """After a preposition of place, or as the target of an action."""
    SCENE = 11
    """In the place with which a sentence opens: "In X, ..."."""


SOLID: Final = Role.GOAL
"""The weakest role that still places a sentence by itself."""


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
    """Tell of *al-Quds al-Arabi*, *Enab Baladi*, *Deir Ezzor 24*, and "الخابور:" at the head."""
    is_river = named.mention.places[0].kind == "river"
    return bool(named.stands & kind.OUTLET or (is_river and named.stands & kind.HEADS))


def _is_capitals_dateline(named: Named) -> bool:
    """Tell of "DAMASCUS (Reuters) -": news of the whole country are written there."""
    return bool(named.stands & kind.DATELINE and named.stands & kind.CAPITAL)


def _is_dateline(named: Named) -> bool:
    """Tell of "IDLIB, Syria (AFP) -", "درعا - "."""
    return bool(named.stands & kind.DATELINE)


def _is_person(named: Named) -> bool:
    """Tell of "Abu Hasan Qamishli": after a given name or a title comes a surname.

    So it is with the given name before another ("Rami Makhlouf"), with a capital before the name
    of a small place ("Rafiq Hariri"), with a hyphen that joins it to a word ("Abd-al-Bari"), in
    Arabic with a title and a name before it ("المقاتل شيار عفرين"), with two names before it ("Abu
    Hatem Shaqra"), and where it is told who bears it ("Zozan Afrin, a nurse").
    """
    if named.stands & kind.JOINED or named.last & kind.GIVEN_NAME:
        return True
    if named.stands & kind.NAMESAKE and named.stands & kind.TITLE:
        return True
    is_name = bool(named.second & kind.GIVEN_NAME and named.stands & kind.AFTER_CAPITAL)
    if (is_name or named.second & kind.PERSON_TITLE) and not named.last:
        return True
    if named.stands & kind.APPOSED:
        return not named.last
    return bool(named.stands & kind.AFTER_CAPITAL) and named.small and _is_after_name(named)


def _is_government(named: Named) -> bool:
    """Tell of "Damascus rejects", "an ally of Damascus", "the authorities in Damascus".

    So is "In Damascus, the Transport Ministry said": the news of the whole country are told there.
    """
    if not named.stands & kind.CAPITAL:
        return bool(named.last & kind.SIDE)
    if named.next & kind.OF_THE_CITY or _is_bearing(named):
        return False
    if named.last & kind.BETWEEN:
        return bool(named.next & kind.GOVERNMENT)
    return bool(
        named.stands & kind.SPEAKS
        or (named.governing & kind.INSIDE and named.earlier & kind.RULER)
        or (named.governing & kind.INSIDE and named.first & kind.MINISTRY)
        or named.last & kind.TOWARD_GOVERNMENT
        or (named.last & kind.TOWARD and named.second & kind.RELATION)
        or (named.last & kind.TOWARD and (named.second | named.first) & kind.ATTRIBUTING)
        or (named.next & kind.GOVERNMENT and not named.last & kind.LOCATIVE)
    )


def _is_cheered(named: Named) -> bool:
    """Tell of "a rally in solidarity with X", "نصرة لحلب": it is held elsewhere."""
    return bool((named.last | named.second) & kind.SOLIDARITY)


def _is_building(named: Named) -> bool:
    """Tell of "Salem Mosque", "Abbas Street", the "Zayn al-Abidin mosque": after a person."""
    if not named.next & kind.BUILDING:
        return False
    where = named.mention.places[0].kind
    return where in _UNBUILT or bool(named.stands & kind.TITLE and named.small)


def _is_body(named: Named) -> bool:
    """Tell of "Euphrates Shield", "Manbij Military Council", "مركز حلب الإعلامي".

    A military airport or hospital is a place: "مطار أبو الظهور العسكري", "مشفى حمص العسكري".
    """
    if named.last & kind.ORGANISATION_BEFORE:
        return True
    is_built = named.mention.places[0].kind in _BUILT or named.last & kind.HOSPITAL
    if is_built or not named.next & kind.ORGANISATION:
        return False
    return bool(named.stands & kind.TITLE or named.next & kind.ORGANISATION_SMALL)


def _is_background(named: Named) -> bool:
    """Tell of "..., who was killed in X in 2016": a clause on an earlier year."""
    return bool(named.stands & kind.BACKGROUND)


def _is_in_a_life(named: Named) -> bool:
    """Tell of "Born in 1950 to a family in X, he studied at Y", "the former governor of X"."""
    return bool(named.stands & kind.LIFE)


def _heads(named: Named) -> bool:
    """Tell of "X: fire put out", unless it is the government that says so."""
    return bool(named.stands & kind.HEADS) and not named.stands & kind.CAPITAL


def _is_home(named: Named) -> bool:
    """Tell of "a trader from X", "ينحدر من X", "شاب من أبناء X", "born in X", "X-born".

    A number of a town's inhabitants are rather there: "عدد من أهالي X".
    """
    if named.next & kind.BORN and named.sentence.startswith("-", named.mention.end):
        return True
    if named.governing & kind.ORIGIN:
        return bool(named.earlier & kind.PERSON)
    if named.governing & kind.INSIDE and named.earlier & (kind.BORN | kind.GROWN):
        return bool(named.earlier & kind.BORN or named.first & kind.BORN)
    if named.last & kind.TOWARD and named.second & kind.BORN:
        return True
    if named.governing & kind.INHABITANT and named.first & kind.SOME:
        return False
    return bool(named.governing & kind.PERSON and named.earlier & kind.ORIGIN)


def _is_seat(named: Named) -> bool:
    """Tell of "a monitor based in Britain", "which is banned in Russia"."""
    if not named.mention.meaning.foreign:
        return False
    return bool(named.earlier & kind.SEAT and named.governing & kind.INSIDE)


def _is_where_they_speak(named: Named) -> bool:
    """Tell of "told Reuters from X", "a correspondent in X said", "the centre at X said"."""
    if named.stands & kind.SPEAKS:
        return True
    return bool(named.earlier & kind.SPEAKER and named.governing & (kind.ORIGIN | kind.INSIDE))


def _is_bearing(named: Named) -> bool:
    """Tell of "40 km north of X", "(35 كم جنوب مدينة X)", "الواقعة شرقي X"."""
    if named.stands & kind.BESIDE or named.governing & (kind.DISTANCE | kind.LYING):
        return True
    return bool(named.last & kind.BEARS_FROM and named.second & kind.COMPASS)


def _is_left(named: Named) -> bool:
    """Tell of "withdrew from X", "ousted the group from X", "the road from X": it was there."""
    if named.stands & kind.DRIVEN:
        return True
    if named.governing & kind.ORIGIN and named.earlier & kind.ROAD:
        return not named.stands & kind.CAPITAL
    return bool(named.governing & (kind.ORIGIN | kind.OUT) and named.earlier & kind.LEAVING)


def _is_origin(named: Named) -> bool:
    """Tell of "rockets fired from X", "غادر بلدته X", not of what enters from a gate.

    So is where those stand who fire: "artillery positioned at X shelled Y".
    """
    if named.governing & kind.LOCATIVE and named.earlier & kind.STATIONED:
        return True
    is_gate = named.mention.places[0].kind == "crossing"
    if named.governing & kind.ABANDONING:
        return bool(named.last & kind.OWN)
    if named.governing & kind.FLEEING:
        return True
    return bool(named.governing & kind.ORIGIN) and not is_gate


def _is_goal(named: Named) -> bool:
    """Tell of "unable to reach X", "told to withdraw to X", "the road to X": not there yet.

    Nor was the event where the hurt are brought: "taken to a hospital in X".
    """
    if named.governing & kind.REACHING:
        return bool(named.earlier & (kind.INFINITIVE | kind.ORIGIN))
    if named.stands & (kind.LEFT | kind.TREATED):
        return True
    if not named.governing & kind.TOWARD:
        return False
    return bool(
        named.earlier & (kind.WAY | kind.ROAD)
        or (named.earlier & kind.MOTION and named.first & kind.INFINITIVE)
    )


def _is_aside(named: Named) -> bool:
    """Tell of "which began in X", "including X", "After the battle of X, ..."."""
    return bool(named.stands & kind.ASIDE)


def _is_end_of_line(named: Named) -> bool:
    """Tell of "the highway between X and Y", "a line linking X to Y": it may run anywhere."""
    if named.governing & kind.BETWEEN:
        return bool(named.earlier & kind.ROAD)
    return bool(named.governing & kind.LINKING or named.stands & kind.LINKED)


def _opens(named: Named) -> bool:
    """Tell of "In X, ..." and "وفي X ...": the scene of the sentence, unless the government's."""
    return bool(named.stands & kind.OPENS) and not named.stands & kind.CAPITAL


def _is_event(named: Named) -> bool:
    """Tell of "in X", "near the town of X", "in X province"."""
    return bool(named.governing & kind.LOCATIVE)


ROLE_RULES: Final[tuple[tuple[Role, Callable[[Named], bool], int], ...]] = (
    (Role.NO_PLACE, _is_name_of_outlet, kind.OUTLET | kind.HEADS),
    (Role.EVENT, _heads, kind.HEADS),
    (Role.NO_PLACE, _is_capitals_dateline, kind.DATELINE),
    (Role.DATELINE, _is_dateline, kind.DATELINE),
    (
        Role.NO_PLACE,
        _is_person,
        kind.JOINED
        | kind.GIVEN_NAME
        | kind.NAMESAKE
        | kind.AFTER_CAPITAL
        | kind.PERSON_TITLE
        | kind.APPOSED,
    ),
    (Role.NO_PLACE, _is_cheered, kind.SOLIDARITY),
    (Role.NO_PLACE, _is_government, kind.CAPITAL | kind.SIDE),
    (Role.NO_PLACE, _is_building, kind.BUILDING),
    (Role.BODY, _is_body, kind.ORGANISATION | kind.ORGANISATION_BEFORE),
    (Role.NO_PLACE, _is_background, kind.BACKGROUND),
    (Role.EVENT, _is_left, kind.LEAVING | kind.DRIVEN | kind.ROAD),
    (Role.HOME, _is_in_a_life, kind.LIFE),
    (Role.HOME, _is_home, kind.PERSON | kind.BORN | kind.GROWN),
    (Role.HOME, _is_seat, kind.SEAT),
    (Role.HOME, _is_where_they_speak, kind.SPEAKER | kind.SPEAKS),
    (Role.BEARING, _is_bearing, kind.COMPASS | kind.BESIDE | kind.DISTANCE | kind.LYING),
    (Role.ORIGIN, _is_origin, kind.ORIGIN | kind.ABANDONING | kind.STATIONED | kind.FLEEING),
    (Role.ROUTE, _is_end_of_line, kind.BETWEEN | kind.LINKING | kind.LINKED),
    (
        Role.GOAL,
        _is_goal,
        kind.REACHING | kind.WAY | kind.ROAD | kind.MOTION | kind.LEFT | kind.TREATED,
    ),
    (Role.ASIDE, _is_aside, kind.ASIDE),
    (Role.SCENE, _opens, kind.OPENS),
    (Role.EVENT, _is_event, kind.LOCATIVE),
)
"""What parts a named place may play; a name that no rule speaks of is ``Role.NAMED``.

A rule is asked only about a name that has at least one of its bits: without, it cannot apply.
"""


# --- what the rules share -------------------------------------------------------------------------

_SMALL: Final = frozenset(
    ("village", "town", "neighbourhood", "hill", "landmark", "river", "island")
)
_BUILT: Final = frozenset(("airbase", "prison"))
_UNBUILT: Final = frozenset(("hill", "river", "island"))
_LATIN_WORD: Final = re.compile(r"[A-Za-z][a-z]{2,}")
_CAPITAL_BEFORE: Final = re.compile(r"[a-z,] ([A-Z][a-z]+) (?:al-|el-)?$")


def _is_after_name(named: Named) -> bool:
    """Tell whether the word before is a name: it has a capital, begins no sentence and no title."""
    sentence, start = named.sentence, named.mention.start
    found = _CAPITAL_BEFORE.search(sentence, max(0, start - REACH), start)
    if found is None or kinds_of(found[1].lower()) & kind.FILLER:
        return False
    words: list[str] = _LATIN_WORD.findall(sentence)
    return sum(word[0].isupper() for word in words) <= len(words) / 2
