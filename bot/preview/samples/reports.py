"""The sample reports as they stand in ``outlets.toml`` and ``reports/*.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Literal

from summaries.types import Language

FeedKind = Literal["rss", "atom", "rdf"]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A fictional outlet. With ``teasers`` its feed carries first paragraphs only."""

    id: str
    name: str
    language: Language
    feed: FeedKind
    teasers: bool = False
    general: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One report. ``original`` is the report of another outlet that it repeats."""

    slug: str
    outlet: Outlet
    title: str
    published: datetime
    author: str
    paragraphs: tuple[str, ...]
    original: Report | None = None

    @property
    def path(self) -> str:
        """The address of its page, from the server's root."""
        return f"/samples/{self.outlet.id}/{self.slug}"


@cache
def outlets() -> dict[str, Outlet]:
    """Return the outlets by id."""
    table = tomllib.loads(_read("outlets.toml"))
    return {name: Outlet(id=name, **fields) for name, fields in table.items()}


@cache
def reports() -> tuple[Report, ...]:
    """Return the reports, the newest first."""
    folder = files(__package__) / "reports"
    tables = {
        entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    }
    found = [_report(slug, tables) for slug in tables]
    return tuple(sorted(found, key=lambda report: report.published, reverse=True))


def _report(slug: str, tables: dict[str, dict[str, object]]) -> Report:
    table = tables[slug]
    original = _report(str(table["repost_of"]), tables) if "repost_of" in table else None
    published = table["published"]
    if not isinstance(published, datetime):
        raise TypeError(f"{slug}: published is no moment")
    return Report(
        slug=slug,
        outlet=outlets()[str(table["outlet"])],
        title=str(table["title"]),
        published=published,
        author=str(table["author"]),
        paragraphs=original.paragraphs if original else _paragraphs(str(table["text"])),
        original=original,
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    """Join the lines of each paragraph."""
    return tuple(" ".join(block.split()) for block in text.strip().split("\n\n"))


def _read(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
