"""A draft as its page shows it: everything in words, what is still to be said, what needs another look, the risks."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ownaccord.accounts.keys import Keyring
from ownaccord.catalogue import Fact, FactKind, Item
from ownaccord.consent import cards, choices, wording
from ownaccord.consent import queries as consent
from ownaccord.consent.looking import Look
from ownaccord.core.confirmation import MARK
from ownaccord.core.errors import Malformed
from ownaccord.core.plan import Line, Plan, planned
from ownaccord.core.terms import lapsed
from ownaccord.scenes import offers, queries, suggestions
from ownaccord.scenes.draft import Chosen, Draft, When
from ownaccord.scenes.seen import Agreed
from ownaccord.scenes.table import Stage, Table

LOOKS = {
    "gone": gettext_lazy("It is not in force any more."),
    "place": gettext_lazy("It is not in force at this place."),
    "lapses": gettext_lazy("What is in force for it ends before the planned end."),
}
KINDS: Mapping[FactKind, Promise] = {
    FactKind.PHYSICAL: gettext_lazy("Body"), FactKind.EMOTIONAL: gettext_lazy("Feelings"),
    FactKind.LEGAL: gettext_lazy("Law and privacy"), FactKind.AGREEMENT: gettext_lazy("What to agree on"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the draft in words. `again` says why it needs another look; empty while it stands."""

    name: str
    url: str
    people: tuple[str, ...]
    terms: tuple[str, ...]
    review: str
    spent: bool
    again: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about one side of a risk; `alone`: facts for which no good source was found."""

    kind: str
    facts: tuple[str, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Risks:
    """The risks of one chosen item, in words. `limits`: what it limits; `out`: body areas that are out of it."""

    item: Item
    url: str
    risk: tuple[str, str, str]
    limits: str
    out: str
    known: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that was said so far. `seen` names it in the form that puts it on the table; empty when it cannot be.

    `doubts`: words that could be mistaken. `needs_sign`: a sign for red is missing. `without`: who carries no device.
    `why_not`: why nothing can be put on the table now.
    """

    draft: Draft
    rows: tuple[Row, ...]
    place: str
    leads: str
    agreed: tuple[Agreed, ...]
    devices: tuple[str, ...]
    without: tuple[str, ...]
    doubts: tuple[str, ...]
    needs_sign: bool
    risks: tuple[Risks, ...]
    tells: tuple[tuple[str, tuple[str, ...]], ...]
    bodies: tuple[tuple[str, tuple[str, ...]], ...]
    why_not: str
    seen: str


def overview(here: Table, keys: Keyring, draft: Draft) -> Overview:
    """Return the draft for its page."""
    look, names = here.look, queries.names_of(here.look)
    words, ready, when, plan = draft.words, draft.ready, draft.when, plan_of(look, draft)
    carried = {who for people in (ready.carrying if ready else ()) for who in people}
    return Overview(
        draft, tuple(_row(look, each, when, names) for each in draft.what),
        str(choices.CONTEXTS[when.context.value]) if when else "", names.get(when.leads, "") if when else "",
        tuple(Agreed(str(each.signal), str(each.way), each.text) for each in (words.agreed if words else ())),
        _devices(ready.carrying, names) if ready else (),
        tuple(names[who] for who in sorted(names) if ready and who not in carried),
        suggestions.doubts(words.agreed, tuple(names.values()), words.languages) if words else (),
        _needs_sign(look, draft), risks(look, draft), queries.tells(look, keys) if draft.what else (),
        queries.bodies(look, keys) if draft.what else (),
        why_not(here), _seen(plan) if plan else "",
    )  # fmt: skip


def _devices(carrying: Iterable[tuple[str, ...]], names: Mapping[str, str]) -> tuple[str, ...]:
    found = [[names.get(who, "") for who in people] for people in carrying]
    return tuple(
        _("%(name)s, with a device of their own") % {"name": called[0]} if len(called) == 1
        else _("One device for %(names)s") % {"names": ", ".join(called)} for called in found
    )  # fmt: skip


def why_not(here: Table) -> str:
    """Return the word for why no plan can be put on the table now; empty when one can be."""
    if here.stage is Stage.CLOSED:
        return "not-now"
    if here.start is not None or here.stage is Stage.RUNNING:
        return "runs"
    if here.confirmed and here.stage is Stage.TABLED:
        return "confirmed"
    return "" if here.may_begin_again else "their-word"


