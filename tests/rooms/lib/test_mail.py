"""One mail by a real conversation: words and nothing of this house; and what certainly did not go."""

import pytest

from ownaccord.lib.mail import BadMail, MailServer, NotTaken, chosen, send
from tests.rooms.care.mailbox import post

WORDS = "Dein Zettel ist fällig."
HOST = {"OWNACCORD_MAIL_HOST": "mail.example.org", "OWNACCORD_MAIL_FROM": "notes@example.org"}


def test_a_mail_is_its_words_and_names_neither_this_computer_nor_this_software() -> None:
    with post() as server:
        send(server.server, "ash@example.org", WORDS)

    ((to, mail),) = server.got
    assert (to, mail["To"], mail["From"]) == ("ash@example.org", "ash@example.org", "Notes <notes@example.org>")
    assert (mail["Subject"], mail.get_content().strip()) == (WORDS, WORDS)
    assert sorted(mail.keys()) == [
        "Auto-Submitted", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "MIME-Version", "Message-ID",
        "Subject", "To",
    ]  # fmt: skip
    assert mail["Message-ID"].endswith("@example.org>")
    assert server.said[0] == "ehlo example.org"


@pytest.mark.parametrize("mood", ["mail", "rcpt", "data", "end"])
def test_what_a_server_refuses_did_certainly_not_go(mood: str) -> None:
    with post(mood) as server, pytest.raises(NotTaken) as refused:
        send(server.server, "ash@example.org", WORDS)
    assert (server.got, refused.value.__cause__, str(refused.value)) == ([], None, "")


def test_a_server_that_is_not_there_took_nothing() -> None:
    with post() as server:
        gone = server.server
    with pytest.raises(NotTaken):
        send(gone, "ash@example.org", WORDS)


def test_an_address_that_cannot_be_said_took_nothing() -> None:
    with post() as server, pytest.raises(NotTaken):
        send(server.server, "äsh@example.org", WORDS)


def test_what_a_server_may_have_taken_counts_as_sent() -> None:
    with post("hangs up") as server:
        send(server.server, "ash@example.org", WORDS)
    assert len(server.got) == 1


def test_without_a_host_there_is_no_mail_server() -> None:
    assert chosen({}) is None
    assert chosen({"OWNACCORD_MAIL_FROM": "notes@example.org"}) is None


def test_a_mail_server_is_as_the_settings_say() -> None:
    assert chosen(HOST) == MailServer("mail.example.org", 587, "notes@example.org", "starttls")
    more = {"OWNACCORD_MAIL_TLS": "tls", "OWNACCORD_MAIL_NAME": "me", "OWNACCORD_MAIL_PASSWORD_FILE": "/x"}
    assert chosen({**HOST, **more}) == MailServer("mail.example.org", 465, "notes@example.org", "tls", "me", "/x")
    assert "me" not in repr(chosen({**HOST, **more})).replace("mail.example", "").split()
    here = {"OWNACCORD_MAIL_HOST": "localhost", "OWNACCORD_MAIL_TLS": "none", "OWNACCORD_MAIL_PORT": "2525"}
    assert chosen({**HOST, **here}) == MailServer("localhost", 2525, "notes@example.org", "none")


@pytest.mark.parametrize(
    "wrong",
    [{"OWNACCORD_MAIL_TLS": "none"}, {"OWNACCORD_MAIL_TLS": "maybe"}, {"OWNACCORD_MAIL_PORT": "0"},
     {"OWNACCORD_MAIL_PORT": "9" * 400}, {"OWNACCORD_MAIL_FROM": "nobody"}, {"OWNACCORD_MAIL_FROM": "a@b\nBcc: c@d"}],
)  # fmt: skip
def test_settings_that_cannot_be_used_are_said_without_what_stood_in_them(wrong: dict[str, str]) -> None:
    with pytest.raises(BadMail) as error:
        chosen({**HOST, **wrong})
    assert str(error.value).startswith("OWNACCORD_MAIL_") and "nobody" not in str(error.value)
