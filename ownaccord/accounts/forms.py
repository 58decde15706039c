"""The forms of the accounts room. A passphrase is never rendered back; everything else that was typed stays."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ownaccord.accounts import strength, wraps
from ownaccord.accounts.browser import ICONS, PLAIN_ADDRESS, leads_out
from ownaccord.accounts.fields import EMPTY, LONG, LONG_NAME, LONGEST_NAME, STOP_SLIP, Name, Secret, Words
from ownaccord.accounts.signs import SIGNS
from ownaccord.lib.forms import PlainText

BROWSERS = [("own", _("Yes")), ("shared", _("No, or not sure"))]
BROWSER_WHY = _(
    "If it is, this browser becomes half of your key. If not, you get six words that open your account in any browser."
)


class NewWay(forms.Form):
    """A passphrase for a browser of one's own, or six generated words for any browser."""

    browser = forms.ChoiceField(
        label=_("Is this a browser of your own, whose cookies you keep?"),
        help_text=BROWSER_WHY,
        choices=BROWSERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of them; either is fine.")},
    )
    passphrase = Secret(
        fresh=True,
        required=False,
        label=_("Passphrase"),
        help_text=_("Only for a browser of your own. Several words are good; nobody can send you a lost one."),
    )
    again = Secret(fresh=True, required=False, label=_("The same passphrase again"))

    def known(self) -> tuple[str, ...]:
        """Return what others know about this person, so that it is no secret."""
        return (str(self.cleaned_data.get("name") or ""),)

    def clean(self) -> dict[str, Any]:
        """Check the passphrase where one is needed."""
        data = super().clean() or self.cleaned_data
        if data.get("browser") == "own":
            check_fresh(self, self.known())
        return data

    @property
    def chosen(self) -> str | None:
        """The passphrase, or None for generated words."""
        return self.cleaned_data["passphrase"] if self.cleaned_data["browser"] == "own" else None


def check_fresh(form: forms.Form, known: tuple[str, ...]) -> None:
    """Say what a new passphrase lacks, at its field."""
    passphrase, again = form.cleaned_data.get("passphrase"), form.cleaned_data.get("again")
    if passphrase is None or again is None:
        return
    if not passphrase:
        form.add_error("passphrase", EMPTY)
        return
    for reason in strength.weakness(passphrase, known):
        form.add_error("passphrase", str(reason))
    if wraps.looks_portable(passphrase):
        form.add_error("passphrase", _("Six words of this list are for any browser. Please use five, or other words."))
    if passphrase != again:
        form.add_error("again", _("The two are not the same."))


class SignUpForm(NewWay):
    """A new account."""

    adult = forms.BooleanField(
        label=_("I am an adult, 18 or older"),
        error_messages={"required": _("This is for adults only. If you are not 18 yet, please do not go on.")},
    )
    name = Name(
        label=_("The name you sign in with"),
        help_text=_("Only you see it here. Others see the name that you choose in a space."),
    )
    field_order = ("adult", "name", "browser", "passphrase", "again")


class SignInForm(forms.Form):
    """Name and words."""

    name = Name(label=_("Your name here"))
    secret = Secret(label=_("Passphrase, or your six words"))


class UnlockForm(forms.Form):
    """The words alone; who it is, the sign-in knows."""

    secret = Secret(label=_("Passphrase, or your six words"))
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class StopForm(forms.Form):
    """A stop code."""

    words = Words(slip=STOP_SLIP, label=_("The eleven words"))


class LinkForm(forms.Form):
    """A one-time code of the host."""

    words = Words(label=_("The eleven words"))


