"""Terms in plain words, for the map, the item pages and the history: one short line each, the same words everywhere."""

from datetime import UTC, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ownaccord.consent import choices
from ownaccord.core.terms import Context, Level, Terms
from ownaccord.lib.forms import as_one_line

LAST_MOMENT = int(datetime.max.replace(tzinfo=UTC).timestamp()) - 1


def level_name(level: Level) -> str:
    """Return the level's name on screen."""
    return str(choices.LEVELS[int(level)])


def lines(terms: Terms) -> list[str]:
    """Return what these terms say beyond their level and review date, one line each."""
    said = [_where(terms), _strength(terms), _minutes(terms), *_conditions(terms), _areas(terms), _signals(terms)]
    return [line for line in said if line]


def review(terms: Terms) -> str:
    """Return the review date in words, or an empty string."""
    return day(terms.review_by) if terms.review_by is not None else ""


def short_review(terms: Terms) -> str:
    """Return the review date as short as it can be read, or an empty string."""
    return date_format(_moment(terms.review_by), "j M") if terms.review_by is not None else ""


def day(moment: int) -> str:
    """Return the day of this unix time in words; of one after every calendar the last that there is."""
    return date_format(_moment(moment), "j F Y")


def _moment(moment: int) -> datetime:
    return datetime.fromtimestamp(min(moment, LAST_MOMENT), UTC)


def _where(terms: Terms) -> str:
    if terms.level <= Level.TALK or terms.contexts == frozenset(Context):
        return ""
    places = [str(choices.CONTEXTS[c.value]).lower() for c in Context if c in terms.contexts]
    return _("Where: %(places)s") % {"places": ", ".join(places)}


def _strength(terms: Terms) -> str:
    if terms.intensity is None:
        return ""
    return _("At most this strong: %(cap)s") % {"cap": choices.INTENSITIES[terms.intensity]}


def _minutes(terms: Terms) -> str:
    if terms.minutes is None:
        return ""
    return ngettext("At most %(n)d minute", "At most %(n)d minutes", terms.minutes) % {"n": terms.minutes}


def _conditions(terms: Terms) -> list[str]:
    return [_condition(text) for text in sorted(terms.conditions)]


def _condition(text: str) -> str:
    kind, _colon, own = as_one_line(text).partition(":")
    if kind == "never" and own:
        return _("Never: %(words)s") % {"words": own}
    words = own if kind == "if" and own else str(choices.CONDITIONS.get(text, as_one_line(text)))
    return _("Only if: %(words)s") % {"words": words}


def _areas(terms: Terms) -> str:
    areas = [str(words).lower() for key, words in choices.AREAS.items() if key in terms.areas_out]
    return _("Out: %(areas)s") % {"areas": ", ".join(areas)} if areas else ""


def _signals(terms: Terms) -> str:
    signals = [str(words).lower() for key, words in choices.SIGNALS.items() if key in terms.signals]
    return _("Practise first: %(signals)s") % {"signals": ", ".join(signals)} if signals else ""
