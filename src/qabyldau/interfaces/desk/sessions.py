"""Signing in and out, and choosing among several offices."""

from dataclasses import dataclass

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor
from qabyldau.core import clock
from qabyldau.core.errors import TooManyError
from qabyldau.core.limits import Limit, take
from qabyldau.history.rules import Target, Who
from qabyldau.history.services import record
from qabyldau.interfaces.design.network import source_of
from qabyldau.interfaces.design.views import too_many
from qabyldau.interfaces.desk.guard import OFFICE, DeskRequest, first_place, guard
from qabyldau.offices.queries import actor_for, staff_of

BY_ACCOUNT = Limit("sign-in-by-account", 5, 15 * 60)
BY_ADDRESS = Limit("sign-in-by-address", 50, 3600)


class SignInForm(forms.Form):
    """Name and password; the same words whatever is wrong."""

    username = forms.CharField(
        label=_("Your name here"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@dataclass(frozen=True)
class SignInPage:
    """The page where staff sign in."""

    form: SignInForm
    """Name and password."""
    next_url: str
    """Where to go afterwards; an address of ours or empty."""


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign somebody in; five tries in a quarter of an hour for a name from one address."""
    form = SignInForm(request.POST or None)
    page = SignInPage(form, _safe(request))
    if request.method == "POST" and form.is_valid():
        try:
            user = _known(request, form)
        except TooManyError as error:
            return too_many(request, error.retry_after)
        if user is not None:
            return _signed_in(request, user, page.next_url)
        form.add_error(None, _("The name or the password does not fit."))
    return render(request, "desk/sign_in.html", {"page": page})


def _known(request: HttpRequest, form: SignInForm) -> User | None:
    source, name = source_of(request), form.cleaned_data["username"]
    at = clock.now()
    take(BY_ADDRESS, source, at)
    take(BY_ACCOUNT, f"{name.casefold()}@{source}", at)
    found = authenticate(request, username=name, password=form.cleaned_data["password"])
    key = str(found.uuid) if isinstance(found, User) else "unknown"
    action = "accounts.user.signed_in" if found else "accounts.user.refused"
    record(Who(key, "desk"), action, Target("accounts.user", key), at)
    return found if isinstance(found, User) else None


def _signed_in(request: HttpRequest, user: User, next_url: str) -> HttpResponse:
    login(request, user)
    rows = staff_of(user)
    actor: Actor = actor_for(user, rows, str(rows[0].office.uuid) if rows else "", "desk")
    is_nowhere = next_url in {"", reverse("desk:inbox")}
    return redirect(first_place(actor) if is_nowhere else next_url)


def _safe(request: HttpRequest) -> str:
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    # Without a slash in front it would be taken for the name of a view.
    return wanted if is_ours and wanted.startswith("/") else ""


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; what this browser kept of the desk goes with it (W3C Clear-Site-Data)."""
    logout(request)
    response = redirect("desk:sign-in")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_POST
@guard()
def choose_office(request: DeskRequest) -> HttpResponse:
    """Go on in another office of one's own."""
    wanted = request.POST.get("office", "")
    if wanted not in {str(row.office.uuid) for row in request.rows}:
        return redirect(first_place(request.actor))
    request.session[OFFICE] = wanted
    return redirect(first_place(actor_for(request.user, request.rows, wanted, "desk")))
