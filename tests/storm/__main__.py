"""`python -m tests.storm [--postgresql] [--signals 10000] [--seed S]`: everything that a network does, to every signal.

Prints figures; ends with a non-zero code when something acknowledged is lost, or green that nobody pressed last.
"""

import argparse
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import cluster
from tests.storm.sky import storm

# Presses a scene: in the end there is a red, and nothing follows it.
A_SCENE = 40


def main(words: list[str]) -> int:
    """One storm; 1 when something fell."""
    parser = argparse.ArgumentParser(prog="python -m tests.storm")
    parser.add_argument("--signals", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--postgresql", action="store_true")
    given = parser.parse_args(words)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="storm-")))
        database = stack.enter_context(_database()) if given.postgresql else None
        sys.stdout.write(f"storm, seed {given.seed}\n" + "\n".join(_machine(folder, database)) + "\n\n")
        sys.stdout.flush()
        found = storm(folder / "house", max(1, given.signals // A_SCENE), A_SCENE, given.seed, database)
    sys.stdout.write("\n".join(found.lines()) + "\n")
    return 1 if found.fell else 0


@contextmanager
def _database() -> Iterator[str]:
    if cluster.address() is None:
        sys.exit(cluster.MISSING)
    with cluster.fresh("storm") as url:
        yield url


def _machine(folder: Path, database: str | None) -> list[str]:
    import django

    from bench import machine

    (folder / "none").mkdir()
    os.environ |= {"OWNACCORD_DATA": str(folder / "none"), "DJANGO_SETTINGS_MODULE": "ownaccord.web.settings"}
    os.environ |= {"DATABASE_URL": database} if database else {}
    django.setup()
    return machine.lines()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
