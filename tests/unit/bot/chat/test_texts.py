import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from bot.chat import texts as locale
from bot.chat.texts import LANGUAGES, texts
from bot.feeds.catalogue import load_sources

CHAT = Path(__file__).parents[4] / "bot" / "chat"
# Keys that are put together from a word that is known only when the bot runs.
FAMILIES = {
    "digest.quiet.": tuple(
        f"{period}{of}" for period in ("week", "day", "period") for of in ("", ".en", ".ar")
    ),
    "digest.reports.": ("en", "ar"),
    "sources.choice.": ("all", "en", "ar"),
    # Of the catalogue; given by the bot itself; and what operators are likely to write.
    "label.": (
        *sorted({word for source in load_sources() for word in source.label.split(", ")}),
        *("imported", "sample"),
        *("think tank", "opposition-affiliated", "party-affiliated"),
    ),
    "digest.same.": ("week", "day", "period"),
    "digest.change.": ("week", "day", "period"),
    "deed.": ("killed", "wounded", "displaced", "detained", "released", "date", "control"),
    "whom.": (
        "families",
        "civilians",
        "children",
        "women",
        "soldiers",
        "officers",
        "fighters",
        "prisoners",
        "protesters",
        "displaced",
        "people",
    ),
    "sources.language.": ("en", "ar"),
    "command.": ("start", "digest", "search", "settings", "sources", "help", "privacy", "stop"),
}
KEY = re.compile(r"[a-z]+(?:\.[a-z_]+)*")


@cache
def catalogue(language):
    return locale.catalogue(language)


def keys(language: str) -> set[str]:
    return {
        message.id[0] if isinstance(message.id, tuple) else message.id
        for message in catalogue(language)
        if message.id
    }


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def used() -> Iterator[str]:
    """Keys that stand as constants where a text is asked for."""
    known = keys("en")
    for path in CHAT.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and node.value in known:
                yield str(node.value)
    for family, members in FAMILIES.items():
        yield from (family + member for member in members)


def asked_for() -> Iterator[str]:
    """Constants that can only be keys: first arguments of t(...), t.count(...), say(x, ...)."""
    for path in CHAT.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            place = {"t": 0, "t.count": 0, "say": 1, "screens.say": 1}.get(called)
            if place is None or len(node.args) <= place:
                continue
            for inner in ast.walk(node.args[place]):
                if isinstance(inner, ast.Constant) and KEY.fullmatch(str(inner.value)):
                    yield str(inner.value)


def test_both_languages_have_the_same_keys() -> None:
    assert keys("en") == keys("ar")


def test_every_text_is_used_and_every_used_key_has_a_text() -> None:
    assert set(used()) == keys("en")
    assert set(asked_for()) - keys("en") <= {"welcome"}


@pytest.mark.parametrize("key", sorted(keys("en")))
def test_placeholders_match(key: str) -> None:
    english, arabic = (catalogue(language).get(key) for language in ("en", "ar"))
    assert english is not None
    assert arabic is not None
    if isinstance(english.string, tuple):
        assert len(english.string) == 2
        assert len(arabic.string) == 6
        wanted = placeholders(english.string[1])
        # The forms for none, one and two may say the number in words.
        assert all(placeholders(form) == wanted for form in arabic.string[3:])
        assert all(placeholders(form) <= wanted for form in arabic.string[:3])
        assert all(arabic.string)
    else:
        assert english.string
        assert arabic.string
        assert placeholders(arabic.string) == placeholders(english.string)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_have_no_markup(language: str) -> None:
    for message in catalogue(language):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings if message.id else ():
            assert not re.search(r"<[a-z/]", text), message.id


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "لا تقارير"),
        (1, "تقرير واحد"),
        (2, "تقريران"),
        (3, "3 تقارير"),
        (10, "10 تقارير"),
        (11, "11 تقريرًا"),
        (99, "99 تقريرًا"),
        (100, "100 تقرير"),
        (103, "103 تقارير"),
        (111, "111 تقريرًا"),
    ],
)
def test_arabic_has_six_plural_forms(number: int, shown: str) -> None:
    assert texts("ar").count("digest.reports", number) == shown


def test_english_has_two() -> None:
    t = texts("en")

    assert t.count("digest.reports", 1) == "1 report"
    assert t.count("digest.reports", 0) == "0 reports"


def test_names_of_the_other_direction_are_isolated() -> None:
    assert texts("en")("origin", origin="عنب بلدي") == "from \u2068عنب بلدي\u2069"
    assert texts("en")("origin", origin="SOHR") == "from SOHR"
    assert texts("ar")("origin", origin="SOHR") == "نقلًا عن \u2068SOHR\u2069"


def test_commands_in_arabic_keep_their_slash_on_the_left() -> None:
    assert "\u2066/digest\u2069" in texts("ar")("help")


def test_dates_are_of_the_levant() -> None:
    day = date(2022, 1, 28)

    assert texts("en").day(day) == "Fri 28 Jan"
    assert texts("ar").full_day(day) == "28 كانون الثاني 2022"
    assert texts("ar").weekday(0) == "الاثنين"
    assert texts("en").weekday(6) == "Sunday"
    assert texts("en").moment(datetime(2022, 1, 31, 8, 5, tzinfo=UTC)) == "31 January 2022, 08:05"


@pytest.mark.parametrize(
    ("offset", "shown"),
    [(0, "UTC"), (180, "UTC+3"), (-210, "UTC-3:30"), (345, "UTC+5:45")],
)
def test_offset_from_utc(offset: int, shown: str) -> None:
    moment = datetime(2022, 1, 1, tzinfo=timezone(timedelta(minutes=offset)))

    assert texts("en").offset(moment) == shown


def test_zones_are_shown_by_their_city() -> None:
    assert texts("en").zone("Asia/Damascus") == "Damascus"
    assert texts("ar").zone("Asia/Damascus") == "دمشق"
    assert texts("en").zone("UTC") == "UTC"


def test_what_has_no_text_is_shown_otherwise() -> None:
    assert texts("en").known("deed.unheard", "unheard") == "unheard"
    assert texts("en").known("deed.killed", "unheard") == "killed"
