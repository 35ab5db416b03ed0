from __future__ import annotations

import asyncio
import logging
import time
import zlib
from datetime import timedelta

import pytest

from bot.errors import BadStatus, FetchError, Refused, TimedOut, TooLarge
from bot.feeds.fetch import Fetcher, Limits, inflate

BODY = "<p>كتبت وكالة</p>".encode()
QUICK = Limits(seconds=0.3, connect_seconds=0.3)


@pytest.fixture
async def fetcher():
    async with Fetcher(allow_private=True) as one:
        yield one


@pytest.fixture
async def impatient():
    async with Fetcher(QUICK, allow_private=True) as one:
        yield one


async def test_answer_is_handed_over_whole(web, fetcher):
    url = web.serve("/a", BODY, etag='"1"', last_modified="Mon, 31 Jan 2022 10:00:00 GMT")
    got = await fetcher.get(url)
    assert (got.url, got.body, got.etag) == (url, BODY, '"1"')
    assert got.last_modified == "Mon, 31 Jan 2022 10:00:00 GMT"
    assert got.content_type == "text/html; charset=utf-8"
    assert got.moved_to == ""


async def test_request_says_who_asks_and_keeps_no_cookie(web, fetcher):
    url = web.serve("/a", BODY, headers={"Set-Cookie": "who=you; Path=/"})
    await fetcher.get(url)
    await fetcher.get(url)
    first, second = web.requests
    assert first.headers["user-agent"].startswith("syria-briefing/")
    assert first.headers["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in second.headers


@pytest.mark.parametrize(
    "condition",
    [
        pytest.param({"etag": '"1"'}, id="etag"),
        pytest.param({"last_modified": "Mon, 31 Jan 2022 10:00:00 GMT"}, id="last-modified"),
    ],
)
async def test_unchanged_answer_has_no_body(web, fetcher, condition):
    url = web.serve("/a", BODY, **condition)
    assert (await fetcher.get(url, **condition)).body is None
    changed = dict.fromkeys(condition, "other")
    assert (await fetcher.get(url, **changed)).body == BODY


@pytest.mark.parametrize("told", [True, False], ids=["told", "untold"])
async def test_gzip_is_unpacked_whether_told_or_not(web, fetcher, answer, told):
    url = web.script("/a", answer(BODY * 100).zipped(told=told))
    assert (await fetcher.get(url)).body == BODY * 100


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        pytest.param("gzip", BODY, id="gzip said, plain sent"),
        pytest.param("deflate", zlib.compress(BODY), id="deflate"),
        pytest.param("deflate", zlib.compress(BODY)[2:-4], id="deflate without its wrapper"),
    ],
)
async def test_encodings_of_careless_servers(web, fetcher, encoding, body):
    url = web.serve("/a", body, headers={"Content-Encoding": encoding})
    assert (await fetcher.get(url)).body == BODY


async def test_encoding_that_was_not_asked_for_is_an_error(web, fetcher):
    url = web.serve("/a", b"\x8b\x03\x80abc\x03", headers={"Content-Encoding": "br"})
    with pytest.raises(FetchError, match=r"cannot be decompressed \(br\)"):
        await fetcher.get(url)


def test_inflate_stops_at_the_limit_of_a_bomb(answer):
    bomb = answer(bytes(50_000_000)).zipped().body
    assert len(bomb) < 100_000
    assert len(inflate(bomb, "gzip", 1000)) == 1001