class WelcomeForm(forms.Form):
    """Who runs this computer."""

    host = PlainText(
        label=_("Who runs this computer?"),
        help_text=_("A name that the people you invite will recognise. They see it before they join."),
        max_length=LONGEST_NAME,
        error_messages={"max_length": LONG_NAME, "required": EMPTY},
    )
    words = Words(required=False, label=_("The eleven words from the command line"))

    def __init__(self, *args: Any, here: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if here:
            del self.fields["words"]
        else:
            self.fields["words"].required = True


class RecoverForm(NewWay):
    """Back in with the recovery code."""

    slip = _("Something in this code is not right. Please compare it group by group.")

    name = Name(label=_("Your name here"))
    code = forms.CharField(
        label=_("Recovery code"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"max_length": LONG, "required": EMPTY},
    )
    field_order = ("name", "code", "browser", "passphrase", "again")


class ResetForm(NewWay):
    """Begin anew with the host's words."""

    name = Name(label=_("Your name here"))
    words = Words(label=_("The eleven words from the person who runs this computer"))
    field_order = ("name", "words", "browser", "passphrase", "again")


class NewDeviceForm(forms.Form):
    """This browser becomes one more device."""

    words = Words(label=_("The eleven words from your other device"))
    passphrase = Secret(
        label=_("Your passphrase"),
        help_text=_("The same as on your other devices. It is asked so that the words alone open nothing."),
    )


class ProveForm(forms.Form):
    """The words of today, before what opens the account changes."""

    secret = Secret(label=_("Your passphrase or six words, as they are now"))


class PassphraseForm(ProveForm):
    """A new passphrase for every device."""

    passphrase = Secret(fresh=True, label=_("New passphrase"))
    again = Secret(fresh=True, label=_("The new passphrase again"))

    def __init__(self, *args: Any, known: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self._known = known

    def clean(self) -> dict[str, Any]:
        """Check the new one."""
        data = super().clean() or self.cleaned_data
        check_fresh(self, self._known)
        return data


class RenewForm(NewWay, ProveForm):
    """Everything that opens the account becomes new."""

    field_order = ("secret", "browser", "passphrase", "again")

    def __init__(self, *args: Any, name: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._name = name

    def known(self) -> tuple[str, ...]:
        """Return the name of the account."""
        return (self._name,)


class SettingsForm(forms.Form):
    """How this browser and this account behave."""

    shared = forms.BooleanField(
        required=False,
        label=_("Shared device: lock after two minutes, end when the browser closes, and stay so until I take it back"),
    )
    asks = forms.BooleanField(
        required=False,
        label=_("Own pages: ask for my words again after two minutes elsewhere; on a shared device it is always so"),
    )
    face = forms.RegexField(
        r"^[^<>]*$", label=_("Name at the top of every page"), max_length=40, min_length=1, required=False,
        help_text=_("Something neutral, such as Notes. For this browser."),
        error_messages={"max_length": LONG, "invalid": _("Please use letters and signs without angle brackets.")},
    )  # fmt: skip
    icon = forms.ChoiceField(
        label=_("Icon"),
        choices=list(zip(ICONS, (_("Notebook"), _("Leaf"), _("Calendar")), strict=True)),
        widget=forms.RadioSelect,
    )
    address = forms.CharField(
        required=False, max_length=300, label=_("Where Exit now leads"),
        help_text=_("An https address that nobody asks about, or nothing for a blank page. For this browser."),
        error_messages={"max_length": LONG},
    )  # fmt: skip
    sign = forms.TypedChoiceField(
        label=_("My sign at the curtain"),
        help_text=_("Two people who share a browser find their own place by a sign, without names."),
        choices=list(enumerate(SIGNS)),
        coerce=int,
    )
    wait = forms.IntegerField(
        required=False, min_value=0, max_value=336, label=_("My own waiting time, in hours"),
        help_text=_("How long you sleep on something before it can loosen: 0 to 336. Only you know it."),
    )  # fmt: skip
    email = forms.EmailField(
        required=False, label=_("E-mail address"),
        help_text=_("Only for reminders, if you turn them on. Whoever runs this computer can read it. You need none."),
        error_messages={"invalid": _("This does not look like an e-mail address."), "max_length": LONG},
    )  # fmt: skip

    def clean_face(self) -> str:
        """Return the neutral name without signs that cannot be shown."""
        return PlainText(required=False, max_length=40).clean(self.cleaned_data["face"])

    def clean_address(self) -> str:
        """Return the address of Exit now; nothing typed is a blank page."""
        address = self.cleaned_data["address"] or PLAIN_ADDRESS
        if not leads_out(address):
            raise ValidationError(_("Please use an address that begins with https://, or leave this empty."))
        return str(address)


class TakeForm(forms.Form):
    """What to take, and whether to seal it."""

    kind = forms.ChoiceField(
        label=_("As what?"),
        choices=[("html", _("A page to read")), ("json", _("Data for other software (JSON)"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of them.")},
    )
    passphrase = Secret(
        fresh=True, required=False, label=_("A passphrase for the file"),
        help_text=_("If you give one, the file is encrypted (age format). Nobody can open it without the passphrase."),
    )  # fmt: skip
    again = Secret(fresh=True, required=False, label=_("The same passphrase again"))

    def clean(self) -> dict[str, Any]:
        """Check that both are the same."""
        data = super().clean() or self.cleaned_data
        if data.get("passphrase", "") != data.get("again", ""):
            self.add_error("again", _("The two are not the same."))
        return data


class HostResetForm(forms.Form):
    """Whose account begins anew."""

    name = Name(label=_("The name they sign in with"))
