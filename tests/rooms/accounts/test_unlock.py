"""The page that opens a locked sign-in again."""

from tests.people import Cast


def test_the_passphrase_on_the_same_device_unlocks(cast: Cast) -> None:
    cast.bo.lock()
    assert not cast.bo.unlocked

    assert cast.bo.unlock() == "/"

    assert cast.bo.unlocked
