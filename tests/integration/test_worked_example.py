"""The main job on a real report: imported, briefed, delivered to a chat, and asked about."""

import asyncio
import signal
from datetime import UTC, datetime
from functools import partial

from bot.app import make_tagger, open_database, outside
from bot.cli.main import execute
from bot.preview.clock import PreviewClock
from bot.running import Parts, run_parts
from bot.settings import Settings
from bot.web.server import listening

PATIENCE = 30
ADDRESS = "https://example.org/isis-threat"
WEEK_AFTER = datetime(2022, 2, 1, 6, 0, tzinfo=UTC)


async def test_a_saved_report_reaches_a_chat(eval_data, telegram, tmp_path, monkeypatch, own_logs):
    monkeypatch.chdir(tmp_path)
    settings = Settings(_env_file=None, data_dir=tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    report = eval_data / "reports" / "southfront-2022-01-31.txt"
    words = ["import", str(report), "--outlet", "Global Research", "--url", ADDRESS]
    assert await asyncio.to_thread(execute, outside(), [*words, "--published", "2022-01-31"]) == 0

    rima = telegram.people.arrive("Rima")
    telegram.people.say(rima, "/start")
    parts = Parts(
        settings=settings,
        token=telegram.token,
        api_url=telegram.url,
        sources=(),
        clock=PreviewClock(WEEK_AFTER),
        open_store=partial(open_database, settings),
        make_tagger=partial(make_tagger, settings),
    )
    with listening("127.0.0.1", 0) as listener:
        bot = asyncio.create_task(run_parts(parts, listener))
        await telegram.until(lambda: telegram.transcript.sent(rima.id), PATIENCE)
        telegram.people.press(rima, "✅ Subscribe")
        await telegram.until(lambda: len(telegram.transcript.sent(rima.id)) == 5, PATIENCE)
        telegram.people.say(rima, "Gweran")
        await telegram.until(lambda: len(telegram.transcript.sent(rima.id)) == 6, PATIENCE)
        signal.raise_signal(signal.SIGTERM)
        await bot

    _, *digests, answer = telegram.transcript.sent(rima.id)
    text = report.read_text(encoding="utf-8")
    for digest, told in zip(
        digests,
        ("an ISIS attack on Gweran prison", "Se'alow", "Jaysh al-Izza", "Talib Moahamad"),
        strict=True,
    ):
        assert told in digest.plain
        assert ADDRESS in digest.links
        (sentence,) = [line for line in digest.plain.splitlines() if told in line][:1]
        assert sentence in text
        for furniture in ("PayPal", "Newsletter", "Instagram", "southfront.org", "copyrighted"):
            assert furniture not in digest.plain
    assert "Gweran" in answer.plain
    assert "30 January 2022" in answer.plain
    assert ADDRESS in answer.links
