"""Public persons and bodies in Popolo's terms (popolo-spec). Applicants are never here."""

from django.db import models

from qabyldau.areas.models import Area
from qabyldau.core.localized import localized
from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.people.rules import DELIVERIES, ProposalState


class Organization(UuidModel):
    """A public body, a party's branch, a faction, a school.

    The four columns of cases hold the name as letters need it ("to whom", "whose"), where the machine's declining errs.
    """

    office_key = models.UUIDField(null=True, blank=True)
    code = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=40)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True)
    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    dative_kk = models.CharField(max_length=300, blank=True)
    genitive_kk = models.CharField(max_length=300, blank=True)
    dative_ru = models.CharField(max_length=300, blank=True)
    genitive_ru = models.CharField(max_length=300, blank=True)
    is_outside_law = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="forerunners")
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name_kk=""), name="organization_has_a_kazakh_name"),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | models.Q(ended_on__isnull=False),
                name="organization_has_a_successor_when_ended",
            ),
        ]

    def __str__(self) -> str:
        return localized(self, "name")


class Person(UuidModel):
    """A public person: a deputy, an official. ``is_invented`` marks the people of the demo."""

    office_key = models.UUIDField(null=True, blank=True)
    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    is_invented = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class Post(UuidModel):
    """A position that exists whether or not somebody holds it."""

    code = models.CharField(max_length=80, unique=True)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="posts")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True)
    role = models.CharField(max_length=20, blank=True)
    label_kk = models.CharField(max_length=200)
    label_ru = models.CharField(max_length=200, blank=True)
    label_en = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return localized(self, "label")


class Membership(UuidModel):
    """Who belongs to what, in which post, on whose behalf, from when to when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="memberships")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True)
    on_behalf_of = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    start_on = models.DateField(null=True)
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end_on__isnull=True)
                | models.Q(start_on__isnull=True)
                | models.Q(end_on__gte=models.F("start_on")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(fields=["person", "organization", "post"], name="membership_once"),
            models.UniqueConstraint(
                fields=["person", "organization"],
                condition=models.Q(post__isnull=True),
                name="membership_once_without_a_post",
            ),
        ]


class ContactDetail(UuidModel):
    """A public way to reach a public person or body."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, related_name="contacts"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="contacts")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=300)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organization__isnull=False, person__isnull=True)
                | models.Q(organization__isnull=True, person__isnull=False),
                name="contact_belongs_to_one",
            ),
        ]


class BodyContact(UuidModel):
    """For which theme and where a body answers, from when to when, and how letters reach it there.

    ``theme`` is a code of the first or second level, "" for every theme; without an area it holds where the body itself is.
    ``office_key`` is empty where all offices share the row.
    """

    office_key = models.UUIDField(null=True, blank=True)
    code = models.CharField(max_length=80, unique=True)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="body_contacts")
    theme = models.CharField(max_length=60, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    delivery = models.CharField(max_length=10, choices=[(value, value) for value in DELIVERIES])
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    start_on = models.DateField(null=True)
    end_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(delivery__in=DELIVERIES), name="body_contact_way_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(delivery__in=["email", "link"]) | ~models.Q(address=""),
                name="body_contact_has_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(end_on__isnull=True)
                | models.Q(start_on__isnull=True)
                | models.Q(end_on__gte=models.F("start_on")),
                name="body_contact_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["theme", "area"], name="body_contact_by_theme")]


class BodyProposal(UuidModel):
    """What somebody says is wrong or missing in the register of bodies, until it is judged."""

    office_key = models.UUIDField()
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, related_name="proposals"
    )
    body = EncryptedField()
    state = models.CharField(
        max_length=10, choices=[(item.value, item.value) for item in ProposalState], default="waiting"
    )
    by_key = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    judged_by = models.CharField(max_length=40, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting", judged_at__isnull=True)
                | (~models.Q(state="waiting") & models.Q(judged_at__isnull=False)),
                name="body_proposal_judged_at_a_moment",
            ),
        ]
