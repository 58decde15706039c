"""Grounding is there for everybody, as a page of its own and as a part of every other page."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

MOMENTS = ["Before something begins", "In the middle of it", "Afterwards"]
PART = re.compile(r'<section class="grounding-part".*?</section>', re.DOTALL)


def parts(path: str) -> list[str]:
    """What a stranger finds of it on this page."""
    answer = Client().get(path)
    assert answer.status_code == 200
    return PART.findall(answer.content.decode())


def test_a_stranger_can_ground_without_signing_in() -> None:
    answer = Client().get("/grounding/")
    assert answer.status_code == 200
    assert answer.templates[0].name == "grounding.html"


def test_grounding_takes_nothing() -> None:
    assert Client().post("/grounding/").status_code == 405


def test_the_same_exercises_stand_on_its_page_and_folded_on_every_other() -> None:
    own, elsewhere = parts("/grounding/"), parts("/help/")
    assert [each.replace("panel-", "") for each in elsewhere] == own
    assert re.findall(r"<details[^>]*><summary>([^<]+)</summary>", own[-1]) == MOMENTS
    assert "<details open" not in own[-1]


def test_an_exercise_is_words_alone_and_needs_nothing_from_anywhere() -> None:
    wanting = re.compile(r"<(?:a|img|audio|video|script|form|input|button|svg|use)\b|\b(?:href|src|data-\w+)=")
    assert [wanting.findall(part) for part in parts("/help/")[1:]] == [[], []]


def test_whoever_comes_to_its_page_is_shown_who_can_help() -> None:
    page = Client().get("/grounding/").content.decode()
    assert re.search(r'<main.*href="/help/people/".*</main>', page, re.DOTALL)
