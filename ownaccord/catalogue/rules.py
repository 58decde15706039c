"""The rules that a card keeps, one function for each, in a table. Documented in `docs/develop/spec/catalogue.md`."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from ownaccord.catalogue.cards import Category, Item, Source
from ownaccord.catalogue.toml import BadContent
from ownaccord.core.definition import is_own
from ownaccord.core.terms import Level

OWN_ITEMS = "own-items"
LONGEST_SENTENCE = 200
LONGEST_PASSAGE = 25
_MANY_SENTENCES = re.compile(r"[.!?]\s")
_ASIDE = re.compile(r"\([^()]*\)")
_RISKY_NEEDS = ("facts", "stop_signs", "do_not_if", "who_must_not", "help")


def leaves_room_for_own_items(item: Item, category: Category) -> str | None:
    if is_own(item.slug) or category.slug == OWN_ITEMS:
        return "this name belongs to the items that people write themselves"
    return None


def one_sentence(item: Item, category: Category) -> str | None:
    return _sentence_fault(item.sentence)


def has_a_side(item: Item, category: Category) -> str | None:
    return None if item.shapes else "`shapes` is empty, so nobody could take part"


def has_a_context(item: Item, category: Category) -> str | None:
    return None if item.contexts else "`contexts` is empty, so it could be nowhere"


def asks_two_to_five_questions(item: Item, category: Category) -> str | None:
    return None if 2 <= len(item.questions_to_settle) <= 5 else "`questions_to_settle` must be 2 to 5"


def ends_every_question_with_a_mark(item: Item, category: Category) -> str | None:
    wrong = [question for question in item.questions_to_settle if not question.endswith("?")]
    return f"is no question: `{wrong[0]}`" if wrong else None


def hints_at_aftercare(item: Item, category: Category) -> str | None:
    return None if item.aftercare else "`aftercare` is empty"


def states_a_fact(item: Item, category: Category) -> str | None:
    return None if item.facts else "`facts` is empty"


def risky_says_what_can_go_wrong(item: Item, category: Category) -> str | None:
    missing = [field for field in _RISKY_NEEDS if not getattr(item, field)]
    if item.risk.physical >= 2 and missing:
        return f"physical risk {item.risk.physical} needs `{missing[0]}`"
    return None


def stays_under_the_ceiling(item: Item, category: Category) -> str | None:
    if item.ceiling < Level.TALK:
        return "`ceiling` of No would make it impossible to rule out by talking; leave the item out instead"
    if item.ceiling > category.ceiling:
        return f"`ceiling` is above that of the category, {category.ceiling.name.lower()}"
    return None


def without_a_safe_form_is_only_talked_about(item: Item, category: Category) -> str | None:
    if item.no_safe_form != (item.ceiling is Level.TALK):
        return "`no_safe_form` and a `ceiling` of talk go together"
    return None


def names_its_reviewer(item: Item, category: Category) -> str | None:
    if item.reviewed_by_clinician != bool(item.reviewer):
        return "a clinician's review and a `reviewer` go together"
    return None


ITEM_RULES: tuple[Callable[[Item, Category], str | None], ...] = (
    leaves_room_for_own_items,
    one_sentence,
    has_a_side,
    has_a_context,
    asks_two_to_five_questions,
    ends_every_question_with_a_mark,
    hints_at_aftercare,
    states_a_fact,
    risky_says_what_can_go_wrong,
    stays_under_the_ceiling,
    without_a_safe_form_is_only_talked_about,
    names_its_reviewer,
)


def check_item(item: Item, category: Category) -> None:
    """Raises BadContent with the first rule that the card breaks."""
    for rule in ITEM_RULES:
        fault = rule(item, category)
        if fault:
            raise BadContent(f"{category.slug}.toml [item {item.slug}]", fault)


def check_category(category: Category, file_stem: str) -> None:
    """Raises BadContent unless the file is named for its category and its sentence is one."""
    where = f"{file_stem}.toml [category]"
    if category.slug != file_stem:
        raise BadContent(where, f"`slug` must be the file's name, not `{category.slug}`")
    fault = _sentence_fault(category.sentence)
    if fault:
        raise BadContent(where, fault)


def check_source(source: Source) -> None:
    """Raises BadContent if the passage is longer than a short quotation or the address is none."""
    where = f"sources.toml [source {source.id}]"
    if len(_ASIDE.sub("", source.passage).split()) > LONGEST_PASSAGE:
        raise BadContent(where, f"`passage` quotes more than {LONGEST_PASSAGE} words (remarks in brackets not counted)")
    if source.url and not source.url.startswith(("https://", "http://")):
        raise BadContent(where, "`url` must begin with https:// or http://")
    if source.doi and not source.doi.startswith("10."):
        raise BadContent(where, "`doi` must begin with 10.")


def check_unique(kind: str, names: Iterable[object]) -> None:
    """Raises BadContent if two things of one kind have the same name."""
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise BadContent("catalogue", f"two {kind} are called `{twice[0]}`")


def check_all_used(sources: Iterable[str], used: Iterable[str]) -> None:
    """Raises BadContent if a source is cited by nothing."""
    idle = sorted(set(sources) - set(used))
    if idle:
        raise BadContent("sources.toml", f"no fact names `{idle[0]}`")


def _sentence_fault(sentence: str) -> str | None:
    if len(sentence) > LONGEST_SENTENCE:
        return f"`sentence` has {len(sentence)} characters; {LONGEST_SENTENCE} is the most"
    if not sentence.endswith(".") or _MANY_SENTENCES.search(sentence):
        return "`sentence` must be one sentence that ends with a full stop"
    return None
