"""Suggesting: bounded work beside the road. A suggestion moves nothing."""

from datetime import datetime

import structlog
from django.db import transaction

from qabyldau import language
from qabyldau.accounts.rules import machine
from qabyldau.chain.rules import APPEAL, Relation, Thing
from qabyldau.chain.services import link_suggest
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import appeals_of_same_person
from qabyldau.understanding.reader import matter_keys_make, near_in_matter

log = structlog.get_logger(__name__)

MOST = 6
"""Suggestions made for one appeal: more nobody reads."""


def suggest_links(appeal_id: int, at: datetime) -> int:
    """Suggest which earlier appeals are about the same matter as this one; return how many. May run twice without harm.

    From the same person it is a repeat, from anybody else one matter of several people. Confidential appeals take no part.
    """
    appeal = Appeal.objects.select_related("text", "office", "area", "applicant").get(pk=appeal_id)
    if appeal.is_confidential or not appeal.text.body or appeal.withdrawn_at is not None:
        return 0
    with transaction.atomic():
        keys = matter_keys_make(appeal=appeal)
        own = {row.pk: row for row in appeals_of_same_person([appeal])}
        near = {row.pk: row for row in near_in_matter(appeal, keys)}
        found = [(alike, row) for row in {**near, **own}.values() if (alike := _alike(appeal, row))]
        found.sort(key=lambda pair: -pair[0].score)
        return sum(_suggest(appeal, row, alike.why, row.pk in own, at) for alike, row in found[:MOST])


def _alike(appeal: Appeal, other: Appeal) -> language.Alike | None:
    newer, older = _in_time(appeal, other)
    return language.alike(newer.text.body or "", older.text.body or "")


def _in_time(appeal: Appeal, other: Appeal) -> tuple[Appeal, Appeal]:
    """Return the newer and the older: a reason is worded the same from either side."""
    newer, older = sorted((appeal, other), key=lambda row: (row.received_at, row.pk), reverse=True)
    return newer, older


def _suggest(appeal: Appeal, other: Appeal, why: tuple[str, ...], is_own: bool, at: datetime) -> bool:
    newer, older = _in_time(appeal, other)
    relation = Relation.REPEATS if is_own else Relation.SAME_MATTER
    ends = Thing(APPEAL, str(newer.uuid)), Thing(APPEAL, str(older.uuid))
    who = machine(office_key=str(appeal.office.uuid)).who
    return link_suggest(ends[0], relation, ends[1], who=who, why=why, at=at) is not None
