"""A mail server on this computer, and what it got: real words on a real socket, and a mood of its own."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default

from ownaccord.lib.mail import MailServer


class Post(socketserver.ThreadingTCPServer):
    """Takes every mail; `mood`: the step at which it refuses ("mail", "rcpt", "data", "end"), "waits" or "hangs up"."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, mood: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.mood, self.got, self.said = mood, list[tuple[str, Message]](), list[str]()

    @property
    def server(self) -> MailServer:
        """How it is reached."""
        return MailServer("127.0.0.1", self.server_address[1], "Notes <notes@example.org>", "none")


class _Talk(socketserver.StreamRequestHandler):
    server: Post

    def handle(self) -> None:
        self.say("220 here")
        to = ""
        while line := self.rfile.readline().decode().strip():
            self.server.said.append(line)
            step = line.split(" ")[0].split(":")[0].lower()
            if step == self.server.mood:
                self.say("451 not now")
            elif step == "rcpt":
                to = line.partition("<")[2].rstrip(">")
                self.say("250 yes")
            elif step == "data" and self.server.mood == "waits":
                self.rfile.read(1)
                return
            elif step == "data":
                self.say("354 go on")
                if not self.takes(to):
                    return
            elif step == "quit":
                return
            else:
                self.say("250 yes")

    def takes(self, to: str) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        if self.server.mood == "hangs up":
            self.server.got.append((to, message_from_bytes(b"".join(lines), policy=default)))
            return False
        if self.server.mood == "end":
            self.say("451 not now")
            return True
        self.server.got.append((to, message_from_bytes(b"".join(lines), policy=default)))
        self.say("250 taken")
        return True

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def post(mood: str = "") -> Iterator[Post]:
    """A mail server for as long."""
    with Post(mood) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
