"""Records: what the pen refuses, at which stage reading stops, and what the walk over a whole chain finds."""

from dataclasses import replace
from hashlib import sha256

import pytest

from ownaccord.core import ledger
from ownaccord.core.ledger import Header, Kind, Quarantine, Record, Stage, append, digest_of, reach
from ownaccord.core.position import DAY, Side
from ownaccord.core.statement import encode, new_state, with_pause, with_told, with_wait, without
from ownaccord.core.terms import Level, Terms
from ownaccord.vault import attest
from ownaccord.vault.canonical import decode as plain_decode
from ownaccord.vault.canonical import encode as plain_encode
from ownaccord.vault.derive import Label, expand
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, seal
from ownaccord.vault.witness import SpaceSeen
from tests.core.people import SPACE, START, Memory, Pair
from tests.laws.strategies import RULES

ITEM = "hand-massage"


@pytest.fixture
def pair():
    """Ash and Bo, who have agreed on one item; both have looked."""
    people = Pair(RULES)
    people.agree(ITEM, Side.GIVE, Side.RECEIVE)
    people.write("bo", lambda state: with_told(state, "story-reading", Side.SHOW))
    assert people.levels("ash") == people.levels("bo") == {ITEM: Level.YES}
    return people


def stage_for(pair, name="ash"):
    """At which stage this reader stops believing; None when everything verifies."""
    try:
        pair.verify(name, pair.clock)
    except Quarantine as trouble:
        return trouble.stage
    return None


def with_newest(pair, name, **changes):
    """Replace parts of somebody's newest row."""
    rows = pair.rows[pair.person(name)]
    pair.rows[pair.person(name)] = [*rows[:-1], (rows[-1][0], replace(rows[-1][1], **changes))]


def header_with(pair, name, at, value):
    """The header of somebody's newest record with one field replaced."""
    fields = plain_decode(pair.rows[pair.person(name)][-1][1].header)
    fields[at] = value
    return plain_encode(fields)


def test_an_ordinary_chain_verifies_for_both_and_for_whoever_remembers_nothing(pair):
    assert stage_for(pair, "ash") is stage_for(pair, "bo") is None
    for name in ("ash", "bo"):
        pair.memory[name], pair.witness[name] = Memory(), None
    assert stage_for(pair, "ash") is stage_for(pair, "bo") is None


def test_only_the_newest_state_is_kept_and_its_hash_and_digest_stay(pair):
    rows = [record for _, record in pair.rows[pair.person("bo")]]
    assert [record.state is None for record in rows] == [True, False]
    assert rows[-1].state_hash == sha256(rows[-1].state).digest()
    assert (
        Header.loads(rows[1].header).previous == digest_of(rows[0]) == attest.digest(rows[0].header, rows[0].state_hash)
    )
    assert sorted(rows[1].macs) == sorted(pair.members)


@pytest.mark.parametrize(
    ("at", "value", "stage"),
    [
        (0, 2, Stage.CANONICAL), (1, "6" * 32, Stage.PLACE), (2, 2, Stage.PLACE), (3, "ashashashash", Stage.CANONICAL),
        (4, 2, Stage.PLACE), (5, "order", Stage.CANONICAL), (5, "leave", Stage.WITNESS), (6, bytes(32), Stage.WITNESS),
        (6, b"", Stage.CANONICAL), (7, [], Stage.WITNESS), (7, [["x", 0, bytes(31)]], Stage.CANONICAL),
        (7, None, Stage.CANONICAL), (7, [["b", 0, bytes(32)], ["a", 0, bytes(32)]], Stage.CANONICAL),
        (7, [["bobobobo", 0, bytes(32)]], Stage.CANONICAL), (8, b"1" * 15, Stage.CANONICAL), (4, -1, Stage.CANONICAL),
        (4, True, Stage.CANONICAL), (0, True, Stage.CANONICAL), (1, 5, Stage.CANONICAL),
    ],
)  # fmt: skip
def test_an_edited_header_is_noticed(pair, at, value, stage):
    with_newest(pair, "bo", header=header_with(pair, "bo", at, value))
    assert stage_for(pair) is stage


