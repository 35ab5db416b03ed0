"""What the stand-in refuses, in the words that Telegram uses.

A refusal is raised by a method and becomes an answer ``{"ok": false, …}`` with its code. The
wordings are those of the Bot API server and of python-telegram-bot's users' reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

BAD_REQUEST = 400
UNAUTHORIZED = 401
FORBIDDEN = 403
NOT_FOUND = 404
CONFLICT = 409
TOO_LARGE = 413
TOO_MANY_REQUESTS = 429

FORBIDDEN_WORDINGS: Mapping[str, str] = MappingProxyType(
    {
        "blocked": "Forbidden: bot was blocked by the user",
        "deactivated": "Forbidden: user is deactivated",
        "not started": "Forbidden: bot can't initiate conversation with a user",
        "kicked from group": "Forbidden: bot was kicked from the group chat",
        "kicked from supergroup": "Forbidden: bot was kicked from the supergroup chat",
        "kicked from channel": "Forbidden: bot was kicked from the channel chat",
        "no member of group": "Forbidden: bot is not a member of the group chat",
        "no member of supergroup": "Forbidden: bot is not a member of the supergroup chat",
        "no member of channel": "Forbidden: bot is not a member of the channel chat",
    }
)
"""Every way in which Telegram says that a chat takes no more messages (403), by a short name."""

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is "
    "running"
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
    "the webhook first"
)


class Refusal(Exception):
    """An answer that is no success: HTTP status, description, and Telegram's parameters."""

    def __init__(
        self, code: int, description: str, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})


def bad_request(reason: str, **parameters: int) -> Refusal:
    """Return a refusal with status 400, worded as Telegram words it."""
    return Refusal(BAD_REQUEST, f"Bad Request: {reason}", parameters)


def forbidden(name: str) -> Refusal:
    """Return the refusal with status 403 that ``FORBIDDEN_WORDINGS`` has under ``name``."""
    return Refusal(FORBIDDEN, FORBIDDEN_WORDINGS[name])


def too_many_requests(retry_after: int) -> Refusal:
    """Return the refusal of a flood, which names the seconds to wait."""
    return Refusal(
        TOO_MANY_REQUESTS,
        f"Too Many Requests: retry after {retry_after}",
        {"retry_after": retry_after},
    )
