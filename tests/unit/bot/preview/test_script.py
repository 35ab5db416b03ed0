"""Planned faults meet the calls they are meant for, and limits are counted as Telegram counts."""

import pytest

from bot.preview import faults
from bot.preview.faults import Fault
from bot.preview.floods import FloodLimits
from bot.preview.script import Script


def test_a_fault_meets_its_method_and_chat_as_often_as_planned():
    script = Script()
    script.add(faults.flood(3), method="sendMessage", chat=7, times=2)

    assert script.take("sendphoto", "7") == Fault()
    assert script.take("sendmessage", "8") == Fault()
    assert script.take("sendmessage", "7").parameters == {"retry_after": 3}
    assert script.take("sendmessage", "7").code == 429
    assert script.take("sendmessage", "7") == Fault()
    assert len(script) == 0


def test_polling_meets_only_faults_that_name_it():
    script = Script()
    script.add(faults.server_error())
    assert script.take("getupdates", "") == Fault()

    script.add(faults.server_error(500), method="getUpdates")
    assert script.take("getupdates", "").code == 500
    assert len(script) == 1

    script.clear()
    assert script.take("sendmessage", "") == Fault()


class Seconds:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def seconds():
    return Seconds()


def test_one_message_a_second_to_a_chat(seconds):
    limits = FloodLimits(clock=seconds)

    assert limits.refuse(1, group=False) is None
    assert limits.refuse(2, group=False) is None
    assert limits.refuse(1, group=False).parameters == {"retry_after": 2}
    seconds.now = 1.0
    assert limits.refuse(1, group=False) is None


def test_twenty_messages_a_minute_to_a_group(seconds):
    limits = FloodLimits(clock=seconds)
    for second in range(20):
        seconds.now = float(second)
        assert limits.refuse(-1, group=True) is None

    seconds.now = 20.0
    assert limits.refuse(-1, group=True).parameters["retry_after"] == 41
    seconds.now = 60.0
    assert limits.refuse(-1, group=True) is None


def test_thirty_messages_a_second_overall(seconds):
    limits = FloodLimits(clock=seconds)
    results = [limits.refuse(chat, group=False) for chat in range(31)]

    assert [result is None for result in results] == [True] * 30 + [False]
