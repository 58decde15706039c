"""Breaks of decks and of the reveal: each changes who learns what, or how often somebody can be asked."""

from tests.mutants.mutant import m

ROUNDS, STEPS = "test_reveal.py", "../core/test_reveal.py"
ATTACKS, PACING, INTEREST = "../core/test_reveal_attacks.py", "../core/test_pacing.py", "../core/test_interest.py"
DEALS = "../core/test_deal.py"

KNOWING = (
    m("an unsure counts as a yes", "interest", "Interest.CURIOUS, Interest.WILLING}", "Interest.UNSURE}", INTEREST),
    m("my give meets your give", "deck", "self.other(person) if second_side else person", "person", STEPS, ROUNDS),
    m("a dummy for what was marked", "reveal", "slot if known[slot] in yes else None", "None", STEPS, ROUNDS),
    m("the places of the deck, not shuffled", "reveal", "key=drawn.__getitem__", "key=int", STEPS),
    m("the exponent stays after learning", "reveal", 'stand=stand, exponent=b"", points=b""', "stand=stand",
      STEPS, ROUNDS),
    m("tallies that differ count", "reveal", "return mine if same(mine.tally, tally) else", "return mine if True else",
      ATTACKS),
    m("the true tally is said where they differ", "reveal", "(after.tally or unsaid,)",
      "(_learnt(reader, mine, own_twice, theirs_twice, Stand.COMPLETE).tally,)", ATTACKS),
    m("a list with a point twice", "reveal", "len(each) == count and all", "all", ATTACKS),
    m("a list of another length", "reveal", "len(points) != count * POINT", "len(points) % POINT", ATTACKS),
    m("points outside the group", "reveal", "and all(map(is_point, each))", "", ATTACKS),
    m("messages that nobody vouched for", "reveal",
      "if not keys.vouched(digest, message.macs, other, reader.members[other], about.space, about.epoch):", "if False:",
      ATTACKS, ROUNDS),
    m("taken back although something can be learnt", "reveal", " or _returned(reader, mine, messages):", ":", STEPS),
    m("an item can be dealt again at once", "pacing", "ONCE_IN = 90 * DAY", "ONCE_IN = 0", PACING),
    m("any deck may follow after two days", "pacing", "AFTER_EVERYDAY if everyday else AFTER_OTHERS",
      "AFTER_EVERYDAY", PACING),
    m("who proposes learns first", "deal", "return proposer if other == never else other", "return proposer", DEALS),
    m("whoever hosts learns first", "deal", "return proposer if other == never else other", "return other", DEALS),
    m("another deck is taken up", "deal", "    after = _proposed(view, author, proposal.body)", '    after = b"x"',
      DEALS),
    m("a proposal for other people", "deal",
      "if not about_here or {deal.about.first, deal.about.second} != set(view.members):", "if not about_here:", DEALS),
)  # fmt: skip
