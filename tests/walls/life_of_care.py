"""What the people of tests/walls/life.py do in the room of care: something is typed into every field of it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.walls.resident import Resident


def cools_off(who: "Resident", space: str) -> None:
    """From everything here, and everywhere; what was there is wanted back once."""
    where = {"space": space, "about": "everything"}
    who.say("cooling-on", where, days="7")
    who.say("cooling-end", where, chosen=["massage/receive"])
    who.say("cooling", days="3")
    who.say("cooling-end", where)


def small_steps(ash: "Resident", bo: "Resident", space: str) -> None:
    """A ladder of who leads, with words wherever there is room; its steps are shown, and somebody begins with them."""
    where, word = {"space": space, "item": "kneeling", "side": "lead"}, ash.sown.said
    own = {"own_condition": word("step"), "own_limit": word("not"), "minutes": "5", "contexts": ["at_home", "away"]}
    ash.say("ladder-add", where, **own, ends_it=word("ends"), look_again="30")
    ash.say("read-card", {"space": space, "item": "kneeling"})
    ash.say("ladder-ask", where, step="next")
    ash.say("ladder-down", where)
    for what in ("again", "show"):
        ash.say("ladder-change", where, **{"with": what}, look_again="14")
    mark = bo.hidden(f"/s/{space}/steps/", "mark")
    bo.say("ladder-take", {"space": space}, mark=mark, side="follow")
