"""The pages about the vault's formats are true and complete."""

from pathlib import Path

import pytest

from ownaccord.vault.derive import Label
from ownaccord.vault.errors import Stage
from tests.vectors import make

SPEC = Path(__file__).parents[2] / "docs/develop/spec"
PAGES = ("keys", "sealed", "macs", "witness", "codes", "reveal", "vault-store")


def test_the_table_of_labels_is_the_one_in_the_code() -> None:
    rows = [line for line in (SPEC / "keys.md").read_text(encoding="utf-8").splitlines() if "`own-accord/" in line]
    assert rows == [f"| `{label.name}` | `{label.value}` | {label.__doc__} |" for label in Label]


@pytest.mark.parametrize("name", make.FILES)
def test_every_vector_file_belongs_to_a_page(name: str) -> None:
    pages = [page for page in PAGES if f"`{name}.toml`" in (SPEC / f"{page}.md").read_text(encoding="utf-8")]
    assert len(pages) == 1


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_of_failure_is_written_down(stage: Stage) -> None:
    text = "".join((SPEC / f"{page}.md").read_text(encoding="utf-8") for page in PAGES)
    assert f"`{stage.value}`" in text
