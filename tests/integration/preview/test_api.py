"""The methods of the Bot API over HTTP: what they answer, and what they refuse in which words."""

import struct
import zlib
from datetime import timedelta

import pytest

from bot.preview.floods import FloodLimits
from bot.preview.refusals import FORBIDDEN_WORDINGS

TEXT = {"text": "hello"}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def keyboard(data="go:1"):
    return {"inline_keyboard": [[{"text": "Go", "callback_data": data}]]}


def picture(width=4, height=3):
    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width + 1) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def chat(telegram):
    room = telegram.people.arrive()
    telegram.people.say(room, "/start")
    return room


def refusal(telegram, method, **parameters):
    status, answer = telegram.call(method, **parameters)
    assert answer["ok"] is False
    assert answer["error_code"] == status
    return status, answer["description"]


# --- the way in ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/bot{token}/getMe", 200, None),
        ("/bot{token}/GETME", 200, None),
        ("/bot{token}/doesNotExist", 404, "Not Found"),
        ("/bot123456789:another-token/getMe", 401, "Unauthorized"),
        ("/botno-token/getMe", 404, "Not Found"),
    ],
)
def test_token_and_method(telegram, path, status, words):
    answer = telegram.client.get(telegram.url + path.format(token=telegram.token))

    assert answer.status_code == status
    assert answer.json().get("description") == words


def test_parameters_come_in_every_form(telegram, chat):
    url = f"{telegram.api_base}{telegram.token}/sendMessage"
    values = {"chat_id": str(chat.id), "text": "a&b=درعا", "disable_notification": "true"}

    telegram.client.get(url, params=values)
    telegram.client.post(url, data=values)
    telegram.client.post(url, json=values)
    telegram.client.post(url, data=values, files={"unused": ("x.bin", b"\r\n--x\r\n", "image/png")})

    assert [entry.plain for entry in telegram.transcript.sent(chat.id)] == ["a&b=درعا"] * 4
    assert [message.silent for message in chat.messages.values()][1:] == [True] * 4


@pytest.mark.parametrize(
    ("content", "content_type"),
    [(b"[1]", "application/json"), (b"{", "application/json"), (b"", "multipart/form-data")],
)
def test_a_body_that_cannot_be_read(telegram, content, content_type):
    url = f"{telegram.api_base}{telegram.token}/sendMessage"

    answer = telegram.client.post(url, content=content, headers={"content-type": content_type})

    assert answer.status_code == 400


# --- texts --------------------------------------------------------------------------------------


def test_a_sent_text_comes_back_as_telegram_keeps_it(telegram, chat):
    _, answer = telegram.call(
        "sendMessage",
        chat_id=chat.id,
        text='<b>درعا</b> &amp; <a href="https://x.org/a">x</a>\n',
        parse_mode="HTML",
        reply_markup=keyboard(),
        reply_parameters={"message_id": 1},
        link_preview_options={"is_disabled": True},
    )

    message = answer["result"]
    assert message["text"] == "درعا & x"
    assert message["entities"] == [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "text_link", "offset": 7, "length": 1, "url": "https://x.org/a"},
    ]
    assert message["from"]["is_bot"] is True
    assert message["reply_markup"] == keyboard()
    assert message["reply_to_message"]["text"] == "/start"
    assert message["link_preview_options"] == {"is_disabled": True}
    [entry] = telegram.transcript.sent()
    assert (entry.text, entry.plain) == (
        '<b>درعا</b> &amp; <a href="https://x.org/a">x</a>\n',
        "درعا & x",
    )
    assert (entry.buttons, entry.links) == (["Go"], ["https://x.org/a"])


@pytest.mark.parametrize(
    "parameters",
    [
        pytest.param({"text": "x" * 4096}, id="4096"),
        pytest.param(
            {"text": f"<b>{'x' * 4096}</b>&lt;"[:-4], "parse_mode": "HTML"}, id="tags are free"
        ),
        pytest.param({"text": "&lt;" * 4096, "parse_mode": "html"}, id="references count once"),
        pytest.param({"text": "😀" * 2048}, id="emoji count twice"),
        pytest.param({"text": "x" * 4096 + "\n\n"}, id="trimmed first"),
    ],
)
def test_texts_that_just_fit(telegram, chat, parameters):
    status, _ = telegram.call("sendMessage", chat_id=chat.id, **parameters)

    assert status == 200


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        (
            {"text": "<x>a</x>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        ),
        ({"text": "a", "parse_mode": "Markup"}, "unsupported parse_mode"),
        ({"text": "a", "reply_markup": keyboard("x" * 65)}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "message_thread_id": 5}, "message thread not found"),
        ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "a", "chat_id": 5}, "chat not found"),
        ({"text": "a", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "a", "chat_id": ""}, "chat_id is empty"),
    ],
)
def test_texts_that_are_refused(telegram, chat, parameters, words):
    assert refusal(telegram, "sendMessage", **({"chat_id": chat.id} | parameters)) == (
        400,
        f"Bad Request: {words}",
    )
    assert telegram.transcript.sent() == []
    [entry] = telegram.transcript.refused()
    assert entry.description == f"Bad Request: {words}"


