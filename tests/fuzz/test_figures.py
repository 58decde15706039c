"""The figures of a run are what its log says, and those in the docs are of decoders that there are, and that held."""

import statistics
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from tests.fuzz import figures
from tests.fuzz.decoder import ROOT
from tests.fuzz.figures import Run
from tests.fuzz.table import DECODERS

TEN_MINUTES = 600

LOG = """#2	INITED cov: 9 ft: 10 corp: 1/1b exec/s: 0 rss: 40Mb
#70	NEW    cov: 12 ft: 13 corp: 4/44b lim: 4 exec/s: 35 rss: 40Mb L: 9/9 MS: 1 EraseBytes-
"""
WHOLE = (
    LOG + "#99	DONE   cov: 12 ft: 13 corp: 3/40b lim: 4 exec/s: 33 rss: 40Mb\nstat::number_of_executed_units: 99\n"
)
FELL = LOG + "\n === Uncaught Python exception: ===\nKeyError: 'a'\nTraceback (most recent call last):\n"


def test_a_log_says_how_often_how_far_and_what_was_found(tmp_path: Path) -> None:
    log = tmp_path / "log"
    found = []
    for text, code in ((WHOLE, 0), (FELL, 77), (LOG, 1), (WHOLE, 1)):
        log.write_text(text)
        run = figures.of_log("x", log, 10, 7, code, 9)
        found.append((run.executions, run.coverage, run.corpus, run.found))

    ended = "it ended before its time"
    assert found == [(99, 12, 3, ""), (70, 12, 4, "KeyError: 'a'"), (70, 12, 4, ended), (99, 12, 3, ended)]


def test_runs_of_a_decoder_count_together_until_one_falls() -> None:
    first = Run("x", "2026-11-25", 600, 20, 99, 12, 3, 7, "")
    again, fell = replace(first, day="2026-11-26", processor=500, coverage=11, seed=8), replace(first, found="KeyError")
    one, two = figures.added(None, first), figures.added(figures.added(None, first), again)

    assert {**two, "name": "x"} == asdict(replace(again, seconds=1200, processor=520, executions=198, coverage=12))
    assert figures.added(one, fell) == figures.added(None, fell)
    assert figures.added(figures.added(None, fell), first) == one


def test_who_had_least_of_the_processor_comes_first_for_what_is_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    had = {"a": (40, ""), "b": (20, ""), "c": (700, ""), "d": (700, "KeyError")}
    kept = {name: {"processor": processor, "found": found} for name, (processor, found) in had.items()}
    monkeypatch.setattr(figures, "kept", lambda: kept)

    lacking = figures.lacking(["a", "b", "c", "d", "e"], 600)

    assert list(lacking.items()) == [("d", 600), ("e", 600), ("b", 580), ("a", 560)]
    assert figures.lacking(["a", "c"], 30) == {}


def test_the_figures_in_the_docs_are_of_decoders_that_there_are_and_that_held() -> None:
    kept = figures.kept()

    assert sorted(kept) == sorted(each.name for each in DECODERS)
    assert {name: each["found"] for name, each in kept.items() if each["found"]} == {}
    assert min(each["executions"] for each in kept.values()) > 0


def test_each_of_them_ran_for_ten_minutes_and_says_how_much_of_the_processor_it_got() -> None:
    kept = figures.kept()

    assert {name for name, each in kept.items() if each["seconds"] < TEN_MINUTES} == set()
    assert {name for name, each in kept.items() if each.get("processor", -1) < 1} == set()


def test_what_the_docs_say_of_all_of_them_is_their_sum() -> None:
    runs = figures.kept().values()
    hours = len(DECODERS) * TEN_MINUTES / 2 / 3600
    said = f"all {len(runs)} for ten minutes each, {sum(each['executions'] for each in runs) / 1e6:.1f} million inputs"

    got = [each["processor"] for each in runs]
    shares = f"{min(got)} to {max(got)} seconds of the processor each, most of them {statistics.mode(got)}"
    table = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert (said in table, shares in table) == (True, True)
    told = (ROOT / "docs/develop/attack/fuzz.md").read_text(encoding="utf-8")
    assert f"600 seconds each: about {hours:g} hours" in told
