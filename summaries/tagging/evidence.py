"""The places that a sentence names, as evidence of where its event was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from summaries.gazetteer import Mention
from summaries.places.index import LARGE, Meaning
from summaries.tagging.casting import roles
from summaries.tagging.clauses import Clauses
from summaries.tagging.cues import Cues
from summaries.tagging.neighbours import is_after_locative, is_joined, words_before
from summaries.tagging.roles import SOLID, Role
from summaries.types import Place, RegionId

_CITY_BEFORE: Final = re.compile(r"(?:\bcity of |مدينة )$", re.IGNORECASE)
_CITY_AFTER: Final = re.compile(r" (?:city|military airport|airport|airbase)\b", re.IGNORECASE)
_THE_CITY: Final = re.compile(
    r"\b(?:in|of|on|inside|across|around) the city\b|(?<!\w)المدينة(?!\w)"
)
_GENERIC: Final = re.compile(
    r"(?:al-)?(?:T[ae]l{1,2}|Khan|D[ae]i?y?r|A[iy]n|K[ae]?fa?r|J[ae]bal|Bab|Shei?kh|Umm?|Wadi|Qalat|Ras"
    r"|Beit|Bayt|Bir)"
)
_GENERIC_AR: Final = re.compile(
    r"(?<!\w)[وبل]?(?:تل|خربة|عين|دير|كفر|رسم|بئر|جب|أبو|ابو|أم|خان|بيت|وادي|رأس|قلعة) $"
)
_GENERIC_REACH: Final = 8
_A_VILLAGE: Final = (" village ", " village,", " village.")
_NAME_GOES_ON: Final = re.compile(r"[ -](?:al-|el-)?[A-Z][a-z]")
_SALAMIYAH: Final = "سلمية"
_PEACEFUL: Final = re.compile(
    r"[وفبل]?(?:م?ت?ظاهر(?:ة|ات)|احتجاج|مسير(?:ة|ات)|وقف(?:ة|ات)|طريقة|طرق|وسائل|أغراض|ثورة|حركة|مقاومة)"
)
"""What is called peaceful without an article."""
_CITY_REACH: Final = 12
_VILLAGE_BEFORE: Final = re.compile(
    r"(?:\bvillage of |\bvillages of |قرية )(?:al-|el-)?$", re.IGNORECASE
)
_IN_AREA: Final = re.compile(
    r",? (?:in|of)(?: (?!and\b)[a-z'’-]+){0,4} (?:[a-z]+-)?|['’]?s (?:[a-z'’-]+ ){0,3}(?:[a-z]+-)?"
    r"|،? (?:ب|في |من )?(?:ريف|محافظة|منطقة|ناحية)(?: \w+){0,2} |،? في |،? ب"
    r"|،? (?:\(? ?\d+ ?كم )?(?:شمال|جنوب|شرق|غرب)ي?(?: (?:شرق|غرب)ي?)? (?:مدينة |محافظة )?"
)
_BESIDE_AREA: Final = re.compile(
    r",? (?:some |about )?(?:\d+ ?[a-z]+ )?(?:just )?(?:to the )?(?:north|south|east|west)"
    r"(?:[- ]?(?:east|west))?(?:ern)? of (?:the city of |the town of )?"
)
_WIDTHS: Final = {"governorate": 4, "district": 3, "subdistrict": 2, "region": 2, "city": 1}
_ANYWHERE: Final = 5
_TOWNS: Final = frozenset(("governorate", "district", "subdistrict", "city", "town"))
_AREAS: Final = _TOWNS | {"region"}
_FIRST_WORDS: Final = 4
_BELONGS: Final = re.compile(
    r"['’]s (?:\d+\w* |[A-Z][\w-]* )*(?i:brigades?|divisions?|operation|forces|proxies|jets"
    r"|warplanes|artillery|drones|troops|soldiers|intelligence)\b"
)
"""What a country has in the field: "Russia's 8th Brigade"."""
_THE_CAPITAL: Final = "Damascus"
_LEFT: Final = frozenset((Role.HOME, Role.ORIGIN))


class Evidence(NamedTuple):
    """One sign of where the event is: a place, or a region by name.

    ``region`` is ``None`` while it is open: bare Deir ez-Zor (``open``), or a name of several
    places that nothing near decides; ``choices`` are then the places that the name may mean.
    ``among`` are those of one region: the region is sure then, and ``place`` only the likeliest.
    """

    start: int
    text: str
    role: Role
    region: RegionId | None
    place: Place | None = None
    choices: tuple[Place, ...] = ()
    open: bool = False
    among: tuple[Place, ...] = ()

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.start + len(self.text)

    @property
    def solid(self) -> bool:
        """Whether the sign places a sentence by itself."""
        return self.role >= SOLID


def width(place: Place | None) -> int:
    """Return how wide a place is beside others: what has none is a region, the widest."""
    return _ANYWHERE if place is None else _WIDTHS.get(place.kind, 0)


def places(
    sentence: str,
    mentions: Sequence[Mention],
    cues: Cues,
    parts: Clauses,
    deir_ez_zor_city: RegionId | None = None,
) -> tuple[list[Evidence], str]:
    """Return the Syrian places of a sentence as evidence, and the name of a place abroad.

    ``deir_ez_zor_city`` is the region of that city, which lies on one bank. The place abroad is
    empty where the sentence is not set there.
    """
    abroad = ""
    signs: list[Evidence] = []
    weak = [mention for mention in mentions if mention.weak]
    sure = _governorates(mentions) if weak else frozenset()
    for named, role in zip(mentions, roles(sentence, mentions, cues, parts), strict=True):
        mention = _of_its_area(sentence, named, mentions) if named.meaning.others else named
        if mention.meaning.small and _is_namesake(sentence, mention, mentions):
            continue
        if mention.meaning.foreign:
            if not abroad and _is_scene_abroad(sentence, mention, role):
                abroad = mention.text
        elif _is_meant(sentence, mention, role, sure):
            signs.append(_evidence(sentence, mention, role, deir_ez_zor_city))
    if any(sign.choices or sign.among for sign in signs):
        signs = [_resolve(sign, signs, abroad=bool(abroad)) for sign in signs]
    signs = [sign for sign in signs if sign.region or sign.choices or sign.open]
    return (_together(sentence, signs) if len(signs) > 1 else signs), abroad


def _together(sentence: str, signs: list[Evidence]) -> list[Evidence]:
    """Return what signs say beside one another: one may only tell where another one lies."""
    signs[1:] = [_as_its_place(sentence, sign, last) for last, sign in pairwise(signs)]
    signs = [sign for sign in signs if not _is_container(sentence, sign, signs)]
    return _without_open(signs) if any(sign.open for sign in signs) else signs


def _governorates(mentions: Sequence[Mention]) -> AbstractSet[str]:
    """Return where the places lie that are named beyond doubt.

    The capital's own name is no sign of its quarters: "the chambers of commerce in Damascus".
    """
    sure = [m for m in mentions if not (m.weak or m.ambiguous)]
    return frozenset(
        place.governorate
        for mention in sure
        for place in mention.places
        if not (place.name == _THE_CAPITAL and place.kind == "governorate")
    )


def _evidence(
    sentence: str, mention: Mention, role: Role, deir_ez_zor_city: RegionId | None
) -> Evidence:
    meaning = mention.meaning
    place = meaning.place
    if place is None:
        return Evidence(mention.start, mention.text, role, None, None, meaning.places)
    region = place.region
    if meaning.open and _is_city(sentence, mention):
        region = deir_ez_zor_city
    among = meaning.places if len(meaning.places) > 1 and not meaning.open else ()
    return Evidence(mention.start, mention.text, role, region, place, (), meaning.open, among)


def _of_its_area(sentence: str, mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """Choose a small place that shares its name with a city where the area it lies in is named.

    That is beside it ("al-Qusayr in Daraa", "Daraa's al-Qusayr"). What is called a village may be
    either one: the rest of the report decides.
    """
    at = mentions.index(mention)
    before, after = mentions[max(0, at - 1) : at], mentions[at + 1 : at + 2]
    beside = [area for area in before if _IN_AREA.fullmatch(sentence, area.end, mention.start)]
    beside += [area for area in after if _IN_AREA.fullmatch(sentence, mention.end, area.start)]
    areas = {area.places[0].governorate for area in beside}
    if mention.places[0].governorate in areas:
        return mention
    for place in mention.others:
        if place.governorate in areas:
            return mention._replace(meaning=Meaning.of((place,)))
    if _VILLAGE_BEFORE.search(sentence, 0, mention.start):
        return mention._replace(meaning=Meaning.of((*mention.places, *mention.others)))
    return mention


def _is_namesake(sentence: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Tell of a village that the list lacks: it lies in or beside another area than its namesakes.

    "Hamrat, north of Homs" is not the one in Raqqa.
    """
    area = next((other for other in mentions if other.start >= mention.end), None)
    if area is None or area.weak or area.places[0].kind not in _AREAS:
        return False
    between = sentence[mention.end : area.start]
    if not (_IN_AREA.fullmatch(between) or _BESIDE_AREA.fullmatch(between)):
        return False
    around = {place.governorate for place in area.places}
    return around.isdisjoint(place.governorate for place in (*mention.places, *mention.others))


