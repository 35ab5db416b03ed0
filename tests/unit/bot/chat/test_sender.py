from datetime import UTC, datetime, timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.sender import LONGEST_WAIT, Remedy, Sender, backoff, judge, plain_text
from bot.errors import TelegramStopped
from bot.model import Chat, Delivery, DeliveryState, SendResult
from summaries.types import RegionId

NOW = datetime(2026, 10, 26, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def timedeltas(monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def caused(error, cause):
    error.__cause__ = cause
    return error


def verdict(error, attempts=1):
    return judge(error, attempts, NOW)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (caused(NetworkError("httpx.ConnectError"), httpx.ConnectError("")), "retry"),
        (caused(TimedOut(), httpx.ConnectTimeout("")), "retry"),
        (caused(TimedOut(), httpx.PoolTimeout("")), "retry"),
        (caused(NetworkError("httpx.ProxyError"), httpx.ProxyError("")), "retry"),
        (caused(NetworkError("Unknown error"), RuntimeError("not initialized!")), "retry"),
        (caused(TimedOut(), httpx.ReadTimeout("")), "unknown"),
        (caused(TimedOut(), httpx.WriteTimeout("")), "unknown"),
        (caused(NetworkError("httpx.ReadError"), httpx.ReadError("")), "unknown"),
        (caused(NetworkError("x"), httpx.RemoteProtocolError("")), "unknown"),
        (NetworkError("Bad Gateway"), "unknown"),
        (NetworkError("Internal Server Error"), "unknown"),
        (TelegramError("Invalid server response"), "unknown"),
        (NetworkError("Too Many Requests: retry after 0"), "retry"),
        (Forbidden("Forbidden: bot was blocked by the user"), "dead"),
        (BadRequest("Chat not found"), "dead"),
        (BadRequest("something new"), "dead"),
        # A proxy's page in place of Telegram's answer.
        (caused(Forbidden("Forbidden (403). Parsing"), TelegramError("Invalid")), "retry"),
        (caused(InvalidToken("Not Found (404)"), TelegramError("Invalid")), "retry"),
        (caused(NetworkError("Bad Gateway (502)"), TelegramError("Invalid")), "unknown"),
    ],
)
def test_state_after_an_error(error, state):
    result = verdict(error)

    assert isinstance(result, SendResult)
    assert result.state is DeliveryState(state)
    assert result.error
    assert (result.retry_at is not None) == (state == "retry")


@pytest.mark.parametrize(
    "wording",
    [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot was kicked from the supergroup chat",
        "Forbidden: bot is not a member of the channel chat",
        "Forbidden: bot can't initiate conversation with a user",
    ],
)
def test_forbidden_ends_the_subscription(wording):
    assert verdict(Forbidden(wording)).gone == wording


@pytest.mark.parametrize(
    "wording",
    [
        "Chat not found",
        "Not enough rights to send text messages to the chat",
        "Have no rights to send a message",
        "Need administrator rights in the channel chat",
        "CHAT_WRITE_FORBIDDEN",
    ],
)
def test_chats_that_cannot_be_written_to_end_the_subscription(wording):
    assert verdict(BadRequest(wording)).gone == wording


def test_a_migrated_group_is_tried_at_once_under_its_new_number():
    result = verdict(ChatMigrated(-1001))

    assert (result.state, result.moved_to, result.retry_at) == (DeliveryState.RETRY, -1001, NOW)


def test_a_flood_is_tried_when_telegram_says():
    assert verdict(RetryAfter(30)).retry_at == NOW + timedelta(seconds=30)


@pytest.mark.parametrize(
    ("wording", "remedy"),
    [
        ("Message thread not found", Remedy.GENERAL_TOPIC),
        ("TOPIC_CLOSED", Remedy.GENERAL_TOPIC),
        ("Message is too long", Remedy.PLAIN_TEXT),
        ("Can't parse entities: unclosed start tag at byte offset 4", Remedy.PLAIN_TEXT),
    ],
)
def test_what_can_be_mended_at_once(wording, remedy):
    assert verdict(BadRequest(wording)) is remedy


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (InvalidToken("Unauthorized"), "TELEGRAM_BOT_TOKEN"),
        (Conflict("terminated by other getUpdates request"), "another process"),
    ],
)
def test_what_nothing_can_be_done_about_stops_the_bot(error, words):
    with pytest.raises(TelegramStopped, match=words):
        verdict(error)


def test_waits_grow_to_a_limit():
    waits = [backoff(attempts) for attempts in range(1, 40)]

    assert waits[0] == timedelta(seconds=5)
    assert waits[1] == timedelta(seconds=10)
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<b>A</b> &lt;b&gt; <a href="https://x.y/?a=1&amp;b">c</a>', "A <b> c"),
        ("<blockquote expandable>x</blockquote>\n&amp;amp;", "x\n&amp;"),
        ("a < b", "a < b"),
        ("🇸🇾" * 3000, "🇸🇾" * 1024),
    ],
)
def test_plain_text_of_html(html, text):
    assert plain_text(html)[:4000] == text[:4000]
    assert len(plain_text(html).encode("utf-16-le")) // 2 <= 4096


class RefusingBot:
    """A bot whose every message Telegram finds wrong."""

    def __init__(self, reason):
        self.reason = reason
        self.calls = []

    async def send_message(self, _chat, text, **how):
        self.calls.append((text, how["parse_mode"], how["message_thread_id"]))
        raise BadRequest(self.reason)


@pytest.mark.parametrize(
    ("reason", "calls"),
    [
        ("can't parse entities", [("<b>x</b>", "HTML", 3), ("x", None, 3)]),
        ("message thread not found", [("<b>x</b>", "HTML", 3), ("<b>x</b>", "HTML", None)]),
    ],
)
async def test_a_remedy_is_taken_once(reason, calls):
    bot = RefusingBot(reason)
    delivery = Delivery(
        1, Chat(5, 3), 1, 1, 1, "<b>x</b>", "en", RegionId("idlib"), DeliveryState.SENDING, 1
    )

    result = await Sender(bot, lambda: NOW).send(delivery)

    assert bot.calls == calls
    assert result.state is DeliveryState.DEAD
    assert reason in result.error
