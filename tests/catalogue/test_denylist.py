"""Sixty wishes that are refused, sixty that only look like them, and the rules in between."""

from pathlib import Path

import pytest

from ownaccord.catalogue import BadContent, load
from ownaccord.catalogue.denylist import load_denylist, refused
from ownaccord.catalogue.folding import readings

REFUSED = {
    "minors": [
        "Age play",
        "ageplay with bedtime rules",
        "Age-regression evenings",
        "You dress as a schoolgirl",
        "School uniform scene",
        "I pretend to be a child",
        "Be a little girl for me",
        "Adult baby, with diapers",
        "A role of 16 years old",
        "I am 15yo in the story",
        "Teenager role",
        "Teacher and pupil after class",
        "DDLG",
        "Something with a minor",
        "Play a character who is under 18",
        "u n d e r a g e role",
        "Sch00lg1rl scene",
        "\u0441hild role",
        "t\u00e9enager",
        "you act like a toddler",
    ],
    "animals": [
        "Sex with a dog",
        "Bestiality",
        "An animal joins us",
        "Oral contact with an animal",
        "The dog watches us",
        "Z00philia",
    ],
    "relatives": [
        "Incest story",
        "You play my sister",
        "I pretend to be your daughter",
        "Step-mother scene",
        "Call me daddy",
        "Brother and sister roles",
        "Intimacy with my cousin",
        "Mommy domme",
        "stepsister",
    ],
    "corpses": ["Necrophilia", "I play dead while you go on", "Pretend to be dead", "A corpse role"],
    "unconscious": [
        "Start while I am asleep",
        "Touch me when you find me sleeping",
        "Use me unconscious",
        "Until I pass out",
        "Drugged and left alone",
        "Chloroform scene",
        "Spike my drink",
        "Get me drunk first",
        "Sleeping pills, then you come in",
    ],
    "real-non-consent": [
        "Against my will, for real",
        "Without my consent",
        "Even if I say stop",
        "Ignore my safeword",
        "No safe word tonight",
        "I am not allowed to say no",
        "Rape",
    ],
    "blackmail": ["Blackmail", "Threaten to tell my family", "Leak my photos if I do not", "b l a c k m a i l game"],
    "bystanders": [
        "Naked in public",
        "Flash strangers at the station",
        "Masturbation on the train",
        "Let the neighbours watch",
        "Secretly film people",
        "Spy on somebody changing",
        "Orgasm in a restaurant",
    ],
}

KEPT = [
    "Massage with baby oil",
    "Sleep like a baby afterwards",
    "Handle me with kid gloves",
    "Only when the kids are away",
    "After the children are asleep",
    "A weekend without children",
    "No age play, ever",
    "Never touch me while I am asleep",
    "Not when you are drunk",
    "No animals in the room",
    "Never call me daddy",
    "Not without my consent",
    "Never in front of strangers",
    "No blackmail, not even as a joke",
    "Never without a safe word",
    "No diapers",
    "Pet names",
    "Puppy love, holding hands",
    "Doggy style",
    "A dog collar as a sign",
    "Animal print scarf",
    "After we walk the dog",
    "Riding crop, light",
    "A catsuit",
    "Ponytail held gently",
    "Brothers-in-arms film night",
    "A box with mother-of-pearl",
    "Speak in your mother tongue",
    "Twin beds pushed together",
    "Keep in touch by message",
    "When my mother is not visiting",
    "After dinner with my sister",
    "Mother's Day breakfast, then time alone",
    "Daddy long legs on the wall would end it for me",
    "Not on a school night",
    "Old-school romance",
    "A minor bruise is fine",
    "Minor marks only",
    "A dance teacher and a guest",
    "Guest and waiter",
    "Playing two strangers who meet at a bar",
    "Eighteen candles",
    "A 12 year old whisky by the fire",
    "We are both over 40 years old",
    "Our ten year old relationship, celebrated",
    "Holding hands in public",
    "A nude beach holiday",
    "A visit to a sex shop together",
    "Kiss on the train platform",
    "Film night with popcorn",
    "Wear a sleep mask",
    "Hold me until we fall asleep",
    "Fall asleep together",
    "Corpse pose, then rest",
    "Dead tired, so only cuddling",
    "Consensual non-consent, with a stop signal",
    "Agreed resistance with a stop word",
    "Grapes and drapes",
    "Good girl, good boy, as names between adults",
    "Knock before you come in",
]


