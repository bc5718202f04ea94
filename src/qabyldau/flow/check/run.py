"""Running the check: every rule is one question to the tables, however many rows there are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery, Value

from qabyldau.casework.models import Case, CaseAppeal
from qabyldau.flow.check.rules import RULES, Rule
from qabyldau.intake.models import Appeal
from qabyldau.messages.models import Message
from qabyldau.referrals.models import AuthorityReply, Letter, Referral
from qabyldau.worklists.services.checks import checks_note

MOST = 200
"""Findings of one rule that are named one by one; the others are counted."""


@dataclass(frozen=True)
class Finding:
    """One row that breaks a rule: the number of its appeal where it has one, its uuid, and the code of its office."""

    rule: Rule
    number: str
    uuid: str
    office: str


@dataclass(frozen=True)
class Checked:
    """How much was looked at, what was found, and how often each rule is broken."""

    checked: Mapping[str, int]
    findings: list[Finding]
    broken: Mapping[str, int]


@transaction.atomic
def check_casework(at: datetime) -> Checked:
    """Return everything in the tables that contradicts itself at ``at``; nothing is written.

    The number of queries is that of the rules, never of the rows.
    """
    findings: list[Finding] = []
    broken: dict[str, int] = {}
    for rule in RULES:
        rows = rule.rows(at)
        found = [Finding(rule, *given) for given in _named(rule, rows)]
        if found:
            broken[rule.name] = rows.count() if len(found) == MOST else len(found)
        findings += found
    return Checked(_counts(), findings, broken)


def check_nightly(at: datetime) -> int:
    """Check all casework, keep for each office how much was found there, and return how much there was in all."""
    found = check_casework(at)
    checks_note(found=Counter(row.office for row in found.findings), at=at)
    return sum(found.broken.values())


def _named(rule: Rule, rows: QuerySet[Any]) -> list[tuple[str, str, str]]:
    first = CaseAppeal.objects.filter(case=OuterRef(rule.case)).order_by("id").values("appeal__number")[:1]
    number = Subquery(first) if rule.case else F(rule.appeal) if rule.appeal else Value("")
    office = F(rule.office) if rule.office else Value("")
    named = rows.order_by("pk").values_list(number, rule.uuid, office)[:MOST]
    return [(str(number or ""), str(uuid), str(office or "")) for number, uuid, office in named]


def _counts() -> dict[str, int]:
    return {
        "rules": len(RULES),
        "appeals": Appeal.objects.count(),
        "cases": Case.objects.count(),
        "referrals": Referral.objects.count(),
        "letters": Letter.objects.count(),
        "replies": AuthorityReply.objects.count(),
        "messages": Message.objects.count(),
    }
