"""Conversations of people with the real application, over HTTP against the stand-in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import commands
from bot.chat.direction import first_strong
from bot.chat.markup import units
from bot.model import Chat, SourceState
from bot.preview import faults
from bot.preview.objects import message_json, user_json
from bot.preview.rooms import Person

FOUR = ["Northeast", "Central", "Idlib (Greater Idlib)", "Daraa (south)"]


class Visitor:
    """A person in a chat, and what the bot says there."""

    def __init__(self, desk, room):
        self.desk = desk
        self.telegram = desk.telegram
        self.room = room

    def __getattr__(self, name):
        return getattr(self.room, name)

    async def say(self, text, **where):
        """Say something and return the bot's answer."""
        seen = len(self.sent())
        self.telegram.people.say(self.room, text, **where)
        return await self.telegram.until(lambda: self.sent()[seen:] and self.sent()[seen])

    async def press(self, button, times=1, **how):
        """Press a button, wait until the tap is answered, and return the message as it is now."""
        calls = self.telegram.transcript.calls
        wanted = len(calls("answerCallbackQuery")) + times
        for _ in range(times):
            callback = self.telegram.people.press(self.room, button, **how)
        await self.telegram.until(lambda: len(calls("answerCallbackQuery")) >= wanted)
        return self.room.messages[callback.message_id]

    async def tap(self, data):
        """Tap a button that carries ``data``, under the newest message; no such button need be."""
        answered = len(self.telegram.transcript.calls("answerCallbackQuery"))
        message = self.room.newest()
        self.telegram.world.updates.add(
            "callback_query",
            {
                "id": "1",
                "from": user_json(self.room.owner),
                "message": message_json(self.room, message),
                "chat_instance": "1",
                "data": data,
            },
        )
        self.telegram.world.changed()
        await self.telegram.until(
            lambda: len(self.telegram.transcript.calls("answerCallbackQuery")) > answered
        )

    def sent(self):
        return self.telegram.transcript.sent(self.room.id)

    async def heard(self, number):
        """Wait until the bot has sent ``number`` messages here, and return them."""
        return await self.telegram.until(
            lambda: self.sent() if len(self.sent()) >= number else None
        )

    @property
    def subscriber(self):
        return self.desk.subscriber(self.room.id)

    def alert(self):
        return self.telegram.transcript.calls("answerCallbackQuery")[-1].parameters.get("text", "")


@pytest.fixture
async def rima(desk):
    async with desk.running():
        yield Visitor(desk, desk.telegram.people.arrive("Rima"))


@pytest.fixture
async def salma(desk):
    async with desk.running():
        yield Visitor(desk, desk.telegram.people.arrive("Salma", language="ar"))


# --- subscribing ----------------------------------------------------------------------------------


async def test_one_tap_brings_four_digests(rima):
    welcome = await rima.say("/start")
    assert "Monday" in welcome.plain
    assert "Damascus" in welcome.plain
    assert rima.subscriber is None, "nothing is kept before anything is chosen"

    shown = await rima.press("✅ Subscribe")
    assert shown.text.startswith("Subscribed.")
    digests = (await rima.heard(5))[1:]

    assert [entry.plain.split("\n")[0] for entry in digests] == FOUR
    assert "killed 12 inmates <who> tried to flee" in digests[0].plain
    assert "https://example.org/northeast/Gweran/2024-12-03" in digests[0].links
    assert all("Sentences are verbatim" in entry.plain for entry in digests)
    assert all(units(entry.plain) <= 4096 for entry in digests)
    assert rima.subscriber.active
    assert rima.subscriber.next_due == datetime(2024, 12, 16, 5, tzinfo=UTC)


async def test_a_double_tap_subscribes_once(rima):
    await rima.say("/start")
    await rima.press("✅ Subscribe", times=3)
    await rima.heard(5)
    await rima.say("/help")

    assert len(rima.sent()) == 6
    assert len(rima.desk.deliveries()) == 4


