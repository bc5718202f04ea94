"""Who works in an office."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor, Role
from qabyldau.core.errors import InputError
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.offices.models import Office, Staff


@transaction.atomic
def staff_grant(
    *, actor: Actor, office: Office, user: User, role: Role, at: datetime, **fields: object
) -> Staff:
    """Return the role of a user in an office, given or corrected."""
    if role in {Role.ANONYMOUS, Role.APPLICANT, Role.OPERATOR}:
        raise InputError("role", f"{role} is not a role in an office")
    staff, _ = Staff.objects.update_or_create(
        office=office, user=user, role=role, defaults={**fields, "is_active": True}
    )
    record(actor.who, "offices.staff.granted", Target("accounts.user", str(user.uuid)), at, {"role": role})
    return staff


@transaction.atomic
def staff_end(*, actor: Actor, user: User, office: Office | None, role: str, at: datetime) -> int:
    """End one role of a user in an office, or all of them where no office is given; return how many ended."""
    rows = Staff.objects.filter(user=user, is_active=True)
    if office is not None:
        rows = rows.filter(office=office, role=role)
    for row in rows.select_related("office"):
        who = replace(actor, office_key=str(row.office.uuid)).who
        record(who, "offices.staff.ended", Target("accounts.user", str(user.uuid)), at, {"role": row.role})
    return rows.update(is_active=False)