def _all_refused() -> list[tuple[str, str]]:
    return [(theme, text) for theme, texts in REFUSED.items() for text in texts]


def test_there_are_sixty_of_each() -> None:
    assert (len(_all_refused()) >= 60, len(set(KEPT))) == (True, 60)


@pytest.mark.parametrize(("theme", "text"), _all_refused(), ids=[text for _, text in _all_refused()])
def test_a_wish_of_this_kind_is_refused(theme: str, text: str) -> None:
    found = load_denylist().theme_of(text)

    assert found is not None
    assert found.slug == theme
    assert refused(text)


@pytest.mark.parametrize("text", KEPT)
def test_a_wish_that_only_looks_like_it_is_kept(text: str) -> None:
    found = load_denylist().theme_of(text)

    assert found is None, found.slug
    assert not refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "Why not touch me while I am asleep",
        "Whether or not I am unconscious",
        "No problem if I am drugged",
        "No safeword while unconscious",
        "Never mind the safe word. Blackmail",
    ],
)
def test_a_no_to_something_else_saves_nothing(text: str) -> None:
    assert refused(text)


def test_no_text_at_all_is_not_refused() -> None:
    assert not refused("")
    assert not refused("   \n ")
    assert not refused("\U0001f642 ... !!!")


def test_a_very_long_text_is_still_answered() -> None:
    assert refused("word " * 20_000 + "blackmail")
    assert not refused("word " * 20_000)


@pytest.mark.parametrize("item", load().items, ids=lambda item: item.slug)
def test_no_card_would_be_refused_as_a_wish(item) -> None:  # type: ignore[no-untyped-def]
    said = [item.name, item.sentence, *item.aliases]

    assert [text for text in said if refused(text)] == []


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("\uff37\uff4f\uff52\uff44", "word"),
        ("wo\u200brd", "word"),
        ("w o r d", "word"),
        ("w.o.r.d.", "word"),
        ("w0rd", "word"),
        ("wo-rd", "word"),
        ("wo-rd", "wo rd"),
        ("wooooord", "word"),
        ("w\u00f6rd", "word"),
        ("w\u043erd", "word"),
        ("it's", "its"),
        ("16yo", "16 yo"),
        ("One. Two", "one . two"),
    ],
)
def test_a_disguise_has_a_reading_without_it(text: str, reading: str) -> None:
    assert reading in {found.strip(" .") for found in readings(text)}


def test_every_theme_says_why_and_the_design_names_no_other() -> None:
    themes = load_denylist().themes

    assert {theme.slug for theme in themes} == set(REFUSED)
    assert all(theme.why.endswith(".") for theme in themes)


def test_the_rules_are_read_once() -> None:
    assert load_denylist() is load_denylist()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ('theme = "a"\nwhy = "B."\nphrases = ["No"]', "`phrases` must be lower-case words"),
        ('theme = "a"\nwhy = "B."\nphrases = ["a.b"]', "`phrases` must be lower-case words"),
        ('theme = "a"\nwhy = "B."\nphrases = ["a"]\nextra = 1', "unknown `extra`"),
        ('theme = "a"\nphrases = ["a"]', "`why` is missing"),
        (
            'theme = "a"\nwhy = "B."\nphrases = ["a"]\n[[pairs]]\nfirst = ["a"]\nsecond = ["b"]\napart = 10',
            "`apart` must be at least 0 and at most 9",
        ),
    ],
)
def test_a_broken_rule_file_is_refused(tmp_path: Path, content: str, error: str) -> None:
    (tmp_path / "denylist").mkdir()
    (tmp_path / "denylist" / "a.toml").write_text(content, encoding="utf-8")

    with pytest.raises(BadContent) as broken:
        load_denylist(tmp_path)

    assert error in str(broken.value)


def test_without_its_rules_it_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_denylist(tmp_path)