def test_inflate_reads_all_members_and_what_there_is_of_a_cut_one(answer):
    member = answer(BODY).zipped().body
    assert inflate(member + member, "gzip", 1000) == BODY * 2
    long = answer(bytes(range(256)) * 40).zipped().body
    assert inflate(long[: len(long) // 2], "gzip", 100_000).startswith(bytes(range(100)))


def _megabytes(count, served):
    for _ in range(count):
        served.append(1)
        yield bytes(2**20)


async def test_page_of_30_mb_is_given_up_while_it_streams(web, fetcher):
    served = []
    url = web.serve("/big", _megabytes(30, served), chunked=True)
    with pytest.raises(TooLarge, match="more than 10 MB"):
        await fetcher.get(url)
    assert len(served) < 30


async def test_page_that_tells_its_30_mb_is_not_even_begun(web, fetcher):
    url = web.serve("/big", bytes(30 * 2**20))
    with pytest.raises(TooLarge):
        await fetcher.get(url)


async def test_bomb_over_the_wire_is_too_large(web, fetcher, answer):
    url = web.script("/bomb", answer(bytes(30 * 2**20)).zipped())
    with pytest.raises(TooLarge):
        await fetcher.get(url)


async def test_feed_that_hangs_is_timed_out(web, impatient):
    url = web.serve("/hang", hang=True)
    with pytest.raises(TimedOut, match=r"127\.0\.0\.1 gave no whole answer within 0\.3 s"):
        await impatient.get(url)


async def test_slow_drip_is_timed_out_although_bytes_keep_coming(web, impatient):
    url = web.serve("/drip", (b"x" for _ in range(1000)), chunked=True, pause=0.05)
    start = time.monotonic()
    with pytest.raises(TimedOut):
        await impatient.get(url)
    assert time.monotonic() - start < 2


async def test_connection_refused_is_one_plain_line(fetcher):
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 cannot be reached: ") as caught:
        await fetcher.get("http://127.0.0.1:1/")
    assert "\n" not in str(caught.value)


async def test_answer_that_breaks_off_is_an_error(web, fetcher):
    url = web.serve("/cut", BODY * 10, cut=20)
    with pytest.raises(FetchError, match="broke off"):
        await fetcher.get(url)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        pytest.param(404, "404 Not Found", id="missing"),
        pytest.param(403, "does not let us in", id="forbidden"),
        pytest.param(410, "gone for good", id="gone"),
        pytest.param(503, "trouble of its own", id="unavailable"),
        pytest.param(599, "599", id="unknown to http"),
    ],
)
async def test_error_status_says_what_to_do(web, fetcher, status, says):
    url = web.serve("/a", b"x", status=status)
    with pytest.raises(BadStatus, match=says) as caught:
        await fetcher.get(url)
    assert caught.value.status == status
    assert caught.value.pause is None


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        pytest.param({"Retry-After": "120"}, timedelta(minutes=2), id="seconds"),
        pytest.param({"Retry-After": "999999999999"}, timedelta(days=7), id="absurd"),
        pytest.param({"Retry-After": "Wed, 21 Oct 2065 07:28:00 GMT"}, None, id="moment"),
        pytest.param({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, timedelta(0), id="past"),
        pytest.param({"Retry-After": "soon"}, None, id="word"),
    ],
)
async def test_retry_after_is_read(web, fetcher, headers, pause):
    url = web.serve("/a", b"", status=429, headers=headers)
    with pytest.raises(BadStatus) as caught:
        await fetcher.get(url)
    found = caught.value.pause
    assert found == pause or (pause is None and (found is None or found > timedelta(days=9000)))


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        pytest.param((301,), True, id="301"),
        pytest.param((308, 301), True, id="308 then 301"),
        pytest.param((302,), False, id="302"),
        pytest.param((302, 301), False, id="302 then 301"),
    ],
)
async def test_only_permanent_redirects_are_a_move(web, fetcher, statuses, moved):
    end = web.serve("/end", BODY)
    for number, status in enumerate(statuses):
        last = number == len(statuses) - 1
        web.redirect(f"/{number}", "/end" if last else f"/{number + 1}", status)
    got = await fetcher.get(web.url + "/0")
    assert (got.url, got.body) == (end, BODY)
    assert got.moved_to == (end if moved else "")


async def test_move_ends_where_a_passing_redirect_begins(web, fetcher):
    web.serve("/end", BODY)
    web.redirect("/new", "/end", 302)
    url = web.redirect("/old", "/new", 301)
    assert (await fetcher.get(url)).moved_to == web.url + "/new"


async def test_endless_redirects_end(web, fetcher):
    url = web.redirect("/a", "/a", 302)
    with pytest.raises(FetchError, match="more than 5 times"):
        await fetcher.get(url)
    assert len(web.requests) == 6


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://example.org/x", "http://[bad/"])
async def test_redirect_to_another_scheme_is_refused(web, fetcher, to):
    with pytest.raises(Refused, match="redirects to"):
        await fetcher.get(web.redirect("/a", to))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "gopher://x/", "no address", "http://"])
