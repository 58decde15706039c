"""Decoders of a plan on the table, of what a scene pass opens and of the steps of a scene.

Seals and MACs are made properly around each input: whoever edits the database may carry a pass of their own.
"""

from ownaccord.core import carrying, tabling
from ownaccord.core.carrying import Bare, Copy, Outline, Stored
from ownaccord.core.errors import Forged, Malformed
from ownaccord.core.plan import Agreed, Line, Plan, Signal, Way
from ownaccord.core.position import Side
from ownaccord.core.scene import Happened, Step
from ownaccord.core.terms import Context, Terms
from ownaccord.vault.canonical import encode
from ownaccord.vault.sealing import pad, seal
from tests.fuzz.between import EPOCH_KEY, KEYS, SPACE, VIEW
from tests.fuzz.decoder import Decoder, holds
from tests.fuzz.pure import CBOR, SAID, SAME
from tests.vectors.some import ASH, BO, entropy, some

SECRET = some("pass", 32)
SIDES = tuple(sorted(((ASH, Side.GIVE), (BO, Side.RECEIVE))))
PLAN = Plan(
    SPACE, 1, some("plan", 16), tuple(sorted((ASH, BO))),
    (Line("massage", SIDES, Terms(contexts=frozenset({Context.AT_HOME}))),),
    Context.AT_HOME, 60, "", (Agreed(Signal.RED, Way.WORD, "ember"),), ("Good.", "Slower.", "Stop."), 20,
    ((ASH,), (BO,)), ("water",),
)  # fmt: skip
KEY, OUTLINE = carrying.scene_key(EPOCH_KEY, PLAN.digest), carrying.outline_of(PLAN)


def _tabled(data: bytes) -> None:
    key, place = tabling._key(EPOCH_KEY, BO), tabling._place(VIEW, BO)
    body = seal(key, place, pad(data, tabling.FLOOR), entropy("plan"))
    macs = KEYS[BO].vouch(tabling._digest(VIEW, BO, body), SPACE, 1, VIEW.members)
    plan = tabling.read(tabling.Tabled(body, macs), BO, VIEW, KEYS[ASH], EPOCH_KEY)
    holds(plan.as_bytes == data and plan.members == tuple(sorted(VIEW.members)), SAME)


def _bare(data: bytes) -> None:
    sealed = seal(carrying._pass_key(SECRET), carrying._BARE, pad(data, carrying.BARE_FLOOR), entropy("bare"))
    bare = carrying.open_bare(SECRET, sealed)
    holds(data in (carrying._bare_plain(bare), carrying._bare_plain(bare, carrying.VERSION)), SAME)
    holds(0 <= bare.device < len(bare.outline.carrying), "no device")


def _outline(data: bytes) -> None:
    place = carrying._place(SPACE, PLAN.mark)
    sealed = seal(KEY, place, pad(data, carrying.BARE_FLOOR), entropy("outline"))
    outline = carrying.open_outline(KEY, SPACE, PLAN.mark, sealed)
    holds(encode(carrying._outline_as_list(outline)) == data and outline.carrying != (), SAME)


def _copy(data: bytes) -> None:
    sealed = seal(carrying._pass_key(SECRET), carrying._COPY, pad(data, carrying.FLOOR), entropy("copy"))
    holds(carrying._copy_plain(carrying.open_copy(SECRET, sealed)) == data, SAME)


def _step(data: bytes) -> None:
    start = carrying.seal_start(KEY, OUTLINE, 1000, entropy("start"))
    sealed = seal(KEY, carrying._at(OUTLINE, 1), pad(data, carrying.STEP_FLOOR), entropy("step"))
    started, (happened,) = carrying.read_steps(KEY, OUTLINE, (start, Stored(1, sealed)))
    holds(started == 1000 and carrying._written(happened) == data, SAME)


CARRIED = (
    Decoder("plan-tabled", _tabled, ("core.tabling.read",), (Forged,), (*CBOR, *SAID), longest=700),
    Decoder("pass-bare", _bare, ("core.carrying.open_bare",), (Malformed,), CBOR, longest=400),
    Decoder(
        "scene-outline",
        _outline,
        ("core.carrying.open_outline", "core.carrying._outline_from"),
        (Malformed,),
        CBOR,
        longest=400,
    ),
    Decoder(
        "pass-copy",
        _copy,
        ("core.carrying.open_copy", "core.carrying._pairs_from"),
        (Malformed,),
        (*CBOR, *SAID),
        longest=900,
    ),
    Decoder(
        "scene-step",
        _step,
        ("core.carrying.read_steps", "core.carrying._start_from", "core.carrying._happened_from"),
        (Malformed,),
        (*CBOR, b"\x63red"),
        longest=60,
    ),
)


def samples() -> dict[str, tuple[bytes, ...]]:
    """Inputs that are taken, to begin with."""
    bare = Bare(KEY, Outline(SPACE, PLAN.mark, PLAN.carrying, 1, 60, 20), 1, 9000)
    names = ((ASH, "Ash"), (BO, "Bo"))
    copy = Copy(PLAN, names, ("neck",), (("Ash", ("quiet",)),), (("Massage", "Ash gives"),), ("No.",))
    steps = (Happened(Step.RED, 1000, 0, 1), Happened(Step.TIGHTENED, 1001, None, 0, 0))
    return {
        "plan-tabled": (PLAN.as_bytes,), "pass-bare": tuple(carrying._bare_plain(bare, each) for each in (2, 1)),
        "scene-outline": (encode(carrying._outline_as_list(bare.outline)),),
        "pass-copy": (carrying._copy_plain(copy),), "scene-step": tuple(map(carrying._written, steps)),
    }  # fmt: skip
