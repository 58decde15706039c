"""What every test stands on: a thrown-away data folder (tests.settings), a loopback address, unhurried properties."""

import gc
from typing import Any

from django.template import Context, Template
from django.test import utils
from django.test.client import RequestFactory
from django.test.signals import template_rendered
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

# Requests leave little behind that only this finds, and as often as Python looks it takes a fifteenth of the run.
gc.set_threshold(50_000, 20, 100)

_environment = RequestFactory._base_environ


def _on_loopback(factory: RequestFactory, **given: Any) -> dict[str, Any]:
    # Django's test client asks for http://testserver, which to this house is an unencrypted address of somebody else.
    return _environment(factory, **{"HTTP_HOST": "localhost", **factory.defaults, **given})


RequestFactory._base_environ = _on_loopback  # type: ignore[method-assign]


def _tells_of_the_page(template: Template, context: Context) -> str:
    # Django's own tells of each of its parts too, some fifty to a page, every time with a copy of what stands there.
    if context.template is template:
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)


utils.instrumented_test_render = _tells_of_the_page
