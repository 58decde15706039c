"""The same histories over a real database: what is believed is what lies in its rows, on SQLite and on PostgreSQL."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from ownaccord.accounts.keys import encode
from ownaccord.consent import rows
from ownaccord.consent.models import LedgerRow
from ownaccord.core import ledger
from tests.core.people import SPACE, Pair
from tests.laws.pace import HISTORY, STEPS, histories
from tests.laws.test_histories import Histories

pytestmark = pytest.mark.django_db


class StoredPair(Pair):
    """Ash and Bo, whose records lie in the database and are read from it as the pages read them."""

    @property
    def rows(self):
        """Every row of this epoch, as an attacker finds them."""
        return rows.chains(SPACE, self.view.epoch)

    @rows.setter
    def rows(self, changed):
        """What an attacker leaves; the database itself keeps no two rows in one place."""
        LedgerRow.objects.filter(space=SPACE).delete()
        left = {(author, seq): record for author, each in changed.items() for seq, record in each}
        LedgerRow.objects.bulk_create(
            LedgerRow(
                space=SPACE, epoch=self.view.epoch, author=author, seq=seq, header=record.header,
                state_hash=record.state_hash, state=record.state, macs=encode(dict(record.macs)),
            )
            for (author, seq), record in left.items()
        )  # fmt: skip

    def store(self, author, seq, record):
        """Keep a record, and erase the states before it."""
        rows.store(SPACE, self.view.epoch, author, seq, record)

    def verify(self, name, now):
        """What the ledger says to this person, who reads no more of the chains than has to be followed."""
        memory, witness = self.memory[name], self.witness[name]
        newest = rows.newest(SPACE, self.view.epoch, self.members)
        chains = rows.followed(SPACE, self.view.epoch, newest, ledger.reach(self.view, newest, memory.heads, witness))
        return ledger.verify(
            self.view, self.keys[name], self.epoch_key, chains, memory.heads, witness, now, memory.latest
        )


class StoredHistories(Histories):
    """Two people, one real database, and everything that can happen to it."""

    people_in = StoredPair


def test_whole_histories_permit_no_more_than_everybody_says() -> None:
    pace = settings(histories, max_examples=max(6, STEPS // HISTORY // 4))
    run_state_machine_as_test(StoredHistories, settings=pace)
