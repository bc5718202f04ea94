"""What authorities said in a case, read for whoever writes the answer: replies, and the letters of each part."""

from qabyldau.casework.models import Case
from qabyldau.referrals.models import AuthorityReply, Referral


def referrals_by_part(case: Case) -> dict[int, list[Referral]]:
    """Return the referrals of a case by the part that each is about, oldest first; one query."""
    found: dict[int, list[Referral]] = {}
    rows = Referral.objects.filter(case=case, part__isnull=False).select_related("organization")
    for row in rows.order_by("pk"):
        found.setdefault(int(row.part_id or 0), []).append(row)
    return found


def replies_of(case: Case) -> list[AuthorityReply]:
    """Return the replies to the letters about a case, oldest first, with their words, bodies and promised days; two queries."""
    rows = AuthorityReply.objects.filter(referral__case=case).select_related("text", "referral__organization")
    return list(rows.prefetch_related("promises").order_by("received_at", "pk"))
