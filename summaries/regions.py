"""The tagger: puts each sentence of a report where its event happened, and says why.

A sentence is read for what it says itself (``tagging.evidence``); ``tagging.rules`` decide from
that and from the sentences before it.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources

from summaries.dates import event_date
from summaries.furniture import body, furniture
from summaries.gazetteer import Gazetteer
from summaries.pages.captions import is_caption
from summaries.relevance import Relevance, judge
from summaries.scheme import Scheme
from summaries.sentences import has_one_of, sentences
from summaries.tagging.cues import Lexicon
from summaries.tagging.placed import written_at
from summaries.tagging.reading import Reader, Reading
from summaries.tagging.rules import decide
from summaries.tagging.sections import COUNTRYWIDE
from summaries.tagging.thread import Thread, Verdict
from summaries.types import Article, DatedBy, Passage, RegionId, Span, Tagged

_RULES_VERSION = "8"
_OUTCOMES = (
    *("killed", "wounded", "injured", "hurt", "dead", "died", "arrested", "detained", "captured"),
    *("destroyed", "damaged"),
)
_OUTCOMES_AR = ("قتل", "جرح", "أصيب", "إصابة", "اعتقل", "اعتقال", "أسر", "دمر", "تضرر")
_OUTCOME = re.compile(rf"\b(?:{'|'.join(_OUTCOMES)})\b")
_UNSURE = 0.3
_TITLE_WEIGHT = 1.5
_FADING, _FADING_POWER = 2, 1.5
_BESIDE = 0.4
_LEAD = 3
_LEAD_SURE = 0.6
_DATELINE = 40
"""Characters of a line with nothing but a dateline."""
_LEAST_PLACED = 0.05
_BOTH_BANKS = "Deir ez-Zor"
_OF_PERIOD = "; the date is the last day of the period that is told"
_FULL_STOPS = ".!…"


class Tagger:
    """Tags articles with regions, places, dates and reasons.

    ``version`` changes with the gazetteer, the scheme, the cue phrases and the rules, so that tags
    can be recomputed. One tagger serves any number of threads.
    """

    def __init__(
        self, gazetteer: Gazetteer, scheme: Scheme, lexicon: Lexicon | None = None
    ) -> None:
        """Put the tagger together from what it reads with."""
        self._scheme = scheme
        self._gazetteer = gazetteer
        self._reader = Reader(gazetteer, scheme, lexicon or Lexicon.default())
        self._titles = {region.id: scheme.title(region.id) for region in scheme.regions}
        self.version = f"{_RULES_VERSION}.{gazetteer.version}.{_words_version()}"

    @classmethod
    def default(cls) -> Tagger:
        """Return the tagger of the built-in gazetteer and scheme, made once."""
        return _default()

    @property
    def scheme(self) -> Scheme:
        """The scheme of regions that passages are tagged by."""
        return self._scheme

    def tag(self, article: Article) -> Tagged:
        """Return an article's sentences with their regions, and its page furniture."""
        pieces = furniture(article.text, article.title)
        paragraphs = body(article.text, pieces)
        year = _year(article)
        thread = self._thread()
        thread.title = self._title_verdict(article)
        if thread.title is None and paragraphs:
            thread.title = self._dateline_verdict(article, pieces, paragraphs[0].start)
        dating = _Dating(article.published.date() if article.published is not None else None)
        passages: list[Passage] = []
        untold = _Untold()
        for number, paragraph in enumerate(paragraphs):
            thread.begin_paragraph()
            heading = self._reader.heading(paragraph.of(article.text))
            for span in sentences(article.text, paragraph):
                reading = self._reader.read(span.of(article.text), year)
                verdict = _verdict(reading, thread, heading)
                when = dating.of(reading, number)
                passages.append(_passage(article.id, span, reading, verdict, when, number))
                untold.tell(reading, verdict, passages)
        return Tagged(tuple(passages), tuple(pieces), self.version)

    def main_region(self, article: Article, tagged: Tagged) -> RegionId:
        """Return the region that a report as a whole is about; see ``main_region``."""
        return main_region(self._title_verdict(article), tagged.passages)

    def relevance(self, title: str, text: str) -> Relevance:
        """Tell whether an article is about Syria, and not in passing."""
        return judge(title, text, self._gazetteer)

    def _thread(self) -> Thread:
        return Thread(self._titles.__getitem__, self._reader.deir_ez_zor)

    def _title_verdict(self, article: Article) -> Verdict | None:
        """Return where the title says that the report is set, ``None`` where it names no place."""
        verdict = decide(self._reader.read(article.title, _year(article)), self._thread())
        return verdict if verdict.confidence > _UNSURE else None

    def _dateline_verdict(
        self, article: Article, pieces: Sequence[Span], start: int
    ) -> Verdict | None:
        """Return where the report was written, unless in the capital: a hint where it is set.

        The dateline is the furniture on the line on which the body starts, or a short line above.
        """
        text = article.text
        line = text.rfind("\n", 0, start) + 1
        before = [piece for piece in pieces if piece.start < start]
        if not before or text[before[-1].end : start].strip():
            return None
        last = before[-1]
        if last.start < line and last.end - last.start > _DATELINE:
            return None
        return written_at(self._reader.read(last.of(text), _year(article)), self._thread())


