import pytest

from summaries.events.figures import Figure, figures


def told(text):
    return [(f.kind, f.whom, f.value, f.bound) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The battle claimed the lives of 268 militants, seven civilians and 98 personnel.",
            [
                ("killed", "fighters", 268, "exact"),
                ("killed", "civilians", 7, "exact"),
                ("killed", "fighters", 98, "exact"),
            ],
            id="lives of several groups",
        ),
        pytest.param(
            "20 civilians were killed and 30 others were injured.",
            [("killed", "civilians", 20, "exact"), ("wounded", "people", 30, "exact")],
            id="two passives",
        ),
        pytest.param(
            "It killed at least 26 people and injured about 30 others.",
            [("killed", "people", 26, "least"), ("wounded", "people", 30, "about")],
            id="two actives",
        ),
        pytest.param(
            "Ten killed and 4 wounded.",
            [("killed", "people", 10, "exact"), ("wounded", "people", 4, "exact")],
            id="no noun",
        ),
        pytest.param(
            "wounding 30, and killing twenty-three in Homs",
            [("wounded", "people", 30, "exact"), ("killed", "people", 23, "exact")],
            id="figure after the verb",
        ),
        pytest.param(
            "Up to 1,200 villagers were displaced.",
            [("displaced", "civilians", 1200, "most")],
            id="separator",
        ),
        pytest.param(
            "On 6 June 2016 seventeen civilians were killed.",
            [("killed", "civilians", 17, "exact")],
            id="a date is no figure",
        ),
        pytest.param("Two attacks on civilians killed nobody.", [], id="counts something else"),
        pytest.param("They seized 200 villages.", [], id="no people"),
        pytest.param("In 2016 people were killed there.", [], id="a year"),
        pytest.param("7,000 people live there.", [], id="nothing was done"),
        pytest.param("12% of residents were displaced.", [], id="per cent"),
        pytest.param(
            "قتل ما لا يقل عن 12 مدنياً وجرح 30 آخرين",
            [("killed", "civilians", 12, "least"), ("wounded", "people", 30, "exact")],
            id="Arabic",
        ),
        pytest.param(
            "اعتقلت القوات ثلاثة أشخاص",
            [("detained", "people", 3, "exact")],
            id="Arabic number word",
        ),
        pytest.param("٢٠ قتيلاً", [("killed", "people", 20, "exact")], id="Arabic digits"),
        pytest.param("", [], id="empty"),
    ],
)
def test_figures(text, expected):
    assert told(text) == expected


def test_text_is_verbatim():
    assert figures("It killed at least 26 people.") == (
        Figure("killed", "people", 26, "least", "at least 26 people"),
    )
