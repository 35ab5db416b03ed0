"""The whole bot as a process of its own: started, killed, started again; with wrong settings."""

import contextlib
import functools
import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store import open_store

ROOT = Path(__file__).parents[2]
PATIENCE = 60


class Running:
    """A process of the bot, its lines as they come."""

    def __init__(self, folder: Path, **settings: str) -> None:
        kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "TMPDIR")}
        environment = {**kept, "PYTHONPATH": str(ROOT), "HTTP_PORT": "0", "LOG_FORMAT": "json"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=folder, env={**environment, **settings}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.lines: list[str] = []
        self._arriving: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self._arriving.put(line.rstrip())
        self._arriving.put(None)

    def line(self, pattern: str) -> re.Match[str]:
        """Wait for a line that matches."""
        deadline = time.monotonic() + PATIENCE
        while (left := deadline - time.monotonic()) > 0:
            line = self._arriving.get(timeout=left)
            if line is None:
                break
            self.lines.append(line)
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"no line {pattern!r} in:\n" + "\n".join(self.lines))

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


@pytest.fixture
def start(tmp_path):
    started: list[Running] = []

    def begin(**settings: str) -> Running:
        started.append(Running(tmp_path, **settings))
        return started[-1]

    yield begin
    for running in started:
        running.process.kill()
        running.process.wait(PATIENCE)
        running.process.stdout.close()


@pytest.fixture
def live(start, telegram, tmp_path) -> Callable[[], Running]:
    """Start a bot with a token, before the stand-in and with an empty catalogue."""
    catalogue = tmp_path / "sources.toml"
    catalogue.write_text(
        '[[source]]\nid = "nobody"\nname = "Nobody"\nfeed = "https://feed.example/rss"\n'
        'language = "en"\nlabel = "independent"\nreason = "a test"\nenabled = false\n',
        encoding="utf-8",
    )
    return functools.partial(
        start,
        TELEGRAM_BOT_TOKEN=telegram.token,
        TELEGRAM_API_URL=telegram.url,
        SOURCES_FILE=str(catalogue),
    )


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return answer.read().decode()


def test_without_a_token_the_preview_collects_and_briefs_and_stops_cleanly(start):
    bot = start()
    address = bot.line(r"Open (http://127\.0\.0\.1:\d+) ").group(1)
    assert bot.line(r"Collected (\d+) sample reports").group(1) == "18"
    for region in ("Northeast", "Central", "Idlib", "Daraa"):
        assert int(bot.line(rf"Digest built: {region}.*: (\d+) reports").group(1)) > 0
    assert json.loads(fetch(f"{address}/health"))["status"] == "ok"
    assert "<!doctype html>" in fetch(address).lower()
    assert bot.end(signal.SIGINT) == 0
    assert not [line for line in bot.lines if "Traceback" in line]


def test_a_killed_bot_goes_on_where_it_was(live, telegram, tmp_path):
    rima = telegram.people.arrive("Rima")
    telegram.people.say(rima, "/start")
    bot = live()
    telegram.wait_for(lambda: telegram.transcript.sent(rima.id), PATIENCE)
    telegram.people.press(rima, "✅ Subscribe")
    telegram.wait_for(lambda: telegram.transcript.calls("editMessageText"), PATIENCE)
    assert bot.end(signal.SIGKILL) == -signal.SIGKILL
    with open_store(f"sqlite:///{tmp_path}/data/briefing.db") as store:
        assert [subscriber.chat.id for subscriber in store.subscribers()] == [rima.id]

    told = len(telegram.transcript.sent(rima.id))
    telegram.people.say(rima, "/help")
    again = live()
    telegram.wait_for(lambda: len(telegram.transcript.sent(rima.id)) > told, PATIENCE)
    assert again.end(signal.SIGTERM) == 0
    log = "\n".join(bot.lines + again.lines)
    assert telegram.token not in log
    assert "Rima" not in log


def test_a_wrong_token_ends_in_one_line_that_says_what_to_do(start, telegram):
    bot = start(TELEGRAM_BOT_TOKEN="1:wrong", TELEGRAM_API_URL=telegram.url)
    said = bot.line("TELEGRAM_BOT_TOKEN").string
    assert not said.startswith("{")
    assert bot.process.wait(PATIENCE) == 1


def test_a_second_process_on_the_same_database_is_refused(live, telegram):
    first = live()
    first.line("telegram.connected")
    second = live()
    assert second.process.wait(PATIENCE) == 1
    said = second.line("briefing.db").string
    assert "another" in said
    assert first.end(signal.SIGTERM) == 0


def test_two_pollers_of_one_token_end_in_a_line_that_says_so(live, telegram):
    bots = [live(DATA_DIR="one"), live(DATA_DIR="two")]
    ended = wait_until_one_ends(bots)
    assert ended.process.returncode == 1
    assert "another process" in ended.line("getUpdates|another process").string


def wait_until_one_ends(bots: list[Running]) -> Running:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for bot in bots:
            with contextlib.suppress(subprocess.TimeoutExpired):
                bot.process.wait(0.1)
                return bot
    raise AssertionError("both still poll")


def test_an_address_in_use_is_told(start):
    first = start()
    port = first.line(r"Open http://127\.0\.0\.1:(\d+) ").group(1)
    second = start(HTTP_PORT=port)
    assert "set HTTP_PORT" in second.line("cannot listen").string
    assert second.process.wait(PATIENCE) == 1
