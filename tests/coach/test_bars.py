"""The coach keeps its figures on lines written for it: those it was made with, and those that it was not.

The second figures are the honest ones. Neither may fall by more than a few lines, and the second reach "fit to ship".
"""

from pathlib import Path

import pytest

from tests.coach.bars import BARS, LIMITS, lines_of, measure

HERE = Path(__file__).parent
# In the order of BARS; each as measured, with room for a few lines.
FLOORS = {
    "tried.jsonl": (0.02, 0.97, 0.78, 0.77, 0.78, 0.01, 0.02),
    "strangers.jsonl": (0.05, 0.92, 0.58, 0.54, 0.51, 0.03, 0.03),
}

MADE_WITH = [f"{name}.jsonl" for name in ("tried", "fresh", "plain", "later", "guide", "own", "others")]


@pytest.mark.parametrize("name", FLOORS)
def test_the_figures_do_not_fall(name: str) -> None:
    figures = measure(lines_of(HERE / name)).figures
    kept = zip(BARS, FLOORS[name], strict=True)

    worse = {
        bar.name: (figures[bar.name], floor)
        for bar, floor in kept
        if (figures[bar.name] < floor if bar.least else figures[bar.name] > floor)
    }
    assert worse == {}


def test_on_lines_that_it_was_not_made_with_it_is_fit_to_ship() -> None:
    figures = measure(lines_of(HERE / "strangers.jsonl")).figures
    assert {bar.name for bar in BARS if bar.reached(figures[bar.name]) == "misses"} == set()


@pytest.mark.parametrize("name", MADE_WITH)
def test_a_no_in_the_lines_it_was_made_with_is_never_marked(name: str) -> None:
    """Own limits, refusals, and what somebody does to protect themselves."""
    lines = [line for line in lines_of(HERE / name) if not line.labels and any(kind in line.note for kind in LIMITS)]
    said = measure(lines).said if lines else []
    assert [line.text for line, labels in zip(lines, said, strict=True) if labels] == []