def main_region(title: Verdict | None, passages: Sequence[Passage]) -> RegionId:
    """Return the region that a report as a whole is about.

    Every passage that has a region votes for it, and less for those beside it. News tell the event
    first: the first of them counts most, each later one less; the title half as much again as the
    first. Captions have no vote, and a standfirst that is the lead again has none of its own. A
    report is country-wide where neither title nor lead has a region, and hardly another passage.
    """
    votes: dict[RegionId, float] = defaultdict(float)
    placed = [passage for passage in _each_once(passages) if passage.region != COUNTRYWIDE]
    titled = title is not None and title.placed
    told = titled or any(passage.region != COUNTRYWIDE for passage in passages[:_LEAD])
    if not told and len(placed) < _LEAST_PLACED * len(passages):
        return COUNTRYWIDE
    if title is not None and titled:
        _vote(votes, title, _TITLE_WEIGHT)
    for number, passage in enumerate(placed):
        _vote(votes, passage, (1 + number / _FADING) ** -_FADING_POWER)
    return max(votes, key=lambda region: votes[region], default=COUNTRYWIDE)


def _each_once(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield what a report tells, without captions and without the standfirst that is its lead."""
    for number, passage in enumerate(passages, start=1):
        begun = passage.text.rstrip(_FULL_STOPS)
        is_standfirst = any(p.text.startswith(begun) for p in passages[number : number + 1])
        if not is_standfirst and not is_caption(passage.text):
            yield passage


def _vote(votes: dict[RegionId, float], where: Verdict | Passage, weight: float) -> None:
    votes[where.region] += weight
    for region in where.also:
        votes[region] += weight * _BESIDE


@dataclass(slots=True)
class _Untold:
    """Gives sentences that tell an event without its place the place that is told after them.

    News often tell first what happened ("A blast at a border crossing left 20 dead", "An attack in
    northern Syria killed 20 on Monday"), then where: in the lead, and where one event is told after
    another. ``numbers`` are the passages that wait; ``open`` are those of the lead that name no
    more than "eastern Syria" or Deir ez-Zor, which a town of it that is told next decides.
    """

    numbers: list[int] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    in_lead: bool = True

    def tell(self, reading: Reading, verdict: Verdict, passages: list[Passage]) -> None:
        """Take a sentence into account, the last of ``passages`` so far."""
        number = len(passages) - 1
        if verdict.placed and reading.solid and not self._is_open(reading, number):
            lead = self._lead(verdict, number) if self.in_lead else ()
            told = self.numbers if self._is_told_by(reading, number) else ()
            _place(passages, lead or told, verdict)
            self.numbers.clear()
            self.in_lead = False
            return
        self.in_lead = self.in_lead and (number in self.open or _waits(reading, verdict, number))
        if _tells_event(reading, verdict, passages[-1]):
            self.numbers = [number]
        elif self.numbers and not verdict.placed and reading.cues.has("event"):
            self.numbers.append(number)

    def _is_open(self, reading: Reading, number: int) -> bool:
        """Tell whether a sentence of the lead names nothing but what lies on both banks."""
        if not self.in_lead or number + 1 >= _LEAD or not all(s.open for s in reading.solid):
            return False
        self.open.append(number)
        return True

    def _lead(self, verdict: Verdict, number: int) -> Iterable[int]:
        """Return the sentences of the lead whose event a place is that of."""
        if verdict.place is not None and verdict.place.governorate == _BOTH_BANKS:
            return range(number)
        return [n for n in range(number) if n not in self.open]

    def _is_told_by(self, reading: Reading, number: int) -> bool:
        """Tell whether a sentence tells of the event that waits: the next one, or "the attack"."""
        if not self.numbers:
            return False
        since = number - self.numbers[-1]
        goes_on = reading.leans or reading.resumes or reading.cues.has("event")
        return since == 1 or (goes_on and since <= _LEAD)


def _place(passages: list[Passage], numbers: Iterable[int], verdict: Verdict) -> None:
    where = verdict.inherited(_LEAD_SURE, "names no place; the report goes on to tell it")
    for number in numbers:
        also = tuple(region for region in passages[number].also if region != where.region)
        passages[number] = passages[number]._replace(
            region=where.region, also=also, confidence=where.confidence, why=where.why
        )


def _waits(reading: Reading, verdict: Verdict, number: int) -> bool:
    """Tell whether a sentence of the lead tells what happened and leaves open where."""
    return (
        not verdict.placed
        and number + 1 < _LEAD
        and reading.cues.has("casualties")
        and (verdict.confidence <= _LEAD_SURE or _names_country_only(reading))
    )


def _tells_event(reading: Reading, verdict: Verdict, passage: Passage) -> bool:
    """Tell of a day's event that names nothing but the country: "killed six in Syria on Monday"."""
    return (
        not verdict.placed
        and passage.dated_by == "sentence"
        and reading.cues.has("casualties")
        and reading.cues.has("name")
        and _names_country_only(reading)
    )


def _names_country_only(reading: Reading) -> bool:
    """Tell of a sentence like "Eighteen people were killed in northern Syria, a monitor said."."""
    return not (
        reading.whole
        or reading.solid
        or reading.rulers
        or reading.assessment
        or reading.cues.has("politics")
    )


@dataclass(slots=True)
class _Dating:
    """Gives each sentence the date of its event, with the last date in mind.

    A sentence without a date has that of the one before where it clearly tells of the same event:
    where it leans on it, or goes on in the same paragraph with who was hurt or taken.
    """

    report: date | None
    previous: date | None = None
    in_period: bool = False
    paragraph: int = -1

    def of(self, reading: Reading, paragraph: int) -> tuple[date | None, DatedBy]:
        same_paragraph, self.paragraph = paragraph == self.paragraph, paragraph
        found = event_date(reading.text, self.report, self.previous, reading.dates)
        if found is not None and not found.background:
            goes_on = found.kind == "continued"
            self.in_period = found.precision != "day" or (goes_on and self.in_period)
            self.previous = found.date
            return found.date, self._told("continued" if goes_on else "sentence")
        if (
            self.previous is not None
            and not reading.turns
            and (reading.leans or (same_paragraph and _tells_outcome(reading.text)))
        ):
            return self.previous, self._told("continued")
        self.previous, self.in_period = None, False
        return None, "undated" if self.report is None else "report"

    def _told(self, by: DatedBy) -> DatedBy:
        return "period" if self.in_period else by


def _tells_outcome(sentence: str) -> bool:
    """Tell whether a sentence says who was hurt or taken, or what was destroyed."""
    if has_one_of(_OUTCOMES, sentence) and _OUTCOME.search(sentence):
        return True
    return not sentence.isascii() and has_one_of(_OUTCOMES_AR, sentence)


def _year(article: Article) -> int | None:
    return article.published.year if article.published is not None else None


def _verdict(reading: Reading, thread: Thread, heading: RegionId | None) -> Verdict:
    """Decide on a sentence, or on the heading that it is, and take it into account."""
    if heading is not None:
        return thread.open(heading)
    verdict = decide(reading, thread)
    thread.advance(reading, verdict)
    return verdict


def _passage(
    article: int,
    span: Span,
    reading: Reading,
    verdict: Verdict,
    when: tuple[date | None, DatedBy],
    paragraph: int,
) -> Passage:
    day, dated_by = when
    return Passage(
        article_id=article,
        start=span.start,
        end=span.end,
        text=reading.text,
        region=verdict.region,
        also=verdict.also,
        place=verdict.place,
        event_date=day,
        dated_by=dated_by,
        confidence=verdict.confidence,
        why=verdict.why + _OF_PERIOD if dated_by == "period" else verdict.why,
        assessment=reading.assessment,
        needs_previous=reading.leans,
        paragraph=paragraph,
    )


@cache
def _words_version() -> str:
    data = resources.files("summaries").joinpath("data")
    digest = hashlib.sha256()
    for name in ("cues.toml", "discourse.toml", "headings.toml", "roles.toml"):
        digest.update(data.joinpath(name).read_bytes())
    return digest.hexdigest()[:6]


@cache
def _default() -> Tagger:
    scheme = Scheme.load()
    return Tagger(Gazetteer.load(scheme=scheme), scheme)
