"""Aigul writes an appeal on her telephone, without scripts, and loses nothing on the way."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from qabyldau.core import clock
from qabyldau.intake.models import Appeal, Consent
from qabyldau.interfaces.site.tests.walking import TEXT, person, walk, walk_to_check
from tests.people import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_aigul_writes_checks_sends_and_gets_a_number_and_a_secret(world: World, client: Client) -> None:
    answer = walk(client)
    appeal = Appeal.objects.get()
    words = answer.content.decode()
    assert appeal.text.body == TEXT
    assert f"{appeal.number[:3]} {appeal.number[3:6]} {appeal.number[6:]}" in words
    assert re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", words)