@pytest.mark.parametrize("header", [b"", b"\xff", plain_encode([]), plain_encode(None), plain_encode({})])
def test_a_header_that_is_no_header_is_noticed(pair, header):
    with_newest(pair, "bo", header=header)
    assert stage_for(pair) is Stage.CANONICAL


def test_without_any_memory_an_edited_record_is_noticed_by_its_mac(pair):
    pair.memory["ash"].heads, pair.witness["ash"] = {}, None
    with_newest(pair, "bo", header=header_with(pair, "bo", 8, b"1" * 16))
    assert stage_for(pair) is Stage.MAC


def test_each_reader_checks_the_mac_made_for_them(pair):
    macs = pair.rows[pair.person("bo")][-1][1].macs
    with_newest(pair, "bo", macs={**macs, pair.person("ash"): macs[pair.person("bo")]})
    assert (stage_for(pair, "ash"), stage_for(pair, "bo")) == (Stage.MAC, None)


def test_a_changed_or_missing_state_is_noticed(pair):
    for state in (None, b"", b"\x01" + bytes(100), pair.rows[pair.person("ash")][-1][1].state):
        with_newest(pair, "bo", state=state)
        assert stage_for(pair) is Stage.STATE


def test_a_state_sealed_for_another_place_does_not_open(pair):
    bo, state = pair.keys["bo"], new_state(pair.clock, pair.entropy(32))
    head = pair.memory["bo"].heads[bo.person]
    key = expand(pair.epoch_key, Label.RECORD_KEY, bo.person, head[0] + 1)

    def vouched(place, plain):
        header = Header(SPACE, 1, bo.person, head[0] + 1, Kind.STATE, head[1], (), pair.entropy(16)).dumps()
        sealed = seal(key, place, plain, pair.entropy)
        digest = attest.digest(header, sha256(sealed).digest())
        return Record(header, sha256(sealed).digest(), sealed, bo.vouch(digest, SPACE, 1, pair.members))

    right = Place("state", SPACE, 1, bo.person, head[0] + 1, "state")
    rows = pair.rows[bo.person]
    for place, plain, stage in (
        (right, encode(state), None),
        (replace(right, seq=head[0]), encode(state), Stage.STATE),
        (replace(right, kind="leave"), encode(state), Stage.STATE),
        (right, b"\x00" * 8192, Stage.STATE),
        (right, encode(state)[:-1] + b"\x01", Stage.STATE),
    ):
        pair.rows[bo.person] = [*rows, (head[0] + 1, vouched(place, plain))]
        assert stage_for(pair) is stage


@pytest.mark.parametrize("name", ["ash", "bo"])
def test_a_chain_cut_off_behind_what_was_seen_is_noticed(pair, name):
    pair.rows[pair.person(name)] = pair.rows[pair.person(name)][:-1]
    assert stage_for(pair, "ash") is stage_for(pair, "bo") is Stage.WITNESS
    del pair.rows[pair.person(name)]
    assert stage_for(pair, "ash") is stage_for(pair, "bo") is Stage.WITNESS


def test_the_witness_alone_notices_a_roll_back_of_rows_and_vault():
    pair = Pair(RULES)
    pair.agree(ITEM, Side.GIVE, Side.RECEIVE)
    pair.levels("ash")
    rows, heads = dict(pair.rows), dict(pair.memory["ash"].heads)
    pair.write("bo", lambda state: without(state, ITEM, Side.RECEIVE))
    assert pair.levels("ash") == {}
    pair.rows, pair.memory["ash"].heads = rows, heads
    assert stage_for(pair) is Stage.WITNESS
    pair.witness["ash"] = None
    assert stage_for(pair) is None


def test_the_witness_may_lag_and_may_know_an_older_epoch_but_never_a_later_one(pair):
    seen = pair.witness["ash"]
    bo = pair.person("bo")
    first = digest_of(pair.rows[bo][0][1])
    pair.witness["ash"] = SpaceSeen(SPACE, 1, {bo: (0, first)})
    assert stage_for(pair) is None
    pair.witness["ash"] = SpaceSeen(SPACE, 1, {bo: (0, bytes(32))})
    assert stage_for(pair) is Stage.WITNESS
    pair.witness["ash"] = SpaceSeen(SPACE, 0, {bo: (99, bytes(32))})
    assert stage_for(pair) is None
    pair.witness["ash"] = SpaceSeen(SPACE, 2, seen.heads)
    assert stage_for(pair) is Stage.WITNESS


