"""One delivery to Telegram, and what its errors mean.

``judge`` decides, ``Sender`` acts. Telegram knows no idempotency key, so the question behind every
error is whether the message may have been accepted: what was never sent is tried again, what may
have arrived is *unknown* and never repeated by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from html import unescape

import httpx
import structlog
from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.chat.limits import Lane, seconds_of
from bot.chat.markup import LIMIT
from bot.errors import TelegramStopped
from bot.model import Delivery, DeliveryState, SendResult

log = structlog.get_logger(__name__)

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)

NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.LocalProtocolError,
    httpx.UnsupportedProtocol,
    RuntimeError,  # the client is closed: the bot is stopping
)
"""Failures before the first byte of a request was written."""

MOST_SAID = 200
"""Characters of an error that are kept."""

# Parts of the descriptions of 400 Bad Request, in small letters.
_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_plain_forbidden",
)
_NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
_BAD_TEXT = ("can't parse", "too long", "message_too_long", "entit")

_TAG = re.compile(r"</?[a-z][^>]*>")


class Remedy(Enum):
    """What to try at once, in the same delivery."""

    GENERAL_TOPIC = auto()
    PLAIN_TEXT = auto()


def judge(error: TelegramError, attempts: int, now: datetime) -> SendResult | Remedy:
    """Say what an error means for its delivery, tried ``attempts`` times before.

    The order matters: ``BadRequest`` and ``TimedOut`` are network errors to the library.

    Raises:
        TelegramStopped: the token is refused, or another process polls with it.

    """
    if isinstance(error.__cause__, TelegramError):
        return _not_telegram(error, now + backoff(attempts))
    match error:
        case InvalidToken() | Conflict():
            raise stopped(error) from None
        case RetryAfter():
            verdict = _retry(error, now + timedelta(seconds=seconds_of(error)))
        case ChatMigrated(new_chat_id=moved):
            verdict = replace(_retry(error, now), moved_to=moved)
        case Forbidden():
            verdict = _gone(error)
        case BadRequest():
            return _bad_request(error)
        case NetworkError() if _never_sent(error):
            verdict = _retry(error, now + backoff(attempts))
        case _:
            verdict = SendResult(DeliveryState.UNKNOWN, error=_said(error))
    return verdict


def stopped(error: TelegramError) -> TelegramStopped:
    """Say what to do about an error after which nothing can be sent or received."""
    if isinstance(error, Conflict):
        message = "another process receives with this bot's token: stop it, or use another token"
    else:
        message = "Telegram refuses the token: check TELEGRAM_BOT_TOKEN against @BotFather"
    return TelegramStopped(message)


def backoff(attempts: int) -> timedelta:
    """Return how long to wait after the ``attempts``-th failure: twice as long each time."""
    doublings = min(max(attempts - 1, 0), 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def plain_text(html: str) -> str:
    """Return what a message in Telegram's HTML says, without its tags, within one message."""
    units = unescape(_TAG.sub("", html)).encode("utf-16-le", "surrogatepass")
    return units[: 2 * LIMIT].decode("utf-16-le", "ignore")


@dataclass(frozen=True, slots=True)
class _Form:
    """The form in which a delivery is sent; ``reported`` says what had to be given up."""

    text: str
    mode: ParseMode | None
    thread: int
    reported: str = ""

    def can_be_mended(self, remedy: Remedy) -> bool:
        """Tell whether the remedy has not been taken yet."""
        return bool(self.thread if remedy is Remedy.GENERAL_TOPIC else self.mode)

    def mended(self, remedy: Remedy) -> _Form:
        """Return the form after the remedy."""
        if remedy is Remedy.GENERAL_TOPIC:
            return replace(self, thread=0)
        return replace(self, text=plain_text(self.text), mode=None, reported="sent as plain text")


class Sender:
    """Sends deliveries through ``bot``, whose rate limiter knows the lanes."""

    def __init__(self, bot: ExtBot[Lane], clock: Callable[[], datetime]) -> None:
        self._bot = bot
        self._clock = clock

    async def send(self, delivery: Delivery) -> SendResult:
        """Send one message and say what became of it.

        Raises:
            TelegramStopped: the token is refused, or another process polls with it.

        """
        form = _Form(delivery.html, ParseMode.HTML, delivery.chat.thread)
        while True:
            verdict = await self._try(delivery, form)
            if isinstance(verdict, SendResult):
                return verdict
            form = form.mended(verdict)

    async def _try(self, delivery: Delivery, form: _Form) -> SendResult | Remedy:
        try:
            message = await self._bot.send_message(
                delivery.chat.id,
                form.text,
                parse_mode=form.mode,
                message_thread_id=form.thread or None,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                # The first message of a digest rings; those that follow it do not.
                disable_notification=delivery.part > 1,
                rate_limit_args=Lane.DIGESTS,
            )
        except TelegramError as error:
            verdict = judge(error, delivery.attempts, self._clock())
            if not isinstance(verdict, Remedy):
                return verdict
            if not form.can_be_mended(verdict):
                return SendResult(DeliveryState.DEAD, error=_said(error))
            # A text that Telegram does not take is a mistake of ours, and one to mend.
            log.warning("delivery.mended", delivery=delivery.id, by=verdict.name, why=_said(error))
            return verdict
        return SendResult(DeliveryState.SENT, message_id=message.message_id, error=form.reported)


def _bad_request(error: BadRequest) -> SendResult | Remedy:
    said = error.message.lower()
    if any(words in said for words in _NO_TOPIC):
        return Remedy.GENERAL_TOPIC
    if any(words in said for words in _GONE):
        return _gone(error)
    if any(words in said for words in _BAD_TEXT):
        return Remedy.PLAIN_TEXT
    return SendResult(DeliveryState.DEAD, error=_said(error))


def _not_telegram(error: TelegramError, again: datetime) -> SendResult:
    """Judge an answer that is no JSON: a proxy's page. Its refusals never reached Telegram."""
    if isinstance(error, (InvalidToken, Conflict, Forbidden, BadRequest)):
        return _retry(error, again)
    return SendResult(DeliveryState.UNKNOWN, error=_said(error))


def _never_sent(error: NetworkError) -> bool:
    # A 429 without a number of seconds is no RetryAfter to the library.
    refused = error.message.lower().startswith("too many requests")
    return refused or isinstance(error.__cause__, NEVER_SENT)


def _gone(error: TelegramError) -> SendResult:
    return SendResult(DeliveryState.DEAD, gone=error.message[:MOST_SAID], error=_said(error))


def _retry(error: TelegramError, at: datetime) -> SendResult:
    return SendResult(DeliveryState.RETRY, retry_at=at, error=_said(error))


def _said(error: TelegramError) -> str:
    return " ".join(f"{type(error).__name__}: {error.message}".split())[:MOST_SAID]
