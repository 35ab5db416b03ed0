"""What holds for every text: spans are ordered, disjoint, trimmed, and lose no character."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from summaries.dates import all_dates, event_date, parse_date
from summaries.furniture import body, furniture, masthead
from summaries.sentences import normalise, paragraphs, sentences, stem, words
from summaries.types import Span

PIECES = st.sampled_from(
    [
        *(
            "The army left",
            "U.S.",
            "Brig. Gen. Ali",
            "No. 2",
            "killed",
            "12,000",
            "وقال",
            "د. محمد",
        ),
        *(".", "?", "…", "”", "“", '"', "؟", "،", "\n", "\n\n", " ", "  ", "• ", "(AFP)", "*", "-"),
        *("BEIRUT (Reuters) - ", "By Jane Roe", "Share", "Read more: x", "https://x.org/a.mp4"),
        *(
            "on Tuesday",
            "January 28",
            "in 2016",
            "a day earlier",
            "أمس الثلاثاء",
            "28 كانون الثاني",
        ),
        *("Copyright © 2022", "Note to readers: share", "اقرأ أيضاً: خبر", "31.12.2021", "Tags a b"),
        *("\u200f", "\x0c", "\r\n", "İ", "ﬁ", "\u2028"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


def in_order(spans, text):
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        part = span.of(text)
        assert part == part.strip()
        at = span.end


def without(spans, text):
    """Return what no span covers."""
    left, at = [], 0
    for span in spans:
        left.append(text[at : span.start])
        at = span.end
    return "".join([*left, text[at:]])


@given(TEXTS)
def test_a_line_break_at_the_end_changes_no_paragraph(text):
    assert paragraphs(text) == paragraphs(text + "\n")


@given(TEXTS)
def test_sentences_cover_all_that_is_not_blank(text):
    for spans in (paragraphs(text), sentences(text)):
        in_order(spans, text)
        assert not without(spans, text).strip()


@given(TEXTS, st.data())
def test_sentences_of_a_part_stay_inside(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = sentences(text, Span(start, end))
    in_order(found, text)
    assert all(start <= span.start and span.end <= end for span in found)
    inside = [Span(span.start - start, span.end - start) for span in found]
    assert not without(inside, text[start:end]).strip()


@given(TEXTS, st.one_of(st.just(""), TEXTS))
def test_furniture_and_body_share_the_page(text, title):
    cut = furniture(text, title)
    in_order(cut, text)
    kept = body(text, cut)
    in_order(kept, text)
    assert not without(sorted([*cut, *kept]), text).strip()
    in_order(sorted([*cut, *kept]), text)


@given(TEXTS)
def test_a_page_is_never_lost_whole(text):
    assert not text.strip() or body(text)


@given(TEXTS)
def test_a_masthead_never_raises(text):
    masthead(text)


@given(
    TEXTS,
    st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1))),
    st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1))),
)
def test_dates_stand_where_they_say(text, report, previous):
    found = all_dates(text, report, previous)
    for dated in found:
        assert text[dated.start : dated.end].lower() == dated.text.lower()
    chosen = event_date(text, report, previous)
    assert (chosen is None) == (not found)
    parse_date(text)


@given(TEXTS)
def test_words_stand_in_the_text(text):
    at = 0
    for word in words(text):
        at = text.index(word, at) + len(word)
        stem(word)
        stem(word, "ar")


@given(TEXTS)
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)
