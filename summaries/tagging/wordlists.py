"""Word lists that stand in the package's data files, by name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def word_lists(file: str) -> Mapping[str, frozenset[str]]:
    """Return the lists of a TOML data file: each value is words, separated by blanks."""
    return {name: frozenset(words.split()) for name, words in tables(file).items()}


@cache
def phrase_lists(file: str) -> Mapping[str, frozenset[str]]:
    """Return the lists of a TOML data file: each value is phrases, one a line."""
    return {
        name: frozenset(filter(None, map(str.strip, lines.splitlines())))
        for name, lines in tables(file).items()
    }


def tables(file: str) -> dict[str, str]:
    """Return the values of a TOML data file by name."""
    text = resources.files("summaries").joinpath("data", file).read_text(encoding="utf-8")
    return {name: str(value) for name, value in tomllib.loads(text).items()}
