"""Measures 1 to 3: the language of texts, of four words, and how fast it is told with how much memory.

Real letters on Russian keys and in Latin are not at hand here; their stand-ins are texts of other sets put on Russian
keys or respelt (none taught the model but KZgovData, see its card), and our open set, where residents' habits were
imitated. Uzbek and Kyrgyz are `other`; a rejected text is neither kk nor ru nor mixed.

>>> four_words("бір екі үш төрт бес", random.Random(1)).count(" ")
3
"""

import csv
import os
import random
from collections.abc import Callable, Iterable
from pathlib import Path

from tilmash.evaluate import fresh
from tilmash.evaluate.gold import appeals
from tilmash.langid import languages
from tilmash.letters import to_latin
from tilmash.normalize import on_russian_keys

Measure = tuple[str, float, int]
_OURS = frozenset({"kk", "ru", "mixed"})
_DRAWS, _DRAWS_OF_FEW = 3, 10
_CHAT = str.maketrans(
    {
        "ж": "zh",
        "ш": "sh",
        "ч": "ch",
        "щ": "sh",
        "х": "h",
        "һ": "h",
        "ц": "ts",
        "ю": "yu",
        "я": "ya",
        "ё": "yo",
    }
    | dict(zip("абвгғдезийкқлмнңоөпрстуұүфыіэә", "abvggdeziikklmnnooprstuuufyiea", strict=True))
    | {"ь": "", "ъ": ""}
)
_JOB = """
base = peak()
from tilmash import langid
langid.languages(texts[:200])
best = 1e9
for _ in range(3):
    # Anew each time: a word once scored is remembered, and a second call would only look it up.
    langid._scores.cache_clear()
    langid._scores()
    started = time.perf_counter()
    langid.languages(texts)
    best = min(best, time.perf_counter() - started)
report = {"speed": len(texts) / best, "memory": peak() - base}
"""


def chat_latin(text: str) -> str:
    """Give a Kazakh text as it is typed in Latin without an alphabet."""
    return text.lower().translate(_CHAT)


def four_words(text: str, dice: random.Random) -> str:
    """Give four words of a text, drawn at random, in the order of the text; all words of a shorter one."""
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    chosen = sorted(dice.sample(range(len(words)), min(4, len(words))))
    return " ".join(words[place] for place in chosen)


def measures() -> list[Measure]:
    """Give every measure as (name, per cent or number, n); those of shared sets only where they are at hand."""
    return [*_whole(), *_short(), *_speed()]


def _kzgov(column: str) -> list[str]:
    path = Path(os.environ.get("QABYLDAU_SHARED_DATA", ""), "kzgov", "dev.csv")
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [row[column] for row in csv.DictReader(file)]


def _sib(language: str) -> list[str]:
    """Give the dev part of SIB-200; the train part has taught the model."""
    path = Path(os.environ.get("QABYLDAU_SHARED_DATA", ""), "sib200", language, "dev.tsv")
    if not path.is_file():
        return []
    return [line.split("\t")[2] for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def _share(texts: list[str], is_right: Callable[[str], bool]) -> tuple[float, int]:
    right = sum(is_right(language) for language in languages(texts))
    return (100 * right / len(texts) if texts else 0.0), len(texts)


def _whole() -> Iterable[Measure]:
    kazakh = _sib("kaz_Cyrl") + _kzgov("text_kz")
    own = appeals()
    sets = {
        "language: Russian keys, shared": [on_russian_keys(text) for text in kazakh],
        "language: Latin of 2021, shared": [to_latin(text) for text in kazakh],
        "language: chat Latin, shared": [chat_latin(text) for text in kazakh],
        "language: Russian keys, own": [row.text for row in own if row.id.endswith("r")],
        "language: chat Latin, own": [row.text for row in own if row.id.endswith("l")],
        "language: Kazakh, own": [row.text for row in own if row.language == "kk"],
    }
    for name, texts in sets.items():
        yield name, *_share(texts, lambda language: language == "kk")
    russian = [row.text for row in own if row.language == "ru"]
    yield "language: Russian, own", *_share(russian, lambda language: language == "ru")
    mixed = [row.text for row in own if row.language == "mixed"]
    yield "language: mixed, own", *_share(mixed, lambda language: language == "mixed")


def _short() -> Iterable[Measure]:
    dice = random.Random(4)  # noqa: S311  (the same draws each time)
    own = appeals()
    sets = {
        "shared": (_sib("kaz_Cyrl") + _kzgov("text_kz"), _sib("rus_Cyrl") + _kzgov("text_ru")),
        "own": (
            [row.text for row in own if row.language == "kk" and row.id[-1] not in "rl"],
            [row.text for row in own if row.language == "ru"],
        ),
    }
    for name, (kazakh, russian) in sets.items():
        drawn = [four_words(text, dice) for text in kazakh for _ in range(_DRAWS)]
        keyed = [on_russian_keys(text) for text in drawn]
        other = [four_words(text, dice) for text in russian for _ in range(_DRAWS)]
        yield f"four words: kk, {name}", *_share(drawn, lambda language: language == "kk")
        yield f"four words: ru, {name}", *_share(other, lambda language: language == "ru")
        yield f"four words: Russian keys, {name}", *_share(keyed, lambda language: language == "kk")
    for name, code in (("English", "en"), ("Uzbek and Kyrgyz", "other")):
        whole = [row.text for row in appeals() if row.language == code]
        few = [four_words(text, dice) for text in whole for _ in range(_DRAWS_OF_FEW)]
        yield f"rejected: {name}", *_share(whole, lambda language: language not in _OURS)
        yield f"rejected, four words: {name}", *_share(few, lambda language: language not in _OURS)


def _speed() -> Iterable[Measure]:
    texts = list(fresh.texts_of_speech())
    found = fresh.told(_JOB, texts)
    yield "language: texts a second", found["speed"], len(texts)
    yield "language: memory over numpy, MiB", found["memory"], len(texts)
