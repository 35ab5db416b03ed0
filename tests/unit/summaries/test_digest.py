from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from summaries.digest import ITEMS, LATE_ITEMS, LINKS, build_digest, place_name
from summaries.types import Article, More, Origin, Passage, Place, RegionId, Window

DAMASCUS = ZoneInfo("Asia/Damascus")
DAARA, IDLIB = RegionId("daraa"), RegionId("idlib")
SINCE = datetime(2022, 1, 24, tzinfo=DAMASCUS)
WEEK = Window(SINCE, SINCE + timedelta(days=7), SINCE + timedelta(days=7))
NAHIJ = Place("n", "Nahij", "", "village", "Daraa", "", "", DAARA)
FRIDAY = date(2022, 1, 28)
SATURDAY = datetime(2022, 1, 29, 9, tzinfo=UTC)

EVENTS = [
    "Gunmen on a motorcycle killed a former rebel commander at a roundabout in Tafas.",
    "Soldiers arrested nine students of the teachers' college after a sit-in in Sanamayn.",
    "Shells wounded four shepherds and their flock on the plateau east of Nawa.",
    "Notables and officers signed an agreement on the return of families to Jasim.",
    "A mine from the war years killed two boys who gathered mushrooms near Khirbet Ghazaleh.",
    "Smugglers fled across the frontier after clashes with Jordanian guards at Tell Shihab.",
    "Farmers freed a kidnapped pharmacist of Inkhil whose abductors had asked for a ransom.",
    "Fighters withdrew from two checkpoints on the old highway between Izraa and Bosra.",
    "An explosion in a fuel depot of Dael killed its guard and burnt three tankers.",
    "Protesters closed the main square of Suwayda and demanded that detainees come home.",
]


class Desk:
    def __init__(self):
        self.articles = {}
        self.passages = []

    def report(self, *sentences, published=SATURDAY, **given):
        number = len(self.articles) + 1
        fields = {"outlet": f"Outlet {number}", "title": f"Title {number}", "origin": None}
        fields["language"] = "en"
        fields |= {name: given.pop(name) for name in list(given) if name in fields}
        text = "\n".join(sentences)
        self.articles[number] = Article(
            number,
            fields["outlet"],
            "local",
            f"https://{number}.example",
            fields["title"],
            text,
            published,
            fields["language"],
            fields["origin"],
        )
        own = {"region": DAARA, "place": None, "event_date": None, "dated_by": "report"} | given
        for sentence in sentences:
            start = text.index(sentence)
            self.passages.append(
                Passage(
                    number, start, start + len(sentence), sentence, also=(), why="",
                    **{"confidence": 1.0} | own,
                )
            )  # fmt: skip
        return self

    def digest(self, region=DAARA, window=WEEK, length="standard", sources="all"):
        return build_digest(region, self.passages, self.articles, window, length, sources=sources)


def texts(digest):
    return [item.text for item in digest.items]


# --- which passages count -------------------------------------------------------------------------


def test_what_was_published_after_the_cutoff_is_left_out():
    desk = Desk().report(EVENTS[0], published=WEEK.until + timedelta(hours=1), event_date=FRIDAY)
    assert desk.digest().reports == 0
    later = replace(WEEK, cutoff=WEEK.until + timedelta(hours=2))
    assert desk.digest(window=later).reports == 1


def test_reports_of_this_window_and_the_one_before():
    desk = Desk().report(*EVENTS[:2]).report(EVENTS[2])
    for number in (3, 4, 5):
        desk.report(EVENTS[number], published=SINCE - timedelta(days=number))
    desk.report(EVENTS[6], published=SINCE - timedelta(days=8))
    desk.report(EVENTS[7], region=IDLIB)
    digest = desk.digest()
    assert (digest.reports, digest.reports_before) == (2, 3)


def test_origins_are_counted_once():
    desk = Desk().report(EVENTS[0]).report(EVENTS[1], origin=Origin("Outlet 1", None, "says so"))
    assert (desk.digest().reports, desk.digest().origins) == (2, 1)


def test_no_reports():
    digest = Desk().report(EVENTS[0], region=IDLIB).digest()
    assert (digest.reports, digest.items, digest.more) == (0, (), ())


def test_reports_without_a_place_are_counted():
    desk = Desk().report(EVENTS[0], confidence=0.0).report(EVENTS[1])
    assert desk.digest().unplaced == 1


