"""Commands on reports: take them in, make digests of them, search and explain them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.brief import digests_for
from bot.chat.render import digest_text
from bot.chat.texts import LANGUAGES
from bot.chat.webpage import digest_html
from bot.cli.bench import (
    one_of,
    opened_store,
    outside,
    read_moment,
    read_published,
    read_region,
    read_sources,
    read_window,
    settings_and_zone,
)
from bot.cli.output import (
    DigestFormat,
    Format,
    columns,
    complain,
    progress,
    show,
    show_json,
)
from bot.collect import chosen, collect_due, collect_now, import_file
from bot.errors import InputError, UsageError
from bot.feeds.encoding import decode
from bot.feeds.fetch import Fetcher
from bot.feeds.saved import Stated, read_text
from bot.model import Hit, Saved, SourceReport
from bot.retag import retag_outdated
from bot.store import Store
from summaries.digest_json import digest_to_json, search_to_json
from summaries.query import parse_query
from summaries.types import Article

if TYPE_CHECKING:
    from summaries.explain import Explanation

FormatOption = Annotated[Format, typer.Option("--format", help="text or json")]
SourcesOption = Annotated[str, typer.Option(help="whose reports: en, ar or all")]
LanguageOption = Annotated[str, typer.Option(help="of what stands around the sentences: en or ar")]
STANDARD_INPUT = Path("-")


def collect(
    context: typer.Context,
    sources: Annotated[
        list[str] | None, typer.Argument(help="ids of sources; without any, all that are due")
    ] = None,
    form: FormatOption = Format.TEXT,
) -> int:
    """Fetch the sources that are due, or those named, and store their new articles."""
    settings, _ = settings_and_zone()
    catalogue = outside(context).sources(settings)
    wanted = chosen(catalogue, sources or [])
    tagger, clock = outside(context).tagger(settings), outside(context).clock

    async def gather(store: Store) -> list[SourceReport]:
        async with Fetcher() as fetcher:
            with progress("collecting", len(wanted)) as step:
                parts = (store, catalogue, fetcher, tagger, clock, lambda _: step())
                if sources:
                    return await collect_now(*parts, only=sources)
                return await collect_due(*parts)

    with opened_store(context, settings) as store:
        collected = asyncio.run(gather(store))
    if form is Format.JSON:
        show_json({"sources": collected})
    elif collected:
        show(_collected(collected))
    else:
        show("No source is due.")
    return 1 if collected and all(report.error for report in collected) else 0


def _collected(collected: Sequence[SourceReport]) -> str:
    heads = ("source", "new", "updated", "known", "not on Syria", "said")
    return columns(
        heads,
        (
            (r.source_id, r.new, r.updated, r.known, r.irrelevant, r.error or r.notice)
            for r in collected
        ),
    )


def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="saved reports, text or HTML")],
    outlet: Annotated[str, typer.Option(help="who published it")] = "",
    url: Annotated[str, typer.Option(help="where it stands")] = "",
    published: Annotated[str, typer.Option(help="when, such as 2022-01-31")] = "",
    form: FormatOption = Format.TEXT,
) -> int:
    """Take saved reports into the database, for which no feed exists."""
    if url and len(files) > 1:
        raise UsageError("--url is the address of one report; import one file at a time with it")
    settings, zone = settings_and_zone()
    stated = Stated(outlet=outlet, url=url, published=read_published(published, zone))
    catalogue, tagger = outside(context).sources(settings), outside(context).tagger(settings)
    taken: list[dict[str, object]] = []
    refused: list[str] = []
    with opened_store(context, settings) as store, progress("importing", len(files)) as step:
        for file in files:
            try:
                now = outside(context).clock()
                saved = import_file(store, tagger, file, stated, catalogue, now)
                taken.append(_taken(file, saved, store.articles([saved.article_id])))
            except InputError as error:
                refused.append(str(error))
            step()
    for line in refused:
        complain(line)
    if form is Format.JSON:
        show_json({"imported": taken, "refused": refused})
    else:
        for entry in taken:
            show(_taken_line(entry))
    return 1 if refused else 0


def _taken(file: Path, saved: Saved, stored: Mapping[int, Article]) -> dict[str, object]:
    article = stored[saved.article_id]
    return {
        "file": str(file),
        "result": saved.result,
        "article": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "label": article.label,
        "url": article.url,
        "published": article.published,
        "origin": article.origin.outlet if article.origin else None,
        "language": article.language,
    }


def _taken_line(entry: Mapping[str, object]) -> str:
    published = entry["published"]
    day = f"{published:%Y-%m-%d}" if isinstance(published, datetime) else "no date"
    origin = f", originally {entry['origin']}" if entry["origin"] else ""
    who = f"{entry['outlet']} [{entry['label']}]{origin}"
    return f"{entry['result']}  {entry['file']}: “{entry['title']}”, {who}, {day}"


def digest(
    context: typer.Context,
    region: Annotated[
        str | None, typer.Option(help="one region; without it, the main ones")
    ] = None,
    since: Annotated[str | None, typer.Option(help="first day, such as 2022-01-24")] = None,
    until: Annotated[str | None, typer.Option(help="first day left out")] = None,
    length: Annotated[str, typer.Option(help="short, standard or full")] = "standard",
    everything: Annotated[
        bool, typer.Option("--all", help="elsewhere and country-wide too")
    ] = False,
    sources: SourcesOption = "all",
    language: LanguageOption = "en",
    form: Annotated[
        DigestFormat, typer.Option("--format", help="text, json or html")
    ] = DigestFormat.TEXT,
) -> int:
    """Print what happened, region by region; by default in the week that ends now."""
    from summaries.digest import ITEMS

    settings, zone = settings_and_zone()
    clock = outside(context).clock
    window = read_window(since, until, clock(), zone)
    tagger = outside(context).tagger(settings)
    scheme = tagger.scheme
    named = [one.id for one in scheme.regions] if everything else scheme.main_regions
    regions = [read_region(region, scheme)] if region else named
    chosen_sources = read_sources(sources)
    wanted, spoken = one_of("--length", length, ITEMS), one_of("--language", language, LANGUAGES)
    with opened_store(context, settings) as store:
        retag_outdated(store, tagger)
        digests = digests_for(store, regions, window, wanted, chosen_sources)
    if form is DigestFormat.JSON:
        shapes = [digest_to_json(one) for one in digests]
        show_json(shapes[0] if region else shapes)
    elif form is DigestFormat.HTML:
        show(digest_html(digests, spoken, scheme))
    else:
        show("\n\n\n".join(digest_text(one, spoken, scheme) for one in digests))
    return 0


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help='words, "phrases", -words to leave out')],
    region: Annotated[str | None, typer.Option(help="only this region")] = None,
    since: Annotated[str | None, typer.Option(help="first day")] = None,
    until: Annotated[str | None, typer.Option(help="first day left out")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="most results")] = 10,
    offset: Annotated[int, typer.Option(min=0, help="results to skip")] = 0,
    sources: SourcesOption = "",
    form: FormatOption = Format.TEXT,
) -> int:
    """Find passages by keywords, best first, each with its source."""
    settings, zone = settings_and_zone()
    text = " ".join(words)
    scheme = outside(context).scheme(settings)
    query = parse_query(text, scheme.parse_region)
    if sources:
        query = replace(query, sources=read_sources(sources))
    with opened_store(context, settings) as store:
        page = store.search(
            query,
            limit=limit,
            offset=offset,
            region=read_region(region, scheme) if region else None,
            since=read_moment(since, zone, "--since") if since else None,
            until=read_moment(until, zone, "--until") if until else None,
        )
    if form is Format.JSON:
        show_json(search_to_json(text, page.total, page.hits))
    elif page.total:
        show(f"{page.total} {'passage' if page.total == 1 else 'passages'}\n")
        show("\n\n".join(_found(hit) for hit in page.hits))
    else:
        show(f"Nothing found for {text}.")
    return 0


def _found(hit: Hit) -> str:
    passage = hit.passage
    day = f"{passage.event_date:%Y-%m-%d}" if passage.event_date else "no date given"
    day = f"by {day}" if passage.dated_by == "period" else day
    place = passage.place.name if passage.place else "place not given"
    reported = f"{hit.published:%Y-%m-%d}" if hit.published else "undated"
    return (
        f"{passage.text}\n"
        f"   {passage.region} · {place} · {day}\n"
        f"   {hit.outlet} [{hit.label}], {reported}, {hit.url or 'no address'}"
    )


def explain(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="a text file, or - for standard input")],
    published: Annotated[str, typer.Option(help="the report's date, if it does not tell")] = "",
    form: FormatOption = Format.TEXT,
) -> int:
    """Show each passage of a text with its region, place, date and the reason for them."""
    from summaries.explain import explain as explained

    settings, zone = settings_and_zone()
    text = decode(sys.stdin.buffer.read()) if file == STANDARD_INPUT else read_text(file)
    explanation = explained(
        text, outside(context).tagger(settings), published=read_published(published, zone)
    )
    if form is Format.JSON:
        show_json(explanation)
    else:
        show("\n\n".join(_told(explanation)) or "The text has no passage.")
    return 0


def _told(explanation: Explanation) -> Iterator[str]:
    for passage in explanation["passages"]:
        also = f" (also {', '.join(passage['also'])})" if passage["also"] else ""
        place = passage["place"] or "place not given"
        day = passage["event_date"] or "no date given"
        yield (
            f"{passage['text']}\n"
            f"   {passage['region']}{also} · {place} · {day} · sure {passage['confidence']:.0%}\n"
            f"   {passage['why']}"
        )
    for piece in explanation["furniture"]:
        yield f"furniture: {' '.join(piece['text'].split())}"
