"""wapiti against the running server: as a stranger and as Bo, unlocked, with everything that makes sense on loopback.

It does not press what ends a visit (Exit now, signing out, leaving, deleting): it would see only the sign-in page from
there on. That it saw the inner pages is asked afterwards. Left out are modules that ask somebody else on the network
(ssrf, xxe, log4shell, takeover, wapp, htp, nikto, cms), that look for other software, and that go by time alone.
"""

import json
import os
import re
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Any

from tests.apart import environment
from tests.scan import addresses
from tests.scan.standing import Standing, standing
from tests.scan.telling import tell

MODULES = (
    "backup", "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers", "ldap", "methods",
    "permanentxss", "redirect", "shellshock", "spring4shell", "sql", "upload", "xss",
)  # fmt: skip
# Seconds, for the whole crawl and for each module: what a run may take at most where nobody waits for it.
CRAWL = os.environ.get("OWNACCORD_SCAN_CRAWL", "180")
ATTACK = os.environ.get("OWNACCORD_SCAN_ATTACK", "60")
ENDINGS = ("exit/", "sign-out/", "curtain/", "me/delete/", "me/sign-ins/*", "me/devices/*", "s/*/leave/")
# Without these nobody has been inside: pages of every room, and what is Bo's alone.
INNER = (
    "/grounding/", "/me/", "/me/settings/", "/s/{space}/", "/s/{space}/shown/", "/s/{space}/map/", "/s/{space}/wishes/",
    "/s/{space}/items/", "/care/", "/s/{space}/rhythm/", "/s/{space}/steps/", "/s/{space}/together/",
    "/s/{space}/plan/", "/me/notes/", "/me/debriefs/", "/me/measures/", "/me/about/", "/me/cards/", "/me/lessons/",
    "/me/pocket/", "/s/{space}/deck/", "/s/{space}/talk/", "/s/{space}/ways/", "/me/noticed/", "/help/read/",
    "/help/lessons/1/", "/live/now",
)  # fmt: skip
KINDS = ("vulnerabilities", "anomalies")
# How a finding begins that is no weakness here, and why.
EXPLAINED = {
    "Secure Flag cookie:": "http on loopback has no Secure cookies; the header check asks for them by HTTPS",
    "Cross Site Request Forgery: POST /stop/ ": "a stop code counts from any page, however old; it can only lower",
}


def main(offline: bool = False) -> bool:
    """Print what was found; whether nothing was."""
    with standing() as here:
        done = [scan(here, who) for who in ("stranger", "unlocked")]
    return all(done)


def scan(here: Standing, who: str) -> bool:
    """One scan with the cookies of this browser."""
    with tempfile.TemporaryDirectory(prefix="ownaccord-wapiti-") as name, Reading(here):
        told = _run(here, who, Path(name))
    seen = {re.sub(r"^https?://[^/]+", "", each["request"]["url"]).partition("?")[0] for each in _crawled(told)}
    found = [each for kind in KINDS for each in _findings(told[kind])]
    wrong = [each for each in found if not each.startswith(tuple(EXPLAINED))]
    explained = len(found) - len(wrong)
    if who == "unlocked":
        wrong += [f"never saw {path}" for path in INNER if path.format(space=here.space) not in seen]
        wrong += [] if here.is_unlocked() else ["Bo was locked or signed out in the end: the scan stood outside"]
    wrong += [f"the log says: {line}" for line in here.log().splitlines() if " 500" in line or "Traceback" in line]
    line = f"wapiti as {who}: {len(seen)} addresses seen, {len(MODULES)} modules, {explained} explained"
    return tell(f"{line}; {len(wrong)} findings", sorted(set(wrong)))


def _run(here: Standing, who: str, folder: Path) -> dict[str, Any]:
    base = f"http://127.0.0.1:{here.port}/"
    jar = {"value": "", "expires": None, "secure": False, "port": None, "version": 0}
    cookies = {name: {**jar, "value": value} for name, value in here.browsers[who].cookies.items() if value}
    (folder / "cookies.json").write_text(json.dumps({"127.0.0.1": {"/": cookies}}))
    starts = [each.path for each in addresses.visited(here.space, who)]
    command: list[str | Path] = [environment("wapiti") / "wapiti", "-u", base, "--scope", "folder"]
    command += ["-c", folder / "cookies.json", "-m", ",".join(MODULES)]
    command += ["-f", "json", "-o", folder / "told.json", "-dr", "2", "-v", "0"]
    command += ["--max-scan-time", CRAWL, "--max-attack-time", ATTACK, "-S", "normal", "--tasks", "2", "-t", "30"]
    command += ["--store-session", folder, "--store-config", folder / "config", "--flush-session", "--no-bugreport"]
    for path in starts:
        command += ["-s", base + path.lstrip("/")]
    for path in ENDINGS:
        command += ["-x", base + path]
    subprocess.run(command, check=True, capture_output=True, timeout=1800, env={**os.environ, "HOME": str(folder)})
    told: dict[str, Any] = json.loads((folder / "told.json").read_text())
    return told


def _crawled(told: dict[str, Any]) -> list[dict[str, Any]]:
    pages: list[dict[str, Any]] = told["infos"].get("crawled_pages") or []
    return [each for each in pages if each.get("response", {}).get("status_code") == 200]


def _findings(told: dict[str, list[dict[str, Any]]]) -> list[str]:
    every = ((kind, each) for kind, several in told.items() for each in several)
    return [f"{kind}: {each['method']} {each['path']} {each['info']}"[:300] for kind, each in every]


class Reading:
    """Somebody unlocked stays so: while a module thinks, a page is asked for now and then."""

    def __init__(self, here: Standing) -> None:
        self._here, self._over = here, threading.Event()
        self._thread = threading.Thread(target=self._reads, daemon=True)

    def _reads(self) -> None:
        while not self._over.wait(20):
            self._here.browsers["unlocked"].asks("/me/")

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *about: object) -> None:
        self._over.set()
        self._thread.join()
