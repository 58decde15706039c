"""A browser as far as it matters here: cookies, a token for forms, and what it saw of an answer."""

import http.client
import http.cookies
import re
import urllib.parse
from dataclasses import dataclass, field

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TOKEN = "csrftoken"
Fields = dict[str, str | list[str]]


class NoAnswer(Exception):
    """The server was gone before anybody could see an answer: nobody knows what became of it."""


@dataclass(frozen=True)
class Answer:
    """What the browser saw."""

    status: int
    to: str
    page: str

    @property
    def said(self) -> str:
        """The short code in the address that it leads to."""
        return self.to.partition("said=")[2]

    @property
    def words(self) -> str:
        """The page's words in one line, without marks."""
        main = re.search(r"<main.*?</main>", self.page, re.S)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main[0] if main else self.page)).strip()


@dataclass
class Visitor:
    """One browser; a request is a connection of its own."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    timeout: float = 60

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Fields | None = None) -> Answer:
        """Send a form, with the token of a page that was open."""
        if TOKEN not in self.cookies:
            self.get("/grounding/")
        return self._ask("POST", path, {"csrfmiddlewaretoken": self.cookies[TOKEN], **(fields or {})})

    def _ask(self, method: str, path: str, fields: Fields | None) -> Answer:
        link = http.client.HTTPConnection("localhost", self.port, timeout=self.timeout)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = urllib.parse.urlencode(fields, doseq=True) if fields is not None else None
        try:
            link.request(method, path, body, headers | (FORM if body is not None else {}))
            answer = link.getresponse()
            self._keep(answer)
            return Answer(answer.status, answer.getheader("Location", ""), answer.read().decode())
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(f"{method} {path}: {type(error).__name__}") from error
        finally:
            link.close()

    def _keep(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.msg.get_all("Set-Cookie") or []:
            for name, morsel in http.cookies.SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
