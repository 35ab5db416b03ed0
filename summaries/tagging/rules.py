"""Where a sentence belongs: ``RULES``, asked in order, with the sentences before it in mind.

The first rule that applies gives the region, the reason in words, and how sure it is. Confidences
are shares of right answers on labelled sentences, rounded down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from summaries.tagging.cues import Cues
from summaries.tagging.evidence import Evidence
from summaries.tagging.placed import (
    is_around,
    joined,
    reason,
    regions,
    settled,
    strongest,
    sure,
    where,
)
from summaries.tagging.reading import Reading
from summaries.tagging.roles import Role
from summaries.tagging.sections import COUNTRYWIDE
from summaries.tagging.thread import Thread, Verdict
from summaries.tagging.wordlists import word_lists
from summaries.types import RegionId

_MANY: Final = 3
_THOUSANDS: Final = re.compile(
    r"(?<![\d$])(?:\d{1,3}[,.]\d{3}|[13-9]\d{3}(?<!19\d\d)|2[1-9]\d\d|\d{5,})(?!\d)|\d ألف"
)
"""Numbers of four digits and more, and no years."""
_SINCE: Final = frozenset(("since", "منذ"))
_SINCE_THEN: Final = re.compile(
    r"\bsince (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\bsince (?:early |late |last )"
    r"|\bsince (?!(?:the )?(?:war|conflict|uprising|revolt|protests|fighting|unrest|crisis|violence"
    r"|it)\b)[^,.;]{0,60}(?:launched|offensive|assault|operation)"
)
"""Of one offensive and not of the war: "since the army launched its assault"."""
_ASKED: Final = frozenset(("un", "united nations", "الامم المتحده", "international community"))
_CITIES: Final = frozenset(("governorate", "district", "subdistrict", "city"))


# --- the rules ------------------------------------------------------------------------------------


def three_regions(reading: Reading, thread: Thread) -> Verdict | None:
    """Make a sentence with places of three regions or more country-wide, beside all of them."""
    if len(reading.solid) < _MANY:
        return None
    named = [sign for sign in reading.solid if sign.role >= Role.NAMED]
    if named and len(regions(settled(named, thread))) < _MANY - 1:
        return None
    told = regions(settled(reading.solid, thread))
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
    if not reading.solid and not reading.cues.has("everywhere") and _on_scene(reading, thread):
        return None
    also = regions(settled(reading.solid, thread))
    return _countrywide(0.85, "speaks of the country as a whole", also)


def capital_in_politics(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the capital for the seat of politics: "talks in Damascus", "a diplomat in Damascus"."""
    signs, cues = reading.solid, reading.cues
    if not signs:
        return None
    political = cues.has("politics") or reading.rulers or reading.foreign
    if not political or cues.has("violence") or not all(map(_is_capital, signs)):
        return None
    if thread.scene is not None and _on_event(reading, thread):
        return thread.scene.inherited(0.6, "comes back to the place that the report is set in")
    also = regions(settled(signs, thread))
    return _countrywide(0.6, "politics in the capital: tied to no place", also)


