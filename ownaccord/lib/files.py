"""The files that ship with the software, under an address that names what is in them, so that a browser asks once.

A page needs about twenty of them; asked about at each page, they cost a phone twenty ways to the server and back. An
address that changes with the files may be kept for good (RFC 8246, "HTTP Immutable Responses"). The files name each
other by where they lie beside each other, so the name is a folder of the address, and none of them is rewritten.
"""

import hashlib
import re
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest

_NAMED = re.compile(r"[0-9a-f]{16}/")
LASTING = "max-age=31536000, immutable"


class NamedFiles(StaticFilesStorage):
    """What `{% static %}` asks for addresses: a page asks for twenty, which stay the same as long as it runs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str | None, str] = {}

    def url(self, name: str | None) -> str:
        """The address of this file, with what is in all of them."""
        if name not in self._addresses:
            self._addresses[name] = super().url(f"{named()}/{name}")
        return self._addresses[name]


@cache
def named() -> str:
    """16 hexadecimal digits that say what is in all files together; other digits as soon as one of them changes."""
    whole = hashlib.sha256()
    for path, content in sorted(_every_file()):
        whole.update(hashlib.sha256(path.encode()).digest() + hashlib.sha256(content).digest())
    return whole.hexdigest()[:16]


def _every_file() -> list[tuple[str, bytes]]:
    found = [each for finder in get_finders() for each in finder.list(None)]
    return [(path, storage.open(path).read()) for path, storage in found]


def unname(request: HttpRequest) -> bool:
    """Take the name out of the address, so that the file is found where it lies; whether it may be kept for good.

    A page from before an upgrade gets the files of today, so that it never stands there undressed; they are not kept.
    """
    path = request.path_info.removeprefix(settings.STATIC_URL)
    name = _NAMED.match(path)
    if path == request.path_info or name is None:
        return False
    request.path_info = settings.STATIC_URL + path[name.end() :]
    return name[0] == f"{named()}/"
