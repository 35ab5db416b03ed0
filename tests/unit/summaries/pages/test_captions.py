import pytest

from summaries.pages.captions import is_caption


@pytest.mark.parametrize(
    ("sentence", "caption"),
    [
        ("A man carries a child near the ruins, September 10.", True),
        ("Syrian men search through rubble after a strike on Idlib.", True),
        ("Members of the civil defence inspect a crater in Nawa.", True),
        ("A general view shows damage in Homs.", True),
        ("Smoke rises over Homs.", True),
        ("A minister shakes hands with an envoy.", True),
        ("A man carried a child out of the ruins.", False),
        ("Thousands of people gather each Friday in Nawa.", False),
        ("Residents said that men stood at the gate.", False),
    ],
)
def test_captions(sentence, caption):
    assert is_caption(sentence) is caption
