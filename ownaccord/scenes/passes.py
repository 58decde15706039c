"""Scene passes: a random secret in a cookie, its hash in the database; what it opens is only opened by it.

It authorises the live page, signals and their acknowledgement, locked or not, and nothing else. Docs: spec/scene.md.
"""

import hmac
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from ownaccord.accounts import cookies
from ownaccord.accounts.lookups import token_hash
from ownaccord.core import carrying
from ownaccord.core.carrying import Bare, Copy
from ownaccord.core.errors import Malformed
from ownaccord.scenes.models import Pass, Scene

MOST = 4
MOST_BROWSERS = 8
LASTS = 86400


@dataclass(frozen=True, slots=True, repr=False)
class Held:
    """One pass that this browser holds, with its scene."""

    row: Pass
    scene: Scene
    bare: Bare
    secret: bytes

    @property
    def copy(self) -> Copy | None:
        """What it shows besides the signals; None after Exit now."""
        try:
            return carrying.open_copy(self.secret, bytes(self.row.copy)) if self.row.copy else None
        except Malformed:
            return None


def secrets_in(jar: Mapping[str, str], *, secure: bool) -> tuple[bytes, ...]:
    """Return the secrets of the passes among these cookies, the newest first."""
    return cookies.passes_in(jar, secure=secure)[:MOST]


def held(jar: Mapping[str, str], *, secure: bool) -> tuple[Held, ...]:
    """Return the passes among these cookies that are good, the newest first."""
    found = {token_hash(secret): secret for secret in secrets_in(jar, secure=secure)}
    if not found:
        return ()
    rows = Pass.objects.filter(hashed__in=list(found)).select_related("scene").order_by("-scene_id", "-pk")
    every = []
    for row in rows:
        secret = found[bytes(row.hashed)]
        with suppress(Malformed):
            bare = carrying.open_bare(secret, bytes(row.bare))
            # A row that was moved under another scene opens nothing there.
            if (bare.outline.space, bare.outline.mark) == (row.scene.space_id, bytes(row.scene.mark)):
                every.append(Held(row, row.scene, bare, secret))
    return tuple(every)


def give(*, scene: Scene, person: str, bare: Bare, copy: Copy, now: int) -> bytes:
    """Store a pass for one browser and return its secret. Another one for the same device goes on counting.

    Of more than a few of one person the one goes that was not heard for longest.
    """
    secret = os.urandom(cookies.TOKEN)
    own = Pass.objects.filter(scene=scene, person_id=person).order_by("-heard", "-pk")
    Pass.objects.filter(pk__in=list(own.values_list("pk", flat=True)[MOST_BROWSERS - 1 :])).delete()
    Pass.objects.create(
        scene=scene, person_id=person, device=bare.device, hashed=token_hash(secret), heard=now,
        bare=carrying.seal_bare(secret, bare, os.urandom), copy=carrying.seal_copy(secret, copy, os.urandom),
    )  # fmt: skip
    return secret


def keep(request: HttpRequest, response: HttpResponse, secret: bytes) -> None:
    """Let this browser keep the secret of a pass, beside what it has.

    In one scene a browser is one device: what counted here for other people's device goes. Else a press here would be
    theirs, too, and this browser would be heard in place of their own.
    """
    new = Pass.objects.filter(hashed=token_hash(secret)).first()
    here = held(request.COOKIES, secure=request.is_secure())
    every = [each for each in here if not hmac.compare_digest(each.secret, secret)]
    same = [each for each in every if new is not None and each.scene.pk == new.scene_id]
    elsewhere = [each for each in same if new is not None and each.bare.device != new.device]
    Pass.objects.filter(pk__in=[each.row.pk for each in elsewhere]).delete()
    others = [each.secret for each in every if each not in elsewhere]
    cookies.put(request, response, cookies.PASSES, b"".join([secret, *others][:MOST]), LASTS)


def heard(every: Collection[Held], now: int) -> None:
    """Note that these devices were heard at this moment."""
    Pass.objects.filter(pk__in=[each.row.pk for each in every]).update(heard=now)


def unheard(every: Collection[Held]) -> None:
    """Let nothing stay of when these devices were heard."""
    known = [each.row.pk for each in every if each.row.heard]
    if known:
        Pass.objects.filter(pk__in=known).update(heard=0)


def heard_of(scene: Scene) -> dict[int, int]:
    """Return when each device of a scene was last heard, unix seconds; one that nobody carries is not in it."""
    found: dict[int, int] = {}
    for device, at in Pass.objects.filter(scene=scene).values_list("device", "heard"):
        found[device] = max(at, found.get(device, 0))
    return found


def silent_for(scene: Scene, now: int) -> int | None:
    """For how many seconds no device of this scene was heard; None where nobody knows, also by a clock set back."""
    at = max(heard_of(scene).values(), default=0)
    return now - at if 0 < at <= now else None


def strip(request: HttpRequest) -> None:
    """At Exit now: only the signals remain on this browser, whatever its passes showed."""
    hashes = [token_hash(secret) for secret in secrets_in(request.COOKIES, secure=request.is_secure())]
    if hashes:
        Pass.objects.filter(hashed__in=hashes).update(copy=b"")
