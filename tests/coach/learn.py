"""`python -m tests.coach.learn`: work out from the labelled lines which way words lean, and write it beside the rules.

Logistic regression by small steps in a fixed order, so that the same lines give the same file. `strangers.jsonl` is not
read here. With `--without FILE` the lines of a file are left out and measured instead; nothing is written then.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain
from math import exp, sqrt
from pathlib import Path
from random import Random

from ownaccord.catalogue.coach import examples, load_coach
from ownaccord.catalogue.folder import content_root
from ownaccord.catalogue.phrases import load_phrases
from ownaccord.core.coach import Label
from ownaccord.core.coach.leaning import Leaning, Silence, said
from ownaccord.core.coach.words import words_of
from tests.coach.bars import Line, lines_of

HERE = Path(__file__).parent
FILES = ("tried.jsonl", "fresh.jsonl", "plain.jsonl", "later.jsonl", "guide.jsonl", "library.jsonl", "own.jsonl")
# Written by others, who knew the guide and none of the rules; they weigh more, for the coach has to do with such.
OTHERS = ("others.jsonl",)
ROUNDS, SETTLED, STEP, SHRINK = 30, 10, 0.5, 0.003
FEWEST, SMALLEST, SMALLEST_OF_A_LABEL = 2, 0.1, 0.8
TIMES = 4
DOUBTS, ALONE = -0.5, 0.2
# What the note of a healthy line says where it is somebody's own limit, or tells what another said; and over how much
# it sounds like that. Marking a limit is the worst mistake of all.
SILENCES = {
    "limit": (("limit", "refusal", "consequence"), -2.6),
    "report": (("report", "quot", "taught", "teach", "regret"), -2.3),
}
Known = list[tuple[list[str], bool]]


def lines(without: str = "") -> list[Line]:
    """Every labelled line, what we say ourselves (phrases, rewordings), and the rules' own examples, several times."""
    labelled = [line for name in FILES if name != without for line in lines_of(HERE / name)]
    labelled += 3 * [line for name in OTHERS if name != without for line in lines_of(HERE / name)]
    rules = load_coach()
    ours = [phrase.example() for group in load_phrases() for phrase in group.phrases]
    ours += sorted({each for rule in rules.rules for each in rule.suggestions})
    plain = [Line(text, frozenset(), None, "") for text in ours]
    shown = [Line(each.text, frozenset({each.label} if each.flagged else ()), None, "") for each in examples()]
    return labelled + plain + TIMES * shown


def heard(line: Line) -> list[str]:
    """What a line says, each once."""
    return sorted(set(chain.from_iterable(said(words_of(line.text, load_coach().spelling)))))


def weighed(known: Known, chance: Random) -> tuple[dict[str, float], float]:
    """The weights that tell these lines apart, and the bias: the mean of those after each of the later rounds."""
    weights: dict[str, float] = defaultdict(float)
    means: dict[str, float] = defaultdict(float)
    bias = mean = 0.0
    for number in range(ROUNDS):
        chance.shuffle(known)
        for row, wanted in known:
            length = sqrt(len(row) or 1)
            missed = wanted - 1 / (1 + exp(-bias - sum(weights[each] for each in row) / length))
            for each in row:
                weights[each] += STEP * (missed / length - SHRINK * weights[each])
            bias += 0.1 * STEP * missed
        if number >= SETTLED:
            mean += bias / (ROUNDS - SETTLED)
            for each, value in weights.items():
                means[each] += value / (ROUNDS - SETTLED)
    return means, mean


def learnt(of: Sequence[Line]) -> Leaning:
    """What a set of lines teaches."""
    rows = [heard(line) for line in of]
    often = Counter(chain.from_iterable(rows))
    rows = [[each for each in row if often[each] >= FEWEST] for row in rows]
    weights, bias = weighed([(row, bool(line.labels)) for row, line in zip(rows, of, strict=True)], Random(1))
    moves = [(row, line.labels) for row, line in zip(rows, of, strict=True) if line.labels]
    labels = {label: weighed([(row, label in named) for row, named in moves], Random(1))[0] for label in Label}
    silences = tuple(_silence(name, *told, rows, of) for name, told in SILENCES.items())
    return Leaning(
        round(bias, 2),
        {each: round(value, 2) for each, value in sorted(weights.items()) if abs(value) >= SMALLEST},
        {
            label: {each: round(value, 2) for each, value in sorted(found.items()) if abs(value) >= SMALLEST_OF_A_LABEL}
            for label, found in labels.items()
        },
        DOUBTS,
        ALONE,
        silences,
    )


def _silence(
    name: str, told: Sequence[str], least: float, rows: list[list[str]], of: Sequence[Line]
) -> Silence:
    """How a kind of plain talk sounds, which lines tell by their note."""
    known = [
        (row, not line.labels and any(each in line.note for each in told)) for row, line in zip(rows, of, strict=True)
    ]
    weights, bias = weighed(known, Random(1))
    kept = {each: round(value, 2) for each, value in sorted(weights.items()) if abs(value) >= SMALLEST}
    return Silence(name, round(bias, 2), kept, least)


def written(leaning: Leaning) -> str:
    """A leaning as TOML, in hundredths."""
    parts = ["# Made by `python -m tests.coach.learn` from the lines of tests/coach/, not by hand. In hundredths."]
    parts += [f"{name} = {round(100 * getattr(leaning, name))}" for name in ("bias", "doubts", "alone")]
    parts.append(f"words = {_listed(leaning.weights)}")
    parts.append("[labels]")
    parts += [f"{label.value} = {_listed(leaning.labels[label])}" for label in Label]
    for each in leaning.silences:
        parts += ["[[silence]]", f'name = "{each.name}"', f"bias = {round(100 * each.bias)}"]
        parts += [f"least = {round(100 * each.least)}", f"words = {_listed(each.weights)}"]
    return "\n".join(parts) + "\n"


def _listed(weights: object) -> str:
    assert isinstance(weights, dict)
    rows = [f'"{each} {round(100 * value)}"' for each, value in weights.items()]
    return "[\n" + "".join(f"  {', '.join(rows[at : at + 12])},\n" for at in range(0, len(rows), 12)) + "]"


def main(words: list[str]) -> None:
    """Write the file; or say how well the words alone do on lines that were left out."""
    if words[:1] == ["--without"]:
        leaning, spelling = learnt(lines(words[1])), load_coach().spelling
        rows = [(bool(line.labels), leaning.of(words_of(line.text, spelling))) for line in lines_of(HERE / words[1])]
        for least in (0.0, 0.5, 1.0, ALONE):
            shares = [[lean > least for move, lean in rows if move is kind] for kind in (True, False)]
            recall, flagged = (sum(each) / max(1, len(each)) for each in shares)
            sys.stdout.write(f"over {least}: recall {recall:.2f}, healthy text flagged {flagged:.3f}\n")
        return
    (content_root() / "coach" / "en" / "leaning.toml").write_text(written(learnt(lines())), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
