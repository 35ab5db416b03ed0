"""What all tests share: the fixtures' modules, and the real data where it is at hand."""

import os
from pathlib import Path

import pytest

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
