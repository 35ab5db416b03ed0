"""The real python-telegram-bot against the stand-in: polling, commands, buttons, and all faults."""

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)
from telegram.ext import Application, CallbackQueryHandler, ChatMemberHandler, CommandHandler
from telegram.request import HTTPXRequest

from bot.preview import faults
from bot.preview.refusals import FORBIDDEN_WORDINGS


def request(**timeouts):
    """Without reading certificates, which takes longer than a test."""
    return HTTPXRequest(httpx_kwargs={"verify": False, "trust_env": False}, **timeouts)


def address(telegram, builder):
    builder = builder.request(request()).get_updates_request(request(read_timeout=10))
    builder = builder.token(telegram.token)
    return builder.base_url(telegram.api_base).base_file_url(telegram.file_base)


@pytest.fixture
async def bot(telegram):
    bot = Bot(
        telegram.token,
        base_url=telegram.api_base,
        base_file_url=telegram.file_base,
        request=request(),
        get_updates_request=request(),
    )
    async with bot:
        yield bot


@pytest.fixture
def chat(telegram):
    room = telegram.people.arrive()
    telegram.people.say(room, "/start")
    return room


async def on_start(update, _):
    keys = [[InlineKeyboardButton("Idlib", callback_data="r:idlib")]]
    await update.message.reply_html(
        "<b>Which regions?</b>",
        reply_markup=InlineKeyboardMarkup(keys),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


async def on_press(update, _):
    await update.callback_query.answer("Idlib it is")
    await update.callback_query.edit_message_text(f"chosen: {update.callback_query.data}")


@pytest.fixture
async def application(telegram):
    application = address(telegram, Application.builder()).build()
    application.members = []

    async def on_member(update, _):
        application.members.append(update.my_chat_member.new_chat_member.status)

    application.add_handler(CommandHandler("start", on_start))
    application.add_handler(CallbackQueryHandler(on_press))
    application.add_handler(ChatMemberHandler(on_member))
    async with application:
        await application.start()
        await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        yield application
        await application.updater.stop()
        await application.stop()


async def test_a_conversation(telegram, application):
    chat = telegram.people.arrive("Rima")
    telegram.people.say(chat, "/start")

    [question] = await telegram.until(lambda: telegram.transcript.sent(chat.id))
    assert (question.text, question.plain) == ("<b>Which regions?</b>", "Which regions?")
    pressed = telegram.people.press(chat, "Idlib")
    await telegram.until(lambda: telegram.world.callbacks[pressed.id].answer)
    await telegram.until(lambda: telegram.transcript.calls("editMessageText"))

    assert telegram.world.callbacks[pressed.id].answer.text == "Idlib it is"
    assert chat.messages[question.message_id].text == "chosen: r:idlib"
    assert chat.messages[question.message_id].button_texts == []


async def test_membership_in_every_kind_of_chat(telegram, application):
    chat = telegram.people.arrive()
    telegram.people.block(chat)
    telegram.people.remove_bot(telegram.people.supergroup())
    telegram.people.promote(telegram.people.group())
    telegram.people.restrict(telegram.people.channel())

    await telegram.until(lambda: len(application.members) == 7)

    assert application.members == [
        "kicked",
        "member",
        "kicked",
        "member",
        "administrator",
        "administrator",
        "restricted",
    ]


async def test_updates_are_confirmed_when_the_application_stops(telegram):
    application = address(telegram, Application.builder()).build()
    async with application:
        await application.updater.start_polling()
        telegram.people.say(telegram.people.arrive(), "hello")
        await telegram.until(lambda: telegram.world.updates.polls > 1)
        await application.updater.stop()

    assert len(telegram.world.updates) == 0


async def test_a_long_text(telegram, bot, chat):
    await bot.send_message(chat.id, "درعا " * 819)

    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(chat.id, "x" * 4097)
    assert len(telegram.transcript.sent(chat.id)) == 1


async def test_files(telegram, bot, chat):
    message = await bot.send_document(chat.id, b"<p>", filename="briefing.html", caption="all")

    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"<p>"


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        pytest.param(faults.flood(7), (RetryAfter, "Retry in 7"), id="flood"),
        pytest.param(faults.migrated(-1001), (ChatMigrated, "-1001"), id="migrated"),
        pytest.param(
            faults.bad_request("chat not found"), (BadRequest, "Chat not found"), id="bad"
        ),
        pytest.param(faults.server_error(), (NetworkError, "Bad Gateway"), id="502"),
        pytest.param(faults.server_error(500), (NetworkError, "Internal Server Error"), id="500"),
        pytest.param(faults.server_error(html=True), (NetworkError, "502"), id="502 by a proxy"),
        pytest.param(faults.lost_request(), (NetworkError, "disconnected"), id="lost request"),
        *(
            pytest.param(faults.forbidden(name), (Forbidden, words), id=name)
            for name, words in FORBIDDEN_WORDINGS.items()
        ),
    ],
)
@pytest.mark.filterwarnings("ignore:.*retry_after.*:telegram.warnings.PTBDeprecationWarning")
async def test_faults_without_an_effect(telegram, bot, chat, fault, expected):
    telegram.script.add(fault, method="sendMessage")

    error, words = expected
    with pytest.raises(error, match=words):
        await bot.send_message(chat.id, "hello")

    assert telegram.transcript.sent() == []
    await bot.send_message(chat.id, "hello")
    assert len(telegram.transcript.sent()) == 1


