"""The index of passages: FTS5 on SQLite, a ``tsvector`` with GIN on PostgreSQL.

What a passage is found by, and what a query asks for, is decided in `bot.store.terms`; here it is
only written down in the language of either database. All terms are letters, digits and our own
marks, so that nothing that a person types can be read as syntax.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Float,
    Integer,
    Select,
    column,
    func,
    literal,
    select,
    text,
)
from sqlmodel import Session

from bot.model import Hit, SearchPage
from bot.store import rows
from bot.store.tables import Row
from bot.store.terms import Names, Phrase, Terms, Wanted, index_terms, query_terms
from summaries.query import Query
from summaries.types import Passage, RegionId, Sources

STEPS = 2
"""Relevance counts in so many steps below the best answer; within a step the newest comes first.
In sentences finer differences only tell how long they are."""

_ARTICLES, _PASSAGES = Row.metadata.tables["article"], Row.metadata.tables["passage"]
_ARTICLE, _PASSAGE = _ARTICLES.columns, _PASSAGES.columns
_CITATION = (
    _ARTICLE.outlet,
    _ARTICLE.label,
    _ARTICLE.url,
    _ARTICLE.title,
    _ARTICLE.published,
)
_MATCH_ON_SQLITE = text(
    "SELECT rowid AS id, -bm25(passage_index, 1.0, 2.0) AS score"
    " FROM passage_index WHERE passage_index MATCH :wanted"
)
_MATCH_ON_POSTGRESQL = text(
    "SELECT passage_id AS id, ts_rank(terms, CAST(:wanted AS tsquery), 1) AS score"
    " FROM passage_index WHERE terms @@ CAST(:wanted AS tsquery)"
)
_INDEX_ON_SQLITE = text(
    "INSERT INTO passage_index (rowid, words, names) VALUES (:id, :words, :names)"
)
_INDEX_ON_POSTGRESQL = text(
    "INSERT INTO passage_index (passage_id, terms) VALUES (:id, CAST(:terms AS tsvector))"
)


def index(session: Session, passages: Iterable[tuple[int, Passage]], gazetteer: Names) -> None:
    """Index passages under the numbers of their rows. A deleted passage leaves by itself."""
    sqlite = _on_sqlite(session)
    written = _for_sqlite if sqlite else _for_postgresql
    values = [
        {"id": number, **written(index_terms(passage, gazetteer))} for number, passage in passages
    ]
    session.execute(_INDEX_ON_SQLITE if sqlite else _INDEX_ON_POSTGRESQL, values)


def find(
    session: Session,
    query: Query,
    gazetteer: Names,
    page: tuple[int, int],
    filters: Sequence[ColumnElement[bool]],
) -> SearchPage:
    """Return ``page`` (limit, offset) of the passages that answer, the best first.

    A query that asks for no words finds all that pass the filters, the newest first; one without
    filters either finds nothing.
    """
    limit, offset = page
    wanted = query_terms(query, gazetteer)
    if not wanted.all_of and (wanted.none_of or not filters):
        return SearchPage(query.text, 0, offset=offset)
    ranked = _ranked(_matching(session, wanted) if wanted.all_of else None).where(*filters)
    found = session.execute(_shown(ranked.limit(limit).offset(offset))).all()
    if found:
        total = found[0].total
    else:
        total = session.execute(select(func.count()).select_from(ranked.subquery())).scalar_one()
    return SearchPage(query.text, total, tuple(map(_hit, found)), offset)


def filters(
    region: RegionId | None, since: date | None, until: date | None, sources: Sources
) -> list[ColumnElement[bool]]:
    """Return the conditions of a search: region, days of events in ``[since, until)``, sources."""
    conditions: list[ColumnElement[bool]] = []
    if region is not None:
        conditions.append(rows.touches(region))
    if since is not None:
        conditions.append(_PASSAGE.day >= _day(since))
    if until is not None:
        conditions.append(_PASSAGE.day < _day(until))
    if sources != "all":
        # Answered from the index on languages; the articles themselves are not read.
        written = select(_ARTICLE.id).where(_ARTICLE.language == sources)
        conditions.append(_PASSAGE.article_id.in_(written))
    return conditions


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _matching(session: Session, wanted: Wanted) -> CTE:
    if _on_sqlite(session):
        statement, expression = _MATCH_ON_SQLITE, _fts5(wanted)
    else:
        statement, expression = _MATCH_ON_POSTGRESQL, _tsquery(wanted)
    columns = (column("id", Integer), column("score", Float))
    return statement.bindparams(wanted=expression).columns(*columns).cte("matching")


def _ranked(matching: CTE | None) -> Select[Any]:
    """Select the numbers of answers, the best first, with all that the order depends on."""
    newest = (_PASSAGE.day.desc().nulls_last(), _PASSAGE.id.desc())
    found = select(_PASSAGE.id, _PASSAGE.day, func.count().over().label("total"))
    if matching is None:
        nothing = literal(0.0)
        return found.add_columns(nothing.label("score"), nothing.label("step")).order_by(*newest)
    score = matching.c.score
    step = func.round(STEPS * score / func.max(score).over()).label("step")
    answering = found.join(matching, matching.c.id == _PASSAGE.id).add_columns(score, step)
    return answering.order_by(step.desc(), *newest)


def _shown(ranked: Select[Any]) -> Select[Any]:
    """Select what is shown of ranked answers, in their order."""
    page = ranked.subquery("page").c
    order = (page.step.desc(), page.day.desc().nulls_last(), page.id.desc())
    return (
        select(*rows.PASSAGE_COLUMNS, *_CITATION, page.score, page.total)
        .join(_PASSAGES, page.id == _PASSAGE.id)
        .join(_ARTICLES, _ARTICLE.id == _PASSAGE.article_id)
        .order_by(*order)
    )


def _hit(values: Sequence[Any]) -> Hit:
    fields = len(rows.PASSAGE_COLUMNS)
    outlet, label, url, title, published, score, _ = values[fields:]
    return Hit(rows.passage(values[:fields]), outlet, label, url, title, published, score)


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _for_sqlite(terms: Terms) -> dict[str, str]:
    return {"words": " ".join(terms.words), "names": " ".join(sorted(terms.names))}


def _for_postgresql(terms: Terms) -> dict[str, str]:
    # Only words have a position: phrases are of words, and names would part them.
    words = (f"'{word}':{position}" for position, word in enumerate(terms.words, start=1))
    return {"terms": " ".join((*words, *(f"'{name}'" for name in sorted(terms.names))))}


def _fts5(wanted: Wanted) -> str:
    """Write down what is wanted in the language of FTS5."""

    def any_of(phrases: Iterable[Phrase]) -> str:
        return "(" + " OR ".join(f'"{" ".join(phrase)}"' for phrase in phrases) + ")"

    expression = "(" + " AND ".join(map(any_of, wanted.all_of)) + ")"
    return f"{expression} NOT {any_of(wanted.none_of)}" if wanted.none_of else expression


def _tsquery(wanted: Wanted) -> str:
    """Write down what is wanted in the language of PostgreSQL's ``tsquery``."""

    def any_of(phrases: Iterable[Phrase]) -> str:
        return "(" + " | ".join(map(_side_by_side, phrases)) + ")"

    expression = " & ".join(map(any_of, wanted.all_of))
    return f"{expression} & !{any_of(wanted.none_of)}" if wanted.none_of else expression


def _side_by_side(phrase: Phrase) -> str:
    return "(" + " <-> ".join(f"'{term}'" for term in phrase) + ")"
