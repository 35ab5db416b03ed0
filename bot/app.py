"""The composition root: the only place where the parts are chosen and joined."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.brief import digests_for
from bot.cli.bench import Outside
from bot.cli.main import execute
from bot.due import window_before
from bot.errors import SettingsError
from bot.feeds.catalogue import load_sources
from bot.logs import configure_logs
from bot.model import SourceReport
from bot.settings import Settings
from bot.store import Store, open_store
from summaries.gazetteer import Gazetteer
from summaries.scheme import Scheme

if TYPE_CHECKING:
    from bot.running import Parts
    from summaries.regions import Tagger

PREVIEW_ZONE = "Asia/Damascus"
PREVIEW_BANNER = """\
No TELEGRAM_BOT_TOKEN is set: this is the local preview, on sample reports.
Open {address} and chat with the bot; its clock stands at {now:%A, %d %B %Y, %H:%M} UTC.
Ctrl-C stops it."""


def main() -> None:
    """Run the command line."""
    status = execute(outside())
    # The interpreter would look through all that was ever loaded once more, for seconds, in vain.
    gc.freeze()
    sys.exit(status)


def outside() -> Outside:
    """Return what the command line works with."""
    return Outside(
        run=run,
        tagger=make_tagger,
        scheme=make_scheme,
        sources=lambda settings: load_sources(settings.sources_file),
        open_store=open_database,
        clock=utc_now,
    )


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def make_scheme(settings: Settings) -> Scheme:
    """Read the scheme of regions.

    Raises:
        SettingsError: the operator's file cannot be used.

    """
    try:
        return _scheme(settings.regions_file)
    except (OSError, ValueError) as error:
        raise SettingsError(f"REGIONS_FILE: {error}") from None


def make_tagger(settings: Settings) -> Tagger:
    """Put the tagger together from the built-in data and the operator's.

    Raises:
        SettingsError: a file of the operator's cannot be used.

    """
    from summaries.regions import Tagger

    return Tagger(make_gazetteer(settings), make_scheme(settings))


def make_gazetteer(settings: Settings) -> Gazetteer:
    """Return the gazetteer, the operator's places included; one for the whole process.

    Raises:
        SettingsError: a file of the operator's cannot be used.

    """
    if not _has_own_places(settings):
        return Gazetteer.default()
    make_scheme(settings)  # tells of a broken REGIONS_FILE by its own name
    own = settings.places_file if settings.places_file.exists() else None
    try:
        return _own_gazetteer(own, settings.regions_file)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{own}: {error}") from None


def _has_own_places(settings: Settings) -> bool:
    return settings.places_file.exists() or settings.regions_file is not None


@lru_cache(maxsize=1)
def _own_gazetteer(places: Path | None, regions: Path | None) -> Gazetteer:
    return Gazetteer.load(places, scheme=_scheme(regions))


@lru_cache(maxsize=1)
def _scheme(path: Path | None) -> Scheme:
    return Scheme.load(path)


def open_database(settings: Settings) -> Store:
    """Open the store that the settings name.

    Raises:
        SettingsError: a file of the operator's cannot be used.
        StoreError: the store cannot be opened.

    """
    # The built-in gazetteer is read when a search first asks for it.
    own = make_gazetteer(settings) if _has_own_places(settings) else None
    return open_store(settings.database, own)


def run(settings: Settings) -> None:
    """Run the bot until it is told to stop; without a token, in the local preview.

    Raises:
        BriefingError: it cannot be started, or cannot go on.

    """
    # What only a running bot needs would slow every other command down.
    from bot.running import run_parts
    from bot.web.server import listening

    configure_logs(settings)
    with listening(settings.http_host, settings.http_port) as listener:
        address = f"http://{settings.http_host}:{listener.getsockname()[1]}"
        token = settings.telegram_bot_token.get_secret_value()
        parts = _live(settings, token) if token else _preview(settings, address)
        asyncio.run(run_parts(parts, listener))


def _live(settings: Settings, token: str) -> Parts:
    from bot.running import Parts

    return Parts(
        settings=settings,
        token=token,
        api_url=settings.telegram_api_url,
        sources=load_sources(settings.sources_file),
        clock=utc_now,
        open_store=partial(open_database, settings),
        make_tagger=partial(make_tagger, settings),
    )


def _preview(settings: Settings, address: str) -> Parts:
    """Set up the same bot before a stand-in for Telegram, with sample reports and a past clock."""
    from starlette.routing import Mount

    from bot.preview.local import TOKEN, create_preview, preview_clock
    from bot.running import Parts

    clock = preview_clock()
    preview = create_preview(TOKEN, clock, address)
    database = settings.data_dir / "preview.db"
    for leftover in settings.data_dir.glob("preview.db*"):
        leftover.unlink()
    print(PREVIEW_BANNER.format(address=address, now=clock()), flush=True)  # noqa: T201
    sample = settings.model_copy(update={"database_url": f"sqlite:///{database}"})
    return Parts(
        settings=sample,
        token=preview.token,
        api_url=address,
        sources=preview.sources,
        clock=clock,
        open_store=partial(open_database, sample),
        make_tagger=partial(make_tagger, sample),
        routes=[Mount("/", preview.asgi)],
        allow_private=True,
        collected=partial(_tell_collected, make_scheme(settings), clock),
        close=preview.close,
    )


def _tell_collected(
    scheme: Scheme, clock: Callable[[], datetime], store: Store, reports: Sequence[SourceReport]
) -> None:
    """Print what the preview collected, and the digests that there are of it."""
    new = sum(report.new for report in reports)
    if not new:
        return
    window = window_before(clock(), 7, PREVIEW_ZONE)
    digests = digests_for(store, [region.id for region in scheme.regions], window)
    built = (
        f"Digest built: {scheme.title(digest.region)}: {digest.reports} reports, "
        f"{digest.origins} independent origins, {len(digest.items)} items"
        for digest in digests
    )
    head = f"Collected {new} sample reports from {len(reports)} feeds on loopback."
    print("\n".join((head, *built)), flush=True)  # noqa: T201
