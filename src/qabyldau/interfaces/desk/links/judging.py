"""Judging a suggestion on the page of an appeal, and splitting an appeal off its case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.casework.queries import case_of
from qabyldau.chain.rules import LinkState
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.flow.linking.judge import join_as_linked, judge_link, split_appeal, take_linked
from qabyldau.intake.queries import appeal_for
from qabyldau.interfaces.desk.guard import DeskRequest, guard

JOINS = {"join": join_as_linked, "take": take_linked}
"""An appeal joins the case of the other, or the other joins the case of this one."""
STATES = {"confirm": LinkState.CONFIRMED, "reject": LinkState.REJECTED, "undo": LinkState.SUGGESTED}


@require_POST
@guard(Permission.LINK_JUDGE)
def link(request: DeskRequest, uuid: str, other: str) -> HttpResponse:
    """Confirm a suggestion, join what it names, reject it, or undo a judgement."""
    appeal, go, at = appeal_for(request.actor, str(uuid)), request.POST.get("go", ""), clock.now()
    if go in JOINS:
        case = JOINS[go](actor=request.actor, appeal_uuid=str(appeal.uuid), link_uuid=str(other), at=at)
        messages.success(
            request, _("The appeal has joined the case: its sender will be told together with the others.")
        )
        return redirect("desk:case", case.uuid)
    if go not in STATES:
        raise ConflictError("this cannot be made of a link")
    judge_link(actor=request.actor, appeal_uuid=str(uuid), link_uuid=str(other), state=STATES[go], at=at)
    messages.success(request, _("Your judgement is kept."))
    own = case_of(appeal)
    return redirect("desk:case", own.uuid) if own else redirect("desk:appeal", appeal.uuid)


@require_POST
@guard(Permission.LINK_JUDGE)
def split(request: DeskRequest, uuid: str, other: str) -> HttpResponse:
    """Split an appeal off its case."""
    version = request.POST.get("version", "")
    seen = int(version) if version.isdecimal() else 0
    reason, at = request.POST.get("reason", ""), clock.now()
    try:
        new = split_appeal(
            actor=request.actor,
            case_uuid=str(uuid),
            appeal_uuid=str(other),
            reason=reason,
            version=seen,
            at=at,
        )
    except InputError:
        messages.error(request, _("Say why it is another matter."))
        return redirect("desk:case", uuid)
    messages.success(request, _("The appeal has a case of its own again, with its number and its dates."))
    return redirect("desk:case", new.uuid)
