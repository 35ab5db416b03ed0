"""Which links Telegram keeps, and in which form."""

import pytest

from bot.preview.links import checked_link, normal_link


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://x.org/a?b=1#c", "https://x.org/a?b=1#c"),
        ("HTTPS://X.Org", "https://x.org/"),
        ("x.org/a", "http://x.org/a"),
        ("x.org:8080/a", "http://x.org:8080/a"),
        (" http://127.0.0.1:8080/samples ", "http://127.0.0.1:8080/samples"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("http://localhost:8080/", ""),
        ("http://x.org/a b", ""),
        ("http://x.org:port/", ""),
        ("http://[x/", ""),
        ("javascript:alert(1)", ""),
        ("ftp://x.org/", ""),
        ("https://", ""),
        ("word", ""),
        ("", ""),
    ],
)
def test_normal_form(url, link):
    assert normal_link(url) == link


def test_links_to_people_are_mentions():
    assert checked_link("tg://user?id=42") == ("text_mention", "42")
