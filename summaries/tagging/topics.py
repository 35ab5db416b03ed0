"""What a sentence is about beside its places: a scene or an event told before, aid, the capital.

The rules of ``tagging.rules`` ask it.
"""

from __future__ import annotations

import re
from typing import Final

from summaries.tagging.cues import Cues
from summaries.tagging.evidence import Evidence
from summaries.tagging.reading import Reading
from summaries.tagging.roles import Role
from summaries.tagging.thread import Thread
from summaries.tagging.wordlists import word_lists

_THOUSANDS: Final = re.compile(
    r"(?<![\d$])(?:\d{1,3}[,.]\d{3}|[13-9]\d{3}(?<!19\d\d)|2[1-9]\d\d|\d{5,})(?!\d)|\d ألف"
    r"|half a million|hundreds of thousands|نصف مليون|مئات الآلاف"
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
_OTHER_FRONTS: Final = ("Iraq", "Libya", "Yemen", "العراق", "ليبيا", "اليمن")
"""Countries in which the same sides fight."""
_PART_BEFORE: Final = re.compile(
    r"\b(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)(?:ern)? (?:rural )?"
    r"|(?:parts?|streets|suburbs?|outskirts|districts?|markets?) of )$"
    r"|(?<!\w)(?:(?:جنوب|شمال|شرق|غرب)ي?|أسواق|شوارع|أحياء|ضواحي) (?:العاصمة )?$"
)
_CITIES: Final = frozenset(("governorate", "district", "subdistrict", "city"))


def on_scene(reading: Reading, thread: Thread) -> bool:
    """Tell whether a sentence speaks of the place told before: "the town", "The attack was"."""
    return (reading.resumes or reading.cues.has("local")) and thread.in_mind is not None


def on_event(reading: Reading, thread: Thread) -> bool:
    """Tell whether a sentence speaks of an event told before, and not of the country."""
    cues = reading.cues
    return (
        cues.has("event")
        and thread.scene is not None
        and not (cues.has("name") or cues.has("country") or cues.has("everywhere"))
    )


def is_comment(reading: Reading) -> bool:
    """Tell of what somebody says or does about an event, and not about the country.

    "The ministry said belts and rifles had been seized", "Damascus denied any role".
    """
    has = reading.cues.has
    about_event = map(has, ("response", "violence", "event", "casualties", "aid", "services"))
    about_country = map(has, ("affairs", "name", "country", "everywhere"))
    return any(about_event) and not reading.turns and not any(about_country)


def is_on_pronoun(reading: Reading) -> bool:
    """Tell whether a sentence is on somebody of the one before: "He ..."."""
    return not {*reading.cues.words[:1]}.isdisjoint(reading.cues.phrases.get("pronouns", ()))


def is_on_countrys_politics(reading: Reading) -> bool:
    """Tell of those who rule, and of the country by its name."""
    return reading.cues.has("name") and (reading.rulers or reading.cues.has("politics"))


def is_near(reading: Reading) -> bool:
    """Tell of violence that is told to have been north of a place."""
    return reading.cues.has("violence") and any(s.role is Role.BEARING for s in reading.evidence)


def is_aid(cues: Cues) -> bool:
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


def is_toll_of_war(reading: Reading) -> bool:
    """Tell of thousands since the war, the uprising or the like began, and not of one offensive."""
    signs = word_lists("discourse.toml")["war"].intersection(reading.cues.words)
    if not signs or (signs <= _SINCE and _SINCE_THEN.search(reading.text) is not None):
        return False
    return _THOUSANDS.search(reading.text) is not None


def is_capital(sign: Evidence) -> bool:
    """Tell whether a place is the capital itself, and none of its quarters."""
    place = sign.place
    return place is not None and place.governorate == "Damascus" and place.kind in _CITIES


def is_part_of_city(sign: Evidence, text: str) -> bool:
    """Tell of "south Damascus", "in parts of X": streets are meant and no government."""
    return _PART_BEFORE.search(text, 0, sign.start) is not None


def only_speaks_abroad(reading: Reading, thread: Thread) -> bool:
    """Tell of a place abroad where somebody comments or comes from in a report that is set here.

    So it is unless the country or another front is spoken of.
    """
    has = reading.cues.has
    elsewhere = has("name") or has("affairs") or on_other_front(reading)
    return thread.stays and thread.is_set_there and not elsewhere


def on_other_front(reading: Reading) -> bool:
    """Tell of a country in which the same sides fight."""
    return reading.foreign.startswith(_OTHER_FRONTS)


def says_little(role: Role, reading: Reading) -> bool:
    """Tell whether a place says nothing against what runs: an aside, or where nobody is yet."""
    return (role is Role.ASIDE and reading.leans) or (
        role is Role.GOAL and not reading.cues.has("politics")
    )
