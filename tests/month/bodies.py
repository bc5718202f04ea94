"""What bodies do with letters: they read them under a link, answer well or emptily, say that it is not theirs, or are silent."""

import random
from datetime import date, datetime

from qabyldau.core.errors import ConflictError
from qabyldau.flow.refer.sending import answer_by_link, note_opened, take_authority_reply
from qabyldau.people.models import Organization
from qabyldau.referrals.models import Referral
from qabyldau.referrals.rules.moves import AWAITED, ReplyWay
from qabyldau.referrals.services.replies import Reply
from tests.month.office import People, temper_of
from tests.month.post_in import PostIn
from tests.referring import EMPTY, GOOD

PROMISE = "Шамдар {day} күніне дейін ауыстырылады. Жауапты: Әли Үлгібаев."
NOT_OURS = "Бұл мәселе біздің құзыретімізге кірмейді."


class Bodies:
    """All bodies: each day each may answer what it was asked."""

    def __init__(self, chance: random.Random, people: People, post: PostIn) -> None:
        self.chance, self.people, self.post = chance, people, post
        self.replies = 0

    def day(self, at: datetime) -> None:
        """Let every body do what it does on a day."""
        rows = Referral.objects.filter(
            reply_state__in=[state.value for state in AWAITED],
            letters__sent_at__lt=at,
            start_on__isnull=False,
        )
        for row in rows.distinct().select_related("organization", "office").order_by("pk"):
            temper = temper_of(row.organization)
            if self.chance.random() < temper.answers:
                self._answers(row, is_empty=self.chance.random() < temper.empty, at=at)

    def _answers(self, row: Referral, *, is_empty: bool, at: datetime) -> None:
        self.replies += 1
        is_mail = row.contact is not None and row.contact.delivery == "email" and self.chance.random() < 0.7
        if row.link_until and row.link_until > at and not is_mail:
            note_opened(referral=row, at=at)
            reply = self._reply(ReplyWay.LINK, is_empty, at)
            answer_by_link(referral=row, reply=reply, papers=[], at=at)
            if self.chance.random() < 0.2:
                self._twice(row, reply, at)
            return
        reply = self._reply(ReplyWay.HAND, is_empty, at)
        if row.contact and row.contact.delivery == "email" and not reply.is_not_ours:
            mail = self.post.replies(row, reply.body, at)
            assert (mail.road, mail.state) == ("reply", "filed"), mail.reason
            return
        take_authority_reply(
            actor=self.people.actor("saule"), referral_uuid=str(row.uuid), reply=reply,
            papers=[], at=at,
        )  # fmt: skip

    def _twice(self, row: Referral, reply: Reply, at: datetime) -> None:
        """Press the button of the link's form a second time."""
        try:
            answer_by_link(referral=row, reply=reply, papers=[], at=at)
        except ConflictError:
            return
        raise AssertionError("a link took an answer twice")

    def _reply(self, way: ReplyWay, is_empty: bool, at: datetime) -> Reply:
        number = f"ЖТ-2026-{self.replies:05d}"
        if is_empty:
            return Reply(EMPTY, way, at, their_number=number)
        luck = self.chance.random()
        if luck < 0.1:
            right = Organization.objects.get(code="roads")
            return Reply(NOT_OURS, way, at, is_not_ours=True, right_body=right)
        if luck < 0.25:
            return Reply(PROMISE.format(day="2026 жылғы 20 қазан"), way, at, promised_on=date(2026, 10, 20))
        return Reply(GOOD, way, at, their_number=number)
