"""Articles of which the feed carries only a teaser: their pages are fetched, once and politely."""

from __future__ import annotations

from datetime import timedelta

from bot.collect import MOST_PAGES

HOUR = timedelta(hours=1)


async def test_page_of_a_teaser_is_fetched_once(desk):
    teaser = desk.item(1, desk.teaser, url=desk.page("/a/1"))
    desk.feed(teaser)
    assert (await desk.collect_one()).new == 1
    assert desk.articles()[0].text == desk.nahij
    desk.feed(teaser, desk.item(2, desk.gweran))
    report = await desk.collect_one(HOUR)
    assert (report.new, report.known) == (1, 1)
    assert len(desk.web.asked("/a/1")) == 1


async def test_page_tells_the_date_where_the_feed_does_not(desk):
    head = '<meta property="article:published_time" content="2022-01-30T10:00:00Z">'
    url = desk.page("/a/1", head=head)
    desk.feed(
        desk.item(1, desk.teaser, url=url, dated=False), desk.item(2, desk.gweran, dated=False)
    )
    await desk.collect()
    assert [article.published and article.published.day for article in desk.articles()] == [
        30,
        None,
    ]


async def test_teaser_is_stored_where_the_page_fails_and_the_page_is_tried_again(desk):
    url = desk.web.serve("/a/1", status=503)
    desk.feed(desk.item(1, desk.teaser, url=url), etag='"1"')
    assert (await desk.collect_one()).new == 1
    assert desk.articles()[0].text == desk.teaser
    assert desk.state().failures == 0
    assert desk.state().error == "pages not had: 1; tried again at the next look"
    desk.page("/a/1")
    assert (await desk.collect_one(HOUR)).updated == 1
    assert desk.articles()[0].text == desk.nahij
    assert desk.state().error == ""
    await desk.collect_one(HOUR)
    assert len(desk.web.asked("/a/1")) == 2


async def test_page_that_is_stored_is_not_replaced_by_a_teaser(desk):
    one = desk.page("/a/1")
    two = desk.web.serve("/a/2", status=503)
    desk.feed(desk.item(1, desk.teaser, url=one), desk.item(2, "Gweran taken back …", url=two))
    await desk.collect()
    desk.web.serve("/a/1", status=503)
    report = await desk.collect_one(HOUR)
    assert (report.updated, report.known) == (0, 2)
    desk.page("/a/1", "Subscribe to read on, please.")
    await desk.collect_one(HOUR)
    assert len(desk.web.asked("/a/1")) == 3
    assert desk.articles()[0].text == desk.nahij


async def test_page_that_is_missing_for_good_is_not_asked_for_again(desk):
    desk.feed(desk.item(1, desk.teaser, url=f"{desk.web.url}/a/1"))
    await desk.collect()
    assert desk.articles()[0].text == desk.teaser
    assert desk.state().error == ""
    await desk.collect_one(HOUR)
    assert len(desk.web.asked("/a/1")) == 1


async def test_pages_are_left_alone_after_two_failures(desk):
    urls = [f"{desk.web.url}/a/{number}" for number in range(6)]
    desk.feed(*(desk.item(number, desk.teaser, url=url) for number, url in enumerate(urls)))
    assert (await desk.collect_one()).new == 6
    assert len([one for one in desk.web.requests if one.path.startswith("/a/")]) == 2


async def test_pages_are_rationed_and_the_rest_comes_with_the_next_look(desk):
    count = MOST_PAGES + 4
    urls = [desk.page(f"/a/{number}", f"{number}. {desk.nahij}") for number in range(count)]
    desk.feed(
        *(desk.item(number, desk.teaser, url=url) for number, url in enumerate(urls)), etag='"1"'
    )
    assert (await desk.collect_one()).new == MOST_PAGES
    assert desk.state().error == ""
    report = await desk.collect_one(HOUR)
    assert (report.new, report.known) == (4, MOST_PAGES)
    await desk.collect_one(HOUR)
    assert len(desk.web.asked("/one")) == 3
    assert len(desk.web.requests) == count + 3


async def test_time_for_pages_is_limited(desk, monkeypatch):
    monkeypatch.setattr("bot.collect.MOST_SECONDS", -1.0)
    desk.feed(desk.item(1, desk.teaser, url=desk.page("/a/1")), desk.item(2, desk.gweran))
    assert (await desk.collect_one()).new == 1
    assert desk.web.asked("/a/1") == []
    monkeypatch.undo()
    assert (await desk.collect_one(HOUR)).new == 1
