"""The parameters of a call, as clients send them: query, form, multipart form or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.preview.refusals import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart form."""

    name: str
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a call was given. Values are texts, as Telegram takes them; lists and objects JSON."""

    values: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a text; empty if it is missing."""
        return self.values.get(name, "")

    def number(self, name: str, default: int = 0) -> int:
        """Return a whole number; what is none counts as 0, as Telegram does it."""
        raw = self.values.get(name, "").strip()
        if not raw:
            return default
        return int(raw) if re.fullmatch(r"-?\d+", raw) else 0

    def flag(self, name: str) -> bool:
        """Return a truth value."""
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def parsed(self, name: str) -> object:
        """Return a parameter that is JSON; ``None`` if it is missing.

        Raises:
            Refusal: it is no JSON.

        """
        raw = self.text(name)
        if not raw:
            return None
        try:
            value: object = json.loads(raw)
        except ValueError as error:
            raise bad_request(f"can't parse {name} JSON object") from error
        return value


async def read_parameters(request: Request) -> Parameters:
    """Read the parameters of a call from its address and its body."""
    values = dict(parse_qsl(request.url.query, keep_blank_values=True))
    body = await request.body()
    content_type = request.headers.get("content-type", "")
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        return Parameters(values | _from_json(body))
    if kind == "multipart/form-data":
        fields, files = _from_multipart(body, content_type)
        return Parameters(values | fields, files)
    return Parameters(values | dict(parse_qsl(body.decode(), keep_blank_values=True)))


def _from_json(body: bytes) -> dict[str, str]:
    try:
        content = json.loads(body or b"{}")
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(content, dict):
        raise bad_request("can't parse JSON object: expected an Object")
    return {
        str(name): value if isinstance(value, str) else json.dumps(value)
        for name, value in content.items()
        if value is not None
    }


def _from_multipart(body: bytes, content_type: str) -> tuple[dict[str, str], dict[str, Upload]]:
    header = Message()
    header["content-type"] = content_type
    boundary = header.get_param("boundary")
    if not isinstance(boundary, str):
        raise bad_request("can't find boundary of the multipart form")
    fields: dict[str, str] = {}
    files: dict[str, Upload] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        about = _headers(head)
        name = str(about.get_param("name", "", "content-disposition"))
        if (filename := about.get_filename()) is None:
            fields[name] = content.decode()
        else:
            files[name] = Upload(filename, about.get_content_type(), content)
    return fields, files


def _headers(head: bytes) -> Message:
    about = Message()
    for line in head.decode(errors="replace").strip().split("\r\n"):
        name, _, value = line.partition(":")
        about[name] = value.strip()
    return about
