"""Aftercare side by side: every gap there is, and none that nobody said."""

from hypothesis import given
from hypothesis import strategies as some

from ownaccord.core.aftercare import Care, gaps

WORDS = some.frozensets(some.sampled_from(["food", "talk", "alone"]))
PEOPLE = some.dictionaries(some.sampled_from("abc"), some.builds(Care, WORDS, WORDS, WORDS))


def told(**people: Care) -> set[tuple[str, str, bool, tuple[str, ...]]]:
    """The gaps between these people."""
    return {(each.person, each.word, each.offered, each.avoided_by) for each in gaps(people)}


def care(wants: str = "", offers: str = "", avoids: str = "") -> Care:
    return Care(*(frozenset(each.split()) for each in (wants, offers, avoids)))


def test_what_is_wanted_and_offered_is_no_gap() -> None:
    assert told(a=care("food talk"), b=care(offers="food talk")) == set()


def test_what_nobody_else_offers_is_a_gap_also_where_the_same_person_offers_it() -> None:
    assert told(a=care("food", offers="food"), b=care()) == {("a", "food", False, ())}


def test_what_another_leaves_out_is_a_gap_also_where_a_third_offers_it() -> None:
    people = {"a": care("talk"), "b": care(avoids="talk"), "c": care(offers="talk")}
    assert told(**people) == {("a", "talk", True, ("b",))}


def test_what_somebody_wants_and_leaves_out_themselves_is_theirs_to_sort_out() -> None:
    assert told(a=care("talk", avoids="talk"), b=care(offers="talk")) == set()


def test_what_nobody_wants_is_no_gap() -> None:
    assert told(a=care(offers="food", avoids="talk"), b=care(offers="talk", avoids="food")) == set()


@given(PEOPLE)
def test_there_is_a_gap_for_a_want_exactly_when_no_other_offers_it_or_some_other_leaves_it_out(
    people: dict[str, Care],
) -> None:
    expected = set()
    for person, own in people.items():
        for word in own.wants:
            others = [who for who in people if who != person]
            offers = [who for who in others if word in people[who].offers]
            avoids = [who for who in others if word in people[who].avoids]
            if avoids or not offers:
                expected.add((person, word, bool(offers), tuple(sorted(avoids))))
    assert told(**people) == expected
