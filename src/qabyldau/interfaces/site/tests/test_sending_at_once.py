"""Twenty presses at the same moment are one appeal and twenty equal answers."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from qabyldau.intake.models import Appeal, Receipt
from qabyldau.interfaces.site.tests.walking import found, send, walk_to_check
from tests.people import make_world

PRESSES = 20


@pytest.mark.django_db(transaction=True)
def test_twenty_presses_at_once_are_one_appeal_and_twenty_equal_answers(client: Client) -> None:
    make_world()
    walk_to_check(client)
    client.post("/appeal/check/")
    gate = Barrier(PRESSES)

    def press(_number: int) -> tuple[str, str]:
        other = Client()
        other.cookies["draft"] = client.cookies["draft"].value
        gate.wait(timeout=20)
        try:
            words = other.get(send(other).headers["Location"]).content.decode()
            return found("number", words), found("secret", words)
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as pool:
        answers = list(pool.map(press, range(PRESSES)))
    assert len(set(answers)) == 1
    assert (Appeal.objects.count(), Receipt.objects.count()) == (1, 1)
