"""The gazetteer: names of places in a text, and the places that each may mean.

Names are compared by their folded words (``summaries.places.folding``) through dictionaries
(``summaries.places.index``), so that the time for a text does not depend on how many places are
known: a capitalised or Arabic word that begins no name costs one look-up.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from summaries.places.doubt import (
    common_nouns,
    homonyms,
    is_acronym,
    is_bare_name,
    is_short,
    lost_its_article,
    no_names,
    spelling,
    weak_key,
)
from summaries.places.folding import (
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
from summaries.places.index import (
    SMALL,
    Meaning,
    build_index,
    meaning_of,
)
from summaries.places.rows import PlaceRow, numbered, read_rows
from summaries.scheme import Scheme
from summaries.types import Place

_CAPITAL = "A-Z0-9\u00c0-\u024f\u1e00-\u1eff"
_CANDIDATE = re.compile(
    rf"[{_CAPITAL}{ARABIC_LETTERS}](?<![{LETTERS}@].)[{LETTERS}]*+"
    rf"(?:[{APOSTROPHES}][{LETTERS}]++)*+[{APOSTROPHES}]?"
)
_CANDIDATE_ASCII = re.compile(
    r"[A-Z0-9](?<![0-9A-Za-z@].)[0-9A-Za-z]*+(?:['`][0-9A-Za-z]++)*+['`]?", re.ASCII
)
"""``_CANDIDATE`` in plain text, where the smaller classes are read faster."""
_NEXT = re.compile(rf"(?:[ \t\u00a0\u200c-\u200f]{{1,3}}\n?|[-‐‑–_]|\n)[{APOSTROPHES}]?({WORD})")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS]?$")
_POSSESSIVE_S = re.compile(rf"[{APOSTROPHES}][sS]$")
_JOINS = "-‐‑– "
_OPENERS = "([{\"“”«'‘’-–/#"
_LONGEST_ARTICLE = max(map(len, ARTICLES))
_SETTLEMENT = (
    "town|city|village|district|subdistrict|neighborhood|neighbourhood|camp|area|crossing|hill|dam"
    "|prison|airport|airbase|base|station|province|governorate|countryside|oilfield|field|towns"
    "|cities"
    "|villages|quarter|quarters|suburb|hamlet"
)
_CUES = frozenset(
    f"{_SETTLEMENT}|مدينة|مدينتي|مدن|بلدة|بلدتي|بلدات|قرية|قريتي|قرى|ناحية|منطقة|قضاء|حي|حيي|أحياء|مخيم|ريف"
    "|معبر|سجن|سد|جبل|حاجز|تلة|مطار|محطة|حقل|بادية|أطراف|محور".split("|")
)
_BETWEEN = frozenset(("of", "the", "called", "named"))
_PARTICLES = "وبلفك"
_CUE_AFTER = re.compile(rf"(?:[{APOSTROPHES}]s)?[ -](?:{_SETTLEMENT}|front|oil field)\b")
_REACH = 40
_REMEMBERED = 16384
_BY_NAME_ONLY = SMALL | {"region"}
_LONG = 8
"""Letters; a longer name that is like that of a place hardly means anything else."""


class Mention(NamedTuple):
    """A name of a place in a text, at ``[start, end)``, and all that it may mean.

    ``weak`` says that the name is also an ordinary word, a person or an organisation, and that no
    word beside it ("the town of") says that a place is meant. A tuple, because it is made for every
    name in every sentence.
    """

    start: int
    end: int
    text: str
    meaning: Meaning
    weak: bool = False

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that the name may mean, the more prominent kind first.

        There is one for each governorate and region; foreign places are among them.
        """
        return self.meaning.places

    @property
    def others(self) -> tuple[Place, ...]:
        """Small places that share the name of a city or a governorate.

        They are meant only where the text names the area that they lie in.
        """
        return self.meaning.others

    @property
    def foreign(self) -> bool:
        """Whether no place of the name lies in Syria."""
        return self.meaning.foreign

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
        self._openings = lru_cache(maxsize=_REMEMBERED)(self._opening)
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
        words = [(data / file).read_text("utf-8") for file in ("homonyms.txt", "common_nouns.txt")]
        content = (scheme.version, *words, *texts)
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
        openings = self._openings
        candidates = _CANDIDATE_ASCII if text.isascii() else _CANDIDATE
        for match in candidates.finditer(text):
            opening = openings(match[0])
            if opening is not None and match.start() >= done:
                mention = self._longest_at(text, match.span(), opening, done)
                if mention is not None:
                    mentions.append(mention)
                    done = mention.end
        return mentions

    def _opening(self, word: str) -> _Opening | None:
        """Return how a name may begin with a word; ``None`` if none does."""
        if word[0].islower():
            return None
        starts = self._index.starts
        whole = fold_word(word)
        common = whole not in starts and weak_key(word) in homonyms()
        readings = ((whole, 0), *(() if common else detached(word)))
        known = tuple((key, cut) for key, cut in readings if key in starts)
        return (
            _Opening(
                readings=known,
                alone=tuple((key, cut) for key, cut in known if self._is_name(key)),
                more=max(starts[key].longest for key, _ in known) - 1,
                seconds=frozenset().union(*(starts[key].seconds for key, _ in known)),
            )
            if known
            else None
        )

    def _is_name(self, key: str) -> bool:
        return key in self._index.all or key in self._index.exact

    def _longest_at(
        self, text: str, span: tuple[int, int], opening: _Opening, done: int
    ) -> Mention | None:
        begin, end = span
        following = _following(text, end, opening) if opening.more else ()
        for count in range(len(following), 0, -1):
            stop = following[count - 1][1]
            for first, cut in opening.readings:
                name = " ".join((first, *[key for key, _ in following[:count]]))
                if self._is_name(name):
                    mention = self._mention(text, (begin, stop), cut, name, done)
                    if mention is not None:
                        return mention
        for name, cut in opening.alone:
            mention = self._mention(text, span, cut, name, done)
            if mention is not None:
                return mention
        return None

    def _mention(
        self, text: str, span: tuple[int, int], cut: int, key: str, done: int
    ) -> Mention | None:
        """Return the name that stands at a span without its first ``cut`` letters, if it is one."""
        start = _with_article(text, span[0] + cut, done)
        sense = self._senses(key, text[start : span[1]])
        if sense is None or (sense.shouted and not text.isupper()):
            return None
        if cut and is_bare_name(sense.name, sense.meaning.places[0]):
            return None
        stop = start + len(sense.name)
        weak = sense.weak and not _has_cue(text, start, stop)
        if weak and sense.noun:
            return None
        return Mention(start, stop, sense.name, sense.meaning, weak)

    def _sense(self, key: str, written: str) -> _Sense | None:
        """Return what a name means as it is written; a name of exactly that spelling wins."""
        spellings = self._index.exact.get(key)
        exact = spellings.get(plain(written)) if spellings else None
        places = exact or self._index.all.get(key)
        single = " " not in key
        if places is None or (single and written.casefold() in no_names()):
            return None
        weak = self._is_weak(_POSSESSIVE_S.sub("", written))
        noun = single and plain(written) in common_nouns()
        # "بادية حمص" is no more the Badia than "باب" is al-Bab, and "طويلة" is long.
        may_be_word = weak or noun or places[0].kind in _BY_NAME_ONLY
        if may_be_word and single and lost_its_article(written, places[0]):
            return None
        meaning = meaning_of(places)
        doubtful = single and meaning.small and (is_short(key) or self._is_alike(written))
        known = written in self._index.acronyms or any(_is_spelled(p, written) for p in places)
        return _Sense(
            name=_POSSESSIVE.sub("", written),
            meaning=meaning,
            weak=doubtful or weak or noun,
            noun=noun,
            shouted=single and not known and is_acronym(written),
        )

    def _is_alike(self, written: str) -> bool:
        """Tell of a short Latin name that no list spells so: "Biden" for Baidin."""
        return (
            len(written) < _LONG
            and written.isascii()
            and written.isalpha()
            and spelling(_POSSESSIVE_S.sub("", written)) not in self._index.spellings
        )

    def _is_weak(self, name: str) -> bool:
        key = weak_key(name)
        return key in self._index.weak or (key[:2] == "al" and key[2:] in self._index.weak)


