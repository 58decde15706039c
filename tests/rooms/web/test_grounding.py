"""Grounding is there for everybody, as a page of its own."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_stranger_can_ground_without_signing_in() -> None:
    answer = Client().get("/grounding/")
    assert answer.status_code == 200
    assert answer.templates[0].name == "grounding.html"


def test_grounding_takes_nothing() -> None:
    assert Client().post("/grounding/").status_code == 405
