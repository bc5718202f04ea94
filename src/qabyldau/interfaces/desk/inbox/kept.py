"""Keeping a list with its filter under a name, and deleting one."""

from urllib.parse import parse_qsl

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.interfaces.desk.guard import DeskRequest, guard, office_of
from qabyldau.interfaces.desk.inbox.asked import asked_from
from qabyldau.interfaces.desk.inbox.narrow import narrow_page
from qabyldau.interfaces.desk.inbox.views import shelves_of
from qabyldau.worklists.queries.kept import filter_for
from qabyldau.worklists.services.kept import LONGEST_NAME, NewFilter, filter_drop, filter_keep


@require_POST
@guard(Permission.CASE_READ)
def keep(request: DeskRequest) -> HttpResponse:
    """Keep the list that was looked at under a name."""
    actor, name = request.actor, str(request.POST.get("name", ""))
    given = dict(parse_qsl(str(request.POST.get("query", ""))))
    asked = asked_from(given, shelves_of(actor), actor.office_key)
    new = NewFilter(name, asked.query(actor.office_key), bool(request.POST.get("shared")))
    try:
        filter_keep(actor=actor, user=request.user, office=office_of(request), new=new, at=clock.now())
    except InputError:
        return narrow_page(
            request,
            asked,
            _("Give it a short name; at most %(most)s characters.") % {"most": LONGEST_NAME},
            name,
        )
    messages.success(request, _("The filter is kept."))
    return redirect(asked.href(actor.office_key))


@require_POST
@guard(Permission.CASE_READ)
def drop(request: DeskRequest, uuid: str) -> HttpResponse:
    """Delete a kept filter."""
    row = filter_for(request.user, office_of(request), str(uuid))
    filter_drop(actor=request.actor, row=row, at=clock.now())
    messages.success(request, _("The filter is deleted."))
    return redirect("desk:inbox-narrow")
