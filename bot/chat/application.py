"""The python-telegram-bot application: limiter, handlers, menu. Nothing starts here."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import traceback
from collections import defaultdict
from collections.abc import Awaitable
from typing import Any
from urllib.parse import urlsplit

import structlog
from telegram import BotCommand, Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseUpdateProcessor,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.chat import screens
from bot.chat.buttons import Buttons
from bot.chat.conversation import Bot, Context, answer, place_of, reply
from bot.chat.handlers import Handlers
from bot.chat.limits import Limits, RateLimiter
from bot.chat.membership import Membership
from bot.chat.operators import Operators
from bot.chat.services import Services
from bot.chat.texts import LANGUAGES, texts

log = structlog.get_logger(__name__)

Chatting = Application[Bot, Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
)
"""What Telegram is asked to send; edited messages are not among it."""

MENU = ("start", "digest", "search", "settings", "sources", "help", "privacy", "stop")
AT_ONCE = 256
"""Updates handled at the same time."""
QUEUE = 20
"""Updates of one chat that wait their turn; a chat that floods loses what comes beyond."""


def build_application(
    token: str,
    services: Services,
    *,
    api_url: str = "https://api.telegram.org",
    limits: Limits | None = None,
) -> Chatting:
    """Compose the application that talks to the Bot API at ``api_url``. It is not started."""
    # The library hands out plain seconds otherwise, and warns of it at every 429.
    os.environ["PTB_TIMEDELTA"] = "true"
    base = api_url.rstrip("/")
    application: Chatting = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{base}/bot")
        .base_file_url(f"{base}/file/bot")
        .request(_request(base, pool=64, read=20.0))
        .get_updates_request(_request(base, pool=2, read=20.0))
        .rate_limiter(RateLimiter(limits))
        .concurrent_updates(InTurn(AT_ONCE))
        .context_types(ContextTypes(context=Context))
        .updater(None)
        .job_queue(None)
        .build()
    )
    _register(application, services)
    return application


async def set_menu(bot: Bot) -> None:
    """Set the menu of commands, in every language; English for all others."""
    for language in LANGUAGES:
        t = await asyncio.to_thread(texts, language)
        menu = [BotCommand(name, t(f"command.{name}")) for name in MENU]
        await bot.set_my_commands(menu, language_code=None if language == "en" else language)


def _request(base: str, pool: int, read: float) -> HTTPXRequest:
    # A proxy of the environment is meant for the world outside, not for a server on this machine;
    # and where nothing is encrypted, the certificates, which take long to read, serve nothing.
    return HTTPXRequest(
        connection_pool_size=pool,
        connect_timeout=10.0,
        read_timeout=read,
        write_timeout=20.0,
        pool_timeout=10.0,
        httpx_kwargs={"trust_env": not _is_loopback(base), "verify": base.startswith("https:")},
    )


def _is_loopback(base: str) -> bool:
    host = urlsplit(base).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _register(application: Chatting, services: Services) -> None:
    handlers = Handlers(services)
    operators = Operators(services, handlers)
    membership = Membership(services)
    said = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    commands = {
        "start": handlers.start,
        "digest": handlers.digest,
        "search": handlers.search,
        "settings": handlers.settings,
        "sources": handlers.sources,
        "help": handlers.help,
        "stop": handlers.stop,
        "privacy": handlers.privacy,
    }
    for name, command in commands.items():
        application.add_handler(CommandHandler(name, command, said))
    application.add_handler(CommandHandler("status", operators.status, private))
    application.add_handler(CommandHandler("explain", operators.explain, private))
    application.add_handler(MessageHandler(filters.COMMAND & private, handlers.unknown))
    application.add_handler(MessageHandler(filters.TEXT & private, handlers.words))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, membership.moved))
    application.add_handler(
        MessageHandler(private & ~filters.StatusUpdate.ALL, handlers.unreadable)
    )
    application.add_handler(CallbackQueryHandler(Buttons(services, handlers).tapped))
    application.add_handler(ChatMemberHandler(membership.changed, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(_failed)


class InTurn(BaseUpdateProcessor):
    """Handles the updates of one chat one after the other, those of different chats together."""

    __slots__ = ("_turns", "_waiting")

    def __init__(self, at_once: int) -> None:
        super().__init__(at_once)
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._waiting: defaultdict[int, int] = defaultdict(int)

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update when its chat's turn comes."""
        chat = update.effective_chat if isinstance(update, Update) else None
        number = chat.id if chat else 0
        if self._waiting[number] >= QUEUE:
            log.warning("chat.floods")
            # Never awaited, a coroutine must be closed.
            getattr(coroutine, "close", lambda: None)()
            return
        self._waiting[number] += 1
        try:
            async with self._turns[number]:
                await coroutine
        finally:
            self._waiting[number] -= 1
            if not self._waiting[number]:
                del self._waiting[number], self._turns[number]


async def _failed(update: object, context: Context) -> None:
    """Note a failure without anything that a person wrote, and say one line in the chat."""
    error = context.error
    log.error("update.failed", error=type(error).__name__, where=_where(error))
    if isinstance(error, TelegramError) or not isinstance(update, Update):
        return  # Telegram did not take the answer; it would not take this one either.
    if update.effective_chat is None or update.my_chat_member is not None:
        return
    place = place_of(update)
    try:
        if update.callback_query:
            await answer(update)
        await reply(context, place, screens.say(place.language, "failed"))
    except TelegramError as second:
        log.warning("update.failure_not_told", error=type(second).__name__)


def _where(error: BaseException | None) -> str:
    """Return the line of ours in which an error arose."""
    frames = traceback.extract_tb(error.__traceback__ if error else None)
    ours = [frame for frame in frames if "/bot/" in frame.filename.replace("\\", "/")]
    last = (ours or list(frames))[-1:]
    return "".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in last)