def _is_city(sentence: str, mention: Mention) -> bool:
    """Tell of "the city of Deir ez-Zor", which lies on one bank: "in X ... parts of the city"."""
    before = sentence[max(0, mention.start - _CITY_REACH) : mention.start]
    return (
        _CITY_AFTER.match(sentence, mention.end) is not None
        or _CITY_BEFORE.search(before) is not None
        or _THE_CITY.search(sentence, mention.end) is not None
    )


def _is_meant(sentence: str, mention: Mention, role: Role, sure: AbstractSet[str]) -> bool:
    """Tell whether a place is meant by a name that is also an ordinary word.

    It is right after "in" or "near", and beside a place of the same governorate (one of ``sure``);
    a town is as the target of an action as well ("shelled Nawa").
    """
    if _is_part_of_name(sentence, mention):
        return False
    if mention.text.endswith(_SALAMIYAH) and _is_peaceful(sentence, mention):
        return False
    if not mention.weak or any(p.governorate in sure for p in mention.places if p.governorate):
        return True
    if role >= Role.EVENT and mention.places[0].kind in _TOWNS:
        return True
    return is_after_locative(sentence, mention)


def _is_part_of_name(sentence: str, mention: Mention) -> bool:
    """Tell of a part of a name that the list lacks: "Tall" of "Tall Tawil", "San Francisco".

    So is "صخر" of "تل صخر", and a village that shares a city's name without being it.
    """
    if mention.meaning.small and not mention.text.isascii():
        before = max(0, mention.start - _GENERIC_REACH)
        return _GENERIC_AR.search(sentence, before, mention.start) is not None
    if mention.places[0].kind in LARGE and sentence.startswith(_A_VILLAGE, mention.end):
        return True
    may_go_on = mention.weak or _is_generic(mention.text)
    return may_go_on and _NAME_GOES_ON.match(sentence, mention.end) is not None


