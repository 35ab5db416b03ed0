"""What can go wrong with a call: wrong answers, late ones, broken connections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.preview.refusals import BAD_REQUEST, FORBIDDEN, FORBIDDEN_WORDINGS, TOO_MANY_REQUESTS

Cut = Literal["", "before", "after"]
"""When the connection breaks: not, before the call has its effect, or after it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to a call.

    With a ``code`` it has no effect and is answered so; ``html`` answers as a proxy in front of
    Telegram does. ``before`` and ``after`` are seconds that pass before and after the effect.
    """

    code: int = 0
    description: str = ""
    parameters: Mapping[str, int] = field(default_factory=dict)
    html: bool = False
    cut: Cut = ""
    before: float = 0.0
    after: float = 0.0


def flood(retry_after: int) -> Fault:
    """Answer that there were too many requests (429)."""
    description = f"Too Many Requests: retry after {retry_after}"
    return Fault(TOO_MANY_REQUESTS, description, {"retry_after": retry_after})


def forbidden(wording: str = "blocked") -> Fault:
    """Answer that the chat takes no messages (403): a key of ``FORBIDDEN_WORDINGS``."""
    return Fault(FORBIDDEN, FORBIDDEN_WORDINGS[wording])


def bad_request(reason: str) -> Fault:
    """Answer that the request is wrong (400), with Telegram's reason."""
    return Fault(BAD_REQUEST, f"Bad Request: {reason}")


def migrated(to: int) -> Fault:
    """Answer that the group became the supergroup ``to``."""
    description = "Bad Request: group chat was upgraded to a supergroup chat"
    return Fault(BAD_REQUEST, description, {"migrate_to_chat_id": to})


def server_error(code: int = 502, *, html: bool = False) -> Fault:
    """Answer with a failure on Telegram's side (5xx), as JSON or as a proxy's page."""
    words = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}
    return Fault(code, words.get(code, "Service Unavailable"), html=html)


def lost_answer() -> Fault:
    """Let the call have its effect, then break the connection."""
    return Fault(cut="after")


def lost_request() -> Fault:
    """Break the connection before the call has an effect."""
    return Fault(cut="before")


def slow(seconds: float) -> Fault:
    """Let the call have its effect and its answer late."""
    return Fault(before=seconds)


def late_answer(seconds: float) -> Fault:
    """Let the call have its effect at once, and its answer late."""
    return Fault(after=seconds)
