"""Digests and search results as messages of a chat, in Telegram's HTML. Pure.

Sentences stand as their sources have them. The terminal's and the page's form of a digest stand in
``terminal`` and ``webpage``, and are offered here too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.chat.markup import (
    FOLDED_QUOTE,
    LIMIT,
    QUOTE,
    STYLES,
    Block,
    Run,
    block,
    bold,
    italic,
    link,
    messages,
    name,
    quote,
    to_html,
    units,
)
from bot.chat.terminal import digest_text
from bot.chat.texts import Texts, texts
from bot.chat.webpage import digest_html
from bot.chat.wording import (
    SOURCES_SHOWN,
    citation_tail,
    claim_tail,
    conflict_head,
    corroboration,
    cutoff_line,
    item_head,
    more_sources,
    state_line,
    told_day,
    unplaced_line,
    window_line,
)
from bot.model import Hit, SearchPage
from summaries.scheme import Scheme
from summaries.script import language_of
from summaries.types import Citation, Conflict, Digest, Item, Language, More, Place

__all__ = ["digest_html", "digest_parts", "digest_text", "search_page"]

EXCERPT = 450
"""Most characters of one hit; a page of five fits into a message."""


def digest_parts(
    digest: Digest, language: Language, scheme: Scheme, limit: int = LIMIT
) -> list[str]:
    """Return a digest as the HTML of one or more messages of at most ``limit`` UTF-16 units."""
    t = texts(language)
    title = scheme.title(digest.region, language)
    room = units(title) + len("· 99/99\n\n") + 2
    packed = messages(list(_digest_blocks(t, digest, title)), limit - room, STYLES - 1)
    first, *others = packed
    return [
        to_html(first),
        *(
            to_html(_continued(t, title, f"{number}/{len(packed)}", part))
            for number, part in enumerate(others, 2)
        ),
    ]


def _continued(t: Texts, title: str, count: str, part: Block) -> Block:
    head = block(bold(f"{title} · {count}"), language=t.language)
    return (*head, Run("\n\n"), *part)


def _digest_blocks(t: Texts, digest: Digest, title: str) -> Iterator[Block]:
    window = digest.window
    yield block(
        bold(title),
        f"\n{window_line(t, window)}\n{cutoff_line(t, window)}\n",
        bold(state_line(t, digest)),
        language=t.language,
    )
    for number, item in enumerate(digest.items, 1):
        yield _item(t, item, number)
    for number, item in enumerate(digest.late, len(digest.items) + 1):
        head = number == len(digest.items) + 1
        yield _item(t, item, number, t("digest.late") if head else "")
    if digest.more:
        yield _more(t, digest.more)
    last = [line for line in (unplaced_line(t, digest), t("digest.method")) if line]
    yield block(italic("\n".join(last)), language=t.language)


def _item(t: Texts, item: Item, number: int, heading: str = "") -> Block:
    head: list[Run | str] = [bold(heading), "\n"] if heading else []
    head += [bold(f"{number}. {item_head(t, item)}")]
    if item.assessment:
        head += [" · ", italic(t("assessment"))]
    return (
        *block(*head, "\n", language=t.language),
        *quote(item.text, item.language),
        *block("\n", *_sources(t, item), language=t.language),
        *(run for conflict in item.conflicts for run in _conflict(t, conflict)),
    )


def _sources(t: Texts, item: Item) -> Iterator[Run | str]:
    for number, citation in enumerate(item.sources[:SOURCES_SHOWN]):
        yield t("semicolon") + " " if number else ""
        yield from _cited(t, citation)
    if hidden := more_sources(t, item):
        yield f"{t('semicolon')} {hidden}"
    yield f" · {corroboration(t, item)}"


def _cited(t: Texts, citation: Citation) -> Iterator[Run | str]:
    yield link(t.isolate(name(citation.outlet)), citation.url)
    yield citation_tail(t, citation)


def _conflict(t: Texts, conflict: Conflict) -> Block:
    lines: list[Run | str] = ["\n", italic(conflict_head(t, conflict))]
    for claim in conflict.claims:
        lines += ["\n• ", link(t.isolate(name(claim.outlet)), claim.url)]
        lines.append(claim_tail(t, claim))
    return block(*lines, language=t.language)


def _more(t: Texts, reports: Sequence[More]) -> Block:
    return (
        *block(bold(t("digest.more")), "\n", language=t.language),
        *block(*_more_lines(t, reports), language=t.language),
    )


def _more_lines(t: Texts, reports: Sequence[More]) -> Iterator[Run]:
    for number, report in enumerate(reports):
        yield Run("\n• " if number else "• ", (FOLDED_QUOTE,))
        yield link(t.isolate(name(report.title)), report.url, FOLDED_QUOTE)
        source = Citation(report.outlet, report.label, report.url, report.published, report.outlet)
        outlet = t.isolate(name(report.outlet))
        yield Run(f" — {outlet}{citation_tail(t, source)}", (FOLDED_QUOTE,))


def search_page(page: SearchPage, language: Language, scheme: Scheme) -> str:
    """Return one page of search results as the HTML of one message."""
    t = texts(language)
    if not page.hits:
        return to_html(block(t("search.none", query=name(page.query)), language=language))
    most = EXCERPT
    while len(packed := messages(_result_blocks(t, page, scheme, most))) > 1:
        most //= 2
    return to_html(packed[0])


def _result_blocks(t: Texts, page: SearchPage, scheme: Scheme, most: int) -> list[Block]:
    first, last = page.offset + 1, page.offset + len(page.hits)
    head = block(
        bold(t("search.query", query=name(page.query))),
        "\n" + t("search.count", first=first, last=last, total=page.total),
        language=t.language,
    )
    return [head, *(_hit(t, hit, scheme, most) for hit in page.hits)]


def _hit(t: Texts, hit: Hit, scheme: Scheme, most: int) -> Block:
    passage = hit.passage
    head = block(bold(_hit_head(t, hit, scheme)), "\n", language=t.language)
    outlet = Citation(hit.outlet, hit.label, hit.url, hit.published, hit.outlet)
    text, cut = _excerpt(passage.text, most)
    return (
        *head,
        *quote(text, language_of(passage.text)),
        *((Run(" […]", (QUOTE,)),) if cut else ()),
        *block("\n", *_cited(t, outlet), language=t.language),
    )


def _hit_head(t: Texts, hit: Hit, scheme: Scheme) -> str:
    passage = hit.passage
    parts = [
        told_day(t, passage, hit.published, t.full_day),
        t.isolate(_place(passage.place, t.language)) if passage.place else "",
        scheme.title(passage.region, t.language),
    ]
    return " · ".join(part for part in parts if part)


def _place(place: Place, language: Language) -> str:
    return (place.name_ar if language == "ar" else "") or place.name


def _excerpt(text: str, most: int) -> tuple[str, bool]:
    """Return the beginning of ``text`` up to a word's end, and whether something is left out."""
    if len(text) <= most:
        return text, False
    return text[:most].rsplit(" ", 1)[0], True
