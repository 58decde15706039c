"""What the scanners of the source may pass over is written down here, and says why."""

from tests.apart import ROOT
from tests.scan import advisories, source, walls


def test_what_bandit_may_skip_is_this_and_each_says_why() -> None:
    assert source.skipped() == {
        "ownaccord/accounts/picture.py": ["B308 B703  # segno draws it from bits; the text itself is not in it"],
        "start.py": [
            "B404  # programs are run by `call` and `become` alone",
            "B603  # a list of fixed words and of paths of this folder",
            "B606  # our own Python, with what its owner typed; no shell reads it",
        ],
    }


def test_every_rule_says_what_it_has_to_find_and_what_not() -> None:
    named = [rule["id"] for rule in walls.rules()]

    assert len(named) == len(set(named)) > 20
    assert [rule["id"] for rule in walls.rules() if not rule["metadata"]["bad"] or not rule["metadata"]["good"]] == []


def test_every_exception_of_a_rule_is_a_file_and_has_a_reason() -> None:
    listed = [pair for rule in walls.rules() for pair in rule["metadata"].get("may", {}).items()]

    assert [path for path, reason in listed if not (ROOT / path).is_file() or len(reason) < 15] == []


def test_a_finding_falls_unless_a_reason_stands_and_a_reason_without_a_finding_falls() -> None:
    allowed = {(rule["id"], path): [1] for rule in walls.rules() for path in rule["metadata"].get("may", {})}
    assert walls.fell(allowed) == []

    one = ("nothing-is-printed", "ownaccord/web/cli.py")
    fewer = {key: lines for key, lines in allowed.items() if key != one}
    assert walls.fell(fewer) == ["ownaccord/web/cli.py nothing-is-printed: listed, but does not do it any more"]

    more = {**allowed, ("nothing-is-printed", "ownaccord/core/wish.py"): [7], ("nothing-is-printed", "tests/x.py"): [1]}
    assert [each.partition(": ")[0] for each in walls.fell(more)] == ["ownaccord/core/wish.py:7 nothing-is-printed"]


def test_a_case_in_which_a_rule_is_silent_or_too_loud_falls() -> None:
    tried = [("a", "a-bad-0.py", True), ("a", "a-good-0.py", False), ("a", "a-bad-1.py", True)]

    assert walls.missed({("a", "/x/a-bad-0.py"): [1], ("a", "/x/a-bad-1.py"): [1]}, tried) == []
    assert walls.missed({("a", "/x/a-good-0.py"): [1], ("a", "/x/a-bad-0.py"): [1]}, tried) == [
        "a-good-0.py: found",
        "a-bad-1.py: not found",
    ]


def test_every_lock_is_asked_about() -> None:
    assert sorted(path.name for path in advisories.locks()) == sorted(
        path.name for folder in (ROOT, ROOT / "locks") for path in folder.glob("*.lock")
    )
