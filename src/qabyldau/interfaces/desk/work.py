"""What each form of the case page does: one call into the road, and the words that say it is done."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from qabyldau.accounts.rules import Actor
from qabyldau.casework.models import Case
from qabyldau.casework.rules.deadlines import Clock, Extension
from qabyldau.casework.rules.moves import Outcome
from qabyldau.casework.services.cases import case_give_team
from qabyldau.core.errors import InputError, MissingError
from qabyldau.flow.act import ask_applicant, extend_deadline, note_case, work_case
from qabyldau.flow.answer import Closing, answer_case, close_case, reopen_case
from qabyldau.flow.triage import give_case
from qabyldau.worklists.queries.choices import team_of

Given = Mapping[str, Any]


def _answer(actor: Actor, case: Case, given: Given, at: datetime) -> str:
    answer_case(actor=actor, case_uuid=str(case.uuid), body=given["body"], version=given["version"], at=at)
    return _("The answer is given: every applicant can read it now.")


def _ask(actor: Actor, case: Case, given: Given, at: datetime) -> str:
    uuid, version = str(case.uuid), given["version"]
    ask_applicant(actor=actor, case_uuid=uuid, question=given["question"], version=version, at=at)
    return _("The question is asked.")


def _note(actor: Actor, case: Case, given: Given, at: datetime) -> str:
    note_case(actor=actor, case=case, body=given["note"], at=at)
    return _("The note is kept.")


def _close(actor: Actor, case: Case, given: Given, at: datetime) -> str:
    closing = Closing(Outcome(given["outcome"]), given["reason"], given["version"])
    close_case(actor=actor, case_uuid=str(case.uuid), closing=closing, at=at)
    return _("The case is closed.")


def _reopen(actor: Actor, case: Case, given: Given, at: datetime) -> str:
    reopen_case(
        actor=actor, case_uuid=str(case.uuid), reason=given["reason"], version=given["version"], at=at
    )
    return _("The case is open again.")


def _give(actor: Actor, case: Case, given: Given, at: datetime) -> str:
    give_case(actor=actor, case=case, owner_key=given["owner"], at=at, version=given["version"])
    return _("The case has a new owner.")


def _team(actor: Actor, case: Case, given: Given, at: datetime) -> str:
    team = team_of(case.office, given["team"]) if given["team"] else None
    case_give_team(actor=actor, case=case, team=team, at=at, version=given["version"])
    return _("The case is in the queue of the team.") if team else _("The case is in no team's queue.")


def _extend(actor: Actor, case: Case, given: Given, at: datetime) -> str:
    extension = Extension(given["until"], given["reason"], given["decided_by"])
    uuid, version, name = str(case.uuid), given["version"], Clock(given["clock"])
    try:
        extend_deadline(
            actor=actor, case_uuid=uuid, clock_name=name, extension=extension, version=version, at=at
        )
    except MissingError as error:
        raise InputError("clock", "this clock does not run any more") from error
    return _("The date was moved and the applicants are told.")


def _begin(actor: Actor, case: Case, given: Given, at: datetime) -> str:
    work_case(actor=actor, case_uuid=str(case.uuid), version=given["version"], at=at)
    return _("The case is in work.")


DEEDS: Mapping[str, Callable[[Actor, Case, Given, datetime], str]] = {
    "answer": _answer,
    "ask": _ask,
    "note": _note,
    "close": _close,
    "reopen": _reopen,
    "give": _give,
    "team": _team,
    "extend": _extend,
    "begin": _begin,
}
