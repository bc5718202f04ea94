"""What staff fill in about a reply: its words and numbers, and what they find in it."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qabyldau.accounts.rules import Actor
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.core.localized import localized
from qabyldau.interfaces.design.fields import LinesField
from qabyldau.interfaces.desk.offices.forms import OfficeForm, day, line, tick
from qabyldau.people.queries.bodies import body_for, body_list
from qabyldau.referrals.labels import REFUSAL_LABELS, REPLY_WAY_LABELS, TICK_LABELS
from qabyldau.referrals.models import AuthorityReply
from qabyldau.referrals.rules.moves import ReplyWay
from qabyldau.referrals.rules.replies import LONGEST_REPLY, Refusal, Tick, Verdict
from qabyldau.referrals.services.journal import Paper
from qabyldau.referrals.services.replies import Reply

LARGEST = 20 * 1024 * 1024
"""Bytes of one file of a reply."""

REFUSED = {
    "body": _("Write what they answered."),
    "received_on": _("The day is yet to come."),
    "their_on": _("The day is yet to come."),
    "right_words": _("Name the body in whose powers it lies (APPC Art. 65)."),
    "promised_on": _("The promised day is past."),
    "paper": _("The file is empty or larger than 20 MB. Scan in grey, or send the pages apart."),
}


class ReplyForm(OfficeForm):
    """A reply as it came."""

    body = LinesField(
        label=_("Words of the reply"),
        max_length=LONGEST_REPLY,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write what they answered.")},
    )
    way = forms.ChoiceField(
        label=_("How it came"),
        choices=[(way.value, REPLY_WAY_LABELS[way]) for way in (ReplyWay.HAND, ReplyWay.EMAIL)],
    )
    received_on = day(_("Came on"))
    their_number = line(_("Their number"), longest=60)
    their_on = day(_("Their date"), needed=False)
    promised_on = day(_("Day that they promise"), _("It becomes a task with a day to look."), needed=False)
    refusal = forms.ChoiceField(
        label=_("If they refuse, why"),
        choices=[
            ("", _("They do not refuse")),
            *((item.value, label) for item, label in REFUSAL_LABELS.items()),
        ],
        required=False,
    )
    is_not_ours = tick(_("They say: not within our powers"))
    right_body = forms.ChoiceField(label=_("The right body, as they say"), required=False)
    right_words = line(_("Or in their words"), longest=300)
    paper = forms.FileField(
        label=_("Scan or file"), help_text=_("Type the words of a paper reply: they are searched and judged."),
        required=False, allow_empty_file=True,
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        """Offer the bodies of the register; a reply came today unless somebody says otherwise."""
        kwargs.setdefault("initial", {"received_on": today})
        kwargs.setdefault("auto_id", "reply_%s")
        super().__init__(*args, **kwargs)
        self.actor = actor
        names = [(str(row.uuid), localized(row, "name")) for row in body_list(actor) if row.ended_on is None]
        self.offer("right_body", [("", gettext("None")), *names])

    def refuse(self, error: InputError) -> None:
        """Say beside the field what is wrong."""
        words = str(REFUSED.get(error.field, _("This cannot be done now.")))
        self.add_error(error.field if error.field in self.fields else None, words)

    def reply(self, zone: str, at: datetime) -> Reply:
        """Return the reply as it was typed; one that came today came just now."""
        given = self.cleaned_data
        on = given["received_on"]
        noon = clock.in_zone(datetime.combine(on, time(12)), zone)
        return Reply(
            body=given["body"],
            way=ReplyWay(given["way"]),
            received_at=at if on == clock.local_date(at, zone) else noon,
            their_number=given["their_number"],
            their_on=given["their_on"],
            is_not_ours=given["is_not_ours"] or given["refusal"] == Refusal.NOT_OURS,
            right_body=body_for(self.actor, given["right_body"]) if given["right_body"] else None,
            right_words=given["right_words"],
            refusal=Refusal(given["refusal"]) if given["refusal"] else None,
            promised_on=given["promised_on"],
        )


def papers_of(form: forms.Form) -> list[Paper]:
    """Return the file of a form as it is to be kept; raise InputError for one that is too large."""
    file = form.cleaned_data.get("paper")
    if file is None:
        return []
    if not 0 < file.size <= LARGEST:
        raise InputError("paper", "the file is empty or larger than 20 MB")
    return [Paper(str(file.name)[:120], "application/octet-stream", file.read())]


class JudgeForm(OfficeForm):
    """Four ticks, and whether it is an answer."""

    ticks = forms.MultipleChoiceField(
        label=_("What the reply names"),
        choices=list(TICK_LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_enough = forms.TypedChoiceField(
        label=_("Is it an answer?"),
        choices=[("1", _("Yes, it answers the question")), ("0", _("No, ask again"))],
        coerce=lambda said: said == "1",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is an answer.")},
    )
    note = LinesField(
        label=_("What it lacks"),
        help_text=_("Goes into the question to the authority."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @classmethod
    def of(cls, row: AuthorityReply) -> "JudgeForm":
        """Return the form as the reply was judged last."""
        initial: dict[str, Any] = {
            "ticks": [item for item in Tick if getattr(row, f"has_{item}")],
            "note": row.note,
        }
        if row.is_enough is not None:
            initial["is_enough"] = "1" if row.is_enough else "0"
        return cls(initial=initial, auto_id=f"judge-{row.pk}_%s")

    def verdict(self) -> Verdict:
        """Return what was found."""
        given = self.cleaned_data
        return Verdict(frozenset(Tick(item) for item in given["ticks"]), given["is_enough"], given["note"])
