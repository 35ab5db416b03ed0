"""A database of an earlier version, with data in it, brought up to date."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import create_engine, insert, inspect, text

from bot.model import Chat, DeliveryState
from bot.store import open_store
from bot.store.database import read_address
from bot.store.schema.migrate import configuration
from bot.store.tables import DeliveryRow, DigestPartRow, DigestRow, SubscriberRow
from summaries.digest_json import digest_to_json

NUMBER = 1
"""Of the only digest in a new database."""


@pytest.fixture
def engine(blank_url):
    made = create_engine(read_address(blank_url))
    yield made
    made.dispose()


@pytest.fixture
def first_version(engine, blank_url, now, make_digest, make_subscriber):
    """The address of a database of schema 0001: a subscriber and its digest, waiting to be sent."""
    digest, subscriber = make_digest(), make_subscriber()
    body = digest_to_json(digest)
    body.pop("sources")
    body["items"][0].pop("place_ar")
    window = digest.window
    with engine.begin() as connection:
        command.upgrade(configuration(connection), "0001")
        put(
            connection, DigestRow, region=digest.region, since=window.since,
            until=window.until, cutoff=window.cutoff, made=now, body=json.dumps(body),
        )  # fmt: skip
        put(connection, DigestPartRow, digest_id=NUMBER, language="en", part=1, html="as it was")
        put(
            connection, SubscriberRow, chat_id=100, thread=0, kind="private", language="en",
            regions="northeast idlib", weekday=0, at=subscriber.schedule.at, zone="Asia/Damascus",
            next_due=now, active=True, inactive_because="", created=now,
        )  # fmt: skip
        put(
            connection, DeliveryRow, chat_id=100, thread=0, digest_id=NUMBER, language="en", part=1,
            parts=1, state="pending", attempts=0, due=now, owner="", error="", resent=False,
        )  # fmt: skip
    return blank_url


def put(connection, row, **columns):
    """Insert a row of an earlier version: columns that came later are not there yet."""
    there = {column["name"] for column in inspect(connection).get_columns(row.__tablename__)}
    assert columns.keys() <= there
    connection.execute(insert(row.__table__).values(columns))


def test_what_was_there_is_of_all_sources(first_version, make_subscriber, make_digest):
    with open_store(first_version) as store:
        assert store.subscriber(Chat(100)) == replace(make_subscriber(), sources="all")
        assert store.digest(NUMBER) == make_digest()
        (waiting,) = store.deliveries()
        assert (waiting.digest_id, waiting.html) == (NUMBER, "as it was")
        assert waiting.state is DeliveryState.PENDING


def test_a_digest_of_other_sources_gets_its_own_number(first_version, make_digest, now):
    with open_store(first_version) as store:
        assert store.save_digest(make_digest(), now) == NUMBER
        arabic = store.save_digest(make_digest(sources="ar"), now)
        assert arabic > NUMBER
        assert store.enqueue(Chat(100), NUMBER, "en", ["again"], now) == 0
        assert store.enqueue(Chat(100), arabic, "en", ["other"], now + timedelta(hours=1)) == 1


def test_a_rebuilt_table_keeps_its_ties_and_never_gives_a_number_twice(first_version, engine):
    open_store(first_version).close()
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
            made = connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'digest'"))
            assert "AUTOINCREMENT" in made
    (tie,) = inspect(engine).get_foreign_keys("digest_part")
    assert tie["referred_table"] == "digest"
