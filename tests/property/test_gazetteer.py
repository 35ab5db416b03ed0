"""What must hold of the finder for any text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from summaries.gazetteer import Gazetteer
from summaries.places.folding import fold

GAZETTEER = Gazetteer.default()
NAMES = [name for place in GAZETTEER.places for name in (place.name, place.name_ar) if name]

pieces = st.one_of(
    st.sampled_from(NAMES),
    st.text(alphabet="abAB'’-_ \n.،دةأ0٣é", max_size=8),
    st.sampled_from(["the", "al-", "and ", "و", "بال", "'s", "@", "#", "Tell ", "Deir "]),
)
texts = st.lists(pieces, max_size=12).map("".join)


@settings(deadline=None)
@given(texts)
def test_mentions_are_pieces_of_the_text_in_order(text: str) -> None:
    end = 0
    for mention in GAZETTEER.find(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert mention.places
        end = mention.end


@settings(deadline=None)
@given(texts)
def test_finding_twice_finds_the_same(text: str) -> None:
    assert GAZETTEER.find(text) == GAZETTEER.find(text)


def test_every_place_is_found_by_its_names() -> None:
    for place in GAZETTEER.places:
        for known in filter(None, (place.name, place.name_ar)):
            assert place in GAZETTEER.lookup(known)


@example("\u01300")
@given(st.text(alphabet=st.characters(max_codepoint=0x17F), max_size=40))
def test_folding_ignores_case(text: str) -> None:
    assert fold(text.title()) == fold(text.title().casefold())


@example("0´:0")
@given(st.text(max_size=40))
def test_folding_never_fails(text: str) -> None:
    assert "  " not in fold(text)
