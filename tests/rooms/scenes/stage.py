"""What people do with a plan and a scene, by pressing buttons; the plan itself is made here and put on the table."""

import os
import re
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.test import Client

from ownaccord.consent.looking import look
from ownaccord.core.plan import Agreed, Plan, Signal, Way, planned
from ownaccord.core.terms import Context, Level
from ownaccord.lib.streams.signals import Posted
from ownaccord.scenes import actions, signals, table
from ownaccord.scenes.seen import Now
from ownaccord.scenes.table import Table
from ownaccord.spaces import access
from tests.chapters import told
from tests.hands import held
from tests.people import Somebody
from tests.rooms.consent.shared import Shared, words_of

MASSAGE = "massage"
AGREED = (
    Agreed(Signal.RED, Way.WORD, "ember"), Agreed(Signal.RED, Way.SIGN, "drops the keys"),
    Agreed(Signal.YELLOW, Way.SIGN, "two taps"),
)  # fmt: skip


def here(ours: Shared, who: Somebody) -> Table:
    """The table as this person's software sees it."""
    space = access.space_for(who.id, ours.id, who.keys)
    found = look(person=who.id, keys=who.keys, space=space, witness=None, behind=False, now=held.now)
    return table.of(found, who.keys)


def plan_of(ours: Shared, who: Somebody, shared: bool = False, **changes: Any) -> Plan:
    """A plan of everything above Talk first, at home."""
    found = here(ours, who).look
    members = tuple(sorted(found.space.members))
    lines = tuple(
        planned(each, Context.AT_HOME) for each in found.arrangements
        if each.terms.level > Level.TALK and Context.AT_HOME in each.terms.contexts
    )  # fmt: skip
    carrying = (members,) if shared else tuple((person,) for person in members)
    made = Plan(
        ours.id, found.space.epoch, os.urandom(16), members, lines, Context.AT_HOME, 60, "",
        AGREED,
        ("All is well.", "Slower, and look.", "Everything stops."), 20, carrying, ("water",),
    )  # fmt: skip
    return replace(made, **changes)


def tabled(ours: Shared, who: Somebody, **how: Any) -> Plan:
    """Put such a plan on the table."""
    plan: Plan = told(("tabled", ours.id, who.name, repr(how)), [who.browser], lambda: _tabled(ours, who, how))
    return plan


def _tabled(ours: Shared, who: Somebody, how: dict[str, Any]) -> Plan:
    plan = plan_of(ours, who, **how)
    actions.put_on_table(here=here(ours, who), keys=who.keys, plan=plan)
    return plan


def signal(browser: Client, word: str, **more: Any) -> int:
    """Press a signal on the live page of this browser; 204, or 404 where it carries nothing."""
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    page = browser.get("/now/part/")
    seen: Now | None = page.context["now"] if page.status_code == 200 else None
    fields = {"scene": seen.mark if seen else "", "number": str(seen.number if seen else 0), "script": "1"}
    step = getattr(signals, word.replace("-", "_"))
    with transaction.atomic():
        said = step(Posted(cookies, secure=False, fields={**fields, **{name: str(v) for name, v in more.items()}}))
    return 404 if said is None else 204


def sees(browser: Client) -> Now:
    """What the live page of this browser is given."""
    answer = browser.get("/now/")
    assert answer.status_code == 200, answer.status_code
    found: Now = answer.context["now"]
    return found


def rehearse(ours: Shared, *people: Somebody) -> None:
    """Everybody joins with their device, somebody presses red, every device draws it, everybody notes it."""
    names = tuple(who.name for who in people)
    told(("rehearse", ours.id, names), [who.browser for who in people], lambda: _rehearse(ours, *people))


def _rehearse(ours: Shared, *people: Somebody) -> None:
    for who in people:
        assert ours.press(who, "plan/drill/") == "/now/"
    assert signal(people[0].browser, "red") == 204
    for who in people:
        assert signal(who.browser, "drawn", about=sees(who.browser).revision) == 204
    for who in people:
        assert ours.press(who, "plan/drill/", **{"with": "reached"}) == "plan/?said=rehearsed"


def say_yes(ours: Shared, who: Somebody, **said: str) -> str:
    """Say yes for now to what lies on the table; every condition holds unless `said` says otherwise."""
    page = who.browser.get(ours.url("plan/yes/"))
    assert page.status_code == 200, page.headers.get("Location")
    names = set(re.findall(r'name="((?:holds|line)_\d+)"', page.content.decode()))
    plan = re.search(r'name="plan" value="([0-9a-f]+)"', page.content.decode())
    assert plan, words_of(page)
    return ours.press(who, "plan/yes/", plan=plan[1], **{**dict.fromkeys(names, "holds"), **said})


def started(ours: Shared, **how: Any) -> Plan:
    """A scene of Ash and Bo that runs: planned, rehearsed, confirmed and begun. `at_hand`: with their words at hand."""
    ash, bo = ours.cast.ash, ours.cast.bo
    plan: Plan = told(("started", ours.id, repr(how)), [ash.browser, bo.browser], lambda: _started(ours, dict(how)))
    return plan


def _started(ours: Shared, how: dict[str, Any]) -> Plan:
    ash, bo = ours.cast.ash, ours.cast.bo
    ticks = {"at_hand": "on"} if how.pop("at_hand", False) else {}
    plan = _tabled(ours, ash, how)
    _rehearse(ours, ash, bo)
    for who in (ash, bo):
        assert say_yes(ours, who, **ticks) == "plan/?said=yes"
    for who in (ash, bo):
        ours.see(who, "plan/")
    assert ours.press(bo, "plan/start/") == "plan/?said=started"
    return plan
