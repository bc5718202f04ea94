"""Teaches the letters of Kazakh words: n-grams, forms, stems with their endings, Russian words, telling neighbours.

Made from KazNERD (CC BY 4.0), the Kazakh translations of LibreOffice, Firefox and Thunderbird (MPL 2.0), the Kazakh
hunspell list (MPL 1.1), our own word lists, the word list of Navec (MIT). The sets that figures are measured on
(SIB-200, the Kazakh treebank, KZgovData) are not among them.
"""

import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tilmash.letters.alphabet import LETTERS, paradigm
from tilmash.letters.chars import STEPS_PER_NAT
from tilmash.normalize import on_russian_keys
from tilmash.train import sources
from tilmash.train.cards import Card
from tilmash.train.ngrams import arrays_of
from tilmash.train.wordlists import (
    Endings,
    count_endings,
    cut_at_stem,
    latin_counts,
    lemmas_among,
    own_lemmas,
    russian_counts,
    russian_nominatives,
)

_MADE_FROM = (
    "KazNERD, valid and half of test, CC BY 4.0, IS2AI",
    "Kazakh translations of LibreOffice, Firefox and Thunderbird, MPL 2.0",
    "hunspell-kk, MPL 1.1",
    "Universal Declaration of Human Rights in Kazakh, free",
    "vocabulary of Navec, MIT",
    "own word lists",
)
# Words exact in percent, by `tilmash.evaluate.letters` on texts that taught nothing; measure anew after a change.
_MEASURED = {
    "restored, SIB-200 kk": 99.3, "restored, treebank": 99.1, "restored, KZgov appeals": 99.8, "Russian altered": 0.14,
    "Latin 2021": 99.3, "Latin 2018": 99.4, "chat Latin": 98.5,
}  # fmt: skip
_WORD = re.compile(f"[{LETTERS}]+")
# Endings that only a slip of the pen or a wrong cut gives.
_NO_ENDING = re.compile(r"(?:нын|нін|дын|дін)|.*[лдт](?:ардын|ердін)|.*[сзмңй][ыі]нын|.*һ.*")
_LONGEST_ENDING, _WORD_COUNTS_AS = 14, 20
_RUSSIAN_LEARNT, _RUSSIAN_KEPT = 120_000, 80_000
_LATIN_KEPT = 500
_OWN_WORD_COUNTS, _RUSSIAN_WORD_COUNTS = 3, 1_000_000
_UNSEEN_STEM = 0.3
_LEAST_CHANGE, _LEAST_RUSSIAN_CHANGE, _RUSSIAN_ORDER = 0.5, 1.0, 4


def texts() -> list[str]:
    """Give the running Kazakh text to learn from, lower case; none of it is of the sets that figures are measured on."""
    found = sources.kaznerd_sentences() + list(sources.libreoffice("kk").values()) + sources.mozilla("kk")
    return [text.lower() for text in found + sources.udhr("kaz")]


def count_words(lines: Iterable[str]) -> Counter[str]:
    """Count the words of running text, and our own rare ones as if each was seen a few times."""
    words = Counter(word for line in lines for word in _WORD.findall(line))
    for row in sources.own("letters_words")[1:]:
        words.update(dict.fromkeys(_WORD.findall(row[0].lower()), _OWN_WORD_COUNTS))
    return words


def _stems(words: Counter[str], listed: set[str], borrowed: list[str], own: set[str]) -> set[str]:
    lemmas = lemmas_among(listed, words)
    common = {word for word, count in words.items() if count >= 3 and len(word) >= 3}
    fresh = {word for word in common if word not in listed and not cut_at_stem(word, listed)}
    return {stem for stem in lemmas | fresh | set(borrowed) | own if len(stem) >= 2}


def _log_endings(words: Counter[str], stems: set[str]) -> dict[str, dict[str, float]]:
    counts = count_endings(words, stems, _WORD_COUNTS_AS)
    for word, count in words.items():
        if word in stems:
            counts.setdefault(paradigm(word), Counter())[""] += min(count, _WORD_COUNTS_AS)
    found = {}
    for name, endings in counts.items():
        kept = {
            end: count
            for end, count in endings.items()
            if count >= 2 and len(end) <= _LONGEST_ENDING and not _NO_ENDING.fullmatch(end)
        }
        total = sum(kept.values()) + 5
        found[name] = {end: math.log(count / total) for end, count in kept.items()}
    return found


