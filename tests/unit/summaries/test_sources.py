from datetime import UTC, datetime

import pytest

from summaries.sources import of_sources, parse_sources
from summaries.types import Article


def article(number, language):
    when = datetime(2022, 1, 28, tzinfo=UTC)
    return Article(number, "Outlet", "local", None, "", "Text.", when, language)


@pytest.mark.parametrize(("sources", "numbers"), [("all", [1, 2, 3]), ("en", [1, 3]), ("ar", [2])])
def test_reports_count_by_the_language_that_they_are_written_in(sources, numbers):
    articles = {n: article(n, language) for n, language in ((1, "en"), (2, "ar"), (3, "en"))}

    assert list(of_sources(articles, sources)) == numbers


@pytest.mark.parametrize(
    ("word", "sources"),
    [
        ("ar", "ar"),
        ("Arabic", "ar"),
        ("عربي", "ar"),
        ("العربية", "ar"),
        ("بالعربية", "ar"),
        ("EN", "en"),
        ("english", "en"),
        ("إنكليزي", "en"),
        ("الإنجليزية", "en"),
        ("بالانكليزية", "en"),
        ("all", "all"),
        ("both", "all"),
        ("كلاهما", "all"),
        ("", None),
        ("fr", None),
        ("ال", None),
        ("Arabia", None),
        ("درعا", None),
    ],
)
def test_words_for_sources(word, sources):
    assert parse_sources(word) == sources
