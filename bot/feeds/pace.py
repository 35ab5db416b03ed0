"""When a source is looked at again, and what its row says. Pure: states in, states out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zlib import crc32

from bot.errors import BadStatus, BriefingError
from bot.model import Retrieved, Source, SourceState

LONGEST_PAUSE = timedelta(days=1)
_MOST_DOUBLINGS = 12
_JITTER = 0.1
_GONE = 410
_MISSING = "pages not had: {}; tried again at the next look"


def after_success(
    source: Source,
    state: SourceState,
    got: Retrieved,
    now: datetime,
    *,
    missing: int = 0,
    left: int = 0,
) -> SourceState:
    """Return the state after a feed was read.

    Where ``missing`` pages of articles could not be had for a passing reason (which the state then
    says) or ``left`` entries were not taken in, the feed's validators are forgotten, so that the
    next look gets all entries once more.
    """
    state = replace(
        state,
        next_due=now + timedelta(minutes=source.minutes),
        last_success=now,
        last_attempt=now,
        failures=0,
        error=_MISSING.format(missing) if missing else "",
    )
    if missing or left:
        return replace(state, etag="", last_modified="")
    if got.body is None:  # servers may leave the validators out of a 304; the old ones still hold
        etag, last_modified = got.etag or state.etag, got.last_modified or state.last_modified
        return replace(state, etag=etag, last_modified=last_modified)
    return replace(state, etag=got.etag, last_modified=got.last_modified)


def pages_missing(state: SourceState) -> bool:
    """Say whether the last look left pages of articles to be tried again."""
    return state.failures == 0 and bool(state.error)


def after_failure(
    source: Source, state: SourceState, error: BriefingError, now: datetime
) -> SourceState:
    """Return the state after a failure: the pause doubles with each one in a row, up to a day.

    A pause that the server asks for (Retry-After) is kept, up to a day; what is gone for good
    (410) is looked at once a day.
    """
    failures = state.failures + 1
    return replace(
        state,
        next_due=now + _pause(source, failures, error),
        last_attempt=now,
        failures=failures,
        error=str(error),
    )


def _pause(source: Source, failures: int, error: BriefingError) -> timedelta:
    if isinstance(error, BadStatus) and error.status == _GONE:
        return LONGEST_PAUSE
    doubled = timedelta(minutes=source.minutes) * (1 << min(failures, _MOST_DOUBLINGS))
    # The same source waits the same, and sources that failed together do not come back together.
    spread = 1 + _JITTER * crc32(f"{source.id} {failures}".encode()) / 2**32
    pause = min(doubled * spread, LONGEST_PAUSE)
    asked = error.pause if isinstance(error, BadStatus) else None
    return min(max(pause, asked or timedelta(0)), LONGEST_PAUSE)
