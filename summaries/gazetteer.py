"""The gazetteer: names of places in a text, and the places that each may mean.

Names are compared by their folded words (``summaries.folding``) through dictionaries
(``summaries.placeindex``), so that the time for a text does not depend on how many places are
known: a capitalised or Arabic word that begins no name costs one look-up.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from summaries.folding import (
    APOSTROPHES,
    ARABIC_LETTERS,
    ARTICLES,
    LETTERS,
    WORD,
    detached,
    fold,
    fold_word,
    plain,
)
from summaries.placeindex import SMALL, Meaning, build_index, meaning_of, weak_key
from summaries.placelist import PlaceRow, numbered, read_rows
from summaries.scheme import Scheme
from summaries.sentences import stop_words
from summaries.types import Place, RegionId

_CAPITAL = "A-Z0-9\u00c0-\u024f\u1e00-\u1eff"
_CANDIDATE = re.compile(
    rf"[{_CAPITAL}{ARABIC_LETTERS}](?<![{LETTERS}@].)[{LETTERS}]*"
    rf"(?:[{APOSTROPHES}][{LETTERS}]+)*[{APOSTROPHES}]?"
)
_NEXT = re.compile(rf"(?:[ \t\u00a0\u200c-\u200f]{{1,3}}\n?|[-‐‑–_]|\n)[{APOSTROPHES}]?({WORD})")
_ARTICLE_BEFORE = re.compile(
    rf"(?<![{LETTERS}])({'|'.join(sorted(ARTICLES))})([-‐‑– ])$", re.IGNORECASE
)
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS]?$")
_POSSESSIVE_S = re.compile(rf"[{APOSTROPHES}][sS]$")
_SETTLEMENT = (
    "town|city|village|district|sub-?district|neighbou?rhood|camp|area|crossing|hill|dam|prison"
    "|airport|airbase|base|province|governorate|countryside|oil ?field|towns|cities|villages"
)
_SETTLEMENT_AR = (
    "مدينة|مدينتي|مدن|بلدة|بلدتي|بلدات|قرية|قريتي|قرى|ناحية|منطقة|قضاء|حي|مخيم|ريف|معبر|سجن|سد|جبل"
    "|حاجز|تلة|مطار|حقل|بادية|أطراف|محور"
)
_CUE_BEFORE = re.compile(
    rf"(?:\b(?:{_SETTLEMENT}) (?:(?:of|called|named) )?(?:the )?"
    rf"|(?<![{ARABIC_LETTERS}])[وبلف]?(?:{_SETTLEMENT_AR})\s+[وبلفك]?)$",
    re.IGNORECASE,
)
_CUE_AFTER = re.compile(rf"(?:[{APOSTROPHES}]s)?[ -](?:{_SETTLEMENT}|front)\b")
_COUNTRY = frozenset(
    (
        "syria",
        "syrian",
        "syrians",
        "syria's",
        "syria’s",
        "سوريا",
        "سورية",
        "سوري",
        "السوري",
        "السورية",
        "السوريين",
        "السوريون",
    )
)
_REACH = 40
_REMEMBERED = 16384
_ACRONYM = 4
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a place in a text, at ``[start, end)``, and all that it may mean.

    ``places`` has one entry for each governorate and region that the name may mean, the more
    prominent kind of place first; foreign places are among them. ``weak`` says that the name is
    also an ordinary word, a person or an organisation, and that no word beside it ("the town of")
    says that a place is meant. ``others`` are small places that share the name of a city or a
    governorate: they are meant only where the text names the area that they lie in.
    """

    start: int
    end: int
    text: str
    places: tuple[Place, ...]
    weak: bool = False
    others: tuple[Place, ...] = ()

    @property
    def regions(self) -> tuple[RegionId, ...]:
        """The regions that the name may mean, without those that are left open."""
        return tuple(dict.fromkeys(p.region for p in self.places if p.region is not None))

    @property
    def foreign(self) -> bool:
        """Whether no place of the name lies in Syria."""
        return all(place.kind == "foreign" for place in self.places)

    @property
    def ambiguous(self) -> bool:
        """Whether the name may mean places of different governorates or regions."""
        return len(self.places) > 1


