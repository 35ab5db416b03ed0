from datetime import UTC, date, datetime

import pytest

from summaries.quotes import spans
from summaries.types import Article, Passage, Place, RegionId

NAHIJ = Place("x", "Nahij", "", "village", "Daraa", "", "", RegionId("daraa"))


def build(*sentences, between=" ", title="", **fields):
    """An article of these sentences, and its passages; a field is a list of values for each."""
    text = between.join(sentences)
    article = Article(1, "A", "", None, title, text, datetime(2022, 1, 31, tzinfo=UTC))
    passages, at = [], 0
    for number, sentence in enumerate(sentences):
        start = text.index(sentence, at)
        at = start + len(sentence)
        own = {
            "region": RegionId("daraa"),
            "place": None,
            "event_date": None,
            "dated_by": "report",
            **{name: values[number] for name, values in fields.items()},
        }
        passages.append(Passage(1, start, at, sentence, also=(), confidence=1, why="", **own))
    return article, passages


def quoted(article, passages, number):
    found = spans.quote(passages[number], spans.predecessors(passages), {1: article})
    return found.text if found else None


ATTACK = "Gunmen attacked a police post near the town of Nahij."


def test_a_sentence_that_stands_alone():
    article, passages = build(ATTACK, "Shops in the town of Nahij stayed closed all day.")
    assert quoted(article, passages, 0) == ATTACK
    assert quoted(article, passages, 1) == passages[1].text


def test_a_leaning_sentence_takes_the_one_before_along():
    article, passages = build(
        ATTACK,
        "They wounded two officers of the post.",
        between="\n\n",
        needs_previous=[False, True],
    )
    assert quoted(article, passages, 1) == article.text


@pytest.mark.parametrize(
    ("first", "fields"),
    [
        pytest.param(
            "They came again at night to the post.", {"needs_previous": [True, True]}, id="leans"
        ),
        pytest.param(ATTACK, {"region": ["idlib", "daraa"]}, id="other region"),
        pytest.param("Who will stop the gunmen of this town?", {}, id="question"),
        pytest.param("Attacks in Daraa", {}, id="heading"),
    ],
)
def test_no_quote_where_the_one_before_does_not_help(first, fields):
    leaning = {"needs_previous": [False, True]} | fields
    article, passages = build(first, "They wounded two officers of the post.", **leaning)
    assert quoted(article, passages, 1) is None


def test_no_quote_across_furniture():
    article, passages = build(
        ATTACK, "They wounded two.", between="\nShare this\n", needs_previous=[False, True]
    )
    assert quoted(article, passages, 1) is None


def test_the_first_sentence_has_none_before():
    article, passages = build("They wounded two officers of the post.", needs_previous=[True])
    assert quoted(article, passages, 0) is None


