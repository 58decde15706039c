"""The server: uvicorn run from code."""

import uvicorn


class Server(uvicorn.Server):
    """A uvicorn that ends cleanly."""


def run(port: int) -> None:
    """Serves http on this computer only, until a signal ends it."""
    config = uvicorn.Config(
        "ownaccord.web.asgi:application",
        host="127.0.0.1",
        port=port,
        lifespan="off",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_level="warning",
    )
    Server(config).run()
