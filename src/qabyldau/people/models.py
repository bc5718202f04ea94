"""Public persons and bodies in Popolo's terms (popolo-spec). Applicants are never here."""

from django.db import models

from qabyldau.areas.models import Area
from qabyldau.core.localized import localized
from qabyldau.core.models import UuidModel


class Organization(UuidModel):
    """A public body, a party's branch, a faction, a school."""

    office_key = models.UUIDField(null=True, blank=True)
    code = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=40)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True)
    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name_kk=""), name="organization_has_a_kazakh_name")
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
