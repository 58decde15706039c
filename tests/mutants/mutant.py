"""What a mutant is, and which tests have to notice one."""

from dataclasses import dataclass

MEET = "test_law_1_meet.py"
VETO = "test_law_2_veto.py"
TIGHTEN = "test_law_3_tightening.py"
AROUND = "test_law_3_around_scenes.py"
LOOSEN = "test_law_4_loosening.py"
TIME = "test_law_5_time.py"
FAULTS = "test_law_6_faults.py"
RATCHET = "test_law_7_ratchet.py"
TRIAL = "test_law_8_trial.py"
EDITIONS = "test_law_9_editions.py"
OWN = "test_law_9_own_items.py"
REST = "test_law_10_rest.py"
HISTORIES = "test_histories.py"
RECORDS = "../core/test_ledger.py"
WISHES = "../core/test_wish.py"
PEN = "../core/test_ledger_pen.py"
SCENE = "../core/test_scene.py"
PLAN = "../core/test_plan.py"
CONFIRMATION = "../core/test_confirmation.py"


@dataclass(frozen=True)
class Mutant:
    """`old` stands exactly once in ownaccord/core/`file`; with `new` in its place one of the `laws` has to fail."""

    name: str
    file: str
    old: str
    new: str
    laws: tuple[str, ...]


def m(name: str, file: str, old: str, new: str, *laws: str) -> Mutant:
    return Mutant(name, f"{file}.py", old, new, laws)
