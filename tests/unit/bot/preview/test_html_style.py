"""The HTML style: what becomes of tags and references, and Telegram's words for what is wrong."""

import pytest

from bot.preview.entities import Entity, EntityError
from bot.preview.html_style import parse_html


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        pytest.param("plain", "plain", [], id="no tags"),
        pytest.param(
            "<b>a</b> <strong>b</strong>", "a b", [("bold", 0, 1), ("bold", 2, 1)], id="b"
        ),
        pytest.param("<i>a</i><em>b</em>", "ab", [("italic", 0, 1), ("italic", 1, 1)], id="i"),
        pytest.param(
            "<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)], id="u"
        ),
        pytest.param(
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
            id="s",
        ),
        pytest.param(
            '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
            "ab",
            [("spoiler", 0, 1), ("spoiler", 1, 1)],
            id="spoiler",
        ),
        pytest.param("<B>a</b>", "a", [("bold", 0, 1)], id="tags in any case"),
        pytest.param("<b>a</>", "a", [("bold", 0, 1)], id="an end tag without a name"),
        pytest.param("<b></b>x", "x", [], id="nothing inside"),
        pytest.param(
            "<b>a<i>b</i></b>",
            "ab",
            [("bold", 0, 2), ("italic", 1, 1)],
            id="nested, the outer first",
        ),
        pytest.param(
            "<b>😀</b><i>x</i>", "😀x", [("bold", 0, 2), ("italic", 2, 1)], id="UTF-16 code units"
        ),
        pytest.param(
            '<a href="https://x.org/?a=1&amp;b=2">x</a>',
            "x",
            [("text_link", 0, 1, "https://x.org/?a=1&b=2")],
            id="link",
        ),
        pytest.param(
            "<a href='HTTP://Example.ORG'>x</a>",
            "x",
            [("text_link", 0, 1, "http://example.org/")],
            id="link made normal",
        ),
        pytest.param(
            "<a>example.org</a>",
            "example.org",
            [("text_link", 0, 11, "http://example.org/")],
            id="link without href",
        ),
        pytest.param('<a href="javascript:x">x</a>', "x", [], id="link of another scheme dropped"),
        pytest.param(
            '<a href="http://localhost/x">x</a>', "x", [], id="link to a host without a dot"
        ),
        pytest.param(
            '<a href="tg://user?id=7">x</a>', "x", [("text_mention", 0, 1, "7")], id="mention"
        ),
        pytest.param("<code>a</code>", "a", [("code", 0, 1)], id="code"),
        pytest.param("<pre>a</pre>", "a", [("pre", 0, 1)], id="pre"),
        pytest.param(
            '<pre><code class="language-json">{}</code></pre>',
            "{}",
            [("pre", 0, 2, "json")],
            id="pre with a language",
        ),
        pytest.param(
            '<code class="language-json"><pre>{}</pre></code>',
            "{}",
            [("pre", 0, 2, "json")],
            id="pre with a language, inside out",
        ),
        pytest.param("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)], id="quote"),
        pytest.param(
            "<blockquote expandable>a</blockquote>",
            "a",
            [("expandable_blockquote", 0, 1)],
            id="expandable quote",
        ),
        pytest.param(
            '<tg-emoji emoji-id="53">👍</tg-emoji>',
            "👍",
            [("custom_emoji", 0, 2, "53")],
            id="emoji",
        ),
        pytest.param("&lt;b&gt; &amp; &quot;", '<b> & "', [], id="named references"),
        pytest.param("&#1583;&#x62f;", "دد", [], id="numeric references"),
        pytest.param("&nbsp;&copy; &;", "&nbsp;&copy; &;", [], id="other references stay"),
        pytest.param(
            "a & b &amp c", "a & b & c", [], id="a bare ampersand, and one without semicolon"
        ),
        pytest.param("5 > 3", "5 > 3", [], id="a bare greater-than sign"),
    ],
)
def test_what_telegram_makes_of_html(html, text, entities):
    parsed = parse_html(html)

    assert parsed.text == text
    assert parsed.entities == tuple(Entity(*entity) for entity in entities)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("درعا<script>", 'Unsupported start tag "script" at byte offset 8'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<<", "Unclosed start tag at byte offset 0"),
        ("<!-- a -->", 'Unsupported start tag "!--" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>a</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i></b>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="no">a</tg-emoji>', "Invalid custom emoji identifier specified"),
        (
            "&#xD800;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, check for "
                "unmatched surrogate code units"
            ),
        ),
    ],
)
def test_what_is_wrong_is_said_in_telegrams_words(html, words):
    with pytest.raises(EntityError) as error:
        parse_html(html)

    assert str(error.value) == words
