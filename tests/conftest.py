"""What all tests share: the fixtures' modules, and the real data where it is at hand."""

import logging
import os
from pathlib import Path

import pytest
import structlog
from hypothesis import settings

# A deadline would judge the machine. CI tries the same examples each time; a person's run tries new
# ones, and what it finds becomes an example.
settings.register_profile("person", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "person")

pytest_plugins = [
    "tests.fixtures.chat",
    "tests.fixtures.database",
    "tests.fixtures.http",
    "tests.fixtures.telegram",
]

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def eval_data() -> Path:
    """Folder of the real reports; tests that need it are skipped where it is missing."""
    folder = Path(os.environ.get("EVAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"EVAL_DATA: no folder {folder}")
    return folder


@pytest.fixture
def own_logs():
    """Leave logging as it was found: commands configure it for their process."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()
