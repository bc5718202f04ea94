"""What those who work on cases do on a day: every deed over the road, drawn by chance, none with a hand in the tables."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from qabyldau.accounts.rules import Actor
from qabyldau.answers.models import Delivery
from qabyldau.answers.services.answers import Saying, delivery_hand, delivery_read
from qabyldau.casework.models import Case, InfoRequest
from qabyldau.casework.rules.deadlines import Clock, Extension
from qabyldau.casework.rules.moves import CaseStatus, Outcome
from qabyldau.core import clock
from qabyldau.core.errors import QabyldauError
from qabyldau.flow.act import ask_applicant, extend_deadline, take_reply
from qabyldau.flow.answer import (
    Advice,
    Closing,
    advise_appeal,
    close_case,
    reopen_case,
    reopen_for_applicant,
    say_answer,
    withdraw_appeal,
)
from qabyldau.flow.linking.judge import split_appeal
from qabyldau.flow.refer.chase import write_again
from qabyldau.flow.refer.sending import Plan, hand_letter, refer_case, resend_letter, send_letter_of
from qabyldau.flow.triage import Decision, give_case, join_case, open_case
from qabyldau.intake.models import Appeal
from qabyldau.people.models import Organization
from qabyldau.referrals.models import AuthorityReply, Letter, PromisedCheck
from qabyldau.referrals.rules.replies import Tick, Verdict
from qabyldau.referrals.services.replies import promise_check, reply_judge
from tests.month.office import WORKERS, People, going_to
from tests.referring import EMPTY

THEME = "lighting.street"
SAID = {
    "kk": "Шамдар ауыстырылды, тексерілді.",
    "ru": "Фонари заменили, проверили.",
    "en": "The lamps were replaced.",
}
S = CaseStatus


def _verdict(row: AuthorityReply) -> Verdict:
    is_enough = row.text.body != EMPTY and not row.is_not_ours
    return Verdict(
        frozenset(Tick) if is_enough else frozenset(), is_enough, "" if is_enough else "Мерзімі жоқ."
    )


class Staff:
    """The office at work; ``done`` and ``refused`` count what was done and what the road refused, with its words."""

    def __init__(self, chance: random.Random, people: People) -> None:
        self.chance, self.people = chance, people
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.bodies = list(Organization.objects.filter(kind="department").order_by("pk"))

    def day(self, at: datetime, share: float = 0.35) -> None:
        """Work a day: what came in, the cases, the letters, those who read."""
        self._triage(at)
        cases = Case.objects.exclude(status=S.CLOSED).select_related("office").order_by("pk")
        for case in list(cases):
            if self.chance.random() < share:
                self._try(self._step, case, at)
        for case in list(Case.objects.filter(status=S.CLOSED).order_by("pk")):
            if self.chance.random() < 0.005:
                self._try(self._back, case, at)
        self._shelf(at)
        self._letters(at)
        self._readers(at)

    def _shelf(self, at: datetime) -> None:
        """Judge what has waited for some days, also of cases that were answered or closed meanwhile."""
        waits = AuthorityReply.objects.filter(judged_at__isnull=True, received_at__lt=at - timedelta(days=6))
        for row in waits.select_related("text").order_by("pk"):
            reply_judge(actor=self._who(), reply=row, verdict=_verdict(row), at=at)
            self.done["judge"] += 1

    def _try(self, deed: Callable[..., object], *given: object) -> None:
        try:
            deed(*given)
        except QabyldauError as error:
            self.refused[f"{deed.__name__}: {type(error).__name__} {error}"] += 1

    def _who(self) -> Actor:
        return self.people.actor(self.chance.choice(WORKERS))

    def _triage(self, at: datetime) -> None:
        new = Appeal.objects.filter(case_appeal__isnull=True, withdrawn_at__isnull=True, received_at__lt=at)
        for appeal in list(new.select_related("office", "text", "applicant").order_by("pk")):
            luck = self.chance.random()
            if luck < 0.85:
                deed = self._open if luck < 0.68 else self._join if luck < 0.78 else self._advise
                self._try(deed if luck < 0.83 else self._withdraw, appeal, at)

    def _open(self, appeal: Appeal, at: datetime) -> None:
        owner = self.people.key(self.chance.choice(WORKERS)) if self.chance.random() < 0.3 else ""
        manager = self.people.actor("nurlan")
        who = manager if owner else self._who()
        open_case(actor=who, appeal_uuid=str(appeal.uuid), decision=Decision(THEME, owner_key=owner), at=at)
        self.done["open"] += 1

    def _join(self, appeal: Appeal, at: datetime) -> None:
        rows = Case.objects.exclude(status=S.CLOSED).order_by("-pk")[:40]
        if not rows:
            return
        case = self.chance.choice(list(rows))
        join_case(actor=self._who(), appeal_uuid=str(appeal.uuid), case_uuid=str(case.uuid), at=at)
        self.done["join"] += 1

    def _advise(self, appeal: Appeal, at: datetime) -> None:
        words = SAID[appeal.answer_language]
        advise_appeal(actor=self.people.actor("dana"), appeal=appeal, advice=Advice(words, THEME), at=at)
        self.done["advise"] += 1

    def _withdraw(self, appeal: Appeal, at: datetime) -> None:
        withdraw_appeal(appeal=appeal, at=at)
        self.done["withdraw"] += 1

    def _step(self, case: Case, at: datetime) -> None:
        status = S(case.status)
        if status is S.WAITING_FOR_APPLICANT:
            return self._applicants(case, at)
        if status is S.ANSWERED:
            return self._end(case, at)
        if status is S.SENT_TO_AUTHORITY and self.chance.random() < 0.9:
            return None
        if status is S.AUTHORITY_ANSWERED and self._judge(case, at):
            return None
        return self._work(case, at)

    def _work(self, case: Case, at: datetime) -> None:
        deeds = [self._refer, self._answer, self._ask, self._give, self._more_time, self._split, self._leave]
        self._try(self.chance.choices(deeds, [45, 30, 8, 5, 4, 6, 4])[0], case, at)

    def _refer(self, case: Case, at: datetime) -> None:
        many = self.chance.choices([1, 2, 3], [80, 15, 5])[0]
        goings = [going_to(body) for body in self.chance.sample(self.bodies, many)]
        plan = Plan(goings, "Көшеде шамдар жанбайды.", ask="Қашан жөнделетінін айтыңыз.")
        refer_case(actor=self._who(), case_uuid=str(case.uuid), plan=plan, at=at)
        self.done["refer"] += many

    def _answer(self, case: Case, at: datetime) -> None:
        say_answer(actor=self._who(), case=case, saying=Saying(SAID), version=0, at=at)
        self.done["answer"] += 1

    def _ask(self, case: Case, at: datetime) -> None:
        ask_applicant(actor=self._who(), case_uuid=str(case.uuid), question="Қай үй?", version=0, at=at)
        self.done["ask"] += 1

    def _give(self, case: Case, at: datetime) -> None:
        key = self.people.key(self.chance.choice(WORKERS))
        give_case(actor=self.people.actor("nurlan"), case=case, owner_key=key, at=at)
        self.done["give"] += 1

    def _more_time(self, case: Case, at: datetime) -> None:
        until = case.due_on + timedelta(days=10)
        more = Extension(until, "Қосымша тексеру керек", "Сейітов Н.")
        extend_deadline(
            actor=self.people.actor("nurlan"), case_uuid=str(case.uuid), clock_name=Clock.OURS, extension=more,
            version=0, at=at,
        )  # fmt: skip
        self.done["more time"] += 1

    def _split(self, case: Case, at: datetime) -> None:
        appeals = list(Appeal.objects.filter(case_appeal__case=case).order_by("-pk"))
        if len(appeals) > 1:
            uuid = str(self.chance.choice(appeals).uuid)
            split_appeal(
                actor=self._who(),
                case_uuid=str(case.uuid),
                appeal_uuid=uuid,
                reason="Басқа мәселе",
                version=0,
                at=at,
            )
            self.done["split"] += 1

    def _leave(self, case: Case, at: datetime) -> None:
        outcome = Outcome.LEFT_WITHOUT_CONSIDERATION
        closing = Closing(outcome, "Мәтіні мағынасыз.")
        close_case(actor=self._who(), case_uuid=str(case.uuid), closing=closing, at=at)
        self.done["leave"] += 1

    def _applicants(self, case: Case, at: datetime) -> None:
        rows = InfoRequest.objects.filter(case=case, replied_at__isnull=True, lapsed_at__isnull=True)
        for row in rows.select_related("appeal__office"):
            if self.chance.random() < 0.6:
                self._try(self._reply, row, at)

    def _reply(self, row: InfoRequest, at: datetime) -> None:
        take_reply(appeal=row.appeal, request_uuid=str(row.uuid), body="12-үй.", at=at)
        self.done["reply"] += 1

    def _judge(self, case: Case, at: datetime) -> bool:
        """Judge what came; return whether a better reply was asked for."""
        asked = False
        rows = AuthorityReply.objects.filter(referral__case=case, judged_at__isnull=True).select_related(
            "text"
        )
        for row in rows.order_by("pk"):
            verdict = _verdict(row)
            reply_judge(actor=self._who(), reply=row, verdict=verdict, at=at)
            self.done["judge"] += 1
            if not verdict.is_enough:
                self._try(self._again, row, at)
                asked = True
        return asked

    def _again(self, row: AuthorityReply, at: datetime) -> None:
        letter = write_again(actor=self._who(), reply_uuid=str(row.uuid), at=at)
        if self.chance.random() < 0.8:
            send_letter_of(actor=self._who(), letter_uuid=str(letter.uuid), at=at)
        self.done["again"] += 1

    def _end(self, case: Case, at: datetime) -> None:
        luck = self.chance.random()
        uuid = str(case.uuid)
        if luck < 0.7:
            closing = Closing(self.chance.choice([Outcome.SATISFIED, Outcome.EXPLAINED]))
            close_case(actor=self._who(), case_uuid=uuid, closing=closing, at=at)
            self.done["close"] += 1
        elif luck < 0.8:
            self._back(case, at)

    def _back(self, case: Case, at: datetime) -> None:
        appeal = Appeal.objects.filter(case_appeal__case=case).select_related("office").order_by("?").first()
        if appeal is not None and self.chance.random() < 0.7:
            reopen_for_applicant(appeal=appeal, reason="Шам әлі жанбайды", at=at)
        else:
            reopen_case(
                actor=self.people.actor("nurlan"), case_uuid=str(case.uuid), reason="Қате", version=0, at=at
            )
        self.done["reopen"] += 1

    def _letters(self, at: datetime) -> None:
        """Send what the machine has written, carry what goes by hand, send anew what failed, look at promises."""
        for letter in list(Letter.objects.filter(send_state="prepared").order_by("pk")):
            if self.chance.random() < 0.8:
                self._try(self._send, letter, at)
        for letter in list(Letter.objects.filter(way="hand", send_state="queued").order_by("pk")):
            if self.chance.random() < 0.8:
                self._try(self._hand, letter, at)
        for letter in list(Letter.objects.filter(send_state="failed").order_by("pk")):
            deed = self._resend if self.chance.random() < 0.3 else self._hand
            self._try(deed, letter, at)
        today = clock.local_date(at, self.people.office.zone)
        for promise in list(PromisedCheck.objects.filter(checked_at__isnull=True, check_on__lte=today)):
            promise_check(actor=self._who(), promise=promise, is_kept=self.chance.random() < 0.5, at=at)

    def _send(self, letter: Letter, at: datetime) -> None:
        send_letter_of(actor=self._who(), letter_uuid=str(letter.uuid), at=at)
        self.done[f"send {letter.kind}"] += 1

    def _hand(self, letter: Letter, at: datetime) -> None:
        is_known = self.chance.random() < 0.5
        on = clock.local_date(at, self.people.office.zone) if is_known else None
        number = f"К-{letter.pk}" if is_known else ""
        hand_letter(actor=self._who(), letter_uuid=str(letter.uuid), number=number, on=on, at=at)
        self.done["hand"] += 1

    def _resend(self, letter: Letter, at: datetime) -> None:
        resend_letter(actor=self._who(), letter_uuid=str(letter.uuid), contact=None, at=at)
        self.done["resend"] += 1

    def _readers(self, at: datetime) -> None:
        unread = Delivery.objects.filter(read_at__isnull=True, handed_at__isnull=True)
        for row in list(unread.select_related("appeal").order_by("pk")):
            if self.chance.random() < 0.15:
                delivery_read(appeal=row.appeal, at=at)
            elif self.chance.random() < 0.03:
                delivery_hand(actor=self.people.actor("dana"), delivery=row, at=at)
