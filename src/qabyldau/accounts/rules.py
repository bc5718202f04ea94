"""Roles, what each may do, and who is acting: pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from qabyldau.core.errors import ForbiddenError, MissingError
from qabyldau.history.rules import Who


class Role(StrEnum):
    """The ten roles; the first two have no account."""

    ANONYMOUS = "anonymous"
    APPLICANT = "applicant"
    RECEPTIONIST = "receptionist"
    CASEWORKER = "caseworker"
    MANAGER = "manager"
    DEPUTY = "deputy"
    AIDE = "aide"
    EDITOR = "editor"
    AUDITOR = "auditor"
    OPERATOR = "operator"


class Permission(StrEnum):
    """What may be done, asked once at the top of each service."""

    APPEAL_SEND = "appeal.send"
    APPEAL_REGISTER = "appeal.register"
    APPEAL_READ = "appeal.read"
    APPEAL_READ_OWN = "appeal.read_own"
    RECEIPT_REISSUE = "receipt.reissue"
    CONTACT_SEE = "contact.see"
    CASE_OPEN = "case.open"
    CASE_READ = "case.read"
    CASE_READ_ASSIGNED = "case.read_assigned"
    CASE_WORK = "case.work"
    CASE_ASSIGN = "case.assign"
    CASE_CLOSE = "case.close"
    CASE_REOPEN = "case.reopen"
    ADVISE = "case.advise"
    DEADLINE_EXTEND = "deadline.extend"
    CALENDAR_CHANGE = "calendar.change"
    FILE_JUDGE = "file.judge"
    NUMBERS_SEE = "numbers.see"
    HISTORY_READ = "history.read"
    REFERENCE_LOAD = "reference.load"
    VISIT_BOOK = "visit.book"
    DOOR_RUN = "door.run"
    VISITS_SEE = "visits.see"
    WAITS_SEE = "waits.see"
    OFFICE_CHANGE = "office.change"
    DAY_RUN = "day.run"
    COMMITMENT_WRITE = "commitment.write"
    MOBILE_RUN = "mobile.run"
    REVIEW_LEAVE = "review.leave"
    REVIEW_READ = "review.read"
    REVIEW_ANSWER = "review.answer"
    REVIEW_HIDE = "review.hide"
    LINK_JUDGE = "link.judge"
    REFERRAL_SEND = "referral.send"
    REPLY_JUDGE = "reply.judge"
    ANSWER_APPROVE = "answer.approve"
    BODY_CHANGE = "body.change"
    READY_TEXT_CHANGE = "ready_text.change"
    MAIL_JUDGE = "mail.judge"


_P = Permission
_RECEPTION = frozenset(
    {
        _P.APPEAL_REGISTER,
        _P.APPEAL_READ_OWN,
        _P.RECEIPT_REISSUE,
        _P.CONTACT_SEE,
        _P.ADVISE,
        _P.VISIT_BOOK,
        _P.DOOR_RUN,
        _P.VISITS_SEE,
        _P.WAITS_SEE,
        _P.MOBILE_RUN,
        _P.REVIEW_READ,
    }
)
_CASEWORK = frozenset(
    {
        _P.APPEAL_REGISTER,
        _P.APPEAL_READ,
        _P.RECEIPT_REISSUE,
        _P.CONTACT_SEE,
        _P.CASE_OPEN,
        _P.CASE_READ,
        _P.CASE_WORK,
        _P.CASE_CLOSE,
        _P.CASE_REOPEN,
        _P.ADVISE,
        _P.FILE_JUDGE,
        _P.NUMBERS_SEE,
        _P.VISIT_BOOK,
        _P.DOOR_RUN,
        _P.VISITS_SEE,
        _P.WAITS_SEE,
        _P.MOBILE_RUN,
        _P.REVIEW_READ,
        _P.LINK_JUDGE,
        _P.REFERRAL_SEND,
        _P.REPLY_JUDGE,
        _P.MAIL_JUDGE,
    }
)
_HEAD = frozenset(
    {
        _P.ANSWER_APPROVE,
        _P.BODY_CHANGE,
        _P.READY_TEXT_CHANGE,
        _P.CASE_ASSIGN,
        _P.DEADLINE_EXTEND,
        _P.CALENDAR_CHANGE,
        _P.HISTORY_READ,
        _P.OFFICE_CHANGE,
        _P.DAY_RUN,
        _P.COMMITMENT_WRITE,
        _P.REVIEW_ANSWER,
        _P.REVIEW_HIDE,
    }
)
_AGGREGATES = frozenset(
    {_P.NUMBERS_SEE, _P.CASE_READ_ASSIGNED, _P.DAY_RUN, _P.COMMITMENT_WRITE, _P.WAITS_SEE, _P.REVIEW_READ}
)

ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.ANONYMOUS: frozenset({_P.APPEAL_SEND, _P.VISIT_BOOK, _P.REVIEW_LEAVE}),
    Role.APPLICANT: frozenset({_P.APPEAL_SEND, _P.APPEAL_READ_OWN, _P.VISIT_BOOK, _P.REVIEW_LEAVE}),
    Role.RECEPTIONIST: _RECEPTION,
    Role.CASEWORKER: _CASEWORK,
    Role.MANAGER: _CASEWORK | _HEAD,
    Role.DEPUTY: _AGGREGATES,
    Role.AIDE: _AGGREGATES,
    Role.EDITOR: frozenset({_P.NUMBERS_SEE, _P.REVIEW_READ, _P.READY_TEXT_CHANGE}),
    Role.AUDITOR: frozenset({_P.NUMBERS_SEE, _P.HISTORY_READ, _P.WAITS_SEE, _P.REVIEW_READ}),
    Role.OPERATOR: frozenset({_P.REFERENCE_LOAD, _P.CALENDAR_CHANGE, _P.OFFICE_CHANGE, _P.BODY_CHANGE}),
}
"""One table of rights. The operator runs the machine and sees no appeal's text or sender."""


