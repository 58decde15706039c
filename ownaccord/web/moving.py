"""What `backup` and `restore` say and do where the house stands on PostgreSQL: the same file, in and out."""

from datetime import UTC, datetime
from pathlib import Path

import click
from django.core.management import call_command
from django.db import DatabaseError, transaction

from ownaccord.lib import database, folder
from ownaccord.web import backup, carrying


def write(data: Path, target: Path) -> None:
    """Writes everything of one moment, and the server key, to the new file `target`, also while others serve."""
    try:
        backup.write(data, target, lambda _, copy: carrying.out(copy))
    except carrying.AnotherVersion:
        raise click.ClickException(
            "The database is not of this version. Run `ownaccord migrate` first; or make the backup with the version"
            " that wrote it."
        ) from None


def restore(path: Path, data: Path, replace: bool) -> None:
    """Puts a backup into the database; says what became of what was there, and what happens next."""
    with database.serving(alone=True) as granted:
        if not granted:
            raise click.ClickException("Own Accord is running with this database. End it first, then restore.")
        with database.changing():
            call_command("migrate", interactive=False, verbosity=0)
        try:
            with backup.unpacked(path, data) as fresh:
                aside = _make_room(data, replace)
                with transaction.atomic():
                    carrying.in_place(fresh / folder.DATABASE)
                    (fresh / folder.KEY).replace(data / folder.KEY)
        except (backup.NotABackup, DatabaseError) as error:
            raise click.ClickException(
                f"{path} is not a backup of Own Accord, or it is damaged. Nothing changed."
            ) from error
    if aside:
        click.echo(f"What was there before is now in {aside}.")
    click.echo("Restored. Every space will ask its people to state again what they allow; that is on purpose.")


def _make_room(data: Path, replace: bool) -> Path | None:
    """What is stored is in a backup of its own; where, or None when nobody had stored anything."""
    from ownaccord.accounts.models import Host, Person

    if not (Person.objects.exists() or Host.objects.exists()):
        return None
    if not replace:
        raise click.ClickException("The database holds data already. With --replace it is written to a file first.")
    aside = data / f"before-{datetime.now(UTC).strftime('%Y%m%d-%H%M%S-%f')}.tar"
    write(data, aside)
    return aside