async def test_choices_before_subscribing_are_kept(rima):
    await rima.say("/start")
    await rima.press("Regions")
    await rima.press("✓ Northeast")
    await rima.press("✓ Central")
    await rima.press("Elsewhere in Syria")
    await rima.press("Done")
    await rima.press("Day")
    await rima.press("Every day")
    await rima.press("Hour")
    await rima.press("18:00")
    await rima.press("Time zone")
    shown = await rima.press("Berlin")

    assert "every day at 18:00, Berlin" in shown.text
    assert "Not subscribed" in shown.text
    assert rima.subscriber.regions == ("idlib", "daraa", "elsewhere")
    assert not rima.subscriber.active
    assert rima.desk.deliveries() == []

    await rima.press("✅ Subscribe")
    first, second, third = (await rima.heard(4))[1:]
    assert "No reports this day" in first.plain
    assert "Daraa" in second.plain
    assert "Elsewhere" in third.plain
    assert rima.subscriber.next_due == datetime(2024, 12, 9, 17, tzinfo=UTC)


async def test_the_last_region_stays(rima):
    await rima.say("/start")
    await rima.press("Regions")
    for region in ("Central", "Idlib (Greater Idlib)", "Daraa (south)"):
        await rima.press(f"✓ {region}")
    await rima.press("✓ Northeast")

    assert rima.alert() == "At least one region stays."
    assert rima.subscriber.regions == ("northeast",)


async def test_start_again_shows_the_subscription(rima):
    await rima.say("/start")
    await rima.press("✅ Subscribe")
    await rima.heard(5)

    again = await rima.say("/start")

    assert again.plain.startswith("You are subscribed.")
    assert "Next: 16 December 2024, 08:00" in again.plain
    assert "✅ Subscribe" not in again.buttons


async def test_a_subscriber_before_the_first_reports_gets_them_when_they_are_in(empty_desk):
    async with empty_desk.running():
        rima = Visitor(empty_desk, empty_desk.telegram.people.arrive("Rima"))
        await rima.say("/start")
        shown = await rima.press("✅ Subscribe")
        assert "still collecting" in shown.text
        await empty_desk.tick()
        assert len(rima.sent()) == 1

        empty_desk.read_all()
        await empty_desk.tick()
        assert [e.plain.split("\n")[0] for e in rima.sent()[1:]] == FOUR


async def test_arabic_speakers_are_answered_in_arabic(salma):
    welcome = await salma.say("/start")
    assert "اشترك" in welcome.plain
    assert "الاثنين" in welcome.plain

    await salma.press("✅ اشترك")
    digests = (await salma.heard(5))[1:]

    assert digests[0].plain.startswith("الشمال الشرقي")
    assert "قتل مسلحون مجهولون 4 أشخاص يوم الجمعة في مدينة نوى" in digests[3].plain


async def test_the_language_can_be_changed(rima):
    await rima.say("/settings")
    shown = await rima.press("العربية")

    assert "موجزك" in shown.text
    assert rima.subscriber.language == "ar"
    assert (await rima.say("/help")).plain.startswith("ما أستطيع فعله")


@pytest.mark.parametrize(
    ("words", "zone", "said"),
    [
        ("zone Europe/Oslo", "Europe/Oslo", "Oslo"),
        ("zone america/new york", "America/New_York", "New York"),
        ("zone Mars/Olympus", "Asia/Damascus", "I know no time zone “Mars/Olympus”"),
    ],
)
async def test_zones_by_name(rima, words, zone, said):
    await rima.say("/start")
    await rima.press("Hour")
    await rima.press("09:00")

    assert said in (await rima.say(f"/settings {words}")).plain
    assert rima.subscriber.schedule.zone == zone


async def test_sources_are_chosen_in_the_settings(rima):
    shown = await rima.say("/start")
    assert "Sources: English and Arabic" in shown.plain
    asked = await rima.press("Sources")
    assert asked.text.startswith("Whose reports?")
    assert asked.button_texts == ["✓ English and Arabic", "English only", "Arabic only", "Done"]
    shown = await rima.press("Arabic only")
    assert "Sources: Arabic only" in shown.text
    assert rima.subscriber.sources == "ar"

    await rima.press("✅ Subscribe")
    northeast, *_, daraa = (await rima.heard(5))[1:]

    assert "No reports in Arabic sources this week" in northeast.plain
    assert "1 report in Arabic sources (▲ 1 on the week before)" in daraa.plain
    assert "قتل مسلحون مجهولون 4 أشخاص" in daraa.plain
    assert "Jasim" not in daraa.plain


