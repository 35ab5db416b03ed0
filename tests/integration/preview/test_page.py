"""The chat page: its files, its stream of changes, and what a person does on it."""

import json
import re
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.preview import page as page_module
from bot.preview.local import TOKEN, create_preview, preview_clock
from bot.preview.samples import clock_start
from bot.preview.server import Server

FILES = Path(page_module.__file__).parent / "page"


class Site:
    """A preview on a loopback port, with a client."""

    def __init__(self, preview, url, client):
        self.preview, self.url, self.client = preview, url, client
        self.world = preview.standin.world
        self.chat, self.group, self.channel = self.world.rooms.values()

    def act(self, action, **content):
        answer = self.client.post(f"{self.url}/preview/{action}", json=content)
        return answer.status_code, answer.json()

    def bot(self, method, **parameters):
        return self.client.post(f"{self.url}/bot{TOKEN}/{method}", json=parameters).json()

    def shown(self, since=0):
        """Return the first picture of the stream."""
        with self.client.stream("GET", f"{self.url}/preview/events?since={since}") as stream:
            line = next(line for line in stream.iter_lines() if line)
            return json.loads(line.removeprefix("data: "))


@pytest.fixture
def site(telegram_thread):
    preview = create_preview(TOKEN, preview_clock(), "http://127.0.0.1:1")
    server = Server(preview.asgi, telegram_thread)
    server.start()
    with httpx.Client(verify=False, trust_env=False, timeout=10) as client:
        yield Site(preview, server.url, client)
        preview.close()
    server.stop()


def test_the_page_is_served_with_its_files(site):
    index = site.client.get(f"{site.url}/")

    assert index.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in index.headers["content-security-policy"]
    linked = re.findall(r'(?:href|src)="(preview/[^"]+)"', index.text)
    imported = [
        f"preview/{name}"
        for script in FILES.glob("*.js")
        for name in re.findall(r'from "\./([^"]+)"', script.read_text())
    ]
    assert set(linked + imported) == {f"preview/{file.name}" for file in FILES.iterdir()} - {
        "preview/index.html"
    }
    for name in linked + imported:
        assert site.client.get(f"{site.url}/{name}").status_code == 200, name


def test_the_page_needs_no_other_host():
    for file in FILES.iterdir():
        addresses = re.findall(r"(?:https?:)?//[a-z0-9][a-z0-9.-]+\.[a-z]{2,}", file.read_text())
        assert set(addresses) <= {"http://www.w3.org"}, file.name


@pytest.mark.parametrize(
    "path", ["/preview/nothing", "/preview/files/file-9", "/samples/east/nothing"]
)
def test_what_is_not_there(site, path):
    assert site.client.get(site.url + path).status_code == 404


def test_the_first_picture(site):
    picture = site.shown()

    assert [chat["kind"] for chat in picture["chats"]] == ["private", "supergroup", "channel"]
    assert [chat["bot"] for chat in picture["chats"]] == ["member", "left", "left"]
    assert picture["messages"] == []
    assert picture["clock"]["zone"] == "Asia/Damascus"
    assert picture["clock"]["now"].startswith("2024-12-09T05:")
    assert picture["clock"]["movable"] is True


def test_a_conversation_is_shown_as_it_changes(site):
    assert site.act("say", chat=site.chat.id, text="/start")[0] == 200
    sent = site.bot(
        "sendMessage",
        chat_id=site.chat.id,
        text="<b>Which?</b>",
        parse_mode="HTML",
        reply_markup={"inline_keyboard": [[{"text": "Idlib", "callback_data": "r:idlib"}]]},
        reply_parameters={"message_id": 1},
    )["result"]

    picture = site.shown()
    said, asked = picture["messages"]
    assert (said["own"], said["text"]) == (True, "/start")
    assert said["entities"][0]["type"] == "bot_command"
    assert (asked["own"], asked["text"], asked["reply_to"]) == (False, "Which?", 1)
    assert asked["buttons"] == [[{"text": "Idlib", "data": "r:idlib", "url": ""}]]
    assert picture["chats"][0]["started"] is True

    pressed = site.act("press", chat=site.chat.id, message=sent["message_id"], data="r:idlib")[1]
    site.bot("answerCallbackQuery", callback_query_id=pressed["callback"], text="fine")
    site.bot("editMessageText", chat_id=site.chat.id, message_id=sent["message_id"], text="Idlib")
    site.bot("sendChatAction", chat_id=site.chat.id, action="typing")
    site.bot("deleteMessage", chat_id=site.chat.id, message_id=1)

    news = site.shown(since=picture["revision"])
    assert [
        (message["id"], message["text"], message["edited"]) for message in news["messages"]
    ] == [(sent["message_id"], "Idlib", True)]
    assert news["deleted"] == [[site.chat.id, 1]]
    assert news["answers"] == [
        {"id": pressed["callback"], "text": "fine", "alert": False, "url": ""}
    ]
    assert news["typing"] == [{"chat": site.chat.id, "action": "typing"}]


