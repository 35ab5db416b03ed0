"""The types that a report passes through on its way to a digest, in the order it meets them.

Everything here is immutable. Offsets are in characters of ``Article.text``; moments are aware
``datetime`` objects; dates are calendar days where the event happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple, NewType

Language = Literal["en", "ar"]
"""Language of a report, as an ISO 639-1 code."""

Sources = Literal["all", "en", "ar"]
"""Whose reports are wanted: of all sources, or only those written in one language."""

RegionId = NewType("RegionId", str)
"""A region's key in the scheme, for example ``northeast``."""

DatedBy = Literal["sentence", "continued", "period", "report", "undated"]
"""Where a passage's date comes from: its own words, the sentence that it continues, words that name
only a week or a month ("earlier this week": the date is then the last day that is meant), the date
of the report, or nowhere."""


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of characters. A tuple, because there are very many."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Region:
    """One region of the scheme, with the names that people see, by language.

    ``on_request`` regions are left out where digests are made of all main ones.
    """

    id: RegionId
    names: Mapping[str, str]
    on_request: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the gazetteer. The Arabic names are empty where they are not known.

    ``region`` follows from the scheme and the place's governorate, district and subdistrict; it is
    ``None`` where the scheme leaves it open (bare "Deir ez-Zor") and for foreign places, whose
    ``governorate`` is empty.
    """

    id: str
    name: str
    name_ar: str
    kind: str
    governorate: str
    district: str
    subdistrict: str
    region: RegionId | None
    latitude: float | None = None
    longitude: float | None = None
    governorate_ar: str = ""

    @property
    def lies_in(self) -> str:
        """Say in words where the place lies: ``Nahij (village), Daraa``."""
        where = self.governorate or ("outside Syria" if self.kind == "foreign" else "Syria")
        return f"{self.name} ({self.kind}), {where}"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who wrote a report first, and the sign that tells so."""

    outlet: str
    url: str | None
    sign: str


@dataclass(frozen=True, slots=True)
class Article:
    """One report of one outlet, as it was collected.

    ``text`` is what was received as plain text, page furniture included. ``published`` is the
    date of the *original* report where the page tells it, else the outlet's; ``None`` where
    nothing tells. ``origin`` is what the report itself says of its source, ``None`` for its own.
    """

    id: int
    outlet: str
    label: str
    url: str | None
    title: str
    text: str
    published: datetime | None
    language: Language = "en"
    origin: Origin | None = None


class Passage(NamedTuple):
    """One sentence of an article, with the region, place and date of its event.

    ``text`` is ``article.text[start:end]`` to the letter. ``needs_previous`` says that the
    sentence cannot be understood without the one before it (a dangling opener, a pronoun).
    ``assessment`` marks a forecast or an opinion. ``confidence`` lies in [0, 1]. A tuple, because
    one is made of every sentence.
    """

    article_id: int
    start: int
    end: int
    text: str
    region: RegionId
    also: tuple[RegionId, ...]
    place: Place | None
    event_date: date | None
    dated_by: DatedBy
    confidence: float
    why: str
    assessment: bool = False
    needs_previous: bool = False
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger makes of an article: its passages, its furniture, the tagger's version."""

    passages: tuple[Passage, ...]
    furniture: tuple[Span, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Window:
    """The time a digest covers: ``[since, until)``, with what was known at ``cutoff``.

    ``since`` and ``until`` are aware and in the zone whose days are meant.
    """

    since: datetime
    until: datetime
    cutoff: datetime

    @property
    def before(self) -> Window:
        """Return the window of the same length that ends where this one begins."""
        length = self.until - self.since
        return Window(self.since - length, self.since, self.since)


@dataclass(frozen=True, slots=True)
class Story:
    """Passages on one event, across outlets and days. ``passages[0]`` is the one to quote."""

    passages: tuple[Passage, ...]
    independent: int
    score: float
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What one outlet, or the body that it cites, says on a point in dispute, verbatim."""

    outlet: str
    value: str
    text: str
    url: str | None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Accounts of one story that differ in a figure, a date or who controls a place."""

    about: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence stands: outlet, its label, link, date of the report, and its origin."""

    outlet: str
    label: str
    url: str | None
    published: datetime | None
    origin: str
    article_id: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a digest: a verbatim sentence (or two that belong together) and its sources.

    ``sources[0]`` is where ``text`` stands; ``independent`` counts origins, not outlets.
    ``attribution`` is the body that the text gives as its source ("according to the Syrian
    Observatory …"): to be shown, not to be counted. ``place_ar`` is the place's name in Arabic,
    where it is known.
    """

    text: str
    language: Language
    region: RegionId
    event_date: date | None
    dated_by: DatedBy
    place: str | None
    assessment: bool
    sources: tuple[Citation, ...]
    independent: int
    conflicts: tuple[Conflict, ...] = ()
    attribution: str | None = None
    place_ar: str | None = None


@dataclass(frozen=True, slots=True)
class More:
    """A further report of the window, as a link."""

    title: str
    outlet: str
    label: str
    url: str | None
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Digest:
    """What happened in one region in one window, as reports of the chosen ``sources`` tell it.

    ``reports`` counts articles with a passage in region and window; ``reports_before`` the same
    in the window before; ``origins`` the independent origins among ``reports``. ``unplaced``
    counts reports of the window none of whose passages could be placed in any region. ``late`` are
    items on earlier days that were reported only in this window, and are not counted in
    ``reports``.
    """

    region: RegionId
    window: Window
    reports: int
    reports_before: int
    origins: int
    items: tuple[Item, ...]
    more: tuple[More, ...]
    unplaced: int = 0
    sources: Sources = "all"
    method: str = field(default="stories")
    late: tuple[Item, ...] = ()
