"""Forms that show every kind of question; nobody answers them."""

from dataclasses import dataclass

from django import forms


@dataclass(frozen=True, slots=True)
class Answer:
    """A choice's label with one sentence under it."""

    words: str
    hint: str

    def __str__(self) -> str:
        return self.words


LEVELS = [("0", "No"), ("1", "Talk first"), ("2", "Trial"), ("3", "Yes")]
CONDITIONS = [("sober", "Sober"), ("slept", "Slept enough"), ("unhurried", "No hurry"), ("own", "Nobody else at home")]
BROWSERS = [
    ("own", Answer("Yes, it is mine", "It keeps its cookies, and nobody else uses it.")),
    ("other", Answer("No, or not sure", "Six words then open your notes in any browser.")),
]


class Questions(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="A name to sign in with", help_text="Any name. Nobody else is shown it.")
    passphrase = forms.CharField(
        label="Passphrase",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="Five words are enough.",
    )
    browser = forms.ChoiceField(
        label="Is this a browser of your own, whose cookies you keep?", choices=BROWSERS, widget=forms.RadioSelect
    )
    level = forms.ChoiceField(
        label="Where do you stand?",
        choices=LEVELS,
        widget=forms.RadioSelect,
        help_text="This is said to the people in this space: their software holds it.",
    )
    conditions = forms.MultipleChoiceField(
        label="What must hold", choices=CONDITIONS, widget=forms.CheckboxSelectMultiple, required=False
    )
    intensity = forms.IntegerField(label="At most, from 1 to 5", required=False, min_value=1, max_value=5)
    category = forms.ChoiceField(label="Category", choices=[("a", "Connection"), ("b", "Sensation")])
    words = forms.CharField(label="In your own words", widget=forms.Textarea, required=False)
    read = forms.BooleanField(label="I've read this")
