"""The data folder: where it is, who can read it, what is in it, and that looking makes nothing."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ownaccord.lib import ballast, folder


def test_own_accord_data_names_the_folder(tmp_path: Path) -> None:
    assert folder.data_folder({"OWNACCORD_DATA": str(tmp_path)}) == tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="the Linux place")
def test_without_it_the_platform_says_where(tmp_path: Path) -> None:
    assert folder.data_folder({"XDG_DATA_HOME": str(tmp_path)}) == tmp_path / "ownaccord"


def test_only_the_owner_can_enter_the_folder_and_read_the_key(tmp_path: Path) -> None:
    folder.make(tmp_path / "data")

    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / folder.KEY).stat().st_mode) == 0o600
    assert len(folder.server_key(tmp_path / "data")) == 32


def test_making_it_again_keeps_the_key(tmp_path: Path) -> None:
    folder.make(tmp_path / "data")
    first = folder.server_key(tmp_path / "data")
    folder.make(tmp_path / "data")

    assert folder.server_key(tmp_path / "data") == first


def test_reading_the_settings_makes_no_file(tmp_path: Path) -> None:
    script = "import django; from django.conf import settings; django.setup(); settings.SECRET_KEY"
    environment = {"OWNACCORD_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "ownaccord.web.settings"}
    root = Path(__file__).resolve().parents[3]
    subprocess.run([sys.executable, "-c", script], env={**environment, "PATH": "/usr/bin:/bin"}, cwd=root, check=True)

    assert list(tmp_path.iterdir()) == []


def test_one_process_holds_a_folder_at_a_time(tmp_path: Path) -> None:
    first = folder.hold(tmp_path)
    assert first is not None
    assert folder.hold(tmp_path) is None

    first.close()
    again = folder.hold(tmp_path)
    assert again is not None
    again.close()


def test_the_ballast_is_four_megabytes_and_can_be_given_up_once(tmp_path: Path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.DATA_FOLDER = tmp_path
    assert ballast.lay(tmp_path)
    assert (tmp_path / folder.BALLAST).stat().st_blocks * 512 >= 4 * 1024 * 1024

    assert ballast.release()
    assert not ballast.release()
    assert list(tmp_path.iterdir()) == []
