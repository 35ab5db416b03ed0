"""The chat page: its files, its stream of changes, and what a person does on it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.preview.clock import PreviewClock
from bot.preview.people import People
from bot.preview.rooms import Room
from bot.preview.view import View

_FILES = {
    "chat.css": "text/css",
    "chat.js": "text/javascript",
    "composer.js": "text/javascript",
    "text.js": "text/javascript",
    "messages.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
}
KEEP_ALIVE = 15.0
LANGUAGES = ("en", "ar")
GREATEST_STEP = 24 * 31


class Misused(Exception):
    """The page asked for something that cannot be done; the message is shown there."""


@dataclass(frozen=True, slots=True)
class Page:
    """Serves the page and takes its actions. Actions are JSON, so that other sites cannot act."""

    people: People
    view: View

    @property
    def routes(self) -> list[Route]:
        """The addresses of the page."""
        return [
            Route("/", self._index),
            Route("/preview/events", self._events),
            Route("/preview/files/{file}", self._file),
            Route("/preview/{action}", self._act, methods=["POST"]),
            Route("/preview/{name}", self._static),
        ]

    async def _index(self, _: Request) -> Response:
        return _own_file("index.html", "text/html")

    async def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _FILES:
            return Response(status_code=404)
        return _own_file(name, _FILES[name])

    async def _file(self, request: Request) -> Response:
        file = self.people.world.files.get(request.path_params["file"])
        if file is None:
            return Response(status_code=404)
        shown = "inline" if file.kind == "photo" else "attachment"
        headers = _HEADERS | {"Content-Disposition": shown}
        return Response(file.body, media_type=file.content_type, headers=headers)

    async def _events(self, request: Request) -> Response:
        since = request.query_params.get("since", "")
        stream = self._changes(int(since) if since.isdecimal() else 0)
        headers = _HEADERS | {"Cache-Control": "no-store"}
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def _changes(self, revision: int) -> AsyncIterator[str]:
        """Yield what changed, as server-sent events, until the world is closed."""
        world = self.people.world
        if revision > world.revision:
            revision = 0
        with world.watch() as news:
            while not world.closed:
                news.clear()
                content, revision = self.view.since(revision)
                yield f"data: {json.dumps(content)}\n\n"
                try:
                    await asyncio.wait_for(news.wait(), KEEP_ALIVE)
                except TimeoutError:
                    yield ": still here\n\n"

    async def _act(self, request: Request) -> Response:
        actions = {
            "say": self._say,
            "press": self._press,
            "membership": self._membership,
            "language": self._language,
            "advance": self._advance,
        }
        action = actions.get(request.path_params["action"])
        if action is None:
            return Response(status_code=404)
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            return Response(status_code=415)
        try:
            return JSONResponse(action(await request.json()))
        except (Misused, LookupError, ValueError) as error:
            return JSONResponse({"error": str(error)}, 400)

    def _room(self, given: dict[str, object]) -> Room:
        room = self.people.world.rooms.get(_number(given, "chat"))
        if room is None:
            raise Misused("there is no such chat")
        return room

    def _say(self, given: dict[str, object]) -> dict[str, object]:
        message = self.people.say(
            self._room(given), str(given.get("text", "")), reply_to=_number(given, "reply_to")
        )
        return {"message": message.id}

    def _press(self, given: dict[str, object]) -> dict[str, object]:
        callback = self.people.press(
            self._room(given), str(given.get("data", "")), message_id=_number(given, "message")
        )
        return {"callback": callback.id}

    def _membership(self, given: dict[str, object]) -> dict[str, object]:
        room, member = self._room(given), given.get("member") is True
        if room.kind == "private":
            self.people.unblock(room) if member else self.people.block(room)
        elif member:
            self.people.add_bot(room)
        else:
            self.people.remove_bot(room)
        return {"bot": room.bot}

    def _language(self, given: dict[str, object]) -> dict[str, object]:
        language = given.get("language")
        if language not in LANGUAGES:
            raise Misused(f"the page offers {', '.join(LANGUAGES)}")
        world = self.people.world
        with world.lock():
            for room in world.rooms.values():
                room.owner = replace(room.owner, language=str(language))
            world.changed()
        return {"language": language}

    def _advance(self, given: dict[str, object]) -> dict[str, object]:
        hours, clock = _number(given, "hours"), self.people.world.clock
        if not isinstance(clock, PreviewClock) or not 0 < hours <= GREATEST_STEP:
            raise Misused("the clock cannot be put forward so")
        clock.advance(timedelta(hours=hours))
        self.people.world.changed()
        return {"now": clock().isoformat()}


def _number(given: dict[str, object], name: str) -> int:
    value = given.get(name, 0)
    if not isinstance(value, int):
        raise Misused(f"{name} is no number")
    return value


def _own_file(name: str, media_type: str) -> Response:
    content = (files("bot.preview") / "page" / name).read_bytes()
    return Response(content, media_type=media_type, headers=_HEADERS)
