"""Keeping ready texts: always a pair in Kazakh and Russian, offered to staff only after another person has checked it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.catalog.models import Category, ReadyText
from qabyldau.catalog.queries import category_by
from qabyldau.catalog.rules import TextUse, check_pair
from qabyldau.core.errors import ConflictError, ForbiddenError, InputError, MissingError
from qabyldau.core.localized import is_blank
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.offices.models import Office

RELEASE = "release"
"""Who wrote the texts that come with the product."""
EDITOR = "release-editor"
"""Who checked them."""


class OwnTextError(ForbiddenError):
    """Nobody checks a text that they wrote."""


@dataclass(frozen=True)
class Pair:
    """A ready text as it was typed: what for, about which theme ("" for any), and its two sides."""

    use: TextUse
    category_code: str
    title_kk: str
    title_ru: str
    body_kk: str
    body_ru: str


@transaction.atomic
def ready_text_write(
    *, actor: Actor, office: Office, pair: Pair, at: datetime, row: ReadyText | None = None
) -> ReadyText:
    """Return a new ready text of an office, or ``row`` changed; either waits until another person has checked it.

    Raises InputError naming a side that is empty or a placeholder that cannot stand so.
    """
    demand(actor, Permission.READY_TEXT_CHANGE)
    row = _own(row, office) if row else ReadyText(office=office)
    for name in ("title_kk", "title_ru", "body_kk", "body_ru"):
        if is_blank(getattr(pair, name)):
            raise InputError(name, "a ready text is a pair: write both sides")
        setattr(row, name, getattr(pair, name).strip())
    check_pair(row.body_kk, row.body_ru)
    row.use = pair.use
    row.category = category_by(pair.category_code) if pair.category_code else None
    row.written_by, row.written_at = actor.key, at
    row.checked_by, row.checked_at = "", None
    row.save()
    record(actor.who, "catalog.ready_text.written", _target(row), at)
    return row


@transaction.atomic
def ready_text_check(*, actor: Actor, office: Office, row: ReadyText, at: datetime) -> ReadyText:
    """Return the text as one that staff are offered; raise OwnTextError for whoever wrote it."""
    demand(actor, Permission.READY_TEXT_CHANGE)
    row = _own(row, office)
    if row.written_by == actor.key:
        raise OwnTextError("whoever wrote a ready text does not check it")
    if row.checked_by:
        raise ConflictError("this text was checked before")
    row.checked_by, row.checked_at = actor.key, at
    row.save(update_fields=["checked_by", "checked_at"])
    record(actor.who, "catalog.ready_text.checked", _target(row), at)
    return row


@transaction.atomic
def ready_text_retire(*, actor: Actor, office: Office, row: ReadyText, at: datetime) -> None:
    """Offer a text to nobody any more; it stays for what was made with it."""
    demand(actor, Permission.READY_TEXT_CHANGE)
    row = _own(row, office)
    row.is_active = False
    row.save(update_fields=["is_active"])
    record(actor.who, "catalog.ready_text.retired", _target(row), at)


def _own(row: ReadyText, office: Office) -> ReadyText:
    found = ReadyText.objects.select_for_update().filter(pk=row.pk, office=office, is_active=True).first()
    if found is None:
        raise MissingError("ready text")
    return found


def _target(row: ReadyText) -> Target:
    return Target("catalog.ready_text", str(row.uuid))


def ready_texts_load(rows: Iterable[Mapping[str, str]], at: datetime) -> None:
    """Make or correct the ready texts that come with the release."""
    themes = {row.code: row for row in Category.objects.all()}
    for row in rows:
        check_pair(row["body_kk"], row["body_ru"])
        fields = {name: row[name] for name in ("use", "title_kk", "title_ru", "body_kk", "body_ru")}
        known = ReadyText.objects.filter(code=row["code"]).first()
        ReadyText.objects.update_or_create(
            code=row["code"],
            defaults={
                **fields,
                "category": themes.get(row["theme"]),
                "written_by": RELEASE,
                "written_at": known.written_at if known else at,
                "checked_by": EDITOR,
                "checked_at": known.checked_at if known and known.checked_at else at,
            },
        )
