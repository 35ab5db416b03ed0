"""Articles and their passages: each stored once, however often and from wherever it comes.

An article is known by the identifier that its source gives it, by its address, or by its text from
the same outlet. What its outlet has changed replaces what was there, passages and index included.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, or_, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from bot.model import IMPORTED, Draft, Saved, SaveResult
from bot.store import rows, search
from bot.store.identity import address_key, content_hash, key, storable
from bot.store.lock import Exclusive, wait_alone
from bot.store.tables import ArticleRow, PassageRow
from bot.store.terms import Names
from summaries.sentences import normalise
from summaries.types import Article, Passage, RegionId, Tagged

DAY = timedelta(days=1)
AT_ONCE = 500
"""Numbers in one query."""


def save(session: Session, draft: Draft, tagged: Tagged, now: datetime, gazetteer: Names) -> Saved:
    """Store an article once, with its passages.

    The same identifier or address with another content is an update. The same text of the same
    outlet under another address is known; another outlet's re-post is another article.
    """
    wait_alone(session.connection(), Exclusive.SAVING)
    draft = _clean(draft)
    row = _known_by_address(session, draft)
    if row is None:
        known = _known_by_text(session, draft)
        if known is not None:
            return Saved(known, SaveResult.KNOWN)
        row, result = _new(draft, now), SaveResult.NEW
    # Another outlet that links to an article's address does not speak for it.
    elif row.outlet != draft.outlet or not _differs(row, draft):
        _renumber(row, draft)
        return Saved(rows.number(row.id), SaveResult.KNOWN)
    else:
        _renumber(row, draft)
        _follow(session, row, draft, now)
        result = SaveResult.UPDATED
    session.add(row)
    session.flush()
    _replace_passages(session, row, tagged, gazetteer)
    return Saved(rows.number(row.id), result)


def known(session: Session, source_id: str, guids: Iterable[str]) -> frozenset[str]:
    """Return those of a source's identifiers whose articles are stored."""
    by_key = {key(guid): guid for guid in guids if guid}
    found: set[str] = set()
    for chunk in _chunks(by_key):
        same = (ArticleRow.source_id == source_id, col(ArticleRow.guid).in_(chunk))
        found |= {by_key[guid] for guid in session.exec(select(ArticleRow.guid).where(*same))}
    return frozenset(found)


def by_ids(session: Session, ids: Iterable[int]) -> dict[int, Article]:
    """Return the articles of these numbers; unknown ones are left out."""
    found: dict[int, Article] = {}
    for chunk in _chunks(dict.fromkeys(ids)):
        for row in session.exec(select(ArticleRow).where(col(ArticleRow.id).in_(chunk))):
            found[rows.number(row.id)] = rows.article(row)
    return found


def arrived(
    session: Session, ids: Iterable[int], after: datetime, until: datetime
) -> frozenset[int]:
    """Return those of ``ids`` that were first collected in ``(after, until]``.

    What a new source brings from the time before it was read is its history, and left out.
    """
    collected = col(ArticleRow.collected)
    # Numbers are given in order of arrival: a source's first article has the lowest.
    firsts = select(func.min(col(ArticleRow.id))).group_by(col(ArticleRow.source_id))
    new = select(ArticleRow.source_id).where(
        col(ArticleRow.id).in_(firsts), collected > after, ArticleRow.source_id != IMPORTED
    )
    history = list(session.exec(new))
    found: set[int | None] = set()
    for chunk in _chunks(ids):
        arrived_then = (collected > after, collected <= until, col(ArticleRow.id).in_(chunk))
        known = col(ArticleRow.source_id).not_in(history)
        found.update(
            session.scalars(select_columns(col(ArticleRow.id)).where(*arrived_then, known))
        )
    return frozenset(rows.number(number) for number in found)


def passages(
    session: Session, since: datetime, until: datetime, region: RegionId | None
) -> list[Passage]:
    """Return the passages that may fall into ``[since, until)``, by event or by publication.

    A day is added at either end, because an event has a day and no zone. With ``region``, those
    are left out that neither lie in it nor touch it.
    """
    first, last = since - DAY, until + DAY
    statement = select_columns(*rows.PASSAGE_COLUMNS).where(
        or_(
            col(PassageRow.event_date).between(first.date(), last.date()),
            col(PassageRow.published).between(first, last),
        )
    )
    if region is not None:
        statement = statement.where(rows.touches(region))
    ordered = statement.order_by(col(PassageRow.article_id), col(PassageRow.start))
    return [rows.passage(values) for values in session.execute(ordered)]


def outdated(session: Session, tagger_version: str, limit: int) -> list[Article]:
    """Return articles that another version of the tagger has tagged, the newest first."""
    version = col(ArticleRow.tagger_version)
    # Two ranges, not "unequal": the first is answered from the index, without reading any text.
    statement = (
        select(ArticleRow)
        .where(or_(version < tagger_version, version > tagger_version))
        .order_by(col(ArticleRow.id).desc())
        .limit(limit)
    )
    return [rows.article(row) for row in session.exec(statement)]