async def test_other_schemes_are_refused(fetcher, url):
    with pytest.raises(Refused):
        await fetcher.get(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "169.254.169.254"])
async def test_private_addresses_are_refused_before_connecting(web, host):
    url = web.serve("/a", BODY).replace("127.0.0.1", host)
    async with Fetcher(QUICK) as careful:
        with pytest.raises(Refused, match="private network"):
            await careful.get(url)
    assert web.requests == []


async def test_name_that_resolves_to_a_private_address_is_refused_however_it_changes(web):
    """The address that is connected to is the one checked: a second look is never taken."""
    looked_up = []

    async def resolve(host, port):
        looked_up.append(host)
        return ["127.0.0.1"]

    url = web.serve("/a", BODY).replace("127.0.0.1", "rebind.example")
    async with Fetcher(QUICK, resolve=resolve) as careful:
        with pytest.raises(Refused, match=r"rebind\.example"):
            await careful.get(url)
    assert looked_up == ["rebind.example"]
    assert web.requests == []


async def test_redirect_to_a_private_address_is_refused(web):
    """The first hop is let through by its name; the second is what the check is for."""
    inner = web.serve("/inner", BODY)
    web.redirect("/out", inner.replace("127.0.0.1", "inner.example"))

    async def resolve(host, port):
        if host == "inner.example":
            raise Refused(host)
        return ["127.0.0.1"]

    async with Fetcher(QUICK, allow_private=True, resolve=resolve) as fetcher:
        with pytest.raises(Refused, match=r"inner\.example"):
            await fetcher.get(web.url.replace("127.0.0.1", "outer.example") + "/out")
    assert [request.path for request in web.requests] == ["/out"]


async def test_next_address_is_tried_where_the_first_does_not_answer(web):
    async def resolve(host, port):
        return ["::1", "127.0.0.1"]

    url = web.serve("/a", BODY).replace("127.0.0.1", "two.example")
    async with Fetcher(allow_private=True, resolve=resolve) as fetcher:
        assert (await fetcher.get(url)).body == BODY


async def test_unknown_host_is_a_plain_error():
    async def resolve(host, port):
        raise OSError(-2, "Name or service not known")

    async with Fetcher(resolve=resolve) as fetcher:
        with pytest.raises(FetchError, match=r"nowhere\.example cannot be reached: its name"):
            await fetcher.get("https://nowhere.example/feed?key=secret")


async def test_one_host_gets_two_requests_at_a_time(web):
    now, most = [], []

    def body():
        now.append(1)
        most.append(len(now))
        yield b"x"
        yield b"y"
        now.pop()

    for number in range(6):
        web.serve(f"/{number}", body(), chunked=True, pause=0.02)
    async with Fetcher(allow_private=True) as fetcher:
        await asyncio.gather(*(fetcher.get(f"{web.url}/{number}") for number in range(6)))
    assert max(most) == 2


async def test_slow_host_keeps_no_other_host_waiting(web):
    slow = web.serve("/slow", hang=True)
    quick = web.serve("/quick", BODY).replace("127.0.0.1", "localhost")
    limits = Limits(seconds=1, at_once=3)
    async with Fetcher(limits, allow_private=True) as fetcher:
        waiting = [asyncio.create_task(fetcher.get(slow)) for _ in range(5)]
        await asyncio.sleep(0.05)
        assert (await asyncio.wait_for(fetcher.get(quick), 0.5)).body == BODY
        for job in waiting:
            job.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def test_no_message_and_no_line_of_ours_has_the_secret_of_an_address(web, impatient, caplog):
    caplog.set_level(logging.DEBUG, logger="bot")
    web.serve("/a", b"", status=403)
    web.serve("/h", hang=True)
    for path in ("/a", "/h", "/missing"):
        url = web.url.replace("//", "//user:geheim@") + path + "?key=geheim"
        with pytest.raises(FetchError) as caught:
            await impatient.get(url)
        assert "geheim" not in str(caught.value)
        assert caught.value.__cause__ is None
    assert "geheim" not in caplog.text
