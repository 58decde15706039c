"""Every rule of the catalogue has a card that breaks it, and the error says where and what."""

from pathlib import Path

import pytest

from ownaccord.catalogue import BadContent, load
from tests.catalogue.small import CHAPTER, write

CARD = "warmth.toml [item warm-hands]"
LONG = "One person " + "gently " * 27 + "warms."

BROKEN = {
    "not TOML": ('slug = "warmth"', "slug = ", "warmth.toml: is not TOML in UTF-8"),
    "unknown field in an item": ("edition = 2", "edition = 2\npressure = 3", f"{CARD}: unknown `pressure`"),
    "unknown field in a fact": ('kind = "emotional"', 'kind = "emotional", since = 3', "[facts 2]: unknown `since`"),
    "unknown field in a category": ("number = 3", "number = 3\ncolour = 1", "[category]: unknown `colour`"),
    "unknown field in a source": ('grade = "A"', 'grade = "A"\nstars = 5', "[source a-study]: unknown `stars`"),
    "unknown field in the risk": ("legal = 0", "legal = 0, luck = 1", "[risk]: unknown `luck`"),
    "unknown table in a file": ("[category]", "[extra]\na = 1\n[category]", "warmth.toml: unknown `extra`"),
    "a field is missing": ("revision = 5", "", f"{CARD}: `revision` is missing"),
    "a number that is a word": ("edition = 2", 'edition = "2"', f"{CARD}: `edition` must be int, not str"),
    "a number that is a yes": ("edition = 2", "edition = true", f"{CARD}: `edition` must be int, not bool"),
    "an edition of none": ("edition = 2", "edition = 0", f"{CARD}: `edition` must be at least 1"),
    "a revision of none": ("revision = 5", "revision = 0", f"{CARD}: `revision` must be at least 1"),
    "a risk above three": ("physical = 2", "physical = 4", "`physical` must be at least 0 and at most 3"),
    "a risk below none": ("legal = 0", "legal = -1", "`legal` must be at least 0 and at most 3"),
    "a slug with capitals": ('"warm-hands"', '"Warm-Hands"', "`slug` must be lower-case words"),
    "a slug without end": ('"warm-hands"', f'"{"a" * 65}"', "64 characters at most"),
    "an unknown shape": ('"together"]', '"alone"]', "`shapes` must be one of"),
    "an unknown context": ('"away"]', '"moon"]', "`contexts` must be one of"),
    "an unknown kind of fact": ('kind = "emotional"', 'kind = "magical"', "`kind` must be one of"),
    "an unknown grade": ('grade = "A"', 'grade = "D"', "`grade` must be `A`, `B` or `C`, not `D`"),
    "a text with a space at its end": ('"Pain"', '"Pain "', "`stop_signs` has spaces at an end"),
    "a text with doubled spaces": ('"There is a wound"', '"There is  a wound"', "`do_not_if` has spaces"),
    "an empty text": ('name = "Warm hands"', 'name = ""', f"{CARD}: `name` is empty"),
    "a list of numbers": ('["Pain"]', "[1]", f"{CARD}: `stop_signs` must be a list of strings"),
    "the same said twice": ('["Pain"]', '["Pain", "Pain"]', f"{CARD}: `stop_signs` says the same twice"),
    "a list where tables belong": (
        '{ text = "Hands differ.", kind = "emotional", sources = [], source = "none found" }',
        "3",
        f"{CARD}: `facts` must be a list of tables",
    ),
    "a sentence without end": (
        "One person warms the other's hands.",
        LONG,
        f"{CARD}: `sentence` has {len(LONG)} characters; 200 is the most",
    ),
    "two sentences": ("other's hands.", "other's hands. They talk.", f"{CARD}: `sentence` must be one sentence"),
    "no full stop": ("other's hands.", "other's hands", f"{CARD}: `sentence` must be one sentence"),
    "two sentences for a category": ("Being warm together.", "Warm. Together.", "[category]: `sentence` must be one"),
    "nobody can take part": ('["give_receive", "together"]', "[]", f"{CARD}: `shapes` is empty"),
    "it can be nowhere": ('["at_home", "away"]', "[]", f"{CARD}: `contexts` is empty"),
    "one question only": (
        '["How warm?", "For how long?"]',
        '["How warm?"]',
        f"{CARD}: `questions_to_settle` must be 2 to 5",
    ),
    "six questions": ('["How warm?"', '["A?", "B?", "C?", "D?", "How warm?"', f"{CARD}: `questions_to_settle` must be"),
    "a question that is none": ('"How warm?"', '"Say how warm"', f"{CARD}: is no question: `Say how warm`"),
    "no aftercare": ('aftercare = ["Look at the hands"]', "aftercare = []", f"{CARD}: `aftercare` is empty"),
    "no stop signs at physical risk 2": ('stop_signs = ["Pain"]', "", f"{CARD}: physical risk 2 needs `stop_signs`"),
    "no do-not-if at physical risk 2": (
        'do_not_if = ["There is a wound"]',
        "",
        f"{CARD}: physical risk 2 needs `do_not_if`",
    ),
    "nobody who must not at physical risk 2": (
        'who_must_not = ["People with numb hands"]',
        "",
        f"{CARD}: physical risk 2 needs `who_must_not`",
    ),
    "no help at physical risk 2": (
        'help = ["Cool water, then a doctor"]',
        "",
        f"{CARD}: physical risk 2 needs `help`",
    ),
    "a source that does not exist": ('["a-study"]', '["b-study"]', f"{CARD}: names a source that does not exist"),
    "no sources and no word of it": (', source = "none found"', "", "[facts 2]: `source` is missing"),
    "no sources and another word": (
        'source = "none found"',
        'source = "hearsay"',
        "[facts 2]: without sources it must",
    ),
    "sources and none found": ('["a-study"]', '["a-study"], source = "none found"', "[facts 1]: `source = "),
    "a source without address": ('doi = "10.1000/1"', "", "[source a-study]: needs either `url` or `doi`"),
    "a source with two addresses": (
        'doi = "10.1000/1"',
        'doi = "10.1000/1"\nurl = "https://example.org"',
        "[source a-study]: needs either `url` or `doi`",
    ),
    "an address that is no web page": ('doi = "10.1000/1"', 'url = "ftp://a"', "`url` must begin with https://"),
    "a DOI that is none": ('doi = "10.1000/1"', 'doi = "11.1000/1"', "`doi` must begin with 10."),
    "a passage that is a chapter": ('"What it says."', f'"{"word " * 25}word"', "`passage` quotes more than 25 words"),
    "a source that was not found by words": ('found_by = "words that were typed"', "", "`found_by` is missing"),
    "a source without a date": ("reviewed = 2026-01-31", 'reviewed = "2026"', "`reviewed` must be date, not str"),
    "a source that nobody names": ('["a-study"]', '[], source = "none found"', "sources.toml: no fact names `a-study`"),
    "a file under another name": ('slug = "warmth"', 'slug = "cold"', "[category]: `slug` must be the file's name"),
    "a ceiling of No": ('ceiling = "yes"\nrisk', 'ceiling = "no"\nrisk', f"{CARD}: `ceiling` of No"),
    "a ceiling above its category": (
        'clinical = true\nceiling = "yes"',
        'clinical = true\nceiling = "talk"',
        f"{CARD}: `ceiling` is above that of the category, talk",
    ),
    "no safe form, and more than talk": ("edition = 2", "edition = 2\nno_safe_form = true", f"{CARD}: `no_safe_form`"),
    "only talk, and a safe form": ('ceiling = "yes"\nrisk', 'ceiling = "talk"\nrisk', f"{CARD}: `no_safe_form`"),
    "a clinical card that is silent on review": (
        "reviewed_by_clinician = false",
        "",
        f"{CARD}: `reviewed_by_clinician` is missing",
    ),
    "a clinician without a name": (
        "reviewed_by_clinician = false",
        "reviewed_by_clinician = true",
        f"{CARD}: a clinician's review and a `reviewer` go together",
    ),
    "a name without a review": (
        "reviewed_by_clinician = false",
        'reviewed_by_clinician = false\nreviewer = "Dr Someone"',
        f"{CARD}: a clinician's review and a `reviewer` go together",
    ),
}


