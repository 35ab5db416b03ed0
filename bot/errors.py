"""Everything that can go wrong and that a person can do something about.

    BriefingError
    ├── UsageError            the words of a command are wrong (exit status 2)
    ├── SettingsError         a setting is missing or cannot be used
    ├── StoreError            the database
    │   ├── StoreUnavailable  it cannot be reached or opened
    │   └── StoreInUse        another process holds it
    ├── InputError            a file given by a person cannot be read as a report or a place list
    ├── FetchError            one source could not be fetched
    │   ├── Refused           the address is private, of another scheme, or not allowed
    │   ├── TooLarge          the answer is larger than the limit
    │   ├── TimedOut          the answer did not come in time
    │   └── BadStatus         the server answered with an error
    ├── ParseError            what came is no feed
    └── TelegramStopped       Telegram refuses the token, or another process polls with it

Each message is one line that says what happened and what to do. Failures of one source or one
delivery travel as values on their row; they never end a batch.
"""

from __future__ import annotations

from datetime import timedelta


class BriefingError(Exception):
    """Base of all errors that are shown to a person as one line."""

    exit_status = 1


class UsageError(BriefingError):
    """The words of a command are wrong."""

    exit_status = 2


class SettingsError(BriefingError):
    """A setting is missing or cannot be used."""


class StoreError(BriefingError):
    """The database failed."""


class StoreUnavailable(StoreError):
    """The database cannot be reached or opened."""


class StoreInUse(StoreError):
    """Another process runs on this database."""


class InputError(BriefingError):
    """A file given by a person cannot be used."""


class FetchError(BriefingError):
    """One source could not be fetched."""


class Refused(FetchError):
    """The address is private, of another scheme, or not allowed."""


class TooLarge(FetchError):
    """The answer is larger than the limit."""


class TimedOut(FetchError):
    """The answer did not come in time."""


class BadStatus(FetchError):
    """The server answered with an error ``status``, and may ask for a pause before the next try."""

    def __init__(self, message: str, status: int = 0, pause: timedelta | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.pause = pause


class ParseError(BriefingError):
    """What came is no feed."""


class TelegramStopped(BriefingError):
    """Telegram refuses the token, or another process polls with it."""
