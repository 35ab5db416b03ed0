"""Whose reports are wanted: English sources, Arabic ones, or both.

A report counts by the language that it is written in: a page in Arabic is an Arabic source,
whatever else its outlet publishes.
"""

from __future__ import annotations

from collections.abc import Mapping

from summaries.types import Article, Sources

_WORDS: Mapping[str, Sources] = {
    "all": "all",
    "both": "all",
    "كلاهما": "all",
    "كلتاهما": "all",
    "en": "en",
    "english": "en",
    "انكليزي": "en",
    "انكليزيه": "en",
    "انجليزي": "en",
    "انجليزيه": "en",
    "ar": "ar",
    "arabic": "ar",
    "عربي": "ar",
    "عربيه": "ar",
}
_SPELLING = str.maketrans({"أ": "ا", "إ": "ا", "ة": "ه"})
_ARTICLES = ("بال", "ال")


def of_sources(articles: Mapping[int, Article], sources: Sources) -> Mapping[int, Article]:
    """Return those of ``articles`` that are of the chosen sources."""
    if sources == "all":
        return articles
    return {id_: article for id_, article in articles.items() if article.language == sources}


def parse_sources(word: str) -> Sources | None:
    """Return the sources that a person means by ``ar``, ``English``, ``both`` or ``بالعربية``."""
    plain = word.strip().casefold().translate(_SPELLING)
    article = next((one for one in _ARTICLES if plain.startswith(one)), "")
    return _WORDS.get(plain) or _WORDS.get(plain.removeprefix(article))