async def test_two_chats_with_other_sources_get_their_own_digests(rima, desk):
    await rima.say("/start")
    await rima.press("✅ Subscribe")
    both = (await rima.heard(5))[-1].plain
    salma = Visitor(desk, desk.telegram.people.arrive("Salma", language="ar"))
    await salma.say("/start")
    await salma.press("المصادر")
    await salma.press("بالإنكليزية فقط")
    await salma.press("✅ اشترك")
    english = (await salma.heard(5))[-1].plain

    assert "2 reports (▲ 2 on the week before)" in both
    assert "تقرير واحد من مصادر ناطقة بالإنكليزية (▲ 1 عن الأسبوع السابق)" in english
    assert "قتل مسلحون" in both
    assert "قتل مسلحون" not in english
    one, other = (
        {d.digest_id for d in desk.deliveries(visitor.room.id)} for visitor in (rima, salma)
    )
    assert (len(one), len(other), one & other) == (4, 4, set())


async def test_an_arabic_digest_runs_from_right_to_left(salma):
    answer = await salma.say("/digest درعا")
    lines = answer.plain.split("\n")

    assert "الجمعة 6 كانون الأول · نوى، درعا" in answer.plain
    assert "السبت 7 كانون الأول · جاسم، درعا" in answer.plain
    shown = [line for line in lines if line and "Elders of Jasim" not in line]
    assert {first_strong(line) for line in shown} == {True}


# --- digests --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("idlib", "Idlib"),
        ("Idleb", "Idlib"),
        ("north-east", "Northeast"),
        ("إدلب", "Idlib"),
        ("ادلب 3", "Idlib"),
        ("south 10 days", "Daraa"),
    ],
)
async def test_a_digest_of_a_region_at_once(rima, words, region):
    answer = await rima.say(f"/digest {words}")

    assert answer.plain.startswith(region)
    assert "Information cutoff: 9 December 2024, 08:0" in answer.plain


async def test_days_limit_the_window(rima):
    assert "Saraqib" in (await rima.say("/digest idlib 7")).plain
    assert "No reports" in (await rima.say("/digest idlib 2")).plain
    assert "between 1 and 31 days" in (await rima.say("/digest idlib 400")).plain


@pytest.mark.parametrize(
    ("words", "told", "left_out"),
    [
        ("daraa", ("Elders of Jasim", "قتل مسلحون"), ()),
        ("daraa ar", ("قتل مسلحون", "1 report in Arabic sources"), ("Elders of Jasim",)),
        ("English daraa 7", ("Elders of Jasim", "1 report in English sources"), ("قتل مسلحون",)),
        ("درعا بالعربية", ("قتل مسلحون",), ("Elders of Jasim",)),
        ("idlib ar", ("No reports in Arabic sources this week",), ("Saraqib",)),
    ],
)
async def test_a_digest_of_the_sources_asked_for(rima, words, told, left_out):
    answer = await rima.say(f"/digest {words}")

    assert [text for text in told if text not in answer.plain] == []
    assert [text for text in left_out if text in answer.plain] == []


async def test_what_is_asked_for_comes_before_the_chats_own_sources(rima):
    await rima.say("/settings")
    await rima.press("Sources")
    await rima.press("Arabic only")

    assert "Elders of Jasim" not in (await rima.say("/digest daraa")).plain
    assert "Elders of Jasim" in (await rima.say("/digest daraa both")).plain
    assert rima.subscriber.sources == "ar"


async def test_the_sources_asked_for_outlast_the_question_for_a_region(rima):
    await rima.say("/digest arabic")
    await rima.press("Daraa (south)")
    *_, digest = await rima.heard(2)

    assert "1 report in Arabic sources" in digest.plain


async def test_no_region_and_no_subscription_asks(rima):
    answer = await rima.say("/digest")
    assert "Which region?" in answer.plain
    assert answer.buttons[-1] == "All regions"

    await rima.press("Central")
    *_, digest = await rima.heard(2)

    assert "Palmyra" in digest.plain
    assert rima.room.messages[answer.message_id].text == "Central"


async def test_a_question_is_answered_once_however_often_it_is_tapped(rima):
    await rima.say("/digest")
    await rima.press("Central", times=3)
    await rima.say("/help")

    assert len(rima.sent()) == 3


async def test_a_double_tap_sets_the_same_choice(rima):
    await rima.say("/start")
    await rima.press("Regions")
    await rima.press("✓ Central", times=2)

    assert rima.subscriber.regions == ("northeast", "idlib", "daraa")


