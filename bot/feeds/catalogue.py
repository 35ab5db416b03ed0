"""The catalogue of sources: ``sources.toml``, or the operator's own file of the same form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import cast

from bot.errors import SettingsError
from bot.feeds.address import is_web_address
from bot.model import IMPORTED, Source
from summaries.types import Language

_BUILT_IN = "sources.toml"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REQUIRED = ("id", "name", "feed", "language", "label", "reason")
_OPTIONAL: Mapping[str, type] = {"minutes": int, "general": bool, "enabled": bool, "notice": str}
_LANGUAGES = ("en", "ar")
_FEWEST_MINUTES, _MOST_MINUTES = 5, 7 * 24 * 60


def load_sources(path: Path | None = None) -> tuple[Source, ...]:
    """Read the catalogue, disabled sources included; ``None`` is the built-in one.

    Raises:
        SettingsError: the file or an entry cannot be used; names the file and the entry.

    """
    name, text = _read(path)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: no valid TOML: {error}") from None
    unknown = next((key for key in tables if key != "source"), None)
    if unknown is not None:
        raise SettingsError(f"{name}: {unknown!r} is not known here; each source is a [[source]]")
    entries = tables.get("source")
    if not isinstance(entries, list) or not entries:
        raise SettingsError(f"{name}: no [[source]] in it; see sources.toml of the package")
    sources = tuple(_source(name, number, entry) for number, entry in enumerate(entries, 1))
    _check_unique(name, sources)
    return sources


def label_of(outlet: str, sources: Iterable[Source]) -> str:
    """Return the label of an outlet by its name, in any case; empty where it is unknown."""
    wanted = outlet.strip().casefold()
    return next((source.label for source in sources if source.name.casefold() == wanted), "")


def _read(path: Path | None) -> tuple[str, str]:
    if path is None:
        return _BUILT_IN, (files("bot.feeds") / _BUILT_IN).read_text(encoding="utf-8")
    try:
        return path.name, path.read_text(encoding="utf-8")
    except OSError as error:
        why = error.strerror or "cannot be read"
        raise SettingsError(f"SOURCES_FILE: {path}: {why}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"SOURCES_FILE: {path}: not UTF-8 text") from None


def _source(name: str, number: int, entry: object) -> Source:
    if not isinstance(entry, dict):
        raise SettingsError(f"{name}: source {number}: write it as [[source]]")
    table = cast("dict[str, object]", entry)
    where = f"{name}: source {table.get('id') or number!r}"
    problem = _problem(table)
    if problem:
        raise SettingsError(f"{where}: {problem}")
    text = {key: str(table[key]).strip() for key in _REQUIRED}
    return Source(
        id=text["id"],
        name=text["name"],
        feed=text["feed"],
        language=cast("Language", text["language"]),
        label=text["label"],
        reason=text["reason"],
        enabled=bool(table.get("enabled", True)),
        general=bool(table.get("general", False)),
        notice=str(table.get("notice", "")).strip(),
        minutes=cast("int", table.get("minutes", 30)),
    )


def _problem(table: Mapping[str, object]) -> str:
    """Say what is wrong with an entry, in the order a person would mend it; empty if nothing is."""
    return next(filter(None, (check(table) for check in (_keys, _types, _values))), "")


def _keys(table: Mapping[str, object]) -> str:
    unknown = next((key for key in table if key not in (*_REQUIRED, *_OPTIONAL)), None)
    if unknown is not None:
        return f"unknown key {unknown!r}; known are {', '.join((*_REQUIRED, *_OPTIONAL))}"
    missing = next((key for key in _REQUIRED if not table.get(key)), None)
    return f"{missing!r} is missing" if missing else ""


def _types(table: Mapping[str, object]) -> str:
    for key in _REQUIRED:
        if not isinstance(table[key], str) or not str(table[key]).strip():
            return f"{key!r} must be a text in quotes"
    for key, kind in _OPTIONAL.items():
        # type(), for a bool is an int to isinstance().
        if key in table and type(table[key]) is not kind:
            words = {int: "a whole number", bool: "true or false", str: "a text in quotes"}
            return f"{key!r} must be {words[kind]}"
    return ""


def _values(table: Mapping[str, object]) -> str:
    if not _ID.fullmatch(str(table["id"])):
        return "'id' may have small letters, digits and single hyphens only"
    if table["id"] == IMPORTED:
        return f"the id {IMPORTED!r} is kept for imported reports; choose another"
    if not is_web_address(str(table["feed"]).strip()):
        return "'feed' is no http or https address"
    if table["language"] not in _LANGUAGES:
        return f"language {table['language']!r} is not one of {', '.join(_LANGUAGES)}"
    minutes = cast("int", table.get("minutes", 30))
    if not _FEWEST_MINUTES <= minutes <= _MOST_MINUTES:
        return f"'minutes' must lie between {_FEWEST_MINUTES} and {_MOST_MINUTES}"
    return ""


def _check_unique(name: str, sources: Iterable[Source]) -> None:
    ids: set[str] = set()
    feeds: dict[str, str] = {}
    for source in sources:
        if source.id in ids:
            raise SettingsError(f"{name}: source {source.id}: its id is used twice")
        if source.feed in feeds:
            first = feeds[source.feed]
            raise SettingsError(f"{name}: source {source.id}: same feed as source {first}")
        ids.add(source.id)
        feeds[source.feed] = source.id
