import pytest

from summaries.tagging import discourse
from summaries.tagging.cues import Lexicon
from summaries.tagging.discourse import Standing


def standing(text: str) -> Standing:
    return discourse.standing(text, Lexicon.default().find(text))


def assessment(text: str) -> bool:
    return discourse.assessment(text, Lexicon.default().find(text))


@pytest.mark.parametrize(
    "text",
    [
        "He said the road was open.",
        "They withdrew at dawn.",
        "Meanwhile, shelling went on near Saraqib.",
        "However, no one was hurt.",
        "A day earlier, a convoy had left the town.",
        "In exchange, the captives were freed.",
        "The attack was the third this week.",
        "The latter denied it.",
        "Two of them were children.",
        "“We saw two tanks.",
        "It will end badly,” he said.",
        "“It will end badly,” she added.",
        "shouted protesters in the square.",
        "That night, the guns fell silent.",
        "وأضاف أن الوضع مستقر.",
        "وقال إن الطريق مفتوح.",
        "كما أصيب ثلاثة مدنيين.",
        "لكن الاتفاق لم ينفذ.",
        "من جهته نفى المجلس ذلك.",
        "ويأتي ذلك بعد أيام من الهدوء.",
        "الهجوم الذي وقع أمس هو الثالث.",
    ],
)
def test_sentence_leans_on_the_one_before(text):
    assert standing(text).leans


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed a trader in Nawa.",
        "The attack on Gweran prison ended on Sunday.",
        "The town of Nahij was sealed off.",
        "It was not immediately clear who fired.",
        "“We saw two tanks,” a resident of Homs said.",
        "Two children were killed in Ariha.",
        "In Homs, the market reopened.",
        "A day after the raid on Hajin, schools reopened.",
        "قتل مسلحون تاجرا في نوى.",
        "وقال المرصد السوري إن الطريق مفتوح.",
        "هاجم مسلحون حاجزا في جاسم.",
        "",
    ],
)
def test_sentence_stands_alone(text):
    assert not standing(text).leans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Meanwhile, two mines exploded.", True, id="meanwhile"),
        pytest.param("In a separate incident, a mine exploded.", True, id="separate"),
        pytest.param("وفي سياق منفصل انفجر لغم.", True, id="Arabic"),
        pytest.param("A day earlier, a mine had exploded.", False, id="goes on"),
    ],
)
def test_turning_to_another_matter(text, expected):
    assert standing(text).turns is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The attack was the third this week.", True, id="attack"),
        pytest.param("The two prisoners were freed.", True, id="prisoners"),
        pytest.param("The town has 4,000 people.", True, id="town"),
        pytest.param("The town of Nawa has 4,000 people.", False, id="named"),
        pytest.param("The plan was rejected.", False, id="a matter, no scene"),
        pytest.param("An attack was reported.", False, id="indefinite"),
    ],
)
def test_taking_up_a_scene(text, expected):
    assert standing(text).resumes is expected


@pytest.mark.parametrize(
    "text",
    [
        "The attack may have been a distraction.",
        "The south may see another wave of raids soon.",
        "The situation appears to be improving.",
        "They don’t appear to be in control.",
        "Analysts believe the truce will hold.",
        "The toll is likely to rise.",
        "An offensive could displace thousands.",
        "The force is expected to leave in May.",
        "وقد تشهد البلاد موجة جديدة من التصعيد.",
        "ومن المتوقع أن يستمر القصف.",
        "يبدو أن الهجوم كان للتمويه.",
        "ربما يعود السكان قريبا.",
    ],
)
def test_assessment(text):
    assert assessment(text)


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed on 3 May.",
        "Residents could not leave the town.",
        "They could hear the guns.",
        "On May 5, the road was closed.",
        "The army said it had retaken the hill.",
        "وقد تعرض الحاجز لهجوم.",
        "قد قتل ثلاثة أشخاص.",
        "",
    ],
)
def test_report_is_no_assessment(text):
    assert not assessment(text)
