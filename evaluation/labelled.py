"""What the evaluations share: labelled rows, the corpora's records as articles, and scores."""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from summaries.types import Article

LABELS = Path(__file__).with_name("labels")
ROOT = Path(__file__).parent.parent


def data_folder() -> Path:
    """Return the folder of real reports, ``EVAL_DATA``; it need not be there."""
    return Path(os.environ.get("EVAL_DATA", ROOT.parent / "shared" / "data"))


@dataclass(frozen=True, slots=True)
class Score:
    """How many of how many were right."""

    right: int
    total: int

    @property
    def share(self) -> float:
        """The share that was right, 0 where there was nothing."""
        return self.right / self.total if self.total else 0.0

    def __add__(self, other: Score) -> Score:
        """Count two together."""
        return Score(self.right + other.right, self.total + other.total)

    def __str__(self) -> str:
        """Say the share and what it is made of."""
        return f"{self.share:.1%} ({self.right} of {self.total})"


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a file with tab-separated columns."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def read_records(path: Path) -> Iterator[Any]:
    """Yield the records of a compressed file with one JSON object a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def news_article(record: dict[str, str]) -> Article:
    """Return a record of a corpus as an article; dates are ISO or month/day/year."""
    form = "%m/%d/%Y" if "/" in record["date"] else "%Y-%m-%d"
    published = datetime.strptime(record["date"], form).replace(tzinfo=UTC)
    return Article(0, "", "", None, record.get("title", ""), record["text"], published)