async def test_a_subscriber_gets_its_own_regions(rima):
    await rima.say("/start")
    await rima.press("Regions")
    for region in ("Northeast", "Central", "Idlib (Greater Idlib)"):
        await rima.press(f"✓ {region}")

    assert (await rima.say("/digest")).plain.startswith("Daraa (south)")


async def test_an_unknown_region_is_told(rima):
    answer = await rima.say("/digest <atlantis>")

    assert "I know no region “<atlantis>”" in answer.plain
    assert "Northeast" in answer.buttons


async def test_nothing_collected_yet(empty_desk):
    async with empty_desk.running():
        rima = Visitor(empty_desk, empty_desk.telegram.people.arrive("Rima"))
        assert "collected no reports yet" in (await rima.say("/digest idlib")).plain
        assert "collected no reports yet" in (await rima.say("Gweran")).plain


# --- search ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Gweran", "/search Gweran", "Ghwayran", "غويران"])
async def test_gweran_is_answered_with_link_and_date(rima, words):
    answer = await rima.say(words)

    assert "Guards of the Gweran prison killed 12 inmates <who> tried to flee" in answer.plain
    assert "3 December 2024" in answer.plain
    assert "https://example.org/northeast/Gweran/2024-12-03" in answer.links
    assert "Steppe Wire [agency]" in answer.plain
    assert "1–1 of 1" in answer.plain


async def test_words_in_arabic_sources(rima):
    assert "1–1 of 1" in (await rima.say("lang:ar")).plain
    assert "Nothing found" in (await rima.say("Gweran lang:ar")).plain


async def test_pages_of_results(rima, desk):
    for day in range(1, 8):
        text = f"Villagers counted {day} drones over the orchards of Manbij that morning."
        desk.read("northeast", "Manbij", "Orchard News", date(2024, 12, day), text)

    first = await rima.say("drones orchards")
    assert "1–5 of 7" in first.plain
    assert first.buttons == ["More ›"]
    second = await rima.press("More ›")
    assert "6–7 of 7" in second.text
    assert second.button_texts == ["‹ Back"]
    again = await rima.press("‹ Back")

    assert "1–5 of 7" in again.text
    assert len(rima.sent()) == 1, "pages are turned in place"


async def test_long_words_and_hostile_ones_are_searched(rima):
    for words in ('" OR 1=1 --', "<b>&amp;", "(((", "*", "x" * 4000, "region:idlib", "-"):
        assert (await rima.say(words)).ok


async def test_nothing_found(rima):
    answer = await rima.say("zeppelin")

    assert "Nothing found for “zeppelin”" in answer.plain


async def test_search_without_words_explains_itself(rima):
    assert "/search Gweran prison" in (await rima.say("/search")).plain


async def test_pages_cannot_be_turned_when_the_question_is_gone(rima, desk):
    for day in range(1, 8):
        text = f"Villagers counted {day} drones over the orchards of Manbij that morning."
        desk.read("northeast", "Manbij", "Orchard News", date(2024, 12, day), text)
    await rima.say("drones orchards")
    question = min(rima.room.messages)
    rima.room.drop(question, 0)

    await rima.press("More ›")

    assert "Please send the words again" in rima.alert()


# --- leaving --------------------------------------------------------------------------------------


async def test_stop_keeps_settings_and_start_brings_them_back(rima):
    await rima.say("/start")
    await rima.press("Hour")
    await rima.press("18:00")
    await rima.press("✅ Subscribe")
    await rima.heard(5)

    assert "I keep your settings" in (await rima.say("/stop")).plain
    assert not rima.subscriber.active
    assert "You are not subscribed" in (await rima.say("/stop")).plain
    assert "18:00" in (await rima.say("/start")).plain


async def test_privacy_deletes_everything(rima):
    await rima.say("/start")
    await rima.press("✅ Subscribe")
    await rima.heard(5)
    assert "the number of this chat" in (await rima.say("/privacy")).plain

    await rima.press("Delete my data")
    await rima.press("Cancel")
    assert rima.subscriber.active
    await rima.press("Delete my data")
    shown = await rima.press("Yes, delete everything")

    assert shown.text.startswith("Deleted")
    assert rima.subscriber is None
    assert rima.desk.deliveries() == []


