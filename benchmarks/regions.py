"""Speed of the tagger, against one regular expression over the same place names.

The whole of ``Tagger.tag`` is timed: furniture, sentences, places, roles, rules and dates; and its
regions alone, from sentences that are parted already. The peer finds the names only, in exactly
their spelling, and says nothing of regions. Texts are the news of
``EVAL_DATA`` where it is at hand, else the project's own labelled reports.
"""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from evaluation.labelled import data_folder, news_article, read_records
from evaluation.regions import read_reports
from summaries.furniture import body
from summaries.gazetteer import Gazetteer
from summaries.regions import Tagger
from summaries.scheme import Scheme
from summaries.sentences import sentences
from summaries.tagging.cues import Lexicon
from summaries.tagging.reading import Reader
from summaries.tagging.rules import decide
from summaries.tagging.thread import Thread, Verdict
from summaries.types import Article

ARTICLES = 200
PEER_ARTICLES = 10
BEST_OF = 3


def run() -> None:
    """Print sentences a second, and how much longer the peer takes for the names alone."""
    tagger = Tagger.default()
    texts = list(articles())
    count = sum(len(tagger.tag(article).passages) for article in texts)
    tagging = _best(lambda: [tagger.tag(article) for article in texts]) / count
    parted = [list(_sentences(article)) for article in texts]
    reader = Reader(Gazetteer.default(), tagger.scheme, Lexicon.default())
    placing = _best(lambda: [_place(report, reader, tagger.scheme) for report in parted]) / count
    finding = _best(lambda: [Gazetteer.default().find(a.text) for a in texts]) / count
    pattern = alternation(Gazetteer.default())
    few = texts[:PEER_ARTICLES]
    in_few = sum(len(tagger.tag(article).passages) for article in few)
    peer = _best(lambda: [pattern.findall(article.text) for article in few]) / in_few
    print(f"{len(texts)} articles, {count:,} sentences, one core, best of {BEST_OF}")
    print(f"tagger        {1 / tagging:10,.0f} sentences a second ({tagging * 1e6:.0f} µs each)")
    print(f"regions alone {1 / placing:10,.0f} without furniture, sentence ends and dates")
    print(f"names alone   {1 / finding:10,.0f}")
    print(f"alternation   {1 / peer:10,.0f} names alone, exact spelling")
    print(f"the tagger takes {tagging / peer:.2f} of the alternation's time")


def articles() -> Iterator[Article]:
    """Yield the articles that are timed."""
    corpus = data_folder() / "corpus" / "syria-2011-2018.jsonl.gz"
    if corpus.is_file():
        for number, record in enumerate(read_records(corpus)):
            if number == ARTICLES:
                return
            yield news_article(record)
    else:
        day = datetime(2022, 1, 31, tzinfo=UTC)
        for text, _ in read_reports():
            yield Article(0, "", "", None, "", text, day)


def _sentences(article: Article) -> Iterator[str]:
    for paragraph in body(article.text, title=article.title):
        for span in sentences(article.text, paragraph):
            yield span.of(article.text)


def _place(report: Iterable[str], reader: Reader, scheme: Scheme) -> list[Verdict]:
    """Return where each sentence of a report belongs."""
    thread = Thread(scheme.title, reader.deir_ez_zor)
    verdicts = []
    for sentence in report:
        reading = reader.read(sentence, None)
        verdicts.append(decide(reading, thread))
        thread.advance(reading, verdicts[-1])
    return verdicts


def alternation(gazetteer: Gazetteer) -> re.Pattern[str]:
    """Return the peer: all names of the list in one regular expression, the longest first."""
    names = {name for place in gazetteer.places for name in (place.name, place.name_ar) if name}
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


def _best(work: Callable[[], object]) -> float:
    """Return the least processor time of several runs, in seconds."""
    times = []
    for _ in range(BEST_OF):
        gc.collect()
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)
