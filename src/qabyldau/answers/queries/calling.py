"""Answers that wait at the office for people who cannot be called back."""

from django.db.models import Q

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.answers.models import Delivery
from qabyldau.core.errors import MissingError
from qabyldau.core.models import beyond
from qabyldau.intake.queries import visible_to
from qabyldau.intake.rules import IntakeChannel
from qabyldau.offices.models import Office

PAGE = 30
"""Answers of one page."""

BROUGHT = [
    IntakeChannel.IN_PERSON, IntakeChannel.PHONE, IntakeChannel.LETTER, IntakeChannel.MEETING, IntakeChannel.MOBILE,
    IntakeChannel.DEPUTY_DAY,
]  # fmt: skip
"""Ways of coming without a screen; whoever writes on the site reads there."""


def waiting_answers(actor: Actor, office: Office, after: Delivery | None = None) -> list[Delivery]:
    """Return the answers that nobody has read or fetched and whose sender left neither telephone nor e-mail.

    So are those who closed their chat to us. Oldest first, one page and one more; only of appeals that the actor may see.
    """
    demand(actor, Permission.APPEAL_REGISTER)
    unheard = Q(appeal__channel__in=BROUGHT) | Q(appeal__applicant__chat_closed_at__isnull=False)
    rows = Delivery.objects.filter(
        unheard, appeal__in=visible_to(actor), appeal__office=office, read_at__isnull=True,
        handed_at__isnull=True, appeal__applicant__phone__isnull=True, appeal__applicant__email__isnull=True,
    )  # fmt: skip
    if after is not None:
        rows = rows.filter(beyond("delivered_at", after.delivered_at, after.pk))
    return list(rows.select_related("appeal__text", "answer").order_by("delivered_at", "pk")[: PAGE + 1])


def delivery_for(actor: Actor, uuid: str) -> Delivery:
    """Return an answer to an appeal that the actor may see; raise MissingError for any other."""
    demand(actor, Permission.APPEAL_REGISTER)
    found = (
        Delivery.objects.filter(uuid=uuid, appeal__in=visible_to(actor))
        .select_related("appeal", "answer")
        .first()
    )
    if found is None:
        raise MissingError("delivery")
    return found
