"""Links between things of any room, by kind and uuid."""

from django.db import models

from qabyldau.chain.rules import LinkState, Relation
from qabyldau.core.models import UuidModel


class Link(UuidModel):
    """One arrow of the chain."""

    office_key = models.UUIDField(null=True)
    source_kind = models.CharField(max_length=40)
    source_uuid = models.UUIDField(db_index=True)
    target_kind = models.CharField(max_length=40)
    target_uuid = models.UUIDField(db_index=True)
    relation = models.CharField(max_length=20, choices=[(item.value, item.value) for item in Relation])
    state = models.CharField(max_length=10, choices=[(item.value, item.value) for item in LinkState])
    by_key = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_uuid", "relation", "target_uuid"],
                name="link_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(source_uuid=models.F("target_uuid")),
                name="link_joins_two_things",
            ),
        ]