def test_entities_can_be_given_in_place_of_html(telegram, chat):
    bold = {"type": "bold", "offset": 0, "length": 1}

    _, answer = telegram.call("sendMessage", chat_id=chat.id, text="<b>", entities=[bold])

    assert answer["result"]["text"] == "<b>"
    assert answer["result"]["entities"] == [bold]


def test_a_reply_to_what_is_gone_may_be_sent_without_it(telegram, chat):
    reply = {"message_id": 99, "allow_sending_without_reply": True}

    status, answer = telegram.call("sendMessage", chat_id=chat.id, reply_parameters=reply, **TEXT)

    assert status == 200
    assert "reply_to_message" not in answer["result"]


# --- chats that take no messages ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("arrange", "status", "words"),
    [
        (lambda people: people.arrive(), 403, FORBIDDEN_WORDINGS["not started"]),
        (lambda people: (people.block, started(people)), 403, FORBIDDEN_WORDINGS["blocked"]),
        (
            lambda people: (people.delete_account, started(people)),
            403,
            FORBIDDEN_WORDINGS["deactivated"],
        ),
        (
            lambda people: (people.remove_bot, people.group()),
            403,
            FORBIDDEN_WORDINGS["kicked from group"],
        ),
        (
            lambda people: (people.remove_bot, people.supergroup()),
            403,
            FORBIDDEN_WORDINGS["kicked from supergroup"],
        ),
        (
            lambda people: (people.remove_bot, people.channel()),
            403,
            FORBIDDEN_WORDINGS["kicked from channel"],
        ),
        (
            lambda people: people.channel(with_bot=False),
            403,
            FORBIDDEN_WORDINGS["no member of channel"],
        ),
        (
            lambda people: (people.restrict, people.supergroup()),
            400,
            "Bad Request: not enough rights to send text messages to the chat",
        ),
        (
            lambda people: (people.restrict, people.channel()),
            400,
            "Bad Request: not enough rights to send text messages to the chat",
        ),
    ],
)
def test_chats_that_take_no_messages(telegram, arrange, status, words):
    arranged = arrange(telegram.people)
    if isinstance(arranged, tuple):
        act, room = arranged
        act(room)
    else:
        room = arranged

    assert refusal(telegram, "sendMessage", chat_id=room.id, **TEXT) == (status, words)


def started(people):
    room = people.arrive()
    people.say(room, "/start")
    return room


def test_a_group_that_became_a_supergroup_names_it(telegram):
    old = telegram.people.group()
    new = telegram.people.upgrade(old)

    status, answer = telegram.call("sendMessage", chat_id=old.id, **TEXT)

    assert status == 400
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    assert telegram.call("sendMessage", chat_id=new.id, **TEXT)[0] == 200


def test_topics(telegram):
    forum = telegram.people.supergroup(forum=True)
    thread = telegram.people.topic(forum, "Daraa")

    _, answer = telegram.call("sendMessage", chat_id=forum.id, message_thread_id=thread, **TEXT)
    assert answer["result"]["message_thread_id"] == thread
    telegram.people.close_topic(forum, thread)
    assert refusal(telegram, "sendMessage", chat_id=forum.id, message_thread_id=thread, **TEXT) == (
        400,
        "Bad Request: TOPIC_CLOSED",
    )
    telegram.people.delete_topic(forum, thread)
    assert refusal(telegram, "sendMessage", chat_id=forum.id, message_thread_id=thread, **TEXT) == (
        400,
        "Bad Request: message thread not found",
    )


def test_channels_are_found_by_name(telegram):
    channel = telegram.people.channel("Briefings", "briefings")

    _, answer = telegram.call("sendMessage", chat_id="@briefings", **TEXT)

    assert answer["result"]["chat"]["id"] == channel.id
    assert "from" not in answer["result"]
    assert telegram.transcript.sent(channel.id)


