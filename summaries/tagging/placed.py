"""The signs of a sentence with their regions: what it left open is decided by what runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from summaries.places.index import SMALL
from summaries.tagging.evidence import Evidence, width
from summaries.tagging.neighbours import is_joined
from summaries.tagging.reading import Reading
from summaries.tagging.roles import Role
from summaries.tagging.thread import Thread, Verdict
from summaries.tagging.topics import is_capital
from summaries.types import Place, RegionId

_MANY_OF_ONE: Final = 3
_BESIDE: Final = 40
_LANDSCAPE: Final = frozenset(("hill", "river", "region", "road"))
_SETTLEMENTS: Final = frozenset(("city", "town", "village"))
_SUBURB: Final = re.compile(r"(?:['’]s?)? (?:\w+ )?suburbs? of [^,;]*")
_PROVINCE: Final = re.compile(r" (?:province|governorate)\b")


class Placed(NamedTuple):
    """A sign whose region is decided."""

    sign: Evidence
    region: RegionId
    place: Place | None

    @property
    def is_doubtful(self) -> bool:
        """Whether it is a region by name, or so small a place that another may have its name."""
        return self.place is None or self.place.kind in SMALL

    @property
    def is_landscape(self) -> bool:
        """Whether it is a hill or the like, which only tells where a town lies."""
        return self.place is not None and self.place.kind in _LANDSCAPE

    @property
    def is_town_as_subject(self) -> bool:
        """Whether it is a town with which the sentence begins: "X buried thirteen men"."""
        begins = self.sign.start == 0 and self.sign.role is Role.NAMED
        return begins and self.place is not None and self.place.kind in _SETTLEMENTS


def settled(signs: Iterable[Evidence], thread: Thread) -> list[Placed]:
    """Decide what the sentence left open; signs that nothing decides are left out.

    A region that the sentence names decides before what was told: "In northeastern Syria, ... X".
    """
    signs = tuple(signs)
    named = next((s.region for s in signs if s.place is None and s.region is not None), None)
    return [placed for sign in signs if (placed := _settle(sign, named, thread)) is not None]


def _settle(sign: Evidence, named: RegionId | None, thread: Thread) -> Placed | None:
    if sign.region is not None and not sign.among:
        return Placed(sign, sign.region, sign.place)
    before = [verdict for verdict in (thread.local, thread.title) if verdict is not None]
    if sign.region is not None:
        return Placed(sign, sign.region, _told(sign.among, before))
    if sign.open:
        default, *banks = thread.deir_ez_zor
        for region in (thread.section, _told_around(sign, thread)):
            if region is not None and region in banks:
                return Placed(sign, region, sign.place)
        return Placed(sign, default, sign.place)
    for known in (named, thread.section, *(verdict.region for verdict in before)):
        there = [place for place in sign.choices if place.region == known]
        if known is not None and there:
            return Placed(sign, known, _told(there, before))
    return None


def _told(places: Sequence[Place], before: Iterable[Verdict]) -> Place:
    """Return the first of some places that lies where one told before does, or else the first."""
    told = (verdict.place for verdict in before if verdict.place is not None)
    near = (place for last in told for place in places if place.governorate == last.governorate)
    return next(near, places[0])


def _told_around(sign: Evidence, thread: Thread) -> RegionId | None:
    """Return the region told before where its place lies in the governorate that a sign names."""
    local = thread.local if thread.stays else None
    if local is None or local.place is None or sign.place is None:
        return None
    return local.region if local.place.governorate == sign.place.governorate else None


def strongest(signs: Sequence[Placed], expected: RegionId | None = None) -> Placed:
    """Return the first of the signs with the strongest role, one in a region before others."""
    if len(signs) == 1:
        return signs[0]
    first = signs[0]
    if first.is_town_as_subject and all(placed.is_landscape for placed in signs[1:]):
        return first
    return max(
        signs,
        key=lambda placed: (
            placed.sign.role,
            placed.region == expected and not placed.sign.open,
            placed.place is not None,
        ),
    )


def joined(first: Placed, signs: Sequence[Placed], local: Verdict | None, text: str) -> Placed:
    """Prefer, of two places side by side, the one where the report is: "the road from X to Y"."""
    for placed in signs:
        if local is not None and placed.region == local.region != first.region:
            between = text[first.sign.start : placed.sign.start]
            if placed.sign.role is first.sign.role and 0 < len(between) <= _BESIDE:
                return first if "," in between or "،" in between else placed
    return first


def narrowed(first: Placed, signs: Sequence[Placed], text: str) -> Place | None:
    """Return the place in the area of a sign that the sentence names: "Sarmin in rural Idlib".

    What stands beside the area in a list ("in Raqqa and Tabqa") lies beside it. What is told by the
    way counts only in a region without a place, and of several as good there none does.
    """
    area, listed = first.place, first.sign
    if len(signs) == 1 or not width(area):
        return area
    least = Role.NAMED if area is not None else Role.ASIDE
    inside: list[Placed] = []
    for placed in signs:
        if _is_in_list(listed, placed.sign, text):
            listed = placed.sign
        elif placed.sign.role >= least and _may_hold(first, placed, text):
            inside.append(placed)
    best = strongest(inside) if inside else first
    if area is not None or best is first:
        return best.place
    as_good = [p for p in inside if p.sign.role is best.sign.role]
    return narrowed(best, as_good, text) if len(as_good) == 1 else None


def _may_hold(area: Placed, inside: Placed, text: str) -> bool:
    """Tell whether an area may have a place in it: of a city that is one of its quarters.

    The suburbs of the capital are in another governorate: "the Damascus suburb of X".
    """
    wide, narrow = area.place, inside.place
    if area.region != inside.region or narrow is None or width(narrow) >= width(wide):
        return False
    if wide is None or _SUBURB.fullmatch(text, area.sign.end, inside.sign.start):
        return True
    if wide.kind == "city" and narrow.kind != "neighbourhood":
        return False
    return narrow.governorate == wide.governorate


def _is_in_list(last: Evidence, sign: Evidence, text: str) -> bool:
    """Tell whether a sign follows another one in a list, not after "In X, "."""
    if not last.start < sign.start or (last.role is Role.SCENE and text.startswith(",", last.end)):
        return False
    return is_joined(text, last.end, sign.start)


def is_around(placed: Placed, text: str, told: Verdict | None) -> bool:
    """Tell whether a province only says where the place told before lies: "the town in X"."""
    place, sign = placed.place, placed.sign
    if place is None or told is None or told.place is None:
        return False
    return (
        place.governorate == told.place.governorate
        and told.place.kind != "governorate"
        and _PROVINCE.match(text, sign.end) is not None
    )


def regions(signs: Iterable[Placed]) -> tuple[RegionId, ...]:
    """Return the regions of signs, each once, in order."""
    return tuple(dict.fromkeys(placed.region for placed in signs))


def without_namesakes(signs: Sequence[Placed]) -> list[Placed]:
    """Leave out small places that stand alone beside many of one region: they are namesakes."""
    if len(signs) <= _MANY_OF_ONE:
        return list(signs)
    count = Counter(placed.region for placed in signs)
    if max(count.values()) < _MANY_OF_ONE:
        return list(signs)
    return [p for p in signs if count[p.region] > 1 or p.place is None or p.place.kind not in SMALL]


def beside(
    first: Placed, signs: Sequence[Placed], evidence: Sequence[Evidence], thread: Thread
) -> tuple[RegionId, ...]:
    """Return the regions beside that of the event: of other places, of origins, of both banks."""
    if len(evidence) == 1 and not first.sign.open:
        return ()
    origins = settled([sign for sign in evidence if sign.role is Role.ORIGIN], thread)
    found = regions((*signs, *origins))
    if any(placed.sign.open for placed in signs):
        found = (*found, *filter(None, thread.deir_ez_zor))
    return tuple(dict.fromkeys(region for region in found if region != first.region))


def sure(placed: Placed, also: tuple[RegionId, ...]) -> float:
    """Return how sure a place is that has others beside it."""
    if placed.sign.open or placed.sign.choices:
        return 0.6
    if also:
        return 0.75
    return 0.95 if placed.sign.role >= Role.EVENT else 0.85


def hint(signs: Iterable[Evidence], thread: Thread) -> Verdict | None:
    """Return the verdict of weak signs, hardly sure; the report goes on with what ran before."""
    best = _best(signs, thread)
    if best is None:
        return None
    why = f"only {best.sign.text} gives a hint; {where(best, thread)}"
    return Verdict(best.region, (), best.place, 0.4, why, passing=True)


def written_at(dateline: Reading, thread: Thread) -> Verdict | None:
    """Return where a dateline says that a report was written, unless in the capital."""
    signs = (s for s in dateline.evidence if s.role > Role.NO_PLACE and not is_capital(s))
    return hint(signs, thread)


def near(signs: Iterable[Evidence], thread: Thread) -> Verdict | None:
    """Return the verdict of signs that only tell what an event is near to, or came from."""
    best = _best(signs, thread)
    if best is None:
        return None
    return Verdict(best.region, (), best.place, 0.6, f"from or near {where(best, thread)}")


def _best(signs: Iterable[Evidence], thread: Thread) -> Placed | None:
    decided = settled(signs, thread)
    return strongest(decided) if decided else None


def reason(placed: Placed, thread: Thread) -> str:
    """Say in words why a sentence belongs to a place."""
    lies = where(placed, thread)
    if placed.sign.open:
        return f"{lies}: {placed.sign.text} lies on both banks of the Euphrates"
    if placed.sign.choices:
        return f"{lies}: of several places of that name, the one in the region told before"
    return lies


def where(placed: Placed, thread: Thread) -> str:
    """Say where a place lies, and in which region."""
    region = thread.titles(placed.region)
    if placed.place is None:
        return f"“{placed.sign.text}” names {region}"
    return f"{placed.place.lies_in} → {region}"
