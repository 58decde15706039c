"""docs/develop/attack/scan.md tells of the house as it is: where a twentieth of it is newer, the scanners run again.

What a run alone can tell (answers, cases, what was crawled) stands beside it, and in SECURITY.md with the same figures.
"""

import re
from pathlib import Path

import pytest

from tests.scan import addresses, advisories, bending, bodies, described, source, walls
from tests.scan.crawling import MODULES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/develop/attack/scan.md").read_text(encoding="utf-8")
FEW = 20
ANYWHERE = "0" * 32


def said(words: str) -> int:
    """The number at N of these words of the page, which has them once."""
    pattern = re.escape(words).replace("N", r"([\d,]+)").replace(r"\ ", r"\s+")
    (found,) = re.findall(rf"(?<![\d,]){pattern}", PAGE)
    return int(found.replace(",", ""))


def files(*ends: str) -> int:
    return sum(1 for end in ends for _ in (ROOT / "ownaccord").rglob(f"*.{end}"))


def packages() -> int:
    return sum(line.count("==") for lock in advisories.locks() for line in lock.read_text().splitlines())


def operations(who: str) -> int:
    return sum(map(len, described.described(ANYWHERE, who)["paths"].values()))


HERE = {
    "bandit N files": lambda: files("py") + sum(not each.startswith("ownaccord") for each in source.WHAT),
    "semgrep N files": lambda: files("py", "html"),
    "N addresses of the URLconf": lambda: len(addresses.every(ANYWHERE)),
    "N that are live": lambda: len(addresses.live()) + 1,
    "could ask about none of N packages": packages,
    "as a stranger N operations": lambda: operations("stranger"),
    "unlocked N operations": lambda: operations("unlocked"),
}
EXACT = {
    "by N rules": lambda: len(walls.rules()),
    "N modules": lambda: len(MODULES),
    "of N kinds": lambda: len({*bending.TARGETS, *bending.HEADS, *bending.WIRES, *bodies.BROUGHT, *bodies.CARRIED}),
}


def is_stale(told: int, there: int) -> bool:
    """Whether more than a twentieth of what is there came or went since; of a few things, more than one."""
    return abs(told - there) > max(1, there / FEW)


@pytest.mark.parametrize("words", HERE)
def test_the_scanners_have_seen_the_house_as_it_is(words: str) -> None:
    assert not is_stale(said(words), HERE[words]()), (words, HERE[words]())


@pytest.mark.parametrize("words", EXACT)
def test_what_they_go_by_is_counted_right(words: str) -> None:
    assert said(words) == EXACT[words]()


def test_figures_of_another_house_would_be_noticed() -> None:
    assert [is_stale(*each) for each in ((273, 546), (20, 23), (9, 10), (500, 520))] == [True, True, False, False]


def test_security_md_has_the_same_figures() -> None:
    (row,) = (line for line in (ROOT / "SECURITY.md").read_text().splitlines() if "attack/scan.md" in line)
    cases = sum(int(each.replace(",", "")) for each in re.findall(r"operations and ([\d,]+)", PAGE))
    crawled = sum(map(said, ("wapiti as a stranger N addresses", "addresses, unlocked N, ")))
    named = re.findall(r"([\d,]{2,}) (?:requests, |described|addresses|answers)", row)
    told = [int(each.replace(",", "")) for each in named]
    assert told == [said("malformed N requests"), cases, crawled, said("headers N answers")]