# --- editing and deleting -----------------------------------------------------------------------


def test_editing(telegram, chat):
    _, answer = telegram.call("sendMessage", chat_id=chat.id, reply_markup=keyboard(), **TEXT)
    at = {"chat_id": chat.id, "message_id": answer["result"]["message_id"]}

    assert refusal(telegram, "editMessageText", **at, reply_markup=keyboard(), **TEXT) == (
        400,
        NOT_MODIFIED,
    )
    _, edited = telegram.call("editMessageText", **at, text="<i>new</i>", parse_mode="HTML")
    assert edited["result"]["text"] == "new"
    assert "reply_markup" not in edited["result"]
    assert edited["result"]["edit_date"]
    _, marked = telegram.call("editMessageReplyMarkup", **at, reply_markup=keyboard("a"))
    assert marked["result"]["reply_markup"] == keyboard("a")
    assert refusal(telegram, "editMessageCaption", **at, caption="a") == (
        400,
        "Bad Request: there is no caption in the message to edit",
    )


@pytest.mark.parametrize(
    ("number", "words"), [(99, "message to edit not found"), (1, "message can't be edited")]
)
def test_what_cannot_be_edited(telegram, chat, number, words):
    assert refusal(telegram, "editMessageText", chat_id=chat.id, message_id=number, **TEXT) == (
        400,
        f"Bad Request: {words}",
    )


def test_deleting(telegram, chat):
    _, answer = telegram.call("sendMessage", chat_id=chat.id, **TEXT)
    at = {"chat_id": chat.id, "message_id": answer["result"]["message_id"]}

    assert telegram.call("deleteMessage", **at)[1]["result"] is True
    assert refusal(telegram, "deleteMessage", **at) == (
        400,
        "Bad Request: message to delete not found",
    )
    group = telegram.people.supergroup()
    said = telegram.people.say(group, "mine")
    assert refusal(telegram, "deleteMessage", chat_id=group.id, message_id=said.id) == (
        400,
        "Bad Request: message can't be deleted",
    )


def test_old_messages_cannot_be_deleted(telegram, chat):
    _, answer = telegram.call("sendMessage", chat_id=chat.id, **TEXT)
    telegram.clock.advance(timedelta(hours=49))

    number = answer["result"]["message_id"]
    assert refusal(telegram, "deleteMessage", chat_id=chat.id, message_id=number) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )


# --- pressed buttons ----------------------------------------------------------------------------


def test_answering_a_pressed_button(telegram, chat):
    telegram.call("sendMessage", chat_id=chat.id, reply_markup=keyboard("r:idlib"), **TEXT)

    pressed = telegram.people.press(chat, "Go")

    update = telegram.world.updates.take(-1, 1)[0]["callback_query"]
    assert (update["id"], update["data"]) == (pressed.id, "r:idlib")
    assert update["message"]["text"] == "hello"
    telegram.call("answerCallbackQuery", callback_query_id=pressed.id, text="done", show_alert=True)
    answer = telegram.world.callbacks[pressed.id].answer
    assert (answer.text, answer.alert) == ("done", True)


def test_a_pressed_button_that_waited_too_long(telegram, chat):
    telegram.call("sendMessage", chat_id=chat.id, reply_markup=keyboard(), **TEXT)
    pressed = telegram.people.press(chat, "go:1")
    telegram.clock.advance(timedelta(minutes=2))

    assert refusal(telegram, "answerCallbackQuery", callback_query_id=pressed.id) == (400, TOO_OLD)
    assert refusal(telegram, "answerCallbackQuery", callback_query_id="1") == (400, TOO_OLD)


def test_an_answer_that_is_too_long(telegram, chat):
    telegram.call("sendMessage", chat_id=chat.id, reply_markup=keyboard(), **TEXT)
    pressed = telegram.people.press(chat, "Go")

    assert refusal(
        telegram, "answerCallbackQuery", callback_query_id=pressed.id, text="x" * 201
    ) == (
        400,
        "Bad Request: MESSAGE_TOO_LONG",
    )


# --- files --------------------------------------------------------------------------------------


def upload(telegram, method, files, **values):
    url = f"{telegram.api_base}{telegram.token}/{method}"
    answer = telegram.client.post(
        url, data={name: str(value) for name, value in values.items()}, files=files
    )
    return answer.status_code, answer.json()


