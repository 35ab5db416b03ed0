from __future__ import annotations

import pytest

from bot.feeds.markup import html_text, plain_title, tidy


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        pytest.param("<p>One &amp; two.</p><p>Three.</p>", "One & two.\nThree.", id="paragraphs"),
        pytest.param("<p>One\n   line</p>", "One line", id="line ends are blanks"),
        pytest.param("One.<br><br/>Two.<br>Three.", "One.\nTwo.\nThree.", id="breaks"),
        pytest.param(
            "fighters<br>withdrew from<br/>the town",
            "fighters withdrew from the town",
            id="broken by hand",
        ),
        pytest.param("a <b>bold</b><i>word</i>, b", "a boldword, b", id="inline"),
        pytest.param("<ul><li>One</li><li>Two</li></ul>", "One\nTwo", id="list"),
        pytest.param("<table><tr><td>One</td><td>Two</td></tr></table>", "One\nTwo", id="table"),
        pytest.param("<p>A<script>x('<p>')</script><style>p{}</style>B</p>", "AB", id="scripts"),
        pytest.param(
            "<figure><img><figcaption>Photo</figcaption></figure><p>A</p>", "A", id="caption"
        ),
        pytest.param("<p>A<!-- note -->B</p><!-- end -->", "AB", id="comments"),
        pytest.param(
            "<form><p>Whole page.</p><select><option>1</option></select></form>",
            "Whole page.",
            id="page that is one form",
        ),
        pytest.param("<pre>a\n b</pre>", "a\nb", id="pre"),
        pytest.param("plain &quot;text&quot;\n\nsecond", 'plain "text"\nsecond', id="no tags"),
        pytest.param("3 < 5 and x>y", "3 < 5 and x>y", id="signs"),
        pytest.param("<p>soft\xadhyphen\u200b\x00</p>", "softhyphen", id="invisible"),
        pytest.param("<p>unclosed <b>tags", "unclosed tags", id="unclosed"),
        pytest.param("<!-- nothing -->", "", id="only a comment"),
        pytest.param("", "", id="empty"),
        pytest.param("<p>قال &laquo;الجيش&raquo;</p>", "قال «الجيش»", id="arabic"),
    ],
)
def test_html_text(fragment, text):
    assert html_text(fragment) == text


def test_deep_nesting_ends():
    assert html_text("<div>" * 3000 + "deep" + "</div>" * 3000) in ("deep", "")


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Syria&#8217;s <i>army</i>", "Syria’s army"),
        ("Syria&amp;#8217;s", "Syria’s"),
        ("  A\n B ", "A B"),
        ("AT&T &copy 2022", "AT&T &copy 2022"),
        ("", ""),
    ],
)
def test_plain_title(title, plain):
    assert plain_title(title) == plain


def test_tidy():
    assert tidy(" a \t b \r\n\n\n c\xa0d ") == "a b\nc d"
