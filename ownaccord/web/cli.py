"""The command line: `ownaccord serve` and what a host needs beside it."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TextIO

import click
from django.db import DatabaseError

from ownaccord.lib import ballast, database, folder, mail


def data_folder() -> Path:
    """The data folder of this process."""
    return folder.data_folder(os.environ)


def prepare() -> None:
    """Data folder, server key and tables are as this version wants them; Django is ready."""
    data = data_folder()
    fresh = not (data / folder.KEY).exists()
    connect()
    from django.core.management import call_command

    try:
        with database.changing():
            call_command("migrate", interactive=False, verbosity=0)
    except database.AWAY:
        raise click.ClickException(
            f"What is stored in {data} cannot be read or brought up to this version just now. Look whether its disk has"
            " room and can be written, and whether another program uses it. Nothing was lost."
        ) from None
    _belongs(data, fresh)


def connect() -> None:
    """Django is ready and the database answers; says kindly what to do where not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ownaccord.web.settings")
    # Before Django reads its settings: they take the server key from the folder.
    make_folder(data_folder())
    import django

    try:
        elsewhere()
        django.setup()
        database.reach()
    except (database.BadAddress, database.Unreachable, mail.BadMail) as error:
        raise click.ClickException(str(error)) from None


def make_folder(data: Path) -> None:
    """The data folder is there; says kindly where it cannot be made."""
    try:
        folder.make(data)
    except OSError as error:
        raise click.ClickException(f"{data} cannot be made or written ({error.strerror}).") from None


def _held(data: Path) -> BinaryIO | None:
    try:
        return folder.hold(data)
    except OSError as error:
        raise click.ClickException(f"{data} cannot be written ({error.strerror}). Nothing was changed.") from None


def elsewhere() -> bool:
    """Whether what is stored lies in a PostgreSQL database; says kindly what to do with an address that is none."""
    try:
        return bool(database.chosen(os.environ, data_folder())["ENGINE"] == database.POSTGRESQL_ENGINE)
    except database.BadAddress as error:
        raise click.ClickException(str(error)) from None


def _belongs(data: Path, fresh: bool) -> None:
    """With another server key nobody's name would be found: a new one never comes to people who are there already."""
    from ownaccord.accounts import first_start

    if fresh and not first_start.is_open():
        (data / folder.KEY).unlink()
        raise click.ClickException(
            f"This database has people in it, but {data} holds no server.key. Put the one that belongs to it there."
        )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Own Accord: private software for adults in a relationship, on a computer of your own."""


@main.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--lan", is_flag=True, help="Also for other devices of this network, by HTTPS.")
@click.option("--address", "named", multiple=True, help="With --lan: an address of this computer, if it is not found.")
def serve(port: int, lan: bool, named: tuple[str, ...]) -> None:
    """Serve Own Accord at http://localhost:8000/ until Ctrl+C."""
    run(port, lan, named)


def run(port: int, lan: bool = False, named: tuple[str, ...] = (), *, first: Callable[[], None] = lambda: None) -> None:
    """Prepare the data folder, call `first`, and serve until Ctrl+C."""
    from ownaccord.web import server, welcome

    data = data_folder()
    many = elsewhere()
    make_folder(data)
    held = None if many else _held(data)
    if held is None and not many:
        raise click.ClickException(f"Own Accord already runs with {data}.")
    doors = [server.Door("127.0.0.1", port), *(welcome.lan_doors(data, port, named) if lan else ())]
    prepare()
    with database.serving() as granted:
        if not granted:
            raise click.ClickException("A backup is being restored into this database. Try again when that is done.")
        _tell_changed_cards()
        _note_cards()
        first()
        if lan:
            welcome.first_words()
        if not many and not ballast.lay(data):
            click.echo("The disk is nearly full. Own Accord still runs; make some room soon.")
        click.echo(f"Own Accord is at http://localhost:{port}/\n{where(data)}\nCtrl+C ends it.")
        try:
            server.run(doors)
        except OSError as error:
            raise click.ClickException(
                f"Port {port} cannot be used ({error.strerror}). Try another: --port 8001"
            ) from error
    if held is not None:
        held.close()


def where(data: Path) -> str:
    """Where the data is, in words; never an address with a password in it."""
    if elsewhere():
        return f"Its data is in the PostgreSQL database that DATABASE_URL names, its key in {data}"
    return f"Its data is in {data}"


@main.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
def demo(port: int) -> None:
    """Serve a demonstration with two invented people, in a data folder of its own."""
    os.environ["OWNACCORD_DATA"] = str(demo_folder())
    os.environ["OWNACCORD_DEMO"] = "1"
    # Invented people are never put among real ones.
    for name in ("DATABASE_URL", "DATABASE_URL_FILE"):
        os.environ.pop(name, None)
    run(port, first=_introduce)


