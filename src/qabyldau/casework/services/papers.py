"""That a case left the desk on paper is itself a deed."""

from datetime import datetime

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import Case
from qabyldau.casework.services.cases import target_of
from qabyldau.history.services import record


def paper_note(*, actor: Actor, case: Case, with_contacts: bool, with_notes: bool, at: datetime) -> None:
    """Note in the history that a paper of a case was made, and what it shows."""
    demand(actor, Permission.CASE_READ)
    fields = {"with_contacts": with_contacts, "with_notes": with_notes}
    record(actor.who, "casework.paper.made", target_of(case), at, fields)
