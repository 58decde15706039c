"""Sealed apart, opened together: everybody writes a text, and nobody reads one before everybody has written.

Whether everybody has is found out without anybody learning who has: votes that only all of them can count, and of which
only *all* or *not all* comes out. A step that is not in `STEPS` does not exist. Protocol and bytes:
docs/develop/spec/together.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from ownaccord.core.apart import FLOOR, Mine, Round, Stand, check
from ownaccord.core.errors import Malformed
from ownaccord.vault import attest, blinding
from ownaccord.vault.blinding import NEUTRAL, POINT, is_point
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import KEY, Label, expand, same
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, open_sealed, pad, seal, unpad

VERSION = 1
COUNT = 4

Entropy = Callable[[int], bytes]


@dataclass(frozen=True, slots=True, repr=False)
class Message:
    """What one member's row says, of one size whatever it says, and its author's MACs (member -> MAC)."""

    body: bytes
    macs: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, repr=False)
class Reader:
    """Who takes steps, in which round, with which keys: `members` are the pinned keys of all, `epoch_key` theirs."""

    about: Round
    keys: Keyring
    members: Mapping[str, bytes]
    epoch_key: bytes

    @property
    def others(self) -> tuple[str, ...]:
        """Everybody else in the round."""
        return tuple(who for who in self.about.members if who != self.keys.person)


@dataclass(frozen=True, slots=True, repr=False)
class There:
    """What lies in the rows: everybody's messages, and the sealed texts of those who have opened theirs."""

    messages: Mapping[str, Message]
    texts: Mapping[str, bytes] = field(default_factory=dict)


def meet(entropy: Entropy) -> Mine:
    """Return the beginning of a side: a key for this round, and nothing said."""
    return Mine(Stand.MET, blinding.random_exponent(entropy))


def advance(reader: Reader, mine: Mine, there: There, text: str | None, entropy: Entropy) -> Mine:
    """Return where this person stands after all steps that can be taken now; `text` is what they want to have read.

    None says *not yet*. What does not fit counts as not there. A vote that nobody has counted yet is drawn anew each
    time, so that a row that changes says nothing.
    """
    check(text)
    at = _At(reader, _heard(reader, there.messages), there.texts, text, entropy)
    if mine.stand is Stand.VOTED and not at.counted(mine.attempt):
        mine = _voted(at, mine, mine.attempt)
    while (step := STEPS.get(mine.stand)) is not None:
        after = step(at, mine)
        if after is mine:
            break
        mine = after
    return mine


def newest(reader: Reader, mine: Mine) -> Message:
    """Return this person's row as it has to be; as often as it is asked for the same: a lost one is written again."""
    attempt, of = mine.attempt.to_bytes(COUNT), mine.of.to_bytes(COUNT)
    shown = blinding.raised(mine.exponent)
    body = encode([VERSION, attempt, shown, mine.vote, mine.bound, of, mine.share, mine.heard])
    about = reader.about
    digest = _digest(about, reader.keys.person, body)
    return Message(body, reader.keys.vouch(digest, about.space, about.epoch, reader.members))


def sealed_text(reader: Reader, mine: Mine, entropy: Entropy) -> bytes | None:
    """Return the own text, sealed for everybody, once everybody has written; None before."""
    if mine.stand not in (Stand.OPENING, Stand.COMPLETE) or mine.text is None:
        return None
    person = reader.keys.person
    plain = pad(encode([VERSION, mine.salt, mine.text]), FLOOR)
    return seal(_key(reader, person), _place(reader.about, person), plain, entropy)


def is_there(reader: Reader, mine: Mine, sealed: bytes) -> bool:
    """Whether what lies in the own row is the own text, as everybody is to read it."""
    return _opened(reader, mine, reader.keys.person, sealed) is not None


# --- the steps ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class _Row:
    """What another's message says, once it fits."""

    attempt: int
    key: bytes
    vote: bytes
    bound: bytes
    of: int
    share: bytes
    heard: bytes


