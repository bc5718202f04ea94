"""Persons, personal data, streets and houses: how many are found and how many of the found are right.

On KazNERD a person counts when both ends agree; on our own sets a street or a number counts when its words agree, a
personal datum when the spans touch. Source of the measures: precision and recall of spans, as in CoNLL-2003.

>>> f_score(8, 10, 10)
80.0
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from importlib.resources import files

from tilmash.entities import entities_of
from tilmash.errors import MissingPartError
from tilmash.evaluate.gold import GoldText, appeals, personal, unmark
from tilmash.normalize import on_russian_keys
from tilmash.redact import personal_spans
from tilmash.redact.numbers import is_iin
from tilmash.train import sources

Measure = tuple[str, float, int]
_PERSONAL = {
    "person": "name",
    "house": "address",
    "flat": "address",
    **{
        kind: kind
        for kind in ("phone", "email", "iin", "bin", "card", "iban", "plate", "handle", "document")
        + ("birth", "account")
    },
}
_PARTS = ("street", "house", "flat")
_RANDOM_NUMBERS = 200_000


def f_score(right: int, found: int, wanted: int) -> float:
    """Give the harmonic mean of precision and recall in per cent."""
    return round(200 * right / max(found + wanted, 1), 2)


def rows() -> list[Measure]:
    """Give every measure of this file as (name, value in per cent, n); those of shared data only where it is."""
    found = [*_addresses(), *_personal(), _false_iin()]
    with suppress(MissingPartError):
        found += _persons()
    return found


def _marked_addresses() -> Iterator[tuple[str, str, tuple[tuple[str, int, int], ...]]]:
    lines = (
        (files("tilmash.evaluate") / "texts" / "addresses.tsv").read_text(encoding="utf-8").splitlines()[1:]
    )
    for line in lines:
        language, marked = line.split("\t")
        yield language, *unmark(marked)


def _addresses() -> Iterator[Measure]:
    sets = {
        "our addresses": list(_marked_addresses()),
        "our appeals": [(each.language, each.text, each.spans) for each in appeals()],
    }
    for name, texts in sets.items():
        for language in ("kk", "ru"):
            for part in _PARTS:
                own = [(text, spans) for code, text, spans in texts if code == language]
                right, found, wanted = _count(own, part)
                yield f"{part} F1, {language}, {name}", f_score(right, found, wanted), wanted


def _count(texts: list[tuple[str, tuple[tuple[str, int, int], ...]]], part: str) -> tuple[int, int, int]:
    right = found = wanted = 0
    for text, spans in texts:
        gold = Counter(text[start:end].lower() for kind, start, end in spans if kind == part)
        values = (getattr(address, part) for address in entities_of(text).addresses)
        said = Counter(value.lower() for value in values if value)
        if part == "street":
            gold, said = Counter(set(gold)), Counter(set(said))
        right, found, wanted = right + (gold & said).total(), found + said.total(), wanted + gold.total()
    return right, found, wanted


def _personal() -> Iterator[Measure]:
    own = personal()
    sets = {"our appeals": appeals(), "our dense appeals": own, "even rows of them": own[1::2]}
    for name, texts in sets.items():
        met = missed = true = false = 0
        for each in texts:
            if each.language not in ("kk", "ru", "mixed"):
                continue
            gold = _may_be_masked(each)
            said = [(span.start, span.end) for span in personal_spans(each.text)]
            caught = sum(_touched(place, said) for place in gold)
            sound = sum(_touched(place, gold) for place in said)
            met, missed = met + caught, missed + len(gold) - caught
            true, false = true + sound, false + len(said) - sound
        yield f"personal data recall, {name}", round(100 * met / max(met + missed, 1), 2), met + missed
        yield f"personal data precision, {name}", round(100 * true / max(true + false, 1), 2), true + false


def _touched(place: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start < place[1] and place[0] < end for start, end in others)


def _may_be_masked(text: GoldText) -> list[tuple[int, int]]:
    return [(start, end) for kind, start, end in text.spans if kind in _PERSONAL]


def _false_iin() -> Measure:
    pick = random.Random(date(2026, 1, 1).toordinal())  # noqa: S311
    passed = sum(is_iin(f"{pick.randrange(10**12):012d}") for _ in range(_RANDOM_NUMBERS))
    return "random 12 digits taken for an IIN", round(100 * passed / _RANDOM_NUMBERS, 3), _RANDOM_NUMBERS


def _persons() -> Iterator[Measure]:
    """Give the scores on the half of the KazNERD test part that is at hand; the shipped model has learnt from it too."""
    sentences = list(sources.kaznerd_tagged())
    held = sentences[-len(sentences) // 3 :]
    ways: dict[str, Callable[[str], str]] = {
        "cased": str,
        "Russian keys": lambda text: on_russian_keys(text),
        "lower case": str.lower,
    }
    for name, way in ways.items():
        right = found = wanted = 0
        for sentence in held:
            text = way(" ".join(word for word, _ in sentence))
            gold = set(_gold_persons(sentence))
            said = {(person.start, person.end) for person in entities_of(text).persons}
            right, found, wanted = right + len(gold & said), found + len(said), wanted + len(gold)
        yield (
            f"persons F1, {name}, KazNERD (learnt from; see the card for held out)",
            f_score(right, found, wanted),
            wanted,
        )


def _gold_persons(sentence: list[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    start = end = place = 0
    inside = False
    for word, tag in [*sentence, ("", "O")]:
        if inside and tag != "I-PERSON":
            yield start, end
            inside = False
        if tag.endswith("PERSON"):
            start = start if inside else place
            end, inside = place + len(word), True
        place += len(word) + 1
