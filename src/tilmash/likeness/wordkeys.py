"""By which keys and vectors a word meets the words of another text, of its own language or the other.

A Kazakh word has a vector for each of its meanings in the word list, so that `сын` can be *criticism* or *breaking*,
never their mean. Keys join what vectors do not know: a translation, a Russian root in any aspect (`сломать`,
`ломаться`), a borrowed word in Kazakh endings. Each key says how much a meeting over it is worth, 0..1.

>>> from tilmash.stems import word_of
>>> word_of("сынған").stem, "~лом" in meanings_of(word_of("сынған")).keys
('сын', True)
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from tilmash.lang import read_table
from tilmash.morph import ru
from tilmash.normalize import fold
from tilmash.stems import KAZAKH, RUSSIAN, WordRead
from tilmash.vectors import SIZE, unit, vector_of

SAME, TRANSLATED, OF_A_PHRASE, ROOT_OF_TRANSLATION, ROOT, BEGINNING = 1.0, 0.95, 0.75, 0.8, 0.85, 0.85
_MOST_MEANINGS = 6
_SAYS_SOMETHING = 0.3
_BEGUN = 5
_ROOT = 4
_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*")
_BACK_TO_ITSELF = re.compile("с[ья]$")
_ENDING = re.compile(
    "(?:ировать|ивать|ывать|евать|овать|нуть|ать|ять|ить|еть|уть|ти|чь|ение|ание|ние|ость|ство|ный|ний|ной|ский|овый|евый|тель|щик|ник|ка|ок|ик|ый|ий|ой|ия|ие|а|я|о|е|ь)$"
)
_PREFIX = re.compile(
    "^(?:недо|пере|пред|при|про|под|над|обо|об|ото|от|раз|рас|без|бес|вы|до|за|из|ис|на|по|со|вз|вос|с|у)(?=.{3})"
)


@dataclass(frozen=True, slots=True)
class Meanings:
    """The keys of a word with their worth, and unit vectors of its meanings (n by 160, n may be 0)."""

    keys: dict[str, float]
    vectors: NDArray[np.float32]


@cache
def _phrases() -> dict[str, list[list[str]]]:
    """Give the Russian lemmas of each equivalent of each Kazakh lemma, and of its folded form."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    folded: dict[str, list[list[str]]] = defaultdict(list)
    for lemma, _, equivalents in read_table("kk/lexicon.tsv"):
        if " " not in lemma:
            phrases = [_WORD.findall(phrase.lower()) for phrase in equivalents.split(";")]
            found[lemma.lower()] += phrases
            folded[fold(lemma)] += phrases
    return {**folded, **found}


@lru_cache(maxsize=1 << 15)
def root_of(lemma: str) -> str:
    """Give the first four letters of a Russian lemma without its prefix, ending and -ся.

    >>> root_of("сломать"), root_of("ломаться")
    ('лом', 'лом')
    """
    plain = _BACK_TO_ITSELF.sub("", lemma)
    bare = _ENDING.sub("", plain)
    return _PREFIX.sub("", bare if len(bare) > 2 else plain)[:_ROOT]


def _russian(word: str) -> tuple[NDArray[np.float32], float] | None:
    return vector_of(WordRead(RUSSIAN, word, fold(word)))


@lru_cache(maxsize=1 << 15)
def meanings_of(word: WordRead) -> Meanings:
    """Give how a word meets others; an unknown one has its stem and its beginning alone."""
    keys = {f"={word.stem}": SAME}
    if len(word.stem) >= _BEGUN:
        keys[f"^{word.stem[:_BEGUN]}"] = BEGINNING
    vectors = []
    if word.language == KAZAKH:
        known = _phrases()
        for phrase in (known.get(word.lemma) or known.get(word.stem, []))[:_MOST_MEANINGS]:
            vectors += _meaning(list(map(ru.lemma_of, phrase)), keys)
    else:
        keys[f"~{root_of(word.lemma)}"] = ROOT
    itself = vector_of(word)
    if itself is not None:
        vectors.append(itself[0])
    return Meanings(keys, np.array(vectors, dtype=np.float32).reshape(-1, SIZE))


def _meaning(lemmas: list[str], keys: dict[str, float]) -> list[NDArray[np.float32]]:
    """Put the keys of one equivalent among those of a word; give its vector, if its words have any."""
    found = [(lemma, known) for lemma in lemmas if (known := _russian(lemma))]
    if len(lemmas) == 1:
        keys[f"={fold(lemmas[0])}"] = TRANSLATED
        keys.setdefault(f"~{root_of(lemmas[0])}", ROOT_OF_TRANSLATION)
    for lemma, (_, weight) in found if len(lemmas) > 1 else []:
        if weight > _SAYS_SOMETHING:
            keys.setdefault(f"={fold(lemma)}", OF_A_PHRASE)
    return [unit(np.sum([vector * weight for _, (vector, weight) in found], axis=0))] if found else []
