"""What the frame of every page reads: who is here in the coarsest words, and the neutral face of this browser."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from ownaccord.accounts import sign_ins, stops, tabs
from ownaccord.accounts.browser import Face
from ownaccord.accounts.models import SignIn


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return `frame` and `neutral` (docs/develop/look.md). Never raises: the error pages have the same frame.

    A request that is `unstored` asks the database nothing more: it did not answer, and is not waited for twice.
    """
    row: SignIn | None = getattr(request, "sign_in", None)
    unlocked = getattr(request, "keys", None) is not None
    face: Face = getattr(request, "face", Face())
    return {
        "frame": {
            "signed_in": row is not None,
            "unlocked": unlocked,
            "whose": tabs.mark_of(row.person_id) if row is not None else "",
            "curtain": getattr(request, "curtain", False),
            "paused": row is not None and not getattr(request, "unstored", False) and _paused(row.person_id),
            "demo": bool(getattr(settings, "OWNACCORD_DEMO", False)),
            "idle_seconds": sign_ins.idle_limit(row.shared) if row is not None and unlocked else None,
        },
        "neutral": {"name": face.name, "icon": face.icon, "address": face.address},
    }


def _paused(person: str) -> bool:
    try:
        return stops.EVERYTHING in stops.scopes(person)
    except DatabaseError:
        return False
