"""Changing a password and closing an account; roles in an office are given and ended by ``offices.services``."""

from datetime import datetime

from django.db import transaction

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor
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


def _target(user: User) -> Target:
    return Target("accounts.user", str(user.uuid))
