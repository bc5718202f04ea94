"""The people and the appeals of the demonstration, by the names under which its story knows them."""

from collections.abc import Mapping
from typing import Any

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor, machine
from qabyldau.casework.models import Case
from qabyldau.casework.queries import case_of
from qabyldau.core.errors import MissingError
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import appeal_by_key, key_digest
from qabyldau.offices.queries import actor_for, staff_of

Deed = Mapping[str, Any]
DOOR = "desk"


class Story:
    """The appeals of the demonstration by reference, and its people by name."""

    def __init__(self, offices: Mapping[str, str]) -> None:
        """Take the office (code) of each reference."""
        self._offices = offices
        self._uuids: dict[str, str] = {}
        self._users = {user.username: user for user in User.objects.all()}
        self._actors: dict[str, Actor] = {}

    def appeal(self, ref: str) -> Appeal:
        """Return the appeal of a reference; raise MissingError if it was not registered."""
        office_key = self._office_key(self._offices[ref])
        found = appeal_by_key(key_digest(office_key, f"{machine('import').door}:{ref}"))
        if found is None:
            raise MissingError("appeal")
        return found

    def _office_key(self, code: str) -> str:
        if code not in self._uuids:
            rows = [row for user in self._users.values() for row in staff_of(user) if row.office.code == code]
            self._uuids[code] = str(rows[0].office.uuid)
        return self._uuids[code]

    def actor(self, username: str) -> Actor:
        """Return a member of staff at work."""
        if username not in self._actors:
            user = self._users[username]
            rows = staff_of(user)
            self._actors[username] = actor_for(user, rows, str(rows[0].office.uuid), DOOR)
        return self._actors[username]

    def user_key(self, username: str) -> str:
        """Return the uuid of a member of staff."""
        return str(self._users[username].uuid)


def case_with(appeal: Appeal) -> Case:
    """Return the case of an appeal that the story has opened before."""
    case = case_of(appeal)
    if case is None:
        raise LookupError(str(appeal.uuid))
    return case
