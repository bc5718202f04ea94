"""Changing a password, closing an account, making teams; roles in an office are given and ended by ``offices.services``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.models import Team, User
from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core.errors import InputError
from qabyldau.core.localized import is_blank
from qabyldau.history.rules import Target
from qabyldau.history.services import record


@transaction.atomic
def password_change(*, actor: Actor, user: User, password: str, at: datetime) -> None:
    """Give somebody a new password; every session that the old one opened is over."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(actor.who, "accounts.password.changed", _target(user), at)


@transaction.atomic
def user_end(*, actor: Actor, user: User, at: datetime) -> None:
    """Close an account: nobody signs in with it any more, and its sessions are over; what it did stays."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(actor.who, "accounts.user.ended", _target(user), at)


@dataclass(frozen=True)
class TeamCard:
    """What is known of a team: its names and who is in it, each of them staff of the office."""

    name_kk: str
    name_ru: str
    name_en: str
    members: Sequence[User]
    is_active: bool = True


@transaction.atomic
def team_keep(*, actor: Actor, team: Team | None, card: TeamCard, at: datetime) -> Team:
    """Return a new team of the actor's office, or ``team`` with other names and members; raise InputError without a Kazakh name."""
    demand(actor, Permission.OFFICE_CHANGE)
    if is_blank(card.name_kk):
        raise InputError("name_kk", "a team has a Kazakh name")
    row = team or Team(office_key=actor.office_key)
    row.name_kk, row.name_ru, row.name_en = card.name_kk, card.name_ru, card.name_en
    row.is_active = card.is_active
    row.save()
    row.members.set(card.members)
    fields = {"members": len(card.members), "active": card.is_active}
    record(actor.who, "accounts.team.kept", Target("accounts.team", str(row.uuid)), at, fields)
    return row


def _target(user: User) -> Target:
    return Target("accounts.user", str(user.uuid))
