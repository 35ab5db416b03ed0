"""From subscribers who are due to the outbox, on a real database."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.brief import brief_due, digests_for
from bot.due import window_before
from bot.model import DeliveryState, Schedule
from summaries.scheme import Scheme
from summaries.types import RegionId

NORTHEAST, IDLIB = RegionId("northeast"), RegionId("idlib")
MONDAY = datetime(2022, 1, 31, 7, 0, tzinfo=UTC)
"""09:00 in Damascus on a Monday: the due moment of these subscribers."""


@pytest.fixture
def scheme():
    return Scheme.load()


@pytest.fixture
def told(store, make_draft, make_tagged):
    """A store with three reports on the northeast: two of the week, one of the week before."""
    for day in (20, 26, 29):
        text = (
            f"Guards at the Gweran prison killed {day} men of the group on January {day}. "
            f"Families of {day} villages fled from the fighting on the same day."
        )
        published = datetime(2022, 1, day, 12, tzinfo=UTC)
        draft = make_draft(text=text, published=published, origin=None, outlet=f"Outlet {day}")
        tagged = make_tagged(
            draft, event_date=published.date(), also=(), needs_previous=False, confidence=0.9
        )
        store.save_article(draft, tagged, published)
    return store


@pytest.fixture
def due(make_subscriber):
    def make(chat_id=100, **changes):
        return make_subscriber(chat_id, next_due=MONDAY, **changes)

    return make


def test_a_due_subscriber_gets_a_digest_of_each_region(told, scheme, due):
    told.save_subscriber(due())

    briefed = brief_due(told, scheme, MONDAY + timedelta(seconds=20))

    northeast, idlib = told.deliveries()
    assert (briefed.subscribers, briefed.messages) == (1, 2)
    assert (northeast.region, idlib.region) == (NORTHEAST, IDLIB)
    assert "Mon 24 Jan, 09:00 – Mon 31 Jan 2022, 09:00 (UTC+2)" in northeast.html
    assert "2 reports (▲ 1 on the week before)" in northeast.html
    assert "killed 29 men" in northeast.html
    assert "No reports this week" in idlib.html
    assert told.subscriber(due().chat).next_due == MONDAY + timedelta(days=7)


def test_briefing_twice_changes_nothing(told, scheme, due):
    told.save_subscriber(due())
    brief_due(told, scheme, MONDAY)
    before = told.deliveries()

    assert brief_due(told, scheme, MONDAY + timedelta(hours=1)).messages == 0
    assert told.deliveries() == before


def test_an_interrupted_round_is_taken_up_with_the_same_digest(told, scheme, due, make_draft):
    told.save_subscriber(due(1))
    told.save_subscriber(due(2))
    broken = BrokenStore(told, "enqueue_due", after=1)
    with pytest.raises(RuntimeError, match="cut"):
        brief_due(broken, scheme, MONDAY)
    assert len({d.chat for d in told.deliveries()}) == 1

    brief_due(told, scheme, MONDAY + timedelta(minutes=5))

    first, second = ([d for d in told.deliveries() if d.chat.id == n] for n in (1, 2))
    assert [d.digest_id for d in first] == [d.digest_id for d in second]
    assert [d.html for d in first] == [d.html for d in second]


class BrokenStore:
    """The store, whose process dies at the call of a method after so many of them."""

    def __init__(self, store, method, after):
        self._store = store
        self._method = method
        self._left = after

    def __getattr__(self, name):
        if name == self._method:
            if self._left == 0:
                raise RuntimeError("cut")
            self._left -= 1
        return getattr(self._store, name)


def test_downtime_ends_in_one_digest_that_covers_it(told, scheme, due):
    told.save_subscriber(due(regions=(NORTHEAST,)))

    brief_due(told, scheme, MONDAY + timedelta(days=15))

    (delivery,) = told.deliveries()
    digest = told.digest(delivery.digest_id)
    assert digest.window.since == MONDAY - timedelta(days=7)
    assert digest.window.until == MONDAY + timedelta(days=14)
    assert "in this period" not in delivery.html
    assert "killed 29 men" in delivery.html
    assert told.subscriber(due().chat).next_due == MONDAY + timedelta(days=21)


def test_zones_with_the_same_clock_share_a_digest(told, scheme, due):
    for number, zone in enumerate(("Asia/Damascus", "Europe/Helsinki", "Asia/Tokyo"), 1):
        schedule = Schedule(0, time(9), zone)
        told.save_subscriber(due(number, schedule=schedule, regions=(NORTHEAST,)))

    brief_due(told, scheme, MONDAY)

    damascus, helsinki, tokyo = told.deliveries()
    assert damascus.digest_id == helsinki.digest_id
    assert "UTC+2" in damascus.html
    assert "UTC+2" in tokyo.html or "UTC+9" in tokyo.html


def test_languages_share_a_digest_and_not_its_words(told, scheme, due):
    told.save_subscriber(due(1, regions=(NORTHEAST,)))
    told.save_subscriber(due(2, regions=(NORTHEAST,), language="ar"))

    brief_due(told, scheme, MONDAY)

    english, arabic = told.deliveries()
    assert english.digest_id == arabic.digest_id
    assert english.html.startswith("<b>Northeast</b>")
    assert arabic.html.startswith("<b>الشمال الشرقي</b>")
    assert "killed 29 men" in arabic.html


@pytest.fixture
def bilingual(told, make_draft, make_tagged):
    """The three English reports, and an Arabic one of the week."""
    text = "قتل حراس السجن سبعة رجال حاولوا الفرار من سجن غويران يوم الخميس."
    published = datetime(2022, 1, 27, 12, tzinfo=UTC)
    draft = make_draft(
        text=text, published=published, origin=None, outlet="صوت النهر", language="ar"
    )
    tagged = make_tagged(draft, event_date=published.date(), also=(), confidence=0.9)
    told.save_article(draft, tagged, published)
    return told


def test_each_choice_of_sources_has_its_own_digest_once(bilingual, scheme, due):
    choices = ("all", "en", "ar", "ar")
    for number, sources in enumerate(choices, 1):
        bilingual.save_subscriber(due(number, regions=(NORTHEAST,), sources=sources))

    brief_due(bilingual, scheme, MONDAY)
    for number, sources in enumerate(choices, 1):
        bilingual.save_subscriber(due(number, regions=(NORTHEAST,), sources=sources))
    assert brief_due(bilingual, scheme, MONDAY).messages == 0

    both, english, arabic, again = bilingual.deliveries()
    assert len({both.digest_id, english.digest_id, arabic.digest_id}) == 3
    assert (again.digest_id, again.html) == (arabic.digest_id, arabic.html)
    assert "3 reports (▲ 2 on the week before) · 3 independent origins" in both.html
    assert "2 reports in English sources (▲ 1 on the week before)" in english.html
    assert "1 report in Arabic sources (▲ 1 on the week before)" in arabic.html
    assert "سبعة رجال" in arabic.html
    assert "killed 29 men" not in arabic.html
    assert "سبعة رجال" not in english.html


def test_no_reports_in_the_chosen_sources_is_said(told, scheme, due):
    for number, language in enumerate(("en", "ar"), 1):
        told.save_subscriber(due(number, regions=(NORTHEAST,), sources="ar", language=language))

    brief_due(told, scheme, MONDAY)

    english, arabic = told.deliveries()
    assert "No reports in Arabic sources this week" in english.html
    assert "لا تقارير من مصادر ناطقة بالعربية هذا الأسبوع" in arabic.html


def test_an_arabic_digest_names_places_in_arabic(told, scheme, due):
    told.save_subscriber(due(regions=(NORTHEAST,), language="ar"))

    brief_due(told, scheme, MONDAY)

    (delivery,) = told.deliveries()
    assert "غويران، الحسكة" in delivery.html
    assert "[وكالة قريبة من قسد]" in delivery.html
    assert "Hasakah" not in delivery.html


def test_a_daily_digest_covers_a_day(told, scheme, due):
    daily = Schedule(None, time(9), "Asia/Damascus")
    told.save_subscriber(due(schedule=daily, regions=(NORTHEAST,)))

    brief_due(told, scheme, MONDAY)

    (delivery,) = told.deliveries()
    assert "No reports this day" in delivery.html
    assert told.subscriber(due().chat).next_due == MONDAY + timedelta(days=1)


def test_who_is_not_due_or_not_active_gets_nothing(told, scheme, due):
    told.save_subscriber(replace(due(1), next_due=MONDAY + timedelta(seconds=1)))
    told.save_subscriber(replace(due(2), active=False, inactive_because="stopped"))

    assert brief_due(told, scheme, MONDAY).subscribers == 0
    assert told.deliveries() == []


def test_regions_that_the_scheme_has_lost_are_left_out(told, scheme, due):
    told.save_subscriber(due(regions=("atlantis", NORTHEAST)))

    brief_due(told, scheme, MONDAY)

    assert [d.region for d in told.deliveries()] == [NORTHEAST]


def test_nobody_is_told_of_no_reports_before_there_ever_were_any(store, scheme, due):
    store.save_subscriber(due())

    assert brief_due(store, scheme, MONDAY).subscribers == 0
    assert store.subscriber(due().chat).next_due == MONDAY


def test_a_digest_that_was_sent_stays_as_it_was(told, scheme, due, make_draft, make_tagged):
    told.save_subscriber(due(1, regions=(NORTHEAST,)))
    brief_due(told, scheme, MONDAY)
    (sent,) = told.deliveries()
    late = make_draft(text="Forty buses left Gweran on January 30 with 900 people in them at noon.")
    told.save_article(late, make_tagged(late, event_date=MONDAY.date()), MONDAY)
    told.save_subscriber(due(2, regions=(NORTHEAST,)))

    brief_due(told, scheme, MONDAY + timedelta(minutes=1))

    _, later = told.deliveries()
    assert later.html == sent.html
    assert {d.state for d in told.deliveries()} == {DeliveryState.PENDING}


def test_what_a_source_that_was_down_reported_comes_in_the_next_digest(
    told, scheme, due, make_draft, make_tagged
):
    told.save_subscriber(due(regions=(NORTHEAST,)))
    brief_due(told, scheme, MONDAY + timedelta(minutes=5))

    def collect(text, collected, **given):
        draft = make_draft(text=text, origin=None, **given)
        event = {"event_date": date(2022, 1, 30), "also": (), "needs_previous": False}
        told.save_article(draft, make_tagged(draft, **event), collected)

    sunday, wednesday = MONDAY - timedelta(hours=18), MONDAY + timedelta(days=2)
    in_time = "Gunmen on a motorcycle killed three traders in the market of Hajin on Sunday."
    late = (
        "A mine killed two shepherds on the road from Kobani to Sarrin on Sunday, neighbours say."
    )
    later = "Soldiers arrested nine students of the college of Manbij on Sunday after a sit-in."
    collect(in_time, MONDAY + timedelta(minutes=4), published=sunday)
    collect(late, wednesday, published=sunday)
    collect(later, wednesday, published=wednesday)
    brief_due(told, scheme, MONDAY + timedelta(days=7))

    first, second = told.deliveries()
    digest = told.digest(second.digest_id)
    assert {item.text for item in digest.late} == {late, later}
    assert digest.reports == 0
    assert "Reported late, on earlier days" in second.html
    assert "Reported late" not in first.html


def test_digests_now(told):
    window = window_before(MONDAY, 7, "Asia/Damascus")

    both = digests_for(told, (NORTHEAST, IDLIB), window)

    assert both[0] == digests_for(told, [NORTHEAST], window)[0]
    assert [digest.reports for digest in both] == [2, 0]
    assert len(digests_for(told, [NORTHEAST], window, "short")[0].items) <= 3