def test_a_photo_is_kept_and_can_be_fetched_and_sent_again(telegram, chat):
    body = picture(40, 30)

    _, answer = upload(
        telegram,
        "sendPhoto",
        {"photo": ("map.png", body, "image/png")},
        chat_id=chat.id,
        caption="map",
    )

    [size] = answer["result"]["photo"]
    assert (size["width"], size["height"], answer["result"]["caption"]) == (40, 30, "map")
    _, file = telegram.call("getFile", file_id=size["file_id"])
    path = file["result"]["file_path"]
    assert telegram.client.get(f"{telegram.file_base}{telegram.token}/{path}").content == body
    status, _ = telegram.call("sendPhoto", chat_id=chat.id, photo=size["file_id"])
    assert status == 200


@pytest.mark.parametrize(
    ("body", "size"),
    [
        pytest.param(
            b"\xff\xd8\xff\xe0\x00\x04xx\xff\xc0\x00\x11\x08\x00\x1e\x00\x28\x03\x01\x22\x00\x02",
            (40, 30),
            id="JPEG",
        ),
        pytest.param(b"GIF89a", (1, 1), id="GIF"),
    ],
)
def test_pictures_of_other_formats(telegram, chat, body, size):
    _, answer = upload(telegram, "sendPhoto", {"photo": ("x", body, "image/x")}, chat_id=chat.id)

    [photo] = answer["result"]["photo"]
    assert (photo["width"], photo["height"]) == size


def test_a_text_mention_names_the_person(telegram, chat):
    html = f'<a href="tg://user?id={chat.owner.id}">you</a>'

    _, answer = telegram.call("sendMessage", chat_id=chat.id, text=html, parse_mode="HTML")

    assert answer["result"]["entities"][0]["user"]["id"] == chat.owner.id


@pytest.mark.parametrize(
    "entities", [{}, [1], [{"type": "bold"}], [{"type": "bold", "offset": "x", "length": 1}]]
)
def test_entities_that_cannot_be_read(telegram, chat, entities):
    status, words = refusal(telegram, "sendMessage", chat_id=chat.id, entities=entities, **TEXT)

    assert status == 400
    assert words.startswith("Bad Request: can't parse")


@pytest.mark.parametrize(
    ("offset", "length", "words"),
    [
        (9, 1, "entity begins after the end of the text at UTF-16 offset 9"),
        (
            1,
            9,
            (
                "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 "
                "offset 10"
            ),
        ),
    ],
)
def test_entities_outside_the_text(telegram, chat, offset, length, words):
    entity = {"type": "bold", "offset": offset, "length": length}

    assert refusal(telegram, "sendMessage", chat_id=chat.id, entities=[entity], **TEXT) == (
        400,
        f"Bad Request: {words}",
    )


