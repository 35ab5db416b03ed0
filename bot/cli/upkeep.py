"""Commands that keep the bot going: run it, look at its sources and state, keep its places."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.bench import opened_store, outside, settings_and_zone
from bot.cli.output import Format, columns, progress, show, show_json
from bot.cli.reports import FormatOption
from bot.errors import BriefingError
from bot.feeds.check import SourceCheck, check_sources
from bot.feeds.fetch import Fetcher
from bot.model import Source, SourceState, Subscriber
from bot.settings import Settings, load_settings


def run(context: typer.Context) -> int:
    """Collect, brief and answer until stopped; without a token, in a local preview."""
    outside(context).run(load_settings())
    return 0


def sources(context: typer.Context, form: FormatOption = Format.TEXT) -> int:
    """List the sources: label, language, state of the last fetch."""
    settings, _ = settings_and_zone()
    catalogue = outside(context).sources(settings)
    with opened_store(context, settings) as store:
        store.sync_sources(catalogue, outside(context).clock())
        states = {state.source_id: state for state in store.source_states()}
    if form is Format.JSON:
        show_json({"sources": [_source(s, states.get(s.id)) for s in catalogue]})
    else:
        heads = ("id", "outlet", "lang", "label", "articles", "state")
        show(columns(heads, (_source_row(s, states.get(s.id)) for s in catalogue)))
    return 0


def _source(source: Source, state: SourceState | None) -> dict[str, object]:
    return {"source": source, "state": state}


def _source_row(source: Source, state: SourceState | None) -> Sequence[object]:
    articles = state.articles if state else 0
    return (source.id, source.name, source.language, source.label, articles, _told(source, state))


def _told(source: Source, state: SourceState | None) -> str:
    if not source.enabled:
        return f"off: {source.notice or 'switched off in the catalogue'}"
    if state is None or state.last_attempt is None:
        return "not fetched yet"
    if state.error:
        return f"failing ({state.failures} times): {state.error}"
    return f"ok, {state.last_success:%Y-%m-%d %H:%M} UTC"


def subscribers(context: typer.Context, form: FormatOption = Format.TEXT) -> int:
    """List the chats that take digests, with the next time of each."""
    settings, _ = settings_and_zone()
    with opened_store(context, settings) as store:
        listed = store.subscribers()
    if form is Format.JSON:
        show_json({"subscribers": listed})
    elif listed:
        heads = ("chat", "topic", "kind", "lang", "sources", "regions", "next digest", "state")
        show(columns(heads, map(_subscriber_row, listed)))
    else:
        show("Nobody has subscribed yet.")
    return 0


def _subscriber_row(subscriber: Subscriber) -> Sequence[object]:
    return (
        subscriber.chat.id,
        subscriber.chat.thread or "",
        subscriber.kind,
        subscriber.language,
        subscriber.sources,
        ",".join(subscriber.regions),
        f"{subscriber.next_due:%Y-%m-%d %H:%M} UTC" if subscriber.active else "",
        "active" if subscriber.active else f"inactive: {subscriber.inactive_because}",
    )


def stats(context: typer.Context, form: FormatOption = Format.TEXT) -> int:
    """Count what the database holds."""
    settings, _ = settings_and_zone()
    with opened_store(context, settings) as store:
        counted = store.stats()
    if form is Format.JSON:
        show_json(counted)
    else:
        show(columns(("what", "how many"), counted.items()))
    return 0


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="a new file")],
    form: FormatOption = Format.TEXT,
) -> int:
    """Copy the SQLite database to a new file, also while the bot runs."""
    settings, _ = settings_and_zone()
    with opened_store(context, settings) as store:
        store.backup(file)
    size = file.stat().st_size
    if form is Format.JSON:
        show_json({"file": str(file), "bytes": size})
    else:
        show(f"{file}: {size:,} bytes")
    return 0


# --- doctor ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and what there is to say."""

    what: str
    well: bool
    said: str


def doctor(
    context: typer.Context,
    feeds: Annotated[bool, typer.Option(help="fetch every feed once")] = True,
    form: FormatOption = Format.TEXT,
) -> int:
    """Look whether everything works: settings, database, places, Telegram, each feed."""
    settings, _ = settings_and_zone()
    findings = list(_examine(context, settings))
    if feeds:
        enabled = [s for s in outside(context).sources(settings) if s.enabled]
        findings += map(_feed_finding, asyncio.run(_check(context, enabled)))
    if form is Format.JSON:
        show_json({"findings": findings})
    else:
        rows = (("ok" if f.well else "FAIL", f.what, f.said) for f in findings)
        show(columns(("", "what", "said"), rows))
    return 0 if all(finding.well for finding in findings) else 1


def _examine(context: typer.Context, settings: Settings) -> Iterator[Finding]:
    yield Finding("python", well=True, said=platform.python_version())
    try:
        with opened_store(context, settings) as store:
            yield Finding("database", well=True, said=f"{store.article_count()} articles")
    except BriefingError as error:
        yield Finding("database", well=False, said=str(error))
    try:
        yield Finding("places", well=True, said=outside(context).tagger(settings).version)
    except BriefingError as error:
        yield Finding("places", well=False, said=str(error))
    yield _telegram(settings)


def _telegram(settings: Settings) -> Finding:
    token = settings.telegram_bot_token.get_secret_value()
    if not token:
        return Finding("telegram", well=True, said="no token: run starts the local preview")
    from telegram import Bot
    from telegram.error import InvalidToken, TelegramError

    async def ask() -> str:
        base = settings.telegram_api_url.rstrip("/")
        async with Bot(token, base_url=f"{base}/bot") as bot:
            return f"@{bot.username}"

    try:
        return Finding("telegram", well=True, said=asyncio.run(ask()))
    except InvalidToken:
        said = "the token is refused; check TELEGRAM_BOT_TOKEN against @BotFather"
        return Finding("telegram", well=False, said=said)
    except TelegramError as error:
        return Finding("telegram", well=False, said=f"cannot be reached: {error.message}")


async def _check(context: typer.Context, enabled: Sequence[Source]) -> list[SourceCheck]:
    async with Fetcher() as fetcher:
        with progress("feeds", len(enabled)) as step:
            return await check_sources(enabled, fetcher, outside(context).clock(), lambda _: step())


def _feed_finding(check: SourceCheck) -> Finding:
    said = check.problem or f"{check.entries} entries"
    if check.moved_to:
        said += f"; moved to {check.moved_to}"
    return Finding(f"feed {check.source_id}", well=not check.problem, said=said)
