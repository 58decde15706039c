"""Tables in memory, for the few questions that the rooms ask of theirs. They answer as the database would."""

from collections.abc import Callable, Iterable, Iterator
from types import SimpleNamespace
from typing import Any

TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "in": lambda value, wanted: value in wanted,
    "lt": lambda value, wanted: value < wanted,
    "isnull": lambda value, wanted: (value is None) == wanted,
    "ended": lambda value, wanted: value.ended == wanted,
    "person_id": lambda value, wanted: any(row.person_id == wanted for row in value),
}


class Lines:
    """Some rows of a table, and what of them is asked for."""

    def __init__(self, table: "Table", rows: Iterable[Any], shown: Callable[[Any], Any] = lambda row: row) -> None:
        self._table, self._rows, self._shown = table, list(rows), shown

    def __iter__(self) -> Iterator[Any]:
        return map(self._shown, self._rows)

    def filter(self, **asked: Any) -> "Lines":
        rows = [row for row in self._rows if all(_fits(row, *each) for each in asked.items())]
        return Lines(self._table, rows, self._shown)

    def all(self) -> "Lines":
        return self

    def select_for_update(self, **_how: Any) -> "Lines":
        return self

    def only(self, *_columns: str) -> "Lines":
        return self

    def order_by(self, *columns: str) -> "Lines":
        rows = sorted(self._rows, key=lambda row: tuple(getattr(row, each) for each in columns))
        return Lines(self._table, rows, self._shown)

    def values_list(self, *columns: str, flat: bool = False) -> "Lines":
        if flat:
            return Lines(self._table, self._rows, lambda row: getattr(row, columns[0]))
        return Lines(self._table, self._rows, lambda row: tuple(getattr(row, each) for each in columns))

    def first(self) -> Any:
        return next(iter(self), None)

    def get(self, **asked: Any) -> Any:
        (found,) = self.filter(**asked)
        return found

    def exists(self) -> bool:
        return bool(self._rows)

    def count(self) -> int:
        return len(self._rows)

    def update(self, **values: Any) -> int:
        for row in self._rows:
            for name, value in values.items():
                setattr(row, name, value)
        return len(self._rows)

    def delete(self) -> None:
        gone = {id(row) for row in self._rows}
        self._table.rows = [row for row in self._table.rows if id(row) not in gone]


class Table:
    """A table, in place of a model: `objects` are its rows."""

    Kind = SimpleNamespace(BEGIN="begin", RENEW="renew")

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._next = 0

    @property
    def objects(self) -> "Table":
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(Lines(self, self.rows), name)

    def __call__(self, **values: Any) -> Any:
        self._next += 1
        row = SimpleNamespace(**{"pk": values.get("id", self._next), **values})
        row.save = lambda **_how: None
        return row

    def create(self, **values: Any) -> Any:
        row = self(**values)
        self.rows.append(row)
        return row

    def bulk_create(self, rows: Iterable[Any]) -> None:
        self.rows.extend(rows)


def _fits(row: Any, asked: str, wanted: Any) -> bool:
    name, _, test = asked.partition("__")
    if test and test not in TESTS:
        raise NotImplementedError(asked)
    if name == "space" and not hasattr(row, "space"):
        name = "space_id"
    value = getattr(row, name)
    return TESTS[test](value, wanted) if test else value == wanted
