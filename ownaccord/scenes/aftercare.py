"""What each person shows here about aftercare, side by side, and where it leaves a gap.

A card that is shown holds words as they stood on its author's screen. They are compared by the stored word that each
stands for, in every language of this software. What stands for none is shown beside as it is, compared with nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.consent import about
from ownaccord.consent.choices import CARE, CARE_CONTACT, CARE_LASTS
from ownaccord.core import aftercare as core
from ownaccord.core.aftercare import Care, Gap
from ownaccord.core.shown import Cards
from ownaccord.scenes.words import AT_HAND
from ownaccord.scenes.words_ways import WAYS
from ownaccord.spaces import showing
from ownaccord.spaces.access import OpenSpace

ABOUT = "aftercare"
LISTS = ("want", "offer", "avoid")
BESIDE = ("lasts", "contact", "not", "own")
"""What is shown beside, and compared with nothing."""
BETWEEN = ", "
ALWAYS = ("warmth", "food")

Line = tuple[str, str]


@dataclass(frozen=True, slots=True, repr=False)
class Column:
    """One person with what they show about aftercare, as (question, words); `mine`: the reader; `care` is compared."""

    name: str
    mine: bool
    lines: tuple[Line, ...]
    care: Care


@dataclass(frozen=True, slots=True, repr=False)
class Named:
    """One gap in words: who wants what (`mine`: the reader does), why it is one, and words for ways around it."""

    name: str
    mine: bool
    what: str
    why: tuple[str, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Gaps:
    """For one reader: everybody side by side, the reader first, and the gaps between them.

    `named` follows from what is shown; `own` besides from what only the reader knows of themselves, `kept`; `silent`
    are those others who show nothing about it.
    """

    people: tuple[Column, ...]
    named: tuple[Named, ...]
    own: tuple[Named, ...]
    kept: tuple[Line, ...]
    silent: tuple[str, ...]


def gaps(space: OpenSpace, keys: Keyring) -> Gaps:
    """Return what everybody shows here about aftercare, and the gaps, as the reader may know them."""
    book, reader = vaults.read(keys.person, keys), keys.person
    shown: dict[str, Cards] = {**showing.shown_to(space, keys), reader: showing.mine(book, space.id)}
    cards = {who: dict(shown.get(who, {}).get(ABOUT, ())) for who in space.members}
    columns = {who: _column(_name(space, who), who == reader, card) for who, card in cards.items()}
    own = _own(book)
    known = {who: each.care for who, each in columns.items()}
    public = core.gaps(known)
    private = core.gaps({**known, reader: _both(known[reader], own)})
    people = sorted(columns.values(), key=lambda each: (not each.mine, each.name.casefold()))
    return Gaps(
        tuple(people), _named(public, space, reader), _named(_besides(private, public), space, reader),
        _unshown(known[reader], own, book, cards[reader]),
        tuple(each.name for each in people if not each.lines and not each.mine),
    )  # fmt: skip


def _column(name: str, mine: bool, card: Mapping[str, str]) -> Column:
    read = {asked: _read(card.get(asked, "")) for asked in LISTS}
    labels = _labels()
    said = {**{asked: _said(*each) for asked, each in read.items()}, **{asked: card.get(asked, "") for asked in BESIDE}}
    lines = tuple((labels[asked], words) for asked, words in said.items() if words)
    return Column(name, mine, lines, Care(*(read[asked][0] for asked in LISTS)))


def _labels() -> dict[str, str]:
    return {
        "want": _("Wants"), "offer": _("Can offer"), "avoid": _("Leaves out"), "lasts": _("For how long"),
        "contact": _("In touch later"), "not": _("What not to do"), "own": _("In own words"),
    }  # fmt: skip


def _said(words: frozenset[str], rest: str) -> str:
    """Stored words and what stands for none, as their reader sees them."""
    return BETWEEN.join([*(str(text) for word, text in CARE.items() if word in words), *([rest] if rest else [])])


def _read(said: str) -> tuple[frozenset[str], str]:
    """The stored words that a line of a card stands for, and what stands for none."""
    known, words, rest = _known(), set(), []
    while said:
        text = next((each for each in known if said == each or said.startswith(each + BETWEEN)), None)
        if text is None:
            other, _comma, said = said.partition(BETWEEN)
            rest.append(other)
        else:
            words.add(known[text])
            said = said[len(text) + len(BETWEEN) :]
    return frozenset(words), BETWEEN.join(rest)


@cache
def _known() -> dict[str, str]:
    """What a stored word is called on a screen -> the word, in every language; the longest first."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.update({str(text): word for word, text in CARE.items()})
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))


