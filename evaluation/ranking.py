"""The summariser against its peers, on topic-weeks with what journalists' timelines say of them.

Figures are ROUGE-1 and ROUGE-2 F1 with stemming (package ``rouge-score``), the mean over a week's
references, then over weeks, of whole sentences with at most 100 words together. Intervals are
bootstrapped over weeks; "ours over it" is the paired difference in ROUGE-2. "Other topics'
settings" are chosen, out of a small grid, without the topic: their worth where nobody tuned them.

All peers are in the table, on all weeks; what they chose is recorded (``evaluation/recorded.py``).
A second table has the small weeks alone, where a summary of 100 words leaves least to choose.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evaluation import peers
from evaluation.labelled import read_records
from evaluation.recorded import BUDGET, choices
from summaries import coverage
from summaries.corpus import Pair
from summaries.ranking import select

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]

SMALL = 200
"""Sentences of the weeks in the second table."""
DRAWS = 10_000
CHANCES = 10
GRID = tuple(
    replace(coverage.DEFAULT, length_power=power, position=position, lexrank=prior, centroid=prior)
    for power, position, prior in product((0.5, 0.65, 0.8), (0.5, 0.8), (0.2, 0.4))
)


@dataclass(frozen=True, slots=True)
class Week:
    """One topic-week: its reports as sentences, and the summaries that people wrote."""

    topic: str
    documents: list[list[str]]
    references: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many sentences its reports have."""
        return sum(map(len, self.documents))


def run(data: Path) -> dict[str, float]:
    """Print the tables; return ROUGE of our method and its lead over the best peer."""
    weeks = load(data / "weeks" / "weeks.jsonl.gz")
    rouge = Rouge()
    again = os.environ.get("EVAL_PEERS") == "again"
    chosen, held = choices([week.documents for week in weeks], again=again)
    others = {name: rouge.of_all(weeks, chosen[name]) for name in chosen}
    others["lead"] = _scores(rouge, weeks, peers.lead)
    others["random"] = np.mean(
        [_scores(rouge, weeks, peers.chance(seed)) for seed in range(CHANCES)], axis=0
    )
    ours, apart = _scores(rouge, weeks, select), _held_out(rouge, weeks)
    figures = _table(weeks, ours, apart, others)
    small = np.array([week.size <= SMALL for week in weeks])
    if small.any() and not small.all():
        few = [week for week in weeks if week.size <= SMALL]
        _table(few, ours[small], apart[small], {n: s[small] for n, s in others.items()})
    return {**figures, "peers_as_recorded": held}


def load(path: Path) -> list[Week]:
    """Read the topic-weeks; a week's topic is its id without the trailing year and week."""
    return [
        Week(
            topic=str(row["id"]).rsplit("-", 2)[0],
            documents=row["documents"],
            references=tuple(" ".join(sentences) for sentences in row["references"]),
        )
        for row in read_records(path)
    ]


class Rouge:
    """ROUGE-1 and ROUGE-2 F1 in percent; references and words are stemmed once."""

    def __init__(self) -> None:
        from rouge_score import rouge_scorer, tokenizers

        self._scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2"], tokenizer=self)
        self._tokenizer = tokenizers.DefaultTokenizer(use_stemmer=True)
        self._stem = lru_cache(maxsize=None)(self._tokenizer.tokenize)

    @lru_cache(maxsize=4096)  # noqa: B019  # lives as long as the run
    def tokenize(self, text: str) -> list[str]:
        """Split and stem as ``rouge-score`` does, word by word from a cache."""
        return [token for word in text.split() for token in self._stem(word)]

    def of(self, week: Week, pairs: Sequence[Pair]) -> tuple[float, float]:
        """Return the mean over the week's references."""
        text = " ".join(week.documents[d][s] for d, s in pairs)
        scores = [self._scorer.score(reference, text) for reference in week.references]
        return (
            100 * float(np.mean([score["rouge1"].fmeasure for score in scores])),
            100 * float(np.mean([score["rouge2"].fmeasure for score in scores])),
        )

    def of_all(self, weeks: Sequence[Week], choices: Sequence[Sequence[Pair]]) -> Scores:
        """Return one row (ROUGE-1, ROUGE-2) a week."""
        return np.array([self.of(week, pairs) for week, pairs in zip(weeks, choices, strict=True)])


def _table(
    weeks: Sequence[Week], ours: Scores, apart: Scores, others: Mapping[str, Scores]
) -> dict[str, float]:
    """Print ours, the peers and chance, best ROUGE-2 first; return our figures."""
    rows = {"ours": ours, "ours, other topics' settings": apart, **others}
    sentences = [week.size for week in weeks]
    print(f"{len(weeks)} weeks of {min(sentences)} to {max(sentences)} sentences")
    print(f"{'method':30}{'ROUGE-1':>8}{'95%':>16}{'ROUGE-2':>10}{'95%':>16}{'ours over it':>14}")
    for name, scores in sorted(rows.items(), key=lambda row: -row[1][:, 1].mean()):
        cells = [f"{scores[:, k].mean():8.2f}{_interval(scores[:, k]):>16}" for k in (0, 1)]
        lead = ours[:, 1] - scores[:, 1]
        cells.append(f"{lead.mean():+.2f} {_interval(lead)}" if name != "ours" else "")
        print(f"{name:30}{'  '.join(cells)}")
    best = max(others, key=lambda name: float(others[name][:, 1].mean()))
    lead = ours[:, 1] - others[best][:, 1]
    low, _ = _bounds(lead)
    print(f"ROUGE-2 over the best peer ({best}): {lead.mean():+.2f} {_interval(lead)}\n")
    return {
        "rouge1": float(ours[:, 0].mean()),
        "rouge2": float(ours[:, 1].mean()),
        "lead_rouge2": float(lead.mean()),
        "lead_rouge2_low": low,
    }


def _scores(rouge: Rouge, weeks: Sequence[Week], method: peers.Method) -> Scores:
    """Return one row (ROUGE-1, ROUGE-2) a week."""
    return rouge.of_all(weeks, [method(week.documents, BUDGET) for week in weeks])


def _held_out(rouge: Rouge, weeks: Sequence[Week]) -> Scores:
    """Score each week with the settings of `GRID` that are best on the other topics."""
    grid = np.array([_scores(rouge, weeks, _with(settings)) for settings in GRID])
    topics = np.array([week.topic for week in weeks])
    result = np.zeros((len(weeks), 2))
    for topic in set(topics):
        best = int(grid[:, topics != topic, 1].mean(axis=1).argmax()) if len(set(topics)) > 1 else 0
        result[topics == topic] = grid[best, topics == topic]
    return result


def _with(settings: coverage.Settings) -> peers.Method:
    return lambda documents, budget: coverage.select(documents, budget, settings)


def _bounds(values: Scores) -> tuple[float, float]:
    """Return the 95% interval of the mean, by resampling weeks."""
    draws = np.random.default_rng(0).integers(0, len(values), (DRAWS, len(values)))
    low, high = np.percentile(values[draws].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def _interval(values: Scores) -> str:
    return "[{:.2f}, {:.2f}]".format(*_bounds(values))
