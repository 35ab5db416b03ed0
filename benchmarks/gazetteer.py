"""Speed and memory of the gazetteer, against one regular expression over the same names.

Names and sentences are made up, from a fixed seed: 3,000 and 300,000 places, and sentences of 25
words of which some are such names. The peer is what one would write first: an alternation of all
names, longest first, between word boundaries. It finds names in exactly their spelling only.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from summaries.gazetteer import Gazetteer
from summaries.places.rows import PlaceRow
from summaries.scheme import Scheme

SIZES = (3_000, 300_000)
SENTENCES = 4_000
PEER_SENTENCES = {3_000: 300, 300_000: 4}
BEST_OF = 7
_SYLLABLES = [consonant + vowel for consonant in "bdfhjklmnrstyz" for vowel in "aiu"]
_FIRST = ("Tell", "Kafr", "Deir", "Khan", "Ras", "Umm", "Abu", "Ain")
_WORDS = (
    "the fighters were seen near several villages of the countryside after shelling that killed"
    " two civilians and wounded others while a convoy moved towards positions on its outskirts"
)


def run() -> None:
    """Print time a sentence at both sizes, their ratio, the peer's, and the built-in's cost."""
    times = {}
    for size in SIZES:
        draw = random.Random(size)
        names = made_up_names(size, draw)
        texts = sentences(names, SENTENCES, draw)
        gazetteer = Gazetteer(rows(names), Scheme.load())
        times[size] = per_sentence(gazetteer.find, texts)
        peer = per_sentence(alternation(names).findall, texts[: PEER_SENTENCES[size]], 1)
        print(
            f"{size:>7,} places: find {times[size] * 1e6:6.1f} µs a sentence,"
            f" alternation {peer * 1e6:10.1f} µs ({peer / times[size]:,.0f} times as long)"
        )
    small, large = (times[size] for size in SIZES)
    print(f"300,000 places against 3,000: {large / small:.2f} times as long a sentence")
    print(f"built-in list: {built_in_cost()}")


def made_up_names(count: int, draw: random.Random) -> list[str]:
    """Return different names of one or two words."""
    names: set[str] = set()
    while len(names) < count:
        word = "".join(draw.choices(_SYLLABLES, k=draw.randint(3, 5))).capitalize()
        names.add(f"{draw.choice(_FIRST)} {word}" if draw.random() < 1 / 2 else word)
    return sorted(names)


def rows(names: Sequence[str]) -> list[PlaceRow]:
    """Return a place for each name."""
    return [PlaceRow(f"p{n}", name, "", "village", "Homs") for n, name in enumerate(names)]


def sentences(names: Sequence[str], count: int, draw: random.Random) -> list[str]:
    """Return sentences of 25 words, two of them names."""
    texts = []
    for _ in range(count):
        words = draw.choices(_WORDS.split(), k=23)
        for name in draw.choices(names, k=2):
            words.insert(draw.randrange(len(words)), name)
        words[0] = words[0][0].upper() + words[0][1:]
        texts.append(" ".join(words) + ".")
    return texts


def alternation(names: Sequence[str]) -> re.Pattern[str]:
    """Return the peer: all names in one regular expression."""
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


def per_sentence(
    find: Callable[[str], object], texts: Sequence[str], best_of: int = BEST_OF
) -> float:
    """Return the seconds of processor time a sentence takes, in the best of some runs."""
    best = float("inf")
    for _ in range(best_of):
        started = time.process_time()
        for text in texts:
            find(text)
        best = min(best, time.process_time() - started)
    return best / len(texts)


def built_in_cost() -> str:
    """Return what the built-in list costs: seconds to load, and memory beyond the modules."""
    took = float(
        _in_own_process("import time; start = time.process_time()", "time.process_time() - start")
    )
    memory = int(
        _in_own_process(
            "import tracemalloc; tracemalloc.start()", "tracemalloc.get_traced_memory()[0]"
        )
    )
    places = len(Gazetteer.default().places)
    return f"{places:,} places, loaded in {took:.2f} s, {memory / 2**20:.1f} MB"


def _in_own_process(before: str, figure: str) -> str:
    """Return a figure that a process of its own takes around loading the built-in list."""
    script = (
        "from summaries.gazetteer import Gazetteer\n"
        f"{before}\n"
        "loaded = Gazetteer.default()\n"
        f"print({figure})\n"
    )
    command = [sys.executable, "-c", script]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
