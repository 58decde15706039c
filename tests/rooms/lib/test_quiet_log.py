"""Logs say that and where, never what."""

import logging

from django.test import RequestFactory

from ownaccord.lib.folder import data_folder
from ownaccord.lib.quiet_log import QuietFormatter

CANARY = "canary-in-a-log"


def line(name: str, message: str, **extra: object) -> str:
    record = logging.LogRecord(name, logging.ERROR, "x", 1, message, (), None)
    record.__dict__.update(extra)
    return QuietFormatter().format(record)


def test_a_failed_request_is_method_status_error_and_place() -> None:
    try:
        data_folder(None)  # type: ignore[arg-type]
    except AttributeError as error:
        trail = (type(error), error, error.__traceback__)
    request = RequestFactory().post(f"/s/{CANARY}/?q={CANARY}", {"text": CANARY})

    text = line("django.request", f"Internal Server Error: /{CANARY}", request=request, status_code=500, exc_info=trail)

    words = text.split()[2:]
    assert words[:4] == ["ERROR", "POST", "500", "AttributeError"]
    assert [word.partition(":")[0] for word in words[4:]] == ["ownaccord/lib/folder.py"]
    assert CANARY not in text


def test_words_of_other_libraries_are_left_out() -> None:
    assert line("uvicorn.error", CANARY).split()[2:] == ["ERROR"]


def test_our_own_words_are_kept() -> None:
    assert line("ownaccord", "A bell was lost").split()[2:] == ["ERROR", "A", "bell", "was", "lost"]