def demo_folder() -> Path:
    """Where the demonstration keeps its data: beside the real folder, never in it."""
    real = data_folder()
    return real.with_name(f"{real.name}-demo")


def _introduce() -> None:
    from ownaccord.lib import clock
    from ownaccord.web import demo as scene

    click.echo("This is a demonstration. Everybody in it is invented.")
    click.echo(scene.people(data_folder(), clock.now()))


@main.command()
def check() -> None:
    """Walk through everything that is stored, without keys, and say where its structure is broken."""
    prepare()
    from ownaccord.consent import check as chains

    _tell_changed_cards()
    found = list(chains.broken())
    for line in found:
        click.echo(line)
    if found:
        raise click.ClickException("Something stored is damaged. Nothing there is in force; its people can start anew.")
    click.echo(f"Everything that can be checked without keys is whole. Records: {chains.count()}.")


def _tell_changed_cards() -> None:
    """Say which cards changed meaning since they were last served, before anything is served with them."""
    from ownaccord.consent import served

    for line in served.notice():
        click.echo(line)


def _note_cards() -> None:
    """Remember the cards as served; where nothing can be written it still serves, so that people read and pause."""
    from ownaccord.consent import served

    try:
        served.note()
    except database.AWAY:
        click.echo("Nothing can be written here just now: is the disk full? What is stored can be read; make room.")


@main.command()
@click.argument("what", type=click.Choice(["account", "reset", "first-start"]))
@click.option("--name", default="", help="For a reset: the name that its owner signs in with.")
def link(what: str, name: str) -> None:
    """Print one-time words: for a new account, for a reset, or for a first start from another device."""
    prepare()
    from ownaccord.accounts import links
    from ownaccord.lib import clock

    now = clock.now()
    words = {"account": links.for_account, "first-start": links.for_first_start}.get(what, lambda _: None)(now)
    if what == "reset":
        words = links.for_reset(name, now)
    if words is None:
        raise click.ClickException("Nobody here signs in with this name. Name it with --name.")
    click.echo(f"{words}\n\nTo be typed at /one-time/ within three days; they work once. Hand them over in person.")


@main.command()
def migrate() -> None:
    """Bring the data folder up to this version. `serve` does this by itself."""
    prepare()
    _tell_changed_cards()
    click.echo(f"Ready. {where(data_folder())}.")


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
def backup(path: Path) -> None:
    """Write everything that is stored to the new file PATH. Also works while Own Accord runs."""
    from ownaccord.web import backup as copies
    from ownaccord.web import moving

    data = data_folder()
    # Without its key a copy of the database would bring nobody back.
    if not (data / (folder.KEY if elsewhere() else folder.DATABASE)).exists():
        raise click.ClickException(f"There is nothing to back up in {data}.")
    try:
        if elsewhere():
            connect()
            moving.write(data, path)
        else:
            copies.write(data, path)
    except FileExistsError as error:
        raise click.ClickException(f"{path} exists already. Nothing was replaced; choose another name.") from error
    except (OSError, sqlite3.Error, DatabaseError):
        raise click.ClickException(
            f"The backup could not be written, and nothing is left at {path}. The copy is first made in {data}: look"
            " whether there is room in both places."
        ) from None
    click.echo(f"Written to {path}. What is private in it stays sealed; keep it where you would keep a diary.")


@main.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Move what is there aside first; nothing is lost.")
def restore(path: Path, replace: bool) -> None:
    """Put the backup PATH in place of an empty data folder, or into an empty PostgreSQL database."""
    from ownaccord.web import moving, welcome

    if elsewhere():
        connect()
        moving.restore(path, data_folder(), replace)
    else:
        welcome.restore(path, data_folder(), replace)


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"))
@click.option("--json", "as_json", is_flag=True, help="One object a line: labels, spans, why, suggestions.")
@click.option("--language", default="en", show_default=True, help="The language that the messages are in.")
def coach(file: TextIO, as_json: bool, language: str) -> None:
    """Say of each line of FILE (or of -, what is typed in) which words could land hard, and how else to say it."""
    from ownaccord.catalogue import coach as rules
    from ownaccord.web import wording

    if language not in rules.languages():
        raise click.ClickException(f"There are no wording rules for this language, only for: {rules.languages()[0]}.")
    messages = (line.rstrip("\r\n") for line in file)
    for said in (wording.as_json if as_json else wording.as_text)(messages, language):
        click.echo(said)


if __name__ == "__main__":
    main()
