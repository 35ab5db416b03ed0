"""The digests of every ISO week of both corpora on Syria, held against what a digest promises.

The rule for *dangling openers* that is published here knows nothing of the tagger's: an item
dangles if its first words are a pronoun or a connective that point back ("He", "They", "This",
"Meanwhile,", "However", "But", "In response"), or a definite noun of an event or of a speaker with
nothing said of it ("The attack was", "The statement said"). An *item says twice* what another item
of its digest says if they share half of the shorter one's content words and the day or the place,
or characters of one article. *Repeated bigrams* are those, not both stop words, that stood in the
same digest before. What was reported late is held to the same.
*Placed* are items of a region that give a place within it; what concerns the country has none.
*Furniture* is what lies outside every passage of the tagger, or reads like a page's own words.

``EVAL_READ=30`` prints that many digests, chosen by a fixed draw, to be read by a person.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

from evaluation import corpora
from summaries.digest import build_digest
from summaries.moments import LATE
from summaries.regions import Tagger
from summaries.sentences import stem, stop_words, words
from summaries.types import Article, Digest, Item, Passage, RegionId

REGIONS = tuple(
    RegionId(name)
    for name in ("northeast", "central", "idlib", "daraa", "elsewhere", "countrywide")
)
TWICE = 0.5
DANGLING = re.compile(
    r"[\"'“‘«(]*(?:"
    r"(?:he|she|it|they|his|her|its|their|this|these|those|such|both|neither|and|but|however"
    r"|meanwhile|moreover|furthermore|nevertheless|nonetheless|instead|therefore|thus|hence|then"
    r"|afterwards|also|likewise|similarly|besides|in addition|in response|in exchange|in return"
    r"|as a result|on the other hand|for his part|for its part|since then|at the same time)\b"
    r"(?!\s+(?:is|was)\s+(?:not\s+)?(?:immediately\s+)?(?:un)?clear)"
    r"|the (?:attack|bombing|blast|explosion|strike|raid|clashes|incident|deal|agreement|statement"
    r"|report|toll|victims|dead|wounded|protests?|operation|offensive)\s+"
    r"(?:was|were|is|are|had|has|have|came|comes|said|says|also|took|may|might|will)\b"
    r"|[وف]?(?:هو|هي|هم|هذا|هذه|ذلك|تلك|لكن|كما|أضاف|تابع|أوضح)\s"
    r")",
    re.IGNORECASE,
)
FURNITURE = re.compile(
    r"https?://|www\.|@\w|©|copyright|all rights reserved|newsletter|click here|follow us"
    r"|share this|subscribe|read more|sign up|\bcookies?\b|date of publication|last updated"
    r"|^tags\b|\(reporting by|\(editing by|get short url|^published \w+ \d",
    re.IGNORECASE,
)
COLUMNS = (
    "weeks", "digests", "items", "late", "verbatim", "dangling", "repeated", "furniture", "twice",
    "dated", "placed", "linked",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Built:
    """The digests of one week's regions, and what they were made of."""

    digests: tuple[Digest, ...]
    articles: Mapping[int, Article]
    passages: tuple[Passage, ...]


def run(data: Path) -> dict[str, float]:
    """Print the table; return the shares over both corpora."""
    tagger = Tagger.default()
    total: Counter[str] = Counter()
    to_read: list[tuple[Digest, Mapping[int, Article]]] = []
    print(f"{'corpus':17}" + "".join(f"{name:>10}" for name in COLUMNS))
    for name in corpora.NAMES:
        counts: Counter[str] = Counter()
        for built in build_weeks(data, name, tagger):
            counts["weeks"] += 1
            for digest in built.digests:
                counts.update(measure(digest, built))
                if digest.items or digest.late:
                    to_read.append((digest, built.articles))
        print(f"{name:17}{row(counts)}")
        total += counts
    print(f"{'both':17}{row(total)}")
    wanted = min(int(os.environ.get("EVAL_READ", "0")), len(to_read))
    for digest, articles in random.Random(4).sample(to_read, wanted):
        show(digest, articles)
    shares = figures(total)
    return {
        "verbatim": shares["verbatim"],
        "not_dangling": 1 - shares["dangling"],
        "new_bigrams": 1 - shares["repeated"],
        "no_furniture": 1 - shares["furniture"],
        "said_once": 1 - shares["twice"],
        "dated": shares["dated"],
        "linked": shares["linked"],
    }


