"""Articles: once each, with passages that come back as they went in."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest

from bot.model import SaveResult
from bot.store import open_store
from summaries.query import parse_query
from summaries.types import Article, RegionId

WEEK = (datetime(2022, 1, 24, tzinfo=UTC), datetime(2022, 2, 1, tzinfo=UTC))
LONG = "A long report says so. " * 20


def all_passages(store):
    return store.passages(datetime(1990, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC))


@pytest.fixture
def save(store, make_tagged, now):
    def save(draft, **passages):
        return store.save_article(draft, make_tagged(draft, **passages), now)

    return save


def test_what_goes_in_comes_out(store, make_draft, make_tagged, now):
    draft = make_draft()
    tagged = make_tagged(draft)

    saved = store.save_article(draft, tagged, now)

    assert saved.result is SaveResult.NEW
    assert store.articles([saved.article_id]) == {
        saved.article_id: Article(
            id=saved.article_id,
            outlet=draft.outlet,
            label=draft.label,
            url=draft.url,
            title=draft.title,
            text=draft.text,
            published=draft.published,
            language="en",
            origin=draft.origin,
        )
    }
    expected = [passage._replace(article_id=saved.article_id) for passage in tagged.passages]
    assert len(expected) == 3
    assert store.passages(*WEEK) == expected


def test_absent_values_stay_absent(store, save, make_draft):
    draft = make_draft(guid="", url=None, published=None, origin=None, language="ar")
    number = save(draft, event_date=date(2022, 1, 25), also=(), place=None).article_id
    article = store.articles([number])[number]
    assert (article.url, article.published, article.origin) == (None, None, None)
    assert article.language == "ar"
    assert {(p.also, p.place) for p in store.passages(*WEEK)} == {((), None)}


def test_moments_come_back_aware_in_utc(store, save, make_draft):
    local = datetime(2022, 1, 31, 15, 30, tzinfo=UTC).astimezone()
    number = save(make_draft(published=local)).article_id
    published = store.articles([number])[number].published
    assert published == local
    assert published.utcoffset() == timedelta(0)


def test_the_same_article_twice_changes_nothing(store, save, make_draft):
    draft = make_draft()
    first = save(draft)
    before = (store.articles([first.article_id]), store.passages(*WEEK), store.stats())
    assert save(draft).result is SaveResult.KNOWN
    assert (store.articles([first.article_id]), store.passages(*WEEK), store.stats()) == before


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="same text"),
        pytest.param({"text": LONG + "More."}, id="other text"),
    ],
)
def test_an_identifier_given_anew_is_known_from_then_on(store, save, make_draft, changes):
    draft = make_draft()
    first = save(draft)
    again = save(replace(draft, guid="renumbered", **changes))
    assert again.article_id == first.article_id
    assert store.known(draft.source_id, [draft.guid, "renumbered"]) == {"renumbered"}


def test_an_imported_report_keeps_the_identifier_of_its_source(store, save, make_draft):
    draft = make_draft()
    save(draft)
    save(replace(draft, source_id="import", guid="file"))
    assert store.known(draft.source_id, [draft.guid, "file"]) == {draft.guid}
    assert store.known("import", ["file"]) == frozenset()


@pytest.mark.parametrize(
    ("changes", "result"),
    [
        pytest.param({"url": "https://other.example/1"}, SaveResult.KNOWN, id="guid"),
        pytest.param({"guid": "other"}, SaveResult.KNOWN, id="url"),
        pytest.param({"guid": "", "source_id": "import"}, SaveResult.KNOWN, id="url, imported"),
        pytest.param(
            {"guid": "other", "url": "HTTP://WWW.Example.org:80/a/?utm_source=x&id=1&fbclid=z#top"},
            SaveResult.KNOWN,
            id="url, spelt otherwise",
        ),
        pytest.param(
            {"guid": "other", "url": "https://www.example.org/a?id=2"},
            SaveResult.KNOWN,
            id="text, another url",
        ),
        pytest.param({"guid": "", "url": None}, SaveResult.KNOWN, id="text alone"),
        pytest.param(
            {"guid": "other", "url": None, "text": LONG.replace(". ", ".\n\n")},
            SaveResult.KNOWN,
            id="text, other blanks",
        ),
        pytest.param({"text": LONG + "More."}, SaveResult.UPDATED, id="guid and url, other text"),
        pytest.param(
            {"guid": "other", "text": LONG + "More."}, SaveResult.UPDATED, id="url, other text"
        ),
        pytest.param(
            {"url": None, "text": LONG + "More."}, SaveResult.UPDATED, id="guid, other text"
        ),
        pytest.param({"title": "Corrected"}, SaveResult.UPDATED, id="other title"),
        pytest.param(
            {"published": datetime(2022, 1, 2, tzinfo=UTC)}, SaveResult.UPDATED, id="other date"
        ),
        pytest.param({"published": None}, SaveResult.KNOWN, id="date lost"),
        pytest.param(
            {"guid": "other", "outlet": "SANA", "text": LONG + "Our view."},
            SaveResult.KNOWN,
            id="another outlet on the same url",
        ),
        pytest.param(
            {"guid": "other", "url": None, "outlet": "SANA"}, SaveResult.NEW, id="re-post"
        ),
        pytest.param(
            {"source_id": "other", "url": None, "text": LONG + "More."},
            SaveResult.NEW,
            id="the same guid of another source",
        ),
    ],
)
def test_an_article_is_known_by_guid_url_and_text(store, save, make_draft, changes, result):
    draft = make_draft(guid="g", url="https://www.example.org/a?id=1", text=LONG, title="Title")
    first = save(draft)
    second = save(replace(draft, **changes))
    assert second.result is result
    assert (second.article_id == first.article_id) == (result is not SaveResult.NEW)
    assert store.article_count() == (2 if result is SaveResult.NEW else 1)


def test_what_arrived_between_two_moments(store, make_draft, make_tagged, now):
    def collect(source, hours):
        draft = make_draft(source_id=source, guid=f"{source} {hours}", text=f"{source} {hours}.")
        when = now + timedelta(hours=hours)
        return store.save_article(draft, make_tagged(draft), when).article_id

    collect("old", 0)
    late, later = collect("old", 2), collect("old", 4)
    history, imported = collect("new", 2), collect("import", 3)
    numbers = [late, later, history, imported]

    def arrived(after, until):
        return store.arrived(numbers, now + timedelta(hours=after), now + timedelta(hours=until))

    assert arrived(0, 3) == {late, imported}
    assert arrived(2, 4) == {imported, later}
    assert arrived(4, 9) == frozenset()
    assert store.arrived([late], now, now + timedelta(hours=9)) == {late}


@pytest.mark.parametrize("field", ["guid", "url"])
def test_articles_without_guid_or_url_do_not_collide(store, save, make_draft, field):
    drafts = [make_draft(**{"guid": "", "url": None, field: ""}) for _ in range(3)]
    assert [save(draft).result for draft in drafts] == [SaveResult.NEW] * 3


@pytest.mark.parametrize("text", ["", " \n ", "Read more on our site."])
def test_a_text_that_says_nothing_makes_no_two_articles_one(store, save, make_draft, text):
    drafts = [make_draft(text=text, title=title) for title in ("Idlib", "Daraa")]
    assert [save(draft).result for draft in drafts] == [SaveResult.NEW] * 2


def test_a_change_replaces_passages_and_index(store, save, make_draft):
    draft = make_draft(text="Shelling hit Qamishli.")
    first = save(draft)
    save(replace(draft, text="Shelling hit Amuda. Two died."))
    assert [p.text for p in store.passages(*WEEK)] == ["Shelling hit Amuda.", "Two died."]
    assert store.search(parse_query("Qamishli"), 10).total == 0
    assert store.search(parse_query("Amuda"), 10).total == 1
    assert store.articles([first.article_id])[first.article_id].text.startswith("Shelling hit Am")


def test_a_change_keeps_the_date_that_the_new_version_does_not_tell(store, save, make_draft):
    draft = make_draft()
    number = save(draft).article_id
    save(replace(draft, text=LONG, published=None))
    assert store.articles([number])[number].published == draft.published


def test_a_moved_article_is_cited_by_its_new_address(store, save, make_draft):
    draft = make_draft()
    number = save(draft).article_id
    save(replace(draft, text=LONG, url="https://example.org/new"))
    assert store.articles([number])[number].url == "https://example.org/new"


def test_a_moved_article_does_not_take_the_address_of_another(store, save, make_draft):
    other, draft = make_draft(), make_draft()
    save(other)
    number = save(draft).article_id
    save(replace(draft, text=LONG, url=other.url))
    assert store.articles([number])[number].url == draft.url


@pytest.mark.parametrize("field", ["guid", "url"])
def test_a_key_of_any_length_is_a_key(store, save, make_draft, field):
    # PostgreSQL cannot index more than a third of a page, and compresses what repeats.
    long = "https://example.org/" + "".join(chr(0x4E00 + n) for n in range(9000))
    draft = make_draft(**{"guid": "", "url": None, field: long})
    assert save(draft).result is SaveResult.NEW
    assert save(replace(draft, text=LONG)).result is SaveResult.UPDATED
    assert save(make_draft(**{field: long + "x"})).result is SaveResult.NEW


def test_what_no_database_can_keep_is_replaced_at_its_place(store, save, make_draft):
    draft = make_draft(
        text="One\x00 here. Two\ud800 there.", title="\x00", guid="\x00", url="\ud800"
    )
    saved = save(draft)
    assert save(draft).result is SaveResult.KNOWN
    article = store.articles([saved.article_id])[saved.article_id]
    assert article.text == "One� here. Two� there."
    found = store.passages(*WEEK)
    assert [p.text for p in found] == [article.text[p.start : p.end] for p in found]
    assert len(found) == 2


def test_a_moment_without_zone_is_refused(store, save, make_draft):
    with pytest.raises(Exception, match="has no zone"):
        save(make_draft(published=datetime(2022, 1, 31)))  # noqa: DTZ001 - the point of it
    assert store.article_count() == 0


def test_workers_that_save_the_same_article_make_one(
    store, database_url, make_draft, make_tagged, now
):
    draft = make_draft()
    tagged = make_tagged(draft)
    start = Barrier(6)

    def save(opened):
        start.wait()
        return opened.save_article(draft, tagged, now)

    # Two stores, as two processes have them, with three threads each.
    with open_store(database_url) as other, ThreadPoolExecutor(6) as pool:
        saved = list(pool.map(save, [store, other] * 3))
    results = [one.result for one in saved]
    assert sorted(results) == [SaveResult.KNOWN] * 5 + [SaveResult.NEW]
    assert len({one.article_id for one in saved}) == 1
    assert store.article_count() == 1
    assert len(store.passages(*WEEK)) == len(tagged.passages)


def test_known_tells_identifiers_that_are_stored(store, save, make_draft):
    drafts = [make_draft() for _ in range(3)]
    for draft in drafts:
        save(draft)
    save(make_draft(guid="elsewhere", source_id="other"))
    asked = [drafts[0].guid, drafts[2].guid, "new", "", "elsewhere"]
    assert store.known("north-press", asked) == {drafts[0].guid, drafts[2].guid}
    assert store.known("north-press", []) == frozenset()


@pytest.mark.parametrize(
    ("event", "published", "found"),
    [
        pytest.param(date(2022, 1, 25), None, True, id="event inside"),
        pytest.param(date(2022, 1, 23), None, True, id="a day before"),
        pytest.param(date(2022, 2, 2), None, True, id="a day after"),
        pytest.param(date(2022, 1, 22), None, False, id="event before"),
        pytest.param(date(2022, 2, 3), None, False, id="event after"),
        pytest.param(None, datetime(2022, 1, 23, 1, tzinfo=UTC), True, id="published"),
        pytest.param(None, datetime(2022, 1, 22, 23, tzinfo=UTC), False, id="published before"),
        pytest.param(None, datetime(2022, 2, 2, 1, tzinfo=UTC), False, id="published after"),
        pytest.param(date(2016, 1, 1), datetime(2022, 1, 30, tzinfo=UTC), True, id="background"),
        pytest.param(date(2022, 1, 30), datetime(2022, 3, 1, tzinfo=UTC), True, id="told late"),
        pytest.param(None, None, False, id="undated"),
    ],
)
def test_passages_of_a_window(store, save, make_draft, event, published, found):
    save(make_draft(text="Shelling hit Idlib.", published=published), event_date=event)
    assert len(store.passages(*WEEK)) == found


def test_passages_of_a_region_lie_in_it_or_touch_it(store, save, make_draft):
    regions = [("northeast", ()), ("idlib", ("northeast", "daraa")), ("daraa", ("north_east",))]
    for region, also in regions:
        save(make_draft(), region=RegionId(region), also=tuple(map(RegionId, also)))

    def touching(region):
        return {p.region for p in store.passages(*WEEK, RegionId(region))}

    assert touching("northeast") == {"northeast", "idlib"}
    assert touching("daraa") == {"idlib", "daraa"}
    assert touching("north") == set()
    assert touching("north%") == set()


def test_passages_stand_in_the_order_of_their_article(store, save, make_draft):
    for _ in range(3):
        save(make_draft())
    found = [(p.article_id, p.start) for p in store.passages(*WEEK)]
    assert found == sorted(found)
    assert len(found) == 9


def test_articles_of_many_numbers(store, save, make_draft):
    numbers = {save(make_draft(text="")).article_id for _ in range(3)}
    assert set(store.articles([*numbers, *range(100_000, 101_200)])) == numbers
    assert store.articles([]) == {}


def test_outdated_articles_are_tagged_anew(store, make_draft, make_tagged, now):
    drafts = [make_draft() for _ in range(4)]
    numbers = [
        store.save_article(draft, make_tagged(draft, version), now).article_id
        for draft, version in zip(drafts, ["1", "2", "3", "1"], strict=True)
    ]

    assert [a.id for a in store.outdated("2", 10)] == [numbers[3], numbers[2], numbers[0]]
    assert [a.id for a in store.outdated("2", 1)] == [numbers[3]]

    for article in store.outdated("2", 10):
        draft = drafts[numbers.index(article.id)]
        store.retag(article.id, make_tagged(draft, "2", region=RegionId("central")))

    assert store.outdated("2", 10) == []
    regions = {(p.article_id, p.region) for p in store.passages(*WEEK)}
    assert regions == {(n, "northeast" if n == numbers[1] else "central") for n in numbers}
    assert store.search(parse_query("fighters"), 10, region=RegionId("central")).total == 3


def test_tags_of_a_text_that_has_changed_meanwhile_are_dropped(
    store, save, make_draft, make_tagged, now
):
    draft = make_draft()
    number = save(draft).article_id
    old = make_tagged(draft, "2")
    save(replace(draft, text="Quite another text now."))
    store.retag(number, old)
    assert [p.text for p in all_passages(store)] == ["Quite another text now."]
    assert [a.id for a in store.outdated("2", 10)] == [number]


def test_tags_of_an_article_that_is_gone_are_dropped(store, make_draft, make_tagged):
    store.retag(12345, make_tagged(make_draft()))
    assert store.stats()["passages"] == 0
