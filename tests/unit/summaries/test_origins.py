from datetime import UTC, datetime

import pytest

from summaries.origins import attribution, byline, independent
from summaries.types import Article, Origin

BODY = (
    "Two car bombs went off near the vegetable market of the town on Sunday morning and burnt a "
    "row of shops. The local council counted nine dead and twice as many wounded, most of them "
    "traders who had come from the villages around to sell what little the drought had left them. "
    "Firemen fought the flames until noon while the wounded were driven over bad roads to the "
    "hospital across the river, where doctors asked for blood of every group. Nobody has said that "
    "they did it, and the council closed the market for three days of mourning."
)
OTHER = (
    "A ceasefire between two tribes of the eastern bank was signed in the guest house of a sheikh "
    "after four nights of shooting that emptied two hamlets. The elders agreed on blood money for "
    "the six men who were killed, on the return of the families who had fled, and on a committee "
    "that is to keep armed men away from the wells. The text was read aloud in front of officers "
    "of the security forces, who promised not to raid the hamlets as long as it is kept."
)


def article(number, outlet, text, *, day=1, origin=None):
    published = datetime(2022, 1, day, tzinfo=UTC)
    return Article(number, outlet, "", None, "", text, published, "en", origin)


def test_own_reports_are_their_outlets():
    articles = [article(1, "A", BODY), article(2, "B", OTHER), article(3, "A", OTHER[:90])]
    assert independent(articles) == {1: "A", 2: "B", 3: "A"}


def test_named_origin_wins():
    repost = article(1, "Reposter", BODY, origin=Origin("South Front", None, "says so"))
    assert independent([repost, article(2, "south front", OTHER)]) == {
        1: "South Front",
        2: "South Front",
    }


def test_near_duplicates_share_the_earliest():
    changed = BODY.replace("Sunday morning", "Sunday").replace("nine dead", "ten dead")
    articles = [article(1, "Late", changed, day=3), article(2, "Early", BODY, day=1)]
    assert independent(articles) == {1: "Early", 2: "Early"}


def test_near_duplicates_share_the_agency_they_name():
    wired = "HOMS (Reuters) - " + BODY
    articles = [article(1, "Paper", BODY, day=1), article(2, "Site", wired, day=2)]
    assert set(independent(articles).values()) == {"Reuters"}


def test_brief_inside_a_longer_report_is_its_copy():
    articles = [article(1, "Long", BODY + " " + OTHER), article(2, "Brief", BODY, day=2)]
    assert set(independent(articles).values()) == {"Long"}


def test_one_quoted_statement_is_no_copy():
    quotation = "“We ask all sides to keep the road open for the convoy,” the council said. "
    articles = [article(1, "A", quotation + BODY), article(2, "B", quotation + OTHER)]
    assert independent(articles) == {1: "A", 2: "B"}


def test_order_does_not_matter():
    articles = [article(n, f"O{n % 3}", text) for n, text in enumerate([BODY, OTHER] * 3)]
    assert independent(articles) == independent(articles[::-1])


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        pytest.param("AMMAN (Reuters) - Shells fell.", "Reuters", id="bracketed dateline"),
        pytest.param("BEIRUT, Jan 3 (AFP) — Shells fell.", "AFP", id="with a date"),
        pytest.param("DAMASCUS (AP) — Shells fell.", "AP", id="AP"),
        pytest.param("SANA - Damascus. Shells fell.", "SANA", id="without brackets"),
        pytest.param("دمشق - سانا: سقطت قذائف.", "SANA", id="Arabic"),
        pytest.param("Shells fell. - REUTERS", "Reuters", id="signed at the foot"),
        pytest.param("It fell. (Reporting by A. B.; editing by C. D.)", "Reuters", id="credits"),
        pytest.param("Shells fell, an official told Reuters by telephone.", None, id="only cited"),
        pytest.param("Shells fell. Map: the AP region of the city.", None, id="in a word group"),
        pytest.param("", None, id="empty"),
    ],
)
def test_byline(text, agency):
    assert byline(text) == agency


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param(
            "According to a report released by the Syrian Observatory for Human Rights, "
            "shepherds were robbed.",
            "Syrian Observatory for Human Rights",
            id="report released by",
        ),
        pytest.param("Ten were killed, according to SANA.", "SANA", id="according to"),
        pytest.param("The United Nations said aid came.", "United Nations", id="said"),
        pytest.param("Ten were killed, Mr Kamel said.", None, id="a person is no body"),
        pytest.param("On Monday said nothing.", None, id="a weekday is no body"),
        pytest.param("أفاد المرصد السوري بمقتل عنصرين.", "المرصد السوري", id="Arabic"),
        pytest.param("Ten people were killed.", None, id="none"),
    ],
)
def test_attribution(text, body):
    assert attribution(text) == body
