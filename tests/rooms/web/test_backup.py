"""Backup and restore from the command line: one new private file, back into an empty folder, never over anything."""

import sqlite3
import stat
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ownaccord.lib import folder
from ownaccord.web.cli import main


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder in which one row is stored."""
    home = tmp_path / "data"
    folder.make(home)
    write_row(home, "kept")
    monkeypatch.setenv("OWNACCORD_DATA", str(home))
    return home


def write_row(home: Path, text: str) -> None:
    with closing(sqlite3.connect(home / folder.DATABASE)) as database, database:
        database.execute("create table if not exists note (text)")
        database.execute("delete from note")
        database.execute("insert into note values (?)", [text])


def row(home: Path) -> str:
    with closing(sqlite3.connect(home / folder.DATABASE)) as database:
        return str(database.execute("select text from note").fetchone()[0])


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_backup_brings_rows_and_key_back_into_an_empty_place(data: Path, tmp_path: Path) -> None:
    key = (data / folder.KEY).read_bytes()
    assert run("backup", tmp_path / "b.tar").exit_code == 0
    data.rename(tmp_path / "gone")

    assert run("restore", tmp_path / "b.tar").exit_code == 0
    assert row(data) == "kept"
    assert (data / folder.KEY).read_bytes() == key


def test_a_scene_that_ran_is_over_once_it_is_restored_for_nobody_knows_what_stopped_it_since(
    data: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(data / folder.DATABASE)) as base, base:
        base.execute("CREATE TABLE scenes_scene (id INTEGER, over BOOLEAN)")
        base.execute("INSERT INTO scenes_scene VALUES (1, 0)")
    assert run("backup", tmp_path / "b.tar").exit_code == 0
    data.rename(tmp_path / "gone")
    assert run("restore", tmp_path / "b.tar").exit_code == 0
    with closing(sqlite3.connect(data / folder.DATABASE)) as base:
        assert base.execute("SELECT over FROM scenes_scene").fetchall() == [(1,)]


def test_only_the_owner_can_read_a_backup_or_what_it_restores(data: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "b.tar")
    run("restore", "--replace", tmp_path / "b.tar")

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [tmp_path / "b.tar", data, *data.iterdir()]}
    assert modes == {"b.tar": 0o600, "data": 0o700, folder.DATABASE: 0o600, folder.KEY: 0o600}


def test_a_backup_says_nothing_about_who_made_it_or_when(data: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "b.tar")

    with tarfile.open(tmp_path / "b.tar") as tar:
        assert [(one.name, one.uid, one.uname, one.gname, one.mtime) for one in tar] == [
            (folder.DATABASE, 0, "", "", 0),
            (folder.KEY, 0, "", "", 0),
        ]


def test_a_backup_never_replaces_a_file(data: Path, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_text("mine")

    result = run("backup", tmp_path / "b.tar")
    assert result.exit_code == 1 and "exists already" in result.output
    assert (tmp_path / "b.tar").read_text() == "mine"


def test_a_backup_leaves_no_copy_beside_the_database(data: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "b.tar")

    assert {path.name for path in data.iterdir()} == {folder.DATABASE, folder.KEY}


def test_restore_refuses_a_folder_that_holds_data(data: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "b.tar")
    write_row(data, "newer")

    result = run("restore", tmp_path / "b.tar")
    assert result.exit_code == 1 and "--replace" in result.output
    assert row(data) == "newer"


def test_replace_moves_what_was_there_aside_and_deletes_nothing(data: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "b.tar")
    write_row(data, "newer")

    assert run("restore", "--replace", tmp_path / "b.tar").exit_code == 0
    (aside,) = tmp_path.glob("data-before-*")
    assert (row(data), row(aside)) == ("kept", "newer")


def test_restore_waits_until_own_accord_has_ended(data: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "b.tar")
    held = folder.hold(data)
    assert held is not None

    with held:
        result = run("restore", "--replace", tmp_path / "b.tar")
    assert result.exit_code == 1 and "is running" in result.output
    assert row(data) == "kept"


@pytest.mark.parametrize("content", [b"", b"not a tar at all", bytes(10240)])
def test_what_is_no_backup_changes_nothing(data: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.tar").write_bytes(content)

    result = run("restore", "--replace", tmp_path / "b.tar")
    assert result.exit_code == 1 and "Nothing changed" in result.output
    assert row(data) == "kept"
    assert {path.name for path in tmp_path.iterdir()} == {"b.tar", "data"}


def test_a_link_in_a_backup_is_not_followed(data: Path, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        tar.add(data / folder.KEY, folder.KEY)
        link = tarfile.TarInfo(folder.DATABASE)
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)

    assert run("restore", "--replace", tmp_path / "b.tar").exit_code == 1
    assert row(data) == "kept"


def test_a_damaged_database_is_not_restored(data: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    damaged.write_bytes((data / folder.DATABASE).read_bytes()[:5000])
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        tar.add(damaged, folder.DATABASE)
        tar.add(data / folder.KEY, folder.KEY)

    assert run("restore", "--replace", tmp_path / "b.tar").exit_code == 1
    assert row(data) == "kept"


def test_restore_does_not_clear_a_folder_that_holds_other_things(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup", tmp_path / "b.tar")
    elsewhere = tmp_path / "photos"
    elsewhere.mkdir()
    (elsewhere / "holiday.jpg").write_text("mine")
    monkeypatch.setenv("OWNACCORD_DATA", str(elsewhere))

    assert run("restore", "--replace", tmp_path / "b.tar").exit_code == 1
    assert (elsewhere / "holiday.jpg").read_text() == "mine"