async def test_a_lost_answer_leaves_the_message_behind(telegram, bot, chat):
    telegram.script.add(faults.lost_answer(), chat=chat.id)

    with pytest.raises(NetworkError):
        await bot.send_message(chat.id, "hello")

    [entry] = telegram.transcript.sent(chat.id)
    assert entry.lost
    assert chat.newest().text == "hello"


async def test_a_late_answer_leaves_the_message_behind(telegram, bot, chat):
    telegram.script.add(faults.late_answer(0.2))

    with pytest.raises(TimedOut):
        await bot.send_message(chat.id, "hello", read_timeout=0.05)

    assert [entry.plain for entry in telegram.transcript.sent(chat.id)] == ["hello"]


async def test_a_slow_call(telegram, bot, chat):
    telegram.script.add(faults.slow(0.2))

    with pytest.raises(TimedOut):
        await bot.send_message(chat.id, "hello", read_timeout=0.05)


async def test_a_refused_connection(telegram, bot, chat):
    with telegram.refusing(), pytest.raises(NetworkError, match="ConnectError"):
        await bot.send_message(chat.id, "hello")

    await bot.send_message(chat.id, "hello again")
    assert [entry.plain for entry in telegram.transcript.sent()] == ["hello again"]


async def test_a_wrong_token(telegram):
    bot = Bot("123456789:wrong", base_url=telegram.api_base, request=request())

    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.shutdown()


async def test_two_pollers(telegram):
    def poller():
        requests = {"request": request(), "get_updates_request": request(read_timeout=10)}
        return Bot(telegram.token, base_url=telegram.api_base, **requests)

    first, second = poller(), poller()
    async with first, second:
        polling = asyncio.create_task(first.get_updates(timeout=5))
        await telegram.until(lambda: telegram.world.updates.polls == 1)
        other = asyncio.create_task(second.get_updates(timeout=5))

        with pytest.raises(Conflict, match="only one bot instance"):
            await polling
        telegram.world.close()
        await other


def test_waiting_in_vain_tells_what_was_called(telegram):
    telegram.call("getMe")

    with pytest.raises(TimeoutError, match="getMe"):
        telegram.wait_for(telegram.transcript.sent, timeout=0.01)


async def test_waiting_in_vain_without_blocking(telegram):
    with pytest.raises(TimeoutError, match="none"):
        await telegram.until(telegram.transcript.sent, timeout=0.01)


def test_waiting_from_another_thread(telegram, chat):
    telegram.call("sendMessage", chat_id=chat.id, text="hello")

    assert telegram.wait_for(lambda: telegram.transcript.sent(chat.id))[0].plain == "hello"
