"""Pages that all parts of an office's description share: a form, and a list to choose from."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of


@dataclass(frozen=True)
class Line:
    """One thing of a list: where it is changed, its name, a line about it, and whether it is out of use."""

    href: str
    title: str
    words: str
    is_off: bool = False


@dataclass(frozen=True)
class ListPage:
    """Things to choose from, and the way to one more."""

    bar: Bar
    """The top of the page."""
    title: str
    """What they are."""
    lead: str
    """What they are for, in a sentence."""
    lines: list[Line]
    """The things."""
    empty: str
    """What to say where there is none."""
    add_href: str
    """Where one more is made; "" where none is."""
    add_label: str
    """What stands on that button."""
    back_href: str
    """Back."""


@dataclass(frozen=True)
class FormPage:
    """One form."""

    bar: Bar
    """The top of the page."""
    title: str
    """What is described."""
    lead: str
    """What it is for, in a sentence."""
    form: forms.Form
    """The fields."""
    back_href: str
    """Back."""


def show_list(request: DeskRequest, page: ListPage) -> HttpResponse:
    """Show a list."""
    return render(request, "desk/offices/list.html", {"page": page})


def show_form(request: DeskRequest, title: str, lead: str, form: forms.Form, back: str) -> HttpResponse:
    """Show a form, as it was typed where something is wrong with it."""
    page = FormPage(bar_of(request), title, lead, form, back)
    return render(request, "desk/offices/form.html", {"page": page}, status=422 if form.is_bound else 200)
