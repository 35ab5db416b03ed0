"""Coming and going: blocked and unblocked, added to a group and removed, groups that move."""

from __future__ import annotations

import asyncio

import structlog
from telegram import (
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberRestricted,
    Update,
)

from bot import commands
from bot.chat import screens
from bot.chat.conversation import Context, Place, place_of, reply
from bot.chat.services import Services

log = structlog.get_logger(__name__)


class Membership:
    """The handlers of what Telegram says about the bot's own place in chats."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def changed(self, update: Update, context: Context) -> None:
        """Stop serving a chat that the bot may not write to; serve it again when it may."""
        change = update.my_chat_member
        if change is None:
            return
        place = place_of(update)
        store, now = self._services.store, self._services.clock()
        reason = _shut_out(change.new_chat_member, place)
        if reason:
            ended = await asyncio.to_thread(commands.gone, store, place.chat.id, reason)
            log.info("chat.gone", because=reason, subscriptions=ended)
            return
        if not _shut_out(change.old_chat_member, place):
            return
        back = await asyncio.to_thread(commands.returned, store, place.chat.id, now)
        if back:
            log.info("chat.returned", subscriptions=back)
        elif place.kind in ("group", "supergroup"):
            await reply(context, place, screens.say(place.language, "greeting.group"))

    async def moved(self, update: Update, context: Context) -> None:  # noqa: ARG002 - the library's form
        """Follow a group that became a supergroup, whichever of its two notices comes first."""
        message = update.effective_message
        if message is None:
            return
        old = message.migrate_from_chat_id or message.chat.id
        new = message.migrate_to_chat_id or message.chat.id
        await asyncio.to_thread(self._services.store.move_chat, old, new)
        log.info("chat.moved")


def _shut_out(member: ChatMember, place: Place) -> str:
    """Return why the bot, being ``member``, cannot write to a chat; nothing where it can."""
    match member:
        case ChatMemberBanned():
            return "blocked" if place.is_private else "removed"
        case ChatMemberLeft():
            return "removed"
        case ChatMemberRestricted(is_member=True, can_send_messages=True):
            return ""
        case ChatMemberRestricted():
            return "may not write"
        case ChatMemberAdministrator(can_post_messages=False) if place.kind == "channel":
            return "may not write"
    return ""
