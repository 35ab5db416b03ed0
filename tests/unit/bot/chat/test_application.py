import pytest

from bot.chat.application import InTurn, _is_loopback


@pytest.mark.parametrize(
    ("base", "loopback"),
    [
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:8080", True),
        ("http://localhost:8080", True),
        ("https://api.telegram.org", False),
        ("http://10.0.0.1", False),
        ("", False),
    ],
)
def test_proxies_are_for_the_world_outside(base, loopback):
    assert _is_loopback(base) is loopback


async def test_what_comes_from_no_chat_is_handled_too():
    handled = []

    async def handle():
        handled.append(1)

    await InTurn(4).process_update(object(), handle())

    assert handled == [1]
