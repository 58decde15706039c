"""A browser as far as it matters here: it keeps its cookies, and its forms have a token that fits."""

from dataclasses import dataclass

from bench.served import Visitor
from tests.load.wire import TOKEN


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