async def test_who_blocks_the_bot_is_kept_and_comes_back(rima):
    await rima.say("/start")
    await rima.press("✅ Subscribe")
    await rima.heard(5)

    rima.telegram.people.block(rima.room)
    await rima.telegram.until(lambda: not rima.subscriber.active)
    assert rima.subscriber.inactive_because == "blocked"
    rima.telegram.clock.advance(timedelta(days=30))
    rima.telegram.people.unblock(rima.room)
    await rima.telegram.until(lambda: rima.subscriber.active)

    assert rima.subscriber.next_due == datetime(2025, 1, 13, 5, tzinfo=UTC)


async def test_who_stopped_stays_stopped_after_unblocking(rima):
    await rima.say("/start")
    await rima.press("✅ Subscribe")
    await rima.heard(5)
    await rima.say("/stop")

    rima.telegram.people.block(rima.room)
    rima.telegram.people.unblock(rima.room)
    await rima.say("/help")

    assert not rima.subscriber.active


# --- other answers --------------------------------------------------------------------------------


async def test_help_lists_what_the_bot_does(rima):
    answer = await rima.say("/help")

    for command in ("/digest", "/search", "/settings", "/sources", "/privacy", "/stop"):
        assert command in answer.plain
    assert "Northeast, Central" in answer.plain


async def test_sources_with_labels_links_and_state(rima, desk):
    answer = await rima.say("/sources")

    assert answer.plain.startswith("2 outlets are read")
    assert "Steppe Wire [agency] · English · not read yet" in answer.plain
    assert "Far Post [re-publisher]" in answer.plain.partition("Not read")[2]
    assert "https://steppe.example/feed" in answer.links


async def test_how_sources_fare(rima, desk):
    now = desk.clock()
    desk.store.sync_sources(desk.services.sources, now)
    desk.store.record_fetch(SourceState("steppe", now, last_success=now, last_attempt=now))
    desk.store.record_fetch(SourceState("nahr", now, failures=2, error="HTTP 503"))

    answer = await rima.say("/sources")

    assert "Steppe Wire [agency] · English · last read 9 December 2024, 08:00" in answer.plain
    assert "Arabic · fails at the moment" in answer.plain


async def test_unknown_command(rima):
    assert "I do not know /frobnicate" in (await rima.say("/frobnicate now")).plain


async def test_edited_messages_are_ignored(rima):
    await rima.say("/help")
    rima.telegram.people.edit(rima.room, min(rima.room.messages), "/sources")
    await rima.say("Gweran")

    assert len(rima.sent()) == 2


async def test_a_photo_gets_a_hint(rima):
    await rima.say("/help")
    rima.telegram.world.updates.add(
        "message",
        {
            "message_id": 900,
            "date": 1733720400,
            "chat": {"id": rima.room.id, "type": "private", "first_name": "Rima"},
            "from": {"id": rima.room.id, "is_bot": False, "first_name": "Rima"},
            "photo": [
                {"file_id": "a", "file_unique_id": "b", "width": 90, "height": 90, "file_size": 9}
            ],
        },
    )
    rima.telegram.world.changed()

    assert "I understand words only" in (await rima.heard(2))[-1].plain


STRANGE = (
    "nonsense : day:9 day hour:24 hour:-1 zone:Mars/Olympus language:xx source source:fr with:x "
    "without:x digest:atlantis page:-1 page:x forget:perhaps"
)


@pytest.mark.parametrize("data", STRANGE.split())
async def test_a_button_of_other_days_changes_nothing(rima, data):
    await rima.say("/start")

    await rima.tap(data)

    assert rima.subscriber is None
    assert len(rima.sent()) == 1


