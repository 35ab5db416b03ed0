"""Regions of whole articles: 356 news articles with the governorate that their labels name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from evaluation.labelled import Score, news_article, read_records, read_rows
from summaries.regions import Tagger
from summaries.types import RegionId, Tagged

REGIONS_OF_GOVERNORATE = {
    "aleppo": ("elsewhere",),
    "damascus": ("elsewhere",),
    "daraa": ("daraa",),
    "deir ezzor": ("northeast", "central"),
    "hama": ("central",),
    "hasakeh": ("northeast",),
    "homs": ("central",),
    "idlib": ("idlib",),
    "lattakia": ("elsewhere",),
    "quneitra": ("daraa",),
    "raqqa": ("northeast",),
    "tartous": ("elsewhere",),
}
"""What the scheme makes of the governorates of the articles' labels, read strictly."""

GOVERNORATES = {
    "aleppo": ("Aleppo",),
    "damascus": ("Damascus", "Rif Dimashq"),
    "daraa": ("Daraa",),
    "deir ezzor": ("Deir ez-Zor",),
    "hama": ("Hama",),
    "hasakeh": ("Hasakah",),
    "homs": ("Homs",),
    "idlib": ("Idlib",),
    "lattakia": ("Lattakia",),
    "quneitra": ("Quneitra",),
    "raqqa": ("Raqqa",),
    "tartous": ("Tartus",),
}
"""The governorates of the labels as the gazetteer names them."""

CORRECTED = {
    "2c1bb33fce43": ("daraa", "Deir al-Adas lies in Daraa, not in Damascus"),
    "e28d5bb72a78": ("quneitra", "Hader lies in Quneitra, not in Damascus"),
    "830b870171b7": ("aleppo", "the convoy was hit at Urum al-Kubra, Aleppo"),
    "5f3209591692": (
        "aleppo",
        "Baraghida and Tell Ahmar lie at the Turkish border, not in Quneitra",
    ),
    "1daef752ff77": ("idlib", "a camp in Idlib and a bomb in Homs, nothing in Aleppo"),
    "ee028772db3b": ("damascus", "the Qalamoun lies in Rif Dimashq, not in Homs"),
    "b6ff2a88fef6": ("deir ezzor", "Mayadin lies in Deir ez-Zor, not in Aleppo"),
    "ce6fc00e959a": ("deir ezzor", "Mayadin and Abu Kamal lie in Deir ez-Zor, not in Aleppo"),
    "cea81abf9b39": ("idlib", "the Atmeh crossing lies in Idlib, not in Aleppo"),
    "d9e616bcf69a": ("aleppo", "the quarters are Aleppo's, not those of Homs"),
    "5677529314c5": ("aleppo", "al-Rai lies in Aleppo, not in Homs"),
    "d3a256730aab": ("aleppo", "45 were killed in Aleppo, 22 in Idlib"),
}
"""Labels of articles that a reader finds wrong: the governorate told of first, and why."""

FIRST_NAMED = {
    "aleppo": ("aleppo", "halab"),
    "damascus": ("damascus", "ghouta"),
    "daraa": ("daraa", "deraa", "dara"),
    "deir ezzor": ("deir", "deirezzor"),
    "hama": ("hama",),
    "hasakeh": ("hasakah", "hasakeh", "hasaka", "hassakeh", "hasaka"),
    "homs": ("homs",),
    "idlib": ("idlib", "idleb"),
    "lattakia": ("latakia", "lattakia"),
    "quneitra": ("quneitra",),
    "raqqa": ("raqqa", "raqa"),
    "tartous": ("tartous", "tartus"),
}
"""The baseline: the governorate that a report names first."""


def run(data: Path) -> dict[str, float]:
    """Print accuracy, confusion and every error; return the figures by name."""
    scores = article_level(data, Tagger.default())
    return {name: score.share for name, score in scores.items()}


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with the governorate of its label, and what the tagger makes of it."""

    id: str
    title: str
    location: str
    region: RegionId
    governorate: str
    baseline: str

    @property
    def is_strictly_right(self) -> bool:
        """Whether the region is that of the labelled governorate, taken for one region."""
        return self.region in REGIONS_OF_GOVERNORATE[self.location]

    @property
    def is_right(self) -> bool:
        """Whether it is, or the place that gives the region lies in the labelled governorate."""
        return self.is_strictly_right or self.governorate in GOVERNORATES[self.location]

    @property
    def corrected(self) -> ReadArticle:
        """The article with its label put right where that is wrong."""
        location, _ = CORRECTED.get(self.id, (self.location, ""))
        return replace(self, location=location)


def article_level(data: Path, tagger: Tagger) -> dict[str, Score]:
    """Compare the main region of each article with the governorate that its label names.

    ``strict`` takes a governorate for one region (Aleppo is elsewhere). The scheme parts three of
    them: Manbij is northeast, Atarib Idlib. ``scheme`` therefore counts a region as right also
    where the place that gives it lies in the governorate of the label.
    """
    articles = list(_read_articles(data, tagger))
    total = len(articles)
    scores = {
        "corrected": Score(sum(article.corrected.is_right for article in articles), total),
        "scheme": Score(sum(article.is_right for article in articles), total),
        "strict": Score(sum(article.is_strictly_right for article in articles), total),
    }
    first = sum(a.baseline in REGIONS_OF_GOVERNORATE[a.location] for a in articles)
    print(f"\narticles: {scores['scheme']} right by the scheme")
    print(f"    {scores['corrected']} with {len(CORRECTED)} wrong labels put right")
    print(f"    {scores['strict']} where a governorate is taken for one region")
    print(f"    {Score(first, total)} by the governorate named first")
    _print_confusion(Counter((article.location, article.region) for article in articles))
    for article in articles:
        if not article.is_right:
            _, why = CORRECTED.get(article.id, ("", ""))
            note = f" -- label wrong: {why}" if why else ""
            print(f"  {article.id} {article.location} read as {article.region}:", end=" ")
            print(f"{article.title[:70]}{note}")
    return scores


def _read_articles(data: Path, tagger: Tagger) -> Iterator[ReadArticle]:
    rows = read_rows(data / "corpus" / "syria-2011-2018.locations.tsv")
    labels = {row["id"]: row["location"] for row in rows}
    for record in read_records(data / "corpus" / "syria-2011-2018.jsonl.gz"):
        if record["id"] not in labels:
            continue
        article = news_article(record)
        tagged = tagger.tag(article)
        region = tagger.main_region(article, tagged)
        yield ReadArticle(
            id=record["id"],
            title=record["title"],
            location=labels[record["id"]],
            region=region,
            governorate=_governorate(tagged, region),
            baseline=_first_named(f"{record['title']} {record['text']}"),
        )


def _governorate(tagged: Tagged, region: RegionId) -> str:
    """Return the governorate of the first place of a region that the report tells of."""
    places = (p.place for p in tagged.passages if p.region == region)
    return next((place.governorate for place in places if place is not None), "")


def _first_named(text: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    for word in words:
        for governorate, names in FIRST_NAMED.items():
            if word.removesuffix("s") in names or word in names:
                return REGIONS_OF_GOVERNORATE[governorate][0]
    return "countrywide"


def _print_confusion(table: Counter[tuple[str, str]]) -> None:
    columns = ("northeast", "central", "idlib", "daraa", "elsewhere", "countrywide")
    print(f"{'label':>12} " + " ".join(f"{column:>11}" for column in columns))
    for location in REGIONS_OF_GOVERNORATE:
        counts = [table[location, column] for column in columns]
        if any(counts):
            print(f"{location:>12} " + " ".join(f"{count or '':>11}" for count in counts))
