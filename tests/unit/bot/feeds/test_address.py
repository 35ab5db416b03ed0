from __future__ import annotations

import pytest

from bot.feeds.address import absolute, clean_url, host_of, is_web_address, shown


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://sana.sy/en/?feed=rss2", True),
        ("http://127.0.0.1:8080/feed", True),
        ("http://[::1]:8080/feed", True),
        ("https://www.syriahr.com/ar/خبر/", True),
        ("ftp://example.org/", False),
        ("https://", False),
        ("https:///path", False),
        ("http://host:port/", False),
        ("http://[bad/", False),
        ("https://a b.example/", False),
        ("", False),
    ],
)
def test_web_addresses(url, is_one):
    assert is_web_address(url) is is_one


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        pytest.param("HTTPS://WWW.BBC.com:443/a", "https://www.bbc.com/a", id="host and port"),
        pytest.param("https://x.example", "https://x.example/", id="no path"),
        pytest.param("https://x.example/a#comments", "https://x.example/a", id="fragment"),
        pytest.param(
            "https://x.example/a?utm_source=rss&at_medium=RSS&fbclid=7",
            "https://x.example/a",
            id="tracking",
        ),
        pytest.param("https://x.example/?feed=rss2", "https://x.example/?feed=rss2", id="kept"),
        pytest.param(
            "https://x.example/?a=%D8%A7+b&c", "https://x.example/?a=%D8%A7+b&c", id="untouched"
        ),
        pytest.param("http://[::1]:8080/a", "http://[::1]:8080/a", id="ipv6"),
        pytest.param("tag:x.example,2022:7", "tag:x.example,2022:7", id="no address"),
    ],
)
def test_clean_url(url, clean):
    assert clean_url(url) == clean
    assert clean_url(clean) == clean


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        pytest.param("https://me:word@x.example/a", "https://x.example/a", id="password"),
        pytest.param(
            "https://x.example/a?api_key=s3&n=1", "https://x.example/a?api_key=***&n=1", id="key"
        ),
        pytest.param("https://x.example/?feed=rss2", "https://x.example/?feed=rss2", id="harmless"),
        pytest.param("file:///etc/passwd", "(no web address)", id="no address"),
    ],
)
def test_shown_has_no_secret(url, safe):
    assert shown(url) == safe


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a", "https://x.example/a"),
        (" b c ", "https://x.example/feed/b%20c"),
        ("//y.example/a", "https://y.example/a"),
        ("javascript:alert(1)", ""),
        ("http://[bad", ""),
    ],
)
def test_absolute(link, url):
    assert absolute("https://x.example/feed/", link) == url


def test_host():
    assert host_of("https://www.Sana.SY/en") == "sana.sy"
    assert host_of("no address") == ""
    assert host_of("http://[bad") == ""
