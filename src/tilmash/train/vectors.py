"""Makes the word vectors over which Kazakh and Russian meet: Navec by lemma, narrowed, with Kazakh words put among them.

Russian vectors (Navec, MIT, 300 numbers a word form) are averaged by lemma with their counts and brought to fewer
numbers by singular value decomposition; a Kazakh word of `lang/kk/lexicon.tsv` stands at the mean of its Russian
equivalents, the first weighing most. Numbers are kept in eight bits, a word's weight beside them (smooth inverse
frequency, Arora et al. 2017).
"""

import re
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tilmash.lang import read_table
from tilmash.morph import ru
from tilmash.train import sources
from tilmash.train.cards import Card
from tilmash.vectors import REGIONS, SIZE

MOST_WORDS = 45_000
_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*")
_SILENT = {"PREP", "CONJ", "PRCL", "NPRO", "INTJ"}
_SMOOTHING = 1e-4


def build(folder: Path) -> Card:
    """Write `vectors.npz`: words of both languages, vectors of 160 numbers in eight bits, weights."""
    words, vectors, weights = _russian()
    place = {word: index for index, word in enumerate(words)}
    lemmas, kazakh, kazakh_weights = _kazakh(place, vectors, weights)
    np.savez_compressed(
        folder / "vectors.npz",
        ru_words=np.array("\n".join(words)),
        ru_vectors=_rounded(vectors),
        ru_weights=weights.astype(np.float16),
        kk_words=np.array("\n".join(lemmas)),
        kk_vectors=_rounded(kazakh),
        kk_weights=kazakh_weights.astype(np.float16),
        regions=_regions(vectors[:15_000]).astype(np.float16),
    )
    return Card(
        "vectors",
        "Vectors of Russian and Kazakh lemmas in one space",
        ("Navec news vectors (ru), MIT", "lang/kk/lexicon.tsv, our own writing"),
        "MIT",
        {"Russian lemmas": len(words), "Kazakh lemmas": len(lemmas), "numbers a word": SIZE},
    )


def _regions(vectors: NDArray) -> NDArray:
    """Give 256 directions by spherical k-means (Dhillon & Modha 2001) over the most frequent words."""
    order = np.random.default_rng(3)
    centres = vectors[order.choice(len(vectors), REGIONS, replace=False)]
    for _ in range(25):
        nearest = (vectors @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        empty = np.linalg.norm(sums, axis=1) == 0
        sums[empty] = centres[empty]
        centres = _unit(sums)
    return centres


def _rounded(vectors: NDArray) -> NDArray[np.int8]:
    return np.clip(np.round(vectors * 254), -127, 127).astype(np.int8)


def _unit(vectors: NDArray) -> NDArray:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))


def _russian() -> tuple[list[str], NDArray, NDArray]:
    navec = sources.navec()
    ids, counts, forms = navec.vocab.word_ids, navec.vocab.counts, navec.pq.unpack()
    by_lemma: dict[str, list[int]] = defaultdict(list)
    for word in navec.vocab.words:
        if _WORD.fullmatch(word):
            parse = ru.analyser().parse(word)[0]
            if parse.tag.POS not in _SILENT:
                by_lemma[parse.normal_form.replace("ё", "е")].append(ids[word])
    totals = {lemma: sum(counts[place] for place in places) for lemma, places in by_lemma.items()}
    words = sorted(totals, key=lambda lemma: -totals[lemma])[:MOST_WORDS]
    vectors = np.zeros((len(words), forms.shape[1]))
    for index, word in enumerate(words):
        shares = np.array([counts[place] for place in by_lemma[word]], dtype=float)
        vectors[index] = shares @ forms[by_lemma[word]]
    vectors = _unit(vectors)
    vectors -= vectors.mean(axis=0)
    axes = np.linalg.svd(vectors[:20_000], full_matrices=False)[2][:SIZE]
    share = np.array([totals[word] for word in words]) / sum(totals.values())
    return words, _unit(vectors @ axes.T), _SMOOTHING / (_SMOOTHING + share)


def _kazakh(place: dict[str, int], vectors: NDArray, weights: NDArray) -> tuple[list[str], NDArray, NDArray]:
    sums: dict[str, NDArray] = {}
    heard: dict[str, list[float]] = defaultdict(list)
    for lemma, _, equivalents in read_table("kk/lexicon.tsv"):
        for rank, phrase in enumerate(equivalents.split(";")):
            known = [place[word] for word in map(ru.lemma_of, _WORD.findall(phrase.lower())) if word in place]
            if known and " " not in lemma:
                meant = _unit((vectors[known] * weights[known, None]).sum(axis=0)) / (rank + 1) ** 0.5
                sums[lemma.lower()] = sums.get(lemma.lower(), 0) + meant
                heard[lemma.lower()].append(float(weights[known].max()))
    lemmas = sorted(sums)
    return (
        lemmas,
        _unit(np.array([sums[lemma] for lemma in lemmas])),
        np.array([np.mean(heard[lemma]) for lemma in lemmas]),
    )
