"""Contacts that a sender changes themselves, under number and secret."""

from dataclasses import replace
from datetime import datetime

from qabyldau.accounts.rules import applicant
from qabyldau.intake.models import Appeal
from qabyldau.intake.rules import Proof
from qabyldau.intake.services import Contact
from qabyldau.intake.services.people import contact_change


def change_own_contacts(*, appeal: Appeal, contact: Contact, at: datetime) -> None:
    """Give an appeal a new telephone or e-mail of its sender, who holds number and secret; what is left empty stays as it was.

    Raises ConflictError where nobody is named.
    """
    actor, old = applicant(str(appeal.office.uuid)), appeal.applicant
    said = replace(
        contact,
        phone=contact.phone or (old.phone if old else "") or "",
        email=contact.email or (old.email if old else "") or "",
    )
    contact_change(actor=actor, appeal=appeal, contact=said, proof=Proof.PAGE, at=at)