# --- items ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", ["short", "standard", "full"])
def test_items_are_verbatim_distinct_and_no_more_than_asked(length):
    desk = Desk()
    for event in EVENTS:
        desk.report(event)
    digest = desk.digest(length=length)
    assert len(digest.items) == min(ITEMS[length], len(EVENTS))
    assert len(set(texts(digest))) == len(digest.items)
    for item in digest.items:
        source = item.sources[0]
        assert desk.articles[source.article_id].text[source.start : source.end] == item.text


def test_items_are_in_order_of_time():
    desk = Desk()
    for number, event in enumerate(EVENTS[:5]):
        desk.report(event, event_date=date(2022, 1, 28 - number), dated_by="sentence")
    dates = [item.event_date for item in desk.digest().items]
    assert dates == sorted(dates)
    assert len(dates) == 5


def test_citation_place_and_date():
    desk = Desk().report(EVENTS[0], place=NAHIJ, event_date=FRIDAY, dated_by="sentence")
    (item,) = desk.digest().items
    assert (item.place, item.event_date, item.dated_by) == ("Nahij, Daraa", FRIDAY, "sentence")
    (source,) = item.sources
    assert (source.outlet, source.label, source.origin) == ("Outlet 1", "local", "Outlet 1")
    assert source.url == "https://1.example"


@pytest.mark.parametrize(
    ("event", "published", "expected"),
    [
        pytest.param(None, SATURDAY, (SATURDAY.date(), "report"), id="report"),
        pytest.param(date(2022, 3, 1), SATURDAY, (SATURDAY.date(), "report"), id="announced"),
        pytest.param(FRIDAY, None, (FRIDAY, "sentence"), id="undated report"),
    ],
)
def test_date_of_an_item(event, published, expected):
    dated_by = "sentence" if event else "report"
    desk = Desk().report(EVENTS[0], event_date=event, published=published, dated_by=dated_by)
    (item,) = desk.digest().items
    assert (item.event_date, item.dated_by) == expected


def test_two_outlets_on_one_event_are_one_item():
    again = (
        "A former rebel commander was killed at a roundabout in Tafas by gunmen on a motorcycle."
    )
    desk = Desk().report(EVENTS[0]).report(again)
    for event in EVENTS[1:]:
        desk.report(event)
    told = [item for item in desk.digest().items if "Tafas" in item.text]
    assert len(told) == 1
    assert told[0].independent == 2
    assert {source.outlet for source in told[0].sources} == {"Outlet 1", "Outlet 2"}


def test_the_place_is_known_from_the_rest_of_the_story():
    desk = Desk().report(EVENTS[0]).report(EVENTS[0].replace("Gunmen", "Men"), place=NAHIJ)
    for event in EVENTS[1:4]:
        desk.report(event)
    places = {item.place for item in desk.digest().items if "Tafas" in item.text}
    assert places == {"Nahij, Daraa"}


def test_a_sentence_that_leans_brings_the_one_before():
    detail = "Four guards were wounded."
    desk = Desk().report(EVENTS[0], detail, dated_by="continued", event_date=FRIDAY)
    (item,) = desk.digest().items
    assert item.text == f"{EVENTS[0]}\n{detail}"
    assert item.sources[0].end == len(item.text)


def test_what_never_stands_alone_becomes_a_link():
    desk = Desk().report("He was killed there in the night by men in uniform.", needs_previous=True)
    digest = desk.digest()
    assert digest.items == ()
    assert [more.title for more in digest.more] == ["Title 1"]


def test_a_body_that_is_quoted_is_shown_and_not_counted():
    said = "Three men were killed in Tafas, according to the Syrian Observatory for Human Rights."
    (item,) = Desk().report(said).digest().items
    assert item.attribution == "Syrian Observatory for Human Rights"
    assert item.independent == 1


def test_assessments_are_marked():
    desk = Desk().report("Smugglers may attack the guards of Tell Shihab again.", assessment=True)
    assert [item.assessment for item in desk.digest().items] == [True]


def test_idle_talk_is_no_item():
    desk = Desk().report("Since the uprising began in 2011 the town has been a home to poets.")
    assert desk.digest().items == ()


