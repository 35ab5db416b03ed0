"""The samples over HTTP: types, conditional requests, pages."""

import httpx
import pytest

from bot.preview.local import create_preview, preview_clock
from bot.preview.samples import reports
from bot.preview.server import Server


@pytest.fixture
def site(telegram_thread):
    server = Server(create_preview("1:x", preview_clock()).asgi, telegram_thread)
    server.start()
    with httpx.Client(base_url=server.url, verify=False, trust_env=False) as client:
        yield client
    server.stop()


@pytest.mark.parametrize(
    ("outlet", "kind"), [("east", "rss"), ("monitor", "atom"), ("south", "rdf"), ("nashra", "rss")]
)
def test_a_feed_and_its_conditional_request(site, outlet, kind):
    first = site.get(f"/samples/{outlet}/feed")
    again = site.get(f"/samples/{outlet}/feed", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["content-type"] == f"application/{kind}+xml"
    assert first.content
    assert (again.status_code, again.content) == (304, b"")


def test_each_report_has_its_page(site):
    for report in reports():
        answer = site.get(report.path)
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert report.title in answer.text


@pytest.mark.parametrize(
    "path", ["/samples/nobody/feed", "/samples/east/nothing", "/samples/south/hama"]
)
def test_what_is_not_there(site, path):
    assert site.get(path).status_code == 404
