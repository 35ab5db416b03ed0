"""What holds for every text: escaping is undone, nothing but Telegram's refusal is raised."""

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from bot.preview.detection import detected
from bot.preview.entities import (
    MAX_ENTITIES,
    EntityError,
    Formatted,
    tidy,
    utf16_length,
    with_detected,
)
from bot.preview.html_style import parse_html

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PIECES = st.sampled_from(
    [
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<pre>",
        "</pre>",
        "<code class='language-x'>",
        "</code>",
        "<blockquote expandable>",
        "</blockquote>",
        '<a href="https://x.org">',
        "</a>",
        "<",
        ">",
        "&lt;",
        "&#",
        "&#x1F600;",
        "😀",
        "درعا",
        " ",
        "\n",
        "\u202b",
    ]
)


@given(TEXTS)
def test_escaped_text_comes_out_as_it_went_in(text):
    assert parse_html(escape(text, quote=False)) == Formatted(text.replace("\0", " "))


@given(st.lists(PIECES | TEXTS, max_size=12).map("".join))
def test_a_text_is_parsed_or_refused_and_its_entities_lie_in_it(html):
    try:
        parsed = parse_html(html)
    except EntityError:
        return
    kept = tidy(parsed)
    complete = with_detected(kept, detected(kept.text))
    for formatted in (parsed, kept, complete):
        size = utf16_length(formatted.text)
        for entity in formatted.entities:
            assert 0 <= entity.offset < entity.end <= size
    assert len(kept.entities) <= MAX_ENTITIES
    assert tidy(kept) == kept
