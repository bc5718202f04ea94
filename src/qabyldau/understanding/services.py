"""Keeping what a person decided."""

from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.catalog.models import Category
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.intake.models import Appeal
from qabyldau.understanding.models import Judgement, Reading


@transaction.atomic
def judgement_record(
    *, actor: Actor, appeal: Appeal, reading: Reading | None, category: Category, urgency: int, at: datetime
) -> Judgement:
    """Keep a person's decision beside the reading that was shown; ``is_as_read`` says whether they agree."""
    demand(actor, Permission.CASE_OPEN)
    judgement = Judgement.objects.create(
        appeal=appeal,
        reading=reading,
        category=category,
        kind=appeal.kind,
        urgency=urgency,
        is_as_read=reading is not None and (reading.theme, reading.urgency) == (category.code, urgency),
        by_key=actor.key,
        at=at,
    )
    fields = {"category": category.code, "urgency": urgency, "is_as_read": judgement.is_as_read}
    record(
        actor.who, "understanding.judgement.recorded", Target("intake.appeal", str(appeal.uuid)), at, fields
    )
    return judgement