def test_a_document_comes_attached(telegram, chat):
    files = {"attached": ("briefing.html", b"<p>", "text/html")}

    _, answer = upload(
        telegram, "sendDocument", files, chat_id=chat.id, document="attach://attached"
    )

    document = answer["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("briefing.html", "text/html")


@pytest.mark.parametrize(
    ("method", "files", "values", "words"),
    [
        ("sendPhoto", None, {}, "there is no photo in the request"),
        ("sendPhoto", {"photo": ("a.png", b"no picture", "image/png")}, {}, "IMAGE_PROCESS_FAILED"),
        (
            "sendPhoto",
            {"photo": ("a.png", picture(9999, 2), "image/png")},
            {},
            "PHOTO_INVALID_DIMENSIONS",
        ),
        (
            "sendPhoto",
            {"photo": ("a.jpg", b"\xff\xd8\xff", "image/jpeg")},
            {},
            "IMAGE_PROCESS_FAILED",
        ),
        ("sendPhoto", None, {"photo": "https://x.org/a.png"}, "failed to get HTTP URL content"),
        ("sendDocument", {"document": ("a", b"", "text/plain")}, {}, "file must be non-empty"),
        (
            "sendDocument",
            {"document": ("a", b"a", "text/plain")},
            {"caption": "x" * 1025},
            "message caption is too long",
        ),
        (
            "sendPhoto",
            None,
            {"photo": "AgAC"},
            "wrong remote file identifier specified: Wrong string length",
        ),
    ],
)
def test_files_that_are_refused(telegram, chat, method, files, values, words):
    status, answer = upload(telegram, method, files, chat_id=chat.id, **values)

    assert (status, answer["description"]) == (400, f"Bad Request: {words}")


def test_a_caption_that_just_fits(telegram, chat):
    files = {"document": ("a", b"a", "text/plain")}

    status, _ = upload(
        telegram,
        "sendDocument",
        files,
        chat_id=chat.id,
        caption=f"<b>{'x' * 1024}</b>",
        parse_mode="HTML",
    )

    assert status == 200


# --- profile and chats --------------------------------------------------------------------------


def test_commands_by_scope_and_language(telegram):
    commands = [{"command": "digest", "description": "The newest digest"}]
    scope = {"type": "all_private_chats"}

    telegram.call("setMyCommands", commands=commands, scope=scope, language_code="ar")

    assert telegram.call("getMyCommands", scope=scope, language_code="ar")[1]["result"] == commands
    assert telegram.call("getMyCommands")[1]["result"] == []
    telegram.call("deleteMyCommands", scope=scope, language_code="ar")
    assert telegram.call("getMyCommands", scope=scope, language_code="ar")[1]["result"] == []


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([{"command": "Digest", "description": "a"}], "BOT_COMMAND_INVALID"),
        ([{"command": "a-b", "description": "a"}], "BOT_COMMAND_INVALID"),
        ([{"command": "a", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "a", "description": "a"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
        ("a", "can't parse commands JSON object"),
    ],
)
def test_commands_that_are_refused(telegram, commands, words):
    assert refusal(telegram, "setMyCommands", commands=commands) == (400, f"Bad Request: {words}")


@pytest.mark.parametrize(
    ("setter", "getter", "name", "longest"),
    [
        ("setMyDescription", "getMyDescription", "description", 512),
        ("setMyShortDescription", "getMyShortDescription", "short_description", 120),
        ("setMyName", "getMyName", "name", 64),
    ],
)
def test_texts_of_the_profile(telegram, setter, getter, name, longest):
    telegram.call(setter, **{name: "x" * longest})

    assert telegram.call(getter, language_code="ar")[1]["result"] == {name: "x" * longest}
    assert telegram.call(setter, **{name: "x" * (longest + 1)})[0] == 400


def test_chats_and_members(telegram, chat):
    group = telegram.people.supergroup("Field desk")
    telegram.people.promote(group)
    me = telegram.call("getMe")[1]["result"]

    assert telegram.call("getChat", chat_id=group.id)[1]["result"]["title"] == "Field desk"
    member = telegram.call("getChatMember", chat_id=group.id, user_id=me["id"])[1]["result"]
    assert member["status"] == "administrator"
    creator = telegram.call("getChatMember", chat_id=group.id, user_id=group.owner.id)[1]["result"]
    assert creator["status"] == "creator"
    admins = telegram.call("getChatAdministrators", chat_id=group.id)[1]["result"]
    assert [entry["status"] for entry in admins] == ["creator", "administrator"]
    assert telegram.call("getChatMemberCount", chat_id=group.id)[1]["result"] == 2
    telegram.call("leaveChat", chat_id=group.id)
    assert refusal(telegram, "sendMessage", chat_id=group.id, **TEXT) == (
        403,
        FORBIDDEN_WORDINGS["no member of supergroup"],
    )
    assert refusal(telegram, "getChatMember", chat_id=chat.id, user_id=5)[1].endswith(
        "PARTICIPANT_ID_INVALID"
    )


def test_chat_actions(telegram, chat):
    assert telegram.call("sendChatAction", chat_id=chat.id, action="typing")[1]["result"] is True
    assert refusal(telegram, "sendChatAction", chat_id=chat.id, action="dancing") == (
        400,
        "Bad Request: wrong parameter action in request",
    )


def test_reply_keyboards_stay_with_the_chat(telegram, chat):
    telegram.call("sendMessage", chat_id=chat.id, reply_markup={"keyboard": [["/digest"]]}, **TEXT)
    assert [button.text for button in chat.keyboard.buttons] == ["/digest"]
    assert telegram.transcript.sent(chat.id)[0].buttons == ["/digest"]

    telegram.call("sendMessage", chat_id=chat.id, reply_markup={"remove_keyboard": True}, **TEXT)
    assert chat.keyboard is None


def test_limits_are_enforced_on_request(telegram, chat):
    telegram.script.floods = FloodLimits(clock=lambda: 0.0)

    assert telegram.call("sendMessage", chat_id=chat.id, **TEXT)[0] == 200
    status, answer = telegram.call("sendMessage", chat_id=chat.id, **TEXT)

    assert (status, answer["description"]) == (429, "Too Many Requests: retry after 2")
    assert answer["parameters"] == {"retry_after": 2}
    assert telegram.call("sendChatAction", chat_id=chat.id, action="typing")[0] == 200
