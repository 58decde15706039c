"""Fields for what people write in their own words."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Marks that turn the direction of what follows them; a name with one could rewrite the line that it stands in.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_one_line(text: str) -> bool:
    """Whether a text is one line that can be kept: nothing in it that controls or turns the line it stands in."""
    if text.isascii() and text.isprintable():
        return True
    # Cc: control. Cs: half a character. Cn, Co: no character, or one that only some machine knows.
    unkept = ("Cc", "Cs", "Cn", "Co", "Zl", "Zp")
    return not any(each in TURNING or unicodedata.category(each) in unkept for each in text)


def as_one_line(text: str) -> str:
    """Return somebody else's words without what controls or turns the line; their software may be any software."""
    return text if is_one_line(text) else "".join(each for each in text if is_one_line(each))


def as_lines(text: str) -> str:
    """Return somebody else's words, line by line, without what controls or turns a line."""
    return "\n".join(as_one_line(line) for line in text.split("\n"))


class PlainText(forms.CharField):
    """One line of a person's own words, any script: no control characters, no marks that turn the line around."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return attributes that keep the line out of the browser's own memory of forms, which lies on its disk."""
        return {"autocomplete": "off", **super().widget_attrs(widget), **widget.attrs}

    def to_python(self, value: Any) -> str:
        """Return the line in NFC, which can be longer than what was typed, before its length is looked at.

        What is too long already stays as it is: putting it into NFC could take a square of its length.
        """
        text = super().to_python(value) or ""
        return text if self.max_length and len(text) > self.max_length else unicodedata.normalize("NFC", text)

    def clean(self, value: Any) -> str:
        """Return the line in NFC without blanks at its ends, or say kindly what cannot be kept."""
        text = str(super().clean(value) or "")
        if not is_one_line(text):
            raise forms.ValidationError(_("Some characters in it cannot be kept. Please type this line again."))
        return text


class Note(forms.CharField):
    """Some lines of a person's own words, in any script, for nobody else."""

    widget = forms.Textarea

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return attributes that keep it out of the browser's own memory of forms and out of spelling services."""
        kept = {"autocomplete": "off", "spellcheck": "false", "rows": 4}
        return {**kept, **super().widget_attrs(widget)}

    def clean(self, value: Any) -> str:
        """Return the text in NFC with plain ends of lines, without characters that nobody can see."""
        text = unicodedata.normalize("NFC", str(super().clean(value) or "")).replace("\r\n", "\n")
        if any(unicodedata.category(each) in ("Cc", "Cs", "Cn", "Co") and each not in "\n\t" for each in text):
            raise forms.ValidationError(_("Some characters in it cannot be kept. Please type them again."))
        return text


class ToldLines(forms.CharField):
    """Some lines that others will read, in any script: nothing in them controls or turns a line."""

    widget = forms.Textarea

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return attributes that keep it out of the browser's own memory of forms and out of spelling services."""
        return {"autocomplete": "off", "spellcheck": "false", "rows": 4, **super().widget_attrs(widget)}

    def to_python(self, value: Any) -> str:
        """Return the text in NFC with plain ends of lines before its length is looked at."""
        text = str(super().to_python(value) or "").replace("\r\n", "\n")
        return text if self.max_length and len(text) > self.max_length else unicodedata.normalize("NFC", text)

    def clean(self, value: Any) -> str:
        """Return the text, or say kindly what cannot be kept."""
        text = str(super().clean(value) or "")
        if not all(is_one_line(line) for line in text.split("\n")):
            raise forms.ValidationError(_("Some characters in it cannot be kept. Please type them again."))
        return text
