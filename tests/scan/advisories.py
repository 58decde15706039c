"""pip-audit over every lock: is something that we stand on known to be weak? Not asked is not the same as no.

The advisories are PyPI's own (`https://pypi.org/pypi/<name>/<version>/json`). Where that cannot be reached, which
is so behind a mirror that holds packages alone, this says so, and counts as not done unless `--offline` was said.
"""

import json
import subprocess
from pathlib import Path

from tests.apart import ROOT, environment
from tests.scan.telling import tell


def locks() -> list[Path]:
    """Every file that pins what is installed for anything here."""
    return [ROOT / "requirements.lock", ROOT / "requirements-dev.lock", *sorted((ROOT / "locks").glob("*.lock"))]


def asked(lock: Path) -> tuple[int, int, list[str]]:
    """How many of this lock's packages were looked up, how many were not, and what is known of them."""
    options = [
        "--format",
        "json",
        "--progress-spinner",
        "off",
        "--disable-pip",
        "--no-deps",
        "--require-hashes",
        "--timeout",
        "15",
    ]
    command = [environment("scan") / "pip-audit", *options, "--requirement", lock]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        told = json.loads(ran.stdout)["dependencies"]
    except (ValueError, KeyError):
        pinned = sum(1 for line in lock.read_text().splitlines() if "==" in line)
        return 0, pinned, []
    known = [
        f"{lock.name}: {each['name']} {each['version']}: {weak['id']}, mended in {weak['fix_versions'] or 'none yet'}"
        for each in told
        for weak in each.get("vulns", [])
    ]
    # "Not found on PyPI" is what it says of everything when the service is not there.
    silent = sum(1 for each in told if each.get("skip_reason"))
    return len(told) - silent, silent, known


def main(offline: bool = False) -> bool:
    """Print what is known; whether everything was asked and nothing is known."""
    found = {lock: asked(lock) for lock in locks()}
    there = sum(one[0] for one in found.values())
    silent = sum(one[1] for one in found.values())
    known = [each for one in found.values() for each in one[2]]
    line = f"pip-audit: {len(found)} locks, {there} packages asked about, {silent} NOT ASKED"
    line += f"; {len(known)} known weaknesses"
    if silent and not offline:
        known = [*known, "the advisory service did not answer for all of them; --offline says that you know"]
    return tell(line, known)
