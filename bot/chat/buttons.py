"""What the bot does when a button is tapped.

Taps come late, twice and after restarts. Each says the state that it wants, so a repetition finds
it reached; a tap on a message too old to edit is answered with a new one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from telegram import Message, Update

from bot import commands
from bot.chat import keyboards, screens
from bot.chat.conversation import (
    Context,
    Place,
    answer,
    may_change,
    place_of,
    show,
    subscriber_at,
)
from bot.chat.handlers import Handlers, question_of
from bot.chat.screens import Screen
from bot.chat.services import Services
from bot.chat.texts import LANGUAGES, texts
from bot.model import Subscriber
from summaries.sources import parse_sources
from summaries.types import RegionId


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap on a button: what it carried, where, and the chat's subscriber as it stands."""

    update: Update
    context: Context
    place: Place
    subscriber: Subscriber
    value: str

    async def show(self, screen: Screen) -> bool:
        """Put a screen in place of the tapped message; ``False`` where it is there already."""
        return await show(self.update, self.context, self.place, screen)


class Buttons:
    """The handlers of taps, by the verb that the button carries."""

    def __init__(self, services: Services, handlers: Handlers) -> None:
        self._services = services
        self._handlers = handlers
        self._open: dict[str, Callable[[Tap], Awaitable[None]]] = {
            "digest": self._digest,
            "page": self._page,
        }
        self._guarded: dict[str, Callable[[Tap], Awaitable[None]]] = {
            "subscribe": self._subscribe,
            "settings": self._settings,
            "regions": self._regions,
            "with": self._with_region,
            "without": self._without_region,
            "sources": self._sources,
            "source": self._source,
            "days": self._days,
            "day": self._day,
            "hours": self._hours,
            "hour": self._hour,
            "zones": self._zones,
            "zone": self._zone,
            "language": self._language,
            "forget": self._forget,
            "keep": self._keep,
        }

    async def tapped(self, update: Update, context: Context) -> None:
        """Do what a button says; what no button of today says is answered with nothing."""
        query = update.callback_query
        if query is None or update.effective_chat is None:
            return
        verb, value = keyboards.read_data(query.data or "")
        do = self._open.get(verb) or self._guarded.get(verb)
        if do is None:
            await answer(update)
            return
        place = place_of(update)
        subscriber = await subscriber_at(self._services, place)
        if verb in self._guarded and not await may_change(update, context, place):
            await answer(update, texts(subscriber.language)("admins.only"), alert=True)
            return
        await do(Tap(update, context, place, subscriber, value))

    # --- open to everyone ---

    async def _digest(self, tap: Tap) -> None:
        language, scheme = tap.subscriber.language, self._services.scheme
        regions = keyboards.chosen_regions(tap.value, scheme)
        titles = screens.region_names(texts(language), scheme, regions)
        # The question gives way to the choice. Who taps again finds no question any more.
        asked = regions and await tap.show(screens.title(titles, language))
        await answer(tap.update)
        if asked:
            sources = keyboards.chosen_sources(tap.value) or tap.subscriber.sources
            reader = replace(tap.subscriber, sources=sources)
            await self._handlers.send_digests(tap.context, tap.place, reader, regions)

    async def _page(self, tap: Tap) -> None:
        query = tap.update.callback_query
        message = query.message if query else None
        words = question_of(message.reply_to_message) if isinstance(message, Message) else ""
        language = tap.subscriber.language
        if not words or not tap.value.isdecimal():
            await answer(tap.update, texts(language)("search.lost"), alert=True)
            return
        screen = await asyncio.to_thread(self._handlers.found, words, language, int(tap.value))
        await tap.show(screen)
        await answer(tap.update)

    # --- for those who may change the chat's settings ---

    async def _subscribe(self, tap: Tap) -> None:
        store, now = self._services.store, self._services.clock()
        new = await asyncio.to_thread(commands.subscribe, store, tap.subscriber, now)
        if not new:
            await self._overview(tap, "subscribed.already")
            return
        self._services.wake()
        waiting = await asyncio.to_thread(store.article_count) == 0
        subscriber = await subscriber_at(self._services, tap.place)
        greeting = "subscribed.waiting" if waiting else "subscribed.now"
        await self._overview(replace(tap, subscriber=subscriber), greeting)

    async def _settings(self, tap: Tap) -> None:
        await self._overview(tap)

    async def _regions(self, tap: Tap) -> None:
        await tap.show(screens.choose_regions(tap.subscriber, self._services.scheme))
        await answer(tap.update)

    async def _with_region(self, tap: Tap) -> None:
        await self._set_region(tap, wanted=True)

    async def _without_region(self, tap: Tap) -> None:
        await self._set_region(tap, wanted=False)

    async def _set_region(self, tap: Tap, *, wanted: bool) -> None:
        scheme = self._services.scheme
        region = RegionId(tap.value)
        after = commands.with_region(tap.subscriber, region, scheme, wanted=wanted)
        last = not wanted and after.regions == (region,)
        subscriber = await self._changed(tap, after)
        await tap.show(screens.choose_regions(subscriber, scheme))
        text = texts(subscriber.language)("settings.last_region") if last else ""
        await answer(tap.update, text)

    async def _sources(self, tap: Tap) -> None:
        await tap.show(screens.choose_sources(tap.subscriber))
        await answer(tap.update)

    async def _source(self, tap: Tap) -> None:
        sources = parse_sources(tap.value)
        if sources:
            await self._set(tap, replace(tap.subscriber, sources=sources))
        else:
            await answer(tap.update)

    async def _days(self, tap: Tap) -> None:
        await tap.show(screens.choose_day(tap.subscriber))
        await answer(tap.update)

    async def _day(self, tap: Tap) -> None:
        if tap.value in (keyboards.ALL, *map(str, range(7))):
            weekday = None if tap.value == keyboards.ALL else int(tap.value)
            await self._set(tap, commands.with_weekday(tap.subscriber, weekday))
        else:
            await answer(tap.update)

    async def _hours(self, tap: Tap) -> None:
        await tap.show(screens.choose_hour(tap.subscriber))
        await answer(tap.update)

    async def _hour(self, tap: Tap) -> None:
        if tap.value in map(str, range(24)):
            await self._set(tap, commands.with_hour(tap.subscriber, int(tap.value)))
        else:
            await answer(tap.update)

    async def _zones(self, tap: Tap) -> None:
        await tap.show(screens.choose_zone(tap.subscriber))
        await answer(tap.update)

    async def _zone(self, tap: Tap) -> None:
        zone = commands.parse_zone(tap.value)
        if zone:
            await self._set(tap, commands.with_zone(tap.subscriber, zone))
        else:
            await answer(tap.update)

    async def _language(self, tap: Tap) -> None:
        language = next((known for known in LANGUAGES if known == tap.value), None)
        if language:
            await self._set(tap, replace(tap.subscriber, language=language))
        else:
            await answer(tap.update)

    async def _forget(self, tap: Tap) -> None:
        language = tap.subscriber.language
        if tap.value != "sure":
            await tap.show(screens.privacy_sure(language))
            await answer(tap.update)
            return
        deleted = await asyncio.to_thread(self._services.store.delete_subscriber, tap.place.chat)
        await tap.show(screens.say(language, "privacy.deleted" if deleted else "privacy.nothing"))
        await answer(tap.update)

    async def _keep(self, tap: Tap) -> None:
        await tap.show(screens.privacy(tap.subscriber.language))
        await answer(tap.update)

    async def _set(self, tap: Tap, after: Subscriber) -> None:
        subscriber = await self._changed(tap, after)
        await self._overview(replace(tap, subscriber=subscriber))

    async def _changed(self, tap: Tap, after: Subscriber) -> Subscriber:
        services = self._services
        return await asyncio.to_thread(
            commands.change, services.store, tap.subscriber, after, services.clock()
        )

    async def _overview(self, tap: Tap, greeting: str = "") -> None:
        services = self._services
        if not greeting and not tap.subscriber.active:
            greeting = "welcome"
        await tap.show(
            screens.overview(tap.subscriber, services.scheme, services.clock(), greeting)
        )
        await answer(tap.update)