def test_a_report_is_not_quoted_out():
    """Reports that were quoted before stand back for others."""
    desk = Desk().report(*EVENTS[:6]).report(EVENTS[8], outlet="Second")
    outlets = [item.sources[0].outlet for item in desk.digest(length="short").items]
    assert "Second" in outlets


# --- reported late --------------------------------------------------------------------------------

LAST_SATURDAY = date(2022, 1, 22)
TUESDAY = datetime(2022, 1, 25, 9, tzinfo=UTC)
IN_TIME = datetime(2022, 1, 23, 9, tzinfo=UTC)
ELEVEN = "Shelling killed 11 people in the market of Tafas on Saturday, the town council said."
TWENTY = ELEVEN.replace("11", "20")


def late_report(desk, text=ELEVEN, published=TUESDAY, **given):
    return desk.report(
        text, published=published, event_date=LAST_SATURDAY, dated_by="sentence", **given
    )


def test_an_event_before_the_window_that_is_reported_in_it():
    digest = late_report(Desk().report(EVENTS[1])).digest()
    (item,) = digest.late
    assert (item.text, item.event_date) == (ELEVEN, LAST_SATURDAY)
    assert [source.outlet for source in item.sources] == ["Outlet 2"]
    assert ELEVEN not in texts(digest)
    assert digest.reports == 1


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        pytest.param(datetime(2022, 1, 24, 9, tzinfo=UTC), True, id="two days on"),
        pytest.param(datetime(2022, 1, 26, 9, tzinfo=UTC), False, id="four days on"),
    ],
)
def test_small_events_are_late_news_for_two_days(published, shown):
    released = "A faction released a soldier on Saturday whom it had caught near Tafas in 2016."
    digest = late_report(Desk(), released, published=published).digest()
    assert [item.text for item in digest.late] == [released] * shown


def test_late_reports_of_one_event_are_one_item():
    digest = late_report(late_report(Desk()), ELEVEN.replace("11 people", "eleven")).digest()
    (item,) = digest.late
    assert item.independent == 2
    assert digest.reports == 0


def test_what_the_digest_before_could_tell_is_not_told_again():
    desk = late_report(late_report(Desk(), published=IN_TIME))
    assert [item.text for item in desk.digest(window=WEEK.before).items] == [ELEVEN]
    digest = desk.digest()
    assert digest.late == ()
    assert [more.title for more in digest.more] == ["Title 2"]


def test_what_contradicts_the_digest_before_is_told():
    desk = late_report(late_report(Desk(), published=IN_TIME), TWENTY)
    (item,) = desk.digest().late
    assert (item.text, item.independent) == (TWENTY, 1)
    (conflict,) = item.conflicts
    assert {claim.value for claim in conflict.claims} == {"11 people", "20 people"}


def test_what_an_item_tells_is_not_told_late():
    rose = "Five more died of wounds from shelling that killed 11 people in the market of Tafas."
    desk = late_report(Desk().report(rose), rose)
    digest = desk.digest()
    assert texts(digest) == [rose]
    assert digest.late == ()


def test_what_was_collected_late():
    desk = Desk().report(EVENTS[0], published=IN_TIME)
    assert build_digest(DAARA, desk.passages, desk.articles, WEEK).late == ()
    digest = build_digest(DAARA, desk.passages, desk.articles, WEEK, arrived={1})
    assert [item.text for item in digest.late] == [EVENTS[0]]


def test_late_items_are_few_and_the_rest_are_links():
    desk = Desk()
    for event in EVENTS:
        late_report(desk, event)
    digest = desk.digest()
    assert len(digest.late) == LATE_ITEMS["standard"]
    assert len(digest.more) == len(EVENTS) - len(digest.late)


# --- further reports ------------------------------------------------------------------------------


def test_more_are_reports_that_no_item_cites():
    desk = Desk()
    for event in EVENTS:
        desk.report(event)
    digest = desk.digest(length="short")
    cited = {source.url for item in digest.items for source in item.sources}
    assert len(digest.more) == LINKS["short"]
    assert cited.isdisjoint(more.url for more in digest.more)


def test_a_missing_title_is_the_first_line():
    line = "He was killed in the night " + "and again " * 20
    desk = Desk().report(line + "so.", needs_previous=True, title="")
    (more,) = desk.digest().more
    assert isinstance(more, More)
    assert line.startswith(more.title.removesuffix("…"))
    assert len(more.title) <= 101