def _is_peaceful(sentence: str, mention: Mention) -> bool:
    """Tell of "الاحتجاجات السلمية", "سلمية الحراك": peaceful is written like Salamiyah."""
    before = words_before(sentence, mention.start)[0]
    return (
        (before.startswith("ال") and mention.text.startswith("ال"))
        or _PEACEFUL.match(before) is not None
        or sentence.startswith(" ال", mention.end)
    )


@lru_cache(maxsize=16384)
def _is_generic(name: str) -> bool:
    return _GENERIC.fullmatch(name) is not None


def _is_scene_abroad(sentence: str, mention: Mention, role: Role) -> bool:
    """Tell whether a sentence is set in a foreign place, or has it as its subject."""
    if mention.weak or _BELONGS.match(sentence, mention.end):
        return False
    first = sentence.count(" ", 0, mention.start) < _FIRST_WORDS
    return role >= Role.EVENT or (role >= SOLID and first)


def _resolve(sign: Evidence, signs: Sequence[Evidence], *, abroad: bool) -> Evidence:
    """Choose among the places that a name may mean by the other places of the sentence.

    The nearest decides, of two as near the one after it ("X in Y").
    """
    choices = sign.choices or sign.among
    if not choices:
        return sign
    others = sorted(
        (other for other in signs if other.place is not None and not other.among),
        key=lambda other: (abs(other.start - sign.start), other.start < sign.start),
    )
    for other in others:
        for place in choices:
            if other.place and place.governorate == other.place.governorate != "":
                return sign._replace(region=place.region, place=place, choices=(), among=())
    if abroad and any(place.kind == "foreign" for place in sign.choices):
        return sign._replace(role=Role.NO_PLACE)
    return sign


def _is_container(sentence: str, sign: Evidence, signs: Sequence[Evidence]) -> bool:
    """Tell whether a sign only says in which governorate another, nearer place lies.

    "Kafr Zeita in Hama" is one place, "Kafr Zeita and Hama" are two.
    """
    place = sign.place
    return place is not None and any(
        other.place is not None
        and other.solid
        and other.region != sign.region
        and other.place.governorate == place.governorate
        and width(place) > width(other.place)
        and not _are_listed(sentence, signs, *sorted((sign.start, other.start)))
        for other in signs
    )


def _are_listed(sentence: str, signs: Sequence[Evidence], first: int, last: int) -> bool:
    """Tell whether two signs are parts of one list, with what stands between them."""
    run = [sign for sign in signs if first <= sign.start <= last]
    return all(is_joined(sentence, a.end, b.start) for a, b in pairwise(run))


def _as_its_place(sentence: str, sign: Evidence, before: Evidence) -> Evidence:
    """Give the area in which a place lies that role: "from X in the countryside of Y"."""
    if before.role not in _LEFT or not (before.place and sign.place):
        return sign
    if before.place.governorate != sign.place.governorate:
        return sign
    if width(sign.place) <= width(before.place):
        return sign
    if not _IN_AREA.fullmatch(sentence, before.end, sign.start):
        return sign
    return sign._replace(role=min(sign.role, before.role))


def _without_open(signs: list[Evidence]) -> list[Evidence]:
    """Leave bare Deir ez-Zor out where a place in its governorate is named."""
    known = {s.place.governorate for s in signs if s.place is not None and s.solid and not s.open}
    return [s for s in signs if not (s.open and s.place and s.place.governorate in known)]
