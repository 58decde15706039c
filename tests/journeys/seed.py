"""`python -m tests.journeys.seed`: Ash and Bo, who have lived in a space for forty days, in this house's data folder."""

from ownaccord.web import cli


def main() -> None:
    """Print how each of them signs in; the words lie in the data folder too, as in the demonstration."""
    cli.prepare()
    from ownaccord.lib import clock
    from ownaccord.web import demo

    print(demo.people(cli.data_folder(), clock.now()))


if __name__ == "__main__":
    main()