def retag(session: Session, article_id: int, tagged: Tagged, gazetteer: Names) -> None:
    """Replace the passages of an article; nothing happens where its text has changed meanwhile."""
    wait_alone(session.connection(), Exclusive.SAVING)
    row = session.get(ArticleRow, article_id)
    if row is None or any(row.text[p.start : p.end] != storable(p.text) for p in tagged.passages):
        return
    _replace_passages(session, row, tagged, gazetteer)


def count(session: Session) -> int:
    """Return the number of articles."""
    return session.exec(select(func.count()).select_from(ArticleRow)).one()


def relabel(session: Session, source_id: str, label: str) -> None:
    """Give a source's articles the label that it has now."""
    old = (col(ArticleRow.source_id) == source_id, col(ArticleRow.label) != label)
    session.exec(update(ArticleRow).where(*old).values(label=label))


def _clean(draft: Draft) -> Draft:
    """Return the draft as it can be stored; its passages' places in the text stay the same."""
    return replace(
        draft,
        outlet=storable(draft.outlet),
        label=storable(draft.label),
        url=storable(draft.url) if draft.url else None,
        title=storable(draft.title),
        text=storable(draft.text),
    )


def _known_by_address(session: Session, draft: Draft) -> ArticleRow | None:
    guid, url_key = key(draft.guid), address_key(draft.url)
    if guid is not None:
        same = (ArticleRow.source_id == draft.source_id, ArticleRow.guid == guid)
        if row := session.exec(select(ArticleRow).where(*same)).first():
            return row
    if url_key is not None:
        return session.exec(select(ArticleRow).where(ArticleRow.url_key == url_key)).first()
    return None


def _known_by_text(session: Session, draft: Draft) -> int | None:
    hashed = content_hash(draft.title, draft.text)
    if hashed is None:
        return None
    same = (ArticleRow.outlet == draft.outlet, ArticleRow.content_hash == hashed)
    return session.exec(select(ArticleRow.id).where(*same)).first()


def _differs(row: ArticleRow, draft: Draft) -> bool:
    return (
        normalise(row.title) != normalise(draft.title)
        or normalise(row.text) != normalise(draft.text)
        or row.language != draft.language
        or draft.published not in (None, row.published)
    )


def _new(draft: Draft, now: datetime) -> ArticleRow:
    return ArticleRow(
        source_id=draft.source_id,
        guid=key(draft.guid),
        outlet=draft.outlet,
        url=draft.url,
        url_key=address_key(draft.url),
        published=draft.published,
        collected=now,
        changed=now,
        tagger_version="",
        **_content(draft),
    )


def _follow(session: Session, row: ArticleRow, draft: Draft, now: datetime) -> None:
    """Take over what has changed; what the new version does not tell stays."""
    for name, value in _content(draft).items():
        setattr(row, name, value)
    row.published = draft.published or row.published
    row.changed = now
    moved_to = address_key(draft.url)
    taken = select(ArticleRow.id).where(ArticleRow.url_key == moved_to)
    if moved_to is not None and session.exec(taken).first() is None:
        row.url, row.url_key = draft.url, moved_to


def _renumber(row: ArticleRow, draft: Draft) -> None:
    """Take over the identifier that a source has given to an article anew.

    It is what ``known`` asks for: with the old one the page would be fetched at every look.
    """
    guid = key(draft.guid)
    if guid is not None and row.source_id == draft.source_id:
        row.guid = guid


def _content(draft: Draft) -> dict[str, Any]:
    """Return the columns that change with an article."""
    return {
        "label": draft.label,
        "title": draft.title,
        "text": draft.text,
        "language": draft.language,
        "origin": rows.origin_text(draft.origin),
        "content_hash": content_hash(draft.title, draft.text),
    }


def _replace_passages(session: Session, row: ArticleRow, tagged: Tagged, gazetteer: Names) -> None:
    article_id = rows.number(row.id)
    row.tagger_version = tagged.version
    session.exec(delete(PassageRow).where(col(PassageRow.article_id) == article_id))
    if not tagged.passages:
        return
    values = [rows.passage_values(article_id, row.published, p) for p in tagged.passages]
    inserted = insert(PassageRow).returning(col(PassageRow.id), sort_by_parameter_order=True)
    numbers = [rows.number(found) for found in session.scalars(inserted, values)]
    search.index(session, zip(numbers, tagged.passages, strict=True), gazetteer)


def _chunks(values: Iterable[Any]) -> Iterable[list[Any]]:
    everything = list(values)
    return (everything[at : at + AT_ONCE] for at in range(0, len(everything), AT_ONCE))
