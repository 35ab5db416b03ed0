import json
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from summaries.digest_json import digest_from_json, digest_to_json, search_to_json
from summaries.types import (
    Citation,
    Claim,
    Conflict,
    Digest,
    Item,
    More,
    Passage,
    RegionId,
    Window,
)

DAMASCUS = ZoneInfo("Asia/Damascus")
DAARA = RegionId("daraa")


def window(zone):
    since, until = datetime(2022, 1, 24, tzinfo=zone), datetime(2022, 1, 31, tzinfo=zone)
    return Window(since, until, until)


def digest(zone=DAMASCUS):
    cited = Citation(
        "Outlet", "monitor", None, datetime(2022, 1, 30, 5, tzinfo=UTC), "Outlet", 7, 3, 40
    )
    claim = Claim("Outlet", "18 people", "It killed 18 people.", "https://o.example")
    item = Item(
        text="It killed “18” people.\n\nقتل 18 شخصاً.",
        language="ar",
        region=DAARA,
        event_date=date(2022, 1, 29),
        dated_by="sentence",
        place="Nahij, Daraa",
        assessment=True,
        sources=(cited,),
        independent=1,
        conflicts=(Conflict("people killed", (claim,)),),
    )
    more = More("A title", "Outlet", "", None, None)
    return Digest(DAARA, window(zone), 3, 2, 1, (item,), (more,), 4, late=(item, item))


@pytest.mark.parametrize(
    "zone", [pytest.param(DAMASCUS, id="IANA zone"), pytest.param(UTC, id="offset")]
)
def test_there_and_back(zone):
    built = digest(zone)
    back = digest_from_json(json.loads(json.dumps(digest_to_json(built))))
    assert back == built
    assert back.window.since.utcoffset() == built.window.since.utcoffset()


def test_the_zone_comes_back():
    back = digest_from_json(digest_to_json(digest()))
    assert back.window.since.tzinfo is DAMASCUS


def test_a_digest_that_was_kept_before_anything_was_called_late():
    data = digest_to_json(digest())
    del data["late"]
    assert digest_from_json(data) == replace(digest(), late=())


def test_documented_keys():
    data = digest_to_json(digest())
    counts = {"reports", "reports_before", "origins", "sources"}
    assert {"region", "since", "until", "cutoff", "items", "more"} | counts <= data.keys()
    assert data["since"] == "2022-01-24T00:00:00+02:00"
    (item,) = data["items"]
    assert data["late"] == [item, item]
    assert {
        "text", "event_date", "place", "assessment", "sources", "independent", "conflicts",
    } <= item.keys()  # fmt: skip
    assert item["event_date"] == "2022-01-29"
    assert {"outlet", "label", "url", "published", "origin"} <= item["sources"][0].keys()


def test_whose_reports_and_arabic_places_come_back():
    built = digest()
    item = replace(built.items[0], place_ar="نهج، درعا")
    built = replace(built, sources="ar", items=(item,))
    data = digest_to_json(built)
    assert data["sources"] == "ar"
    assert digest_from_json(json.loads(json.dumps(data))) == built


def test_what_was_kept_before_there_was_a_choice_is_of_all_sources():
    data = digest_to_json(digest())
    del data["sources"], data["items"][0]["place_ar"]
    assert digest_from_json(data) == digest()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"since": None}, id="no beginning"),
        pytest.param({"until": "soon"}, id="no moment"),
        pytest.param({"reports": "many"}, id="no number"),
        pytest.param({"items": [{}]}, id="empty item"),
        pytest.param({"sources": "fr"}, id="no such sources"),
    ],
)
def test_other_data_is_refused(change):
    with pytest.raises(ValueError, match=r".+"):
        digest_from_json(digest_to_json(digest()) | change)


def test_search():
    passage = Passage(1, 0, 4, "Text", DAARA, (), None, date(2022, 1, 29), "sentence", 1, "")
    hit = SimpleNamespace(
        passage=passage,
        outlet="Outlet",
        url=None,
        published=datetime(2022, 1, 30, tzinfo=UTC),
        score=0.123456,
    )
    assert search_to_json("Gweran", 12, [hit]) == {
        "query": "Gweran",
        "total": 12,
        "results": [
            {
                "text": "Text",
                "region": "daraa",
                "event_date": "2022-01-29",
                "outlet": "Outlet",
                "url": None,
                "published": "2022-01-30T00:00:00+00:00",
                "score": 0.1235,
            }
        ],
    }
