"""Digests and search results as JSON, and digests back again, exactly.

A digest's documented keys are ``region``, ``since``, ``until``, ``cutoff``, ``reports``,
``reports_before``, ``origins``, ``sources``, ``items``, ``late`` and ``more``; an item's ``text``,
``event_date``, ``place``, ``assessment``, ``sources``, ``independent`` and ``conflicts``. A
digest's own ``sources`` (``all``, ``en`` or ``ar``) say whose reports it is made of; ``late`` holds
items on the days before ``since`` that no digest could tell then. The other keys carry what makes
the way back exact. Moments are ISO 8601 with their offset, days ISO 8601.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from summaries.types import Digest, Passage

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Json = dict[str, object]
"""An object that ``json.dumps`` takes as it is."""


class Found(Protocol):
    """One answer of a search: the passage, where it stands, and how well it answers."""

    @property
    def passage(self) -> Passage:
        """The passage that answers."""

    @property
    def outlet(self) -> str:
        """Who published it."""

    @property
    def url(self) -> str | None:
        """Where it can be read."""

    @property
    def published(self) -> datetime | None:
        """When it was published."""

    @property
    def score(self) -> float:
        """How well it answers; higher is better."""


def digest_to_json(digest: Digest) -> Json:
    """Return ``digest`` as JSON, with ``zone`` the IANA zone of its window where it has one."""
    fields = {name: _plain(value) for name, value in asdict(digest).items() if name != "window"}
    window = digest.window
    return {
        "region": digest.region,
        "since": window.since.isoformat(),
        "until": window.until.isoformat(),
        "cutoff": window.cutoff.isoformat(),
        "zone": getattr(window.since.tzinfo, "key", None),
        **fields,
    }


def digest_from_json(data: Mapping[str, object]) -> Digest:
    """Return the digest that `digest_to_json` made ``data`` of.

    Raises:
        ValueError: ``data`` is no such object.

    """
    fields = {k: v for k, v in data.items() if k not in ("since", "until", "cutoff", "zone")}
    zone = data.get("zone")
    window = {k: _moment(data.get(k), zone) for k in ("since", "until", "cutoff")}
    return _adapter().validate_python({**fields, "window": window})


def search_to_json(query: str, total: int, hits: Sequence[Found]) -> Json:
    """Return a page of search results as JSON."""
    return {"query": query, "total": total, "results": [_found(hit) for hit in hits]}


def _found(hit: Found) -> Json:
    day = hit.passage.event_date
    return {
        "text": hit.passage.text,
        "region": hit.passage.region,
        "event_date": day.isoformat() if day else None,
        "outlet": hit.outlet,
        "url": hit.url,
        "published": hit.published.isoformat() if hit.published else None,
        "score": round(hit.score, 4),
    }


def _plain(value: object) -> object:
    """Return nested values with days and moments as text and tuples as lists."""
    if isinstance(value, date):  # datetime included
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value


def _moment(text: object, zone: object) -> datetime:
    if not isinstance(text, str):
        raise ValueError(f"not a moment: {text!r}")  # noqa: TRY004  # one error for bad data
    moment = datetime.fromisoformat(text)
    return moment.astimezone(ZoneInfo(zone)) if isinstance(zone, str) else moment


@cache
def _adapter() -> TypeAdapter[Digest]:
    from pydantic import TypeAdapter

    return TypeAdapter(Digest)
