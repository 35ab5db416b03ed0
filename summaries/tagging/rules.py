"""Where a sentence belongs: ``RULES``, asked in order, with the sentences before it in mind.

The first rule that applies gives the region, the reason in words, and how sure it is. Confidences
are shares of right answers on labelled sentences, rounded down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from summaries.tagging import needs
from summaries.tagging.evidence import Evidence
from summaries.tagging.placed import (
    beside,
    hint,
    is_around,
    joined,
    narrowed,
    near,
    reason,
    regions,
    settled,
    strongest,
    sure,
    without_namesakes,
)
from summaries.tagging.reading import Reading
from summaries.tagging.roles import Role
from summaries.tagging.sections import COUNTRYWIDE
from summaries.tagging.thread import Thread, Verdict
from summaries.tagging.topics import (
    is_aid,
    is_capital,
    is_comment,
    is_near,
    is_on_countrys_politics,
    is_on_pronoun,
    is_part_of_city,
    is_toll_of_war,
    on_event,
    on_other_front,
    on_scene,
    only_speaks_abroad,
    says_little,
)
from summaries.types import RegionId

_MANY: Final = 3


# --- the rules ------------------------------------------------------------------------------------


def three_regions(reading: Reading, thread: Thread) -> Verdict | None:
    """Make a sentence with places of three regions or more country-wide, beside all of them."""
    if len(reading.solid) < _MANY:
        return None
    named = [sign for sign in reading.solid if sign.role >= Role.NAMED]
    if named and len(regions(settled(named, thread))) < _MANY - 1:
        return None
    told = regions(without_namesakes(settled(reading.solid, thread)))
    if len(told) < _MANY:
        return None
    listed = ", ".join(map(thread.titles, told))
    return _countrywide(0.85, f"names places in three regions or more: {listed}", told)


def country_as_a_whole(reading: Reading, thread: Thread) -> Verdict | None:
    """Make a sentence country-wide whose main clause speaks of the country; places are examples."""
    if not reading.on_war and (
        not reading.whole or any(sign.role > Role.ASIDE for sign in reading.evidence)
    ):
        return None
    if not reading.solid and not reading.cues.has("everywhere") and on_scene(reading, thread):
        return None
    also = regions(settled(reading.solid, thread))
    return _countrywide(0.85, "speaks of the country as a whole", also)


def capital_in_politics(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the capital for the seat of politics: "talks in Damascus", "a diplomat in Damascus"."""
    signs, cues = reading.solid, reading.cues
    political = cues.has("politics") or reading.rulers or reading.foreign
    if not political or cues.has("violence") or not all(map(is_capital, signs)):
        return None
    if any(is_part_of_city(sign, reading.text) for sign in signs):
        return None
    if thread.scene is not None and on_event(reading, thread):
        return thread.scene.inherited(0.6, "comes back to the place that the report is set in")
    if thread.in_mind is not None and on_scene(reading, thread):
        return thread.in_mind.inherited(0.6, "speaks of the place told before")
    also = regions(settled(signs, thread))
    verdict = _countrywide(0.6, "politics in the capital: tied to no place", also)
    return verdict._replace(passing=thread.stays and thread.is_set_there)


