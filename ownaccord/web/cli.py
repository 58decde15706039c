"""The command line: `ownaccord serve` and what a host needs beside it."""

import os
from pathlib import Path

import click

from ownaccord.lib import ballast, folder


def data_folder() -> Path:
    """The data folder of this process."""
    return folder.data_folder(os.environ)


def prepare() -> None:
    """Data folder, server key and tables are as this version wants them; Django is ready."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ownaccord.web.settings")
    # Before Django reads its settings: they take the server key from the folder.
    folder.make(data_folder())
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Own Accord: private software for adults in a relationship, on a computer of your own."""


@main.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--lan", is_flag=True, help="Also for other devices of this network, by HTTPS.")
@click.option("--address", "named", multiple=True, help="With --lan: an address of this computer, if it is not found.")
def serve(port: int, lan: bool, named: tuple[str, ...]) -> None:
    """Serve Own Accord at http://localhost:8000/ until Ctrl+C."""
    from ownaccord.web import server, welcome

    data = data_folder()
    folder.make(data)
    held = folder.hold(data)
    if held is None:
        raise click.ClickException(f"Own Accord already runs with {data}.")
    doors = [server.Door("127.0.0.1", port), *(welcome.lan_doors(data, port, named) if lan else ())]
    prepare()
    if not ballast.lay(data):
        click.echo("The disk is nearly full. Own Accord still runs; make some room soon.")
    click.echo(f"Own Accord is at http://localhost:{port}/\nIts data is in {data}\nCtrl+C ends it.")
    try:
        server.run(doors)
    except OSError as error:
        raise click.ClickException(
            f"Port {port} cannot be used ({error.strerror}). Try another: --port 8001"
        ) from error
    finally:
        held.close()


@main.command()
def migrate() -> None:
    """Bring the data folder up to this version. `serve` does this by itself."""
    prepare()
    click.echo(f"{data_folder()} is ready.")


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
def backup(path: Path) -> None:
    """Write everything that is stored to the new file PATH. Also works while Own Accord runs."""
    from ownaccord.web import backup as copies

    data = data_folder()
    if not (data / folder.DATABASE).exists():
        raise click.ClickException(f"There is nothing to back up in {data}.")
    try:
        copies.write(data, path)
    except FileExistsError as error:
        raise click.ClickException(f"{path} exists already. Nothing was replaced; choose another name.") from error
    click.echo(f"Written to {path}. What is private in it stays sealed; keep it where you would keep a diary.")


@main.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Move what is there aside first; nothing is deleted.")
def restore(path: Path, replace: bool) -> None:
    """Put the backup PATH in place of an empty data folder."""
    from ownaccord.web import welcome

    welcome.restore(path, data_folder(), replace)


if __name__ == "__main__":
    main()
