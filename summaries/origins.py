"""Who wrote it first: re-posts, shared agency texts and near-duplicates have one origin.

The origin, not the feed, is the unit of corroboration. An article's origin is, in this order,

1. what the report itself names (``Article.origin``: "The original source of this article is …");
2. the agency of its by-line: "HOMS (Reuters) -", "(Reporting by …)", "- AFP";
3. its outlet;

and articles whose text is near-duplicate share the origin of the one that names its source, or of
the earliest. Only counts depend on this: a merged article keeps its passages and its citations.

A body that an article quotes ("according to the Syrian Observatory …") is no origin: see
`attribution`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zlib import crc32

from summaries.components import components
from summaries.types import Article, Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Indices = NDArray[np.int64]

SHINGLE = 5
"""Words of one shingle."""

SHARED = 0.5
"""Part of the shorter text's shingles that near-duplicates have in common.

Half is where independent reports of one event, even those that quote one statement at length, are
not reached, and re-edited agency copy is.
"""

MIN_SHINGLES = 12
"""Texts with fewer shingles are too short to tell a copy from a coincidence."""

MAX_HOLDERS = 60
"""A shingle in more articles than this is boilerplate (a disclaimer, a daily line)."""

READ = 1_500
"""Characters of a text that are compared with others: who copies, copies the beginning."""

LEAD, TAIL, SIGNATURE = 300, 400, 80
"""Characters at both ends of a text in which a by-line stands, and an agency's name at its end."""

_AGENCIES = {
    "reuters": "Reuters",
    "ap": "AP",
    "associated press": "AP",
    "the associated press": "AP",
    "afp": "AFP",
    "agence france-presse": "AFP",
    "sana": "SANA",
    "dpa": "dpa",
    "anadolu": "Anadolu",
    "anadolu agency": "Anadolu",
    "aa": "Anadolu",
    "xinhua": "Xinhua",
    "tass": "TASS",
    "upi": "UPI",
    "kuna": "KUNA",
    "petra": "Petra",
    "رويترز": "Reuters",
    "أ ف ب": "AFP",
    "أ.ف.ب": "AFP",
    "فرانس برس": "AFP",
    "أ ب": "AP",
    "سانا": "SANA",
    "الأناضول": "Anadolu",
    "د ب أ": "dpa",
}
_PUNCTUATION = bytes.maketrans(b".,;:!?\"'()[]-/|", b" " * 15)
_TYPOGRAPHIC = tuple(mark.encode() for mark in "“”‘’«»–—…،؛؟")
_BASE = 0x9E3779B97F4A7C15
_NAMES = "|".join(re.escape(name) for name in sorted(_AGENCIES, key=len, reverse=True))
_BRACKETED = re.compile(rf"\(\s*({_NAMES})\s*\)", re.IGNORECASE)
_DATELINE = re.compile(rf"^\W*[^\n]{{0,80}}?\b({_NAMES})\s*[-–—:]", re.IGNORECASE)
_SIGNED = re.compile(
    rf"(?:[-–—/|(]|\bby|\bsource\s*:|المصدر\s*:)\s*({_NAMES})\s*\)?\W*$",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\(\s*(?:additional\s+)?(?:reporting|writing) by [^)]{3,200}\)", re.IGNORECASE
)

