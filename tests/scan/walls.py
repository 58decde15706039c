"""semgrep with rules of this house's own (tests/scan/rules): what every change is asked, each rule shown to fire."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.apart import ROOT, environment
from tests.scan.telling import tell

RULES = Path(__file__).with_name("rules")
Rule = dict[str, Any]
# (rule, file) of what was found, with how often and the first line.
Found = dict[tuple[str, str], list[int]]


def rules() -> list[Rule]:
    """All of them, with their cases and exceptions under `metadata`."""
    return [rule for path in sorted(RULES.glob("*.yaml")) for rule in yaml.safe_load(path.read_text())["rules"]]


def cases(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """Write every case of bad and good code to a file; the rule, the file's name, and whether it has to be found."""
    for rule in rules():
        about = rule["metadata"]
        for wanted, several in ((True, about["bad"]), (False, about["good"])):
            for number, text in enumerate(several):
                name = f"{rule['id']}-{'bad' if wanted else 'good'}-{number}.{about.get('kind', 'py')}"
                (folder / name).write_text(text + "\n")
                yield rule["id"], name, wanted


def scanned(*what: Path) -> Found:
    """What semgrep finds there by our rules; it asks nobody and sends nothing."""
    program = environment("scan") / "semgrep"
    quiet = [
        "scan",
        "--metrics",
        "off",
        "--disable-version-check",
        "--quiet",
        "--json",
        "--no-git-ignore",
        "--jobs",
        "1",
    ]
    own = {**os.environ, "SEMGREP_SEND_METRICS": "off", "PATH": f"{program.parent}:{os.environ['PATH']}"}
    command = [program, *quiet, "--config", RULES, *what]
    ran = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    told = json.loads(ran.stdout or '{"results": [], "errors": ["no answer"]}')
    if told["errors"] or ran.returncode not in (0, 1):
        raise RuntimeError(f"semgrep did not finish: {told['errors']} {ran.stderr}")
    found: Found = {}
    for each in told["results"]:
        path = Path(each["path"])
        name = str(path.relative_to(ROOT)) if path.is_absolute() and path.is_relative_to(ROOT) else str(path)
        found.setdefault((each["check_id"].rpartition(".")[2], name), []).append(each["start"]["line"])
    return found


def fell(found: Found) -> list[str]:
    """What was found where its rule speaks and no reason stands, and reasons for what is not found any more."""
    wrong = []
    for rule in rules():
        about = rule["metadata"]
        where, may = tuple(about.get("where", ("ownaccord/",))), about.get("may", {})
        here = {path: lines for (name, path), lines in found.items() if name == rule["id"] and path.startswith(where)}
        wrong += [
            f"{path}:{lines[0]} {rule['id']}: {rule['message']}" for path, lines in here.items() if path not in may
        ]
        wrong += [f"{path} {rule['id']}: listed, but does not do it any more" for path in may if path not in here]
    return wrong


def missed(found: Found, tried: list[tuple[str, str, bool]]) -> list[str]:
    """Cases in which a rule did not fire, or fired where it should not."""
    hit = {(rule, Path(path).name) for rule, path in found}
    return [
        f"{name}: {'not found' if wanted else 'found'}"
        for rule, name, wanted in tried
        if ((rule, name) in hit) != wanted
    ]


def main(offline: bool = False) -> bool:
    """Print what was found; whether nothing was."""
    with tempfile.TemporaryDirectory(prefix="ownaccord-rules-") as name:
        tried = list(cases(Path(name)))
        found = scanned(ROOT / "ownaccord", Path(name))
    wrong = [*missed(found, tried), *fell(found)]
    listed = sum(len(rule["metadata"].get("may", {})) for rule in rules())
    files = len(list((ROOT / "ownaccord").rglob("*.py"))) + len(list((ROOT / "ownaccord").rglob("*.html")))
    return tell(
        f"semgrep: {files} files by {len(rules())} rules of our own, {len(tried)} cases of the rules themselves,"
        f" {listed} exceptions with a reason; {len(wrong)} findings",
        wrong,
        most=60,
    )
