"""The tables of the room of scenes in memory. They answer as the database would."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from ownaccord.care import feed
from ownaccord.consent import rows as consent_rows
from ownaccord.scenes import actions, passes, revisions, rows, running
from ownaccord.scenes.views import now as live_page
from ownaccord.spaces import excerpts, showing
from tests.laws.machine.scene_rows import SceneTables
from tests.laws.machine.shelf import Table

TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "in": lambda value, wanted: value in wanted,
    "lt": lambda value, wanted: value < wanted,
}


class Row:
    """One row; what it belongs to is found by its number."""

    def __init__(self, table: "SceneTable", values: dict[str, Any]) -> None:
        scene = values.pop("scene", None)
        self.__dict__.update(values if scene is None else {**values, "scene_id": scene.pk})
        self.table = table

    @property
    def scene(self) -> Any:
        return next(each for each in self.table.parent.rows if each.pk == self.scene_id)


class Few:
    """Some rows of a table, and what of them is asked for."""

    def __init__(self, table: "SceneTable", found: Iterable[Any], shown: Callable[[Any], Any] | None = None) -> None:
        self._table, self._rows, self._shown = table, list(found), shown or (lambda row: row)

    def __iter__(self) -> Iterator[Any]:
        return map(self._shown, self._rows)

    def __getitem__(self, which: slice) -> list[Any]:
        return list(self)[which]

    def _few(self, found: Iterable[Any]) -> "Few":
        return Few(self._table, found, self._shown)

    def filter(self, **asked: Any) -> "Few":
        return self._few(row for row in self._rows if _fits(row, asked))

    def exclude(self, **asked: Any) -> "Few":
        return self._few(row for row in self._rows if not _fits(row, asked))

    def all(self) -> "Few":
        return self

    distinct = all

    def select_for_update(self, **_how: Any) -> "Few":
        return self

    def select_related(self, *_names: str) -> "Few":
        return self

    def order_by(self, *columns: str) -> "Few":
        found = self._rows
        for each in reversed(columns):
            name = each.lstrip("-")
            found = sorted(found, key=lambda row, name=name: getattr(row, name), reverse=each[0] == "-")  # type: ignore[misc]
        return self._few(found)

    def values(self, name: str) -> "Few":
        return Few(self._table, self._rows, lambda row: getattr(row, name))

    def values_list(self, *columns: str, flat: bool = False) -> "Few":
        if flat:
            return self.values(columns[0])
        return Few(self._table, self._rows, lambda row: tuple(getattr(row, each) for each in columns))

    def first(self) -> Any:
        return next(iter(self), None)

    def exists(self) -> bool:
        return bool(self._rows)

    def update(self, **values: Any) -> int:
        for row in self._rows:
            row.__dict__.update(values)
        return len(self._rows)

    def delete(self) -> None:
        gone = {id(row) for row in self._rows}
        self._table.rows = [row for row in self._table.rows if id(row) not in gone]
        left = {row.pk for row in self._table.rows}
        for child in self._table.children:
            child.rows = [row for row in child.rows if row.scene_id in left]


class SceneTable(Table):
    """A table, in place of a model: `objects` are its rows; `parent` the scenes that they belong to."""

    def __init__(self, unique: tuple[str, ...], parent: "SceneTable | None" = None) -> None:
        super().__init__()
        self.unique, self.parent, self.children = unique, parent or self, []
        if parent is not None:
            parent.children.append(self)

    def __getattr__(self, name: str) -> Any:
        return getattr(Few(self, self.rows), name)

    def __call__(self, **values: Any) -> Any:
        known = values.get("pk", values.get("space_id") if self.unique == ("space_id",) else None)
        self._next = max(self._next + 1, known) if isinstance(known, int) else self._next + 1
        return Row(self, {"pk": self._next if known is None else known, "over": False, "heard": 0, **values})

    def create(self, **values: Any) -> Any:
        row = self(**values)
        place = [getattr(row, name) for name in self.unique]
        assert all([getattr(each, name) for name in self.unique] != place for each in self.rows), "stored twice"
        self.rows.append(row)
        return row

    def get_or_create(self, defaults: dict[str, Any], **asked: Any) -> tuple[Any, bool]:
        found = self.filter(**asked).first()
        return (found, False) if found is not None else (self.create(**asked, **defaults), True)

    def update_or_create(self, defaults: dict[str, Any], **asked: Any) -> None:
        if not self.filter(**asked).update(**defaults):
            self.create(**asked, **defaults)


def _fits(row: Any, asked: dict[str, Any]) -> bool:
    for path, wanted in asked.items():
        *names, test = path.split("__") if path.rpartition("__")[2] in TESTS else (*path.split("__"), "")
        value = row
        for name in names:
            value = getattr(value, name)
        if not (TESTS[test](value, wanted) if test else value == wanted):
            return False
    return True


class SceneShelves(SceneTables):
    """All of them in memory, empty."""

    def __init__(self) -> None:
        self.plan, self.scene = SceneTable(("space_id",)), SceneTable(("mark",))
        self.step = SceneTable(("scene_id", "number"), self.scene)
        self.way = SceneTable(("hashed",), self.scene)
        self.empty = Table()

    @contextmanager
    def lived_in(self, records: Callable[[], dict[Any, Any]]) -> Iterator[None]:
        """Inside, the room of scenes stands on these tables, and what it tells elsewhere is not kept there."""

        def chains(space: str, epoch: int) -> dict[str, list[Any]]:
            found: dict[str, list[Any]] = {}
            for place, record in sorted(records().items(), key=lambda each: each[0]):
                if place[:2] == (space, epoch):
                    found.setdefault(place[2], []).append((place[3], record))
            return found

        places: tuple[tuple[Any, str, Any], ...] = (
            (rows, "Row", self.plan), (rows, "Scene", self.scene), (rows, "Step", self.step),
            (running, "Scene", self.scene), (actions, "Scene", self.scene), (passes, "Pass", self.way),
            (showing, "Shown", self.empty), (revisions, "newer", lambda *_what: None),
            (feed, "refresh", lambda *_whose: None), (excerpts, "look_again", lambda **_what: None),
            (consent_rows, "chains", chains), (live_page, "known_now", lambda *_what, **_how: ""),
        )  # fmt: skip
        with ExitStack() as patched:
            for module, name, stand_in in places:
                patched.enter_context(patch.object(module, name, stand_in))
            yield