def _own(book: VaultBook) -> Care:
    """What the reader wrote about themselves, shown or not."""
    said = about.part(book, ABOUT)
    lists = (said.get(asked) for asked in LISTS)
    return Care(*(frozenset(CARE).intersection(each if isinstance(each, list) else ()) for each in lists))


def _both(shown: Care, own: Care) -> Care:
    return Care(shown.wants | own.wants, shown.offers | own.offers, shown.avoids | own.avoids)


def _unshown(shown: Care, own: Care, book: VaultBook, card: Mapping[str, str]) -> tuple[Line, ...]:
    """What the reader wrote and does not show here, for their eyes."""
    labels, words = _labels(), _own_words(book)
    more = (own.wants - shown.wants, own.offers - shown.offers, own.avoids - shown.avoids)
    lines = [*zip(LISTS, (_said(each, "") for each in more), strict=True)]
    lines += [(asked, said if said != card.get(asked, "") else "") for asked, said in words.items()]
    return tuple((labels[asked], said) for asked, said in lines if said)


def _own_words(book: VaultBook) -> dict[str, str]:
    """What the reader wrote beside their lists, as a card would show it."""
    said = about.part(book, ABOUT)
    contact = said.get("contact")
    chosen = contact if isinstance(contact, list) else ()
    return {
        "lasts": str(CARE_LASTS.get(str(said.get("lasts")), "")),
        "contact": BETWEEN.join(str(CARE_CONTACT[each]) for each in chosen if each in CARE_CONTACT),
        **{asked: str(said.get(asked) or "") for asked in ("not", "own")},
    }


def _besides(private: tuple[Gap, ...], public: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """What only the reader can know of: gaps that the others do not see, or what makes one besides what they see."""
    seen, found = {(each.person, each.word): each for each in public}, []
    for each in private:
        before = seen.get((each.person, each.word), Gap(each.person, each.word, True, ()))
        more = tuple(who for who in each.avoided_by if who not in before.avoided_by)
        if more or (before.offered and not each.offered):
            found.append(Gap(each.person, each.word, each.offered or not before.offered, more))
    return tuple(found)


def _named(found: tuple[Gap, ...], space: OpenSpace, reader: str) -> tuple[Named, ...]:
    every = sorted(found, key=lambda gap: (gap.person != reader, space.name(gap.person).casefold()))
    return tuple(
        Named(
            _name(space, gap.person), gap.person == reader, str(CARE[gap.word]), _why(gap, space, reader),
            tuple(map(str, WAYS[gap.word])),
        )
        for gap in every
    )  # fmt: skip


def _name(space: OpenSpace, who: str) -> str:
    return space.name(who) or _("Somebody")


def _why(gap: Gap, space: OpenSpace, reader: str) -> tuple[str, ...]:
    nobody = () if gap.offered else (_("Nobody else shows that they can offer it."),)
    others = [_name(space, who) for who in gap.avoided_by if who != reader]
    mine = (_("You would leave it out."),) if reader in gap.avoided_by else ()
    return (*nobody, *mine, *(_("%(name)s would leave it out.") % {"name": name} for name in others))


def at_hand(found: Gaps) -> tuple[str, ...]:
    """Return what it is good to have at hand: some things always, others by what anybody shows that they want."""
    wanted = {*ALWAYS, *(word for each in found.people for word in each.care.wants)}
    return tuple(str(text) for word, text in AT_HAND.items() if word in wanted)