class Gazetteer:
    """All known places, found by their names.

    ``places`` are all of them; ``version`` changes with the content of the lists and the scheme.
    Reading is thread-safe.
    """

    def __init__(self, rows: Iterable[PlaceRow], scheme: Scheme, version: str = "") -> None:
        """Index the rows; a later row replaces an earlier one of the same id."""
        latest = {row.id: row for row in numbered(rows)}
        self._index = build_index(latest.values(), scheme)
        self._starts = lru_cache(maxsize=_REMEMBERED)(self._readings)
        self._senses = lru_cache(maxsize=_REMEMBERED)(self._sense)
        self.places = self._index.places
        self.version = version

    @classmethod
    def load(cls, *paths: Path | None, scheme: Scheme | None = None) -> Gazetteer:
        """Read the built-in list and the operator's lists at ``paths`` (``None`` is left out).

        Raises:
            OSError: a file cannot be read.
            PlaceListError: a file is no place list.

        """
        data = resources.files("summaries") / "data"
        texts = [(data / "places.csv").read_text("utf-8")]
        texts += [path.read_text("utf-8-sig") for path in paths if path is not None]
        scheme = scheme or Scheme.load()
        content = (scheme.version, (data / "homonyms.txt").read_text("utf-8"), *texts)
        version = hashlib.sha256("\0".join(content).encode()).hexdigest()[:12]
        return cls((row for text in texts for row in read_rows(text)), scheme, version)

    @classmethod
    def default(cls) -> Gazetteer:
        """Return the built-in gazetteer with the built-in scheme, read once."""
        return _default()

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Return all places that a name may mean, whatever its case, the more prominent first."""
        key = fold(name)
        exact = self._index.exact.get(key, {}).get(plain(name))
        if exact is not None:
            return exact
        if places := self._index.all.get(key):
            return places
        readings = (self._index.all.get(beneath) for beneath, _ in detached(name.strip()))
        return next(filter(None, readings), ())

    def find(self, text: str) -> list[Mention]:
        """Return the names of places in a text: whole words, the longest first, none overlapping.

        A name in Latin script must begin with a capital (its article need not).
        """
        mentions: list[Mention] = []
        done = 0
        for match in _CANDIDATE.finditer(text):
            starts = self._starts(match.group())
            if starts and match.start() >= done:
                mention = self._longest_at(text, match, starts, done)
                if mention is not None:
                    mentions.append(mention)
                    done = mention.end
        return mentions

    def _readings(self, word: str) -> tuple[tuple[str, int, int], ...]:
        """Return the keys with which a word may begin a name.

        With each, the number of characters before it and of the words of the longest such name.
        """
        if word[0].islower():
            return ()
        longest = self._index.longest
        readings = ((fold_word(word), 0), *detached(word))
        return tuple((key, taken, longest[key]) for key, taken in readings if key in longest)

    def _longest_at(
        self, text: str, first: re.Match[str], starts: tuple[tuple[str, int, int], ...], done: int
    ) -> Mention | None:
        index = self._index
        begin, end = first.span()
        longest = starts[0][2] if len(starts) == 1 else max(start[2] for start in starts)
        keys, ends = _following(text, end, longest - 1) if longest > 1 else ([], [])
        for count in range(len(keys), -1, -1):
            for key, taken, _ in starts:
                name = " ".join((key, *keys[:count])) if count else key
                if name in index.all or name in index.exact:
                    stop = ends[count - 1] if count else end
                    mention = self._mention(text, begin + taken, stop, name, done)
                    if mention is not None:
                        return mention
        return None

    def _mention(self, text: str, start: int, end: int, key: str, done: int) -> Mention | None:
        start = _with_article(text, start, done)
        sense = self._senses(key, text[start:end])
        if sense is None or (sense.shouted and not text.isupper()):
            return None
        stop = start + len(sense.name)
        weak = sense.weak and not _has_cue(text, start, stop)
        return Mention(start, stop, sense.name, sense.meaning.places, weak, sense.meaning.others)

    def _sense(self, key: str, written: str) -> _Sense | None:
        """Return what a name means as it is written; a name of exactly that spelling wins."""
        spellings = self._index.exact.get(key)
        exact = spellings.get(plain(written)) if spellings else None
        places = exact or self._index.all.get(key)
        single = " " not in key
        if places is None or (single and written.casefold() in _no_names()):
            return None
        meaning = meaning_of(places)
        doubtful = single and len(key) <= _SHORT and all(p.kind in SMALL for p in meaning.places)
        known = written in self._index.acronyms or any(_is_spelled(p, written) for p in places)
        return _Sense(
            name=_POSSESSIVE.sub("", written),
            meaning=meaning,
            weak=doubtful or weak_key(_POSSESSIVE_S.sub("", written)) in self._index.weak,
            shouted=single and not known and len(written) <= _ACRONYM and written.isupper(),
        )


@dataclass(frozen=True, slots=True)
class _Sense:
    """A name as it is written: without a possessive, what it means, and whether it is doubtful.

    ``shouted`` names are short and all capitals, like acronyms; they count in headlines only.
    """

    name: str
    meaning: Meaning
    weak: bool
    shouted: bool


@cache
def _default() -> Gazetteer:
    return Gazetteer.load()


def _is_spelled(place: Place, written: str) -> bool:
    """Tell whether a name in capitals is a place of some size in its own spelling: HOMS, NAWA."""
    if place.kind in {"governorate", "city"}:
        return True
    return place.kind not in SMALL and plain(place.name).removeprefix("al ") == plain(written)


@cache
def _no_names() -> frozenset[str]:
    """Return the words that no place is meant by: those of grammar, and the country's own name."""
    return stop_words("en") | stop_words("ar") | _COUNTRY


def _following(text: str, position: int, count: int) -> tuple[list[str], list[int]]:
    """Return the keys of the next ``count`` words, articles passed over, and where each ends."""
    keys: list[str] = []
    ends: list[int] = []
    while len(keys) < count and (match := _NEXT.match(text, position)):
        position = match.end()
        if key := fold_word(match.group(1)):
            keys.append(key)
            ends.append(position)
    return keys, ends


def _with_article(text: str, start: int, done: int) -> int:
    """Return the start of a name with the article before it: al-Hasakah, As Suwayda."""
    if start < _SHORTEST_ARTICLE or text[start - 1] not in _JOINS:
        return start
    match = _ARTICLE_BEFORE.search(text, max(done, start - 5), start)
    if match is None:
        return start
    article, join = match.groups()
    assimilated = text[start].casefold() == article[-1].casefold()
    if join == " " and article.casefold() not in {"al", "el"}:
        return match.start() if assimilated and article[0].isupper() else start
    return match.start()


_JOINS = "-‐‑– "
_SHORTEST_ARTICLE = 3


def _has_cue(text: str, start: int, end: int) -> bool:
    before = _CUE_BEFORE.search(text, max(0, start - _REACH), start)
    return before is not None or _CUE_AFTER.match(text, end) is not None
