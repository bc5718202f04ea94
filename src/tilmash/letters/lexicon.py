"""What is known of words before their letters are weighed: full forms, stems, endings, and plain Russian words.

Everything is kept under its Russian-key spelling, so that one look-up finds every word a typist may have meant.
"""

from dataclasses import dataclass
from functools import cache

from numpy.typing import NDArray

from tilmash.letters.alphabet import paradigm
from tilmash.letters.chars import STEPS_PER_NAT, CharModel, unpack
from tilmash.models import open_arrays
from tilmash.normalize import on_russian_keys

Choices = dict[str, tuple[tuple[str, float], ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The opened file `letters.npz`; numbers are natural logarithms of probabilities.

    `forms` and `stems`: Russian-key spelling to the words it may mean; `endings`: paradigm and Russian-key spelling
    of an ending to its spellings; `latin_names`: brands and English words that Russian news write in Latin;
    `neighbours`: "word before" or "word after" of a word that can be two, to weights.
    """

    kazakh: CharModel
    russian: CharModel
    forms: Choices
    stems: Choices
    endings: dict[str, Choices]
    russian_words: dict[str, float]
    neighbours: dict[str, float]
    latin_names: frozenset[str]


def _lines(blob: NDArray) -> list[str]:
    return blob.tobytes().decode("utf-8").split("\n")


def _logs(levels: NDArray) -> list[float]:
    return [-level / STEPS_PER_NAT for level in levels.tolist()]


def _by_key(words: list[str], logs: list[float]) -> Choices:
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for word, log in zip(words, logs, strict=True):
        key = on_russian_keys(word)
        found[key] = (*found.get(key, ()), (word, log))
    return found


def _endings(lines: list[str], logs: list[float]) -> dict[str, Choices]:
    sets: dict[str, tuple[list[str], list[float]]] = {}
    for line, log in zip(lines, logs, strict=True):
        name, _, ending = line.partition(" ")
        words, values = sets.setdefault(name, ([], []))
        words.append(ending)
        values.append(log)
    return {name: _by_key(words, values) for name, (words, values) in sets.items()}


@cache
def lexicon() -> Lexicon:
    """Open the trained file once."""
    held = open_arrays("letters")
    return Lexicon(
        kazakh=unpack(held["kk_steps"], held["kk_levels"], held["kk_prices"]),
        russian=unpack(held["ru_steps"], held["ru_levels"], held["ru_prices"]),
        forms=_by_key(_lines(held["forms"]), _logs(held["forms_p"])),
        stems=_by_key(_lines(held["stems"]), _logs(held["stems_p"])),
        endings=_endings(_lines(held["endings"]), _logs(held["endings_p"])),
        russian_words=dict(zip(_lines(held["russian"]), _logs(held["russian_p"]), strict=True)),
        neighbours=dict(zip(_lines(held["pairs"]), (held["pairs_w"] / STEPS_PER_NAT).tolist(), strict=True)),
        latin_names=frozenset(_lines(held["latin"])),
    )


def parses(key: str, held: Lexicon) -> dict[str, float]:
    """Give every word of that Russian-key spelling that is a known stem with an ending it takes, with its log."""
    found: dict[str, float] = {}
    stems, endings = held.stems, held.endings
    for cut in range(2, len(key) + 1):
        for stem, chance in stems.get(key[:cut], ()):
            for ending, share in endings.get(paradigm(stem), {}).get(key[cut:], ()):
                word = stem + ending
                log = chance + share
                if log > found.get(word, -99.0):
                    found[word] = log
    return found