@dataclass(frozen=True, slots=True)
class _Opening:
    """A word that may begin a name: its readings, and how the names go on that begin with them.

    A reading is a key and the number of letters cut off before it; those of ``alone`` are names by
    themselves. ``more`` is the number of further words that a name has at most, ``seconds`` are the
    keys of all second words.
    """

    readings: tuple[tuple[str, int], ...]
    alone: tuple[tuple[str, int], ...]
    more: int
    seconds: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sense:
    """A name as it is written: without a possessive, what it means, and whether it is doubtful.

    ``noun`` says that it is a common noun, which names a place only after a word for one;
    ``shouted`` names are short and all capitals, like acronyms; they count in headlines only.
    """

    name: str
    meaning: Meaning
    weak: bool
    noun: bool
    shouted: bool


@cache
def _default() -> Gazetteer:
    return Gazetteer.load()


def _is_spelled(place: Place, written: str) -> bool:
    """Tell whether a name in capitals is a place of some size in its own spelling: HOMS, NAWA."""
    if place.kind in {"governorate", "city"}:
        return True
    return place.kind not in SMALL and plain(place.name).removeprefix("al ") == plain(written)


def _following(text: str, position: int, opening: _Opening) -> Sequence[tuple[str, int]]:
    """Return the keys of the next words and where each ends, articles passed over.

    Only as many as some name that begins so has, and none if no name goes on with the next word.
    """
    words: list[tuple[str, int]] = []
    while match := _NEXT.match(text, position):
        position = match.end()
        key = fold_word(match[1])
        if not key:
            continue
        if not words and key not in opening.seconds:
            break
        words.append((key, position))
        if len(words) == opening.more:
            break
    return words


def _with_article(text: str, start: int, done: int) -> int:
    """Return the start of a name with the article before it: al-Hasakah, As Suwayda."""
    join = text[start - 1 : start]
    if not join or join not in _JOINS:
        return start
    last = text[start - 2 : start - 1].casefold()
    if join == " " and last != "l" and last != text[start].casefold():
        return start
    begin = max(text.rfind(" ", done, start - 1), text.rfind("\n", done, start - 1), done - 1) + 1
    article = text[begin : start - 1].lstrip(_OPENERS)
    if len(article) > _LONGEST_ARTICLE or article.casefold() not in ARTICLES:
        return start
    joined = join != " " or article.casefold() in {"al", "el"}
    assimilated = article[0].isupper() and article[-1].casefold() == text[start].casefold()
    return start - 1 - len(article) if joined or assimilated else start


def _has_cue(text: str, start: int, end: int) -> bool:
    """Tell whether a word beside the name says that it is a place: "the town of", " camp"."""
    if _CUE_AFTER.match(text, end):
        return True
    before = text[max(0, start - _REACH) : start].casefold().replace("-", " ")
    words = before.split()
    if words and before[-1] in _PARTICLES:
        words.pop()
    while words and words[-1] in _BETWEEN:
        words.pop()
    if not words:
        return False
    return words[-1] in _CUES or (words[-1][0] in _PARTICLES and words[-1][1:] in _CUES)