def test_the_stream_goes_on_with_each_change_and_ends_with_the_preview(site):
    with site.client.stream("GET", f"{site.url}/preview/events") as stream:
        lines = (line for line in stream.iter_lines() if line.startswith("data: "))
        first = json.loads(next(lines).removeprefix("data: "))
        site.preview.standin.people.say(site.chat, "hello")
        second = json.loads(next(lines).removeprefix("data: "))
        site.preview.close()
        assert list(lines) == []

    assert first["messages"] == []
    assert [message["text"] for message in second["messages"]] == ["hello"]


def test_a_page_that_knows_more_than_the_world_is_told_all(site):
    site.act("say", chat=site.chat.id, text="hello")

    assert len(site.shown(since=10_000)["messages"]) == 1


def test_commands_follow_scope_and_language(site):
    site.bot("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    site.bot(
        "setMyCommands",
        commands=[{"command": "digest", "description": "الموجز"}],
        scope={"type": "all_private_chats"},
        language_code="ar",
    )
    site.bot("setMyDescription", description="موجز", language_code="ar")

    def commands():
        return [[entry["command"] for entry in chat["commands"]] for chat in site.shown()["chats"]]

    assert commands() == [["help"], ["help"], ["help"]]
    site.act("language", language="ar")
    assert commands() == [["digest"], ["help"], ["help"]]
    assert site.shown()["bot"]["description"] == "موجز"
    site.act("say", chat=site.chat.id, text="/start")
    assert site.world.updates.take(-1, 1)[0]["message"]["from"]["language_code"] == "ar"


def test_membership(site):
    assert site.act("membership", chat=site.chat.id, member=False)[1] == {"bot": "kicked"}
    status, answer = site.act("say", chat=site.chat.id, text="hello")
    assert (status, answer["error"]) == (400, "the bot is blocked; unblock it first")
    assert site.act("membership", chat=site.chat.id, member=True)[1] == {"bot": "member"}
    assert site.act("membership", chat=site.group.id, member=True)[1] == {"bot": "member"}
    assert site.act("membership", chat=site.channel.id, member=True)[1] == {"bot": "administrator"}
    assert site.act("membership", chat=site.group.id, member=False)[1] == {"bot": "kicked"}
    assert site.shown()["messages"][0]["service"] == "Syria Briefing joined the group"


def test_reply_keyboards_and_service_messages(site):
    people = site.preview.standin.people
    site.act("say", chat=site.chat.id, text="/start")
    keys = {"keyboard": [["/digest", "درعا"]], "input_field_placeholder": "Which?"}
    site.bot("sendMessage", chat_id=site.chat.id, text="Which?", reply_markup=keys)
    forum = people.supergroup(forum=True)
    thread = people.topic(forum, "Daraa")
    people.close_topic(forum, thread)
    people.upgrade(people.group())

    picture = site.shown()

    assert picture["chats"][0]["keyboard"] == {
        "rows": [["/digest", "درعا"]],
        "placeholder": "Which?",
    }
    told = [message["service"] for message in picture["messages"] if message["service"]]
    assert sorted(told) == [
        "Syria Briefing joined the group",
        "Syria Briefing joined the group",
        "The group became a supergroup",
        "The supergroup was made from a group",
        "The topic was closed",
        "The topic was opened",
    ]
    assert "Daraa" in {message["topic"] for message in picture["messages"]}


def test_the_clock_is_put_forward(site):
    site.act("advance", hours=168)

    assert site.world.clock() >= clock_start + timedelta(days=7)


@pytest.mark.parametrize(
    ("action", "content", "status"),
    [
        ("say", {"chat": 5, "text": "hello"}, 400),
        ("say", {"chat": "x", "text": "hello"}, 400),
        ("press", {"chat": 1_000_001, "message": 7, "data": "x"}, 400),
        ("language", {"language": "xx"}, 400),
        ("advance", {"hours": 0}, 400),
        ("advance", {"hours": -5}, 400),
    ],
)
def test_actions_that_cannot_be_done(site, action, content, status):
    answered, answer = site.act(action, **content)

    assert answered == status
    assert answer["error"]


def test_actions_of_other_sites_are_not_taken(site):
    url = f"{site.url}/preview/say"

    assert site.client.post(url, data={"chat": site.chat.id, "text": "hello"}).status_code == 415
    assert site.client.post(f"{site.url}/preview/nothing", json={}).status_code == 404
    assert site.chat.messages == {}


def test_pictures_and_files(site):
    site.act("say", chat=site.chat.id, text="/start")
    site.client.post(
        f"{site.url}/bot{TOKEN}/sendDocument",
        data={"chat_id": site.chat.id},
        files={"document": ("briefing.html", b"<script>", "text/html")},
    )

    file = site.shown()["messages"][-1]["file"]
    assert (file["kind"], file["name"], file["size"]) == ("document", "briefing.html", 8)
    answer = site.client.get(f"{site.url}/{file['url']}")
    assert answer.content == b"<script>"
    assert answer.headers["content-disposition"] == "attachment"


def test_the_bots_addresses(site):
    assert site.preview.api_base == "http://127.0.0.1:1/bot"
    assert site.preview.file_base == "http://127.0.0.1:1/file/bot"
    assert site.preview.token == TOKEN
    assert {source.label for source in site.preview.sources} == {"sample"}
