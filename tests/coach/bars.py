"""The bars of the wording coach: how a labelled set of lines compares with what the coach says."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ownaccord.catalogue.coach import load_coach
from ownaccord.core.coach import Label, read

LIMITS = ("limit", "own limit", "refusal", "consequence")
REPORTS = ("reported", "quoted", "taught", "regretted")


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled message. `note` says what kind of healthy text it is."""

    text: str
    labels: frozenset[Label]
    span: tuple[int, int] | None
    note: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure, and what it has to be: to ship, best in class, and as a stretch."""

    name: str
    ships: float
    best: float
    stretch: float
    least: bool = True

    def reached(self, value: float) -> str:
        """The highest of the three that a value reaches."""
        for name in ("stretch", "best", "ships"):
            goal = getattr(self, name)
            if value >= goal if self.least else value <= goal:
                return {"stretch": "stretch", "best": "best in class", "ships": "fit to ship"}[name]
        return "misses"


BARS = (
    Bar("healthy text flagged", 0.10, 0.08, 0.05, least=False),
    Bar("precision, any flag", 0.80, 0.87, 0.92),
    Bar("recall, any flag", 0.40, 0.55, 0.70),
    Bar("Cohen's kappa, flag or not", 0.30, 0.45, 0.63),
    Bar("macro-F1 over 11 labels", 0.35, 0.45, 0.60),
    Bar("own limits and refusals flagged", 0.05, 0.02, 0.0, least=False),
    Bar("quoted or reported speech flagged", 0.13, 0.06, 0.03, least=False),
)


@dataclass(slots=True)
class Outcome:
    """What the coach said of each line of a set."""

    lines: list[Line]
    said: list[frozenset[Label]]
    spans: list[tuple[int, int] | None]
    figures: dict[str, float] = field(default_factory=dict)


def lines_of(path: Path) -> list[Line]:
    """The lines of a JSONL file, as the guide has them."""
    rows = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines() if row]
    return [
        Line(
            row["text"],
            frozenset(map(Label, row["labels"])),
            tuple(row["span"]) if row["span"] else None,
            row.get("note", ""),
        )
        for row in rows
    ]


def measure(lines: Sequence[Line]) -> Outcome:
    """Ask the coach about each line, and work out every bar."""
    rules = load_coach()
    hints = [read(line.text, rules) for line in lines]
    said = [frozenset(hint.labels) for hint in hints]
    spans = [(hint.found[0].start, hint.found[0].end) if hint.found else None for hint in hints]
    outcome = Outcome(list(lines), said, spans)
    wanted = [bool(line.labels) for line in lines]
    got = [bool(labels) for labels in said]
    both = sum(want and have for want, have in zip(wanted, got, strict=True))
    values = (
        _share(got, [not want for want in wanted]),
        _over(both, sum(got)),
        _over(both, sum(wanted)),
        _kappa(wanted, got),
        _macro([line.labels for line in lines], said),
        _share(got, [not line.labels and any(kind in line.note for kind in LIMITS) for line in lines]),
        _share(got, [not line.labels and any(kind in line.note for kind in REPORTS) for line in lines]),
    )
    outcome.figures.update(zip((bar.name for bar in BARS), values, strict=True))
    return outcome


def by_label(outcome: Outcome) -> dict[Label, tuple[float, float]]:
    """Precision and recall of each label."""
    found = {}
    for label in Label:
        hit = sum(
            label in line.labels and label in said for line, said in zip(outcome.lines, outcome.said, strict=True)
        )
        found[label] = (
            _over(hit, sum(label in said for said in outcome.said)),
            _over(hit, sum(label in line.labels for line in outcome.lines)),
        )
    return found


def overlap(outcome: Outcome) -> float:
    """How far the main words agree where both the set and the coach name some: shared characters over all."""
    shares = [
        max(0, min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0]))
        for a, b in zip((line.span for line in outcome.lines), outcome.spans, strict=True)
        if a is not None and b is not None
    ]
    return _over(sum(shares), len(shares))


def _share(got: Iterable[bool], among: Iterable[bool]) -> float:
    chosen = [have for have, counts in zip(got, among, strict=True) if counts]
    return _over(sum(chosen), len(chosen))


def _over(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _kappa(wanted: Sequence[bool], got: Sequence[bool]) -> float:
    count = Counter(zip(wanted, got, strict=True))
    total = len(wanted)
    same = (count[True, True] + count[False, False]) / total
    by_chance = sum(wanted) / total * sum(got) / total + (1 - sum(wanted) / total) * (1 - sum(got) / total)
    return _over(same - by_chance, 1 - by_chance)


def _macro(wanted: Sequence[frozenset[Label]], got: Sequence[frozenset[Label]]) -> float:
    scores = []
    for label in Label:
        hit = sum(label in want and label in have for want, have in zip(wanted, got, strict=True))
        named = sum(label in want for want in wanted) + sum(label in have for have in got)
        scores.append(_over(2 * hit, named))
    return sum(scores) / len(scores)
