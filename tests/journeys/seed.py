"""`python -m tests.journeys.seed`: Ash and Bo, who have lived in a space for forty days, in the data folder."""

from ownaccord.web import cli


def main() -> None:
    """Print how each of them signs in; the words lie in the data folder too, as in the demonstration."""
    cli.prepare()
    import click

    from ownaccord.lib import clock
    from ownaccord.web import demo

    click.echo(demo.people(cli.data_folder(), clock.now()))


if __name__ == "__main__":
    main()
