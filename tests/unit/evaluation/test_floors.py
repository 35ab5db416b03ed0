import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from evaluation import __main__ as gate

ROOT = Path(__file__).parents[3]
FLOORS = "evaluation/floors.toml"


def git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout


@pytest.mark.skipif(not shutil.which("git") or not (ROOT / ".git").exists(), reason="no history")
def test_no_floor_was_ever_higher():
    now = tomllib.loads((ROOT / FLOORS).read_text(encoding="utf-8"))
    for commit in git("log", "--format=%H", "--", FLOORS).split():
        before = tomllib.loads(git("show", f"{commit}:{FLOORS}"))
        for subject, floors in before.items():
            for name, floor in floors.items():
                if subject != "data":
                    assert now[subject][name] >= floor, f"{subject}.{name} was {floor} in {commit}"


def test_every_table_of_floors_is_a_subject():
    floors = tomllib.loads((ROOT / FLOORS).read_text(encoding="utf-8"))
    assert set(floors) - {"data"} <= set(gate.subjects())


def test_a_figure_below_its_floor_or_missing_fails(capsys):
    assert gate.compare("dates", {"weekday": 0.97}, {"weekday": 0.98}) == [
        "dates.weekday: 0.9700 < 0.98"
    ]
    assert gate.compare("dates", {}, {"weekday": 0.98})
    assert gate.compare("dates", {"weekday": 0.98}, {"weekday": 0.98}) == []


def test_raising_never_lowers(tmp_path, monkeypatch):
    floors = tmp_path / "floors.toml"
    floors.write_text('[data]\nchecksum = "x"\n\n[dates]\nweekday = 0.9\nmonth_day = 0.9\n')
    monkeypatch.setattr(gate, "FLOORS", floors)
    gate.lift("dates", {"weekday": 0.95678, "month_day": 0.8, "new": 1.0})
    assert tomllib.loads(floors.read_text())["dates"] == {"weekday": 0.9567, "month_day": 0.9}
