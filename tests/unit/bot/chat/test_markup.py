import pytest

from bot.chat.markup import (
    FOLDED_QUOTE,
    Run,
    block,
    bold,
    is_web_address,
    italic,
    link,
    messages,
    name,
    plain,
    quote,
    to_html,
    units,
)


@pytest.mark.parametrize(
    ("runs", "html"),
    [
        pytest.param([Run("a < b & c")], "a &lt; b &amp; c", id="escaped"),
        pytest.param([bold("x"), Run(" "), italic("y")], "<b>x</b> <i>y</i>", id="styles"),
        pytest.param(
            [link("a", "https://x.y/?p=1&q=\"'")],
            '<a href="https://x.y/?p=1&amp;q=&quot;&#x27;">a</a>',
            id="address",
        ),
        pytest.param([link("a", "javascript:alert(1)")], "a", id="no address of the web"),
        pytest.param([link("a", None)], "a", id="no address"),
        pytest.param(
            [Run("• ", (FOLDED_QUOTE,)), link("t", "https://x.y", FOLDED_QUOTE)],
            '<blockquote expandable>• <a href="https://x.y">t</a></blockquote>',
            id="one quote around neighbours",
        ),
        pytest.param([Run("a\x00b\ud800c\x1f")], "a\ufffdb\ufffdc\ufffd", id="what nobody takes"),
    ],
)
def test_html(runs: list[Run], html: str) -> None:
    assert to_html(runs) == html


@pytest.mark.parametrize(
    ("text", "length"), [("abc", 3), ("غويران", 6), ("🇸🇾", 4), ("𝔸b", 3), ("", 0)]
)
def test_length_is_counted_in_utf16_units(text: str, length: int) -> None:
    assert units(text) == length


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://npasyria.com/en/1", True),
        ("http://x.y", True),
        ("https://x.y/a b", False),
        ("ftp://x.y", False),
        ("https://", False),
        ("", False),
        (None, False),
    ],
)
def test_addresses_of_the_web(url, good):
    assert is_web_address(url) is good


def test_names_are_one_line_without_controls() -> None:
    assert name("a\n b\u202e c") == "a b c"
    assert name("word " * 60, most=20) == "word word word word…"


def test_lines_take_the_direction_of_their_language() -> None:
    runs = block(bold("SOHR"), " ·\nسطر\nSANA قال", language="ar")

    assert plain(runs) == "\u200fSOHR ·\nسطر\n\u200fSANA قال"


def test_a_quotation_runs_as_its_own_language_and_stays_verbatim() -> None:
    text = "SOHR قال\nثانيا"

    assert to_html(quote(text, "ar")) == f"<blockquote>\u200f{text}</blockquote>"
    assert to_html(quote("plain", "en")) == "<blockquote>plain</blockquote>"


def test_blocks_stay_whole_where_they_fit() -> None:
    blocks = [(Run("a" * 60),), (Run("b" * 60),), (Run("c" * 30),)]

    packed = [plain(message) for message in messages(blocks, limit=100)]

    assert packed == ["a" * 60, "b" * 60 + "\n\n" + "c" * 30]


def test_a_long_block_is_cut_after_a_sentence() -> None:
    text = "First sentence is here now. Second one follows it at once. " + "word " * 20

    first, *_ = messages([(Run(text),)], limit=80)

    assert plain(first) == "First sentence is here now. Second one follows it at once."


def test_a_long_block_is_cut_after_a_word_where_no_sentence_ends() -> None:
    first, second = messages([(Run("abcdefghij " * 10),)], limit=70)

    assert plain(first) == "abcdefghij " * 5 + "abcdefghij"
    assert plain(second) == "abcdefghij " * 3 + "abcdefghij"


def test_a_word_without_end_is_cut_anyway() -> None:
    assert [len(plain(m)) for m in messages([(Run("x" * 150),)], limit=100)] == [100, 50]


def test_a_link_is_never_cut() -> None:
    runs = (Run("x " * 40), link("the words of a link", "https://x.y"))

    packed = messages([runs], limit=90)

    assert [to_html(message) for message in packed][1] == (
        '<a href="https://x.y">the words of a link</a>'
    )


def test_a_cut_quotation_keeps_its_direction() -> None:
    text = "كلمة " * 12 + "SOHR " * 12

    _, second = messages([quote(text, "ar")], limit=64)

    assert plain(second).startswith("\u200fSOHR")
    assert to_html(second).startswith("<blockquote>")


def test_no_message_has_more_styles_than_telegram_shows() -> None:
    lines = [run for n in range(250) for run in (Run("\n• "), link(str(n), "https://x.y"))]

    packed = [to_html(message) for message in messages([tuple(lines)])]

    assert [html.count("<a ") for html in packed] == [100, 100, 50]
    assert all(not html.endswith("• ") for html in packed)
