"""Polling over HTTP: waiting, confirming, and the quarrel of two pollers."""

import asyncio
import time

import httpx
import pytest


@pytest.fixture
async def client():
    async with httpx.AsyncClient(verify=False, trust_env=False, timeout=10) as client:
        yield client


@pytest.fixture
def poll(telegram, client):
    async def poll(**parameters):
        url = f"{telegram.api_base}{telegram.token}/getUpdates"
        answer = await client.post(url, json=parameters)
        return answer.status_code, answer.json()

    return poll


def waiting(telegram, polls):
    return lambda: telegram.world.updates.polls >= polls


async def test_a_long_poll_ends_with_the_first_update(telegram, poll):
    chat = telegram.people.arrive()
    polling = asyncio.create_task(poll(timeout=30))
    await telegram.until(waiting(telegram, 1))

    telegram.people.say(chat, "/start")

    status, answer = await polling
    assert status == 200
    [update] = answer["result"]
    assert update["message"]["text"] == "/start"


async def test_a_poll_without_news_returns_when_its_time_is_over(poll):
    begun = time.monotonic()

    assert await poll(timeout=0) == (200, {"ok": True, "result": []})
    assert time.monotonic() - begun < 1


async def test_updates_that_nobody_confirmed_come_again(telegram, poll):
    chat = telegram.people.arrive()
    telegram.people.say(chat, "one")
    telegram.people.say(chat, "two")

    first = (await poll())[1]["result"]
    again = (await poll())[1]["result"]
    rest = (await poll(offset=first[0]["update_id"] + 1))[1]["result"]

    assert first == again
    assert [update["message"]["text"] for update in rest] == ["two"]


async def test_the_first_of_two_pollers_is_ended(telegram, poll):
    first = asyncio.create_task(poll(timeout=30))
    await telegram.until(waiting(telegram, 1))
    second = asyncio.create_task(poll(timeout=30))

    status, answer = await first

    assert status == 409
    assert answer["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is "
        "running"
    )
    telegram.people.say(telegram.people.arrive(), "hello")
    assert (await second)[0] == 200


async def test_a_webhook_stands_in_the_way_of_polling(telegram, poll):
    assert telegram.call("setWebhook", url="http://bot.example")[0] == 400
    telegram.call("setWebhook", url="https://bot.example/hook")

    status, answer = await poll()

    assert status == 409
    assert answer["description"].startswith(
        "Conflict: can't use getUpdates method while webhook is"
    )
    assert telegram.call("getWebhookInfo")[1]["result"]["url"] == "https://bot.example/hook"
    telegram.call("deleteWebhook", drop_pending_updates=True)
    assert (await poll())[0] == 200


async def test_setting_a_webhook_ends_a_waiting_poll(telegram, poll):
    polling = asyncio.create_task(poll(timeout=30))
    await telegram.until(waiting(telegram, 1))

    telegram.call("setWebhook", url="https://bot.example/hook")

    assert (await polling)[1]["description"] == "Conflict: terminated by setWebhook request"


async def test_allowed_updates_hold_from_then_on(telegram, poll):
    await poll(allowed_updates=["my_chat_member"])
    chat = telegram.people.arrive()
    telegram.people.say(chat, "unseen")
    telegram.people.block(chat)

    [update] = (await poll())[1]["result"]
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_closing_ends_a_waiting_poll(telegram, poll):
    polling = asyncio.create_task(poll(timeout=30))
    await telegram.until(waiting(telegram, 1))

    telegram.world.close()

    assert (await polling)[0] == 200
