"""Rows to the types of the domain and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import ColumnElement, literal, or_

from bot.model import (
    Chat,
    ChatKind,
    Delivery,
    DeliveryState,
    Schedule,
    SourceState,
    Subscriber,
)
from bot.store.identity import storable
from bot.store.tables import ArticleRow, DeliveryRow, Row, SourceRow, SubscriberRow
from summaries.types import Article, Language, Origin, Passage, Place, RegionId, Sources

_PASSAGE = Row.metadata.tables["passage"].columns
PASSAGE_COLUMNS = (
    _PASSAGE.article_id,
    _PASSAGE.start,
    _PASSAGE.end,
    _PASSAGE.text,
    _PASSAGE.region,
    _PASSAGE.also,
    _PASSAGE.place,
    _PASSAGE.event_date,
    _PASSAGE.dated_by,
    _PASSAGE.confidence,
    _PASSAGE.why,
    _PASSAGE.assessment,
    _PASSAGE.needs_previous,
    _PASSAGE.paragraph,
)
"""The columns of a `Passage`, in the order of its fields. Passages are read by the ten thousand:
columns cost a fraction of the time and memory of mapped rows."""


def passage(values: Sequence[Any]) -> Passage:
    """Return the passage of one row of `PASSAGE_COLUMNS`."""
    article_id, start, end, text, region, also, place, *rest = values
    return Passage(
        article_id, start, end, text, RegionId(region), regions(also), _place(place), *rest
    )


def passage_values(article_id: int, published: datetime | None, passage: Passage) -> dict[str, Any]:
    """Return the columns of a passage of an article."""
    return {
        "article_id": article_id,
        "start": passage.start,
        "end": passage.end,
        "text": storable(passage.text),
        "region": passage.region,
        "also": " ".join(passage.also),
        "place": json.dumps(asdict(passage.place), ensure_ascii=False) if passage.place else None,
        "event_date": passage.event_date,
        "dated_by": passage.dated_by,
        "confidence": passage.confidence,
        "why": storable(passage.why),
        "assessment": passage.assessment,
        "needs_previous": passage.needs_previous,
        "paragraph": passage.paragraph,
        "published": published,
        "day": passage.event_date or (published.astimezone(UTC).date() if published else None),
    }


@lru_cache(maxsize=4096)
def regions(text: str) -> tuple[RegionId, ...]:
    """Return region ids from the text that they are kept as."""
    return tuple(RegionId(name) for name in text.split())


def touches(region: RegionId) -> ColumnElement[bool]:
    """Return the condition that a passage lies in a region or touches it."""
    beside = (literal(" ") + _PASSAGE.also + " ").contains(f" {region} ", autoescape=True)
    return or_(_PASSAGE.region == region, beside)


@lru_cache(maxsize=4096)
def _place(text: str | None) -> Place | None:
    return Place(**json.loads(text)) if text else None


def article(row: ArticleRow) -> Article:
    """Return the article of a row."""
    return Article(
        id=number(row.id),
        outlet=row.outlet,
        label=row.label,
        url=row.url,
        title=row.title,
        text=row.text,
        published=row.published,
        language=cast("Language", row.language),
        origin=Origin(**json.loads(row.origin)) if row.origin else None,
    )


def origin_text(origin: Origin | None) -> str | None:
    """Return what an article's origin is kept as."""
    return json.dumps(asdict(origin), ensure_ascii=False) if origin else None


def source_state(row: SourceRow, articles: int) -> SourceState:
    """Return the state of a source that has brought ``articles``."""
    return SourceState(
        source_id=row.id,
        next_due=row.next_due,
        etag=row.etag,
        last_modified=row.last_modified,
        last_success=row.last_success,
        last_attempt=row.last_attempt,
        failures=row.failures,
        error=row.error,
        articles=articles,
    )


def subscriber(row: SubscriberRow) -> Subscriber:
    """Return the subscriber of a row."""
    return Subscriber(
        chat=Chat(row.chat_id, row.thread),
        kind=cast("ChatKind", row.kind),
        language=cast("Language", row.language),
        regions=regions(row.regions),
        schedule=Schedule(row.weekday, row.at, row.zone),
        next_due=row.next_due,
        active=row.active,
        inactive_because=row.inactive_because,
        created=row.created,
        sources=cast("Sources", row.sources),
    )


def subscriber_row(subscriber: Subscriber) -> SubscriberRow:
    """Return the row of a subscriber."""
    return SubscriberRow(
        chat_id=subscriber.chat.id,
        thread=subscriber.chat.thread,
        kind=subscriber.kind,
        language=subscriber.language,
        regions=" ".join(subscriber.regions),
        weekday=subscriber.schedule.weekday,
        at=subscriber.schedule.at,
        zone=subscriber.schedule.zone,
        next_due=subscriber.next_due,
        active=subscriber.active,
        inactive_because=storable(subscriber.inactive_because),
        created=subscriber.created,
        sources=subscriber.sources,
    )


def delivery(row: DeliveryRow, html: str, region: str) -> Delivery:
    """Return the delivery of a row, with the text of its part and the region of its digest."""
    return Delivery(
        id=number(row.id),
        chat=Chat(row.chat_id, row.thread),
        digest_id=row.digest_id,
        part=row.part,
        parts=row.parts,
        html=html,
        language=cast("Language", row.language),
        region=RegionId(region),
        state=DeliveryState(row.state),
        attempts=row.attempts,
        due=row.due,
        message_id=row.message_id,
        error=row.error,
    )


def number(value: int | None) -> int:
    """Return a row's number; only a row that was not yet stored has none."""
    if value is None:
        raise ValueError("the row has no number yet")
    return value
