"""Cookies of the door: signed, short, bound to the host where there is https."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from qabyldau.interfaces.site.cookies import DRAFT, TICKET


@override_settings(IS_LOCAL=False)
def test_over_https_a_cookie_is_secure_and_bound_to_its_host() -> None:
    response = HttpResponse()
    TICKET.write(response, "value")
    cookie = response.cookies["__Host-ticket"]
    assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["domain"]) == (True, True, "/", "")


def test_on_this_machine_a_cookie_has_a_plain_name() -> None:
    response = HttpResponse()
    DRAFT.write(response, "value")
    assert (response.cookies["draft"]["secure"], response.cookies["draft"]["max-age"]) == ("", "")


@pytest.mark.parametrize("forged", ["value", "value:signature", "", "value:1:x"])
def test_a_forged_cookie_is_no_cookie(forged: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["ticket"] = forged
    assert TICKET.read(request) == ""


def test_a_cookie_of_one_kind_is_not_taken_for_another() -> None:
    response, request = HttpResponse(), RequestFactory().get("/")
    DRAFT.write(response, "value")
    request.COOKIES["ticket"] = response.cookies["draft"].value
    assert TICKET.read(request) == ""