@pytest.mark.parametrize(
    ("place", "name"),
    [
        pytest.param(NAHIJ, "Nahij, Daraa", id="village"),
        pytest.param(replace(NAHIJ, name="Daraa"), "Daraa", id="governorate"),
        pytest.param(replace(NAHIJ, governorate=""), "Nahij", id="outside Syria"),
        pytest.param(None, None, id="none"),
    ],
)
def test_place_name(place, name):
    desk = Desk().report(EVENTS[0], place=place)
    assert place_name(desk.passages[0]) == name


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        pytest.param({}, "نهج، درعا", id="within"),
        pytest.param({"name_ar": "درعا"}, "درعا", id="governorate"),
        pytest.param({"governorate_ar": ""}, "نهج", id="governorate without an Arabic name"),
        pytest.param({"name_ar": ""}, None, id="no Arabic name"),
    ],
)
def test_place_name_in_arabic(changes, name):
    known = replace(NAHIJ, name_ar="نهج", governorate_ar="درعا")
    desk = Desk().report(EVENTS[0], place=replace(known, **changes))
    (item,) = desk.digest().items
    assert item.place_ar == place_name(desk.passages[0], "ar") == name
    assert item.place == "Nahij, Daraa"


# --- whose reports --------------------------------------------------------------------------------

SHELLING = "قتل ثلاثة مدنيين وأصيب خمسة آخرون بقصف مدفعي على بلدة طفس غربي درعا صباح اليوم."
ARREST = "اعتقلت دورية أربعة شبان عند حاجز على مدخل مدينة جاسم في ريف درعا الشمالي."


@pytest.fixture
def bilingual():
    """Three English reports and one Arabic one of the week, one Arabic one of the week before."""
    desk = Desk()
    for event in EVENTS[:3]:
        desk.report(event)
    desk.report(SHELLING, language="ar")
    return desk.report(ARREST, language="ar", published=SATURDAY - timedelta(days=7))


@pytest.mark.parametrize(
    ("sources", "reports", "before", "origins", "told"),
    [("all", 4, 1, 4, {*EVENTS[:3], SHELLING}), ("en", 3, 0, 3, set(EVENTS[:3])),
     ("ar", 1, 1, 1, {SHELLING})],
)  # fmt: skip
def test_all_of_a_digest_is_of_the_chosen_sources(
    bilingual, sources, reports, before, origins, told
):
    digest = bilingual.digest(sources=sources)
    counted = (digest.sources, digest.reports, digest.reports_before, digest.origins)
    assert counted == (sources, reports, before, origins)
    assert set(texts(digest)) == told


def test_further_and_unplaced_reports_are_of_the_chosen_sources():
    desk = Desk()
    for event in EVENTS:
        desk.report(event)
    desk.report(SHELLING, language="ar").report(ARREST, language="ar", confidence=0.0)
    english, arabic = desk.digest(length="short", sources="en"), desk.digest(sources="ar")
    assert {more.title for more in english.more} <= {f"Title {n}" for n in range(1, 11)}
    assert english.more
    assert (english.unplaced, arabic.unplaced) == (0, 1)


def test_two_sources_of_one_story_are_independent_only_if_both_are_chosen():
    desk = Desk().report(EVENTS[0]).report(EVENTS[0] + " ", outlet="Other")
    desk.articles[2] = replace(desk.articles[2], language="ar")
    assert [s.outlet for s in desk.digest(sources="en").items[0].sources] == ["Outlet 1"]
    assert desk.digest(sources="en").items[0].independent == 1


def test_no_reports_of_the_chosen_sources():
    digest = Desk().report(EVENTS[0]).digest(sources="ar")
    assert (digest.reports, digest.items, digest.more, digest.sources) == (0, (), (), "ar")


def test_order_of_the_passages_does_not_matter():
    desk = Desk()
    for event in EVENTS:
        desk.report(event)
    backwards = build_digest(DAARA, reversed(desk.passages), desk.articles, WEEK)
    assert backwards == desk.digest()


def test_arabic():
    desk = Desk().report(
        "قتل ثلاثة مدنيين وأصيب خمسة آخرون بقصف مدفعي على بلدة طفس غربي درعا صباح اليوم.",
        "وأضاف أن فرق الإسعاف نقلت المصابين إلى مشفى المدينة القريب من البلدة.",
    )
    assert texts(desk.digest())[0].startswith("قتل ثلاثة مدنيين")