async def test_a_tap_that_fails_is_answered(rima, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError

    await rima.say("/start")
    monkeypatch.setattr("bot.commands.change", broken)
    await rima.press("Regions")
    await rima.press("✓ Central")

    assert "That went wrong on my side" in (await rima.heard(2))[-1].plain


async def test_a_person_out_of_reach_is_no_failure_of_ours(rima):
    rima.telegram.script.add(faults.forbidden("blocked"), method="sendMessage")
    rima.telegram.people.say(rima.room, "/help")

    assert (await rima.say("/help")).ok
    assert len(rima.sent()) == 1


async def test_a_tap_that_comes_too_late_is_answered_quietly(rima):
    await rima.say("/start")
    rima.telegram.script.add(
        faults.bad_request("query is too old and response timeout expired or query ID is invalid"),
        method="answerCallbackQuery",
    )
    rima.telegram.people.press(rima.room, "Regions")
    await rima.telegram.until(lambda: "✓ Northeast" in rima.room.newest().button_texts)

    assert (await rima.say("/help")).ok
    assert len(rima.sent()) == 2


async def test_a_message_that_cannot_be_edited_is_sent_anew(rima):
    await rima.say("/start")
    rima.telegram.script.add(
        faults.bad_request("message can't be edited"), method="editMessageText"
    )
    await rima.press("Regions")

    assert "Which regions?" in rima.sent()[-1].plain


async def test_a_failure_is_told_in_one_line(rima, monkeypatch, caplog):
    def broken(*_: object) -> None:
        raise RuntimeError("secret words of a person")

    monkeypatch.setattr("bot.commands.search", broken)

    assert "That went wrong on my side" in (await rima.say("secret words of a person")).plain
    assert (await rima.say("/help")).ok


async def test_the_menu_is_set_in_both_languages(rima):
    await rima.say("/help")
    menus = rima.telegram.transcript.calls("setMyCommands")

    assert len(menus) == 2
    assert {menu.parameters.get("language_code", "") for menu in menus} == {"", "ar"}


# --- operators ------------------------------------------------------------------------------------


async def test_operators_commands_do_not_exist_for_others(rima):
    assert "I do not know /status" in (await rima.say("/status")).plain
    assert "I do not know /explain" in (await rima.say("/explain Gweran")).plain


@pytest.fixture
async def operator(desk):
    room = desk.telegram.people.arrive("Omar")
    object.__setattr__(desk.services, "operators", frozenset({room.id}))
    async with desk.running():
        yield Visitor(desk, room)


async def test_explain_shows_region_and_reason(operator):
    answer = await operator.say("/explain Clashes in Gweran.")

    assert answer.plain == "Northeast · date not given · 50%\nClashes in Gweran.\nbecause"
    assert "/explain Clashes" in (await operator.say("/explain")).plain


async def test_status_shows_what_is_in_doubt(operator, desk):
    assert "No delivery is in doubt" in (await operator.say("/status")).plain

    await operator.say("/start")
    desk.telegram.script.add(faults.lost_answer(), method="sendMessage")
    desk.store.save_subscriber(_due_now(desk, operator.room.id))
    await desk.tick()

    desk.store.sync_sources(desk.services.sources, desk.clock())
    desk.store.record_fetch(SourceState("nahr", desk.clock(), failures=2, error="HTTP 503"))

    said = (await operator.say("/status")).plain
    assert f"May or may not have arrived:\n• {operator.room.id}: northeast 1/1" in said
    assert "Sources that fail:\n• nahr (2): HTTP 503" in said
    assert "sent 3 · unknown 1" in said


# --- groups, topics, channels ---------------------------------------------------------------------


@pytest.fixture
async def group(desk):
    async with desk.running():
        yield Visitor(desk, desk.telegram.people.group("Field desk"))


async def test_a_group_is_greeted_and_its_admin_subscribes(group):
    (greeting,) = await group.heard(1)
    assert "/start" in greeting.plain

    await group.say("/start@" + group.telegram.world.bot.username)
    await group.press("✅ Subscribe")
    await group.heard(6)

    assert group.subscriber.active
    assert group.subscriber.kind == "group"


async def test_members_of_a_group_cannot_change_its_settings(group):
    await group.heard(1)
    member = Person(555, "Nour")
    assert "Only admins" in (await group.say("/start", by=member)).plain
    await group.say("/start")
    await group.press("✅ Subscribe", by=member)

    assert "Only admins" in group.alert()
    assert group.subscriber is None
    assert "Gweran" in (await group.say("/search Gweran", by=member)).plain


async def test_plain_words_in_a_group_are_no_question(group):
    await group.heard(1)
    group.telegram.people.promote(group.room)  # an admin bot sees all that is said
    group.telegram.people.say(group.room, "Gweran")
    await group.say("/help")

    assert len(group.sent()) == 2


async def test_a_group_that_removes_the_bot_is_kept(group):
    await group.heard(1)
    await group.say("/start")
    await group.press("✅ Subscribe")
    await group.heard(6)

    group.telegram.people.remove_bot(group.room)
    await group.telegram.until(lambda: not group.subscriber.active)
    assert group.subscriber.inactive_because == "removed"
    group.telegram.people.add_bot(group.room)
    await group.telegram.until(lambda: group.subscriber.active)


async def test_a_group_that_becomes_a_supergroup_is_followed(group, desk):
    await group.heard(1)
    await group.say("/start")
    await group.press("✅ Subscribe")
    await group.heard(6)

    new = group.telegram.people.upgrade(group.room)
    await group.telegram.until(lambda: desk.subscriber(new.id) is not None)

    assert group.subscriber is None
    assert desk.subscriber(new.id).active


async def test_only_admins_stop_and_set(group):
    await group.heard(1)
    member = Person(555, "Nour")

    for command in ("/stop", "/settings", "/privacy", "/settings zone UTC"):
        assert "Only admins" in (await group.say(command, by=member)).plain
    assert "You are not subscribed" in (await group.say("/stop")).plain


async def test_an_anonymous_admin_speaks_as_the_group(group):
    await group.heard(1)
    world, room = group.telegram.world, group.room
    for sender, answer in ((room.id, "I read many outlets"), (-100999, "Only admins")):
        post = message_json(room, room.newest())
        seen = len(group.sent())
        world.updates.add(
            "message",
            {
                "message_id": 900 + seen,
                "date": post["date"],
                "chat": post["chat"],
                "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"},
                "sender_chat": {"id": sender, "type": "group", "title": "Field desk"},
                "text": "/start",
                "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
            },
        )
        world.changed()
        assert answer in (await group.heard(seen + 1))[-1].plain


