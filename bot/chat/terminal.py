"""A digest as plain text for a terminal or a file. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bot.chat.markup import name
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

_INDENT = "   "


def digest_text(digest: Digest, language: Language, scheme: Scheme) -> str:
    """Return a digest as lines of plain text; sentences stand unbroken."""
    t = texts(language)
    title = scheme.title(digest.region, language)
    blocks = [
        "\n".join(
            [
                title,
                "=" * len(title),
                window_line(t, digest.window),
                cutoff_line(t, digest.window),
                state_line(t, digest),
            ]
        ),
        *("\n".join(_item(t, item, number)) for number, item in enumerate(digest.items, 1)),
    ]
    for number, item in enumerate(digest.late, len(digest.items) + 1):
        head = [t("digest.late")] if number == len(digest.items) + 1 else []
        blocks.append("\n".join([*head, *_item(t, item, number)]))
    if digest.more:
        blocks.append("\n".join(_more(t, digest.more)))
    blocks.append(
        "\n".join(line for line in (unplaced_line(t, digest), t("digest.method")) if line)
    )
    return "\n\n".join(blocks) + "\n"


def _item(t: Texts, item: Item, number: int) -> Iterator[str]:
    mark = f" · {t('assessment')}" if item.assessment else ""
    yield f"{number}. {item_head(t, item)}{mark}"
    yield f"{_INDENT}“{item.text}”"
    for citation in item.sources:
        yield f"{_INDENT}— {_cited(t, citation)}"
    yield f"{_INDENT}{corroboration(t, item)}"
    for conflict in item.conflicts:
        yield f"{_INDENT}{conflict_head(t, conflict)}"
        for claim in conflict.claims:
            yield f"{_INDENT}• {t.isolate(name(claim.outlet))}{claim_tail(t, claim)}"


def _cited(t: Texts, citation: Citation) -> str:
    source = f"{t.isolate(name(citation.outlet))}{citation_tail(t, citation)}"
    return f"{source}\n{_INDENT}  {citation.url}" if citation.url else source


def _more(t: Texts, reports: tuple[More, ...]) -> Iterator[str]:
    yield t("digest.more")
    for report in reports:
        source = Citation(report.outlet, report.label, report.url, report.published, report.outlet)
        yield f"• {t.isolate(name(report.title))} — {_cited(t, source)}"
