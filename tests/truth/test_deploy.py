"""What is handed to those who run a server is so: units, compose file, Containerfile, web server, commands."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from ownaccord.lib import database
from tests import cluster
from tests.journeys.server import House
from tests.truth.test_docs import ROOT

DEPLOY = ROOT / "deploy"
GUIDES = [ROOT / "docs/host/small-server.md", ROOT / "docs/host/containers.md"]
FILES = sorted(path for path in DEPLOY.iterdir() if path.is_file())
TEXTS = {path.name: path.read_text() for path in [*FILES, *GUIDES]}
INSTALLED = "/opt/ownaccord"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(TEXTS["compose.yaml"])
    return read


def commands(guide: str, heading: str = "") -> list[str]:
    """The commands that stand under a heading of a guide, in order."""
    part = TEXTS[guide].partition(heading)[2] if heading else TEXTS[guide]
    return re.findall(r"^    (\S.*)$", part.partition("\n## ")[0], re.MULTILINE)


def test_every_setting_that_is_named_exists() -> None:
    code = "\n".join(path.read_text() for path in (ROOT / "ownaccord").rglob("*.py"))
    known = set(re.findall(r'"(OWNACCORD_[A-Z_]+|DATABASE_URL(?:_FILE)?)"', code))
    named = {each for text in TEXTS.values() for each in re.findall(r"\b(?:OWNACCORD|DATABASE)_[A-Z_]+\b", text)}

    assert named == {"OWNACCORD_DATA", "OWNACCORD_HOSTS", "OWNACCORD_BEHIND_PROXY", "DATABASE_URL", "DATABASE_URL_FILE"}
    assert named <= known


def test_every_file_that_is_named_exists() -> None:
    named = {each for text in TEXTS.values() for each in re.findall(rf"{INSTALLED}/([\w@./-]+[\w])", text)}
    kept = {each for each in named if not each.startswith(".venv")}
    copied = re.findall(r"^COPY (\S+) ", TEXTS["Containerfile"], re.MULTILINE)
    units = re.search(r"&& install -m 644 (.*) /etc/systemd", TEXTS["small-server.md"])

    assert kept == {"requirements.lock", "deploy", "deploy/Caddyfile"}
    assert copied == ["requirements.lock", "content", "ownaccord"]
    assert units and {path.name for path in FILES if path.suffix in (".service", ".timer")} == set(units[1].split())
    assert [each for each in [*kept, *copied] if not (ROOT / each).exists()] == []


def test_a_server_takes_ten_commands() -> None:
    assert len(commands("small-server.md")) == 10


def test_the_example_names_a_database_without_a_password() -> None:
    url = re.search(r"^DATABASE_URL=(.*)$", TEXTS["settings.example"], re.MULTILINE)
    assert url
    chosen = database.postgresql(url[1])

    assert (chosen["NAME"], chosen["HOST"], chosen["PASSWORD"]) == ("ownaccord", "/run/postgresql", "")


def test_the_commands_that_make_the_database_make_one_that_serves(postgresql: str) -> None:
    """As they stand in the guide, with another name, on the tests' own server."""
    programs = cluster.programs()
    server = psycopg.conninfo.conninfo_to_dict(postgresql)
    typed = [line for line in commands("small-server.md") if line.startswith("sudo -u postgres")]
    assert len(typed) == 2
    if programs is None or not server.get("host"):
        pytest.skip("The programs of PostgreSQL are not here.")
    try:
        for line in typed:
            words = line.replace("ownaccord", "guide_test").split()[3:]
            where = ["--host", str(server["host"]), "--username", str(server.get("user", "postgres"))]
            subprocess.run([programs / words[0], *where, *words[1:]], check=True)
        with psycopg.connect(cluster.of("guide_test"), user="guide_test") as base:
            base.execute("CREATE TABLE mine (x int)")
            assert base.execute("SHOW server_encoding").fetchone() == ("UTF8",)
    finally:
        cluster.drop("guide_test")
        with psycopg.connect(postgresql, autocommit=True) as base:
            base.execute("DROP ROLE IF EXISTS guide_test")


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze is not here: the units were NOT looked at.")
    python = tmp_path / "python"
    python.symlink_to("/bin/true")
    for path in FILES:
        if path.suffix in (".service", ".timer"):
            text = path.read_text().replace(f"{INSTALLED}/.venv/bin/python", str(python))
            (tmp_path / path.name.replace("@", "@8000")).write_text(text.replace(INSTALLED, str(tmp_path)))
    units = [path for path in tmp_path.iterdir() if path.suffix in (".service", ".timer")]

    assert len(units) == 3
    said = subprocess.run([verify, "verify", "--man=no", *units], capture_output=True, text=True)
    assert (said.returncode, said.stderr) == (0, "")


