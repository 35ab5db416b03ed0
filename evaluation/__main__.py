"""``python -m evaluation [SUBJECT…]``: measure, compare with the floors, never lower one.

Each module of this package that defines ``run(data) -> dict[str, float]`` is a subject. Its figures
are held against the table of its name in ``floors.toml``; a figure below its floor fails the run.
``--raise`` writes the figures that are above their floor as the new floors.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import math
import pkgutil
import re
import sys
import time
import tomllib
from pathlib import Path

import evaluation
from evaluation.labelled import data_folder

FLOORS = Path(__file__).with_name("floors.toml")


def main() -> int:
    """Run the subjects asked for, or all; return 1 when a figure is below its floor."""
    wanted = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    wanted.add_argument("subjects", nargs="*", choices=[[], *subjects()], default=[])
    wanted.add_argument("--raise", dest="lift", action="store_true", help="raise floors")
    arguments = wanted.parse_args()
    data = data_folder()
    if not data.is_dir():
        print(f"EVAL_DATA: no folder {data}; nothing to measure on, skipped")
        return 0
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    if (seen := checksum(data)) != floors["data"]["checksum"]:
        print(f"note: the data are not those the floors were measured on ({seen})")
    failures = []
    for subject in arguments.subjects or subjects():
        print(f"\n=== {subject} ===")
        started = time.perf_counter()
        figures = importlib.import_module(f"evaluation.{subject}").run(data)
        print(f"({time.perf_counter() - started:.1f} s)")
        failures += compare(subject, figures, floors.get(subject, {}))
        if arguments.lift:
            lift(subject, figures)
    for failure in failures:
        print(f"BELOW ITS FLOOR  {failure}")
    return 1 if failures else 0


def subjects() -> list[str]:
    """Return the names of the modules that measure something."""
    return sorted(
        module.name
        for module in pkgutil.iter_modules(evaluation.__path__)
        if module.name != "__main__"
        and "\ndef run(" in Path(__file__).with_name(f"{module.name}.py").read_text("utf-8")
    )


def checksum(data: Path) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 over all files of the data."""
    digest = hashlib.sha256()
    for path in sorted(path for path in data.rglob("*") if path.is_file()):
        digest.update(path.relative_to(data).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def compare(subject: str, figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Print figure beside floor; return a line for each figure that is missing or too low."""
    failures = []
    for name, floor in floors.items():
        figure = figures.get(name, math.nan)
        held = figure >= floor
        print(f"{'ok  ' if held else 'LOW '} {subject}.{name} {figure:.4f} (floor {floor})")
        if not held:
            failures.append(f"{subject}.{name}: {figure:.4f} < {floor}")
    return failures


def lift(subject: str, figures: dict[str, float]) -> None:
    """Raise the floors of ``subject`` to the figures, rounded down to four digits; never lower."""
    text = FLOORS.read_text(encoding="utf-8")
    head, opened, rest = text.partition(f"[{subject}]\n")
    body, bracket, tail = rest.partition("\n[")
    for name, figure in figures.items():
        line = re.compile(rf"^{re.escape(name)} = (.+)$", re.MULTILINE)
        found = line.search(body)
        reached = math.floor(figure * 10_000) / 10_000
        if found and reached > float(found.group(1)):
            body = line.sub(f"{name} = {reached}", body)
    FLOORS.write_text(head + opened + body + bracket + tail, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
