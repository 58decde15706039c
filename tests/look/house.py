"""A small server that shows the gallery exactly as the house would: same policy, same static files, nothing else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from csp.utils import build_policy
from django.http import HttpRequest

from ownaccord.lib import files

WEB = Path(__file__).parents[2] / "ownaccord" / "web"


class Gallery:
    """Pages by address; `posts` holds every (address, body) that was sent."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages = pages
        self.posts: list[tuple[str, str]] = []
        self.url = ""


@contextmanager
def served(gallery: Gallery) -> Iterator[Gallery]:
    """Serves the gallery on a free local port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(gallery))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    gallery.url = f"http://127.0.0.1:{server.server_port}"
    yield gallery
    server.shutdown()
    server.server_close()
    thread.join()


def handler_for(gallery: Gallery) -> type[SimpleHTTPRequestHandler]:
    """The handler that knows this gallery."""

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, directory=str(WEB), **kwargs)  # type: ignore[arg-type]

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", build_policy())
            super().end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            page = gallery.pages.get(self.path)
            asked = HttpRequest()
            asked.path_info = self.path
            files.unname(asked)
            self.path = asked.path_info
            return super().do_GET() if page is None else self.answer(page)

        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            gallery.posts.append((self.path, self.rfile.read(size).decode()))
            self.answer("<!doctype html><title>Notes</title><p>sent</p>")

        def answer(self, page: str) -> None:
            body = page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler
