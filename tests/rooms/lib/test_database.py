"""Which database the house stands on, and what is said about an address that names none: never what stood in it."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from psycopg_pool.base import AttemptWithBackoff

from ownaccord.lib import database
from ownaccord.web import cli
from ownaccord.web.cli import main
from tests.journeys.server import House, free_port

SECRET = "opensesame"
BAD = {
    "another kind": f"mysql://bo:{SECRET}@here/own",
    "no address": f"host=here password={SECRET}",
    "no database": f"postgresql://bo:{SECRET}@here",
    "an @ in the password": f"postgresql://bo:{SECRET}@{SECRET}@here/own",
    "a / in the password": f"postgresql://bo:{SECRET}/{SECRET}@here/own",
    "a % in the password": f"postgresql://bo:%zz{SECRET}@here/own",
    "a port too far": f"postgresql://bo:{SECRET}@here:99999/own",
    "an unknown wish": f"postgresql://bo:{SECRET}@here/own?nonsense={SECRET}",
}


def test_without_an_address_everything_is_in_the_data_folder(tmp_path: Path) -> None:
    chosen = database.chosen({"DATABASE_URL": " "}, tmp_path)

    assert (chosen["ENGINE"], chosen["NAME"]) == ("django.db.backends.sqlite3", tmp_path / "db.sqlite3")


def test_an_address_names_every_part(tmp_path: Path) -> None:
    url = "postgresql://bo:p%40ss@db.example.org:5433/own?sslmode=verify-full"
    chosen = database.chosen({"DATABASE_URL": url}, tmp_path)

    parts = {name: chosen[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "CONN_MAX_AGE")}
    assert parts == {
        "NAME": "own", "USER": "bo", "PASSWORD": "p@ss", "HOST": "db.example.org", "PORT": "5433", "CONN_MAX_AGE": 0,
    }  # fmt: skip
    assert chosen["OPTIONS"]["sslmode"] == "verify-full"


def test_every_lane_and_the_sweep_have_a_connection() -> None:
    from ownaccord.web import asgi

    lanes = sum(len(each._threads) for each in (asgi.pages, asgi.doors, asgi.codes, asgi.stopping))
    assert lanes + 1 <= database.MOST_CONNECTIONS


def test_once_postgresql_is_back_no_page_waits_in_vain_for_the_pools_next_try() -> None:
    pool = database.postgresql("postgresql://here/own")["OPTIONS"]["pool"]
    attempt, now, between = AttemptWithBackoff(timeout=pool["reconnect_timeout"]), 1.0, []
    while not attempt.time_to_give_up(now):
        attempt.update_delay(now)
        between.append(attempt.delay)
        now += attempt.delay

    assert max(between) < pool["timeout"] <= sum(between)


def test_the_address_can_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "address").write_text("postgresql:///own?host=/run/postgresql\n")
    chosen = database.chosen({"DATABASE_URL_FILE": str(tmp_path / "address")}, tmp_path)

    assert (chosen["NAME"], chosen["HOST"]) == ("own", "/run/postgresql")


@pytest.mark.parametrize("url", BAD.values(), ids=BAD.keys())
def test_a_wrong_address_is_answered_with_what_to_do_and_without_the_password(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OWNACCORD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", url)
    for words in (["serve"], ["backup", str(tmp_path / "b.tar")], ["check"]):
        said = CliRunner().invoke(main, words)

        assert said.exit_code == 1 and said.output.startswith("Error: DATABASE_URL "), said.output
        assert SECRET not in said.output + str(said.exception)


def test_the_demonstration_never_touches_a_real_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "DATABASE_URL_FILE", "OWNACCORD_DATA", "OWNACCORD_DEMO"):
        monkeypatch.setenv(name, str(tmp_path / "real"))
    began: list[bool] = []
    monkeypatch.setattr(cli, "run", lambda port, first: began.append(cli.elsewhere()))

    assert CliRunner().invoke(main, ["demo"]).exit_code == 0
    assert began == [False]


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(database.BadAddress, match="cannot be read"):
        database.chosen({"DATABASE_URL_FILE": str(tmp_path / "nowhere")}, tmp_path)


def test_a_server_that_does_not_answer_is_said_in_words_and_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://bo:{SECRET}@127.0.0.1:{free_port()}/own")
    with pytest.raises(AssertionError) as failed:
        House(tmp_path).start()

    said = str(failed.value)
    assert said.startswith("Error: The database does not answer"), said
    assert "Traceback" not in said and SECRET not in said
    assert os.environ["DATABASE_URL"] not in said