_NAME = r"(?:[A-Z][\w.'’-]*|SOHR|UN)(?:\s+(?:of|for|in|and|the|al)(?=\s+[A-Z])|\s+[A-Z][\w.'’-]*)*"
_ATTRIBUTIONS = (
    re.compile(
        r"\b[Aa]ccording to (?:a |an )?(?:(?:report|statement|count|tally|toll)\s+"
        r"(?:(?:released|issued|published)\s+)?(?:by|from)\s+)?(?:the )?"
        rf"(?P<name>{_NAME})"
    ),
    re.compile(rf"\b(?:reported|announced|confirmed|documented) by (?:the )?(?P<name>{_NAME})"),
    re.compile(
        rf"(?:\b[Tt]he |^|[.,;:]\s*)(?P<name>{_NAME})(?:\s*\([A-Z]{{2,8}}\))?,?\s+"
        r"(?:said|reported|announced|documented|confirmed|stated)\b"
    ),
    re.compile(
        r"(?:بحسب|وفق(?:اً|ا)?\s+ل|نقلا(?:ً)?\s+عن|حسب|أفاد|أعلن|ذكر|قال)\s*"
        r"(?P<name>(?:ال|لل)\S+(?:\s+(?:ال|لل)\S+){0,4})"
    ),
)
_BODY = re.compile(
    r"\b(?:Observatory|Network|Committees?|Nations|Cross|Crescent|Rights|Ministry|League|Union|Council"
    r"|Coalition|Pentagon|House|Agency|Centre|Center|Office|Defen[cs]e|Helmets|Amnesty|Borders|TV"
    r"|Television|Radio|Commission|Organi[sz]ation|Association|Court|Fund|Programme|Department|Army"
    r"|Forces|Front|Command|Reuters|Sana|Xinhua|Al-Manar)\b|^(?:[A-Z]\.?){2,7}$"
    r"|مرصد|شبكة|لجان|لجنة|دفاع|وزارة|منظمة|وكالة|مجلس|هيئة|مركز|قيادة|قوات|جيش|سانا|رويترز"
)
"""A word by which a body is told from a person: what a minister said is news, not a source."""


def independent(articles: Sequence[Article], passages: Iterable[Passage] = ()) -> dict[int, str]:
    """Return the origin's name for each article id.

    Two articles are independent if the names differ. Names are spelled as the earliest article
    spells them. Near-duplicates are found in the articles' passages where these are given, else in
    their texts: a page's furniture makes reports of one outlet look alike. Linear in the length of
    the texts; the order of the articles does not matter.
    """
    ordered = sorted(articles, key=_moment)
    bodies = {article.id: article.text for article in ordered}
    bodies.update(_bodies(passages, bodies.keys()))
    own = {article.id: _own_origin(article) for article in ordered}
    for group in near_duplicates([bodies[article.id] for article in ordered]):
        members = [ordered[index].id for index in group]
        named = next((own[id_].name for id_ in members if own[id_].told), None)
        shared = _Own(named or own[members[0]].name, told=True)
        own.update(dict.fromkeys(members, shared))
    spelling: dict[str, str] = {}
    return {id_: spelling.setdefault(_key(origin.name), origin.name) for id_, origin in own.items()}


def near_duplicates(texts: Sequence[str]) -> list[list[int]]:
    """Group the texts that are near-duplicates, as indices in order.

    Containment, not resemblance, decides: a brief that stands whole in a longer report is its copy.
    """
    import numpy as np

    shingles = _shingles(texts)
    sizes = np.array([len(found) for found in shingles])
    first, second, shared = _shared(shingles)
    least = np.minimum(sizes[first], sizes[second])
    copies = (least >= MIN_SHINGLES) & (shared >= SHARED * least)
    pairs = np.column_stack((first[copies], second[copies]))
    groups: dict[int, list[int]] = defaultdict(list)
    for index, group in enumerate(components(len(texts), pairs).tolist()):
        groups[group].append(index)
    return [group for group in groups.values() if len(group) > 1]


def byline(text: str) -> str | None:
    """Return the agency whose by-line stands at the head or the foot of ``text``."""
    lead, tail = text[:LEAD], text[-TAIL:].rstrip()
    found = (
        ("(" in lead and _BRACKETED.search(lead))
        or _DATELINE.search(lead)
        or _SIGNED.search(tail[-SIGNATURE:])
    )
    if found:
        return _AGENCIES[found[1].casefold()]
    # "(Reporting by A; editing by B)" is how Reuters signs, and only Reuters.
    return "Reuters" if "(" in tail and _REPORTING.search(tail) else None


