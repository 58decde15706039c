"""The mail server that whoever runs this computer named, and sending one mail by it: words, and nothing of this house.

It answers to one question only: was the mail certainly not taken? Whatever else happens, it counts as sent.
"""

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from pathlib import Path

PATIENCE = 15.0
PORTS = {"starttls": 587, "tls": 465, "none": 25}
HERE = {"localhost", "127.0.0.1", "::1"}
REFUSED = (OSError, smtplib.SMTPException)


class BadMail(Exception):
    """The settings of the mail server cannot be used; the words say what to do, and nothing that stood in them."""


class NotTaken(Exception):
    """The mail server did not take this mail: it can be tried again without anybody getting it twice."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail goes from here, and as whose. The password stays in its file until it is needed."""

    host: str
    port: int
    sender: str
    tls: str
    name: str = field(default="", repr=False)
    password_file: str = field(default="", repr=False)

    @property
    def domain(self) -> str:
        """The domain of the sender: all that the mail says about where it comes from."""
        return parseaddr(self.sender)[1].rpartition("@")[2]


def chosen(environ: Mapping[str, str]) -> MailServer | None:
    """Return the mail server that the settings name; None without one, BadMail when they cannot be used."""
    host = environ.get("OWNACCORD_MAIL_HOST", "").strip()
    if not host:
        return None
    tls = environ.get("OWNACCORD_MAIL_TLS", "").strip() or "starttls"
    port = environ.get("OWNACCORD_MAIL_PORT", "").strip() or str(PORTS.get(tls, 0))
    sender = environ.get("OWNACCORD_MAIL_FROM", "").strip()
    name = environ.get("OWNACCORD_MAIL_NAME", "").strip()
    if tls not in PORTS or (tls == "none" and host not in HERE):
        raise BadMail("OWNACCORD_MAIL_TLS is starttls or tls; none only for a mail server on this computer.")
    if not (len(port) <= 5 and port.isdecimal() and 0 < int(port) < 65536):
        raise BadMail("OWNACCORD_MAIL_PORT is a number from 1 to 65535.")
    if not all(parseaddr(sender)[1].rpartition("@")[::2]) or not sender.isprintable():
        raise BadMail("OWNACCORD_MAIL_FROM is the address that mail comes from, such as notes@example.org.")
    return MailServer(host, int(port), sender, tls, name, environ.get("OWNACCORD_MAIL_PASSWORD_FILE", ""))


def send(server: MailServer, to: str, words: str) -> None:
    """Send these words to this address; NotTaken when they certainly did not go."""
    mail = _mail(server, to, words)
    try:
        client = _connected(server)
    except (*REFUSED, ValueError):
        raise NotTaken from None
    try:
        _handed_over(client, parseaddr(server.sender)[1], to, mail)
    finally:
        client.close()


def _mail(server: MailServer, to: str, words: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = server.sender, to, words
    mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain=server.domain)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(words, cte="quoted-printable")
    return mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))


def _connected(server: MailServer) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    # The name of this computer would stand in every mail: the server is told the sender's domain instead.
    if server.tls == "tls":
        client: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=server.domain, timeout=PATIENCE, context=trusted
        )
    else:
        client = smtplib.SMTP(server.host, server.port, local_hostname=server.domain, timeout=PATIENCE)
    try:
        client.ehlo_or_helo_if_needed()
        if server.tls == "starttls":
            client.starttls(context=trusted)
            client.ehlo_or_helo_if_needed()
        if server.name:
            client.login(server.name, _password(server))
    except BaseException:
        client.close()
        raise
    return client


def _password(server: MailServer) -> str:
    return Path(server.password_file).read_text(encoding="utf-8").partition("\n")[0].strip()


def _handed_over(client: smtplib.SMTP, sender: str, to: str, mail: bytes) -> None:
    try:
        for code, _answer in (client.mail(sender), client.rcpt(to)):
            if code not in (250, 251):
                raise NotTaken
    except (*REFUSED, ValueError):
        raise NotTaken from None
    try:
        code, _answer = client.data(mail)
    except smtplib.SMTPDataError:
        raise NotTaken from None
    except REFUSED:
        # The server may have it: whoever waits for it gets it once or not at all, and never twice.
        return
    if code != 250:
        raise NotTaken
