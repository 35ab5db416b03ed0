"""Whatever a person types or a site publishes, a search answers."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summaries.query import parse_query
from summaries.types import Passage, RegionId, Tagged

SIGNS = "\"'\\()*:^-{}&|!%_§¶ƒ½ﷺ\x00\ud800\u0301"
SYNTAX = st.sampled_from([*SIGNS, "AND", "OR", "NOT", "NEAR(", "<->", ":*", "words:"])
ANY_TEXT = st.text(st.characters(), max_size=40)
TYPED = st.lists(st.one_of(SYNTAX, ANY_TEXT, st.just("Gweran")), max_size=12).map(" ".join)
SETTINGS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@SETTINGS
@given(TYPED)
def test_no_query_is_an_error(store, text):
    page = store.search(parse_query(text), 5)
    assert (page.total, page.hits) == (0, ())


@pytest.fixture
def one_article(store, make_draft, make_tagged, now):
    draft = make_draft()
    store.save_article(draft, make_tagged(draft), now)
    return draft


@SETTINGS
@given(st.text(st.characters(), min_size=1, max_size=60).filter(str.strip))
def test_every_text_can_be_kept_and_found_by_its_words(store, one_article, now, text):
    """The article is changed to each text in turn; its words find it, and it comes back."""
    passage = Passage(0, 0, len(text), text, RegionId("idlib"), (), None, None, "report", 0.5, "")
    store.save_article(replace(one_article, text=text), Tagged((passage,), (), "1"), now)
    query = parse_query(" ".join(text.split('"')))
    page = store.search(replace(query, excluded=(), phrases=()), 5)
    assert {hit.passage.start for hit in page.hits} <= {0}
    if any(
        character.isascii() and character.isalnum() for word in query.words for character in word
    ):
        assert page.total == 1
        assert len(page.hits[0].passage.text) == len(text)
