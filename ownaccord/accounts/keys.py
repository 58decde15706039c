"""The door through which the rooms above handle keys: what they may use of the vault, and nothing else."""

from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import Label, expand, tag
from ownaccord.vault.entries import VaultBook
from ownaccord.vault.errors import BadCode, NotCanonical, Unreadable
from ownaccord.vault.keyring import Keyring, seal_held
from ownaccord.vault.recovery import from_words, to_words
from ownaccord.vault.sealing import Place, open_from, open_sealed, pad, seal, seal_to, unpad
from ownaccord.vault.witness import SpaceSeen, Witness

__all__ = [
    "BadCode",
    "Keyring",
    "Label",
    "NotCanonical",
    "Place",
    "SpaceSeen",
    "Unreadable",
    "VaultBook",
    "Witness",
    "decode",
    "encode",
    "expand",
    "from_words",
    "open_from",
    "open_sealed",
    "pad",
    "seal",
    "seal_held",
    "seal_to",
    "tag",
    "to_words",
    "unpad",
]
