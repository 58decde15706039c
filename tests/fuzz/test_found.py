"""What the fuzzers found, one test for each, beside the inputs that are kept in the corpus."""

import tarfile
import unicodedata
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms

from ownaccord.accounts import cookies, renewal
from ownaccord.accounts.browser import Face
from ownaccord.accounts.keys import NotCanonical, Unreadable, VaultBook, encode, pad
from ownaccord.accounts.settings import LATEST, LONGEST_WAIT_HOURS, no_loosening_until, own_wait
from ownaccord.catalogue.toml import BadContent, read
from ownaccord.consent import history, memory, wording
from ownaccord.consent.forms import OwnItemForm, PositionForm
from ownaccord.core import news, plain
from ownaccord.core.errors import Malformed
from ownaccord.core.record import Quarantine
from ownaccord.core.terms import Level, Terms
from ownaccord.lib import database
from ownaccord.lib import forms as fields
from ownaccord.spaces import invitations
from ownaccord.spaces.invitations import Changed, DoesNotOpen
from ownaccord.vault.sealing import Place, seal, unpad
from ownaccord.vault.witness import Witness
from ownaccord.web import asgi, backup
from tests.fuzz import between
from tests.fuzz.browser import asked
from tests.fuzz.files import good_backup
from tests.vectors.some import ASH, BO, SPACE, entropy

WIDE = "\ufb2c"
"""One character as typed, three in NFC."""


def test_a_line_that_grows_when_it_is_put_in_order_is_too_long_and_no_crash() -> None:
    form = OwnItemForm({"name": WIDE * 30, "sentence": "Tea.", "shapes": ["together"], "contexts": ["at_home"]})
    said = PositionForm({"level": "3", "contexts": ["at_home"], "own_condition": WIDE * 60, "review_days": "90"})

    assert [*form.errors, *said.errors] == ["name", "own_condition"]


def test_a_line_that_is_too_long_already_is_not_put_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []

    def normalize(form: str, text: str) -> str:
        lengths.append(len(text))
        return unicodedata.normalize(form, text)

    monkeypatch.setattr(fields, "unicodedata", SimpleNamespace(normalize=normalize, category=unicodedata.category))
    field = fields.PlainText(max_length=40)

    with pytest.raises(forms.ValidationError):
        field.clean("a\u0315\u0300" * 10_000)
    assert field.clean("e\u0301") == "\u00e9"
    assert lengths == [2]


def test_a_witness_has_one_form() -> None:
    for lists in ([{}, []], ["", []], [b"", []]):
        with pytest.raises(Unreadable):
            Witness.loads(b"\x01" + encode([0, *lists]))


def test_a_vault_has_one_padding() -> None:
    with pytest.raises(Unreadable):
        VaultBook.loads(pad(b"\x01\xa0", 32768))
    with pytest.raises(Unreadable):
        VaultBook.loads(pad(b"\x01\xa0", 64))
    assert unpad(pad(b"a", 64)) == unpad(pad(b"a", 64), 64) == b"a"


def test_terms_and_snapshots_that_are_none_say_so_in_our_own_words() -> None:
    for value in ([], [1], {}, "terms", None, [1] * 10):
        with pytest.raises(Malformed):
            plain.terms_from_list(value)
    for value in ({}, "", [["tea", {}, []]], [[7, [[ASH, "give"]], plain.terms_as_list(Terms())]]):
        with pytest.raises(Malformed):
            news.recalled(value)


def test_terms_are_written_in_one_way() -> None:
    said = plain.terms_as_list(Terms(conditions=frozenset({"sober", "slept"}), areas_out=frozenset({"face"})))
    assert plain.terms_from_list(said) == Terms(conditions=frozenset({"sober", "slept"}), areas_out=frozenset({"face"}))
    for place in (3, 4):
        for other in (list(reversed(said[place])), [*said[place], said[place][0]], [*said[place], 1]):
            with pytest.raises(Malformed):
                plain.terms_from_list([*said[:place], other, *said[place + 1 :]])
    with pytest.raises(Malformed):
        plain.terms_from_list([True, *plain.terms_as_list(Terms(level=Level.TALK))[1:]])


def test_true_is_not_version_one_of_a_grant_or_an_introduction() -> None:
    for kept in ("grant", "introduction"):
        good, *others = between.samples()[kept]
        tries = {each.name: each.tries for each in between.BETWEEN}[kept]
        tries(good)
        for other in others:
            with pytest.raises(Quarantine):
                tries(other)


def test_an_invitation_whose_parts_are_of_another_kind_opens_nothing_and_breaks_no_page() -> None:
    place = Place("invitation-info", SPACE, 1, BO)
    for said in (
        {"names": {BO: 7}, "members": [BO]}, {"names": {BO: "Bo"}, "members": [BO, 7]},
        {"names": {}, "members": [], "seat": "1", "list": []}, {"names": {BO: "B\u202eo"}, "members": [BO]},
        {"names": {BO: "a\nb"}, "members": [BO]}, {"names": {BO: "Bo"}, "members": [BO], "more": 1},
    ):  # fmt: skip
        padded = pad(encode(said), invitations.LIST_FLOOR if "seat" in said else invitations.INFO_FLOOR)
        sealed = seal(invitations._key(between.SECRET), place, padded, entropy("info"))
        with pytest.raises(DoesNotOpen):
            invitations.open_info(between.SECRET, place, sealed)


@pytest.mark.parametrize("name", ["a\nb", "Bo\u202e", "x" * 201, " Bo", "e\u0301"])
def test_somebody_elses_name_is_one_plain_line(name: str) -> None:
    place = Place("invitation-answer", SPACE, 1, ASH)

    with pytest.raises(Changed):
        invitations.open_name(between.SECRET, place, invitations.seal_name(between.SECRET, place, name))


