"""Which columns there are, and how somebody with the database writes another value into one."""

import base64
from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import BinaryField, Field, Model

from tests.walls.attacks import at


def columns(models: Any) -> Iterator[tuple[type[Model], str]]:
    """Every column that holds bytes."""
    for model in models:
        for field in model._meta.concrete_fields:
            if isinstance(field, BinaryField):
                yield model, field.name


def plain_columns(models: Any) -> Iterator[tuple[type[Model], "Field[Any, Any]"]]:
    """Every column that holds no bytes, is no key and refers to no other row."""
    for model in models:
        for field in model._meta.concrete_fields:
            if not (isinstance(field, BinaryField) or field.primary_key or field.is_relation):
                yield model, field


def write(row: Model, other: Model | None, name: str, data: bytes) -> None:
    """Write it; where a value may stand only once, the other row's is moved out of its way."""
    try:
        with transaction.atomic():
            at(row).update(**{name: data})
    except IntegrityError:
        assert other is not None
        at(other).update(**{name: base64.b64encode(data)[:32]})
        at(row).update(**{name: data})
