"""Bases and fields that every table shares, and three tables without a domain: installation, drafts, limits."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, FieldError, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from qabyldau.core import crypto, ids
from qabyldau.core.errors import InputError, MissingError

RowT = TypeVar("RowT", bound=models.Model)


class UuidModel(models.Model):
    """A row with a random ``uuid`` for addresses, links and history beside its inner ``id``."""

    uuid = models.UUIDField(default=ids.new_uuid, unique=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.label}:{self.uuid}"


class _Sealed:
    """Opens a value when it is read, not when the row is loaded: what nobody reads costs nothing and stays closed."""

    def __init__(self, field: "EncryptedField") -> None:
        self.field = field

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.field.attname])
        value = instance.__dict__[self.field.attname]
        if isinstance(value, bytes | memoryview):
            value = crypto.unseal(bytes(value), self.field.place(instance))
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedField(models.BinaryField):
    """Text kept encrypted (see ``core.crypto``), bound to table, column and the row's ``uuid``; "" is kept as nothing.

    It cannot be filtered or sorted by: use a blind index, a column with ``crypto.digest`` of the value.
    """

    description = _("encrypted text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs["null"] = True
        kwargs["editable"] = True
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Put the opening descriptor in the column's place."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Sealed(self))

    def place(self, instance: models.Model) -> str:
        """Return what a value of this column in ``instance`` is bound to."""
        return self._place(instance.uuid)  # type: ignore[attr-defined]

    def _place(self, uuid: UUID) -> str:
        return f"{self.model._meta.db_table}.{self.column}:{uuid}"

    def opened(self, sealed: bytes | memoryview | None, uuid: UUID) -> str:
        """Return the text of a value that a query gave without its row; "" for none."""
        return crypto.unseal(bytes(sealed), self._place(uuid)) if sealed else ""

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        """Return the sealed value of the row about to be saved."""
        value = getattr(model_instance, self.attname)
        return crypto.seal(value, self.place(model_instance)) if value else None

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every question but whether there is a value."""
        if lookup_name != "isnull":
            raise FieldError("an encrypted field cannot be compared: ask its blind index")
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        """Never write the plain text into a dump."""
        return ""


def locked(model: type[RowT], **key: Any) -> RowT:
    """Return the one row of this key, made on first use, and locked until the transaction ends."""
    rows = model._default_manager.select_for_update()
    row = rows.filter(**key).first()
    if row is None:
        model._default_manager.bulk_create([model(**key)], ignore_conflicts=True)
        row = rows.get(**key)
    return row


def first_of(rows: models.QuerySet[RowT], noun: str) -> RowT:
    """Return the first of ``rows``; raise MissingError naming the ``noun`` where there is none."""
    row = rows.first()
    if row is None:
        raise MissingError(noun)
    return row


MISFIT = "these values do not fit together"
"""What is said where a rule of a table that spans several columns is broken."""


def filled(row: RowT, fields: Mapping[str, Any]) -> RowT:
    """Return ``row`` with these fields set, once its model says that they can be; raise InputError naming one that cannot.

    A column that may be empty in the table may be empty here.
    """
    for name, value in fields.items():
        setattr(row, name, value)
    empty = {field.name for field in row._meta.fields if field.null and getattr(row, field.attname) is None}
    try:
        row.full_clean(exclude=empty | {"uuid"})
    except ValidationError as error:
        name, words = next(iter(error.message_dict.items()))
        raise InputError(name.strip("_"), MISFIT if name == NON_FIELD_ERRORS else " ".join(words)) from error
    return row


def beyond(field: str, value: object, pk: int, *, is_falling: bool = False) -> models.Q:
    """Return the condition for the rows that follow one in the order of ``field`` and key: the next page of a list.

    The first part bounds the walk along an index, the second passes over what was shown.
    """
    way = "lt" if is_falling else "gt"
    rest = models.Q(**{f"{field}__{way}": value}) | models.Q(**{field: value, f"pk__{way}": pk})
    return models.Q(**{f"{field}__{way}e": value}) & rest


class Installation(models.Model):
    """What this database is: one row, made once."""

    kind = models.CharField(max_length=4, choices=[("demo", "demo"), ("real", "real")])
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="installation_is_one")]

    def __str__(self) -> str:
        return self.kind


class Draft(UuidModel):
    """Something half written, kept encrypted for thirty days under a code that only its writer knows."""

    code_digest = models.BinaryField(max_length=32, unique=True)
    purpose = models.CharField(max_length=40)
    content = EncryptedField()
    revision = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)


class Bucket(models.Model):
    """Tokens left for one key: the key is a digest, so the table says nothing of addresses or people."""

    key = models.BinaryField(max_length=32, primary_key=True)
    tokens = models.FloatField()
    filled_at = models.FloatField()

    def __str__(self) -> str:
        return "bucket"
