"""How often the date of a weekday or a month-day expression is the right one.

``labels/dates.tsv`` gives, for expressions drawn at random from ``corpus/syria-2011-2012`` (article
number and character offset), the day that a reader takes it to mean; an empty date marks a name
("the March 14 alliance"). The rules were made with the first draw in view; the second was labelled
when they stood. The corpus holds off-topic articles too (sport, weather), whose plans are hardest.
The article's date is its date of publication.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from evaluation.labelled import read_records
from summaries.dates import all_dates
from summaries.sentences import sentences

LABELS = Path(__file__).parent / "labels" / "dates.tsv"
CORPUS = Path("corpus") / "syria-2011-2012.jsonl.gz"


def run(data: Path) -> dict[str, float]:
    """Return the share of right dates by kind of expression; print every wrong one."""
    articles = list(read_records(data / CORPUS))
    right: dict[str, list[bool]] = {}
    with LABELS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            article = articles[int(row["article"])]
            report = date.fromisoformat(article["date"])
            found = _date_at(article["text"], int(row["offset"]), report)
            is_right = (found.isoformat() if found else "") == row["date"]
            right.setdefault(row["kind"], []).append(is_right)
            if not is_right:
                print(
                    f"  {row['kind']} {row['article']}:{row['offset']} of {report:%a %Y-%m-%d}: "
                    f"{found}, not {row['date'] or 'a date'}"
                )
    figures = {kind.replace("-", "_"): sum(marks) / len(marks) for kind, marks in right.items()}
    for kind, marks in right.items():
        print(f"{kind:>10}: {sum(marks)} of {len(marks)} right ({sum(marks) / len(marks):.1%})")
    return figures


def _date_at(text: str, offset: int, report: date) -> date | None:
    for span in sentences(text):
        if span.start <= offset < span.end:
            for dated in all_dates(span.of(text), report):
                if span.start + dated.start <= offset < span.start + dated.end:
                    return dated.date
    return None