def test_what_the_vault_remembers_is_missed_also_where_the_witness_lags(pair):
    bo = pair.person("bo")
    pair.witness["ash"] = SpaceSeen(SPACE, 1, {bo: (0, digest_of(pair.rows[bo][0][1]))})
    pair.rows[bo] = pair.rows[bo][:-1]
    assert pair.memory["ash"].heads[bo][0] == 1
    assert stage_for(pair) is Stage.WITNESS


def test_in_a_space_where_nobody_has_written_there_is_nothing_yet_and_nobody_has_left():
    nothing = Pair(RULES).verify("ash", START)
    assert nothing == ledger.Verified({}, {}, left=frozenset(), latest=0, only_tightens=False)


def test_a_first_record_that_follows_something_is_not_the_first(pair):
    bo = pair.person("bo")
    pair.rows[bo] = pair.rows[bo][:1]
    with_newest(pair, "bo", header=header_with(pair, "bo", 6, bytes([1]) * 32))
    assert walk(pair) is Stage.LINK


def test_a_head_that_somebody_has_seen_has_to_exist(pair):
    ash, bo = pair.person("ash"), pair.person("bo")
    pair.write("bo", with_pause)
    pair.read("ash")
    pair.write("ash", with_pause)
    newest = pair.rows[ash][-1][1]
    assert Header.loads(newest.header).seen == ((bo, 2, digest_of(pair.rows[bo][-1][1])),)
    pair.memory["ash"].heads = pair.memory["bo"].heads = {}
    pair.witness = dict.fromkeys(pair.witness)
    pair.rows[bo] = pair.rows[bo][:2]
    assert stage_for(pair) is stage_for(pair, "bo") is Stage.SEEN_HEAD
    pair.rows[bo] = []
    assert stage_for(pair) is Stage.SEEN_HEAD


def test_a_seen_head_below_what_the_vault_remembers_is_checked_once_for_each_record_that_names_it(pair):
    ash, bo = pair.person("ash"), pair.person("bo")
    of_old = pair.read("bo")
    for _ in range(3):
        pair.write("ash", lambda state: with_wait(state, state.wait_hours + 1))
    pair.read("bo")
    whole = pair.rows[ash]
    pair.rows[ash] = whole[1:]
    assert stage_for(pair, "bo") is None

    late = replace(of_old.states[bo], salt=pair.entropy(32))
    seq, record = append(pair.view, of_old, late, Kind.STATE, pair.keys["bo"], pair.epoch_key, pair.entropy)
    pair.rows[bo] = [*pair.rows[bo], (seq, record)]
    assert (ash, 0) in [(who, number) for who, number, _ in Header.loads(record.header).seen]
    assert stage_for(pair, "bo") is Stage.LINK
    pair.rows[ash] = whole
    assert stage_for(pair, "bo") is None


@pytest.mark.parametrize("name, other", [("ash", "bo"), ("bo", "ash")])
def test_whoever_is_remembered_already_hides_nothing_that_the_next_one_names(pair, name, other):
    named = {**pair.read(name).heads, pair.person(other): (0, bytes(32))}
    verified = replace(pair.verify(name, pair.clock), heads=named)
    mine = replace(verified.states[pair.person(name)], at=verified.latest, salt=pair.entropy(32))
    seq, record = append(pair.view, verified, mine, Kind.STATE, pair.keys[name], pair.epoch_key, pair.entropy)
    pair.store(pair.person(name), seq, record)
    assert stage_for(pair, other) is Stage.SEEN_HEAD


def test_a_chain_is_followed_from_what_the_vault_has_verified_and_no_further(pair):
    ash, bo = pair.person("ash"), pair.person("bo")
    for _ in range(3):
        pair.write("ash", lambda state: with_wait(state, state.wait_hours + 1))
    pair.read("bo")
    newest = {who: rows[-1] for who, rows in pair.rows.items()}
    heads = pair.memory["bo"].heads
    assert reach(pair.view, newest, heads, None) == {ash: newest[ash][0], bo: newest[bo][0]}
    assert reach(pair.view, newest, {}, None) == {}


