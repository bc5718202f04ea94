"""A receipt cannot be guessed: the limits hold, the answers are alike, and no secret is kept (S20)."""

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from qabyldau.accounts.rules import applicant
from qabyldau.core import crypto, ids
from qabyldau.core.errors import MissingError, TooManyError
from qabyldau.flow.receive import IncomingAppeal, receive_appeal
from qabyldau.flow.track import WRONG_BY_ADDRESS, WRONG_BY_NUMBER, open_appeal
from qabyldau.intake.models import Receipt
from tests.people import DARK_STREET, MONDAY_NOON, World, make_world

pytestmark = pytest.mark.django_db

SEED = 20
SPELLINGS = ("{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}", "№ {0} {1} {2}", "{0}.{1}.{2}")
DAY = timedelta(days=1)


@pytest.fixture
def world() -> World:
    return make_world()


def receipts(world: World, count: int) -> dict[str, str]:
    """Return the secret of each of that many numbers."""
    actor, found = applicant(str(world.office.uuid)), {}
    for turn in range(count):
        incoming = IncomingAppeal(
            key=f"guess-{turn}",
            kind="message",
            body=DARK_STREET,
            answer_language="kk",
            received_at=MONDAY_NOON,
        )
        registered = receive_appeal(actor=actor, office=world.office, incoming=incoming)
        found[registered.number] = registered.secret
    return found


def spelled(number: str, way: str) -> str:
    """Return a number in one of the ways in which people write it."""
    return way.format(*ids.say_number(number).split())


@dataclass
class Guesser:
    """Guesses evenly over the hours, from as many addresses of the network as are given."""

    numbers: list[str]
    addresses: int
    hours: int
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311  (chance of a test)
    hits: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    by_number: Counter[str] = field(default_factory=Counter)
    by_address: Counter[str] = field(default_factory=Counter)

    def guess(self, number: str, source: str, at: datetime) -> None:
        """Guess once, and note what the door said."""
        secret = "".join(self.chance.choices(ids.ALPHABET, k=ids.SECRET_LENGTH))
        try:
            open_appeal(
                number=spelled(number, self.chance.choice(SPELLINGS)), secret=secret, source=source, at=at
            )
        except MissingError:
            self.by_number[number] += 1
            self.by_address[source] += 1
        except TooManyError as error:
            self.refused[str(error)] += 1
        else:
            self.hits += 1

    def close(self, number: str, at: datetime) -> None:
        """Guess one number, each time from another address, until it is closed."""
        before = self.refused[WRONG_BY_NUMBER.name]
        for turn in range(WRONG_BY_NUMBER.burst + 1):
            if self.refused[WRONG_BY_NUMBER.name] == before:
                self.guess(number, f"10.3.{number}.{turn}", at)

    def guess_often(self, count: int) -> datetime:
        """Guess that often and return the moment of the end."""
        for turn in range(count):
            at = MONDAY_NOON + timedelta(hours=self.hours) * turn / count
            source = f"10.1.{self.chance.randrange(self.addresses)}.1"
            self.guess(self.chance.choice(self.numbers), source, at)
        return MONDAY_NOON + timedelta(hours=self.hours)


def opens(number: str, secret: str, at: datetime) -> bool:
    """Return whether the right secret opens a number for somebody who has never tried before."""
    try:
        open_appeal(number=number, secret=secret, source=f"10.2.{number}", at=at)
    except TooManyError:
        return False
    return True


def guessed_in_vain(world: World, guesses: int, numbers: int, addresses: int) -> None:
    """Guess through a day and prove what the limits allowed, closed and opened again."""
    secrets = receipts(world, numbers)
    guesser = Guesser(list(secrets), addresses, hours=24)
    end = guesser.guess_often(guesses)
    print(guesses, "guesses,", sum(guesser.by_number.values()), "compared, refused", dict(guesser.refused))
    assert guesser.hits == 0
    assert sum(guesser.by_number.values()) + sum(guesser.refused.values()) == guesses
    assert min(guesser.refused[limit.name] for limit in (WRONG_BY_ADDRESS, WRONG_BY_NUMBER)) > 0
    assert max(guesser.by_number.values()) <= WRONG_BY_NUMBER.burst * 2
    assert max(guesser.by_address.values()) <= WRONG_BY_ADDRESS.burst * (1 + guesser.hours)
    for number in secrets:
        guesser.close(number, end)
    assert guesser.hits == 0
    assert not any(opens(number, secret, end) for number, secret in secrets.items())
    assert all(opens(number, secret, end + DAY) for number, secret in secrets.items())


