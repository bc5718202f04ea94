"""Near-duplicates of 100,000 texts: how fast they are indexed and asked for, and which planted copies are found.

The texts are walks over the words of the project's own open set of appeals (a Markov chain of order one), of the length
of real ones (mean 71 characters); a tenth of them is planted again with one edit: two typing errors, a dropped word, a
greeting, or the Kazakh letters on their Russian keys. The chain and the edits are drawn with a fixed seed.
"""

import random
import re
import time
from collections import defaultdict
from functools import partial
from pathlib import Path

from tilmash.likeness.near import NearIndex
from tilmash.normalize import on_russian_keys

TEXTS = 100_000
PLANTED = 10_000
_APPEALS = Path(__file__).parent / "texts" / "appeals.tsv"
_SLOT = re.compile(r"\{\w+\|([^}]*)\}")
_LOG_LENGTH, _LOG_SPREAD = 4.07, 0.5
_FOLLOWS = 0.7
_LETTERS = "абвгдежзийклмнопрстуфхцчшыіқңғүұө"
_GREETINGS = ("Сәлеметсіз бе! ", "Здравствуйте! ", "Ассалаумағалейкум, ", "Добрый день, ")

Measure = tuple[str, float, int]


def _walks(dice: random.Random, count: int) -> list[str]:
    rows = _APPEALS.read_text(encoding="utf-8").splitlines()[1:]
    appeals = [_SLOT.sub(r"\1", row.split("\t")[-1]).split() for row in rows]
    every = [word for words in appeals for word in words]
    after: dict[str, list[str]] = defaultdict(list)
    for words in appeals:
        for word, following in zip(words, words[1:], strict=False):
            after[word].append(following)
    texts = []
    for _ in range(count):
        goal = dice.lognormvariate(_LOG_LENGTH, _LOG_SPREAD)
        walk = [dice.choice(every)]
        size = len(walk[0])
        while size < goal:
            known = after[walk[-1]] if dice.random() < _FOLLOWS else ()
            walk.append(dice.choice(known or every))
            size += len(walk[-1]) + 1
        texts.append(" ".join(walk))
    return texts


def _mistyped(dice: random.Random, text: str) -> str:
    for _ in range(2):
        place = dice.randrange(len(text))
        letter = dice.choice(("", dice.choice(_LETTERS), dice.choice(_LETTERS) + text[place]))
        text = text[:place] + letter + text[place + 1 :]
    return text


def _shortened(dice: random.Random, text: str) -> str:
    words = text.split()
    if len(words) > 2:
        del words[dice.randrange(len(words))]
    return " ".join(words)


def _greeted(dice: random.Random, text: str) -> str:
    return dice.choice(_GREETINGS) + text


def _on_russian_keys(dice: random.Random, text: str) -> str:
    return on_russian_keys(text)


EDITS = {
    "two typing errors": _mistyped,
    "a dropped word": _shortened,
    "a greeting": _greeted,
    "Russian keys": _on_russian_keys,
}


def _asked(index: NearIndex, copies: list[tuple[int, str]]) -> tuple[int, float]:
    started = time.perf_counter()
    answers = [index.query(copy) for _, copy in copies]
    seconds = time.perf_counter() - started
    found = sum(
        any(id == source for id, _ in answer) for (source, _), answer in zip(copies, answers, strict=True)
    )
    return found, seconds


def measures(texts: int = TEXTS, planted: int = PLANTED) -> list[Measure]:
    """Give (measure, value, n): texts a second, recall by edit and of all, milliseconds a query, bytes a text."""
    dice = random.Random(1997)  # noqa: S311  (the same texts each time)
    corpus = _walks(dice, texts)
    index = NearIndex()
    index.query("таблицы")
    started = time.perf_counter()
    for number, text in enumerate(corpus):
        index.add(number, text)
    index.query(corpus[0])
    rows: list[Measure] = [("near: texts indexed a second", texts / (time.perf_counter() - started), texts)]
    all_found, all_seconds, asked = 0, 0.0, 0
    for name, edit in EDITS.items():
        change = partial(edit, dice)
        copies = [
            (source, change(corpus[source])) for source in dice.sample(range(texts), planted // len(EDITS))
        ]
        found, seconds = _asked(index, copies)
        rows.append((f"near: recall of {name}", found / len(copies), len(copies)))
        all_found, all_seconds, asked = all_found + found, all_seconds + seconds, asked + len(copies)
    rows.append(("near: recall of planted copies", all_found / asked, asked))
    rows.append(("near: milliseconds a query", 1000 * all_seconds / asked, asked))
    rows.append(("near: bytes a text", index.nbytes / texts, texts))
    return rows
