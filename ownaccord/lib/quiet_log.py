"""Logs that say that something failed and where in the code, never what anybody sent, read or is called."""

import logging
import traceback
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]


class QuietFormatter(logging.Formatter):
    """One line: time, level, method and status where known, the kind of error, and the places in our own code."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; the record's message and the error's words are left out unless we wrote them ourselves."""
        parts = [self.formatTime(record), record.levelname]
        if record.name == "ownaccord":
            parts.append(str(record.msg))
        if method := getattr(getattr(record, "request", None), "method", None):
            parts.append(str(method))
        if status := getattr(record, "status_code", None):
            parts.append(str(status))
        if record.exc_info and record.exc_info[0]:
            parts += [record.exc_info[0].__name__, *places(record.exc_info[2])]
        return " ".join(parts)


def places(trail: TracebackType | None) -> list[str]:
    """The file and line of each step of a traceback that is ours, outermost first."""
    ours = [step for step in traceback.extract_tb(trail) if Path(step.filename).is_relative_to(ROOT / "ownaccord")]
    return [f"{Path(step.filename).relative_to(ROOT)}:{step.lineno}" for step in ours]
