"""The preview that ``run`` starts without a token: Telegram's stand-in, its page, the samples."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from starlette.applications import Starlette

from bot.model import Source
from bot.preview import samples
from bot.preview.clock import PreviewClock
from bot.preview.page import Page
from bot.preview.standin import StandIn
from bot.preview.view import View
from bot.preview.world import Clock

TOKEN = "1000000:local-preview_no-secret-at-all-00000"  # noqa: S105 - it opens nothing
BASE_URL = "http://127.0.0.1:8080"
ZONE = ZoneInfo("Asia/Damascus")


@dataclass(frozen=True, slots=True)
class Preview:
    """What the bot needs to run in the preview.

    ``asgi`` serves the Bot API, the page at ``/`` and the samples; mount it at the root of a
    server at ``base_url``. ``close`` ends the page's streams, which would keep a server from
    stopping.
    """

    standin: StandIn
    asgi: Starlette
    base_url: str

    @property
    def token(self) -> str:
        """The bot's token in the preview."""
        return self.standin.token

    @property
    def api_base(self) -> str:
        """The ``base_url`` of python-telegram-bot's builder."""
        return f"{self.base_url}/bot"

    @property
    def file_base(self) -> str:
        """The ``base_file_url`` of python-telegram-bot's builder."""
        return f"{self.base_url}/file/bot"

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the preview, in place of the catalogue."""
        return samples.sources(self.base_url)

    def close(self) -> None:
        """End what waits for news."""
        self.standin.world.close()


def preview_clock() -> PreviewClock:
    """Return a clock that stands at the morning after the samples' week, and goes on from there."""
    return PreviewClock(samples.clock_start)


def create_preview(token: str, clock: Clock, base_url: str = BASE_URL) -> Preview:
    """Make the preview: one person with a chat, a group and a channel without the bot.

    ``clock`` is the bot's; if it is a ``PreviewClock``, the page can put it forward.
    """
    standin = StandIn(token, clock)
    standin.people.arrive("Guest")
    standin.people.supergroup("Field desk", with_bot=False)
    standin.people.channel("Syria briefings", with_bot=False)
    page = Page(standin.people, View(standin.world, ZONE))
    feeds = samples.SampleFeeds(base_url)
    asgi = standin.application([*page.routes, *feeds.routes])
    return Preview(standin, asgi, base_url)
