"""What Telegram does to a text before it keeps it."""

import pytest

from bot.preview.detection import detected
from bot.preview.entities import Entity, Formatted, tidy, utf16_length, with_detected


@pytest.mark.parametrize(("text", "length"), [("", 0), ("درعا", 4), ("😀", 2), ("a😀b", 4)])
def test_length_counts_utf16_code_units(text, length):
    assert utf16_length(text) == length


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(Formatted("a\r\nb\tc"), Formatted("a\nb c"), id="control characters"),
        pytest.param(Formatted("a\u202bb\u2028c"), Formatted("abc"), id="marks of direction"),
        pytest.param(
            Formatted("a\u200fb\u2067c"), Formatted("a\u200fb\u2067c"), id="isolates stay"
        ),
        pytest.param(Formatted("\n\n  a \n"), Formatted("  a"), id="ends"),
        pytest.param(Formatted(" \n "), Formatted(""), id="nothing left"),
        pytest.param(
            Formatted("\nab", (Entity("bold", 1, 2),)),
            Formatted("ab", (Entity("bold", 0, 2),)),
            id="entities move",
        ),
        pytest.param(
            Formatted("\r\ra", (Entity("bold", 2, 1),)),
            Formatted("a", (Entity("bold", 0, 1),)),
            id="entities move by what is removed",
        ),
        pytest.param(
            Formatted("ab  ", (Entity("bold", 0, 4),)),
            Formatted("ab", (Entity("bold", 0, 2),)),
            id="entities end with the text",
        ),
        pytest.param(
            Formatted("abc", (Entity("bold", 0, 3), Entity("code", 1, 1))),
            Formatted("abc", (Entity("bold", 0, 1), Entity("code", 1, 1), Entity("bold", 2, 1))),
            id="code cuts styles",
        ),
        pytest.param(
            Formatted("abc", (Entity("pre", 0, 3), Entity("text_link", 1, 1, "http://x.org/"))),
            Formatted("abc", (Entity("pre", 0, 3),)),
            id="no link inside code",
        ),
        pytest.param(
            Formatted("abc", (Entity("blockquote", 0, 3), Entity("blockquote", 1, 1))),
            Formatted("abc", (Entity("blockquote", 0, 3),)),
            id="quotes do not nest",
        ),
        pytest.param(
            Formatted("abc", (Entity("bold", 0, 2), Entity("bold", 1, 2))),
            Formatted("abc", (Entity("bold", 0, 3),)),
            id="one style joins",
        ),
    ],
)
def test_tidying(before, after):
    assert tidy(before) == after


def test_only_the_first_hundred_entities_stay():
    links = tuple(Entity("text_link", 2 * at, 1, "http://x.org/") for at in range(120))

    kept = tidy(Formatted("a " * 120, links)).entities

    assert kept == links[:100]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start now", [("bot_command", 0, 6)]),
        ("go /digest@SomeBot", [("bot_command", 3, 15)]),
        ("a/b and /درعا", []),
        ("see https://x.org/a?b=1, then", [("url", 4, 19)]),
        ("see npasyria.com.", [("url", 4, 12)]),
        ("version 2.10 of file.toml", []),
        ("@someone and #درعا", [("mention", 0, 8), ("hashtag", 13, 5)]),
        ("write to a.b@x.org", [("email", 9, 9)]),
        ("😀 /help", [("bot_command", 3, 5)]),
    ],
)
def test_what_telegram_finds_by_itself(text, found):
    assert sorted(detected(text), key=lambda e: e.offset) == [Entity(*entity) for entity in found]


def test_nothing_is_found_inside_links_and_code():
    text = Formatted(
        "x.org /a /b", (Entity("text_link", 0, 5, "http://y.org/"), Entity("code", 6, 2))
    )

    assert with_detected(text, detected(text.text)).entities == (
        *text.entities,
        Entity("bot_command", 9, 2),
    )
