import pytest

from summaries.events.voices import clauses, same_body


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "The ministry said 12 people were killed, while the Observatory put the toll at 20.",
            [("ministry", 12), ("Observatory", 20)],
            id="bare number",
        ),
        pytest.param(
            "Twelve people were killed, state media said, but activists said 20 people died.",
            [("state media", 12), ("activists", 20)],
            id="body after its figure",
        ),
        pytest.param(
            "Gunmen, who came at night, killed 12 people, residents said.",
            [("residents", 12)],
            id="one body",
        ),
        pytest.param("Gunmen killed 12 people, and fled.", [(None, 12)], id="none"),
        pytest.param(
            "According to the army 12 rebels were killed, and the army said more had fled.",
            [("army", 12)],
            id="one body twice",
        ),
    ],
)
def test_clauses(text, told):
    found = clauses(text)
    assert [(clause.body, clause.figures[0].value) for clause in found] == told
    assert all(clause.text in text for clause in found)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Observatory", "Syrian Observatory for Human Rights", True),
        ("SANA", "state news agency", True),
        ("ministry", "the ministry", True),
        ("ministry", "activists", False),
    ],
)
def test_same_body(one, other, same):
    assert same_body(one, other) is same
