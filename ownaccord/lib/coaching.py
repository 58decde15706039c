"""The wording coach in a composer: a second button of a form whose words others will read, and what the page then says.

It answers the press with the same page: what was typed, the marked words, how they could land and why, and other words.
Nothing is kept, logged or told, nothing is sent, and no address has a word in it. How a composer takes it, in two lines
of its view and two of its template: `docs/develop/coach.md`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.catalogue.coach import load_coach
from ownaccord.catalogue.denylist import refused
from ownaccord.core.coach import Found, Hint, Label, offered, read, replaced

BUTTON, WAS, OF = "coach", "coach-was", "coach-of"
ASK, AWAY, BACK, USE = "ask", "away", "back", "use"
LANDS: dict[Label, str | Promise] = {
    Label.PRESSURE: _("It could land as pressure."),
    Label.ENTITLEMENT: _("It could land as a claim on somebody."),
    Label.MINIMISING: _("It could land as if it did not matter."),
    Label.SHAMING: _("It could land as shame."),
    Label.IDENTITY_LABEL: _("It could land as if a role said everything about somebody."),
    Label.MINDREADING: _("It could land as an answer given for somebody else."),
    Label.BLANKET: _("It could land as something without edges."),
    Label.IMPAIRED: _("It could land as an answer taken while a head was not clear."),
    Label.DEPENDENCY_LEVERAGE: _("It could land as something to lose by saying no."),
    Label.VAGUE: _("It could land differently with each of you: it can mean many things."),
    Label.SECRECY_ISOLATION: _("It could land as being cut off from others."),
}


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """Some of what was typed, with the numbers of the notes on it; without one it is not marked."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Note:
    """One move: the words, how they could land, why, and other words, each with the value of its button."""

    number: int
    quote: str
    lands: str | Promise
    why: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, repr=False)
class Heard:
    """What there is to say about the words of one field."""

    label: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Coached:
    """What the page says after a press. `was`: one's own words before others took their place, and `of` which field."""

    heard: tuple[Heard, ...] = ()
    away: bool = False
    was: str | None = None
    of: str = ""


def is_asked(request: HttpRequest) -> bool:
    """Whether a button of the coach was pressed, and not the form's own."""
    return request.method == "POST" and BUTTON in request.POST


def coached(request: HttpRequest, form: forms.BaseForm, *names: str) -> Coached | None:
    """What the coach says about these fields of a bound form, or None when it was not asked; then the form is sent.

    The form keeps what was typed and says nothing else than what is wrong with these fields.
    """
    if not is_asked(request):
        return None
    pressed, _space, which = str(request.POST[BUTTON]).partition(" ")
    was, of = _changed(request, form, names, pressed, which)
    _hush(form, names)
    if pressed in (AWAY, BACK):
        form.fields[of or names[0]].widget.attrs["autofocus"] = True
        return Coached(away=True)
    heard = tuple(each for name in names if (each := _heard(form, name)) is not None)
    return Coached(heard if was is None else tuple(each for each in heard if each.notes), was=was, of=of)


def as_typed(data: QueryDict) -> QueryDict:
    """A press as its form alone: without the coach's button, and with one's own words where they were to come back."""
    form = data.copy()
    was, of = form.get(WAS), form.get(OF, "")
    if form.get(BUTTON) == BACK and was is not None and of in form:
        form[of] = was
    for name in (BUTTON, WAS, OF):
        form.pop(name, None)
    return form


def _changed(
    request: HttpRequest, form: forms.BaseForm, names: tuple[str, ...], pressed: str, which: str
) -> tuple[str | None, str]:
    """Put other words, or one's own again, into the field that they belong to; what stood there before, and where."""
    if pressed == BACK and (of := request.POST.get(OF, "")) in names:
        _put(request, form, of, request.POST.get(WAS, ""))
        return None, of
    name, _space, other = which.partition(" ")
    if pressed != USE or name not in names or (typed := _typed(form, name)) is None:
        return None, ""
    found = next((each for each in _hint(typed).found if other.startswith(f"{each.rule} ")), None)
    others = _others(name, typed, found) if found else ()
    words = next((words for words, value in others if value.endswith(f" {other}")), "")
    if found is None or not words or refused(typed):
        return None, ""
    _put(request, form, name, replaced(typed, found, words))
    return typed, name


def _put(request: HttpRequest, form: forms.BaseForm, name: str, words: str) -> None:
    data = request.POST.copy()
    data[form.add_prefix(name)] = words
    form.data = data


def _hush(form: forms.BaseForm, names: tuple[str, ...]) -> None:
    """Leave only what is wrong with words that are there; nothing was sent, so nothing else has to be filled in."""
    for name in list(form.errors):
        if name not in names or not form.data.get(form.add_prefix(name)):
            del form.errors[name]


def _typed(form: forms.BaseForm, name: str) -> str | None:
    """The words of a field as they would be kept, None when they cannot be."""
    try:
        return str(form.fields[name].clean(form.data.get(form.add_prefix(name), "")) or "")
    except ValidationError:
        return None


def _hint(text: str) -> Hint:
    return read(text, load_coach(), refused)


def _heard(form: forms.BaseForm, name: str) -> Heard | None:
    text = _typed(form, name)
    if not text:
        return None
    hint = _hint(text)
    found, offers = sorted(hint.found, key=lambda each: each.start), bool(hint.suggestions)
    notes = tuple(
        Note(at, text[each.start : each.end], LANDS[each.label], each.why, _others(name, text, each) if offers else ())
        for at, each in enumerate(found, start=1)
    )
    return Heard(str(form[name].label), _pieces(text, found), notes)


def _others(name: str, text: str, found: Found) -> tuple[tuple[str, str], ...]:
    words = offered(text, found, load_coach())
    return tuple((each, f"{USE} {name} {found.rule} {at}") for at, each in enumerate(words))


def _pieces(text: str, found: Sequence[Found]) -> tuple[Piece, ...]:
    """The text cut at every mark; marks that share words are one."""
    pieces: list[Piece] = []
    at = 0
    for begin, end, numbers in _marks(found):
        pieces += [Piece(text[at:begin]), Piece(text[begin:end], numbers)]
        at = end
    return tuple(each for each in (*pieces, Piece(text[at:])) if each.text)


def _marks(found: Sequence[Found]) -> list[tuple[int, int, tuple[int, ...]]]:
    marks: list[tuple[int, int, tuple[int, ...]]] = []
    for number, each in enumerate(found, start=1):
        if marks and each.start < marks[-1][1]:
            begin, end, numbers = marks.pop()
            marks.append((begin, max(end, each.end), (*numbers, number)))
        else:
            marks.append((each.start, each.end, (number,)))
    return marks
