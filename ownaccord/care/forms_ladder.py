"""One step of a ladder: the terms of a small trial. Nothing is preselected; a dynamic also asks how it ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.catalogue import denylist
from ownaccord.consent import choices
from ownaccord.consent.forms import PositionForm
from ownaccord.core.ladder import LONGEST_SIGN
from ownaccord.core.position import DAY
from ownaccord.core.terms import Context, Level, Terms
from ownaccord.lib.forms import PlainText

DAYS = {key: words for key, words in choices.REVIEWS.items() if key <= 90}


class StepForm(PositionForm):
    """The terms of one step: always a trial of one time. `ends_it` and `look_again` are asked once, for a dynamic."""

    level = None  # type: ignore[assignment]
    review_days = None  # type: ignore[assignment]

    ends_it = PlainText(
        label=_("What ends it at once, for anybody"), required=False, max_length=LONGEST_SIGN,
        help_text=_("A word or a sign. It stands among the conditions of every step, where the others can read it."),
    )  # fmt: skip
    look_again = forms.TypedChoiceField(
        label=_("When I look at all of it again"), choices=[("", _("Choose")), *((str(k), w) for k, w in DAYS.items())],
        coerce=int, required=False, empty_value=None,
        help_text=_("From that day on nothing more can be asked for until you have named another day."),
    )  # fmt: skip

    def __init__(self, *args: Any, dynamic: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["contexts"].required = True
        self.fields["contexts"].error_messages["required"] = _("Choose at least one place. Nothing was changed.")
        for name in ("ends_it", "look_again"):
            if dynamic:
                self.fields[name].required = True
            else:
                del self.fields[name]

    def clean_ends_it(self) -> str:
        """Refuse what no adult can be offered."""
        text: str = self.cleaned_data["ends_it"]
        if text and denylist.refused(text):
            raise forms.ValidationError(_("This cannot be written here."))
        return text

    def step(self) -> Terms:
        """Return the valid form as the terms of a step, without a date."""
        data = self.cleaned_data
        own = {f"{kind}:{data[name]}" for name, kind in (("own_condition", "if"), ("own_limit", "never")) if data[name]}
        return Terms(
            level=Level.TRIAL, intensity=data["intensity"], minutes=data["minutes"],
            contexts=frozenset(Context(each) for each in data["contexts"]),
            conditions=frozenset({*data["conditions"], *own}), areas_out=frozenset(data["areas_out"]),
            signals=frozenset(data["signals"]), uses=1,
        )  # fmt: skip

    def day(self, now: int) -> int | None:
        """Return the day on which all of it is looked at again, None where it is not asked for."""
        days = self.cleaned_data.get("look_again")
        return day_in(now, int(days)) if days else None


def day_in(now: int, days: int) -> int:
    """Return the day so many days from now, without the second at which somebody chose it."""
    return (now // DAY + days) * DAY


class AgainForm(forms.Form):
    """Another day on which all of a ladder is looked at again."""

    look_again = forms.TypedChoiceField(
        label=_("When I look at all of it again"), choices=[(str(key), words) for key, words in DAYS.items()],
        coerce=int,
    )  # fmt: skip
