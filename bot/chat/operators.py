"""Commands that only operators may use, in a private chat; to others they do not exist."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.chat import screens
from bot.chat.conversation import Context, Place, place_of, reply, subscriber_at
from bot.chat.handlers import Handlers, question_of
from bot.chat.screens import Screen
from bot.chat.services import Services
from bot.model import DeliveryState
from summaries.types import Language


class Operators:
    """The handlers of operators' commands."""

    def __init__(self, services: Services, handlers: Handlers) -> None:
        self._services = services
        self._handlers = handlers

    async def status(self, update: Update, context: Context) -> None:
        """Show deliveries in doubt and sources that fail."""
        place = place_of(update)
        if not self._may_use(place):
            await self._handlers.unknown(update, context)
            return
        subscriber = await subscriber_at(self._services, place)
        for screen in await asyncio.to_thread(self._status, subscriber.language):
            await reply(context, place, screen)

    async def explain(self, update: Update, context: Context) -> None:
        """Show regions, dates and reasons of the text behind the command."""
        place = place_of(update)
        if not self._may_use(place):
            await self._handlers.unknown(update, context)
            return
        subscriber = await subscriber_at(self._services, place)
        text = question_of(update.effective_message)
        if not text:
            await reply(context, place, screens.say(subscriber.language, "explain.usage"))
            return
        tagged = await asyncio.to_thread(self._services.explain, text)
        for screen in screens.explanation(
            tagged.passages, subscriber.language, self._services.scheme
        ):
            await reply(context, place, screen)

    def _may_use(self, place: Place) -> bool:
        return place.is_private and place.user in self._services.operators

    def _status(self, language: Language) -> list[Screen]:
        store = self._services.store
        return screens.status(
            screens.Status(
                articles=store.article_count(),
                subscribers=len(store.subscribers(active_only=True)),
                deliveries=store.delivery_counts(),
                unknown=store.deliveries(DeliveryState.UNKNOWN),
                failing=[state for state in store.source_states() if state.failures > 0],
            ),
            language,
        )
