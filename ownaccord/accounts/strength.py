"""How strong a passphrase is, judged on this computer and said in plain words. Nothing of it leaves the process."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from zxcvbn import zxcvbn  # type: ignore[import-untyped]

SHORTEST = 10
ENOUGH = 3
LOOKED_AT = 72

_REASONS: dict[str, Promise] = {
    "dictionary": _("It is close to a common word or name."),
    "spatial": _("It follows the keys of a keyboard."),
    "repeat": _("It repeats itself."),
    "sequence": _("It is a sequence such as abc or 123."),
    "date": _("It looks like a date."),
    "regex": _("It looks like a year."),
}


def weakness(passphrase: str, about: tuple[str, ...]) -> list[str | Promise]:
    """Return in words why this passphrase could be guessed; empty when it is good. `about`: what others know."""
    if len(passphrase) < SHORTEST:
        return [_("It is short. Use at least ten characters; several words are easier to keep than strange signs.")]
    found = zxcvbn(passphrase[:LOOKED_AT], user_inputs=[each for each in about if each])
    if found["score"] >= ENOUGH:
        return []
    seen = dict.fromkeys(match["pattern"] for match in found["sequence"])
    reasons: list[str | Promise] = [_REASONS[pattern] for pattern in seen if pattern in _REASONS]
    return [_("Somebody who tries could guess it."), *reasons, _("The words offered on this page are a good choice.")]
