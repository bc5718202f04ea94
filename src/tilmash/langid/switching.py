"""Whether a text changes language: a Russian clause inside Kazakh speech, or a Kazakh one inside Russian.

Each word is a sign by its score: certain Kazakh, Russian, either of them in a form that no borrowing has (a function
word, the ending of a verb or of an adjective), or nothing. The text is mixed when it has a phrase of each language; a
borrowed noun with or without Kazakh endings, a name, a street or a word repeated is no phrase. Source: the matrix
language frame, by which what is switched keeps its own grammar (Myers-Scotton 1993, Duelling Languages).

>>> said = "Көшеде свет жоқ, темно как в погребе"
>>> "".join(sign for sign, _ in signs_of(said, list(WORD.finditer(said)), [6, -1.8, 7, -6, -3.3, -4.2, -4]))
'krkrFrr'
"""

import re
from functools import cache

from tilmash.lang import read_table, words_of
from tilmash.normalize import on_russian_keys

WORD = re.compile("[^\\W\\d_]+(?:['’ʼ‘`\u0300-\u036f][^\\W\\d_]+)*")
KAZAKH, KAZAKH_FORM, RUSSIAN, RUSSIAN_FORM, SILENT = "k", "K", "r", "F", "."
_END = re.compile(r"[.!?…\n]")
_SURE, _LEANS, _LOUD = 3.0, -1.0, 6.0
_SHORTEST_FORM = 4
# Two Russian words without a form must be as certain as two function words; apart from each other, a little more.
_TOGETHER, _APART = -7.0, -8.0
_LEAST_KAZAKH, _LEAST_RUSSIAN = 0.12, 0.12
_PHRASE = re.compile(f"[{RUSSIAN}{RUSSIAN_FORM}]{{2,}}")
_KAZAKH_PHRASE = re.compile(f"{KAZAKH_FORM}|[{KAZAKH}{KAZAKH_FORM}]{{2}}")
Sign = tuple[str, float]


@cache
def _endings(name: str, kind: str) -> tuple[str, ...]:
    """Give the endings of a table that speak up, of a kind ("" for all), on Russian keys."""
    loud = (row[1] for row in read_table(name) if row[2] != "0" and kind in ("", row[0]))
    return tuple(sorted({on_russian_keys(ending) for endings in loud for ending in endings.split()}))


@cache
def _function_words() -> frozenset[str]:
    """Give the Russian function words that are no Kazakh word, however that is typed."""
    kazakh = {on_russian_keys(word) for word in words_of("kk/stop_words.tsv")}
    return frozenset(word for word in words_of("ru/stop_words.tsv") if len(word) > 1 and word not in kazakh)


def is_mixed(text: str, margins: list[float]) -> bool:
    """Say whether a text is of both languages; `margins` is, by word of WORD, the score of kk less that of ru."""
    words = list(WORD.finditer(text))
    if len(words) != len(margins):
        return False
    signs = signs_of(text, words, margins)
    line = "".join(sign for sign, _ in signs)
    kazakh = line.count(KAZAKH) + line.count(KAZAKH_FORM)
    russian = line.count(RUSSIAN) + line.count(RUSSIAN_FORM)
    return (
        kazakh >= _LEAST_KAZAKH * len(line)
        and russian >= max(2.0, _LEAST_RUSSIAN * len(line))
        and (kazakh > 2 or _KAZAKH_PHRASE.search(line) is not None)
        and _speaks_russian(line, signs)
    )


def _speaks_russian(line: str, signs: list[Sign]) -> bool:
    """Say whether the Russian words are more than borrowings: a phrase, or words of Russian form here and there."""
    forms = line.count(RUSSIAN_FORM)
    weight = sum(margin for sign, margin in signs if sign in (RUSSIAN, RUSSIAN_FORM))
    if forms > 1 or (forms and weight <= _APART):
        return True
    for phrase in _PHRASE.finditer(line):
        weight = sum(margin for _, margin in signs[phrase.start() : phrase.end()])
        if RUSSIAN_FORM in phrase.group() or len(phrase.group()) > 2 or weight <= _TOGETHER:
            return True
    return False


def signs_of(text: str, words: list[re.Match[str]], margins: list[float]) -> list[Sign]:
    """Give a sign and the margin for each word of a text; words joined by a hyphen are one."""
    loud = text.isupper()
    signs: list[Sign] = []
    end = 0
    seen: set[str] = set()
    for word, margin in zip(words, margins, strict=True):
        low = word.group().lower()
        opens = not signs or _END.search(text, end, word.start()) is not None
        end = word.end()
        if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
            continue
        # A name says nothing of the language around it; nor does a word that only repeats itself.
        is_name = low != word.group() and not loud and not (opens and text[end : end + 1].isspace())
        signs.append((SILENT if is_name or low in seen else _sign(low, margin), margin))
        seen.add(low)
    return signs


def _sign(low: str, margin: float) -> str:
    if margin >= _SURE:
        is_form = on_russian_keys(low).endswith(_endings("kk/suffixes.tsv", "verb"))
        return KAZAKH_FORM if is_form and margin >= _LOUD else KAZAKH
    if margin < 0 and low in _function_words():
        return RUSSIAN_FORM
    if margin > _LEANS and not (margin < 0 and len(low) == 1):
        return SILENT
    is_form = len(low) >= _SHORTEST_FORM and low.endswith(_endings("ru/suffixes.tsv", ""))
    return RUSSIAN_FORM if is_form else RUSSIAN
