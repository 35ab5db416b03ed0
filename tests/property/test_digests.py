"""What holds for any reports: digests are verbatim, in order, repeatable, never more than asked."""

from datetime import UTC, date, datetime, timedelta
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from summaries.digest import ITEMS, LATE_ITEMS, build_digest
from summaries.digest_json import digest_from_json, digest_to_json
from summaries.moments import LATE, NEWS, in_window, is_late, moment
from summaries.query import MAX_TERMS, parse_query
from summaries.ranking import select
from summaries.types import Article, Passage, RegionId, Window

DAARA = RegionId("daraa")
SINCE = datetime(2022, 1, 24, tzinfo=UTC)
EARLIEST = datetime(2022, 1, 3, tzinfo=UTC)
FIRST = datetime(2022, 1, 10, 9, tzinfo=UTC)
WEEK = Window(SINCE, SINCE + timedelta(days=7), SINCE + timedelta(days=7))

ENGLISH = """gunmen killed wounded 3 12 forty civilians Homs Daraa the of in a on Friday said rebels
truce Four since shelling 7"""
ARABIC = "قتل مدنيين في درعا"
word = st.sampled_from((ENGLISH + " " + ARABIC).split())
sentence = st.lists(word, min_size=1, max_size=14).map(lambda words: " ".join(words) + ".")
documents = st.lists(st.lists(st.one_of(sentence, st.just("")), max_size=6), max_size=5)
days = st.one_of(st.none(), st.dates(date(2022, 1, 10), date(2022, 2, 4)))


@st.composite
def reports(draw):
    """Articles and their passages, tagged in any way that the types allow."""
    articles, passages = {}, []
    told = draw(st.lists(st.lists(sentence, min_size=1, max_size=5), max_size=6))
    for number, sentences in enumerate(told, 1):
        text = "\n\n".join(sentences)
        day = draw(days)
        published = datetime(day.year, day.month, day.day, 8, tzinfo=UTC) if day else None
        outlet = draw(st.sampled_from(["A", "B", "C"]))
        articles[number] = Article(number, outlet, "", None, "", text, published)
        at = 0
        for paragraph, own in enumerate(sentences):
            start = text.index(own, at)
            at = start + len(own)
            event = draw(days)
            passages.append(
                Passage(
                    number, start, at, own, DAARA, (), None, event,
                    draw(st.sampled_from(["sentence", "continued"])) if event else "report",
                    draw(st.sampled_from([0.0, 0.9])), "", draw(st.booleans()),
                    draw(st.booleans()), paragraph,
                )
            )  # fmt: skip
    return articles, passages


@settings(max_examples=60, deadline=None)
@given(reports(), st.sampled_from(["short", "standard", "full"]))
def test_digest(told, length):
    articles, passages = told
    digest = build_digest(DAARA, passages, articles, WEEK, length)
    assert len(digest.items) <= ITEMS[length]
    assert len(digest.late) <= LATE_ITEMS[length]
    spans = set()
    for item in (*digest.items, *digest.late):
        source = item.sources[0]
        assert articles[source.article_id].text[source.start : source.end] == item.text
        assert 1 <= item.independent <= len(item.sources)
        spans.add((source.article_id, source.start))
    assert len(spans) == len(digest.items) + len(digest.late)
    shown = [item.event_date or date.max for item in digest.items]
    assert shown == sorted(shown)
    assert digest.origins <= digest.reports
    assert build_digest(DAARA, passages[::-1], articles, WEEK, length) == digest
    assert digest_from_json(digest_to_json(digest)) == digest


moments = st.timedeltas(timedelta(0), timedelta(days=35)).map(lambda past: EARLIEST + past)
windows = st.lists(
    st.integers(1, 9).map(lambda days: timedelta(days=days)), min_size=8, max_size=8
).map(
    lambda lengths: [
        Window(since, since + length, since + length)
        for since, length in zip(accumulate(lengths, initial=FIRST), lengths, strict=False)
    ]
)


@settings(max_examples=300)
@given(windows, st.none() | st.dates(date(2022, 1, 3), date(2022, 2, 7)), moments, st.data())
def test_a_dated_passage_is_a_candidate_of_one_digest(windows, event, published, data):
    """However late its report is published or collected: unless it is background by then."""
    collected = published + data.draw(st.timedeltas(timedelta(0), timedelta(days=20)))
    article = Article(1, "A", "", None, "", "Told.", published)
    passage = Passage(1, 0, 5, "Told.", DAARA, (), None, event, "sentence", 1.0, "")

    candidate = []
    for window in windows:
        if collected > window.until:  # the article is not there when this digest is made
            continue
        arrived = {1} if window.since < collected <= window.until else set()
        regular = in_window(passage, article, window)
        late = is_late(passage, article, window, arrived)
        assert not (regular and late)
        if regular or late:
            candidate.append(window)

    told = [window for window in windows if window.since < collected <= window.until]
    when = moment(passage, article, UTC)
    in_range = windows[0].since <= when and when < windows[-1].until and told
    recent = in_range and when >= told[0].since - LATE
    if recent and not (event and published.date() - event > NEWS):
        assert len(candidate) == 1
    else:
        assert len(candidate) <= 1


@settings(max_examples=100, deadline=None)
@given(documents, st.integers(-3, 60))
def test_select(sentences, words):
    chosen = select(sentences, words)
    assert len(set(chosen)) == len(chosen)
    assert all(sentences[d][s].strip() for d, s in chosen)
    assert sum(len(sentences[d][s].split()) for d, s in chosen) <= max(words, 0)
    assert select(sentences, words) == chosen
    longer = select(sentences, words + 20)
    assert sum(len(sentences[d][s].split()) for d, s in longer) <= max(words + 20, 0)


@settings(max_examples=30, deadline=None)
@given(sentence, st.integers(1, 40))
def test_a_thousand_identical_sentences(text, words):
    length = len(text.split())
    assert len(select([[text]] * 1000, words)) == words // length


@given(st.text(max_size=300))
def test_any_text_is_a_query(text):
    query = parse_query(text, lambda _: DAARA)
    assert len(query.phrases) <= MAX_TERMS
    terms = (*query.words, *query.phrases, *query.excluded)
    assert all(term.strip() == term and term for term in terms)
    assert parse_query(text, lambda _: DAARA) == query
