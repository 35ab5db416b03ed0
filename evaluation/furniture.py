"""What of a page's furniture is cut, and what is left or lost.

On the worked example the cut must be exact to the character (1.0). On the two corpora nobody
marked the furniture, so two signs stand for it: sentences of a body that bear the words of a page
("Editing by", "Subscribe"), and characters cut from the middle third of long pages, where only
reports stand.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Final

from evaluation.labelled import read_records
from summaries.furniture import body, furniture
from summaries.sentences import sentences
from summaries.types import Span

REPORT: Final = Path("reports") / "southfront-2022-01-31"
CORPORA: Final = ("syria-2011-2012", "syria-2011-2018")
LEFT: Final = re.compile(
    r"(?i:subscribe to|follow us on|comment via|editing by|copyright ©|ultra-low latency|read also"
    r"|views expressed in|last updated? ?(?:at|:)|get short url|terms of use|share this)"
    r"|\((?:Reuters|AFP)\) -|\b(?:Posted|Published) (?:on )?[A-Z][a-z]+ \d"
)
LONG: Final = 3_000


def run(data: Path) -> dict[str, float]:
    """Return the figures; print the sentences that bear signs of furniture."""
    figures = {"worked_example": float(_worked_example(data))}
    clean, middle = [], []
    for corpus in CORPORA:
        for number, page in enumerate(read_records(data / "corpus" / f"{corpus}.jsonl.gz")):
            text, title = page["text"], page.get("title", "")
            cut = furniture(text, title)
            for part in body(text, cut):
                clean += [
                    _is_clean(text, span, f"{corpus}:{number}") for span in sentences(text, part)
                ]
            if len(text) >= LONG:
                third = len(text) // 3
                inside = (min(s.end, 2 * third) - max(s.start, third) for s in cut)
                middle.append(sum(max(0, length) for length in inside) / third)
    figures["clean_sentences"] = sum(clean) / len(clean)
    figures["middle_kept"] = 1 - sum(middle) / len(middle)
    for name, value in figures.items():
        print(f"{name:>16}: {value:.4f}")
    return figures


def _is_clean(text: str, span: Span, where: str) -> bool:
    sentence = span.of(text)
    is_clean = LEFT.search(sentence) is None
    if not is_clean:
        print(f"  {where}: {sentence[:120]!r}")
    return is_clean


def _worked_example(data: Path) -> bool:
    text = (data / f"{REPORT}.txt").read_text(encoding="utf-8")
    with (data / f"{REPORT}.labels.tsv").open(encoding="utf-8", newline="") as rows:
        wanted = [
            row["begins"]
            for row in csv.DictReader(rows, delimiter="\t")
            if row["region"] != "furniture"
        ]
    kept = [span.of(text) for span in body(text)]
    lines = set(text.split("\n"))
    return (
        len(kept) == len(wanted)
        and all(part.startswith(begin) for part, begin in zip(kept, wanted, strict=True))
        and lines.issuperset(kept)
    )
