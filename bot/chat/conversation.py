"""Where an update comes from, who may change what there, and how to answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import LinkPreviewOptions, ReplyParameters, Update
from telegram.constants import ChatMemberStatus, ChatType, ParseMode
from telegram.error import BadRequest
from telegram.ext import CallbackContext, ExtBot

from bot import commands
from bot.chat.limits import Lane
from bot.chat.screens import Screen
from bot.chat.services import Services
from bot.model import Chat, ChatKind, Subscriber
from summaries.types import Language

log = structlog.get_logger(__name__)

Bot = ExtBot[Lane]


class Context(CallbackContext[Bot, dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """What the library hands to a handler."""


_KINDS: dict[str, ChatKind] = {
    ChatType.PRIVATE: "private",
    ChatType.GROUP: "group",
    ChatType.SUPERGROUP: "supergroup",
    ChatType.CHANNEL: "channel",
}
_CHIEFS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Place:
    """A chat (and topic) in which something was said or tapped, and by whom.

    ``user`` is 0 where Telegram does not tell: in a channel, or where a chat speaks as itself.
    """

    chat: Chat
    kind: ChatKind
    language: Language
    user: int

    @property
    def is_private(self) -> bool:
        """Tell whether the chat is between the bot and one person."""
        return self.kind == "private"


def place_of(update: Update) -> Place:
    """Return where an update comes from. It must come from a chat."""
    chat, message, user = update.effective_chat, update.effective_message, update.effective_user
    assert chat is not None  # noqa: S101 - no handler is registered for updates without a chat
    # Outside a forum, Telegram gives a thread to every answer to a message; that is no topic.
    in_topic = bool(getattr(message, "is_topic_message", False))
    thread = getattr(message, "message_thread_id", None) if in_topic else None
    code = (user.language_code if user else None) or "en"
    language: Language = "ar" if code.lower().startswith("ar") else "en"
    return Place(
        Chat(chat.id, thread or 0),
        _KINDS.get(chat.type, "private"),
        language,
        user.id if user else 0,
    )


async def subscriber_at(services: Services, place: Place) -> Subscriber:
    """Return the subscriber of a place, or the newcomer that it would be."""
    known = await asyncio.to_thread(services.store.subscriber, place.chat)
    return known or commands.newcomer(
        place.chat, place.kind, place.language, services.scheme, services.zone, services.clock()
    )


async def may_change(update: Update, context: Context, place: Place) -> bool:
    """Tell whether who wrote or tapped may change the chat's settings: in groups, its admins."""
    message = update.effective_message
    if place.is_private or (update.channel_post is not None and not update.callback_query):
        return True
    sender = getattr(message, "sender_chat", None)
    if not update.callback_query and sender is not None:
        # An admin who stays anonymous speaks as the group itself.
        return bool(sender.id == place.chat.id)
    if not place.user:
        return False
    try:
        member = await context.bot.get_chat_member(place.chat.id, place.user)
    except BadRequest as error:
        # Who is no member, or has left, is nobody to Telegram.
        log.info("chat.nobody", why=error.message)
        return False
    return member.status in _CHIEFS


async def reply(context: Context, place: Place, screen: Screen, answers: int | None = None) -> None:
    """Send a message to a place; ``answers`` is the message that it answers."""
    await context.bot.send_message(
        place.chat.id,
        screen.html,
        parse_mode=ParseMode.HTML,
        message_thread_id=place.chat.thread or None,
        link_preview_options=_NO_PREVIEW,
        reply_markup=screen.keyboard,
        reply_parameters=(
            ReplyParameters(answers, allow_sending_without_reply=True) if answers else None
        ),
    )


async def show(update: Update, context: Context, place: Place, screen: Screen) -> bool:
    """Put a screen in place of the message whose button was tapped.

    Return ``False`` where that message shows it already: a second tap.
    """
    query = update.callback_query
    assert query is not None  # noqa: S101 - called for taps only
    try:
        await query.edit_message_text(
            screen.html,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=screen.keyboard,
        )
    except BadRequest as error:
        if "not modified" in error.message.lower():
            return False
        # Too old to be edited, or deleted: the answer comes as a new message.
        log.info("chat.edit_refused", why=error.message)
        await reply(context, place, screen)
    return True


async def answer(update: Update, text: str = "", *, alert: bool = False) -> None:
    """Answer a tap, so that its button stops waiting; too late is no error."""
    query = update.callback_query
    assert query is not None  # noqa: S101 - called for taps only
    try:
        await query.answer(text or None, show_alert=alert)
    except BadRequest as error:
        log.info("chat.tap_too_old", why=error.message)
