"""People of an appeal: who signed it with its sender, new contacts that were verified, and staff whom it complains of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.core.localized import is_blank
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.intake.models import Appeal, AppealReader, Cosigner
from qabyldau.intake.rules import MOST_SIGNERS, Proof
from qabyldau.intake.services.registering import Contact, applicant_note


@dataclass(frozen=True)
class Signer:
    """One more signature under a collective appeal; a contact is kept only with consent."""

    name: str
    language: str = "kk"
    phone: str = ""
    email: str = ""
    has_consent: bool = False


@transaction.atomic
def cosigners_add(*, actor: Actor, appeal: Appeal, signers: Iterable[Signer], at: datetime) -> list[Cosigner]:
    """Return the signers that were written down beside an appeal; raise InputError for one without a name.

    The one who brought the appeal represents them all: the answer goes to that person, a notice to each with a contact.
    """
    demand(actor, Permission.APPEAL_REGISTER)
    rows = list(signers)
    Appeal.objects.select_for_update().get(pk=appeal.pk)
    place = Cosigner.objects.filter(appeal=appeal).count()
    if not rows or any(is_blank(row.name) for row in rows):
        raise InputError("signers", "each line begins with a name")
    if place + len(rows) > MOST_SIGNERS:
        raise InputError("signers", f"{MOST_SIGNERS} signers of one appeal at most")
    made = [_cosigner(appeal, row, place + step, actor, at) for step, row in enumerate(rows, 1)]
    Cosigner.objects.bulk_create(made)
    record(actor.who, "intake.cosigners.added", _target(appeal), at, {"n": len(made)})
    return made


def _cosigner(appeal: Appeal, row: Signer, place: int, actor: Actor, at: datetime) -> Cosigner:
    return Cosigner(
        appeal=appeal,
        position=place,
        name=row.name.strip(),
        phone=row.phone if row.has_consent else "",
        email=row.email if row.has_consent else "",
        language=row.language,
        consent_at=at if row.has_consent else None,
        added_by=actor.key,
        added_at=at,
    )


@transaction.atomic
def contact_change(*, actor: Actor, appeal: Appeal, contact: Contact, proof: Proof, at: datetime) -> None:
    """Give an appeal new contacts of its sender as a new record, with how and by whom they were verified.

    The old record is never edited; it goes when no appeal holds it. Raises ConflictError for an unnamed sender.
    """
    demand(actor, Permission.APPEAL_SEND if proof is Proof.PAGE else Permission.CONTACT_SEE)
    old = appeal.applicant
    if old is None:
        raise ConflictError("nobody is named in this appeal")
    if not (contact.phone or contact.email):
        raise InputError("phone", "give a telephone or an e-mail")
    said = Contact(
        name=contact.name or old.name or "",
        phone=contact.phone,
        email=contact.email,
        address=contact.address or old.address or "",
        chat=old.chat or "",
    )
    new = applicant_note(office=appeal.office, contact=said, at=at)
    if new is None:
        raise InputError("phone", "give a telephone or an e-mail")
    new.verified_how, new.verified_by = proof, actor.key
    new.save(update_fields=["verified_how", "verified_by"])
    appeal.applicant = new
    appeal.save(update_fields=["applicant"])
    if not old.appeal_set.exists():
        old.delete()
    record(actor.who, "intake.contact.changed", _target(appeal), at, {"proof": proof})


@transaction.atomic
def complaint_seclude(
    *, actor: Actor, appeal: Appeal, readers: Iterable[str], barred: Iterable[str], at: datetime
) -> None:
    """Take a complaint against our own staff round the office: only ``readers`` see it, ``barred`` never do.

    Raises InputError where nobody is left to read it, or the only readers are those whom it complains of.
    """
    demand(actor, Permission.APPEAL_REGISTER)
    complained = set(barred)
    left = [key for key in dict.fromkeys(readers) if key not in complained]
    if not left:
        raise InputError("readers", "name a second reader whom the appeal does not complain of")
    appeal.is_about_staff = appeal.is_confidential = True
    appeal.save(update_fields=["is_about_staff", "is_confidential"])
    AppealReader.objects.filter(appeal=appeal).delete()
    AppealReader.objects.bulk_create(
        [AppealReader(appeal=appeal, user_key=key) for key in left]
        + [AppealReader(appeal=appeal, user_key=key, is_barred=True) for key in sorted(complained)]
    )
    record(actor.who, "intake.complaint.secluded", _target(appeal), at)


def _target(appeal: Appeal) -> Target:
    return Target("intake.appeal", str(appeal.uuid))