def test_two_thousand_guesses_through_a_day_hit_nothing_and_close_every_number(world: World) -> None:
    guessed_in_vain(world, guesses=2_000, numbers=20, addresses=6)


@pytest.mark.slow
def test_a_hundred_thousand_guesses_over_a_thousand_numbers_hit_nothing(world: World) -> None:
    guessed_in_vain(world, guesses=100_000, numbers=1_000, addresses=250)


def test_a_closed_number_stays_closed_however_it_is_spelled(world: World) -> None:
    [(number, secret)] = receipts(world, 1).items()
    guesser = Guesser([number], addresses=1, hours=1)
    for turn in range(WRONG_BY_NUMBER.burst):
        guesser.guess(number, f"10.4.{turn}.1", MONDAY_NOON)
    assert guesser.by_number[number] == WRONG_BY_NUMBER.burst
    for turn, way in enumerate(SPELLINGS):
        with pytest.raises(TooManyError):
            open_appeal(number=spelled(number, way), secret=secret, source=f"10.5.{turn}", at=MONDAY_NOON)


Answer = tuple[int, str, str]


def answer(number: str, secret: str, source: str) -> Answer:
    """Return status, wait and body of the page, without what was typed and what is drawn anew for each page."""
    response = Client(REMOTE_ADDR=source).post("/track/", {"number": number, "secret": secret})
    body = response.content.decode()
    for typed in (number, secret):
        body = body.replace(typed, "…")
    for drawn in (
        r'(?<=name="csrfmiddlewaretoken" value=")[^"]+',
        r'(?<=nonce=")[^"]+',
        r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b",
    ):
        body = re.sub(drawn, "…", body)
    return response.status_code, response.get("Retry-After", ""), body


def unused_number(taken: set[str]) -> str:
    """Return a well-formed number that nobody was given."""
    return next(number for number in iter(ids.new_number, "") if number not in taken)


def test_a_wrong_number_a_wrong_secret_and_an_unreadable_one_are_answered_alike(world: World) -> None:
    secrets = receipts(world, 2)
    (number, secret), (_, other) = secrets.items()
    pairs = [
        (number, other),
        (number, "0000000000"),
        (unused_number(set(secrets)), secret),
        ("9876543210", secret),
        (number, "QQQQ"),
    ]
    with time_machine.travel(MONDAY_NOON):
        answers = {answer(typed, word, "127.0.0.1") for typed, word in pairs}
    assert len(answers) == 1
    status, _, body = answers.pop()
    assert (status, "error" in body) == (200, True)


def test_a_closed_number_says_the_same_to_the_right_secret_to_a_wrong_one_and_where_no_appeal_is(
    world: World,
) -> None:
    secrets = receipts(world, 1)
    [(number, secret)] = secrets.items()
    unused = unused_number(set(secrets))
    guesser = Guesser([number, unused], addresses=1, hours=1)
    for turn in range(WRONG_BY_NUMBER.burst):
        for guessed in guesser.numbers:
            guesser.guess(guessed, f"10.6.{turn}.1", MONDAY_NOON)
    with time_machine.travel(MONDAY_NOON):
        answers = {
            answer(typed, word, "10.7.0.1")
            for typed, word in ((number, secret), (number, "0000000000"), (unused, secret))
        }
    assert [status for status, _, _ in answers] == [429]


def columns() -> list[bytes]:
    """Return every value of every table as it stands in the database."""
    values = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  (names of our own tables)
            values += [value for row in cursor.fetchall() for value in row if value is not None]
    return [
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in values
    ]


def test_only_a_keyed_digest_of_a_secret_is_kept_and_no_column_holds_the_secret(world: World) -> None:
    secrets = receipts(world, 50)
    spellings = [way for secret in secrets.values() for way in (secret, ids.say_secret(secret))]
    everything = b"\n".join(columns()).upper()
    assert [way for way in spellings if way.encode() in everything] == []
    for receipt in Receipt.objects.select_related("appeal"):
        number = receipt.appeal.number
        assert bytes(receipt.secret_digest) == crypto.digest("receipt", number, secrets[number])


def test_a_digest_of_a_secret_is_worth_nothing_without_the_master_key(world: World, settings: object) -> None:
    [(number, secret)] = receipts(world, 1).items()
    settings.MASTER_KEYS = ["00" * 32]  # type: ignore[attr-defined]
    with pytest.raises(MissingError):
        open_appeal(number=number, secret=secret, source="10.8.0.1", at=MONDAY_NOON)
