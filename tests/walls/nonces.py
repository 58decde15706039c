"""Seals again and again and counts the nonces: `python -m tests.walls.nonces [how many]`; ends with 1 when one came
twice.
"""

import os
import sys
import time

from ownaccord.vault.sealing import FORMAT, NONCE, Place, seal

MANY = 1_000_000


def distinct(how_many: int) -> int:
    """Seal as often as that, under one key at one place as the product does it; how many nonces differ."""
    key, place = os.urandom(32), Place("vault", author="a" * 32, seq=1)
    first, last = len(FORMAT), len(FORMAT) + NONCE
    return len({seal(key, place, b"", os.urandom)[first:last] for _ in range(how_many)})


def main(how_many: int = MANY) -> int:
    """Say what was found."""
    begun = time.process_time()
    found = distinct(how_many)
    spent = time.process_time() - begun
    said = f"{how_many} seals, {found} different nonces, {how_many - found} came twice, {spent:.1f} CPU s"
    sys.stdout.write(f"nonces: {said}\n")
    return int(found != how_many)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
