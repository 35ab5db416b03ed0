"""The dates that feeds and pages write: RFC 822, ISO 8601, and what comes in their place."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_FIRST_YEAR, _LAST_YEAR = 1995, 2100
# RFC 822 knows North American zone names only; feeds from elsewhere use their own.
_ZONES = {
    "UTC": "+0000",
    "BST": "+0100",
    "CET": "+0100",
    "CEST": "+0200",
    "EET": "+0200",
    "EEST": "+0300",
    "MSK": "+0300",
    "TRT": "+0300",
}
_ZONE = re.compile(rf"\b({'|'.join(_ZONES)})$")
_FRACTION = re.compile(r"(:\d\d[.,]\d{6})\d+")


def feed_moment(text: str) -> datetime | None:
    """Return the moment a feed or a page gives, in UTC; ``None`` where it gives no sensible one.

    A time without a zone is taken as UTC, a day without a time as its midnight. A year outside
    1995 to 2100 (``0001-01-01``, the epoch of a clock that was never set) is no date.
    """
    text = " ".join(text.split())
    if not text:
        return None
    from summaries.dates import parse_date

    for read in (_iso, _mail, parse_date):
        moment = read(text)
        if moment is not None:
            return _in_utc(moment)
    return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_FRACTION.sub(r"\1", text))
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(_ZONE.sub(lambda zone: _ZONES[zone[1]], text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _in_utc(moment: datetime) -> datetime | None:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC)
