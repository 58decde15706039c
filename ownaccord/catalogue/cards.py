"""What a card is made of. Frozen; valid as far as its own fields go. Rules across cards are in `rules`."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ownaccord.core.position import ItemRule, Shape, Side
from ownaccord.core.terms import Context, Level


class Grade(StrEnum):
    """How good a source is. A: a study, or the text of a law. B: guidance of a clinical, first-aid or public body.
    C: an experienced educator, or the press."""

    A = "A"
    B = "B"
    C = "C"


class FactKind(StrEnum):
    """What a fact is about. Only a *physical* fact without a source is shown before everything else."""

    PHYSICAL = "physical"
    EMOTIONAL = "emotional"
    LEGAL = "legal"
    AGREEMENT = "agreement"


class Ready(StrEnum):
    """What can lie ready before a scene, in the order in which people gather it. A closed list; `preflight` picks."""

    SIGN = "sign"
    PHONE = "phone"
    SOMEONE_WHO_KNOWS = "someone_who_knows"
    FIRST_AID = "first_aid"
    SHEARS = "shears"
    KEY = "key"
    SWITCH = "switch"
    LIGHT = "light"
    FLAME = "flame"
    WATER = "water"
    BLANKET = "blanket"
    TOWEL = "towel"
    BARRIER = "barrier"
    LUBRICANT = "lubricant"
    GLOVES = "gloves"
    EYES = "eyes"
    SHARPS = "sharps"


@dataclass(frozen=True, slots=True)
class Source:
    """One thing that was opened and read before it was cited.

    `reviewed` is the day on which the passage was last held against the facts. Exactly one of `url` and `doi` is set.
    """

    id: str
    kind: str
    grade: Grade
    reviewed: date
    title: str
    url: str
    doi: str
    found_by: str
    passage: str

    @property
    def address(self) -> str:
        """Where a reader finds it: the page itself, or the resolver of its DOI."""
        return self.url or f"https://doi.org/{self.doi}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence that is as good as its sources. No sources means: none found, and the page says so."""

    text: str
    kind: FactKind
    sources: tuple[str, ...]

    @property
    def sourced(self) -> bool:
        return bool(self.sources)


@dataclass(frozen=True, slots=True)
class Risk:
    """Physical, emotional, and legal or privacy risk, each 0 (everyday) to 3 (serious or unpredictable)."""

    physical: int
    emotional: int
    legal: int


@dataclass(frozen=True, slots=True)
class Category:
    """A chapter. `clinical`: its cards carry the line about clinicians. `ceiling`: no card in it goes above."""

    slug: str
    number: int
    name: str
    sentence: str
    hidden: bool
    clinical: bool
    ceiling: Level


@dataclass(frozen=True, slots=True)
class Item:
    """One activity or dynamic, as a card.

    `edition` counts changes of meaning (facts, stop signs, do-not-if), `revision` changes of wording. `sources` are
    those that the facts name, in the order of first mention.
    """

    slug: str
    category: str
    name: str
    sentence: str
    edition: int
    revision: int
    shapes: tuple[Shape, ...]
    contexts: frozenset[Context]
    ceiling: Level
    no_safe_form: bool
    risk: Risk
    speech_restricted: bool
    hearing_restricted: bool
    movement_restricted: bool
    leaves_marks: bool
    fluids: bool
    equipment: tuple[str, ...]
    ready: tuple[Ready, ...]
    facts: tuple[Fact, ...]
    stop_signs: tuple[str, ...]
    do_not_if: tuple[str, ...]
    who_must_not: tuple[str, ...]
    areas_to_leave_out: tuple[str, ...]
    help: tuple[str, ...]
    questions_to_settle: tuple[str, ...]
    aftercare: tuple[str, ...]
    aliases: tuple[str, ...]
    sources: tuple[Source, ...]
    clinical: bool
    reviewed_by_clinician: bool
    reviewer: str
    _rule: ItemRule | None = field(init=False, default=None, repr=False, compare=False)

    @property
    def rule(self) -> ItemRule:
        """What the consent core needs to know of this card; made once, for every look at a space asks every card."""
        if self._rule is not None:
            return self._rule
        made = ItemRule(slug=self.slug, shapes=self.shapes, edition=self.edition, ceiling=self.ceiling)
        object.__setattr__(self, "_rule", made)
        return made

    @property
    def sides(self) -> tuple[Side, ...]:
        """Every side that somebody can take, each once, in the order of the shapes."""
        return tuple(dict.fromkeys(side for shape in self.shapes for side in shape.sides))

    @property
    def silences(self) -> bool:
        """Whether it limits speech, hearing or movement, so that a scene with it needs a safe sign for red."""
        return self.speech_restricted or self.hearing_restricted or self.movement_restricted

    @property
    def unsourced_facts(self) -> tuple[Fact, ...]:
        """The facts under which the page says that no good source was found."""
        return tuple(fact for fact in self.facts if not fact.sourced)

    @property
    def unsourced_physical(self) -> bool:
        """Whether a physical fact has no source."""
        return any(fact.kind is FactKind.PHYSICAL for fact in self.unsourced_facts)

    @property
    def warns_first(self) -> bool:
        """Whether the line about missing sources comes first: P 2 or 3 with an unsourced physical fact."""
        return self.risk.physical >= 2 and self.unsourced_physical

    @property
    def awaits_clinician(self) -> bool:
        """Whether the page says "not yet reviewed by a clinician"."""
        return self.clinical and not self.reviewed_by_clinician
