"""Relevance: is an article about Syria, against articles of the corpus labelled by reading.

The sample ``random`` is 100 articles of the corpus as they come; ``hard`` all others that name
Syria, its capital or its president in one to five lines only.
"""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from evaluation.labelled import read_records
from summaries.regions import Tagger

LABELS = Path(__file__).with_name("labels") / "relevance-2011-2012.tsv"


def run(data: Path) -> dict[str, float]:
    """Print precision, recall and every error; return the figures by name."""
    records = read_records(data / "corpus" / "syria-2011-2012.jsonl.gz")
    texts = [record["text"] for record in records]
    figures: dict[str, float] = {}
    for sample in ("random", "hard"):
        precision, recall = _measure(texts, sample)
        figures[f"precision_{sample}"], figures[f"recall_{sample}"] = precision, recall
    return figures


def _measure(texts: list[str], sample: str) -> tuple[float, float]:
    """Return precision and recall on one sample; articles that could be either are left out."""
    tagger = Tagger.default()
    taken = right = wanted = 0
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["sample"] == sample]
    for row in rows:
        text = texts[int(row["article"])]
        assert hashlib.sha256(text.encode()).hexdigest().startswith(row["sha256"]), row
        if row["label"] == "either":
            continue
        found = tagger.relevance("", text)
        is_about = row["label"] == "syria"
        taken += found.about_syria
        wanted += is_about
        right += found.about_syria and is_about
        if found.about_syria != is_about:
            print(f"  {row['article']} {row['label']}: score {found.score}, {found.why}")
    precision, recall = right / taken, right / wanted
    print(f"{sample}: precision {precision:.1%}, recall {recall:.1%} on {len(rows)} articles")
    return precision, recall