def plan_of(look: Look, draft: Draft) -> Plan | None:
    """Return the finished plan, under a new mark; None while something is missing or needs another look."""
    if draft.when is None or draft.words is None or draft.ready is None or _needs_sign(look, draft):
        return None
    lines = [line for line, _why in (_line(look, each, draft.when) for each in draft.what) if line is not None]
    if len(lines) != len(draft.what):
        return None
    when, words, ready = draft.when, draft.words, draft.ready
    try:
        return Plan(
            look.space.id, look.space.epoch, os.urandom(MARK), tuple(sorted(look.space.members)), tuple(lines),
            when.context, when.minutes, when.leads, words.agreed, words.meanings, when.check_in, ready.carrying,
            ready.things,
        )  # fmt: skip
    except Malformed:
        return None


def is_seen(plan: Plan, seen: str) -> bool:
    """Whether this is the plan that a page has shown."""
    return _seen(plan) == seen


def _seen(plan: Plan) -> str:
    return replace(plan, mark=bytes(MARK)).digest.hex()


def _line(look: Look, chosen: Chosen, when: When) -> tuple[Line | None, str]:
    """The line that it makes here and now, or why it needs another look."""
    found = {(each.item, each.sides): each for each in offers.usable(look)}
    arrangement = found.get((chosen.item, chosen.sides))
    if arrangement is None:
        return None, "gone"
    try:
        line = planned(arrangement, when.context)
    except Malformed:
        return None, "place"
    return (None, "lapses") if lapsed(line.terms, look.now + when.minutes * 60) else (line, "")


def _row(look: Look, chosen: Chosen, when: When | None, names: Mapping[str, str]) -> Row:
    terms = next((a.terms for a in offers.usable(look) if (a.item, a.sides) == (chosen.item, chosen.sides)), None)
    line, why = _line(look, chosen, when) if when else (None, "" if terms else "gone")
    shown = line.terms if line else terms
    return Row(
        consent.name_of(look, chosen.item), look.addresses.item(chosen.item), offers.people(chosen.sides, names),
        tuple(wording.lines(shown)) if shown else (), wording.review(shown) if shown else "",
        bool(shown and shown.uses is not None), str(LOOKS.get(why, "")),
    )  # fmt: skip


# --- what an item limits, and its risks -------------------------------------------------------------------------------


def limits(item: Item) -> tuple[str, ...]:
    """Return what this item limits, in words."""
    found = (
        (item.speech_restricted, _("speech")), (item.hearing_restricted, _("hearing")),
        (item.movement_restricted, _("hands and movement")),
    )  # fmt: skip
    return tuple(words for holds, words in found if holds)


def is_silent(look: Look, draft: Draft) -> bool:
    """Whether something chosen limits speech, hearing or hands, so that a sign for red is needed."""
    return any(limits(item) for item in items(look, draft))


def _needs_sign(look: Look, draft: Draft) -> bool:
    agreed = draft.words.agreed if draft.words else ()
    return draft.words is not None and is_silent(look, draft) and not any(
        (each.signal, each.way) == ("red", "sign") for each in agreed
    )  # fmt: skip


def items(look: Look, draft: Draft) -> tuple[Item, ...]:
    """Return the cards of what was chosen, each once."""
    slugs = dict.fromkeys(each.item for each in draft.what)
    return tuple(item for slug in slugs if (item := look.catalogue.item(slug)) is not None)


def risks(look: Look, draft: Draft) -> tuple[Risks, ...]:
    """Return what to look at together before anybody says yes, item by item."""
    chosen = {(each.item, each.sides) for each in draft.what}
    out: dict[str, set[str]] = {}
    for each in offers.usable(look):
        if (each.item, each.sides) in chosen:
            out.setdefault(each.item, set()).update(each.terms.areas_out)
    return tuple(_risks(look, item, out.get(item.slug, set())) for item in items(look, draft))


def _risks(look: Look, item: Item, out: Iterable[str]) -> Risks:
    areas = [str(words) for key, words in choices.AREAS.items() if key in set(out)]
    known = tuple(_known(str(words), [f for f in item.facts if f.kind is kind]) for kind, words in KINDS.items())
    return Risks(
        item, look.addresses.item(item.slug), cards.risk_words(item), ", ".join(limits(item)),
        ", ".join([*areas, *(each for each in item.areas_to_leave_out if each not in areas)]),
        tuple(each for each in known if each.facts or each.alone),
    )  # fmt: skip


def _known(kind: str, facts: list[Fact]) -> Known:
    sourced = tuple(fact.text for fact in facts if fact.sourced)
    return Known(kind, sourced, tuple(fact.text for fact in facts if not fact.sourced))


def suggested(look: Look, draft: Draft) -> tuple[str, ...]:
    """Return what should lie ready for what was chosen."""
    return suggestions.things(items(look, draft))


def gone(look: Look, draft: Draft) -> tuple[str, ...]:
    """Return the names of what was chosen and is not in force any more."""
    known = {(each.item, each.sides) for each in offers.usable(look)}
    return tuple(consent.name_of(look, each.item) for each in draft.what if (each.item, each.sides) not in known)
