"""Links between things of any room, by kind and uuid."""

from django.db import models

from qabyldau.chain.rules import SIDELESS, LinkState, Relation
from qabyldau.core.models import EncryptedField, UuidModel


class Link(UuidModel):
    """One arrow of the chain; ``why`` holds the words for which a machine suggested it, one a line."""

    office_key = models.UUIDField(null=True)
    source_kind = models.CharField(max_length=40)
    source_uuid = models.UUIDField(db_index=True)
    target_kind = models.CharField(max_length=40)
    target_uuid = models.UUIDField(db_index=True)
    relation = models.CharField(max_length=20, choices=[(item.value, item.value) for item in Relation])
    state = models.CharField(max_length=10, choices=[(item.value, item.value) for item in LinkState])
    by_key = models.CharField(max_length=40)
    at = models.DateTimeField()
    why = EncryptedField()

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
            models.CheckConstraint(
                condition=models.Q(state__in=[item.value for item in LinkState]), name="link_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=LinkState.SUGGESTED)
                | ~models.Q(by_key="machine", relation__in=SIDELESS),
                name="link_judged_by_a_person",
            ),
        ]