async def test_a_group_that_silences_the_bot_is_kept(group):
    await group.heard(1)
    await group.say("/start")
    await group.press("✅ Subscribe")
    await group.heard(6)

    group.telegram.people.restrict(group.room)
    await group.telegram.until(lambda: not group.subscriber.active)
    assert group.subscriber.inactive_because == "may not write"
    group.telegram.people.promote(group.room)
    await group.telegram.until(lambda: group.subscriber.active)


async def test_topics_are_subscribed_and_answered_on_their_own(desk):
    async with desk.running():
        room = desk.telegram.people.supergroup("Forum", forum=True)
        visitor = Visitor(desk, room)
        await visitor.heard(1)
        topic = desk.telegram.people.topic(room, "Syria")

        answer = await visitor.say("/start", thread=topic)
        assert answer.thread == topic
        await visitor.press("✅ Subscribe")
        digests = (await visitor.heard(6))[2:]

        assert {entry.thread for entry in digests} == {topic}
        assert desk.store.subscriber(Chat(room.id, topic)).active
        assert desk.store.subscriber(Chat(room.id)) is None


async def test_a_channel_subscribes_by_a_post_of_its_admin(desk):
    async with desk.running():
        channel = Visitor(desk, desk.telegram.people.channel("Briefings"))
        await channel.say("/start")
        await channel.press("✅ Subscribe")
        digests = (await channel.heard(5))[1:]

        assert [entry.plain.split("\n")[0] for entry in digests] == FOUR
        assert channel.subscriber.kind == "channel"


# --- many at once ---------------------------------------------------------------------------------


async def test_one_who_floods_holds_nobody_up(rima, desk):
    flooding = desk.telegram.people.arrive("Flood")
    for _ in range(100):
        desk.telegram.people.say(flooding, "/help")

    assert (await rima.say("/help")).ok
    answers = await Visitor(desk, flooding).heard(5)
    assert len(answers) <= 100


async def test_stopping_answers_what_was_asked_and_confirms_it(desk):
    room = desk.telegram.people.arrive("Rima")
    async with desk.running():
        await Visitor(desk, room).say("/help")
        desk.telegram.people.say(room, "/sources")
        await desk.telegram.until(lambda: len(desk.telegram.transcript.sent(room.id)) >= 2)

    assert desk.telegram.call("getUpdates", timeout=0)[1]["result"] == []


def _due_now(desk, chat_id):
    subscriber = commands.newcomer(
        Chat(chat_id), "private", "en", desk.scheme, "Asia/Damascus", desk.clock()
    )
    return replace(subscriber, active=True, inactive_because="", next_due=desk.clock())
