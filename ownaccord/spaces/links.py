"""Addresses in rooms above this one, as far as they are there: stairs go down only, so they are found by name."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Link:
    """One card on a space's page."""

    title: str | Promise
    text: str | Promise
    url: str
    icon: str


_CARDS = (
    ("map", _("Consent map"), _("What is in force between you now."), "together"),
    ("items", _("Items"), _("Read about something and state your own position on it."), "card"),
    ("shown", _("What we show each other"), _("Cards about ourselves, by choice."), "person"),
    ("talk", _("Talk"), _("One thread for one thing, each at their own pace."), "together"),
    ("repair", _("A line was crossed"), _("What there is first, for each of you, and a way to talk about it."), "help"),
    ("deck", _("Decks"), _("Answer the same list apart, and see what fits."), "card"),
    ("plan", _("Scenes"), _("Plan one from what is in force, and stop it whenever one of you wants to."), "moon"),
    ("rhythm", _("Our rhythm"), _("When we look again, and what is due."), "calendar"),
    ("wishes", _("My wishes"), _("What you would like to raise, once you have slept on it."), "moon"),
    ("wait", _("The waiting time"), _("How long a wish is slept on before it can be said."), "calendar"),
    ("history", _("My history"), _("What you stated before, from your own notes."), "notebook"),
)


def address(name: str, space: str | None = None) -> str | None:
    """Return the address of this name, or None where no room has it."""
    try:
        return reverse(name, kwargs={"space": space} if space else None)
    except NoReverseMatch:
        return None


def cards(space: str) -> list[Link]:
    """Return what can be done in a space that has begun."""
    return [Link(title, text, url, icon) for name, title, text, icon in _CARDS if (url := address(name, space))]


def pause_url(space: str) -> str | None:
    """Return where this space is paused."""
    return address("space-pause", space)


def leave_url(space: str) -> str | None:
    """Return where this space is left."""
    return address("leave", space)


def reaffirm_url(space: str) -> str | None:
    """Return where everyone starts anew."""
    return address("reaffirm", space)