def test_a_short_detail_belongs_to_what_it_carries_on():
    article, passages = build(
        ATTACK,
        "Four Turkish soldiers were wounded.",
        dated_by=["sentence", "continued"],
        event_date=[date(2022, 1, 28)] * 2,
        place=[NAHIJ, None],
    )
    assert spans.elaborates(passages[1])
    assert quoted(article, passages, 1) == article.text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Up to 30,000 people were killed.", id="short and nameless"),
        pytest.param(
            "Since then hundreds of people of Homs have left their homes.", id="since then"
        ),
        pytest.param(
            "Four guards of the depot were wounded in the clashes it added.", id="it added"
        ),
        pytest.param(
            "The latest strikes killed dozens of people and burnt fields.", id="the strikes"
        ),
        pytest.param("After he was taken, men of Nahij kidnapped six others.", id="after he"),
        pytest.param("Seventeen children of Douma were among those killed.", id="those killed"),
        pytest.param("Among the dead are two officers of the army of Douma.", id="among the dead"),
        pytest.param("At least 20 others were killed in the town of Nahij.", id="others"),
        pytest.param("The man who was killed had come from the town of Nahij.", id="the man"),
        pytest.param("The military source said that Nahij was quiet.", id="the source"),
        pytest.param(
            "On Thursday it attacked the garrison of Nahij from two sides.", id="on .. it"
        ),
        pytest.param("4 km away from the eastern gate of Nahij a mine went off.", id="km away"),
        pytest.param("Earlier today gunmen of Nahij had killed a man.", id="earlier today"),
        pytest.param("State media said he was killed by men of Nahij.", id="he was killed"),
        pytest.param("Elsewhere on Thursday four men of Nahij were killed.", id="elsewhere"),
        pytest.param("More than 40 men and women were killed in the clashes.", id="the clashes"),
    ],
)
def test_leans(text):
    _, passages = build(text)
    assert spans.leans(passages[0])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The strikes on Douma killed dozens of people and burnt fields.", id="where"),
        pytest.param(
            "The Observatory said ten fighters of the group were killed in Homs.", id="who"
        ),
        pytest.param(
            "Shells killed ten, with two girls among the dead, in the town of Nahij.", id="all"
        ),
        pytest.param("The man of Nahij who was killed had led a group of rebels.", id="which man"),
        pytest.param(ATTACK, id="plain"),
    ],
)
def test_stands(text):
    _, passages = build(text)
    assert not spans.leans(passages[0])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Clashes near Nahij.", id="too short"),
        pytest.param("Clashes near the town of Nahij in Daraa", id="heading"),
        pytest.param("Who attacked the police post near the town of Nahij?", id="question"),
        pytest.param("من هاجم مركز الشرطة في بلدة نهج؟", id="Arabic question"),
        pytest.param(
            "The man said: “We saw gunmen near the town of Nahij.", id="quotation left open"
        ),
        pytest.param("Tags Syria Idlib Gunmen attacked a police post near Nahij.", id="tags"),
        pytest.param("Members of the SDF attend a funeral near the town of Nahij.", id="members"),
        pytest.param("* 2011: Gunmen attacked a police post near the town of Nahij.", id="bullet"),
        pytest.param("Gunfire in Syria (2:04) Gunmen attacked a post near Nahij.", id="film"),
        pytest.param("People inspect a site of an attack near the town of Nahij.", id="caption"),
        pytest.param(
            "Ahmad Said speaks during a meeting in Nahij on Friday.", id="caption, active"
        ),
        pytest.param("A picture taken on July 29 shows smoke over Nahij.", id="picture"),
        pytest.param("Ahmad Said (R) and Sami Said met in Nahij on Friday.", id="who is right"),
        pytest.param("Gunmen attacked. pic.twitter.comXy The town of Nahij woke.", id="tweet"),
        pytest.param("1. Nahij: Gunmen attacked a police post near the town.", id="list"),
        pytest.param("Read also Gunmen attacked a police post near Nahij.", id="link"),
        pytest.param("Gunmen | Nahij | Gunmen attacked a post near Nahij.", id="menu"),
        pytest.param("Unrest spreads Meanwhile, gunmen attacked a post near Nahij.", id="box"),
        pytest.param("Calm in Nahij is gone On Friday gunmen attacked a post.", id="heading stuck"),
        pytest.param(
            "Sami Said BBC News, Nahij Gunmen attacked a police post.", id="by-line stuck"
        ),
        pytest.param("Smoke over Nahij (AFP photo) DARAA Gunmen killed an officer.", id="photo"),
        pytest.param("Gunmen " + "and more gunmen " * 40 + "came.", id="too long"),
    ],
)
def test_not_worth_quoting(text):
    article, passages = build(text)
    assert quoted(article, passages, 0) is None


def test_the_title_is_no_quote():
    article, passages = build(ATTACK, title=ATTACK.upper())
    assert quoted(article, passages, 0) is None


def test_a_title_that_is_stuck_to_a_sentence_is_no_quote():
    article, passages = build(
        f"Gunmen attack post near Nahij {ATTACK}", title="Gunmen attack post near Nahij"
    )
    assert quoted(article, passages, 0) is None
    article, passages = build(ATTACK, title="Gunmen")
    assert quoted(article, passages, 0) == ATTACK


def test_the_inside_of_a_quotation_is_no_quote():
    article, passages = build(
        "“We fled to Nahij in the night.", "Gunmen of the army came to Nahij with knives.”"
    )
    assert quoted(article, passages, 1) is None


def test_adds_consequence():
    article, passages = build(
        ATTACK, "They wounded two officers of the post.", needs_previous=[False, True]
    )
    both = spans.quote(passages[1], spans.predecessors(passages), {1: article})
    alone = spans.quote(passages[0], {}, {1: article})
    assert spans.adds_consequence(both)
    assert not spans.adds_consequence(alone)