@pytest.mark.parametrize(("old", "new", "error"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_rule_is_refused(tmp_path: Path, old: str, new: str, error: str) -> None:
    with pytest.raises(BadContent) as refused:
        load(write(tmp_path, old, new))

    assert error in str(refused.value)


def test_a_card_without_facts_is_refused(tmp_path: Path) -> None:
    facts = CHAPTER[CHAPTER.index("facts = [") : CHAPTER.index("]\nstop_signs") + 1]

    with pytest.raises(BadContent) as refused:
        load(write(tmp_path, facts, "facts = []"))

    assert str(refused.value) == f"{CARD}: `facts` is empty"


def _second(root: Path, *changes: tuple[str, str]) -> Path:
    text = CHAPTER
    for old, new in (('slug = "warmth"', 'slug = "second"'), ("number = 3", "number = 4"), *changes):
        text = text.replace(old, new)
    (root / "catalogue" / "second.toml").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ([('"Warm hands"', '"Other"')], "two items are called `warm-hands`"),
        ([('"warm-hands"', '"other"'), ('"Warm hands"', '"WARM hands"')], "two items are called `warm hands`"),
        ([('"warm-hands"', '"other"'), ('"Warm hands"', '"Other"'), ("number = 4", "number = 3")], "two categories"),
    ],
    ids=["slug", "name in other letters", "number of a category"],
)
def test_two_of_one_name_are_refused(tmp_path: Path, changes: list[tuple[str, str]], error: str) -> None:
    with pytest.raises(BadContent) as refused:
        load(_second(write(tmp_path), *changes))

    assert error in str(refused.value)


def test_two_sources_of_one_name_are_refused(tmp_path: Path) -> None:
    root = write(tmp_path)
    sources = root / "catalogue" / "sources.toml"
    sources.write_text(sources.read_text(encoding="utf-8") * 2, encoding="utf-8")

    with pytest.raises(BadContent) as refused:
        load(root)

    assert "two sources are called `a-study`" in str(refused.value)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "catalogue" / "warmth.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(BadContent) as refused:
        load(root)

    assert "warmth.toml: is not TOML in UTF-8" in str(refused.value)


def test_a_remark_in_brackets_does_not_count_as_quotation(tmp_path: Path) -> None:
    root = write(tmp_path, '"What it says."', f'"What it says. ({"remark " * 30}at length)"')

    assert len(load(root).sources) == 1


def test_an_everyday_card_needs_no_warnings(tmp_path: Path) -> None:
    root = write(tmp_path, "physical = 2", "physical = 1")
    chapter = root / "catalogue" / "warmth.toml"
    lines = chapter.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("stop_signs", "do_not_if", "who_must_not", "help"))]
    chapter.write_text("\n".join(kept), encoding="utf-8")

    assert load(root).items[0].stop_signs == ()
