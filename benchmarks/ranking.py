"""How fast the summariser chooses 100 words, beside sumy's LexRank on the same sentences.

Sentences are those of the topic-weeks in EVAL_DATA, repeated where more are wanted. Memory is what
the process grows by while it chooses, in a process of its own for each size.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks._memory import peak_memory
from evaluation.labelled import data_folder, read_records

SIZES = (200, 1_000, 4_000, 10_000, 30_000, 100_000)
PEER_SIZES = (200, 1_000)
"""sumy's LexRank takes minutes for 4,000 sentences, and a matrix of 100,000² has 80 GB."""
PER_DOCUMENT = 40
BUDGET = 100


def run() -> None:
    """Print the table."""
    data = data_folder()
    path = data / "weeks" / "weeks.jsonl.gz"
    if not path.is_file():
        print(f"EVAL_DATA: no file {path}; nothing to measure on, skipped")
        return
    sentences = load(path)
    print("limits: 0.1 s for 1,000 sentences, 0.5 s for 4,000, 70 MB more for 100,000")
    print(" sentences  seconds  µs each  MB more  sumy lexrank    ratio")
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for size in SIZES:
            seconds, memory = pool.apply(measure, (sentences, size, "coverage"))
            line = f"{size:10}{seconds:9.3f}{1e6 * seconds / size:9.0f}{memory:9.0f}"
            if size in PEER_SIZES:
                peer, _ = pool.apply(measure, (sentences, size, "lexrank"))
                line += f"{peer:12.2f} s{peer / seconds:8.0f}×"
            print(line, flush=True)


def load(path: Path) -> list[str]:
    """Return all sentences of the topic-weeks."""
    return [s for week in read_records(path) for document in week["documents"] for s in document]


def measure(sentences: Sequence[str], size: int, method: str) -> tuple[float, float]:
    """Return the seconds of the fastest of three choices (one, where slow), and MB of growth."""
    from summaries.ranking import select

    repeated = list(sentences) * (size // len(sentences) + 1)
    documents = [repeated[i : min(i + PER_DOCUMENT, size)] for i in range(0, size, PER_DOCUMENT)]
    select(documents[:2], BUDGET, method)  # loads the libraries
    before = peak_memory()
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        select(documents, BUDGET, method)
        best = min(best, time.perf_counter() - started)
        if best > 1:
            break
    return best, peak_memory() - before
