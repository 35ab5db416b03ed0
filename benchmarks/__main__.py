"""``python -m benchmarks [SUBJECT…]``: run the benchmarks; each prints its table of ratios."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys

import benchmarks


def main() -> int:
    """Run the subjects asked for, or all."""
    names = sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name[0] != "_")
    wanted = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    wanted.add_argument("subjects", nargs="*", choices=[[], *names], default=[])
    for subject in wanted.parse_args().subjects or names:
        print(f"\n=== {subject} ===", flush=True)
        importlib.import_module(f"benchmarks.{subject}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
