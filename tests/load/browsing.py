"""A browser as far as it matters here: it keeps its cookies, and its forms have a token that fits."""

import http.cookies
from dataclasses import dataclass

from bench.served import Visitor
from tests.load.wire import TOKEN, Answer, ask, request


@dataclass
class Browser(Visitor):
    """One person's browser."""

    def posts(self, path: str, **form: str) -> int:
        """Send a form; the status."""
        self.cookies["csrftoken"] = TOKEN
        return self.asks(path, {**form, "csrfmiddlewaretoken": TOKEN})[0]

    def gets(self, path: str) -> int:
        """Open a page; the status."""
        return self.asks(path)[0]

    def sends(self, path: str, **form: object) -> Answer:
        """Send a form on a connection of its own, with the time that the whole answer took."""
        return self._asks(request(path, self.cookies, form, self.port))

    def opens(self, path: str) -> Answer:
        """Open a page in the same way."""
        return self._asks(request(path, self.cookies, None, self.port))

    def _asks(self, sent: bytes) -> Answer:
        answer = ask(self.port, sent)
        for line in answer.all("set-cookie"):
            for name, morsel in http.cookies.SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer
