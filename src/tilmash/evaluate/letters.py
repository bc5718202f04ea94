"""Measures 4 and 5: Kazakh letters restored, and Latin carried back to Cyrillic, in words exactly right.

Kazakh texts are folded to Russian keys, or respelt in a Latin alphabet, and given back; every run of letters is one
word, capitals count in restoring. None of the measured texts taught the letters (`models/letters.card.toml`).
"""

import csv
import os
import random
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tilmash.evaluate.gold import appeals
from tilmash.letters.alphabet import LETTERS, capitals_like, pairs
from tilmash.letters.latin import to_cyrillic
from tilmash.letters.restoration import restore_text
from tilmash.normalize import on_russian_keys

Row = tuple[str, float, int]
_WORD = re.compile(f"[{LETTERS}{LETTERS.upper()}]+")
_COMMON = "а=a б=b в=v д=d з=z к=k л=l м=m н=n о=o п=p р=r с=s т=t ф=f э=e е=e ъ= ь= ё=e "
_NEW = pairs(
    _COMMON + "г=g ғ=ğ ж=j и=i й=i қ=q ң=ñ ө=ö у=u ұ=ū ү=ü х=h һ=h ц=ts ч=tş ш=ş щ=ştş ы=y і=ı ю=iu я=ia ә=ä"
)
_ACUTE = pairs(
    _COMMON
    + "г=g ғ=ǵ ж=j и=ı й=ı қ=q ң=ń ө=ó у=ý ұ=u ү=ú х=h һ=h ц=ts ч=ch ш=sh щ=shch ы=y і=i ю=ıý я=ıa ә=á"
)
_APOSTROPHE = pairs(
    _COMMON
    + "г=g ғ=g' ж=j и=i' й=i' қ=q ң=n' ө=o' у=y' ұ=u ү=u' х=h һ=h ц=ts ч=c' ш=s' щ=s'c' ы=y і=i ю=i'y' "
    "я=i'a ә=a'"
)
_CHAT = pairs(
    _COMMON + "г=g ғ=g ж=zh и=i й=i қ=k ң=n ө=o у=u ұ=u ү=u х=h һ=h ц=ts ч=ch ш=sh щ=sh ы=y і=i ю=yu я=ya ә=a"
)
_HABITS = "ж=zh,zh,j қ=k,q й=i,y,i ң=n,n,ng х=h,kh,x ә=a,a,e і=i,i,y ы=y,i,y у=u,w,u ш=sh,sh,w ғ=g,gh,g я=ya,ia ю=yu,iu"
_TREEBANK = ("kk_ktb-ud-train.conllu", "kk_ktb-dev-part.conllu")


def _share(right: Iterable[bool]) -> tuple[float, int]:
    marks = list(right)
    return (100 * sum(marks) / len(marks) if marks else 0.0), len(marks)


def _restored(texts: Iterable[str]) -> Iterator[bool]:
    for text in texts:
        found = _WORD.findall(restore_text(on_russian_keys(text)).text)
        yield from (word == right for word, right in zip(found, _WORD.findall(text), strict=True))


def _altered(texts: Iterable[str]) -> Iterator[bool]:
    for text in texts:
        found = _WORD.findall(restore_text(text).text)
        yield from (word != right for word, right in zip(found, _WORD.findall(text), strict=True))


def _from_latin(texts: Iterable[str], table: Callable[[], dict[str, str]]) -> Iterator[bool]:
    for text in texts:
        words = _WORD.findall(text)
        spelling = table()
        found = to_cyrillic(" ".join(_respelt(word, spelling) for word in words)).split(" ")
        yield from (word.lower() == right.lower() for word, right in zip(found, words, strict=True))


def _shared(*parts: str) -> Path:
    return Path(os.environ["QABYLDAU_SHARED_DATA"], *parts)


def _sib(language: str) -> list[str]:
    lines = (
        _shared("sib200", language, f"{part}.tsv").read_text(encoding="utf-8") for part in ("train", "dev")
    )
    return [line.split("\t")[2] for text in lines for line in text.splitlines()[1:]]


def _appeals(column: str) -> list[str]:
    with _shared("kzgov", "dev.csv").open(encoding="utf-8", newline="") as file:
        return [row[column] for row in csv.DictReader(file)]


def _treebank() -> list[str]:
    lines = (
        line for name in _TREEBANK for line in _shared("ktb", name).read_text(encoding="utf-8").splitlines()
    )
    return [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]


def _respelt(word: str, table: dict[str, str]) -> str:
    return capitals_like(word, "".join(table.get(letter, letter) for letter in word.lower()))


def _habit(rng: random.Random) -> dict[str, str]:
    """Give one person's chat Latin: each choice is his own and he keeps to it."""
    return _CHAT | {letter: rng.choice(choices.split(",")) for letter, choices in pairs(_HABITS).items()}


def _latin_rows(texts: list[str]) -> list[Row]:
    rng = random.Random(5)  # noqa: S311 (a fixed draw, no secret)
    spellings: list[tuple[str, Callable[[], dict[str, str]]]] = [
        ("Latin 2021", lambda: _NEW),
        ("Latin 2018", lambda: _ACUTE),
        ("Latin 2017", lambda: _APOSTROPHE),
        ("chat Latin", lambda: _CHAT),
        ("chat Latin, a habit a text", lambda: _habit(rng)),
    ]
    return [
        (f"{name}, SIB-200 and appeals, words exact, %", *_share(_from_latin(texts, table)))
        for name, table in spellings
    ]


def measure() -> list[Row]:
    """Give (measure, value in percent, words counted) on the shared data; [] when this installation has none."""
    if not os.environ.get("QABYLDAU_SHARED_DATA"):
        return []
    kazakh = {"SIB-200 kk": _sib("kaz_Cyrl"), "treebank": _treebank(), "appeals": _appeals("text_kz")}
    russian = _sib("rus_Cyrl") + _appeals("text_ru")
    rows = [
        (f"letters restored, {name}, words exact, %", *_share(_restored(texts)))
        for name, texts in kazakh.items()
    ]
    rows.append(("letters restored, Russian words altered, %", *_share(_altered(russian))))
    untouched = kazakh["SIB-200 kk"] + kazakh["appeals"]
    rows.append(("letters restored, right Kazakh words altered, %", *_share(_altered(untouched))))
    return rows + _latin_rows(untouched)


def measure_own() -> list[Row]:
    """Give (measure, value in percent, words counted) on our own open set of appeals."""
    texts = {
        language: [text.text for text in appeals() if text.language == language] for language in ("kk", "ru")
    }
    kazakh = [text for text in texts["kk"] if on_russian_keys(text) != text]
    return [
        ("letters restored, own appeals, words exact, %", *_share(_restored(kazakh))),
        ("letters restored, own appeals, Russian words altered, %", *_share(_altered(texts["ru"]))),
    ]
