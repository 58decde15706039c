"""What is stored about accounts: thin rows, nothing in plain that a person typed, no exact time but where it says so.

Every blob is sealed to its place (docs/develop/spec/account.md). Days are days since 1970-01-01 UTC, hours are hours
since then.
"""

from django.db import models


class Person(models.Model):
    """An account: a random id, a keyed hash of its name, sealed identity and the one padded vault blob."""

    id = models.CharField(primary_key=True, max_length=32)
    name_lookup = models.BinaryField(max_length=32, unique=True)
    public_key = models.BinaryField(max_length=32)
    identity_sealed = models.BinaryField()
    vault_version = models.PositiveBigIntegerField(default=1)
    vault = models.BinaryField()
    stop_lookup = models.BinaryField(max_length=32, null=True, unique=True)
    # In plain by its owner's choice; the page that asks for it says so.
    email = models.EmailField(blank=True, default="")
    made_on = models.PositiveIntegerField()


class Host(models.Model):
    """The one row that says who runs this computer; the name is shown on every join page."""

    name = models.CharField(max_length=80)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    sign_up_open = models.BooleanField(default=False)


class KeyWrap(models.Model):
    """One way to the account key: a device with a passphrase, the recovery code, or portable words."""

    class Kind(models.TextChoices):
        """The three ways."""

        DEVICE = "device"
        RECOVERY = "recovery"
        PORTABLE = "portable"

    id = models.CharField(primary_key=True, max_length=32)
    person = models.ForeignKey(Person, models.CASCADE, related_name="wraps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    device_lookup = models.BinaryField(max_length=32, null=True, unique=True)
    device_sealed = models.BinaryField(null=True)
    # All devices of a person have the same salt: one passphrase, stretched once, whatever the number of devices.
    salt = models.BinaryField(max_length=16)
    memory_kib = models.PositiveIntegerField()
    passes = models.PositiveIntegerField()
    lanes = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    made_on = models.PositiveIntegerField()


class SignIn(models.Model):
    """One signed-in browser of one person. Only while unlocked the working keys are there, sealed under the cookie."""

    id = models.CharField(primary_key=True, max_length=32)
    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_ins")
    wrap = models.ForeignKey(KeyWrap, models.CASCADE, related_name="sign_ins")
    token_hash = models.BinaryField(max_length=32, unique=True)
    # What a locked sign-in needs to keep a form: the public key as this browser knows it, and a key of its own.
    locked_sealed = models.BinaryField()
    shared = models.BooleanField(default=False)
    sign = models.PositiveSmallIntegerField(default=0)
    until_day = models.PositiveIntegerField()
    made_on = models.PositiveIntegerField()
    keys_sealed = models.BinaryField(null=True)
    # The two exact times (unix seconds) exist only while the sign-in is unlocked; locking erases them.
    idle_until = models.PositiveBigIntegerField(null=True)
    unlocked_until = models.PositiveBigIntegerField(null=True)


class Pause(models.Model):
    """A pause made without keys: it can only lower. The empty scope is everything, otherwise one space."""

    # No constraint, here or between pauses: PostgreSQL would look at other rows, and wait for whoever has them.
    person = models.ForeignKey(Person, models.CASCADE, related_name="pauses", db_constraint=False)
    scope = models.CharField(max_length=32, blank=True)


class HeldForm(models.Model):
    """A form that arrived locked, sealed to its author's own public key; gone after a day at the latest."""

    id = models.CharField(primary_key=True, max_length=32)
    person = models.ForeignKey(Person, models.CASCADE, related_name="held_forms")
    sealed = models.BinaryField()
    expires_hour = models.PositiveIntegerField()


class OneTimeLink(models.Model):
    """A code that its holder may use once: first start, a new account, a reset, or (two minutes) a new device."""

    class Kind(models.TextChoices):
        """What the code is for."""

        FIRST = "first"
        ACCOUNT = "account"
        RESET = "reset"
        DEVICE = "device"

    lookup = models.BinaryField(primary_key=True, max_length=32)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="links")
    wrapped = models.BinaryField(null=True)
    # Exact (unix seconds): a code for a new device lives two minutes. The row goes when it is used or lapses.
    expires_at = models.PositiveBigIntegerField()


class Throttle(models.Model):
    """How often something failed lately, under a keyed hash; holds no name, address or browser."""

    key = models.BinaryField(primary_key=True, max_length=32)
    failures = models.PositiveIntegerField(default=0)
    # Unix seconds: a delay of seconds needs them.
    not_before = models.PositiveBigIntegerField(default=0)
