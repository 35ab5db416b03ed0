"""What holds of every message, whatever the outlets wrote: read back by the strict stand-in."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.markup import FOLDED_QUOTE, QUOTE, Run, link, messages, plain, to_html, units
from bot.chat.render import digest_parts, search_page
from bot.chat.terminal import digest_text
from bot.chat.webpage import digest_html
from bot.model import Hit, SearchPage
from bot.preview.entities import tidy
from bot.preview.html_style import parse_html
from summaries.scheme import Scheme
from summaries.types import (
    Citation,
    Claim,
    Conflict,
    Digest,
    Item,
    More,
    Passage,
    RegionId,
    Window,
)

SCHEME = Scheme.load()
DAMASCUS = ZoneInfo("Asia/Damascus")
WEEK = Window(
    datetime(2022, 1, 24, 8, tzinfo=DAMASCUS),
    datetime(2022, 1, 31, 8, tzinfo=DAMASCUS),
    datetime(2022, 1, 31, 6, tzinfo=UTC),
)
INVISIBLE = re.compile("[\u200e\u200f\u2066-\u2069]")


def repeated(elements, most_drawn, most):
    """A few elements, repeated up to ``most`` of them in all."""
    drawn = st.lists(elements, max_size=most_drawn)
    return st.builds(lambda few, n: tuple((few * n)[:n]), drawn, st.integers(0, most))


languages = st.sampled_from(["en", "ar"])
nasty = st.sampled_from(
    [
        "<b>",
        "&amp;",
        "</a>",
        '"',
        "&#60;",
        "قال SOHR",
        "🇸🇾",
        "\u202e",
        "a < b > c",
        "\n",
        "٪",
        "_*`",
    ]
)
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
names = st.lists(words | nasty, max_size=4).map(" ".join)
sentences = st.lists(
    words | nasty | st.just("killed 12 people in Gweran."), min_size=1, max_size=30
)
texts = sentences.map(" ".join).filter(lambda text: text.strip()) | st.integers(1, 3).map(
    lambda n: "A sentence of the report that goes on. " * 90 * n
)
urls = st.none() | st.sampled_from(
    ["https://x.y/?a=1&b=2", 'https://x.y/"q"', "javascript:alert(1)", "not an address", ""]
)
days = st.none() | st.dates(date(2011, 1, 1), date(2030, 1, 1))
moments = st.none() | st.just(datetime(2022, 1, 30, 12, tzinfo=UTC))
citations = st.builds(Citation, names, names, urls, moments, names)
conflicts = st.builds(
    Conflict,
    st.sampled_from(["people killed", "soldiers wounded", "date", ""]) | names,
    repeated(st.builds(Claim, names, names, texts, urls), 1, 3),
)
items = st.builds(
    Item,
    text=texts,
    language=languages,
    region=st.just(RegionId("northeast")),
    event_date=days,
    dated_by=st.sampled_from(["sentence", "continued", "report", "undated"]),
    place=st.none() | names,
    assessment=st.booleans(),
    sources=repeated(citations, 2, 9),
    independent=st.integers(1, 9),
    conflicts=repeated(conflicts, 1, 2),
)
digests = st.builds(
    Digest,
    region=st.sampled_from([region.id for region in SCHEME.regions]),
    window=st.just(WEEK),
    reports=st.integers(0, 500),
    reports_before=st.integers(0, 500),
    origins=st.integers(0, 500),
    items=repeated(items, 2, 7),
    more=repeated(st.builds(More, names, names, names, urls, moments), 2, 25),
    unplaced=st.integers(0, 20),
    late=repeated(items, 2, 3),
)


def bare(text):
    """Text without what rendering may change: white space, invisible marks, the unprintable."""
    return "".join(INVISIBLE.sub("", text).replace("\ufffe", "\ufffd").split())


def read(html):
    """Read a message as Telegram does: it refuses what is not well-formed."""
    return tidy(parse_html(html))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(digests, languages)
def test_every_message_is_one_that_telegram_takes(digest, language):
    for html in digest_parts(digest, language, SCHEME):
        parsed = parse_html(html)
        assert 0 < units(parsed.text) <= 4096
        assert len(parsed.entities) <= 100
        assert read(html).text.strip()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(digests, languages)
def test_every_sentence_arrives_whole_and_verbatim(digest, language):
    parts = [parse_html(html).text for html in digest_parts(digest, language, SCHEME)]
    # Between two messages stands the head of the second, which is no part of a sentence.
    bodies = [parts[0], *(part.split("\n\n", 1)[1] for part in parts[1:])]
    everything = bare("".join(bodies))

    for item in (*digest.items, *digest.late):
        assert bare(item.text) in everything
    for part in parts[1:]:
        assert part.split("\n")[0].endswith(f"/{len(parts)}")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(digests, languages)
def test_links_are_those_of_the_sources_and_of_the_web(digest, language):
    items = (*digest.items, *digest.late)
    known = {source.url for item in items for source in item.sources}
    known |= {claim.url for item in items for c in item.conflicts for claim in c.claims}
    known |= {more.url for more in digest.more}

    for html in digest_parts(digest, language, SCHEME):
        found = {e.detail for e in parse_html(html).entities if e.type == "text_link"}
        assert found <= known
        assert all(url.startswith("https://") for url in found)


class Page(HTMLParser):
    """Collects what a browser would run or load, and whether tags close."""

    VOID = ("meta", "br")

    def __init__(self):
        super().__init__()
        self.open = []
        self.suspicious = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)
        values = dict(attrs)
        if tag in ("script", "img", "iframe", "link", "object") or any(
            name.startswith("on") for name in values
        ):
            self.suspicious.append(tag)
        if tag == "a" and not values["href"].startswith("https://"):
            self.suspicious.append(values["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(digests, max_size=2), languages)
def test_the_page_is_well_formed_and_runs_nothing(several, language):
    page = Page()
    page.feed(digest_html(several, language, SCHEME))
    page.close()

    assert page.open == []
    assert page.suspicious == []
    for digest in several:
        for item in digest.items:
            assert bare(item.text) in bare(page.text)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(digests, languages)
def test_the_terminals_form_has_every_sentence_to_the_letter(digest, language):
    shown = digest_text(digest, language, SCHEME)

    assert all(item.text in shown for item in digest.items)


hits = st.builds(
    Hit,
    passage=st.builds(
        lambda text, day: Passage(
            1, 0, 1, text, RegionId("idlib"), (), None, day, "sentence", 1.0, ""
        ),
        texts,
        days,
    ),
    outlet=names,
    label=names,
    url=urls,
    title=names,
    published=moments,
    score=st.just(1.0),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(hits, max_size=5), names, languages)
def test_a_page_of_results_is_one_message(found, query, language):
    html = search_page(SearchPage(query, 40, tuple(found), 5), language, SCHEME)

    assert 0 < units(read(html).text) <= 4096
    assert len(parse_html(html).entities) <= 100


runs = st.builds(
    lambda text, tags, url: link(text, url, *tags) if url else Run(text, tags),
    sentences.map("".join).filter(lambda text: len(text) < 300),
    st.sampled_from([(), ("b",), ("i",), (QUOTE,), (FOLDED_QUOTE,)]),
    st.none() | st.just("https://x.y/?a&b"),
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(repeated(runs, 3, 12), max_size=4).map(lambda drawn: drawn * 3),
    st.integers(64, 900),
    st.integers(1, 12),
)
def test_messages_keep_everything_in_order_within_the_limits(blocks, limit, styles):
    packed = messages(blocks, limit, styles)

    assert bare("".join(map(plain, packed))) == bare("".join(map(plain, blocks)))
    for message in packed:
        parsed = parse_html(to_html(message))
        assert units(parsed.text) <= limit
        assert len(parsed.entities) <= styles or len(message) == 1
