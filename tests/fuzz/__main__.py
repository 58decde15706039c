"""`make fuzz`: atheris at every decoder, each for the same time, in a process of its own; then what was found."""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import SystemRandom

import click

from tests.apart import environment
from tests.fuzz import corpus, figures
from tests.fuzz.figures import Run

ROOT = Path(__file__).resolve().parents[2]
WORK = Path(tempfile.gettempdir()) / f"ownaccord-fuzz-{os.getuid()}"
SLOWEST, LARGEST_MEMORY = 25, 1024
"""One input may take this many seconds and this many MB before that alone is a finding."""


@click.command()
@click.option("--seconds", default=600, help="How long, for each decoder.")
@click.option("--only", multiple=True, help="Only the decoder of this name; may be given several times.")
@click.option("--processes", default=2, help="How many decoders at once.")
@click.option("--seed", default=0, help="Where chance begins; drawn when it is 0.")
@click.option("--record", is_flag=True, help="Add the figures to docs/develop/attack/fuzz-figures.toml.")
@click.option("--rest", is_flag=True, help="Only what each still lacks of the processor up to that, the least first.")
@click.option("--merge", is_flag=True, help="Instead of a run: keep a few inputs of the last one in tests/fuzz/corpus.")
def fuzz(seconds: int, only: tuple[str, ...], processes: int, seed: int, record: bool, rest: bool, merge: bool) -> None:
    """Fuzz the decoders; ends with 1 when one of them fell."""
    from tests.fuzz.table import DECODERS  # which needs Django to be ready

    names = [each.name for each in DECODERS if not only or each.name in only]
    if unknown := set(only) - set(names):
        raise click.ClickException(f"There is no decoder {sorted(unknown)[0]}.")
    lacking = figures.lacking(names, seconds) if rest else dict.fromkeys(names, seconds)
    if merge:
        for name in names:
            click.echo(f"{name:24} {merged(name)} inputs kept")
        return
    with ThreadPoolExecutor(processes) as several:
        tasks = [
            several.submit(run, name, long, seed or SystemRandom().randrange(1, 2**31))
            for name, long in lacking.items()
        ]
        runs = [told(task.result(), record) for task in tasks]
    fallen = [each for each in runs if each.found]
    click.echo(f"{len(runs)} decoders, {sum(each.executions for each in runs):,} executions, {len(fallen)} fell.")
    sys.exit(1 if fallen else 0)


def run(name: str, seconds: int, seed: int) -> Run:
    """Let the fuzzer at one decoder, from its kept inputs and those of earlier runs here."""
    place = WORK / name
    corpus.spread(name, place / "corpus")
    log = place / "log"
    options = [
        f"-max_total_time={seconds}", f"-seed={seed}", f"-timeout={SLOWEST}", f"-rss_limit_mb={LARGEST_MEMORY}",
        f"-artifact_prefix={place}/", "-print_final_stats=1",
    ]  # fmt: skip
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.runner", name, place, *options],
            cwd=ROOT, env=surroundings(), stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
        _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return figures.of_log(name, log, seconds, seed, process.returncode, int(used.ru_utime + used.ru_stime))


def surroundings() -> dict[str, str]:
    """What a decoder needs around it: the settings of the tests, and no byte code written."""
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONDONTWRITEBYTECODE": "1"}


def told(done: Run, record: bool) -> Run:
    """Say how it went, and what to do with an input that made a decoder fall."""
    click.echo(done.line())
    if done.found:
        click.echo(f"  {done.found}\n  see {WORK / done.name / 'log'}")
        for path in sorted((WORK / done.name).glob("*-*")):
            click.echo(f"  {path}\n  To keep it, add this line to {corpus.path_of(done.name).relative_to(ROOT)}:")
            click.echo(f"  {corpus.written(path.read_bytes())}")
    if record:
        figures.keep(done)
    return done


def merged(name: str) -> int:
    """Keep the smallest inputs of the last run that reach a line which no kept one reaches; how many there are now."""
    from tests.fuzz.cost import visits
    from tests.fuzz.table import named

    decoder, known = named(name), corpus.kept(name)
    reached = {place for data in known for place in visits(decoder, data)}
    files = (WORK / name / "corpus").glob("*")
    fresh: list[bytes] = []
    for data in sorted((path.read_bytes() for path in files), key=lambda each: (len(each), each)):
        if len(data) <= corpus.LONGEST_ENTRY and len(known) + len(fresh) < corpus.MOST_ENTRIES:
            places = set(visits(decoder, data))
            if not places <= reached:
                reached |= places
                fresh.append(data)
    corpus.keep(name, fresh)
    return len(corpus.kept(name))


if __name__ == "__main__":
    programs = environment("fuzz")
    if Path(sys.prefix).resolve() != programs.parent.resolve():
        os.execv(programs / "python", [str(programs / "python"), "-m", "tests.fuzz", *sys.argv[1:]])
    os.environ.update(surroundings())
    import django

    django.setup()
    fuzz()
