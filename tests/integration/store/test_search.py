"""Search: the same answers from both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.store import open_store
from summaries.query import Query, parse_query
from summaries.types import RegionId

TEXTS = {
    "attack": "Fighters attacked the prison of Gweran in al-Hasakah.",
    "siege": "The prison siege in Ghweran went on.",
    "sinaa": "Troops took the Sina'a prison back.",
    "arabic": "هاجم مقاتلون سجن غويران في الحسكة.",
    "idlib": "Shelling killed two people near Idlib.",
    "homs": "A convoy was attacked near Homs.",
}


@pytest.fixture
def put(store, make_draft, make_tagged, now):
    def put(text, **changes):
        passage = {"place": None, "also": (), "event_date": date(2022, 1, 20), **changes}
        draft = make_draft(text=text, language="ar" if "س" in text else "en")
        return store.save_article(draft, make_tagged(draft, **passage), now).article_id

    return put


@pytest.fixture
def ask(store):
    def ask(text, limit=20, offset=0, **filters):
        page = store.search(parse_query(text), limit, offset, **filters)
        return [hit.passage.text for hit in page.hits]

    return ask


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("prison", {"attack", "siege", "sinaa"}),
        ("attacking", {"attack", "homs"}),
        ("attack prison", {"attack"}),
        ("Gweran", {"attack", "siege", "arabic"}),
        ("Ghuwayran", {"attack", "siege", "arabic"}),
        ("غويران", {"attack", "siege", "arabic"}),
        ("Gweran prison", {"attack", "siege", "sinaa", "arabic"}),
        ("Haseke", {"attack", "arabic"}),
        ('"prison siege"', {"siege"}),
        ('"siege prison"', set()),
        ("prison -siege", {"attack", "sinaa"}),
        ("prison -Ghuwayran", {"sinaa"}),
        ('prison -"the prison of"', {"siege", "sinaa"}),
        ("prison nothing", set()),
        ("", set()),
        ("-prison", set()),
        ('" - " ( ) * : ^ AND OR NOT NEAR(', {"idlib", "homs"}),
    ],
)
def test_a_query_finds(put, ask, query, names):
    for text in TEXTS.values():
        put(text)
    assert set(ask(query)) == {TEXTS[name] for name in names}


def test_a_hit_says_all_that_is_needed_to_cite_it(store, make_draft, make_tagged, now):
    draft = make_draft()
    number = store.save_article(draft, make_tagged(draft), now).article_id
    page = store.search(parse_query("fighters"), 10)
    (hit,) = page.hits
    assert (page.query, page.total, page.offset) == ("fighters", 1, 0)
    assert [hit.passage] == store.passages(now - timedelta(days=3), now)[:1]
    assert hit.passage.article_id == number
    cited = (hit.outlet, hit.label, hit.url, hit.title, hit.published)
    assert cited == (draft.outlet, draft.label, draft.url, draft.title, draft.published)
    assert hit.score > 0


def test_the_place_of_a_passage_is_searched_too(put, ask, gazetteer):
    put("Shelling hit the town.", place=gazetteer.lookup("Ras al-Ayn")[0])
    for query in ("Serekaniye", "رأس العين", "shelling ras al ayn"):
        assert ask(query) == ["Shelling hit the town."]


def test_the_gazetteer_that_is_handed_in_is_the_one_that_is_asked(
    database_url, make_draft, make_tagged, now, gazetteer
):
    class Nicknames:
        def find(self, text):
            return gazetteer.find(text)

        def lookup(self, name):
            return gazetteer.lookup("Homs" if name == "capital of the revolution" else name)

    draft = make_draft(text="A convoy was attacked near Homs.")
    with open_store(database_url, Nicknames()) as store:
        store.save_article(draft, make_tagged(draft), now)
        assert store.search(parse_query("capital of the revolution"), 5).total == 1


def test_of_answers_alike_the_newest_comes_first(put, ask):
    for day in (11, 13, 12):
        put(f"Clashes near Homs went on for {day} days.", event_date=date(2022, 1, day))
    put("Clashes near Homs went on all day.", event_date=None)
    days = [text.split()[-2] for text in ask("clashes Homs")]
    # Undated by its sentence, the last one counts from its report, the 31st.
    assert days == ["all", "13", "12", "11"]


def test_what_tells_more_comes_before_what_is_newer(put, ask):
    put("Homs, Homs and again Homs: clashes in Homs.", event_date=date(2022, 1, 1))
    filler = "Many other things were told on that day by many people in many other places, "
    put(filler * 3 + "one of them Homs.", event_date=date(2022, 1, 25))
    for number in range(20):
        put(f"Nothing of the kind {number}.")
    assert ask("Homs")[0].startswith("Homs, Homs")


def test_pages_follow_each_other_and_know_the_total(store, put):
    for number in range(7):
        put(f"Clash number {number}.")
    pages = [store.search(parse_query("clash"), 3, offset) for offset in (0, 3, 6, 9)]
    assert [len(page.hits) for page in pages] == [3, 3, 1, 0]
    assert {page.total for page in pages} == {7}
    assert [page.offset for page in pages] == [0, 3, 6, 9]
    assert len({hit.passage.text for page in pages for hit in page.hits}) == 7


def test_a_page_of_no_sense_is_empty(store, put):
    put("Clash.")
    assert store.search(parse_query("clash"), -1, -5).hits == ()


@pytest.mark.parametrize(
    ("filters", "days"),
    [
        ({}, [26, 25, 24]),
        ({"since": date(2022, 1, 25)}, [26, 25]),
        ({"until": date(2022, 1, 25)}, [24]),
        ({"since": date(2022, 1, 25), "until": date(2022, 1, 26)}, [25]),
        ({"since": datetime(2022, 1, 25, tzinfo=UTC)}, [26, 25]),
        ({"region": RegionId("idlib")}, [26, 24]),
        ({"region": RegionId("idlib"), "since": date(2022, 1, 25)}, [26]),
        ({"region": RegionId("daraa")}, []),
    ],
)
@pytest.mark.parametrize("how", ["asked", "typed"])
def test_filters_narrow_a_search(store, put, filters, days, how):
    regions = {24: ("idlib", ()), 25: ("central", ()), 26: ("central", ("idlib",))}
    for day, (region, also) in regions.items():
        put(
            f"Clash on {day}.",
            event_date=date(2022, 1, day),
            region=RegionId(region),
            also=tuple(map(RegionId, also)),
        )
    if how == "asked":
        page = store.search(Query(words=("clash",)), 10, **filters)
    else:
        page = store.search(Query(words=("clash",), **filters), 10)
    assert [hit.passage.event_date.day for hit in page.hits] == days
    assert page.total == len(days)


def test_filters_alone_show_the_newest(store, put):
    for day in (24, 26, 25):
        put(f"Report of {day}.", event_date=date(2022, 1, day), region=RegionId("idlib"))
    put("Report from elsewhere.", region=RegionId("daraa"))
    page = store.search(parse_query(""), 2, region=RegionId("idlib"))
    assert [hit.passage.text for hit in page.hits] == ["Report of 26.", "Report of 25."]
    assert (page.total, {hit.score for hit in page.hits}) == (3, {0.0})


def test_a_long_query_is_no_burden(store, put):
    put(" ".join(f"word{n}" for n in range(40)) + ".")
    text = " ".join(f'word{n} "word{n} word{n + 1}" -other{n}' for n in range(30))
    assert store.search(parse_query(text), 10).total == 1


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("Gweran", {"attack", "arabic"}),
        ("Gweran lang:ar", {"arabic"}),
        ("Gweran lang:en", {"attack"}),
        ("lang:ar", {"arabic"}),
        ("lang:en", {"attack", "homs"}),
        ("lang:ar Homs", set()),
    ],
)
def test_reports_written_in_one_language(put, ask, query, names):
    for name in ("attack", "arabic", "homs"):
        put(TEXTS[name])

    assert set(ask(query)) == {TEXTS[name] for name in names}
