"""What the bot does with a message: commands, words to look for, and what it cannot read.

Handlers are thin: they find out where they are, call a use-case in a worker thread, and answer.
What changes the database does so before the answer, so that a repeated update finds it done.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from telegram import Message, Update

from bot import commands
from bot.brief import digests_for
from bot.chat import screens
from bot.chat.conversation import (
    Context,
    Place,
    may_change,
    place_of,
    reply,
    subscriber_at,
)
from bot.chat.render import digest_parts
from bot.chat.screens import Screen
from bot.chat.services import Services
from bot.due import window_before
from bot.model import SearchPage, SourceState, Subscriber
from summaries.types import Language, RegionId

LONGEST_WORD = 40
"""Characters of an unknown command that are repeated."""


class Handlers:
    """The handlers of messages."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def start(self, update: Update, context: Context) -> None:
        """Welcome a chat: what the bot does, the settings, and one button to subscribe."""
        place = place_of(update)
        if not await self._admitted(update, context, place):
            return
        subscriber = await subscriber_at(self._services, place)
        greeting = "subscribed.already" if subscriber.active else "welcome"
        await reply(context, place, self._overview(subscriber, greeting))

    async def settings(self, update: Update, context: Context) -> None:
        """Show the settings; ``/settings zone NAME`` sets a zone that no button offers."""
        place = place_of(update)
        if not await self._admitted(update, context, place):
            return
        subscriber = await subscriber_at(self._services, place)
        words = _words(context)
        if words and words[0].casefold() in ("zone", "timezone"):
            asked = " ".join(words[1:])
            zone = commands.parse_zone(asked)
            if zone is None:
                unknown = screens.say(subscriber.language, "settings.zone.unknown", zone=asked[:60])
                await reply(context, place, unknown)
                return
            subscriber = await asyncio.to_thread(
                commands.change,
                self._services.store,
                subscriber,
                commands.with_zone(subscriber, zone),
                self._services.clock(),
            )
        await reply(context, place, self._overview(subscriber))

    async def digest(self, update: Update, context: Context) -> None:
        """Send digests at once: of the region named, of the chat's own, or ask for one."""
        place = place_of(update)
        asked = commands.read_request(_words(context), self._services.scheme)
        known = await asyncio.to_thread(self._services.store.subscriber, place.chat)
        subscriber = known or await subscriber_at(self._services, place)
        regions = asked.regions or (known.regions if known else ())
        if asked.days is None:
            await reply(context, place, screens.too_many_days(subscriber.language))
        elif asked.unknown or not regions:
            await reply(
                context,
                place,
                screens.which_region(
                    subscriber.language, self._services.scheme, asked.unknown, asked.sources
                ),
            )
        else:
            reader = replace(subscriber, sources=asked.sources or subscriber.sources)
            await self.send_digests(context, place, reader, regions, asked.days)

    async def send_digests(
        self,
        context: Context,
        place: Place,
        subscriber: Subscriber,
        regions: tuple[RegionId, ...],
        days: int = commands.DAYS,
    ) -> None:
        """Build digests of the last ``days`` days and send them as an answer."""
        parts = await asyncio.to_thread(self._built, subscriber, regions, days)
        if not parts:
            await reply(context, place, screens.say(subscriber.language, "empty"))
        for html in parts:
            await reply(context, place, Screen(html))

    async def search(self, update: Update, context: Context) -> None:
        """Look for the words behind ``/search``."""
        place = place_of(update)
        await self._search(update, context, place, " ".join(_words(context)))

    async def words(self, update: Update, context: Context) -> None:
        """Look for what a person just wrote, without any command."""
        message = update.effective_message
        assert message is not None  # noqa: S101 - registered for messages
        await self._search(update, context, place_of(update), message.text or "")

    async def sources(self, update: Update, context: Context) -> None:
        """List the outlets, with their labels and how the last reading went."""
        place = place_of(update)
        subscriber = await subscriber_at(self._services, place)
        states = await asyncio.to_thread(self._source_states)
        for screen in screens.source_list(self._services.sources, states, subscriber):
            await reply(context, place, screen)

    async def help(self, update: Update, context: Context) -> None:
        """Say what the bot can do."""
        place = place_of(update)
        subscriber = await subscriber_at(self._services, place)
        await reply(context, place, screens.helping(subscriber.language, self._services.scheme))

    async def stop(self, update: Update, context: Context) -> None:
        """End the subscription and say what is kept."""
        place = place_of(update)
        if not await self._admitted(update, context, place):
            return
        subscriber = await subscriber_at(self._services, place)
        ended = await asyncio.to_thread(commands.stop, self._services.store, place.chat)
        key = "stopped" if ended else "stopped.already"
        await reply(context, place, screens.say(subscriber.language, key))

    async def privacy(self, update: Update, context: Context) -> None:
        """Say what is kept of the chat, and offer to delete it."""
        place = place_of(update)
        if not await self._admitted(update, context, place):
            return
        subscriber = await subscriber_at(self._services, place)
        await reply(context, place, screens.privacy(subscriber.language))

    async def unknown(self, update: Update, context: Context) -> None:
        """Say that there is no such command."""
        place = place_of(update)
        message = update.effective_message
        said = ((message.text if message else None) or "").split()
        command = said[0][:LONGEST_WORD] if said else ""
        subscriber = await subscriber_at(self._services, place)
        await reply(
            context, place, screens.say(subscriber.language, "unknown.command", command=command)
        )

    async def unreadable(self, update: Update, context: Context) -> None:
        """Say that only words are understood: not photos, voices, files."""
        place = place_of(update)
        subscriber = await subscriber_at(self._services, place)
        await reply(context, place, screens.say(subscriber.language, "only.words"))

    def found(self, text: str, language: Language, offset: int = 0) -> Screen:
        """Return a page of results; for a worker thread."""
        scheme = self._services.scheme
        page: SearchPage = commands.search(self._services.store, scheme, text, offset)
        return screens.found(page, language, scheme)

    async def _search(self, update: Update, context: Context, place: Place, text: str) -> None:
        subscriber = await subscriber_at(self._services, place)
        language = subscriber.language
        if not text.strip():
            await reply(context, place, screens.say(language, "search.usage"))
            return
        if await asyncio.to_thread(self._services.store.article_count) == 0:
            await reply(context, place, screens.say(language, "empty"))
            return
        screen = await asyncio.to_thread(self.found, text, language)
        # As an answer to the question: whoever turns the page finds its words there.
        message = update.effective_message
        await reply(context, place, screen, message.message_id if message else None)

    async def _admitted(self, update: Update, context: Context, place: Place) -> bool:
        if await may_change(update, context, place):
            return True
        subscriber = await subscriber_at(self._services, place)
        await reply(context, place, screens.say(subscriber.language, "admins.only"))
        return False

    def _overview(self, subscriber: Subscriber, greeting: str = "") -> Screen:
        services = self._services
        return screens.overview(subscriber, services.scheme, services.clock(), greeting)

    def _built(self, subscriber: Subscriber, regions: tuple[RegionId, ...], days: int) -> list[str]:
        services = self._services
        if services.store.article_count() == 0:
            return []
        until = services.clock().replace(second=0, microsecond=0)
        window = window_before(until, days, subscriber.schedule.zone)
        return [
            part
            for digest in digests_for(services.store, regions, window, sources=subscriber.sources)
            for part in digest_parts(digest, subscriber.language, services.scheme)
        ]

    def _source_states(self) -> dict[str, SourceState]:
        return {state.source_id: state for state in self._services.store.source_states()}


def _words(context: Context) -> list[str]:
    return list(context.args or ())


def question_of(message: Message | None) -> str:
    """Return the words that a message asked for, without the command before them."""
    text = (message.text if message else None) or ""
    command, _, words = text.partition(" ")
    return words.strip() if command.startswith("/") else text.strip()
