"""Offices and what they promise."""

from typing import Any

import pytest

from qabyldau.interfaces.cli.tables import rows_of
from qabyldau.offices.models import Office
from qabyldau.offices.services import offices_load

pytestmark = pytest.mark.django_db


def test_a_new_office_promises_what_the_setting_says(settings: Any) -> None:
    settings.PROMISE_DAYS = 7
    offices_load(rows_of("demo/offices.csv"))
    assert set(Office.objects.values_list("promise_days", flat=True)) == {7}


def test_a_second_load_leaves_what_an_office_has_promised_since() -> None:
    offices_load(rows_of("demo/offices.csv"))
    Office.objects.update(promise_days=5, name_kk="Ескі атау")
    offices_load(rows_of("demo/offices.csv"))
    assert set(Office.objects.values_list("promise_days", flat=True)) == {5}
    assert not Office.objects.filter(name_kk="Ескі атау").exists()
