"""The vault: keys and bytes, and nothing about what they mean.

Here live derivation, sealing, attestation, the keyring, the one padded vault of a person, the witness and the codes
that people write down. What may never live here: a clock, entropy of its own (HPKE inside `cryptography` is the one
exception), files, logging, settings, Django, and any word about consent. Only core and accounts import this package.
Every stored format begins with a version byte, has a page in docs/develop/spec/ and cases in tests/vectors/.
"""
