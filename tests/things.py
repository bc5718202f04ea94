"""One thing of each sort that a reception has, by the beginning of the addresses that name it."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from qabyldau.accounts.rules import applicant
from qabyldau.catalog.models import ReadyText
from qabyldau.catalog.rules import TextUse
from qabyldau.catalog.services.ready import Pair, ready_text_write
from qabyldau.flow.mail.taking import Came, take_mail
from qabyldau.flow.refer.sending import take_authority_reply
from qabyldau.flow.tell import tell
from qabyldau.intake.rules import IntakeChannel
from qabyldau.intake.services import Contact
from qabyldau.meetings.services.commitments import Promised, commitment_make
from qabyldau.meetings.services.mobile import mobile_plan
from qabyldau.messages.models import Message
from qabyldau.offices.models import Closure, Sitting
from qabyldau.people.services.bodies import proposal_make
from qabyldau.referrals.services.journal import Paper
from qabyldau.routines.models import Macro
from qabyldau.routines.services import macro_set
from qabyldau.visits.queries.free import free_days
from qabyldau.visits.services.booking import Visitor, Wish, appointment_book, slot_hold
from qabyldau.visits.services.queue import NewTicket, ticket_take
from tests.mailbox import letter
from tests.people import World
from tests.receptions import Reception, make_reception
from tests.referring import referring_in
from tests.referring import reply as answered
from tests.reviewing import answer, code_of_visit, left

AHEAD = date(2099, 9, 14)


def things_of(world: World) -> dict[str, UUID]:
    """Return the uuid of one thing for each sort of addresses, all of the first office; the longest beginning counts."""
    found = make_reception(world.office)
    day = Sitting.objects.create(
        office=world.office, service=found.general, on=AHEAD, begins=time(10), ends=time(12), quota=4
    )
    closure = Closure.objects.create(office=world.office, from_on=AHEAD, to_on=AHEAD, reason_kk="Жөндеу")
    brought = world.appeal(
        key="brought", channel=IntakeChannel.IN_PERSON, contact=Contact(name="Айгүл")
    ).appeal
    made: dict[str, Any] = {
        "desk:door-": ticket_take(
            actor=world.actor("dana"), office=world.office, new=NewTicket("thing"), at=world.at
        ),
        "desk:door-visit": _booked(world, found),
        "desk:day": day,
        "desk:promises": commitment_make(
            actor=world.actor("aizhan"), office=world.office, promised=Promised("Шам жөнделеді"), at=world.at
        ),
        "desk:mobile": mobile_plan(
            actor=world.actor("dana"),
            office=world.office,
            on=AHEAD,
            fields={"title_kk": "Ауылға"},
            at=world.at,
        ),
        "desk:place-closure": closure,
        "desk:place-service": found.general,
        "desk:place-sitting": day,
        "desk:review": left(world, code_of_visit(world, "reviewed")),
        "desk:waiting": answer(world, brought),
        "desk:ready": _ready(world),
        "desk:macros": _macro(world),
        "desk:outbox": _unsure(world),
        **_letters(world),
        **_mail(world),
    }
    return {start: row.uuid for start, row in made.items()}


def _ready(world: World) -> ReadyText:
    pair = Pair(TextUse.QUESTION, "", "Орны", "Место", "Қай жерде?", "Где это?")
    return ready_text_write(actor=world.actor("nurlan"), office=world.office, pair=pair, at=world.at)


def _macro(world: World) -> Macro:
    fields = {
        "name_kk": "Бастау",
        "name_ru": "",
        "name_en": "",
        "is_mine": True,
        "begins": True,
        "checks": "",
    }
    return macro_set(
        actor=world.actor("nurlan"), office=world.office, fields=fields, ready_text=None, at=world.at
    )


def _letters(world: World) -> dict[str, Any]:
    """Return a referral with a letter and a reply that promises a day, and the register behind it."""
    scene = referring_in(world)
    referral = scene.refer()[0]
    reply = take_authority_reply(
        actor=world.actor("saule"), referral_uuid=str(referral.uuid),
        reply=answered(promised_on=AHEAD), papers=[Paper("act.pdf", "application/pdf", b"%PDF-")], at=world.at,
    )  # fmt: skip
    words = "Мекенжайы ауысты"
    proposal = proposal_make(actor=world.actor("saule"), body=scene.register.lights, words=words, at=world.at)
    return {
        "desk:referral": referral, "desk:referral-file": reply.files.get(), "desk:letter": scene.letter(),
        "desk:body": scene.register.lights, "desk:bodies": proposal, "reply": reply,
        "promise": reply.promises.earliest("promised_on"), "row": scene.going().contact,
    }  # fmt: skip


def _mail(world: World) -> dict[str, Any]:
    """Return a letter by e-mail that waits for a person, with its file."""
    mail = letter("Шам жанбайды.", sender="someone@example.org")
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="act.pdf")
    raw = mail.as_bytes()
    row = take_mail(raw, Came("", len(raw)), world.at)
    assert row is not None
    return {"desk:mail": row, "file": row.files.get()}


def _booked(world: World, found: Reception) -> Any:
    early, actor = world.at - timedelta(hours=4), applicant(str(world.office.uuid))
    wanted = free_days(world.office, found.general, early)[0].times[0]
    held = slot_hold(actor=actor, wish=Wish(world.office, found.general, wanted), at=early)
    return appointment_book(actor=actor, uuid=str(held.uuid), visitor=Visitor("Айгүл"), at=early)


def _unsure(world: World) -> Any:
    """Return a message of which nobody knows whether it arrived."""
    appeal = world.appeal(key="unsure", contact=Contact(email="aigul@example.kz")).appeal
    tell(appeal, "unsure", "answers.answer", world.at)
    Message.objects.filter(key="unsure").update(state="uncertain")
    return Message.objects.get(key="unsure")
