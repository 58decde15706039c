"""What the command line says and does around `serve --lan` and `restore`."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click
import segno

from ownaccord.lib import folder
from ownaccord.web import backup, lan
from ownaccord.web.server import Door

WARNING = """\
The first time, each device shows a warning ("not private", "unknown issuer"). It means: no company vouches for this
certificate, because this computer made it. It is yours if the SHA-256 fingerprint behind "Details" or "View
certificate" is the one above. Compare it once, then go on. If it differs, do not go on."""


def lan_doors(data: Path, port: int, named: tuple[str, ...]) -> list[Door]:
    """One HTTPS door for each address of this computer on the network; prints where and how to reach them."""
    found = list(named) or lan.addresses()
    if not found:
        raise click.ClickException(
            "No network was found. If this computer has an address, name it: --lan --address ..."
        )
    certificate, key = lan.certificate_for(data, found, lan.today())
    hosts = [f"[{address}]" if ":" in address else address for address in found]
    os.environ["OWNACCORD_HOSTS"] = " ".join([*os.environ.get("OWNACCORD_HOSTS", "").split(), *hosts])
    for host in hosts:
        click.echo(f"\nFor other devices of this network: https://{host}:{port}/\n\n{qr(f'https://{host}:{port}/')}")
    click.echo(f"SHA-256 fingerprint of its certificate:\n{lan.fingerprint(certificate)}\n\n{WARNING}\n")
    return [Door(address, port, certificate, key) for address in found]


def first_words() -> None:
    """While nobody has an account, prints the words with which another device may begin; they work for three days."""
    from ownaccord.accounts import first_start, links
    from ownaccord.lib import clock

    if first_start.is_open():
        words = links.for_first_start(clock.now())
        click.echo(f"To begin from another device, open /welcome/ there and type these words:\n{words}\n")


def qr(text: str) -> str:
    """A QR code in characters, two rows a line, readable on dark and on light terminals."""
    rows = [[bool(cell) for cell in row] for row in segno.make_qr(text, error="m").matrix_iter(border=3)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    # A light cell is drawn, a dark one is left to the terminal's own (usually dark) ground.
    cells = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(cells[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs)


def restore(path: Path, data: Path, replace: bool) -> None:
    """Puts a backup in place; says what became of what was there, and what happens next."""
    data.parent.mkdir(parents=True, exist_ok=True)
    aside = make_room(data, replace)
    try:
        backup.read(path, data)
    except backup.NotABackup as error:
        if aside:
            aside.rename(data)
        raise click.ClickException(
            f"{path} is not a backup of Own Accord, or it is damaged. Nothing changed."
        ) from error
    if aside:
        click.echo(f"What was there before is now in {aside}.")
    click.echo(
        f"Restored to {data}. Every space will ask its people to state again what they allow; that is on purpose."
    )


def make_room(data: Path, replace: bool) -> Path | None:
    """The data folder is not there any more; where its content went, or None when it held nothing."""
    if not data.exists():
        return None
    held = folder.hold(data)
    if held is None:
        raise click.ClickException("Own Accord is running with this data folder. End it first, then restore.")
    held.close()
    if not (data / folder.DATABASE).exists():
        clear(data)
        return None
    if not replace:
        raise click.ClickException(f"{data} holds data already. With --replace it is moved aside first.")
    return backup.set_aside(data, datetime.now(UTC).strftime("%Y%m%d-%H%M%S"))


def clear(data: Path) -> None:
    """Removes a data folder in which nobody stored anything; refuses when something in it is not ours."""
    ours = {folder.KEY, folder.BALLAST, folder.IN_USE, lan.CERTIFICATE, lan.KEY}
    found = {path.name for path in data.iterdir()}
    if found - ours:
        raise click.ClickException(f"{data} holds other things. Name an empty folder in OWNACCORD_DATA.")
    for name in found:
        (data / name).unlink()
    data.rmdir()