def test_the_units_give_away_no_right_that_is_not_needed() -> None:
    for name in ("ownaccord@.service", "ownaccord-backup.service"):
        lines = set(TEXTS[name].splitlines())
        assert {"NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "User=ownaccord"} <= lines, name


def test_the_wrapper_is_a_shell_script_that_can_be_run() -> None:
    subprocess.run(["/bin/sh", "-n", str(DEPLOY / "ownaccord")], check=True)
    assert (DEPLOY / "ownaccord").stat().st_mode & 0o111


def test_images_have_a_version_and_come_from_no_named_place(compose: dict[str, Any]) -> None:
    base = re.findall(r"^FROM (\S+)", TEXTS["Containerfile"], re.MULTILINE)
    images = [*base, *(each["image"] for each in compose["services"].values())]

    assert len(images) == 4
    assert [each for each in images if not re.fullmatch(r"[a-z]+:\d[\w.-]*", each)] == []


def test_every_container_is_read_only_and_has_only_volumes_and_secrets_that_exist(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        mounted = [each.partition(":")[0] for each in service.get("volumes", [])]
        named = {each for each in mounted if not each.startswith("./")}
        assert service["read_only"] is True, name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert named <= set(compose["volumes"]) and set(service.get("secrets", [])) <= set(compose["secrets"]), name
        assert [each for each in mounted if each.startswith("./") and not (DEPLOY / each).exists()] == [], name


def test_plain_http_stays_in_the_network_of_the_house(compose: dict[str, Any]) -> None:
    published = {name: service.get("ports") for name, service in compose["services"].items() if service.get("ports")}

    assert published == {"house": ["80:80", "443:443"]}
    assert compose["services"]["front"]["network_mode"] == "service:house"
    assert "reverse_proxy localhost:8000\n" in TEXTS["Caddyfile"]


def test_the_look_at_its_health_is_the_same_everywhere_and_tells_a_house_that_is_well(
    compose: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = compose["services"]["house"]["healthcheck"]["test"][1:]
    assert f"CMD {json.dumps(command)}" in TEXTS["Containerfile"]
    monkeypatch.setenv("OWNACCORD_BEHIND_PROXY", "yes")
    house = House(tmp_path)
    look = [sys.executable, *(word.replace("8000", str(house.port)) for word in command[1:])]
    house.start()
    well = subprocess.run(look).returncode
    house.stop()

    assert (well, subprocess.run(look, capture_output=True).returncode) == (0, 1)


def test_no_secret_stands_in_a_file_that_is_handed_out(compose: dict[str, Any]) -> None:
    environment = [pair for service in compose["services"].values() for pair in service.get("environment", {}).items()]

    assert [name for name, _ in environment if "PASSWORD" in name and not name.endswith("_FILE")] == []
    assert [text for text in TEXTS.values() if re.search(r"postgresql://\w+:\w+@", text)] == []


def test_the_secrets_that_the_guide_makes_are_the_ones_that_are_read(compose: dict[str, Any], tmp_path: Path) -> None:
    """Its first three commands, as they stand there."""
    typed = commands("containers.md")[:3]
    subprocess.run(["/bin/bash", "-euc", "\n".join(typed)], cwd=tmp_path, check=True)
    made = sorted(path.relative_to(tmp_path) for path in (tmp_path / "secrets").iterdir())
    chosen = database.chosen({"DATABASE_URL_FILE": str(tmp_path / "secrets/database_url")}, tmp_path)

    assert [f"./{path}" for path in made] == sorted(each["file"] for each in compose["secrets"].values())
    assert chosen["PASSWORD"] == (tmp_path / "secrets/database_password").read_text()
    assert chosen["HOST"] in compose["services"]
    account = compose["services"]["database"]["environment"]
    assert (chosen["USER"], chosen["NAME"]) == (account["POSTGRES_USER"], account["POSTGRES_DB"])
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0


def test_caddy_understands_its_file() -> None:
    """Where there is a Caddy; what it needs to understand is short."""
    if caddy := shutil.which("caddy"):
        words = [caddy, "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")]
        subprocess.run(words, env={"OWNACCORD_HOSTS": "notes.example.org", "HOME": "/tmp"}, check=True)
    assert TEXTS["Caddyfile"].count("{") == TEXTS["Caddyfile"].count("}") == 2
    assert "log" not in re.sub(r"#.*", "", TEXTS["Caddyfile"])
