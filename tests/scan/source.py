"""bandit over everything that is served: nothing is left out, and each line that it may skip says why."""

import json
import re
import subprocess
from pathlib import Path

from tests.apart import ROOT, environment
from tests.scan.telling import tell

WHAT = ("ownaccord", "start.py", "manage.py")
SKIPPED = re.compile(r"#\s*nosec\b(.*)")


def skipped() -> dict[str, list[str]]:
    """Every line that bandit may skip: the file, and what stands behind the word."""
    files = [path for each in WHAT for path in ([ROOT / each] if each.endswith(".py") else (ROOT / each).rglob("*.py"))]
    found = {
        path: [hit[1].strip() for line in path.read_text().splitlines() if (hit := SKIPPED.search(line))]
        for path in files
    }
    return {str(Path(path).relative_to(ROOT)): lines for path, lines in sorted(found.items()) if lines}


def main(offline: bool = False) -> bool:
    """Print what was found; whether nothing was."""
    command = [environment("scan") / "bandit", "--quiet", "--format", "json", "--recursive", *WHAT]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    told = json.loads(ran.stdout[ran.stdout.index("{") :])
    total = told["metrics"]["_totals"]
    wrong = [
        f"{each['filename']}:{each['line_number']} {each['test_id']} {each['issue_text']}" for each in told["results"]
    ]
    wrong += [f"not read: {each}" for each in told["errors"]]
    skips = sum(map(len, skipped().values()))
    files = len(told["metrics"]) - 1
    line = f"bandit: {files} files, {total['loc']} lines, {skips} lines skipped with a reason; {len(wrong)} findings"
    return tell(line, wrong)
