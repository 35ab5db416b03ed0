"""``GET /health``: 200 while the bot works, 503 when the database or the ticks have stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.errors import StoreError
from bot.model import DeliveryState, SourceState
from bot.store import Store

STALE = timedelta(minutes=5)
"""A scheduler whose last tick is older than this has stopped."""


@dataclass(slots=True)
class Pulse:
    """When the scheduler ticked last; it starts with the process's own start."""

    last_tick: datetime = field()

    def beat(self, now: datetime) -> None:
        """Note a tick."""
        self.last_tick = now


@dataclass(frozen=True, slots=True)
class Health:
    """What a monitor needs to know. ``status`` is ``ok`` or says what has stopped."""

    status: str
    last_tick: str
    failing_sources: list[str]
    deliveries: dict[str, int]


def look(store: Store, pulse: Pulse, now: datetime) -> Health:
    """Gather the health of a running bot; a database that fails is part of the answer."""
    tick = pulse.last_tick.isoformat(timespec="seconds")
    try:
        failing = [state.source_id for state in store.source_states() if is_failing(state)]
        counts = store.delivery_counts()
    except StoreError as error:
        return Health(f"database: {error}", tick, [], {})
    status = "ok" if now - pulse.last_tick < STALE else "scheduler: no tick for five minutes"
    return Health(
        status, tick, failing, {state.value: counts.get(state, 0) for state in DeliveryState}
    )


def is_failing(state: SourceState) -> bool:
    """Tell whether a source has failed often enough that a person should look at it."""
    return state.failures >= 3  # noqa: PLR2004 - two failures in a row are weather


def health_route(store: Store, pulse: Pulse, clock: Callable[[], datetime]) -> Route:
    """Return the route that answers with ``Health`` as JSON."""

    async def answer(_request: Request) -> JSONResponse:
        health = await asyncio.to_thread(look, store, pulse, clock())
        body = {name: getattr(health, name) for name in Health.__slots__}
        return JSONResponse(body, status_code=200 if health.status == "ok" else 503)

    return Route("/health", answer)