@dataclass(frozen=True)
class Actor:
    """Who acts in which office with which roles, as the door found out."""

    key: str
    """The uuid of the user; "applicant" or "machine" for those without an account."""
    office_key: str
    """The uuid of the office; "" for the operator and the machine."""
    roles: frozenset[Role]
    door: str
    """The door through which the deed comes: site, desk, cli, task."""
    name: str = ""
    """How the person is named on a coupon; empty for those without an account."""

    @property
    def who(self) -> Who:
        """The actor as the history knows it."""
        return Who(self.key, self.door, self.office_key)

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything that any of the roles may do."""
        return frozenset().union(*(ROLE_PERMISSIONS[role] for role in self.roles))

    def has(self, permission: Permission) -> bool:
        """Return whether one of the roles gives ``permission``."""
        return permission in self.permissions


def adviser(actor: Actor) -> Actor:
    """Return ``actor`` with a caseworker's rights for the one deed of advising on the spot, which needs ADVISE."""
    demand(actor, Permission.ADVISE)
    return replace(actor, roles=actor.roles | {Role.CASEWORKER})


def machine(door: str = "task", office_key: str = "") -> Actor:
    """Return the actor of deeds that no person does: imports, tasks."""
    return Actor("machine", office_key, frozenset(), door)


def applicant(office_key: str, door: str = "site") -> Actor:
    """Return the actor of someone who came without an account."""
    return Actor("applicant", office_key, frozenset({Role.APPLICANT}), door)


def demand_in(actor: Actor, permission: Permission, office_key: str) -> None:
    """Demand ``permission`` in one office; raise MissingError for another office.

    The machine, and the operator in what is the operator's own, act in every office.
    """
    demand(actor, permission)
    is_operators = Role.OPERATOR in actor.roles and permission in ROLE_PERMISSIONS[Role.OPERATOR]
    if actor.key != "machine" and not is_operators and actor.office_key != office_key:
        raise MissingError("office")


def demand(actor: Actor, permission: Permission) -> None:
    """Raise ForbiddenError unless ``actor`` has ``permission``; the machine is asked by whoever starts it."""
    if actor.key != "machine" and not actor.has(permission):
        raise ForbiddenError(permission.value)