def test_somebody_elses_condition_does_not_turn_the_line_that_it_stands_in() -> None:
    lines = wording.lines(Terms(conditions=frozenset({"if:\u202eno\u2066", "so\u202dber"})))

    assert lines[-2:] == ["Only if: no", "Only if: sober"]


def test_a_day_after_every_calendar_is_the_last_that_there_is() -> None:
    terms = Terms(level=Level.TRIAL, review_by=2**53)

    assert (wording.day(2**53), wording.short_review(terms)) == ("31 December 9999", "31 Dec")


def test_a_cookie_has_one_form() -> None:
    assert cookies.get(asked(oa_device="YWI"), cookies.DEVICE) == b"ab"
    for text in ("YWI=", "YW$I", "YWJ", " YWI", "YW+I"):
        assert cookies.get(asked(oa_device=text), cookies.DEVICE) is None


def test_a_face_is_one_that_the_form_could_have_made() -> None:
    for name in ("a\u202eb", "a\nb", " a", "x" * 41):
        assert Face.loads(encode([name, "leaf", "about:blank"])) == Face()
    assert Face.loads(encode({"n": 0, "leaf": 0, "about:blank": 0})) == Face()
    assert Face.loads(encode(["Notes", "leaf", "about:blank"])) == Face(icon="leaf")


def test_what_cannot_be_read_in_ones_own_vault_permits_nothing_and_stops_no_page() -> None:
    book = VaultBook()
    names = ("mine", "seen", "force", "before", "history", "items", "cards-seen", "wait", "wait-wish", "entered")
    for name in (*(f"space/{SPACE}/{each}" for each in names), f"wish/{SPACE}/a/b/c/d", "card/tea", "own-limit/x",
                 "settings/wait_hours", "settings/no_loosening_until"):  # fmt: skip
        book.put(name, "of another kind")

    assert memory.mine(book, SPACE) is memory.wait_wish(book, SPACE) is None
    assert [memory.seen(book, SPACE), memory.force(book, SPACE), memory.before(book, SPACE)] == [(), (), ((), {})]
    assert history.history(book, SPACE) == memory.items_seen(book, SPACE) == memory.wishes(book, SPACE) == ()
    assert memory.cards_seen(book, SPACE) == frozenset() and memory.own_limits(book) == ()
    assert (memory.known_wait(book, SPACE), own_wait(book, 0)) == (LONGEST_WAIT_HOURS, LONGEST_WAIT_HOURS)
    assert (memory.entered(book, SPACE), memory.edition_read(book, "tea"), no_loosening_until(book)) == (0, 0, LATEST)


@pytest.mark.parametrize("kept", [-(2**56), 2**60, True, "never", None])
def test_a_quiet_day_that_is_no_date_lasts_until_a_new_start_bounds_it(kept: object) -> None:
    book = VaultBook()
    book.put(renewal.NO_LOOSENING, kept)

    assert no_loosening_until(book) == LATEST
    renewal.bound_quiet_day(book, 1)
    assert no_loosening_until(book) == 1 + renewal.NO_LOOSENING_AFTER_RECOVERY


def test_heads_that_cannot_be_read_are_a_quarantine_and_a_time_is_as_late_as_can_be() -> None:
    book = VaultBook()
    book.put(f"space/{SPACE}/heads", [1, {ASH: [1]}])
    book.put(f"space/{SPACE}/latest", "late")

    with pytest.raises(Quarantine):
        memory.heads(book, SPACE, 1)
    assert memory.latest_time(book, SPACE) == LATEST


def test_numbers_of_thousands_of_digits_are_refused_in_our_own_words(tmp_path: Path) -> None:
    scope: Any = {"headers": [(b"content-length", b"9" * 5000)]}
    (tmp_path / "a.toml").write_text("a = " + "9" * 5000)
    (tmp_path / "b.toml").write_text("a = " + "[" * 5000)

    assert asgi.announced(scope) > asgi.LARGEST_BODY
    with pytest.raises(database.BadAddress):
        database.postgresql(f"postgresql://host:{'9' * 5000}/name")
    for name in ("a.toml", "b.toml"):
        with pytest.raises(BadContent):
            read(tmp_path / name)


def sparse() -> bytes:
    """An archive of a few kB whose database says that it is 50 MB, nearly all of it nothing."""
    made = BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as tar:
        info = tarfile.TarInfo("db.sqlite3")
        info.size = 1024
        info.pax_headers = {"GNU.sparse.map": "0,1024", "GNU.sparse.size": "50000000"}
        tar.addfile(info, BytesIO(good_backup()[512:1536]))
        tar.addfile(tarfile.TarInfo("server.key"))
    return made.getvalue()


def long_names() -> bytes:
    """An archive of nothing but headers that say that the name follows."""
    info = tarfile.TarInfo("a")
    info.type = tarfile.GNUTYPE_LONGNAME
    return info.tobuf() * 3000


@pytest.mark.parametrize("archive", [sparse, long_names], ids=lambda each: each.__name__)
def test_a_backup_that_says_more_than_it_holds_is_none(archive: Any, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_bytes(archive())

    with pytest.raises(backup.NotABackup), backup.unpacked(tmp_path / "b.tar", tmp_path):
        pass
    assert [each.name for each in tmp_path.iterdir()] == ["b.tar"]


def test_a_value_in_a_value_is_refused_before_it_is_built() -> None:
    for data in (b"\x81" * 5000, b"\xa1\x60" * 5000, b"\x9b" + b"\xff" * 8):
        with pytest.raises(NotCanonical):
            VaultBook.loads(pad(b"\x01" + data, 16384))
