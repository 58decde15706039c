"""`python -m tests.icaljs`: what ical.js reads in our calendars is what we mean, for two years in five time zones.

Needs node and npm; ical.js is installed into `.node/`, in the one version that is named here and by its digest.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ownaccord.care.calendar import text
from ownaccord.core.calendar import Entry
from tests.core.test_calendar import BEGINS, ENDS, ZONES, naive
from tests.rooms.care.test_calendar_text import TODAY, entries

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".node"
LIBRARY = FOLDER / "node_modules/ical.js/dist/ical.js"
VERSION = "2.2.1"
SHA256 = "396c1349c899974b1048460e3c7495ec394ff1a86941ab5bf6291b272b8d53c2"


def main() -> int:
    """Compare every zone; the exit status says whether all is as it should be."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        say("node and npm are needed; nothing was compared.")
        return 2
    install()
    fell = 0
    for zone in ZONES:
        calendar, apart, count = read(text(entries(zone), TODAY)), 0, 0
        for entry in entries(zone):
            wanted, found = meant(entry), calendar[entry.uid]
            other = set(wanted) ^ set(found)
            # Where a clock shows a local time twice or never, ical.js takes the other reading than RFC 5545, 3.3.5.
            fell += len(wanted) != len(found) or not all(is_unsure(each, zone) for each in other)
            apart, count = apart + len(other) // 2, count + len(wanted)
        say(f"{zone}: {count} moments, {apart} of them at a local time that comes twice or never, read differently")
    say("Everything else as meant." if not fell else f"{fell} entries NOT as meant.")
    return int(fell > 0)


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def is_unsure(moment: int, zone: str) -> bool:
    """Whether the clocks there change within an hour of this moment."""
    around = [datetime.fromtimestamp(moment + hours * 3600, ZoneInfo(zone)).utcoffset() for hours in (-1, 0, 1)]
    return len(set(around)) > 1


def install() -> None:
    """ical.js is there, and the very one."""
    if not LIBRARY.exists():
        FOLDER.mkdir(exist_ok=True)
        quiet = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
        subprocess.run(["npm", "install", "--prefix", FOLDER, *quiet, f"ical.js@{VERSION}"], check=True)
    digest = hashlib.sha256(LIBRARY.read_bytes()).hexdigest()
    if digest != SHA256:
        raise SystemExit(f"{LIBRARY} is not the file of version {VERSION}: {digest}")


def meant(entry: Entry) -> list[int]:
    """The moments of an entry, by the naive model."""
    return [int(each.timestamp()) for each in naive(entry.appointment)]


def read(calendar: bytes) -> dict[str, list[int]]:
    """The moments of each event as ical.js reads them."""
    with tempfile.NamedTemporaryFile(suffix=".ics") as file:
        file.write(calendar)
        file.flush()
        span = [str(int(each.timestamp())) for each in (BEGINS, ENDS)]
        command = ["node", str(Path(__file__).with_name("reader.mjs")), str(LIBRARY), file.name, *span]
        found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {uid: each["times"] for uid, each in found.items()}


if __name__ == "__main__":
    sys.exit(main())
