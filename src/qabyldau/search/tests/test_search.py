"""What is put in is found by any form and spelling of its words, in its own office, and by nobody who reads the tables."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qabyldau.search.models import SearchDoc
from qabyldau.search.queries import found_in
from qabyldau.search.services import Doc, doc_drop, doc_put

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = str(uuid4()), str(uuid4())
AT = datetime(2026, 9, 7, 6, tzinfo=UTC)
DARK = "Біздің Абай көшесінде екі аптадан бері шам жанбайды"
PITS = "Во дворе дома ямы на дороге, ёлка упала"


def put(text: str, *, office: str = HERE, number: int = 0, kind: str = "intake.appeal") -> str:
    uuid = str(UUID(int=number or uuid4().int))
    doc_put(doc=Doc(kind, uuid, office, AT + timedelta(minutes=number), [text]))
    return uuid


def found(words: str, office: str = HERE, size: int = 50) -> list[str]:
    return [hit.uuid for hit in found_in(office, words, before=None, size=size)]


@pytest.mark.parametrize(
    "words", ["көше", "көшелерде шамдар", "коше", "koshe", "КӨШЕДЕ", "Абай шам", "Абай көшесі", "шам, Абай!"]
)
def test_a_kazakh_text_is_found_by_any_form_and_spelling(words: str) -> None:
    uuid = put(DARK)
    put(PITS)
    assert found(words) == [uuid]


@pytest.mark.parametrize("words", ["яма", "ямы на дорогах", "дворы", "елка", "ёлки", "ЯМЫ"])
def test_a_russian_text_is_found_by_any_form_and_without_its_dots(words: str) -> None:
    put(DARK)
    uuid = put(PITS)
    assert found(words) == [uuid]


def test_every_word_must_be_there_and_silent_words_do_not_count() -> None:
    uuid = put(PITS)
    assert found("ямы и ёлка") == [uuid]
    assert found("ямы и шам") == []
    assert found("и на") == found("") == found("!?") == []


def test_a_number_is_found_whole_or_in_threes_and_never_by_its_beginning() -> None:
    uuid = put("572400011 572 400 011")
    assert found("572 400 011") == found("572400011") == found("400 011") == [uuid]
    assert found("572400") == found("572400012") == []


def test_another_office_finds_nothing_and_its_tokens_are_others() -> None:
    put(DARK)
    assert found("шам", ELSEWHERE) == []
    put("шам", office=ELSEWHERE)
    assert len(stored_tokens()) == len(set(stored_tokens()))


def stored_tokens() -> list[str]:
    """Return every token in the tables, apart from the marks of age."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT terms FROM search_terms")
            return [token for (terms,) in cursor.fetchall() for token in terms.split()]
        cursor.execute("SELECT tsvector_to_array(terms) FROM search_searchdoc")
        return [token for (terms,) in cursor.fetchall() for token in terms if not token.startswith("@")]


def test_no_word_stands_in_the_tables() -> None:
    put(DARK)
    tokens = stored_tokens()
    assert len(tokens) > 6
    assert all(len(token) == 8 and token.isascii() for token in tokens)


def test_what_is_put_again_is_found_by_its_new_words_only() -> None:
    uuid = put(DARK, number=7)
    put(PITS, number=7)
    assert (found("шам"), found("яма")) == ([], [uuid])
    assert SearchDoc.objects.count() == 1


def test_what_is_dropped_leaves_nothing() -> None:
    uuid, other = put(DARK), put("су құбыры")
    doc_drop(kind="intake.appeal", uuid=uuid)
    doc_drop(kind="intake.appeal", uuid=uuid)
    assert (found("шам"), found("құбыр")) == ([], [other])
    assert len(stored_tokens()) == len(set(stored_tokens())) <= 6
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM search_terms_idx")
            assert cursor.fetchone()[0] <= 1


def test_a_changed_key_loses_nothing() -> None:
    with override_settings(MASTER_KEYS=["11" * 32]):
        uuid = put(DARK)
    with override_settings(MASTER_KEYS=["22" * 32, "11" * 32]):
        assert found("шам") == [uuid]
    with override_settings(MASTER_KEYS=["22" * 32]):
        assert found("шам") == []


@pytest.mark.parametrize("first", [1, 100_000])
def test_the_newest_come_first_and_pages_lose_and_double_nothing(first: int) -> None:
    far_from_the_first = SearchDoc(
        id=first, kind="x", uuid=uuid4(), office_key=ELSEWHERE, moment=AT - timedelta(days=1)
    )
    far_from_the_first.save()
    put("шам", number=99)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            sequence = "pg_get_serial_sequence('search_searchdoc', 'id')"
            cursor.execute(f"SELECT setval({sequence}, greatest(nextval({sequence}), %s))", [first + 5])
    put("басқа")
    uuids = [put("шам" if number % 3 else "су", number=number) for number in range(1, 40)]
    wanted = [uuid for number, uuid in enumerate(uuids, 1) if number % 3][::-1] + [str(UUID(int=99))]
    pages, before = [], None
    while hits := found_in(HERE, "шам", before=before, size=5):
        pages.append([hit.uuid for hit in hits])
        before = hits[-1].place
    assert sum(pages, []) == wanted
    assert {len(page) for page in pages[:-1]} == {5}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_no_question_breaks_the_engine(words: str) -> None:
    found(words)
