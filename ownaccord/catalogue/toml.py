"""Strict reading of one TOML table: every field is asked for by name and type, and what nobody asked for is refused."""

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

_E = TypeVar("_E", bound=Enum)
LONGEST_SLUG = 64
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class BadContent(Exception):
    """A content file breaks a rule. Says where, and what is wrong. Content is public, so it is quoted."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


def read(path: Path) -> "Table":
    """The whole file as a table. Raises BadContent if it is not TOML in UTF-8."""
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as cause:
        # A number of thousands of digits is a plain ValueError, and brackets in brackets go as deep as the stack.
        raise BadContent(path.name, f"is not TOML in UTF-8 ({cause})") from cause
    return Table(fields, path.name)


class Table:
    """A TOML table that remembers which of its fields were asked for."""

    def __init__(self, fields: dict[str, Any], where: str) -> None:
        self._fields = fields
        self._asked: set[str] = set()
        self.where = where

    def wrong(self, what: str) -> BadContent:
        return BadContent(self.where, what)

    def _take(self, field: str, kind: type) -> Any:
        self._asked.add(field)
        if field not in self._fields:
            raise self.wrong(f"`{field}` is missing")
        value = self._fields[field]
        if type(value) is not kind:
            raise self.wrong(f"`{field}` must be {kind.__name__}, not {type(value).__name__}")
        return value

    def has(self, field: str) -> bool:
        return field in self._fields

    def fields(self) -> tuple[str, ...]:
        """The names of the fields that there are, for tables whose fields are the content."""
        return tuple(self._fields)

    def flag(self, field: str, default: bool | None = None) -> bool:
        if default is not None and not self.has(field):
            return default
        return bool(self._take(field, bool))

    def number(self, field: str, least: int, most: int | None = None) -> int:
        value = int(self._take(field, int))
        if value < least or (most is not None and value > most):
            raise self.wrong(
                f"`{field}` must be at least {least}" + (f" and at most {most}" if most is not None else "")
            )
        return value

    def day(self, field: str) -> date:
        value: date = self._take(field, date)
        return value

    def text(self, field: str, default: str | None = None) -> str:
        if default is not None and not self.has(field):
            return default
        return self._clean(field, self._take(field, str))

    def slug(self, field: str) -> str:
        value = self.text(field)
        if not _SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
            raise self.wrong(f"`{field}` must be lower-case words joined by hyphens, {LONGEST_SLUG} characters at most")
        return value

    def texts(self, field: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        if default is not None and not self.has(field):
            return default
        values = self._take(field, list)
        if any(type(value) is not str for value in values):
            raise self.wrong(f"`{field}` must be a list of strings")
        cleaned = tuple(self._clean(field, value) for value in values)
        if len(set(cleaned)) != len(cleaned):
            raise self.wrong(f"`{field}` says the same twice")
        return cleaned

    def choice(self, field: str, kind: type[_E]) -> _E:
        return self._member(field, self.text(field), kind)

    def choices(self, field: str, kind: type[_E]) -> tuple[_E, ...]:
        return tuple(self._member(field, value, kind) for value in self.texts(field))

    def choice_of(self, field: str, kind: type[_E]) -> _E:
        """A member by its value, for those whose names are no words."""
        value = self.text(field)
        if value not in {member.value for member in kind}:
            raise self.wrong(f"`{field}` must be one of {self._listed(str(member.value) for member in kind)}")
        return kind(value)

    def table(self, field: str) -> "Table":
        return Table(self._take(field, dict), f"{self.where} [{field}]")

    def tables(self, field: str, named_by: str = "") -> tuple["Table", ...]:
        """The tables of an array. With `named_by`, errors name each by that field instead of by its number."""
        values = self._take(field, list)
        if any(type(value) is not dict for value in values):
            raise self.wrong(f"`{field}` must be a list of tables")
        return tuple(
            Table(value, f"{self.where} [{field} {value.get(named_by, at)}]")
            for at, value in enumerate(values, start=1)
        )

    def done(self) -> None:
        """Every field must have been asked for by now. Raises BadContent naming those that nobody knows."""
        unknown = sorted(self._fields.keys() - self._asked)
        if unknown:
            raise self.wrong("unknown " + self._listed(unknown))

    @staticmethod
    def _listed(names: Iterable[str]) -> str:
        return ", ".join(f"`{name}`" for name in names)

    def _clean(self, field: str, value: str) -> str:
        if not value:
            raise self.wrong(f"`{field}` is empty")
        if value != " ".join(value.split()):
            raise self.wrong(f"`{field}` has spaces at an end, doubled, or a line break: `{value}`")
        return value

    def _member(self, field: str, value: str, kind: type[_E]) -> _E:
        names: dict[str, _E] = {member.name.lower(): member for member in kind}
        if value not in names:
            raise self.wrong(f"`{field}` must be one of {self._listed(names)}, not `{value}`")
        return names[value]
