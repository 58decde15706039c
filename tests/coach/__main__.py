"""`python -m tests.coach FILE... [--wrong]`: the bars of the wording coach on labelled lines, and its mistakes."""

import sys
from pathlib import Path

from ownaccord.catalogue.coach import load_coach
from ownaccord.core.coach import Label, read
from tests.coach import bars


def main(words: list[str]) -> None:
    """Print the table of one or several files together."""
    lines = [line for word in words if not word.startswith("--") for line in bars.lines_of(Path(word))]
    outcome = bars.measure(lines)
    sys.stdout.write(f"{len(lines)} lines\n\n")
    for bar in bars.BARS:
        value = outcome.figures[bar.name]
        sys.stdout.write(f"{bar.name:36} {value:6.3f}  {bar.reached(value)}\n")
    sys.stdout.write(f"{'main words, shared with the set':36} {bars.overlap(outcome):6.3f}\n\n")
    for label, (precision, recall) in bars.by_label(outcome).items():
        sys.stdout.write(f"{label.value:22} precision {precision:.2f}  recall {recall:.2f}\n")
    if "--wrong" in words:
        tell_mistakes(outcome)


def tell_mistakes(outcome: bars.Outcome) -> None:
    """Every line that is flagged though healthy, missed, or labelled otherwise."""
    rules = load_coach()
    for line, said in zip(outcome.lines, outcome.said, strict=True):
        if line.labels != said:
            kind = "FLAGGED" if not line.labels else "missed " if not said else "differs"
            by = " ".join(found.rule for found in read(line.text, rules).found)
            sys.stdout.write(f"{kind} {_names(line.labels)} -> {_names(said)} [{by}] ({line.note}) {line.text}\n")


def _names(labels: frozenset[Label]) -> str:
    return "+".join(sorted(label.value for label in labels)) or "-"


if __name__ == "__main__":
    main(sys.argv[1:])
