"""schemathesis against the running server, by a description of every address made from the URLconf and the forms.

There is no API: what can be sent are forms, and what can be fetched as data is one's own map. The description is made
for this scan alone and is served by nobody. Asked is: no server error, only the answers that the house gives, each of
the kind that it says, and a map as data that fits its published schema.
"""

import json
import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.apart import ROOT, environment
from tests.scan import addresses
from tests.scan.malformed import loud
from tests.scan.standing import OWN, Standing, standing
from tests.scan.telling import tell

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# Not 403: the token is sent along, so that every form reaches its page.
ANSWERS = ("200", "303", "400", "404", "405", "413", "422")
KINDS = ("text/html", "text/plain")
SCHEMA = ROOT / "ownaccord/web/static/schema/map-1.json"
EXAMPLES = os.environ.get("OWNACCORD_SCAN_EXAMPLES", "15")
DATA = {
    "map-data": {"application/json": "map"},
    "map-paper": {"application/pdf": "file"},
    "live-now": {"application/json": "file"},
    "me-take": {"application/json": "file", "application/octet-stream": "file"},
}
# With these Bo's own pages ask for the words again, and the rest of the scan would stand before them.
SHUTS = ("shared", "asks")
Schema = dict[str, Any]


def form_classes() -> dict[str, Any]:
    """The form of an address, where one class reads all of it; the other fields are plain texts."""
    from ownaccord.accounts import forms as accounts
    from ownaccord.consent import forms as consent
    from ownaccord.spaces import forms as spaces

    return {
        "sign-up": accounts.SignUpForm, "sign-in": accounts.SignInForm, "unlock": accounts.UnlockForm,
        "again": accounts.UnlockForm,
        "stop": accounts.StopForm, "one-time": accounts.LinkForm, "recover": accounts.RecoverForm,
        "reset": accounts.ResetForm, "new-device": accounts.NewDeviceForm, "me-passphrase": accounts.PassphraseForm,
        "me-someone-may-know": accounts.RenewForm, "me-settings": accounts.SettingsForm, "me-take": accounts.TakeForm,
        "me-host-reset": accounts.HostResetForm, "space-new": spaces.NewSpaceForm, "join": spaces.WordsForm,
        "join-enter": spaces.JoinForm, "space-invitation": spaces.InviteForm, "search": consent.SearchForm,
        "take-position": consent.PositionForm, "own-new": consent.OwnItemForm, "own-item": consent.OwnItemForm,
        "own-limit": consent.OwnLimitForm, "wait": consent.WaitForm,
    }  # fmt: skip


def field(asked: Any) -> Schema:
    """What a field of a form takes, as a schema."""
    from django import forms

    if isinstance(asked, forms.MultipleChoiceField):
        return {"type": "array", "items": {"type": "string", "enum": [str(key) for key, _ in asked.choices]}}
    if isinstance(asked, forms.ChoiceField) and asked.choices:
        return {"type": "string", "enum": [str(key) for key, _ in asked.choices]}
    if isinstance(asked, forms.IntegerField):
        most = {"minimum": asked.min_value, "maximum": asked.max_value}
        return {"type": "integer", **{key: value for key, value in most.items() if value is not None}}
    if isinstance(asked, forms.BooleanField):
        return {"type": "string", "enum": ["on"]}
    longest = getattr(asked, "max_length", None)
    return {"type": "string", **({"maxLength": longest} if longest else {})}


def body(each: addresses.Visited, classes: dict[str, Any]) -> Schema:
    """The form of this address."""
    known = classes[each.name].base_fields if each.name in classes else {}
    names = dict.fromkeys((*each.fields, *known))
    fields = {name: field(known[name]) if name in known else {"type": "string"} for name in names if name not in SHUTS}
    return {"type": "object", "properties": fields, "additionalProperties": False}


def described(space: str, who: str) -> Schema:
    """Every address that a scan visits, as OpenAPI 3.1."""
    addresses.ready()
    classes = form_classes()
    shapes = {"map": without(json.loads(SCHEMA.read_text()), "$schema", "$id"), "file": {}}
    paths: Schema = {}
    for each in addresses.visited(space, who):
        content: Schema = {kind: {"schema": {"type": "string"}} for kind in KINDS}
        content |= {kind: {"schema": shapes[shape]} for kind, shape in DATA.get(each.name, {}).items()}
        answers: Schema = {status: {"description": status, "content": content} for status in ANSWERS}
        answers |= {"204": {"description": "204"}} if each in addresses.live() else {}
        about = {"responses": answers}
        paths[each.path] = {"get": about | {"operationId": f"{each.name} get"}}
        if each.posts:
            form = {"content": {"application/x-www-form-urlencoded": {"schema": body(each, classes)}}}
            paths[each.path]["post"] = about | {"operationId": f"{each.name} post", "requestBody": form}
    return {"openapi": "3.1.0", "info": {"title": "Addresses and forms", "version": "1"}, "paths": paths}


def without(schema: Schema, *names: str) -> Schema:
    """The schema without what says where it stands."""
    return {key: value for key, value in schema.items() if key not in names}


def scan(here: Standing, who: str, seed: int) -> bool:
    """Try every address as this person."""
    here.stays_unlocked()
    asked = described(here.space, who)
    with tempfile.TemporaryDirectory(prefix="ownaccord-described-") as name:
        folder = Path(name)
        (folder / "addresses.json").write_text(json.dumps(asked))
        base = f"http://localhost:{here.port}"
        program = environment("scan") / "schemathesis"
        command: list[str | Path] = [program, "run", folder / "addresses.json", "--url", base]
        command += ["--checks", CHECKS, "--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES]
        command += ["--seed", str(seed), "--max-redirects", "0", "--workers", "1", "--request-timeout", "60"]
        command += ["--generation-database", "none", "--suppress-health-check", "all"]
        command += ["--warnings", "off", "--no-color"]
        command += ["--continue-on-failure", "--no-shrink"]
        command += ["-H", f"X-CSRFToken: {here.token(who)}", "-H", f"Origin: {base}"]
        command += ["-H", f"Cookie: {here.cookies(who)}"]
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    wrong = [] if ran.returncode == 0 else failures(ran.stdout) or [ran.stdout[-500:] + ran.stderr[-500:]]
    wrong += [f"the log says: {line}" for line in loud(here.log())]
    if who == "unlocked" and not here.is_unlocked(OWN):
        wrong.append("Bo was locked, signed out or asked again in the end: some of it was tried outside")
    tried = re.search(r"(\d+) generated", ran.stdout)
    operations = sum(map(len, asked["paths"].values()))
    line = f"schemathesis as {who}: {operations} operations, {tried[1] if tried else '?'} cases, seed {seed}"
    return tell(f"{line}; {len(wrong)} findings", wrong)


def failures(said: str) -> list[str]:
    """One line for each operation that failed, with what was wrong."""
    found, where = [], ""
    for line in said.splitlines():
        if heading := re.fullmatch(r"_+ (.+?) _+", line.strip()):
            where = heading[1]
        if line.startswith("- "):
            found.append(f"{where}: {line[2:]}")
    return sorted(set(found))


def main(offline: bool = False) -> bool:
    """Print what was found; whether nothing was."""
    seed = int(os.environ.get("OWNACCORD_SCAN_SEED", "1"))
    with standing() as here:
        done = [scan(here, who, seed) for who in ("stranger", "unlocked")]
    return all(done)
