"""What holds of every text: passages are verbatim, in order, outside the furniture, and placed."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from summaries.regions import Tagger
from summaries.scheme import Scheme
from summaries.types import Article

WORDS = st.sampled_from(
    [
        "Homs", "Nawa", "Deir ez-Zor", "Suran", "Damascus", "Syria", "Idlib", "the town", "He said",
        "Meanwhile", "in", "from", "near", "of", "who was killed in", "2016", ",", ".", "\n\n", ":",
        "northeastern", "the western bank of the Euphrates", "Northeast:", "حمص", "في", "دير الزور",
        "قال", "الجنوب السوري", "“", "”", "*", "(Reuters) -", "across the country", "الفرات",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=40).map(" ".join)
REGIONS = {region.id for region in Scheme.load().regions}


@given(TEXTS, st.text(max_size=20))
def test_passages_are_verbatim_in_order_and_placed(text, title):
    moment = datetime(2022, 1, 31, tzinfo=UTC)
    tagged = Tagger.default().tag(Article(1, "", "", None, title, text, moment))
    end = 0
    for passage in tagged.passages:
        assert passage.start >= end
        assert text[passage.start : passage.end] == passage.text
        assert passage.region in REGIONS
        assert passage.region not in passage.also
        assert set(passage.also) <= REGIONS
        assert 0 < passage.confidence <= 1
        assert passage.why
        assert not any(f.start < passage.end and passage.start < f.end for f in tagged.furniture)
        end = passage.end


@given(TEXTS)
def test_tagging_twice_gives_the_same(text):
    article = Article(1, "", "", None, "", text, None)
    assert Tagger.default().tag(article) == Tagger.default().tag(article)
