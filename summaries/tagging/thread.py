"""What a report has told so far, sentence by sentence, and the verdict on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from summaries.tagging.reading import Reading
from summaries.tagging.sections import COUNTRYWIDE
from summaries.types import Place, RegionId

_REACH: Final = 4
"""Sentences after which a place that was named is no longer in mind."""
_FADES: Final = 12
"""Sentences without a place after which the inheritance ends: features go on and on."""
_DOUBTFUL: Final = 0.5
"""So sure is a hint; a person who is told of there is not followed."""
_SOME: Final = 2
_WORD_ON_COUNTRY: Final = 1
_ALONE: Final = 3
_OFTEN: Final = 4
_MOSTLY: Final = 2 / 3


class Verdict(NamedTuple):
    """Where a sentence belongs, why, and how sure that is; ``placed`` says that it has a region.

    ``passing`` says that the report goes on with what was told before the sentence.
    """

    region: RegionId
    also: tuple[RegionId, ...]
    place: Place | None
    confidence: float
    why: str
    passing: bool = False

    @property
    def placed(self) -> bool:
        """Whether the sentence has a region of its own."""
        return self.region != COUNTRYWIDE

    def inherited(self, confidence: float, why: str) -> Verdict:
        """Return this verdict for a sentence that belongs to the same region, at most as sure."""
        where = f" ({self.place.lies_in})" if self.place is not None else ""
        sure = min(confidence, self.confidence)
        return Verdict(self.region, (), self.place, sure, f"{why}{where}", self.passing)


@dataclass(slots=True)
class Thread:
    """What the report has told so far: its section, and where the last sentences were.

    ``titles`` gives a region's name for people; ``deir_ez_zor`` the scheme's region for bare Deir
    ez-Zor, then those of its eastern and western bank. ``title`` is the verdict on the title or the
    dateline, ``last`` that on the sentence before, ``local`` that on the last one with a place,
    ``people`` those on the first ones that told of somebody.
    """

    titles: Callable[[RegionId], str]
    deir_ez_zor: tuple[RegionId, RegionId | None, RegionId | None]
    title: Verdict | None = None
    section: RegionId | None = None
    last: Verdict | None = None
    local: Verdict | None = None
    people: dict[str, Verdict] = field(default_factory=dict)
    _setting: RegionId | None = None
    _headed: bool = False
    _since_place: int = 0
    _told: Counter[RegionId] = field(default_factory=Counter)
    _with_place: int = 0
    _of_country: int = 0
    _home: Verdict | None = None
    _in_paragraph: int = 0
    _opens_paragraph: bool = False

    @property
    def stays(self) -> bool:
        """Whether the sentence before was in a region."""
        return self.last is not None and self.last.placed

    @property
    def only_scene(self) -> Verdict | None:
        """Where all that the report or its section told is set, but for words on the country."""
        if self.last is None:
            return self.title if self.title is not None and self.title.placed else None
        if self.section is not None:
            return self.last if self.stays and not self.has_left_section else None
        told = self.local or self.last
        often = self._told[told.region]
        only = self.stays or often == self._with_place
        few_on_country = self._of_country <= max(_WORD_ON_COUNTRY, often)
        return told if only and self.is_set_there and few_on_country else None

    @property
    def expected(self) -> RegionId | None:
        """The region of the section, else that of the title."""
        if self.section is not None or self.title is None or not self.title.placed:
            return self.section
        return self.title.region

    @property
    def has_left_section(self) -> bool:
        """Whether the last place lies outside a section that a sentence opened, no heading."""
        gone = self.local is not None and self.local.region != self.section
        return gone and self.stays and self._since_place == 0 and not self._headed

    @property
    def in_mind(self) -> Verdict | None:
        """The last sentence with a place, while it is in mind or the report is set there."""
        return self.local if self._since_place <= _REACH or self.is_set_there else None

    @property
    def is_set_there(self) -> bool:
        """Whether the last place lies in the region in which the report is set.

        That is the region of title or lead, one of which the report tells time and again, and one
        that it names several times and no other. Before any place is named it is the title's.
        """
        if self.local is None:
            return self.stays and self.title is not None
        region = self.local.region
        told = self._told[region]
        return (
            region == self._setting
            or (told >= _ALONE and told == self._with_place)
            or (told >= _OFTEN and told >= _MOSTLY * self._with_place)
        )

    @property
    def scene(self) -> Verdict | None:
        """Where the event is that the report tells of: its only place so far, or its title's."""
        local = self.local
        if local is not None and (
            self.is_set_there or self._told[local.region] == self._with_place
        ):
            return local
        return self.title if self.title is not None and self.title.placed else None

    @property
    def home(self) -> Verdict | None:
        """Where the report is set, at the head of a paragraph after one that told of elsewhere.

        A report whose every sentence is a paragraph says nothing by a new one.
        """
        home, last = self._home, self.last
        if not self._opens_paragraph or home is None or last is None or not last.placed:
            return None
        told = self._told[home.region]
        is_mostly_there = self.is_told_often(home.region) and told == max(self._told.values())
        return home if is_mostly_there and last.region != home.region else None

    @property
    def has_drifted(self) -> bool:
        """Whether the last place was named long ago, and the report is not set there."""
        return self._since_place > _FADES and not self.is_set_there

    def is_told_often(self, region: RegionId) -> bool:
        """Tell whether more than one sentence has named a place in a region."""
        return self._told[region] >= _SOME

    def open(self, heading: RegionId) -> Verdict:
        """Open the section that a heading names, and return the heading's own verdict."""
        self.section = None if heading == COUNTRYWIDE else heading
        self._headed = True
        self.last = Verdict(heading, (), None, 0.9, f"a heading: {self.titles(heading)}")
        return self.last

    def begin_paragraph(self) -> None:
        """Take into account that the next sentence opens a paragraph."""
        self._opens_paragraph = self._in_paragraph >= _SOME
        self._in_paragraph = 0

    def advance(self, reading: Reading, verdict: Verdict) -> None:
        """Take a sentence into account that has been decided."""
        if reading.section is not None:
            self.section = None if reading.section == COUNTRYWIDE else reading.section
            self._headed = False
        elif reading.whole and not verdict.placed:
            self.section = None
        elif self.section is not None and reading.moves_to is not None and not self._headed:
            self.section = reading.moves_to
        self._since_place += 1
        self._in_paragraph += 1
        self._opens_paragraph = False
        self._of_country += not verdict.placed
        if verdict.placed and verdict.confidence > _DOUBTFUL:
            for person in reading.persons:
                self.people.setdefault(person, verdict)
        if verdict.placed and reading.solid:
            self.local = verdict
            self._since_place = 0
            self._told[verdict.region] += 1
            self._with_place += 1
        if self.last is None:
            self._setting = self.title.region if self.title is not None else verdict.region
        if verdict.region == self._setting and self.local is verdict:
            self._home = verdict
        if self.last is None or not verdict.passing:
            self.last = verdict
