"""From a feed's entry, with its page where one was needed, to a draft of an article. Pure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.feeds.extract import Page
from bot.feeds.markup import html_text
from bot.model import Draft, Entry, Source
from summaries.script import language_of
from summaries.types import Language, Origin

_SHORTEST_ARTICLE = 600
"""Characters; what is shorter may be a teaser, so its page is looked at."""

_TAILS = (
    r"The post\b.{1,400}\bappeared first on\b.{1,200}",
    r"(?:Continue reading|Read more|Full story|Read the full|View (?:full )?article)\b.{0,300}",
    r"(?:اقرأ|إقرأ|اقرأي) (?:المزيد|أيض[اً]+).{0,300}",
    r"المزيد\W{0,5}",
    r".{0,300}ظهرت? أول[اًاً]+ على.{0,200}",
    r"[«»→\s]+",
)
_TAIL = re.compile("|".join(_TAILS))
_CUT = re.compile(r"(?:…|\.\.\.|\[(?:…|\.{3}|&hellip;)\]|\((?:…|\.{3})\))\W{0,3}$")
_LONGEST_TITLE = 120
_FEWEST_LETTERS = 20
_CLOCK_ERROR = timedelta(days=1)


def feed_text(entry: Entry) -> str:
    """Return an entry's own text, without the feed's "read more" and "appeared first on"."""
    lines = html_text(entry.html).splitlines()
    while lines and _TAIL.fullmatch(lines[-1]):
        lines.pop()
    return "\n".join(lines)


def is_teaser(text: str) -> bool:
    """Say whether a feed's text is (or may be) only the beginning of the article."""
    return len(text) < _SHORTEST_ARTICLE or _CUT.search(text) is not None


def draft_of(source: Source, entry: Entry, text: str, page: Page | None, now: datetime) -> Draft:
    """Make the draft of an article.

    The text is the page's, where there is one and it says more than the feed's ``text``. The date
    is that of the original report, if the report names its origin and date; else the feed's; else
    the page's; never ``now``. The address is the feed's: what pages call canonical is too often
    the front page, which would make one article of many.
    """
    body = page.text if page and len(page.text) > len(text) else text
    body = body or entry.title
    from summaries.furniture import masthead

    top = masthead(body)
    dates = [entry.published, page.published if page else None, top.published]
    known = next((date for date in dates if _possible(date, now)), None)
    original = top.published if top.origin else (page.published if page and page.origin else None)
    return Draft(
        source_id=source.id,
        guid=entry.guid,
        outlet=source.name,
        label=source.label,
        url=entry.url or None,
        title=entry.title or (page.title if page else "") or _headline(body),
        text=body,
        published=original if _possible(original, known or now) else known,
        language=_language(body, source.language),
        origin=_origin(source, (top.origin, page.origin if page else None, entry.origin)),
    )


def _possible(moment: datetime | None, now: datetime) -> bool:
    """Say whether a date can be: a report of the day after tomorrow comes of a wrong clock."""
    return moment is not None and moment <= now + _CLOCK_ERROR


def _headline(text: str) -> str:
    line = text.partition("\n")[0]
    return line if len(line) <= _LONGEST_TITLE else line[:_LONGEST_TITLE].rpartition(" ")[0] + " …"


def _language(text: str, otherwise: Language) -> Language:
    if sum(map(str.isalpha, text[:2000])) < _FEWEST_LETTERS:
        return otherwise
    return language_of(text)


def _origin(source: Source, told: tuple[Origin | None, ...]) -> Origin | None:
    """Return the first origin told that is not the outlet itself."""
    own = source.name.casefold()
    return next((one for one in told if one and one.outlet.casefold() != own), None)
