import pytest

from summaries.events.means import contrary, means


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warplanes killed nine people near Nahij.", {"air"}),
        ("غارة جوية على نهج", {"air"}),
        ("A car bomb killed nine people.", {"bomb"}),
        ("انفجار سيارة مفخخة في نهج", {"bomb"}),
        ("A land mine exploded under a car.", {"mine", "bomb"}),
        ("قتل طفل بانفجار لغم", {"mine", "bomb"}),
        ("Gunmen shot a farmer.", {"guns"}),
        ("اغتيال قيادي برصاص مسلحين", {"guns"}),
        ("Nine people determined to stay met.", set()),
    ],
)
def test_means(text, expected):
    assert means(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"air"}, {"bomb"}, True),
        ({"air"}, {"air", "bomb"}, False),
        ({"air"}, set(), False),
    ],
)
def test_contrary(one, other, expected):
    assert contrary(frozenset(one), frozenset(other)) is expected
