"""Which cookies are read beside Django: those that the pages would read, under the names and ways of this house."""

import pytest
from pytest_django import Settings

from ownaccord.web import live


@pytest.mark.parametrize(
    ("host", "scheme", "read"),
    [
        ("localhost:8000", "http", True), ("127.0.0.1", "http", True), ("[::1]:8000", "http", True),
        ("10.0.0.7:8000", "http", False), ("10.0.0.7:8000", "https", True), ("notes.example.org", "https", True),
        ("notes.example.org", "http", False), ("evil.example", "https", False), ("", "https", False),
        ("localhost.evil.example", "http", False),
    ],
)  # fmt: skip
def test_cookies_are_read_encrypted_or_on_this_computer_and_under_our_own_names(
    settings: Settings, host: str, scheme: str, read: bool
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "10.0.0.7", "notes.example.org"]
    headers = [(b"host", host.encode()), (b"cookie", b"a=1; b=2"), (b"cookie", b"c=3")]
    found = live._cookies({"scheme": scheme, "headers": headers})  # type: ignore[typeddict-item]

    assert found == ({"a": "1", "b": "2", "c": "3"} if read else {})