def happened_near(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the place near which one lies that the list lacks: "The village lies north of X".

    So is a place of violence that is told by nothing else: "an ambush south of X".
    """
    if reading.evidence[0].role is not Role.BEARING:
        return None
    if not reading.cues.has("lies") and (reading.solid or not reading.cues.has("violence")):
        return None
    if (reading.leans and thread.stays) or on_scene(reading, thread):
        return None
    return near(reading.evidence[:1], thread)


def on_the_way(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the place on whose road it happened: "the road between X and Y", in one governorate.

    In a report by sections one region is enough.
    """
    ends = [sign for sign in reading.evidence if sign.role is Role.ROUTE]
    if reading.solid or not ends or on_scene(reading, thread):
        return None
    is_one = len({sign.place.governorate for sign in ends if sign.place is not None}) == 1
    if thread.section is not None and len(ends) > 1:
        is_one = len(regions(settled(ends, thread))) == 1
    return near(ends, thread) if is_one else None


def place_of_event(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the place of the event: the strongest sign; of equals that in the section, or the first.

    A doubtful one yields to one in the region of the title. The others go beside it. A place in a
    subordinate clause says nothing where the sentence goes on with what was told, or is on the
    politics of the country.
    """
    cues = reading.cues
    solid: Iterable[Evidence] = reading.solid
    if reading.section is not None and (cues.has("rulers") or cues.has("politics")):
        solid = (sign for sign in reading.solid if not is_capital(sign))
    signs = without_namesakes(settled(solid, thread))
    if not signs:
        return None
    first = strongest(signs, thread.section)
    if thread.section is None and thread.stays:
        first = joined(first, signs, thread.local, reading.text)
    if first.is_doubtful:
        first = strongest(signs, thread.expected)
    if first.sign.role is Role.ASIDE and is_on_countrys_politics(reading):
        return None
    if thread.stays and says_little(first.sign.role, reading):
        return None
    if on_scene(reading, thread) and is_around(first, reading.text, thread.in_mind):
        return None
    also = beside(first, signs, reading.evidence, thread)
    first = first._replace(place=narrowed(first, signs, reading.text))
    return Verdict(first.region, also, first.place, sure(first, also), reason(first, thread))


def opens_section(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the region that a heading or an opener names."""
    if reading.section is None:
        return None
    why = f"opens the section {thread.titles(reading.section)}"
    return Verdict(reading.section, (), None, 0.9, why)


def tally(reading: Reading, thread: Thread) -> Verdict | None:
    """Make thousands of dead since something began country-wide: they are those of the war."""
    if not is_toll_of_war(reading):
        return None
    if on_event(reading, thread) or any(sign.role is Role.BEARING for sign in reading.evidence):
        return None
    return _countrywide(0.8, "counts the dead of the war")


def left_the_country(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the place from which somebody went abroad: "moved prisoners from X to Iraq"."""
    if reading.solid or not reading.foreign:
        return None
    left = [s for s in reading.evidence if s.role is Role.ORIGIN and not is_capital(s)]
    return near(left, thread) if len(regions(settled(left, thread))) == 1 else None


def comment(reading: Reading, thread: Thread) -> Verdict | None:
    """Put who denies, condemns or looks into all that a report told of so far where that was."""
    scene = thread.only_scene
    if scene is None or not is_comment(reading) or on_other_front(reading):
        return None
    return scene.inherited(0.65, "comments on all that the report told of so far")


def politics(reading: Reading, thread: Thread) -> Verdict | None:
    """Make statements, diplomacy, those who rule, and places abroad country-wide.

    In a section of its region a report may speak of them too: there it must name Syria as well, or
    turn to them ("Meanwhile, the envoy ...").
    Officials who tell whom the attack killed, or speak of the attack that a report is set in, tell
    of it; so do those abroad who comment on what a report is set in, unless they speak of Syria.
    """
    cues, inside = reading.cues, thread.section is not None and not thread.has_left_section
    is_told = cues.has("casualties") or (thread.stays and thread.is_set_there)
    if on_scene(reading, thread) or (is_told and on_event(reading, thread)):
        return None
    if (thread.stays and is_aid(cues) and not reading.turns) or is_near(reading):
        return None
    goes_on = inside or thread.stays
    political = cues.has("politics") and (
        not inside or reading.turns or any(map(cues.has, ("name", "country", "affairs")))
    )
    if political or (reading.rulers and not inside and not (reading.leans and goes_on)):
        return _countrywide(0.85, "politics and statements, tied to no place in Syria")
    if reading.syria_first or (cues.has("name") and not reading.leans and (not goes_on or inside)):
        return _countrywide(0.8, "speaks of Syria, names no place in it")
    abroad = reading.foreign or (cues.has("abroad") and not inside)
    if abroad and not only_speaks_abroad(reading, thread):
        return _countrywide(0.7, f"{reading.foreign or 'a place abroad'} lies outside Syria")
    return None


def syria_in_passing(reading: Reading, thread: Thread) -> Verdict | None:
    """Make a sentence on what is so "in Syria" country-wide; the next goes on with the story."""
    cues = reading.cues
    if cues.has("body_in_country") or cues.has("event"):
        return None
    if reading.leans or thread.section is not None or on_scene(reading, thread):
        return None
    return _countrywide(0.7, "speaks of Syria in passing")._replace(passing=True)


def comes_home(reading: Reading, thread: Thread) -> Verdict | None:
    """Put the head of a paragraph back where the report is set after one that told of elsewhere."""
    home = thread.home
    if home is None or thread.section is not None:
        return None
    goes_on = is_on_pronoun(reading) or reading.turns
    if goes_on or reading.whole or reading.cues.has("name"):
        return None
    return home.inherited(0.6, "opens a paragraph; comes back to where the report is set")


def continues_local(reading: Reading, thread: Thread) -> Verdict | None:
    """Put "the town", "the attack", "residents" where the last place was."""
    if not on_scene(reading, thread) or thread.in_mind is None:
        return None
    return thread.in_mind.inherited(0.75, "speaks of the place told before")


def with_person(reading: Reading, thread: Thread) -> Verdict | None:
    """Put "Abu Samer hopes ..." where the report first told of him."""
    told = next(filter(None, map(thread.people.get, reading.persons)), None)
    return told.inherited(0.6, "comes back to a person who was told of there") if told else None


def continues(reading: Reading, thread: Thread) -> Verdict | None:
    """Put a sentence that leans on the one before it where that one is."""
    if reading.turns or thread.last is None:
        return None
    return thread.last.inherited(0.8, "continues the sentence before it")


def in_section(_reading: Reading, thread: Thread) -> Verdict | None:
    """Put a sentence without a place of its own into its section."""
    if thread.section is None or thread.has_left_section:
        return None
    why = f"names no place; stands in the section {thread.titles(thread.section)}"
    return Verdict(thread.section, (), None, 0.75, why)


def from_or_near(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the place north of which it happened, or else, where nothing runs, an origin."""
    roles = (Role.BEARING,) if thread.stays else (Role.BEARING, Role.ORIGIN)
    return near((sign for sign in reading.evidence if sign.role in roles), thread)


def weak_sign(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the place in an organisation's name, a home town or a dateline if all else is silent."""
    if thread.stays:
        return None
    return hint((s for s in reading.evidence if not s.solid and s.role > Role.NO_PLACE), thread)


def ambiguous(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the most prominent of several places of a name where nothing decides, hardly sure."""
    if thread.stays:
        return None
    for sign in reading.solid:
        choices = [(place.region, place) for place in sign.choices if place.region is not None]
        if choices:
            region, place = choices[0]
            also = tuple(dict.fromkeys(r for r, _ in choices if r != region))
            may_be = " or ".join(place.lies_in for _, place in choices)
            why = f"{sign.text} may be {may_be}: nothing decides"
            return Verdict(region, also, place, 0.4, why)
    return None


def returns(reading: Reading, thread: Thread) -> Verdict | None:
    """Put "the blast" back where the report is set, after a word on the country."""
    local = thread.scene
    if local is None or reading.leans or not on_event(reading, thread):
        return None
    if thread.stays and not thread.has_drifted:
        return None
    return local.inherited(0.6, "comes back to the place that the report is set in")


def back_to_scene(reading: Reading, thread: Thread) -> Verdict | None:
    """Go back to the only place that a report told of, after a word on the country."""
    has = reading.cues.has
    if thread.stays or any(map(has, ("affairs", "name", "country", "everywhere"))):
        return None
    scene = thread.only_scene
    if scene is None or not thread.is_told_often(scene.region):
        return None
    return scene.inherited(0.6, "comes back to the only place that the report told of")


def too_long_ago(_reading: Reading, thread: Thread) -> Verdict | None:
    """End the inheritance where the last place was long ago, and the report is not set there."""
    if thread.last is None or not thread.has_drifted:
        return None
    return _countrywide(0.5, "names no place, and the last one is long ago")


def follows(_reading: Reading, thread: Thread) -> Verdict | None:
    """Leave a sentence that opens nothing new where the sentence before was."""
    if thread.last is None:
        return None
    return thread.last.inherited(0.65, "names no place; follows the sentence before it")


def under_title(_reading: Reading, thread: Thread) -> Verdict | None:
    """Put the first sentences of a report where its title, or else its dateline, says."""
    if thread.title is None:
        return None
    return thread.title.inherited(0.6, "names no place; title or dateline does")


def unplaced(_reading: Reading, _thread: Thread) -> Verdict:
    """Make everything else country-wide, and say that it is not sure."""
    return _countrywide(0.3, "names no place, and nothing before it does")


Rule = Callable[[Reading, Thread], Verdict | None]

RULES: Final[tuple[tuple[Rule, int], ...]] = (
    (three_regions, needs.SOLID),
    (country_as_a_whole, needs.COUNTRY),
    (capital_in_politics, needs.SOLID),
    (happened_near, needs.HINT),
    (on_the_way, needs.HINT),
    (place_of_event, needs.SOLID),
    (opens_section, needs.SECTION),
    (tally, needs.CASUALTIES),
    (left_the_country, needs.HINT),
    (comment, needs.SPEAKS),
    (politics, needs.NOTHING),
    (syria_in_passing, needs.IN_COUNTRY),
    (comes_home, needs.NOTHING),
    (continues_local, needs.NOTHING),
    (with_person, needs.PERSON),
    (continues, needs.LEANS),
    (in_section, needs.NOTHING),
    (from_or_near, needs.HINT),
    (weak_sign, needs.HINT),
    (ambiguous, needs.SOLID),
    (returns, needs.NOTHING),
    (back_to_scene, needs.NOTHING),
    (too_long_ago, needs.NOTHING),
    (follows, needs.NOTHING),
    (under_title, needs.NOTHING),
    (unplaced, needs.NOTHING),
)
"""Every rule by which a sentence gets its region, in the order in which they are asked.

A rule is asked only about a sentence that has what stands beside it; see ``tagging.needs``.
"""


def decide(reading: Reading, thread: Thread) -> Verdict:
    """Return the verdict of the first rule that applies."""
    for rule in _rules_for(needs.met_by(reading)):
        verdict = rule(reading, thread)
        if verdict is not None:
            return verdict
    return unplaced(reading, thread)


@cache
def _rules_for(met: int) -> tuple[Rule, ...]:
    """Return the rules that can apply to a sentence that meets these needs, in order."""
    return tuple(rule for rule, needed in RULES if met & needed)


def _countrywide(sure: float, why: str, also: tuple[RegionId, ...] = ()) -> Verdict:
    return Verdict(COUNTRYWIDE, also, None, sure, why)
