"""Who may listen by a scene pass: whoever carries a scene, to its space, locked or not."""

from collections.abc import Collection, Mapping

from ownaccord.accounts.lookups import token_hash
from ownaccord.lib.streams.listening import Listener
from ownaccord.scenes import passes
from ownaccord.scenes.models import Pass

HASH = 32


class ByPass:
    """A way to be known: by the passes of this browser whose scenes are still stored."""

    def shown(self, cookies: Mapping[str, str], *, secure: bool) -> bytes | None:
        """The hashes of all passes of this browser, the newest first."""
        return b"".join(map(token_hash, passes.secrets_in(cookies, secure=secure))) or None

    def may(self, shown: Collection[bytes], now: int) -> Mapping[bytes, Listener]:
        """Whose passes these are, and of which spaces; several of one browser count as the first one's."""
        apart = {each: [each[at : at + HASH] for at in range(0, len(each), HASH)] for each in shown}
        every = {hashed for hashes in apart.values() for hashed in hashes}
        # Also once the space has ended: that is the moment in which a live screen has to look.
        rows = Pass.objects.filter(hashed__in=list(every))
        good = {bytes(h): (str(p), str(s)) for h, p, s in rows.values_list("hashed", "person_id", "scene__space_id")}
        found = {each: [good[hashed] for hashed in hashes if hashed in good] for each, hashes in apart.items()}
        return {
            each: Listener(known[0][0], frozenset(space for _person, space in known))
            for each, known in found.items() if known
        }  # fmt: skip


by_pass = ByPass()