def attribution(text: str) -> str | None:
    """Return the body that a sentence gives as its source, ``None`` where it gives none."""
    for pattern in _ATTRIBUTIONS:
        for found in pattern.finditer(text):
            name = found["name"].strip(" .,'’-")
            if _BODY.search(name):
                return name.removeprefix("Meanwhile ")
    return None


@dataclass(frozen=True, slots=True)
class _Own:
    """An origin's name, and whether the report itself tells that it is not its outlet."""

    name: str
    told: bool


def _own_origin(article: Article) -> _Own:
    if article.origin and article.origin.outlet:
        return _Own(article.origin.outlet, told=True)
    agency = byline(article.text)
    return _Own(agency, told=True) if agency else _Own(article.outlet, told=False)


def _bodies(passages: Iterable[Passage], wanted: Collection[int]) -> dict[int, str]:
    """Return the text of each wanted article's passages."""
    parts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for passage in passages:
        if passage.article_id in wanted:
            parts[passage.article_id].append((passage.start, passage.text))
    return {id_: " ".join(text for _, text in sorted(found)) for id_, found in parts.items()}


def _key(name: str) -> str:
    folded = " ".join(name.casefold().split()).removeprefix("the ")
    return _AGENCIES.get(folded, folded).casefold()


def _moment(article: Article) -> tuple[datetime, int]:
    return article.published or datetime.max.replace(tzinfo=UTC), article.id


def _shingles(texts: Iterable[str]) -> list[Hashes]:
    """Return each text's word 5-grams as sorted distinct hashes.

    One shingle in four is kept, chosen by its own hash, so that all texts keep the same ones:
    containment is estimated without bias, from an index of a quarter of the size.
    """
    import numpy as np

    number = _WordNumbers()
    powers = np.array([_BASE**k % (1 << 64) for k in range(SHINGLE)], dtype=np.uint64)
    result = []
    for text in texts:
        words = _words(text)
        numbers = np.fromiter(map(number.__getitem__, words), dtype=np.uint64, count=len(words))
        count = max(len(numbers) - SHINGLE + 1, 0)
        hashes = np.zeros(count, dtype=np.uint64)
        for k in range(SHINGLE):
            hashes += numbers[k : k + count] * powers[k]  # wraps around, as a hash may
        hashes ^= hashes >> np.uint64(29)
        result.append(np.unique(hashes[hashes % np.uint64(4) == 0]))
    return result


def _words(text: str) -> list[bytes]:
    """Return a text's first words in lower case, as bytes: several times faster than a pattern."""
    plain = text[:READ].casefold().encode("utf-8", "surrogatepass")
    for mark in _TYPOGRAPHIC:
        plain = plain.replace(mark, b" ")
    return plain.translate(_PUNCTUATION).split()


class _WordNumbers(dict[bytes, int]):
    """A number for each word that is the same in every run."""

    def __missing__(self, word: bytes) -> int:
        self[word] = number = crc32(word)
        return number


def _shared(shingles: Sequence[Hashes]) -> tuple[Indices, Indices, Indices]:
    """Return the pairs of texts that share shingles, and how many.

    Equal hashes stand side by side when all are sorted; each is paired with the next, the next but
    one, and so on to the most holders that count.
    """
    import numpy as np

    count = len(shingles)
    owners = np.repeat(np.arange(count), [len(found) for found in shingles])
    hashes = np.concatenate([np.zeros(0, dtype=np.uint64), *shingles])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    _, starts, held = np.unique(hashes, return_index=True, return_counts=True)
    few = np.repeat(held <= MAX_HOLDERS, held)
    last = np.repeat(starts + held, held)
    found = [np.zeros(0, dtype=np.int64)]
    for step in range(1, min(MAX_HOLDERS, int(held.max(initial=1)))):
        left = np.flatnonzero(few & (np.arange(len(owners)) + step < last))
        found.append(owners[left] * count + owners[left + step])
    pairs, shared = np.unique(np.concatenate(found), return_counts=True)
    return pairs // max(count, 1), pairs % max(count, 1), shared
