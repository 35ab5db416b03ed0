"""Digests as one standalone page of HTML: no script, no other host, nothing unescaped. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from bot.chat.direction import is_right_to_left
from bot.chat.markup import is_web_address, name
from bot.chat.texts import Texts, texts
from bot.chat.wording import (
    citation_tail,
    claim_tail,
    conflict_head,
    corroboration,
    cutoff_line,
    item_head,
    state_line,
    unplaced_line,
    window_line,
)
from summaries.scheme import Scheme
from summaries.types import Citation, Digest, Item, Language, More

_STYLE = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
section { margin-block-end: 3rem; }
blockquote { margin: .3rem 0; padding-inline-start: .8rem; border-inline-start: 3px solid #7a9; }
.state, .head { font-weight: 600; }
.quiet { color: GrayText; margin: 0; }
ol { padding-inline-start: 1.5rem; }
li { margin-block: 1rem; }
ul li { margin-block: .3rem; }
"""


def digest_html(digests: Sequence[Digest], language: Language, scheme: Scheme) -> str:
    """Return digests as a page; each text takes its direction from itself."""
    t = texts(language)
    direction = "rtl" if is_right_to_left(language) else "ltr"
    sections = "\n".join(line for digest in digests for line in _section(t, digest, scheme))
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(t('page.title'))}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(t('page.title'))}</h1>\n{sections}\n</body>\n</html>\n"
    )


def _section(t: Texts, digest: Digest, scheme: Scheme) -> Iterator[str]:
    yield f'<section id="{escape(digest.region)}">'
    yield f"<h2>{escape(scheme.title(digest.region, t.language))}</h2>"
    yield f'<p class="quiet">{escape(window_line(t, digest.window))}</p>'
    yield f'<p class="quiet">{escape(cutoff_line(t, digest.window))}</p>'
    yield f'<p class="state">{escape(state_line(t, digest))}</p>'
    if digest.items:
        yield "<ol>"
        for item in digest.items:
            yield from _item(t, item)
        yield "</ol>"
    if digest.late:
        yield f'<h3>{escape(t("digest.late"))}</h3><ol start="{len(digest.items) + 1}">'
        for item in digest.late:
            yield from _item(t, item)
        yield "</ol>"
    if digest.more:
        yield from _more(t, digest.more)
    for line in (unplaced_line(t, digest), t("digest.method")):
        yield f'<p class="quiet">{escape(line)}</p>' if line else ""
    yield "</section>"


def _item(t: Texts, item: Item) -> Iterator[str]:
    mark = f" · <em>{escape(t('assessment'))}</em>" if item.assessment else ""
    yield f'<li><p class="head">{escape(item_head(t, item))}{mark}</p>'
    yield f'<blockquote lang="{item.language}" dir="auto">{escape(item.text)}</blockquote>'
    sources = f"{t('semicolon')} ".join(_cited(t, source) for source in item.sources)
    yield f"<p>{sources} · {escape(corroboration(t, item))}</p>"
    for conflict in item.conflicts:
        yield f"<p><em>{escape(conflict_head(t, conflict))}</em></p><ul>"
        for claim in conflict.claims:
            outlet = _link(t.isolate(name(claim.outlet)), claim.url)
            value = escape(claim_tail(t, claim))
            text = f'<br><q lang="{item.language}" dir="auto">{escape(claim.text)}</q>'
            yield f"<li>{outlet}{value}{text}</li>"
        yield "</ul>"
    yield "</li>"


def _more(t: Texts, reports: Sequence[More]) -> Iterator[str]:
    yield f"<h3>{escape(t('digest.more'))}</h3><ul>"
    for report in reports:
        source = Citation(report.outlet, report.label, report.url, report.published, report.outlet)
        title = _link(name(report.title), report.url)
        outlet = escape(t.isolate(name(report.outlet)) + citation_tail(t, source))
        yield f'<li><span dir="auto">{title}</span> — {outlet}</li>'
    yield "</ul>"


def _cited(t: Texts, citation: Citation) -> str:
    outlet = _link(t.isolate(name(citation.outlet)), citation.url)
    return outlet + escape(citation_tail(t, citation))


def _link(text: str, url: str | None) -> str:
    if not is_web_address(url):
        return escape(text)
    return f'<a href="{escape(url or "")}" rel="noopener noreferrer">{escape(text)}</a>'