def happened_near(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the place near which one lies that the list lacks: "The village lies north of X".

    So is a place of violence that is told by nothing else: "an ambush south of X".
    """
    if not reading.evidence or reading.evidence[0].role is not Role.BEARING:
        return None
    if not reading.cues.has("lies") and (reading.solid or not reading.cues.has("violence")):
        return None
    if (reading.leans and thread.stays) or _on_scene(reading, thread):
        return None
    return _near(reading.evidence[:1], thread)


def on_the_way(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the place on whose road it happened: "the road between X and Y", in one governorate."""
    ends = [sign for sign in reading.evidence if sign.role is Role.ROUTE]
    if not ends or reading.solid or _on_scene(reading, thread):
        return None
    if len({sign.place.governorate for sign in ends if sign.place is not None}) != 1:
        return None
    return _near(ends, thread)


def place_of_event(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the place of the event: the strongest sign; of equals that in the section, or the first.

    A doubtful one yields to one in the region of the title. The others go beside it. A place in a
    subordinate clause says nothing where the sentence goes on with what was told.
    """
    if not reading.solid:
        return None
    cues = reading.cues
    seat = reading.section is not None and (cues.has("rulers") or cues.has("politics"))
    signs = settled((s for s in reading.solid if not (seat and _is_capital(s))), thread)
    if not signs:
        return None
    first = strongest(signs, thread.section)
    if thread.section is None and thread.stays:
        first = joined(first, signs, thread.local, reading.text)
    if first.is_doubtful:
        first = strongest(signs, thread.expected)
    if thread.stays and _says_little(first.sign.role, reading):
        return None
    if _on_scene(reading, thread) and is_around(first, reading.text, thread.in_mind):
        return None
    origins = [sign for sign in reading.evidence if sign.role is Role.ORIGIN]
    beside = regions((*signs, *settled(origins, thread)))
    if any(placed.sign.open for placed in signs):
        beside = (*beside, *filter(None, thread.deir_ez_zor))
    also = tuple(dict.fromkeys(region for region in beside if region != first.region))
    return Verdict(first.region, also, first.place, sure(first, also), reason(first, thread))


def opens_section(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the region that a heading or an opener names."""
    if reading.section is None:
        return None
    why = f"opens the section {thread.titles(reading.section)}"
    return Verdict(reading.section, (), None, 0.9, why)


def tally(reading: Reading, thread: Thread) -> Verdict | None:
    """Make thousands of dead since something began country-wide: they are those of the war."""
    signs = word_lists("discourse.toml")["war"].intersection(reading.cues.words)
    if not reading.cues.has("casualties") or not signs:
        return None
    if signs <= _SINCE and _SINCE_THEN.search(reading.text) is not None:
        return None
    if _on_event(reading, thread) or any(sign.role is Role.BEARING for sign in reading.evidence):
        return None
    if _THOUSANDS.search(reading.text) is None:
        return None
    return _countrywide(0.8, "counts the dead of the war")


def politics(reading: Reading, thread: Thread) -> Verdict | None:
    """Make statements, diplomacy, those who rule, and places abroad country-wide.

    In a section of its region a report may speak of them too: there it must name Syria as well, or
    turn to them ("Meanwhile, the envoy ...").
    Officials who tell whom the attack killed tell of the attack.
    """
    cues, inside = reading.cues, thread.section is not None and not thread.has_left_section
    if _on_scene(reading, thread) or (cues.has("casualties") and _on_event(reading, thread)):
        return None
    if (thread.stays and _is_aid(cues) and not reading.turns) or _is_near(reading):
        return None
    goes_on = inside or thread.stays
    political = cues.has("politics") and (
        not inside or reading.turns or cues.has("name") or cues.has("country")
    )
    if political or (reading.rulers and not inside and not (reading.leans and goes_on)):
        return _countrywide(0.85, "politics and statements, tied to no place in Syria")
    if reading.syria_first or (cues.has("name") and not reading.leans and not goes_on):
        return _countrywide(0.8, "speaks of Syria, names no place in it")
    if reading.foreign or (cues.has("abroad") and not inside):
        return _countrywide(0.7, f"{reading.foreign or 'a place abroad'} lies outside Syria")
    return None


def syria_in_passing(reading: Reading, thread: Thread) -> Verdict | None:
    """Make a sentence on what is so "in Syria" country-wide; the next goes on with the story."""
    cues = reading.cues
    if not cues.has("in_country") or cues.has("body_in_country") or cues.has("event"):
        return None
    if reading.leans or thread.section is not None or _on_scene(reading, thread):
        return None
    return _countrywide(0.7, "speaks of Syria in passing")._replace(passing=True)


def continues_local(reading: Reading, thread: Thread) -> Verdict | None:
    """Put "the town", "the attack", "residents" where the last place was."""
    if not _on_scene(reading, thread) or thread.in_mind is None:
        return None
    return thread.in_mind.inherited(0.75, "speaks of the place told before")


def continues(reading: Reading, thread: Thread) -> Verdict | None:
    """Put a sentence that leans on the one before it where that one is."""
    if not reading.leans or reading.turns or thread.last is None:
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
    near = (Role.BEARING,) if thread.stays else (Role.BEARING, Role.ORIGIN)
    return _near((sign for sign in reading.evidence if sign.role in near), thread)


def weak_sign(reading: Reading, thread: Thread) -> Verdict | None:
    """Take the place in an organisation's name, a home town or a dateline if all else is silent."""
    if thread.stays:
        return None
    return _hint((s for s in reading.evidence if not s.solid and s.role > Role.NO_PLACE), thread)


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
    if local is None or reading.leans or not _on_event(reading, thread):
        return None
    if thread.stays and not thread.has_drifted:
        return None
    return local.inherited(0.6, "comes back to the place that the report is set in")


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

RULES: Final[tuple[Rule, ...]] = (
    three_regions,
    country_as_a_whole,
    capital_in_politics,
    happened_near,
    on_the_way,
    place_of_event,
    opens_section,
    tally,
    politics,
    syria_in_passing,
    continues_local,
    continues,
    in_section,
    from_or_near,
    weak_sign,
    ambiguous,
    returns,
    too_long_ago,
    follows,
    under_title,
    unplaced,
)
"""Every rule by which a sentence gets its region, in the order in which they are asked."""


def decide(reading: Reading, thread: Thread) -> Verdict:
    """Return the verdict of the first rule that applies."""
    for rule in RULES:
        verdict = rule(reading, thread)
        if verdict is not None:
            return verdict
    return unplaced(reading, thread)


# --- what the rules share -------------------------------------------------------------------------


def _is_near(reading: Reading) -> bool:
    """Tell of violence that is told to have been north of a place."""
    return reading.cues.has("violence") and any(s.role is Role.BEARING for s in reading.evidence)


def _is_aid(cues: Cues) -> bool:
    """Tell whether nothing but those who help and watch in the field is political in a sentence.

    So are the United Nations beside them, where somebody appeals to them, and where they counted.
    """
    helpers = cues.phrases.get("aid", ())
    named = (*cues.phrases.get("politics", ()), *cues.phrases.get("rulers", ()))
    return (
        (bool(helpers) or cues.has("appeal") or cues.has("sourced"))
        and all(name in _ASKED or any(name in helper for helper in helpers) for name in named)
        and not any(map(cues.has, ("name", "country", "abroad", "everywhere")))
    )


def _says_little(role: Role, reading: Reading) -> bool:
    """Tell whether a place says nothing against what runs: an aside, or where nobody is yet."""
    return (role is Role.ASIDE and reading.leans) or (
        role is Role.GOAL and not reading.cues.has("politics")
    )


def _on_scene(reading: Reading, thread: Thread) -> bool:
    """Tell whether a sentence speaks of the place told before: "the town", "The attack was"."""
    return (reading.resumes or reading.cues.has("local")) and thread.in_mind is not None


def _on_event(reading: Reading, thread: Thread) -> bool:
    """Tell whether a sentence speaks of an event told before, and not of the country."""
    cues = reading.cues
    return (
        cues.has("event")
        and thread.scene is not None
        and not (cues.has("name") or cues.has("country") or cues.has("everywhere"))
    )


def written_at(dateline: Reading, thread: Thread) -> Verdict | None:
    """Return where a dateline says that a report was written, unless in the capital."""
    signs = (s for s in dateline.evidence if s.role > Role.NO_PLACE and not _is_capital(s))
    return _hint(signs, thread)


def _hint(hints: Iterable[Evidence], thread: Thread) -> Verdict | None:
    signs = settled(hints, thread)
    if not signs:
        return None
    best = strongest(signs)
    why = f"only {best.sign.text} gives a hint; {where(best, thread)}"
    return Verdict(best.region, (), best.place, 0.4, why, passing=True)


def _near(signs: Iterable[Evidence], thread: Thread) -> Verdict | None:
    near = settled(signs, thread)
    if not near:
        return None
    best = strongest(near)
    return Verdict(best.region, (), best.place, 0.6, f"from or near {where(best, thread)}")


def _is_capital(sign: Evidence) -> bool:
    place = sign.place
    return place is not None and place.governorate == "Damascus" and place.kind in _CITIES


def _countrywide(sure: float, why: str, also: tuple[RegionId, ...] = ()) -> Verdict:
    return Verdict(COUNTRYWIDE, also, None, sure, why)
