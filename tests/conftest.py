"""What every test stands on: a thrown-away data folder (tests.settings), a loopback address, unhurried properties."""

from typing import Any

from django.test.client import RequestFactory
from hypothesis import settings

from tests.databases import (
    on_postgresql,
    postgresql,
    pytest_generate_tests,
    pytest_report_teststatus,
    pytest_sessionstart,
    stands_on,
)
from tests.order import pytest_collection_modifyitems

__all__ = [
    "on_postgresql",
    "postgresql",
    "pytest_collection_modifyitems",
    "pytest_generate_tests",
    "pytest_report_teststatus",
    "pytest_sessionstart",
    "stands_on",
]

# The machines that run this are shared and slow at times: a property fails for what it says, not for how long it took.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

_environment = RequestFactory._base_environ


def _on_loopback(factory: RequestFactory, **given: Any) -> dict[str, Any]:
    # Django's test client asks for http://testserver, which to this house is an unencrypted address of somebody else.
    return _environment(factory, **{"HTTP_HOST": "localhost", **factory.defaults, **given})


RequestFactory._base_environ = _on_loopback  # type: ignore[method-assign]
