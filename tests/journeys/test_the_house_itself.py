"""The house as a process: it ends when told, speaks HTTPS to the network, and keeps its own policy."""

import hashlib
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.chromium import flags
from tests.journeys.conftest import PHONE, OpenProfile
from tests.journeys.server import House

# A second address of this computer, on every Linux.
SECOND = "127.0.0.2"


@pytest.fixture
def forked() -> bool:
    return False


@pytest.fixture
def house_on_the_network(tmp_path: Path) -> Iterator[House]:
    here = House(tmp_path, "--lan", "--address", SECOND)
    try:
        here.start()
    except AssertionError as error:
        if "be used" in str(error):
            pytest.skip("This platform has no second loopback address: HTTPS on the network was NOT tried.")
        raise
    yield here
    here.stop()


def test_it_ends_within_seconds_of_being_told_and_leaves_nothing_half_written(house: House) -> None:
    assert house.stop() == 0

    assert not list(house.data.glob("*-journal"))


def test_a_house_that_is_forked_makes_and_says_what_the_command_does(house: House, tmp_path: Path) -> None:
    other = House(tmp_path / "other", forked=True)
    other.start()

    assert [each.stop() for each in (house, other)] == [0, 0]
    assert traces(other) == traces(house)
    assert (other.data / "server.key").read_bytes() != (house.data / "server.key").read_bytes()


def traces(house: House) -> tuple[list[str], str]:
    """The files that it left, and what it said, whatever its address and its folder."""
    said = house.output.read_text().replace(house.url, "here").replace(str(house.data), "there")
    return sorted(path.name for path in house.data.iterdir()), said


def test_it_keeps_its_data_private_and_says_no_address_of_a_page(house: House) -> None:
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{house.url}/canary-of-a-path/?q=canary")

    assert "canary" not in house.output.read_text()
    assert (house.data.stat().st_mode & 0o777, (house.data / "server.key").stat().st_mode & 0o777) == (0o700, 0o600)


def test_the_first_page_breaks_no_policy_and_asks_nobody_else(profile: OpenProfile, house: House) -> None:
    page = profile("ash").new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/", wait_until="networkidle")

    assert said == []
    assert len(asked) > 1
    assert [url for url in asked if not url.startswith(house.url + "/")] == []


def test_a_second_house_on_the_same_data_is_refused(house: House, tmp_path: Path) -> None:
    second = House(tmp_path)

    with pytest.raises(AssertionError, match="already runs"):
        second.start()


def test_the_network_gets_https_with_the_certificate_that_was_printed(house_on_the_network: House) -> None:
    here = house_on_the_network
    certificate = ssl.get_server_certificate((SECOND, here.port))
    printed = here.output.read_text()

    assert certificate == (here.data / "lan.crt").read_text()
    assert f"https://{SECOND}:{here.port}/" in printed
    assert fingerprint(certificate) in printed


def fingerprint(certificate: str) -> str:
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate)).hexdigest().upper()
    return ":".join(digest[at : at + 2] for at in range(0, 64, 2))


def test_a_phone_on_the_network_opens_the_first_page_by_https(
    driver: Playwright, chromium: str, house_on_the_network: House, tmp_path: Path
) -> None:
    context = driver.chromium.launch_persistent_context(
        tmp_path / "phone", executable_path=chromium, args=flags(), viewport=PHONE, ignore_https_errors=True
    )
    page = context.new_page()
    answer = page.goto(f"https://{SECOND}:{house_on_the_network.port}/")

    assert answer is not None and answer.status == 200
    assert page.evaluate("window.isSecureContext")
    cookies = {cookie["name"]: (cookie["secure"], cookie["sameSite"]) for cookie in context.cookies()}
    assert cookies["__Host-csrftoken"] == (True, "Strict")
    assert [name for name in cookies if not name.startswith("__Host-")] == []
    context.close()


def test_a_form_of_our_own_passes_the_check_where_it_came_from(profile: OpenProfile) -> None:
    page = profile("ash").new_page()
    page.goto("/")
    page.evaluate("document.querySelector('form[action=\"/exit/\"]').submit()")

    # What is refused stays at /exit/. The answer itself is not asked for: of a form that leads on it may never be told.
    page.wait_for_url("**/blank/")
