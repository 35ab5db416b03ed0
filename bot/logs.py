"""Logs: one structured line an event, on standard error, never with the token in it."""

from __future__ import annotations

import logging
import re
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.settings import Settings

# Telegram's documentation gives a token as digits, a colon and about 35 characters.
CHATTY = ("alembic", "apscheduler", "httpcore", "httpx", "telegram", "trafilatura", "uvicorn")
_TOKEN = re.compile(r"\b\d{3,}:[A-Za-z0-9_-]{10,}")


def hide_token(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace whatever looks like a bot token in any text of a line."""
    return {key: _hidden(value) for key, value in event.items()}


def _hidden(value: object) -> object:
    if isinstance(value, (int, float, bool, type(None))):
        return value
    text = value if isinstance(value, str) else str(value)
    return _TOKEN.sub("[token]", text)


def configure_logs(settings: Settings, *, least: int = logging.DEBUG) -> None:
    """Send the lines of structlog and of the standard library through one chain.

    Lines below the level of the settings, or below ``least``, are dropped.
    """
    level = max(least, logging.getLevelNamesMapping()[settings.log_level.upper()])
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    as_text = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
    last: Processor = (
        as_text if settings.log_format == "text" else structlog.processors.JSONRenderer()
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                hide_token,
                last,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # At their own level these name addresses of requests, with the bot's token, or their plumbing.
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )
