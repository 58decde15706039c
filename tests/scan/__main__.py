"""`make scan`: every scanner in turn, one line each; the number of those that found something is the exit code.

`--only NAME` (more than once if wanted) runs some of them; `--offline` takes it that no advisory service is reachable.
"""

import argparse
import sys
from collections.abc import Callable

from tests.scan import advisories, crawling, described, dressing, malformed, source, walls

SCANNERS: dict[str, Callable[[bool], bool]] = {
    "bandit": source.main,
    "semgrep": walls.main,
    "pip-audit": advisories.main,
    "headers": dressing.main,
    "schemathesis": described.main,
    "wapiti": crawling.main,
    "malformed": malformed.main,
}


def main() -> int:
    """Run what was asked for; how many of them found something."""
    words = argparse.ArgumentParser(prog="python -m tests.scan", description=__doc__)
    words.add_argument("--only", action="append", choices=sorted(SCANNERS))
    words.add_argument("--offline", action="store_true")
    asked = words.parse_args()
    chosen = [name for name in SCANNERS if not asked.only or name in asked.only]
    fell = [name for name in chosen if not SCANNERS[name](asked.offline)]
    sys.stdout.write(
        f"{len(chosen) - len(fell)} of {len(chosen)} scanners found nothing"
        + (f"; look at {', '.join(fell)}" if fell else "")
        + ".\n"
    )
    return len(fell)


if __name__ == "__main__":
    sys.exit(main())