@dataclass(frozen=True, slots=True, repr=False)
class _At:
    """One look at what is there, for all steps of one call."""

    reader: Reader
    rows: Mapping[str, _Row]
    texts: Mapping[str, bytes]
    text: str | None
    entropy: Entropy

    @property
    def all_there(self) -> bool:
        return set(self.rows) == set(self.reader.others)

    def counted(self, attempt: int) -> bool:
        """Whether anybody has begun to count the votes of this attempt: from then on none is drawn anew."""
        return any(row.of == attempt for row in self.rows.values())


def _meet(at: _At, mine: Mine) -> Mine:
    return _voted(at, mine, 1) if at.all_there else mine


def _voted(at: _At, mine: Mine, attempt: int) -> Mine:
    """A vote of this attempt: two points, and what ties its author to a text, or bytes that look like it."""
    if not at.all_there:
        return mine
    drawn, blank, salt = blinding.random_exponent(at.entropy), blinding.random_point(at.entropy), at.entropy(KEY)
    # Under the key of all of them: nothing for *written*, a point that nobody knows for *not yet*. The sum of all is
    # nothing only when all say *written*; a sum with one such point in it is as even as one with many.
    try:
        joint = blinding.put_together([blinding.raised(mine.exponent), *(row.key for row in at.rows.values())])
        yes = blinding.blinded(drawn, joint)
    except Unreadable:
        # A key that was made so that all of them come to nothing: under it no vote would be hidden.
        return replace(mine, stand=Stand.VOID)
    bound = _bound(at.reader.about, at.reader.keys.person, salt, at.text or "")
    vote = blinding.raised(drawn) + (blank if at.text is None else yes)
    bound = at.entropy(KEY) if at.text is None else bound
    return replace(mine, stand=Stand.VOTED, attempt=attempt, vote=vote, bound=bound, salt=salt, text=at.text)


def _count(at: _At, mine: Mine) -> Mine:
    """The own share of counting, of votes that are all there; only ever one an attempt."""
    if any(row.attempt > mine.attempt for row in at.rows.values()):
        # They went on without this person, so this side is an older one than they have heard.
        return replace(mine, stand=Stand.VOID)
    if not at.all_there or any(row.attempt != mine.attempt for row in at.rows.values()):
        return mine
    me, others = at.reader.keys.person, at.rows.items()
    votes = {me: mine.vote, **{who: row.vote for who, row in others}}
    bounds = {me: mine.bound, **{who: row.bound for who, row in others}}
    keys = {me: blinding.raised(mine.exponent), **{who: row.key for who, row in others}}
    said = [[who, keys[who], votes[who], bounds[who]] for who in at.reader.about.members]
    heard = sha256(encode([str(Label.TOGETHER_HEARD), VERSION, at.reader.about.as_bytes(), mine.attempt, said]))
    try:
        share = blinding.blinded(mine.exponent, blinding.put_together(vote[:POINT] for vote in votes.values()))
        if mine.text is not None and mine.text != at.text:
            # Its author has thought better of it since: with a point in place of the share it comes out as not all.
            share = blinding.random_point(at.entropy)
        second = blinding.put_together(vote[POINT:] for vote in votes.values())
    except Unreadable:
        return replace(mine, stand=Stand.VOID)
    return replace(
        mine, stand=Stand.SHARED, of=mine.attempt, share=share, heard=heard.digest(), second=second, bounds=bounds
    )


def _tell(at: _At, mine: Mine) -> Mine:
    """Whether everybody has written, from everybody's shares: then it opens, otherwise they vote again.

    What its author does not want to have read by now does not open.
    """
    if not at.all_there or any(row.of != mine.of for row in at.rows.values()):
        return mine
    if not all(same(row.heard, mine.heard) for row in at.rows.values()):
        return replace(mine, stand=Stand.VOID)
    try:
        shares = blinding.put_together([mine.share, *(row.share for row in at.rows.values())])
        left = blinding.without(mine.second, shares)
    except Unreadable:
        return replace(mine, stand=Stand.VOID)
    if not same(left, NEUTRAL):
        return _voted(at, mine, mine.attempt + 1)
    # Whoever has not written cannot be one of all; then somebody's vote was made to say so. Whoever has taken their
    # text back since, or put another in its place, has nothing that is to be read: it never goes into the row.
    stands_by_it = mine.text is not None and mine.text == at.text
    return replace(mine, stand=Stand.OPENING if stands_by_it else Stand.VOID)


