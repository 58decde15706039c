"""The command line: `ownaccord serve` and what a host needs beside it."""

import os

import click


@click.group()
def main() -> None:
    """Own Accord: private software for adults who agree with each other."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ownaccord.web.settings")


@main.command()
@click.option("--port", default=8000, show_default=True, help="The port on this computer.")
def serve(port: int) -> None:
    """Serve Own Accord to the browsers of this computer."""
    from ownaccord.web import server

    click.echo(f"Own Accord is at http://localhost:{port}/   (Ctrl+C ends it)")
    server.run(port)


if __name__ == "__main__":
    main()
