"""The Bot API over HTTP: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.preview.calls import Call, Method, Reply
from bot.preview.chats import CHATS
from bot.preview.editing import EDITING
from bot.preview.faults import Fault
from bot.preview.forms import Parameters, read_parameters
from bot.preview.markup import Json, Markup, read_markup
from bot.preview.profile import PROFILE, read_allowed
from bot.preview.refusals import (
    CONFLICT,
    NOT_FOUND,
    OTHER_POLLER,
    UNAUTHORIZED,
    WEBHOOK_ACTIVE,
    Refusal,
)
from bot.preview.rooms import Message
from bot.preview.script import Script
from bot.preview.sending import SENDING
from bot.preview.transcript import Entry, Transcript
from bot.preview.world import World

CUT = "preview.cut"
"""Key of ``scope["extensions"]``: a function that breaks the connection of the request."""

MAX_WAIT = 50
_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)
_COUNTED = ("sendmessage", "sendphoto", "senddocument")


@dataclass(frozen=True, slots=True)
class BotApi:
    """Answers the bot's calls."""

    world: World
    script: Script
    transcript: Transcript

    methods: ClassVar[dict[str, Method]] = {**SENDING, **EDITING, **CHATS, **PROFILE}

    @property
    def routes(self) -> list[Route]:
        """The addresses of the Bot API."""
        return [
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{kind}/{file}", self._file),
        ]

    async def _call(self, request: Request) -> Response:
        name = request.path_params["method"]
        given = await self._accepted(request)
        with self.world.lock():
            fault = self.script.take(name.lower(), given.text("chat_id"))
        polling = name.lower() == "getupdates"
        await asyncio.sleep(fault.before + (0 if polling else self.script.latency))
        if fault.cut == "before":
            return await _cut(request)
        if fault.code:
            return self._fail(name, given, fault)
        result = await self._get_updates(given) if polling else self._run(name, given, fault).result
        await asyncio.sleep(fault.after)
        if fault.cut == "after":
            return await _cut(request)
        return JSONResponse({"ok": True, "result": result})

    async def _accepted(self, request: Request) -> Parameters:
        """Return the parameters of a call that comes with the right token, of a known method."""
        self._require_token(request.path_params["token"])
        given = await read_parameters(request)
        if request.path_params["method"].lower() not in ("getupdates", *self.methods):
            raise Refusal(NOT_FOUND, "Not Found")
        return given

    def _fail(self, name: str, given: Parameters, fault: Fault) -> Response:
        refusal = Refusal(fault.code, fault.description, fault.parameters)
        self._note(name, given, refusal, fault)
        return _proxy_page(fault) if fault.html else refused(refusal)

    def _require_token(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise Refusal(NOT_FOUND, "Not Found")
        if token != self.world.token:
            raise Refusal(UNAUTHORIZED, "Unauthorized")

    def _run(self, name: str, given: Parameters, fault: Fault) -> Reply:
        """Let a method have its effect and write it down, both in one change."""
        method = name.lower()
        with self.world.lock():
            try:
                call = Call(self.world, given)
                if method in _COUNTED:
                    self._count(call)
                reply = self.methods[method](call)
            except Refusal as refusal:
                self._note(name, given, refusal, fault)
                raise
            self._note(name, given, reply, fault)
            return reply

    def _count(self, call: Call) -> None:
        room = call.room()
        group = room.kind in ("group", "supergroup", "channel")
        refusal = self.script.floods and self.script.floods.refuse(room.id, group=group)
        if refusal:
            raise refusal

    def _note(self, name: str, given: Parameters, outcome: Reply | Refusal, fault: Fault) -> None:
        """Write a call down and wake who waits for it."""
        message = outcome.message if isinstance(outcome, Reply) else None
        refusal = outcome if isinstance(outcome, Refusal) else None
        markup = None if refusal else _given_markup(given, message)
        entry = Entry(
            at=self.world.clock(),
            method=name,
            chat=given.number("chat_id") or (message.chat if message else None),
            thread=given.number("message_thread_id"),
            text=given.text("text") or given.text("caption"),
            plain=message.text if message else "",
            entities=message.content.entities if message else (),
            markup=markup,
            message_id=message.id if message else given.number("message_id") or None,
            ok=refusal is None,
            code=refusal.code if refusal else 200,
            description=refusal.description if refusal else "",
            lost=fault.cut == "after",
            parameters=given.values,
        )
        with self.world.lock():
            self.transcript.add(entry)
            self.world.changed()

    async def _get_updates(self, given: Parameters) -> list[Json]:
        """Hand out updates; wait for one up to ``timeout`` seconds.

        A call that begins to wait ends the one that waits already, which answers 409.
        """
        if self.world.webhook:
            raise Refusal(CONFLICT, WEBHOOK_ACTIVE)
        read_allowed(Call(self.world, given))
        offset, limit = given.number("offset"), given.number("limit", 100)
        deadline = asyncio.get_running_loop().time() + min(given.number("timeout"), MAX_WAIT)
        updates = self.world.updates
        with self.world.watch() as news:
            updates.polls += 1
            turn = updates.polls
            self.world.changed()
            while True:
                news.clear()
                with self.world.lock():
                    if updates.polls != turn:
                        raise Refusal(CONFLICT, OTHER_POLLER)
                    if self.world.webhook:
                        raise Refusal(CONFLICT, "Conflict: terminated by setWebhook request")
                    found = updates.take(offset, limit)
                left = deadline - asyncio.get_running_loop().time()
                if found or left <= 0 or self.world.closed:
                    return found
                await _set_within(news, left)

    async def _file(self, request: Request) -> Response:
        self._require_token(request.path_params["token"])
        file = self.world.files.get(request.path_params["file"])
        if file is None:
            raise Refusal(NOT_FOUND, "Not Found")
        return Response(file.body, media_type=file.content_type)


def _given_markup(given: Parameters, message: Message | None) -> Markup | None:
    """Return the keyboard of a message, or the reply keyboard that came with it."""
    if message is None:
        return None
    return message.markup or read_markup(given.parsed("reply_markup"))


async def _set_within(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return


def refused(refusal: Refusal) -> Response:
    """Return a refusal as Telegram answers it."""
    content: Json = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.parameters:
        content["parameters"] = refusal.parameters
    return JSONResponse(content, refusal.code)


def _proxy_page(fault: Fault) -> Response:
    title = f"{fault.code} {fault.description}"
    page = (
        f"<html>\n<head><title>{title}</title></head>\n<body>\n<h1>{title}</h1>\n</body>\n</html>"
    )
    return HTMLResponse(page, fault.code)


async def _cut(request: Request) -> Response:
    """Break the connection.

    Raises:
        RuntimeError: the server offers no way to do it.

    """
    cut: Callable[[], None] | None = request.scope.get("extensions", {}).get(CUT)
    if cut is None:
        raise RuntimeError("broken connections need the stand-in's own server")
    cut()
    await asyncio.sleep(0)
    return Response(status_code=500)