def _read(at: _At, mine: Mine) -> Mine:
    """Everybody's text, once all of them are there and each is the one that its author was tied to."""
    own = {at.reader.keys.person: mine.text or ""}
    found = {who: _opened(at.reader, mine, who, at.texts.get(who, b"")) for who in at.reader.others}
    texts = {who: text for who, text in found.items() if text is not None}
    return replace(mine, stand=Stand.COMPLETE, read=texts | own) if len(texts) == len(found) else mine


STEPS: Mapping[Stand, Callable[[_At, Mine], Mine]] = {
    Stand.MET: _meet,
    Stand.VOTED: _count,
    Stand.SHARED: _tell,
    Stand.OPENING: _read,
}
"""Where somebody stands -> the step from there, which waits for what it needs."""


# --- what arrives ---------------------------------------------------------------------------------------------------


def _heard(reader: Reader, messages: Mapping[str, Message]) -> dict[str, _Row]:
    """What the others said; of whoever's row is missing, not theirs, or not whole: nothing."""
    found = {who: _row(reader, who, messages[who]) for who in reader.others if who in messages}
    return {who: row for who, row in found.items() if row is not None}


def _row(reader: Reader, author: str, message: Message) -> _Row | None:
    about, public = reader.about, reader.members.get(author, b"")
    digest = _digest(about, author, message.body)
    if not reader.keys.vouched(digest, message.macs, author, public, about.space, about.epoch):
        return None
    try:
        version, attempt, *points, of, share, heard = decode(message.body)
        key, vote, bound = points
        row = _Row(int.from_bytes(attempt), key, vote, bound, int.from_bytes(of), share, heard)
        whole = encode([version, attempt, key, vote, bound, of, share, heard]) == message.body
        sizes = [len(each) for each in (attempt, key, vote, bound, of, share, heard)]
    except (Unreadable, TypeError, ValueError):
        return None
    fits = whole and version == VERSION and sizes == [COUNT, POINT, 2 * POINT, KEY, COUNT, POINT, KEY]
    return row if fits and _in_group(row) else None


def _in_group(row: _Row) -> bool:
    """The key, and the votes and shares that are said to be there."""
    voted = row.attempt == 0 or (is_point(row.vote[:POINT]) and is_point(row.vote[POINT:]))
    return is_point(row.key) and voted and (row.of == 0 or is_point(row.share))


def _opened(reader: Reader, mine: Mine, author: str, sealed: bytes) -> str | None:
    """The text that its author was tied to when everybody had written; None for every other."""
    try:
        _version, salt, text = decode(unpad(open_sealed(_key(reader, author), _place(reader.about, author), sealed)))
        check(text)
        fits = same(_bound(reader.about, author, salt, text), mine.bounds[author])
    except (Unreadable, Malformed, KeyError, TypeError, ValueError):
        return None
    return text if fits else None


def _bound(about: Round, author: str, salt: bytes, text: str) -> bytes:
    said = encode([str(Label.TOGETHER_SAID), VERSION, about.as_bytes(), author, salt, text])
    return sha256(said).digest()


def _key(reader: Reader, author: str) -> bytes:
    return expand(reader.epoch_key, Label.TOGETHER_KEY, reader.about.mark, author)


def _place(about: Round, author: str) -> Place:
    return Place("together", about.space, about.epoch, author, 0, about.mark.hex(), VERSION)


def _digest(about: Round, author: str, body: bytes) -> bytes:
    header = encode([str(Label.TOGETHER), VERSION, about.as_bytes(), author])
    return attest.digest(header, sha256(body).digest())
