"""What `ownaccord coach` prints about each line: in words, or as JSON. Nothing that it reads is kept."""

import json
from collections.abc import Iterable, Iterator

from ownaccord.catalogue.coach import load_coach
from ownaccord.catalogue.denylist import refused
from ownaccord.core.coach import Hint, read


def as_json(messages: Iterable[str], language: str) -> Iterator[str]:
    """One object for each message; `labels`, `spans` and `why` belong together by their place."""
    rules = load_coach(language)
    for message in messages:
        hint = read(message, rules, refused)
        yield json.dumps(
            {
                "labels": [label.value for label in hint.labels],
                "spans": [[each.start, each.end] for each in hint.found],
                "why": [each.why for each in hint.found],
                "suggestions": list(hint.suggestions),
            },
            ensure_ascii=False,
        )


def as_text(messages: Iterable[str], language: str) -> Iterator[str]:
    """A few lines for each message that could land hard, with its number; nothing for the others."""
    rules = load_coach(language)
    for number, message in enumerate(messages, start=1):
        hint = read(message, rules, refused)
        if hint.found:
            yield _words(number, message, hint)


def _words(number: int, message: str, hint: Hint) -> str:
    lines = [
        f'{number}: "{message[each.start : each.end]}" could land as {each.label.value.replace("_", " ")}. {each.why}'
        for each in hint.found
    ]
    return "\n".join([*lines, *(f"   Or: {suggestion}" for suggestion in hint.suggestions)])
