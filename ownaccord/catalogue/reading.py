"""From TOML tables to cards, one function for each kind of table."""

from collections.abc import Mapping

from ownaccord.catalogue.cards import Category, Fact, FactKind, Grade, Item, Ready, Risk, Source
from ownaccord.catalogue.toml import Table
from ownaccord.core.position import Shape
from ownaccord.core.terms import Context, Level

NONE_FOUND = "none found"


def read_source(table: Table) -> Source:
    """One `[[source]]`. Exactly one of `url` and `doi`."""
    if table.has("url") == table.has("doi"):
        raise table.wrong("needs either `url` or `doi`")
    source = Source(
        id=table.slug("id"),
        kind=table.text("kind"),
        grade=_grade(table),
        reviewed=table.day("reviewed"),
        title=table.text("title"),
        url=table.text("url", default=""),
        doi=table.text("doi", default=""),
        found_by=table.text("found_by"),
        passage=table.text("passage"),
    )
    table.done()
    return source


def _grade(table: Table) -> Grade:
    value = table.text("grade")
    if value not in {grade.value for grade in Grade}:
        raise table.wrong(f"`grade` must be `A`, `B` or `C`, not `{value}`")
    return Grade(value)


def read_category(table: Table) -> Category:
    """The `[category]` of a file."""
    category = Category(
        slug=table.slug("slug"),
        number=table.number("number", least=1),
        name=table.text("name"),
        sentence=table.text("sentence"),
        hidden=table.flag("hidden"),
        clinical=table.flag("clinical"),
        ceiling=table.choice("ceiling", Level),
    )
    table.done()
    return category


def read_fact(table: Table) -> Fact:
    """One `[[item.facts]]`. An empty `sources` must be owned up to with `source = "none found"`, and only then."""
    sources = table.texts("sources")
    if sources and table.has("source"):
        raise table.wrong(f'`source = "{NONE_FOUND}"` beside sources')
    if not sources and table.text("source") != NONE_FOUND:
        raise table.wrong(f'without sources it must say `source = "{NONE_FOUND}"`')
    fact = Fact(text=table.text("text"), kind=table.choice("kind", FactKind), sources=sources)
    table.done()
    return fact


def read_risk(table: Table) -> Risk:
    """The `risk` of an item: three numbers 0 to 3."""
    risk = Risk(
        physical=table.number("physical", least=0, most=3),
        emotional=table.number("emotional", least=0, most=3),
        legal=table.number("legal", least=0, most=3),
    )
    table.done()
    return risk


def read_item(table: Table, category: Category, sources: Mapping[str, Source]) -> Item:
    """One `[[item]]` of a category. Raises BadContent for unknown fields, wrong types and sources that do not exist."""
    facts = tuple(read_fact(fact) for fact in table.tables("facts"))
    item = Item(
        slug=table.slug("slug"),
        category=category.slug,
        name=table.text("name"),
        sentence=table.text("sentence"),
        edition=table.number("edition", least=1),
        revision=table.number("revision", least=1),
        shapes=table.choices("shapes", Shape),
        contexts=frozenset(table.choices("contexts", Context)),
        ceiling=table.choice("ceiling", Level),
        no_safe_form=table.flag("no_safe_form", default=False),
        risk=read_risk(table.table("risk")),
        speech_restricted=table.flag("speech_restricted", default=False),
        hearing_restricted=table.flag("hearing_restricted", default=False),
        movement_restricted=table.flag("movement_restricted", default=False),
        leaves_marks=table.flag("leaves_marks", default=False),
        fluids=table.flag("fluids", default=False),
        equipment=table.texts("equipment", default=()),
        ready=_ready(table),
        facts=facts,
        stop_signs=table.texts("stop_signs", default=()),
        do_not_if=table.texts("do_not_if", default=()),
        who_must_not=table.texts("who_must_not", default=()),
        areas_to_leave_out=table.texts("areas_to_leave_out", default=()),
        help=table.texts("help", default=()),
        questions_to_settle=table.texts("questions_to_settle"),
        aftercare=table.texts("aftercare"),
        aliases=table.texts("aliases", default=()),
        sources=_sources_of(facts, sources, table),
        clinical=category.clinical,
        reviewed_by_clinician=table.flag("reviewed_by_clinician", default=None if category.clinical else False),
        reviewer=table.text("reviewer", default=""),
    )
    table.done()
    return item


def _ready(table: Table) -> tuple[Ready, ...]:
    return table.choices("ready", Ready) if table.has("ready") else ()


def _sources_of(facts: tuple[Fact, ...], sources: Mapping[str, Source], table: Table) -> tuple[Source, ...]:
    named = dict.fromkeys(name for fact in facts for name in fact.sources)
    missing = [name for name in named if name not in sources]
    if missing:
        raise table.wrong(f"names a source that does not exist: `{missing[0]}`")
    return tuple(sources[name] for name in named)
