"""Every request that can be made in the street, read from the URLconf: a new address is asked as soon as it is there.

A new kind of value in an address, or a new field of a form, fails until somebody says here what to ask with it.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

from ownaccord.accounts.keys import to_words
from ownaccord.lib.words import wordlist
from tests.people import PASSPHRASE
from tests.walls.addresses import Address, addresses
from tests.walls.doors import ROWS, Behind, Open, no
from tests.walls.scene import CATEGORY, ITEM
from tests.walls.test_bad_input import AGREED, FIELDS
from tests.walls.worlds import HIDDEN, MORE, SCENE, TOLD, Street

Request = tuple[str, str, dict[str, Any] | None]
Values = dict[str, list[str]]

NOBODYS = to_words(bytes(16), wordlist())
FRESH = "four other words here now"
SAID: dict[str, Any] = {
    "name": "Ash", "secret": "not the words of anybody", "passphrase": FRESH, "again": FRESH, "browser": "own",
    "adult": "on", "next": "", "words": NOBODYS, "code": "AAAA", "host": "Bo", "choose": "x", "step": "new",
    "first": "one", "second": "two", "kind": "json", "shared": "", "face": "Notes", "icon": "leaf", "address": "",
    "sign": "1", "wait": "20", "email": "", "label": "Ours", "own_name": "Somebody", "about": "0" * 16,
    "once": "a" * 32, "name_1": "Ash", "name_2": "Cam", "body": "1", "feelings": "3", "law": "3", "which": "",
    "item": MORE, "sentence": "One sentence.", "shapes": ["together"], "contexts": ["at_home"], "side": "give",
    "level": "3", "from": "map", "conditions": [], "areas_out": [], "signals": [], "review_days": "90",
    "intensity": "", "minutes": "", "own_condition": "", "own_limit": "", "chosen": [f"{MORE}/give"],
    "wish": f"{MORE}/give", "hours": "2", "asking": "yes", "past": ["tried"], "note": "", "then": "", "lines": ["own"],
    "lesson": "saying-no", "fill_what": "a walk", "fill_sign": "cold hands", "at_hand": "on",
    "zone": "Europe/Berlin", "hour": "10", "title_review": "", "title_recheck": "", "title_later": "",
    "space": "0" * 32, "area_neck": "out", "injuries": "", "marks": "", "side_together": "into",
    "deck": "closeness", "categories": [], "days": "3", "mark": "0" * 32, "with": "answers",
    "now": ["calm"], "line": "", "move": "say", "number": "0", "of": "0", "at": "0", "times": ["6"], "moves": "on",
    "to_me": "", "to_you": "",
    "seen": "1", "prompt": "good", "text": "A line.", "situation": "Rain.", "thought": "", "feeling": "", "fairer": "",
    "turns": ["minds"], "before": "A word.", "signs": "", "did": "", "helped": ["breath"], "also": "", "another": "",
    "asks": "", "mood": "1", "sleep": "2", "worth": "3", "connection": "4", "drawn": "2",
    "items": [ITEM], "good": "", "hard": "Too fast.", "triggers": "", "noticed": ["quiet"], "noticed_own": "",
    "helped_own": "", "limit": "near", "next_time": "",
    "happened": "", "when": "", "medicines": "", "concerns": "",
    "crossed": "", "effect": "", "need": "", "change": "", "told": "", "say": "", "harm": "", "done": "",
    "own_up": "", "otherwise": "", "ask_not": "", "whom": "",
    "ends_it": "ember", "look_again": "30",
    "context": "at_home", "check_in": "10", "leads": "nobody", "carry_0": "own", "carry_1": "none", "things": "water",
    "plan": "0" * 64, "read": "0" * 64, **dict.fromkeys(AGREED, ""),
    "cadence": "week", "every": "", "form": "full", "on": "", "what": f"{MORE}/give", "answer": "later", "said": "",
    "more": "Something to read.", "parts": [],
    "red_means": "Stop.", "yellow_means": "Slower.", "green_means": "Good.", "red_word": "ember",
    **{f"name_{number}": "" for number in range(3, 10)},
}  # fmt: skip
# Without a passphrase: a sealed file draws its own lots, and is as long as what is in it.
BACK = {"body": ["warm"], "feelings": ["glad"], "helped": ["water"]}
MEANT: dict[str, dict[str, Any]] = {
    "me-take": {"passphrase": "", "again": ""},
    **dict.fromkeys(("debrief-new", "debrief-scene", "debrief-change"), BACK),
}
# The same form with something else in it: what somebody would try who wants to find something out.
ELSE: dict[str, list[dict[str, Any]]] = {
    "sign-in": [{"secret": PASSPHRASE}, {"name": "Nobody"}],
    "recover": [{"browser": "shared"}],
    "me-host": [{"step": "account"}, {"step": "open"}],
    "me-take": [{"kind": "html"}],
    "take-position": [{"level": "0"}, {"level": "1"}, {"side": "together"}, {"side": "receive"}],
    "tighten": [{"side": "together", "level": "1"}, {"side": "all"}],
    "wait": [{"hours": "200"}],
    "space-new": [{"own_name": "Bo"}],
}  # fmt: skip


def gets(values: Values) -> list[Request]:
    """Every page, with each of these values in its address."""
    return [(each.name, path, None) for each in addresses() if answers(each, 0) for path in _paths(each, values)]


def posts(values: Values, *, tried: bool = False) -> list[Request]:
    """Every form, with what could be meant; `tried`: also with what somebody would try who wants to find out."""
    return [
        (each.name, path, fields)
        for each in addresses() if answers(each, 1)
        for number, path in enumerate(_paths(each, values)) for fields in _forms(each.name, tried and number == 0)
    ]  # fmt: skip


def everything(here: Street) -> Values:
    """What may stand in an address of the street; first what Bo has of their own."""
    found = {
        "space": [here.space, here.circle, here.waiting, here.listed],
        "item": [MORE, ITEM, TOLD, here.own, here.wished], "side": ["give", "receive", "together"],
        "category": [CATEGORY, HIDDEN], "own": [here.own, here.bos, here.unbrought], "seat": ["1", "2"],
        "part": ["words", "body"], "held_form": ["x"], "device": [here.device], "sign_in": [here.sign_in],
        "uid": ["0" * 32], "secret": ["a" * 32],
        "entry": [here.entry, here.debrief], "article": ["1"], "group": ["1"], "phrase": ["9"],
        "line": ["0" * 8], "lesson": ["1"], "at": ["1"], "step": ["what", "when", "words", "ready"],
        "about": ["everything"], "moment": ["x"], "scene": [SCENE],
        "question": ["opening", "change"],
        "theme": ["any", "power"], "card": ["good-authority"],
    }  # fmt: skip
    return {name: [*here.of_bo.get(name, []), *each] for name, each in found.items()}


def once(here: Street, space: str, item: str = MORE) -> Values:
    """Every address once, in one space and about one item."""
    return {name: [each[0]] for name, each in everything(here).items()} | {"space": [space], "item": [item]}


def answers(address: Address, place: int) -> bool:
    """Whether this address knows the method: GET 0, POST 1."""
    row = ROWS[address.name]
    inside = row.of("unlocked") if isinstance(row, Open) else row.inside
    assert isinstance(row, Open | Behind)
    return inside[place] != no


def _forms(name: str, tried: bool) -> Iterator[dict[str, Any]]:
    meant = {field: SAID[field] for field in FIELDS[name]} | MEANT.get(name, {})
    yield meant
    for other in ELSE.get(name, []) if tried else []:
        yield {**meant, **other}


def _paths(address: Address, values: Values) -> list[str]:
    """The other spaces are not asked about every item again."""
    chosen = {each: values[each] for each in address.varies}
    if "space" in chosen and len(chosen) > 1 and "seat" not in chosen:
        chosen["space"] = chosen["space"][:1]
    return [address.path(**dict(zip(chosen, each, strict=True))) for each in product(*chosen.values())]
