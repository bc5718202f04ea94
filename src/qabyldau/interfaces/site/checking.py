"""The last look before sending, and the sending itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from qabyldau.accounts.rules import applicant
from qabyldau.catalog.labels import KIND_LABELS
from qabyldau.catalog.rules import AppealKind
from qabyldau.core import clock
from qabyldau.core.localized import OWN_NAMES, localized
from qabyldau.flow.read import take_in
from qabyldau.flow.receive import Contact, IncomingAppeal
from qabyldau.interfaces.design.fields import near_email, read_phone, show_phone
from qabyldau.interfaces.site import drafting
from qabyldau.interfaces.site.drafting import Draft, Kept
from qabyldau.interfaces.site.forms import SiteForm
from qabyldau.interfaces.site.notices import OfficeNotice, notice_for
from qabyldau.interfaces.site.photos import images_of
from qabyldau.interfaces.site.places import Receptions
from qabyldau.interfaces.site.steps import OF
from qabyldau.offices.queries import Office

HASTY = timedelta(seconds=2)
"""Nobody fills in four pages in less; such a sender is asked to press once more."""


@dataclass(frozen=True)
class Row:
    """One answer, and where to change it."""

    label: str
    value: str
    href: str


@dataclass(frozen=True)
class CheckPage:
    """Everything that will be sent."""

    number: int
    """Which step it is."""
    of: int
    """How many there are."""
    rows: list[Row]
    """What was answered."""
    form: SiteForm
    """The form with the last press."""
    is_hasty: bool
    """Whether the sender is asked to press once more, because it went faster than people are."""
    near_email: str
    """An address that was probably meant; "" if the one given looks right."""
    is_confidential: bool
    """Whether only named readers will see it."""
    notice: OfficeNotice | None
    """What is to be known of the reception."""


def check_page(draft: Draft, receptions: Receptions, form: SiteForm, *, is_hasty: bool) -> CheckPage:
    """Return the page of the last look."""
    rows, notice = _rows(draft, receptions), notice_for(receptions, draft.office, clock.now())
    return CheckPage(OF, OF, rows, form, is_hasty, near_email(draft.email), draft.confidential, notice)


def _rows(draft: Draft, receptions: Receptions) -> list[Row]:
    office = receptions.by(draft.office)
    area = next((area.name for area in receptions.areas_of(draft.office) if area.code == draft.area), "")
    answers = [
        ("kind", _("Reception"), localized(office, "name")),
        ("kind", _("Kind"), str(KIND_LABELS[AppealKind(draft.kind)])),
        ("text", _("Your appeal"), draft.body),
        ("text", _("Where"), draft.place),
        ("text", _("District or area"), area),
        ("text", _("Photos"), str(len(draft.photos) or "")),
        ("person", _("Name"), draft.name),
        ("person", _("Telephone"), show_phone(draft.phone) if draft.phone else ""),
        ("person", _("E-mail"), draft.email),
        ("person", _("Language of the answer"), OWN_NAMES[draft.answer_language]),
        ("person", _("Who may see it"), _who(draft)),
    ]
    return [Row(label, value, reverse("site:write", args=[step])) for step, label, value in answers]


def _who(draft: Draft) -> str:
    if draft.about_staff:
        return _("one named reader, not the head of the reception")
    return _("only named readers") if draft.confidential else _("the staff of this reception")


def looks_hasty(form: SiteForm, draft: Draft, at: datetime) -> bool:
    """Return whether this looks like a program: a hidden field is filled, or no time has passed."""
    is_filled = bool(form.data.get("website", "").strip())
    return is_filled or at - datetime.fromisoformat(draft.started_at) < HASTY


def send(kept: Kept, office: Office, source: str, at: datetime) -> Kept:
    """Make the draft an appeal, once, and keep its receipt in the draft's place.

    Raises TooManyError when too many came from one address of the network.
    """
    draft = kept.draft
    actor = applicant(str(office.uuid))
    registered = take_in(actor=actor, office=office, incoming=_incoming(draft, source, at))
    return drafting.sent(kept, registered, at)


def _incoming(draft: Draft, source: str, at: datetime) -> IncomingAppeal:
    phone = read_phone(draft.phone) if draft.phone.strip() else ""
    contact = Contact(draft.name.strip(), phone, draft.email.strip())
    return IncomingAppeal(
        key=draft.key,
        kind=AppealKind(draft.kind),
        body=draft.body,
        answer_language=draft.answer_language,
        received_at=at,
        place=draft.place.strip(),
        area_code=draft.area,
        contact=contact,
        consent_language=draft.consent_language if draft.consent and not contact.is_empty else "",
        is_confidential=draft.confidential,
        is_about_staff=draft.about_staff,
        photos=images_of(draft),
        source=source,
    )
