"""The register of bodies: who is responsible for a theme in a place, and how letters reach them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from qabyldau.accounts.rules import Actor
from qabyldau.areas.models import Area
from qabyldau.areas.queries import lineage
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized, sort_key
from qabyldau.people.models import BodyContact, BodyProposal, Membership, Organization
from qabyldau.people.rules import HEADS, Claim, ProposalState, fits, is_sure, themes_up

KINDS = ("akimat", "department", "maslikhat", "police", "school", "utility", "housing", "prosecutor", "court")
"""Kinds of organizations that letters are written to; parties and receptions are none of them."""

MOST = 500
"""Bodies that one list shows."""


@dataclass(frozen=True)
class Responsible:
    """A body that answers for a matter, how letters reach it, and why it was found."""

    contact: BodyContact
    theme: str
    """The code of the theme by which it was found; "" for a body that answers for everything."""
    area: Area | None
    """The area by which it was found; None for one that answers everywhere."""

    @property
    def body(self) -> Organization:
        """The body."""
        return self.contact.organization


@dataclass(frozen=True)
class Finding:
    """Who may be responsible, the nearest first; ``is_sure`` where the first stands alone."""

    found: list[Responsible]
    is_sure: bool


@dataclass(frozen=True)
class Head:
    """Who leads a body: the post with its role, and the person's name, "" where nobody is known."""

    role: str
    post_kk: str
    post_ru: str
    name: str


def _shared_or_of(office_key: str) -> Q:
    return Q(office_key__isnull=True) | Q(office_key=office_key or None)


def on_day(day: date) -> Q:
    """Return the condition for rows that hold on ``day``."""
    begun = Q(start_on__isnull=True) | Q(start_on__lte=day)
    return begun & (Q(end_on__isnull=True) | Q(end_on__gte=day))


def bodies_for(*, theme: str, area: Area | None, on: date, office_key: str) -> Finding:
    """Return the bodies that answer on a day for a theme in an area, up both trees, the nearest first.

    Bodies that have ended are left out. Where the area is not known, nothing is sure.
    """
    areas = lineage(area)
    rows = BodyContact.objects.filter(
        _shared_or_of(office_key), on_day(on), theme__in=themes_up(theme)
    ).filter(Q(organization__ended_on__isnull=True) | Q(organization__ended_on__gt=on))
    rows = rows.select_related("organization__area", "area").order_by("pk")
    contacts = {row.pk: row for row in rows[:MOST]}
    claims = [Claim(row.pk, row.organization_id, row.theme, _area_of(row)) for row in contacts.values()]
    places = {place.code: place for place in areas}
    near = fits(claims, theme, [place.code for place in areas])
    found, seen = [], set()
    for fit in near:
        if fit.claim.body not in seen:
            seen.add(fit.claim.body)
            found.append(Responsible(contacts[fit.claim.key], fit.claim.theme, places.get(fit.claim.area)))
    return Finding(found, is_sure(near) and area is not None)


def _area_of(row: BodyContact) -> str:
    area = row.area or row.organization.area
    return area.code if area else ""


def bodies_of(actor: Actor) -> QuerySet[Organization]:
    """Return the bodies that an actor's office knows: those that all share and its own."""
    rows = Organization.objects.filter(_shared_or_of(actor.office_key), kind__in=KINDS)
    return rows.select_related("area", "parent", "successor")


def body_list(actor: Actor) -> list[Organization]:
    """Return the bodies that an actor's office knows, by name; ended ones last."""
    rows = list(bodies_of(actor)[:MOST])
    return sorted(rows, key=lambda row: (row.ended_on is not None, sort_key(localized(row, "name"))))


def body_for(actor: Actor, uuid: str) -> Organization:
    """Return one body that the actor's office knows; else raise MissingError."""
    row = bodies_of(actor).filter(uuid=uuid).first()
    if row is None:
        raise MissingError("body")
    return row


def contacts_of(actor: Actor, body: Organization) -> list[BodyContact]:
    """Return for what and where a body answers, the newest first."""
    rows = BodyContact.objects.filter(_shared_or_of(actor.office_key), organization=body)
    return list(rows.select_related("area").order_by("-start_on", "-pk")[:MOST])


def contact_for(actor: Actor, uuid: str) -> BodyContact:
    """Return one row of the register that the actor's office knows; else raise MissingError."""
    rows = BodyContact.objects.filter(_shared_or_of(actor.office_key)).select_related("organization", "area")
    row = rows.filter(uuid=uuid).first()
    if row is None:
        raise MissingError("contact")
    return row


def way_to(*, body: Organization, on: date, office_key: str) -> BodyContact | None:
    """Return how letters reach a body on a day: by the row that answers for most; None where none is known."""
    rows = BodyContact.objects.filter(_shared_or_of(office_key), on_day(on), organization=body)
    return rows.select_related("area").order_by("theme", "area", "pk").first()


def head_of(body: Organization, on: date) -> Head | None:
    """Return who leads a body on a day; None where not even a post is known. Two queries at most."""
    post = body.posts.filter(role__in=HEADS).order_by("pk").first()
    if post is None:
        return None
    held = Membership.objects.filter(on_day(on), post=post).select_related("person").order_by("-start_on")
    person = held.first()
    return Head(post.role, post.label_kk, post.label_ru, person.person.name if person else "")


def above(body: Organization) -> Organization | None:
    """Return the body above one: its parent, or else the akimat of its area or of the nearest area above."""
    if body.parent is not None:
        return body.parent
    for place in lineage(body.area):
        row = (
            Organization.objects.filter(kind="akimat", area=place, ended_on=None).exclude(pk=body.pk).first()
        )
        if row is not None:
            return row
    return None


def of_kind_near(kind: str, body: Organization, office_key: str) -> Organization | None:
    """Return the body of a kind (a prosecutor's office) for the area of another body or the nearest area above."""
    for place in lineage(body.area):
        rows = Organization.objects.filter(_shared_or_of(office_key), kind=kind, area=place, ended_on=None)
        row = rows.order_by("pk").first()
        if row is not None:
            return row
    return None


def _proposals(actor: Actor) -> QuerySet[BodyProposal]:
    rows = BodyProposal.objects.all()
    return rows.filter(office_key=actor.office_key) if actor.office_key else rows.none()


def proposals_waiting(actor: Actor) -> list[BodyProposal]:
    """Return what was proposed in the actor's office and not judged, the oldest first."""
    rows = _proposals(actor).filter(state=ProposalState.WAITING)
    return list(rows.select_related("organization").order_by("made_at")[:MOST])


def proposal_for(actor: Actor, uuid: str) -> BodyProposal:
    """Return one proposal of the actor's office; else raise MissingError."""
    row = _proposals(actor).select_related("organization").filter(uuid=uuid).first()
    if row is None:
        raise MissingError("proposal")
    return row