def test_a_row_of_somebody_who_is_no_member_is_noticed(pair):
    pair.rows["d" * 32] = pair.rows[pair.person("bo")]
    assert stage_for(pair) is Stage.PLACE


def test_a_pinned_key_that_changed_is_noticed(pair):
    other = Keyring.make("bobobobo", pair.entropy)
    pair.view = replace(pair.view, members={**pair.members, "bobobobo": other.public})
    assert stage_for(pair) is Stage.MAC


def test_another_epoch_key_opens_nothing(pair):
    pair.epoch_key = pair.entropy(32)
    assert stage_for(pair) is Stage.STATE


@pytest.mark.parametrize(("back", "stage"), [(DAY, None), (DAY + 1, Stage.CLOCK), (3650 * DAY, Stage.CLOCK)])
def test_no_record_comes_from_more_than_a_day_ahead(pair, back, stage):
    pair.clock -= back
    assert stage_for(pair) is stage


@pytest.mark.parametrize(("ahead", "stage"), [(300, None), (301, Stage.CLOCK)])
def test_no_new_record_comes_from_before_what_was_seen(pair, ahead, stage):
    pair.memory["ash"].latest = pair.clock + ahead
    assert stage_for(pair) is None
    pair.write("bo", with_pause)
    assert stage_for(pair) is stage


def walk(pair, name="bo", rows=None):
    """The walk without keys."""
    person = pair.person(name)
    return ledger.walk_whole_chain(SPACE, 1, person, pair.rows[person] if rows is None else rows)


def test_the_walk_over_a_whole_chain_finds_what_is_wrong_without_keys(pair):
    pair.write("bo", with_pause)
    rows = pair.rows[pair.person("bo")]
    (zero, one, two), newest = rows, rows[-1][1]
    assert walk(pair) is walk(pair, rows=[]) is None
    for wrong, stage in (
        ([one, two], Stage.LINK),
        ([zero, two], Stage.LINK),
        ([zero, one, one], Stage.LINK),
        ([(5, zero[1]), one], Stage.PLACE),
        ([zero, (1, replace(one[1], state_hash=bytes(32))), two], Stage.LINK),
        ([zero, one, (2, replace(newest, header=b""))], Stage.CANONICAL),
        ([zero, one, (2, replace(newest, state=newest.state[:-1] + b"\x00"))], Stage.STATE),
        ([zero, (1, replace(one[1], state=newest.state)), two], Stage.STATE),
    ):
        assert walk(pair, rows=wrong) is stage


def test_the_walk_with_keys_finds_a_record_that_nobody_vouched_for(pair):
    bo, keys = pair.person("bo"), pair.keys["ash"]
    (zero, record), newest = pair.rows[bo][0], pair.rows[bo][1]
    rows = [(zero, replace(record, macs={})), newest]
    assert walk(pair, rows=rows) is None
    assert ledger.walk_with_keys(pair.view, keys, pair.epoch_key, bo, rows) is Stage.MAC
    assert ledger.walk_with_keys(pair.view, keys, pair.epoch_key, bo, pair.rows[bo]) is None
    assert ledger.walk_with_keys(pair.view, keys, pair.epoch_key, bo, []) is None
    assert ledger.walk_with_keys(pair.view, keys, bytes(32), bo, pair.rows[bo]) is Stage.STATE
    assert ledger.walk_with_keys(pair.view, keys, pair.epoch_key, bo, pair.rows[bo][1:]) is Stage.LINK
    kept = [(zero, replace(record, state=newest[1].state)), newest]
    assert ledger.walk_with_keys(pair.view, keys, pair.epoch_key, bo, kept) is Stage.STATE


def test_nothing_private_shows_when_a_record_is_printed(pair):
    assert "bobobobo" not in repr(pair.rows[pair.person("bo")][-1][1])


def test_terms_above_talk_first_stay_as_they_are_in_any_other_record(pair):
    before = pair.read("ash").states[pair.person("bo")].entries
    pair.write("bo", lambda state: with_wait(state, 50))
    assert pair.read("ash").states[pair.person("bo")].entries == before
    assert all(entry.terms.level > Level.TALK and entry.terms != Terms() for entry in before)
