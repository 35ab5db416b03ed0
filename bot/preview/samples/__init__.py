"""Sample reports on the first week of December 2024, and the loopback feeds that carry them.

The outlets do not exist and the wording is the project's own; the events are real and told as
public reporting has them. They are there to be tried with, not to be cited.
"""

from __future__ import annotations

from datetime import UTC, datetime

from bot.preview.samples.feeds import SampleFeeds, sources
from bot.preview.samples.reports import Outlet, Report, outlets, reports

clock_start = datetime(2024, 12, 9, 5, 0, tzinfo=UTC)
"""The preview's first moment: Monday, 9 December 2024, 08:00 in Damascus."""

__all__ = ["Outlet", "Report", "SampleFeeds", "clock_start", "outlets", "reports", "sources"]
