"""What the peers chose, kept in ``peers.tsv``, so that every run measures all of them on all weeks.

Most peers take a time that grows with the square of the sentences or faster: all on all weeks take
ten minutes. The file holds no text, only numbers of documents and sentences, by the hash of the
week. Every run asks the peers anew on the smallest weeks, and on weeks that the file does not know
(then it takes its time), and says how often they choose what is recorded. ``EVAL_PEERS=again``
asks all peers on all weeks and writes the file.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from evaluation import peers
from summaries.corpus import Pair
from summaries.ranking import Documents

FILE = Path(__file__).with_name("peers.tsv")
BUDGET = 100
"""Words of a summary."""
CHECKED = 100
"""Sentences of a week up to which the record is checked in every run."""

Key = tuple[str, str]
"""Hash of a week, name of a peer."""
Choices = Mapping[Key, list[Pair]]


def choices(
    weeks: Sequence[Documents], file: Path = FILE, *, again: bool = False
) -> tuple[dict[str, list[list[Pair]]], float]:
    """Return by peer what it chooses in each week, and how much of the record was found to hold.

    ``again`` asks all anew and writes ``file``.
    """
    recorded = {} if again else read(file)
    keys = [key(week) for week in weeks]
    asked = [
        (week, name, documents)
        for week, documents in sorted(zip(keys, weeks, strict=True), key=lambda w: -_size(w[1]))
        for name in peers.NAMED
        if (week, name) not in recorded or _size(documents) <= CHECKED
    ]
    unknown = sum((week, name) not in recorded for week, name, _ in asked)
    print(f"peers: {len(asked)} choices are made now, {unknown} of them not on record", flush=True)
    with multiprocessing.get_context("spawn").Pool() as pool:
        anew = dict(pool.imap_unordered(_ask, asked))
    alike = [recorded[made] == anew[made] for made in anew if made in recorded]
    held = sum(alike) / len(alike) if alike else 1.0
    print(f"of those on record {held:.1%} are as recorded")
    if again:
        write(file, anew)
    found = {**recorded, **anew}
    return {name: [found[week, name] for week in keys] for name in peers.NAMED}, held


def key(week: Documents) -> str:
    """Return what names a week: the first digits of the SHA-256 of its documents."""
    return hashlib.sha256(json.dumps(week).encode()).hexdigest()[:12]


def read(path: Path) -> dict[Key, list[Pair]]:
    """Read the record; it is void if the peers are not those that it was made with."""
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    if first != _head():
        return {}
    rows = (line.split("\t") for line in lines)
    return {
        (week, name): [_pair(pair) for pair in pairs.split(" ") if pair]
        for week, name, pairs in rows
    }


def write(path: Path, made: Choices) -> None:
    """Write the record, ordered by week and peer."""
    lines = [
        "\t".join((*key, " ".join(f"{d}.{s}" for d, s in pairs)))
        for key, pairs in sorted(made.items())
    ]
    path.write_text("\n".join([_head(), *lines, ""]), encoding="utf-8")


def _head() -> str:
    """Return what the choices hang on besides the weeks and how we read words."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("sumy", "lexrank", "summa"))
    return f"# {versions}; {BUDGET} words; week, peer, document.sentence in order of choice"


def _ask(asked: tuple[str, str, Documents]) -> tuple[Key, list[Pair]]:
    week, name, documents = asked
    return (week, name), [(int(d), int(s)) for d, s in peers.NAMED[name](documents, BUDGET)]


def _pair(written: str) -> Pair:
    document, _, sentence = written.partition(".")
    return int(document), int(sentence)


def _size(documents: Iterable[Sequence[str]]) -> int:
    return sum(map(len, documents))
