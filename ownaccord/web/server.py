"""The server: uvicorn, run from code, on loopback and (with `--lan`) by HTTPS on the addresses of this computer."""

import asyncio
import ctypes
import gc
import os
import signal
import socket
import sys
import warnings
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn

from ownaccord.web.patience import Patient

SIGNALS = (signal.SIGINT, signal.SIGTERM)
GRACE = 5
PR_SET_DUMPABLE = 4
MOST_OPEN = 65536
# For how long a thread may keep the interpreter when another one wants it (seconds; Python's own choice is ten times as
# much): a pause asks for it some twenty times, and each time whoever draws a page for somebody else may have it.
BRIEFLY = 0.0005
# How many more objects there have to be, and how often that has to happen, before Python looks for garbage among the
# young, the older and all: fourteen times its own choice for the last. With thousands of streams open, a look at
# everything takes a tenth of a second, in which nobody's red arrives.
SELDOM = (2_000, 10, 50)


@dataclass(frozen=True, slots=True)
class Door:
    """One address to listen on; with a certificate it speaks HTTPS, without one http."""

    address: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    def open(self) -> socket.socket:
        """A listening socket; raises OSError when the address or the port is taken."""
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        return socket.create_server((self.address, self.port), family=family, backlog=256)


class Server(uvicorn.Server):
    """A uvicorn that leaves signals to whoever runs several, and ends within seconds of being told."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ends this server; pages that are being answered are finished first."""
        self.should_exit = True


def run(doors: list[Door]) -> None:
    """Serves at every door until SIGINT or SIGTERM; raises OSError when a door cannot be opened."""
    no_core_dumps()
    many_connections()
    if not sys.warnoptions:
        # Warnings speak to developers, and may quote what somebody sent.
        warnings.simplefilter("ignore")
    sys.setswitchinterval(BRIEFLY)
    look_for_garbage_seldom()
    with ExitStack() as opened:
        sockets = [opened.enter_context(door.open()) for door in doors]
        with suppress(KeyboardInterrupt):
            asyncio.run(serve([Server(config(door)) for door in doors], sockets))


async def serve(servers: list[Server], sockets: list[socket.socket]) -> None:
    """Runs the servers side by side; a signal ends them all."""

    from ownaccord.web import live, posting, sweeping  # need Django to be ready, which importing this module does not

    loop = asyncio.get_running_loop()

    def end(sig: int, frame: FrameType | None) -> None:
        for server in servers:
            server.handle_exit(sig, frame)
        # Streams never end by themselves, and a server ends only when its answers have.
        loop.call_soon_threadsafe(live.close)

    for number in SIGNALS:
        signal.signal(number, end)

    beside = [asyncio.create_task(sweeping.forever()), asyncio.create_task(posting.forever())]
    # Not Server.serve, which would take the signals for one server alone.
    await asyncio.gather(*(one._serve([listener]) for one, listener in zip(servers, sockets, strict=True)))
    for task in beside:
        task.cancel()


def config(door: Door) -> uvicorn.Config:
    """How uvicorn serves one door: no access log, no name of its own; a proxy is believed only if asked for."""
    return uvicorn.Config(
        "ownaccord.web.asgi:application",
        lifespan="off",
        http=Patient,
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=bool(os.environ.get("OWNACCORD_BEHIND_PROXY")),
        forwarded_allow_ips="127.0.0.1",
        timeout_graceful_shutdown=GRACE,
        ssl_certfile=door.certificate,
        ssl_keyfile=door.key,
    )


def look_for_garbage_seldom() -> None:
    """What is loaded by now stays for as long as we live: it is never looked at again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def many_connections() -> None:
    """As many connections as the system lets us have: whoever holds many open leaves some for a pause."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = MOST_OPEN if hard == resource.RLIM_INFINITY else min(hard, MOST_OPEN)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def no_core_dumps() -> None:
    """A crash writes no memory, and so no keys, to the disk (where the platform knows how to say so).

    The limit alone is not heard where dumps are piped to a program (core(5), "Piping core dumps to a program"); what
    cannot be dumped is never handed to one, and no other program of the same account may read its memory either.
    """
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0)