def build_weeks(data: Path, name: str, tagger: Tagger) -> Iterator[Built]:
    """Build the digests of all regions for each week of a corpus that has reports."""
    by_week = corpora.weeks(corpora.articles(data, name, tagger))
    tagged = {week: tuple(corpora.tagged(read, tagger)) for week, read in by_week.items()}
    ordered = sorted(by_week)
    for week in ordered:
        window = corpora.window(week)
        reach = (window.since - LATE, window.until)
        near = [w for w in ordered if reach[0] <= corpora.window(w).since <= reach[1]]
        articles = {article.id: article for w in near for article in by_week[w]}
        passages = tuple(passage for w in near for passage in tagged[w])
        digests = tuple(build_digest(r, passages, articles, window) for r in REGIONS)
        yield Built(digests, articles, passages)


def measure(digest: Digest, built: Built) -> Counter[str]:
    """Count, over a digest's items, what it promises."""
    shown = (*digest.items, *digest.late)
    counts: Counter[str] = Counter(digests=bool(digest.reports), items=len(shown))
    counts["late"] = len(digest.late)
    sentences = {(p.article_id, p.start) for p in built.passages}
    ends = {(p.article_id, p.end) for p in built.passages}
    seen: set[tuple[str, str]] = set()
    for item in shown:
        source = item.sources[0]
        text = built.articles[source.article_id].text
        inside = (source.article_id, source.start) in sentences
        inside = inside and (source.article_id, source.end) in ends
        counts["verbatim"] += text[source.start : source.end] == item.text
        counts["dangling"] += DANGLING.match(item.text) is not None
        counts["furniture"] += not inside or FURNITURE.search(item.text) is not None
        counts["dated"] += item.event_date is not None
        counts["regional"] += item.region != "countrywide"
        counts["placed"] += item.region != "countrywide" and item.place is not None
        counts["linked"] += all(s.url is None or s.url.startswith("http") for s in item.sources)
        bigrams = _bigrams(item)
        counts["bigrams"] += len(bigrams)
        counts["repeated"] += len(bigrams) - len(set(bigrams) - seen)
        seen.update(bigrams)
    counts["twice"] += sum(says_twice(a, b) for a, b in combinations(shown, 2))
    return counts


def says_twice(a: Item, b: Item) -> bool:
    """Tell whether two items say the same."""
    one, two = a.sources[0], b.sources[0]
    if one.article_id == two.article_id and one.start < two.end and two.start < one.end:
        return True
    if a.event_date != b.event_date and a.place != b.place and a.place and b.place:
        return False
    first, second = _content(a), _content(b)
    return len(first & second) >= TWICE * min(len(first), len(second))


def figures(counts: Counter[str]) -> dict[str, float]:
    """Return shares of the items; of the bigrams, for those repeated."""
    items, bigrams = max(counts["items"], 1), max(counts["bigrams"], 1)
    names = ("verbatim", "dangling", "furniture", "twice", "dated", "linked")
    return {name: counts[name] / items for name in names} | {
        "repeated": counts["repeated"] / bigrams,
        "placed": counts["placed"] / max(counts["regional"], 1),
    }


def row(counts: Counter[str]) -> str:
    """Return a line of the table."""
    shares = figures(counts)
    cells = [
        f"{shares[name]:10.2%}" if name in shares else f"{counts[name]:10}" for name in COLUMNS
    ]
    return "".join(cells)


def show(digest: Digest, articles: Mapping[int, Article]) -> None:
    """Print a digest for a person to read."""
    print(
        f"\n{digest.region}, week of {digest.window.since:%Y-%m-%d}: {digest.reports} reports "
        f"({digest.reports_before} before), {digest.origins} origins, {len(digest.more)} more"
    )
    for item in digest.items:
        _show_item(item, articles)
    if digest.late:
        print("  reported late:")
    for item in digest.late:
        _show_item(item, articles)


def _show_item(item: Item, articles: Mapping[int, Article]) -> None:
    marks = f"{'assessment, ' if item.assessment else ''}{item.independent} independent"
    outlets = ", ".join(articles[source.article_id].outlet for source in item.sources)
    print(f"- {item.event_date} ({item.dated_by}), {item.place or 'place not given'}: {marks}")
    print(f"  {item.text.strip()}\n  {outlets}")
    for conflict in item.conflicts:
        print(f"  ! {conflict.about}: {[(c.outlet, c.value) for c in conflict.claims]}")


def _content(item: Item) -> set[str]:
    stops = stop_words(item.language)
    lowered = (word.lower() for word in words(item.text))
    return {stem(word, item.language) for word in lowered if word not in stops}


def _bigrams(item: Item) -> Sequence[tuple[str, str]]:
    stops = stop_words(item.language)
    lowered = [word.lower() for word in words(item.text)]
    return [(a, b) for a, b in pairwise(lowered) if not (a in stops and b in stops)]
