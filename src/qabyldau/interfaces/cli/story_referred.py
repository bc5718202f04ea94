"""What the demonstration's staff and the bodies did with referrals: letters, replies, reminders, parts, drafts.

A demonstration has no mail server. Its post is played: what was put into the outbox has gone two minutes later, but for the
letter that the story lets fail.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from django.conf import settings

from qabyldau.core import clock
from qabyldau.drafting.queries import draft_of
from qabyldau.drafting.services import Verdict as Eyes
from qabyldau.drafting.services import draft_ask, draft_judge, draft_write
from qabyldau.flow.answer import send_draft
from qabyldau.flow.post.authority import LETTER, post_begin, post_end
from qabyldau.flow.refer.chase import chase_all, write_again
from qabyldau.flow.refer.sending import Plan, hand_letter, refer_case, send_letter_of, take_authority_reply
from qabyldau.intake.models import Appeal
from qabyldau.interfaces.cli.cast import Deed, Story, case_with
from qabyldau.messages.models import Message, MessageState
from qabyldau.messages.rules import Attempted
from qabyldau.messages.services import SENT_OUT, attempt_record, message_claim
from qabyldau.people.models import Organization
from qabyldau.people.queries.bodies import way_to
from qabyldau.people.rules import Delivery
from qabyldau.referrals.models import AuthorityReply, Letter, Referral
from qabyldau.referrals.rules.moves import ReplyWay, SendState
from qabyldau.referrals.rules.replies import Tick, Verdict
from qabyldau.referrals.services.referring import Going
from qabyldau.referrals.services.replies import Reply, reply_judge
from qabyldau.routines.queries import parts_of
from qabyldau.routines.rules import PartState
from qabyldau.routines.services import part_add, part_move

POST = timedelta(minutes=2)
"""How long a letter of the demonstration is on its way."""


def post_goes(at: datetime) -> None:
    """Let everything that waited in the outbox at ``at`` have gone."""
    waiting = Message.objects.filter(state=MessageState.QUEUED, channel__in=SENT_OUT, made_at__lte=at - POST)
    for message in list(waiting.order_by("id")):
        _carry(message, message.made_at + POST, Attempted())


def _carry(row: Message, at: datetime, attempted: Attempted) -> None:
    message = message_claim(message_id=row.pk, at=at, lease=settings.LEASE)
    if message is None:
        return
    is_letter = message.about_kind == LETTER
    if is_letter and not post_begin(message, at):
        return
    attempt_record(message=message, attempted=attempted, at=at)
    if is_letter:
        post_end(message, attempted.problem, at)


def story_ends(at: datetime) -> None:
    """Bring the demonstration to the present: the post has gone, and the daily look for who is late was taken."""
    post_goes(at)
    chase_all(at)


def _refer(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    case = case_with(appeal)
    goings = [_going(code, at, appeal) for code in deed["bodies"]]
    plan = Plan(goings, deed["text"], ask=deed["ask"], place=deed.get("place", ""))
    refer_case(actor=story.actor(deed["by"]), case_uuid=str(case.uuid), plan=plan, at=at)


def _going(code: str, at: datetime, appeal: Appeal) -> Going:
    body = Organization.objects.get(code=code)
    on = clock.local_date(at, appeal.office.zone)
    contact = way_to(body=body, on=on, office_key=str(appeal.office.uuid))
    return Going(body, contact, Delivery(contact.delivery), contact.address) if contact else Going(body)


def _referral(appeal: Appeal, deed: Deed) -> Referral:
    rows = Referral.objects.filter(case=case_with(appeal), organization__code=deed["body"])
    return rows.select_related("office", "organization").latest("pk")


def _newest_letter(appeal: Appeal, deed: Deed, state: SendState) -> str:
    rows = Letter.objects.filter(referral=_referral(appeal, deed), send_state=state)
    return str(rows.latest("pk").uuid)


def _authority(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    right = Organization.objects.get(code=deed["not_ours"]) if "not_ours" in deed else None
    reply = Reply(
        body=deed["text"],
        way=ReplyWay.HAND,
        received_at=at,
        their_number=deed.get("number", ""),
        is_not_ours=right is not None,
        right_body=right,
        promised_on=date.fromisoformat(deed["promised"]) if "promised" in deed else None,
    )
    uuid = str(_referral(appeal, deed).uuid)
    take_authority_reply(actor=story.actor(deed["by"]), referral_uuid=uuid, reply=reply, papers=[], at=at)


def _judge(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    reply = AuthorityReply.objects.filter(referral=_referral(appeal, deed)).latest("pk")
    ticks = frozenset(Tick(name) for name in deed["ticks"])
    verdict = Verdict(ticks, not deed.get("note"), deed.get("note", ""))
    reply_judge(actor=story.actor(deed["by"]), reply=reply, verdict=verdict, at=at)


def _again(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    actor = story.actor(deed["by"])
    reply = AuthorityReply.objects.filter(referral=_referral(appeal, deed)).latest("pk")
    letter = write_again(actor=actor, reply_uuid=str(reply.uuid), at=at)
    send_letter_of(actor=actor, letter_uuid=str(letter.uuid), at=at)


def _chase(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    chase_all(at)


def _send(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    letter = _newest_letter(appeal, deed, SendState.PREPARED)
    send_letter_of(actor=story.actor(deed["by"]), letter_uuid=letter, at=at)


def _hand(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    letter, on = _newest_letter(appeal, deed, SendState.QUEUED), clock.local_date(at, appeal.office.zone)
    hand_letter(actor=story.actor(deed["by"]), letter_uuid=letter, number=deed["number"], on=on, at=at)


def _bounce(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    letter = _newest_letter(appeal, deed, SendState.QUEUED)
    message = Message.objects.get(about_kind=LETTER, about_uuid=letter)
    _carry(message, at, Attempted("SMTPRecipientsRefused", is_final=True))


def _part(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    part_add(actor=story.actor(deed["by"]), case=case_with(appeal), title=deed["text"], at=at)


def _settle(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    part = parts_of(case_with(appeal))[deed["part"] - 1]
    result = deed["text"]
    part_move(actor=story.actor(deed["by"]), part=part, state=PartState.SETTLED, result=result, at=at)


def _draft(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    """Write an answer and give it to another pair of eyes."""
    actor, case = story.actor(deed["by"]), case_with(appeal)
    draft = draft_write(actor=actor, case=case, texts=deed["texts"], version=0, at=at)
    draft_ask(actor=actor, case=case, version=draft.version, at=at)


def _approve(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    case = case_with(appeal)
    draft = draft_of(case)
    eyes = Eyes(is_good=True, remark="", version=draft.version if draft else 0)
    draft_judge(actor=story.actor(deed["by"]), case=case, verdict=eyes, at=at)


def _answer_all(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    case = case_with(appeal)
    draft = draft_of(case)
    seen = draft.version if draft else 0
    send_draft(actor=story.actor(deed["by"]), case_uuid=str(case.uuid), seen=seen, version=0, at=at)


DEEDS: Mapping[str, Callable[[Story, Deed, Appeal, datetime], None]] = {
    "refer": _refer,
    "authority": _authority,
    "judge": _judge,
    "again": _again,
    "chase": _chase,
    "send": _send,
    "hand": _hand,
    "bounce": _bounce,
    "part": _part,
    "settle": _settle,
    "draft": _draft,
    "approve": _approve,
    "answer_all": _answer_all,
}