def _log_stems(
    words: Counter[str], stems: set[str], endings: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    counts = dict.fromkeys(stems, _UNSEEN_STEM)
    for word, count in words.items():
        for cut in range(len(word), 1, -1):
            stem = word[:cut]
            if stem in stems and (cut == len(word) or word[cut:] in endings.get(paradigm(stem), ())):
                counts[stem] += min(count, 10 * _WORD_COUNTS_AS)
                break
    total = sum(counts.values())
    return {stem: math.log(count / total) for stem, count in counts.items()}


def _grafts(stems: Iterable[str], endings: Endings, each: int) -> Counter[str]:
    """Give borrowed words with endings drawn as often as texts have them."""
    rng = random.Random(1)
    found: Counter[str] = Counter()
    for stem in stems:
        counts = endings.get(paradigm(stem))
        if counts:
            found.update(stem + end for end in rng.choices(list(counts), list(counts.values()), k=each))
    return found


def _neighbours(lines: Iterable[str], forms: Mapping[str, Counter[str]]) -> dict[str, float]:
    """Weigh the words beside a word that can be two: log of how much likelier it is there than anywhere."""
    seen: dict[str, Counter[str]] = {}
    everywhere: Counter[str] = Counter()
    for line in lines:
        words = _WORD.findall(line)
        for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
            if len(forms.get(on_russian_keys(word), ())) < 2:
                continue
            everywhere[word] += 1
            for place in (f"{on_russian_keys(before)}>", f"<{on_russian_keys(after)}"):
                seen.setdefault(f"{place} {on_russian_keys(word)}", Counter())[word] += 1
    return _telling(seen, everywhere, forms)


def _telling(
    seen: Mapping[str, Counter[str]], everywhere: Counter[str], forms: Mapping[str, Counter[str]]
) -> dict[str, float]:
    found: dict[str, float] = {}
    for place, counts in seen.items():
        beside, key = place.split(" ")
        total, all_total = sum(counts.values()), sum(everywhere[word] for word in forms[key])
        if total < 2:
            continue
        for word in forms[key]:
            share = everywhere[word] / all_total
            weight = math.log((counts[word] + 2 * share) / (total + 2) / share) if share else 0.0
            if abs(weight) > 0.4:
                found[f"{beside} {word}"] = max(-7.0, min(7.0, weight))
    return found


def _blob(lines: Iterable[str]) -> NDArray:
    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)


def _levels(logs: Iterable[float]) -> NDArray:
    return np.array([min(255, max(0, round(-log * STEPS_PER_NAT))) for log in logs], dtype=np.uint8)


def _pack_words(name: str, logs: Mapping[str, float]) -> dict[str, NDArray]:
    rows = sorted(logs.items())
    return {name: _blob(row[0] for row in rows), f"{name}_p": _levels(row[1] for row in rows)}


def _forms(words: Counter[str]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for word, count in words.items():
        found.setdefault(on_russian_keys(word), Counter())[word] += count
    return found


def learn() -> dict[str, NDArray]:
    """Give the arrays of `letters.npz`."""
    lines = texts()
    words = count_words(lines)
    own = {lemma for lemma in own_lemmas() if _WORD.fullmatch(lemma)}
    listed = {word.lower() for word in sources.hunspell_kk() if _WORD.fullmatch(word.lower())}
    russian = dict.fromkeys((row[0] for row in sources.own("russian_words")[1:]), _RUSSIAN_WORD_COUNTS)
    russian = russian | {
        word: max(count, russian.get(word, 0)) for word, count in russian_counts(_RUSSIAN_LEARNT).items()
    }
    keys = {on_russian_keys(word) for word in (*words, *listed, *own)}
    borrowed = [word for word in russian_nominatives(list(russian)[:100_000]) if word not in keys]
    stems = _stems(words, listed, borrowed, own)
    endings = _log_endings(words, stems)
    weights = Counter({word: 1 + int(2 * math.log2(count)) for word, count in words.items()})
    weights.update(lemmas_among(listed, words) | own)
    weights.update(borrowed)
    weights.update(_grafts(borrowed, count_endings(words, listed | words.keys(), 4), 2))
    kazakh = arrays_of(weights, _LEAST_CHANGE)
    slavic = arrays_of(
        {word: 1 + int(math.log2(count) / 2) for word, count in russian.items()},
        _LEAST_RUSSIAN_CHANGE,
        _RUSSIAN_ORDER,
    )
    total, slavic_total = sum(words.values()), sum(russian.values())
    pairs = sorted(_neighbours(lines, _forms(words)).items())
    held = {f"kk_{name}": array for name, array in zip(("steps", "levels", "prices"), kazakh, strict=True)}
    held |= {f"ru_{name}": array for name, array in zip(("steps", "levels", "prices"), slavic, strict=True)}
    held |= _pack_words("forms", {word: math.log(count / total) for word, count in words.items()})
    held |= _pack_words("stems", _log_stems(words, stems, endings))
    held |= _pack_words(
        "endings", {f"{name} {end}": log for name, ends in endings.items() for end, log in ends.items()}
    )
    frequent = list(russian.items())[:_RUSSIAN_KEPT]
    held |= _pack_words("russian", {word: math.log(count / slavic_total) for word, count in frequent})
    held |= {
        "latin": _blob(sorted(latin_counts(_LATIN_KEPT))),
        "pairs": _blob(name for name, _ in pairs),
        "pairs_w": np.array([round(weight * STEPS_PER_NAT) for _, weight in pairs], dtype=np.int8),
    }
    return held


def build(folder: Path) -> Card:
    """Write `letters.npz` into a folder and give its card."""
    held = learn()
    np.savez_compressed(folder / "letters.npz", **held)  # type: ignore[arg-type]
    figures = _MEASURED | {f"{name}_ngrams": float(len(held[f"{name}_levels"])) for name in ("kk", "ru")}
    return Card("letters", "letters of Kazakh words", _MADE_FROM, "CC BY 4.0 and MPL 2.0", figures)
