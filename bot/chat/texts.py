"""The texts that people see in chat, by key and language, from ``locale/{en,ar}.po``.

A text is asked for by its key; ``{name}`` in it is filled in. What is filled in and runs in the
other direction than the text is isolated, so that an Arabic name in an English line (or the
reverse) moves nothing around it. Counted texts take the plural form of their language; Arabic has
six.
"""

from __future__ import annotations

import gettext
import io
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.chat.direction import isolated
from summaries.types import Language

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LANGUAGES: tuple[Language, ...] = ("en", "ar")

_LOCALES = {"en": "en_GB", "ar": "ar_SY"}
"""Date forms: day before month, and the month names of the Levant."""


class Texts:
    """The texts of one language."""

    def __init__(self, language: Language, catalogue: gettext.GNUTranslations) -> None:
        self.language = language
        self._catalogue = catalogue
        self._locale = _LOCALES[language]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of ``key``, with ``values`` filled in."""
        return self._filled(self._catalogue.gettext(key), values)

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the text of ``key`` in the plural form for ``number``, which is ``{n}``."""
        return self._filled(self._catalogue.ngettext(key, key, number), {"n": number, **values})

    def known(self, key: str, otherwise: str) -> str:
        """Return the text of ``key``, or ``otherwise`` where there is none."""
        text = self._catalogue.gettext(key)
        return otherwise if text == key else text

    def isolate(self, name: str) -> str:
        """Return a name of others, kept from moving what stands around it."""
        return isolated(name, self.language)

    def _filled(self, text: str, values: dict[str, object]) -> str:
        shown = {
            name: isolated(value, self.language) if isinstance(value, str) else value
            for name, value in values.items()
        }
        return text.format(**shown)

    def day(self, day: date) -> str:
        """Show a day with its weekday: ``Fri 28 Jan``."""
        return self._date(day, "EEE d MMM")

    def short_day(self, day: date) -> str:
        """Show a day: ``28 Jan``."""
        return self._date(day, "d MMM")

    def full_day(self, day: date) -> str:
        """Show a day with its year: ``28 January 2022``."""
        return self._date(day, "d MMMM y")

    def moment(self, moment: datetime) -> str:
        """Show a moment as its own zone's clock does: ``28 January 2022, 08:00``."""
        return f"{self._date(moment, 'd MMMM y')}{self('comma')} {moment:%H:%M}"

    def weekday(self, weekday: int) -> str:
        """Show a weekday (Monday is 0) by its name."""
        # 3 January 2000 was a Monday.
        return self._date(date(2000, 1, 3 + weekday), "EEEE")

    def zone(self, zone: str) -> str:
        """Show a zone by its city: ``Damascus``."""
        from babel.dates import get_timezone_location

        return get_timezone_location(zone, locale=self._locale, return_city=True)

    def offset(self, moment: datetime) -> str:
        """Show how far a moment's clock is from UTC: ``UTC+3``, ``UTC-3:30``."""
        minutes = int((moment.utcoffset() or timedelta()).total_seconds()) // 60
        hours, rest = divmod(abs(minutes), 60)
        sign = "+" if minutes >= 0 else "-"
        shown = f"{sign}{hours}" + (f":{rest:02}" if rest else "") if minutes else ""
        return f"UTC{shown}"

    def clock(self, at: time) -> str:
        """Show a time of day: ``08:00``."""
        return f"{at:%H:%M}"

    def _date(self, day: date, pattern: str) -> str:
        from babel.dates import format_date

        return format_date(day, pattern, locale=self._locale)


@cache
def texts(language: Language) -> Texts:
    """Return the texts of ``language``; its file is read once, at the first call."""
    from babel.messages.mofile import write_mo

    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return Texts(language, gettext.GNUTranslations(compiled))


def catalogue(language: Language) -> Catalog:
    """Read the file of ``language``."""
    from babel.messages.pofile import read_po

    name = f"{language}.po"
    with files("bot.chat").joinpath("locale", name).open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)
