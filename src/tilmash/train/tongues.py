"""Teaches the language of words: snippets of known language, n-gram buckets, multinomial logistic regression.

Adagrad (Duchi et al. 2011) over mini-batches with numpy; the weights are rounded to eight bits.
"""

import random
import re
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tilmash.classify.features import FIELD_SOURCES
from tilmash.langid.grams import SIZE, buckets_of
from tilmash.langid.words import CLASSES, KK, RU
from tilmash.models import required
from tilmash.train import sources
from tilmash.train.cards import Card
from tilmash.train.spellings import CHAT, any_latin, on_russian_keys, respell

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+)*")
_COUNTS = {"kk": 150_000, "ru": 130_000, "en": 45_000, "uz": 45_000, "ky": 50_000, "other": 35_000}
_LENGTHS = (1, 2, 3, 4, 4, 5, 6, 8, 12)
_NEIGHBOURS = ("tat", "tur", "azj_latn", "azj_cyrl", "tuk_latn", "crh", "khk", "ukr", "bul", "tgk", "bel")
_EPOCHS, _BATCH, _RATE, _DECAY = 5, 4096, 0.15, 1e-7
Weighted = list[tuple[str, float]]


def build(folder: Path) -> Card:
    """Write `language.npz` into a folder; the card gives the share of held-out snippets told right, in percent."""
    rng = random.Random(7)
    snippets: list[list[str]] = []
    labels: list[int] = []
    for index, (name, texts) in enumerate(_corpora().items()):
        made = _snippets(name, texts, rng)
        snippets += made
        labels += [index] * len(made)
    matrix, wanted = _matrix(snippets), np.array(labels)
    held = np.random.default_rng(1).random(wanted.size) < 0.02
    weights, bias = _taught(matrix[~held], wanted[~held])
    scale = float(np.abs(weights).max()) / 127
    rounded = np.round(weights / scale).astype(np.int8)
    np.savez_compressed(
        folder / "language.npz", weights=rounded, scale=np.array([scale], dtype=np.float32), bias=bias
    )
    guessed = (matrix[held] @ (rounded * scale) + bias).argmax(axis=1)
    right = guessed == wanted[held]
    figures = {
        f"{name}, snippets of 1 to 12 words, % right": round(
            100 * float(right[wanted[held] == index].mean()), 2
        )
        for index, name in enumerate(CLASSES)
    }
    return Card(
        "language",
        "Scores of words for six languages by hashed character n-grams",
        (
            "KazNERD, CC BY 4.0",
            "the manual of Python (en), PSF licence",
            "SIB-200 train part (kk, ru), CC BY-SA 4.0",
            "translations of LibreOffice (kk, ru, uz), Firefox and Thunderbird (uz), MPL 2.0",
            "Universal Declaration of Human Rights in 16 languages",
            "word counts of Navec (ru), MIT",
            "train/texts/speech.tsv, our own writing",
        ),
        "CC BY-SA 4.0",
        figures,
    )


def _corpora() -> dict[str, Weighted]:
    weigh = partial(map, lambda text: (text, 1.0))
    software = [text for text in sources.libreoffice("kk").values() if re.search("[әғқңөұүһі]", text)]
    kazakh = [*weigh(sources.kaznerd_sentences()), *weigh(row[2] for row in sources.sib("kaz_Cyrl", "train"))]
    kazakh += [(text, 0.5) for text in software] + _own("kk")
    russian = [(row[2], 1.0) for row in sources.sib("rus_Cyrl", "train")] + _own("ru") + _frequent_russian()
    russian += [(text, 0.5) for text in sources.libreoffice("ru").values() if re.search("[а-я]", text)]
    english = [(key.split("\x04")[-1], 0.5) for key in sources.libreoffice("kk")]
    english += [(text, 1.0) for text in sources.manual()] + [(text, 3.0) for text in sources.udhr("eng")]
    english += [(text, 4 * weight) for text, weight in _own("en")]
    uzbek = [*weigh(sources.libreoffice("uz").values()), *weigh(sources.mozilla("uz")), *_own("uz")]
    uzbek += [(text, 4.0) for name in ("uzn_latn", "uzn_cyrl") for text in sources.udhr(name)]
    kyrgyz = [(text, 4.0) for text in sources.udhr("kir")] + _own("ky")
    others = [(text, 3.0) for name in _NEIGHBOURS for text in sources.udhr(name)] + _own("other")
    return dict(zip(CLASSES, (kazakh, russian, english, uzbek, kyrgyz, others), strict=True))


def _own(language: str) -> Weighted:
    """Give our own speech of a language: what people write, not what newspapers do."""
    said = [
        (row[1], 2.0) for name in ("speech", "neighbours") for row in sources.own(name) if row[0] == language
    ]
    told = [(row[1], 0.7) for name in FIELD_SOURCES if language in name for row in sources.own(name)]
    return said + told


def _frequent_russian() -> Weighted:
    """Give runs of Russian words drawn by their counts in news (the vocabulary of Navec, MIT)."""
    navec = sources.navec()
    words = [word for word in navec.vocab.words if re.fullmatch("[а-яё-]+", word)]
    counts = np.array([navec.vocab.counts[navec.vocab.word_ids[word]] for word in words], dtype=float) ** 0.6
    drawn = np.random.default_rng(1).choice(len(words), size=(45_000, 6), p=counts / counts.sum())
    return [(" ".join(words[place] for place in row), 1.0) for row in drawn.tolist()]


def _snippets(name: str, texts: Weighted, rng: random.Random) -> list[list[str]]:
    weights = [weight * min(len(text.split()), 25) for text, weight in texts]
    made = []
    for text, _ in rng.choices(texts, weights, k=_COUNTS[name]):
        words = _WORD.findall(text.lower())
        length = rng.choice(_LENGTHS)
        start = rng.randrange(max(1, len(words) - length + 1))
        words = _respelled(name, words[start : start + length], rng)
        if words:
            made.append(words)
    return made


def _respelled(name: str, words: list[str], rng: random.Random) -> list[str]:
    chance = rng.random()
    if name == CLASSES[KK] and chance < 0.65:
        text = " ".join(words)
        return _WORD.findall(on_russian_keys(text) if chance < 0.4 else any_latin(text, rng))
    if name == CLASSES[RU] and chance < 0.08:
        return _WORD.findall(respell(" ".join(words), CHAT))
    return words


def _matrix(snippets: list[list[str]]) -> Any:
    """Give a sparse matrix of counts: a row a snippet, a column a bucket."""
    sparse = required("scipy.sparse")
    places: dict[str, int] = {}
    pairs = [
        (row, places.setdefault(word, len(places))) for row, words in enumerate(snippets) for word in words
    ]
    rows, columns = np.array(pairs).T
    texts = sparse.csr_matrix(
        (np.ones(len(pairs), np.float32), (rows, columns)), shape=(len(snippets), len(places))
    )
    grams = buckets_of(list(places))
    lengths = np.diff(np.append(grams.starts, grams.rows.shape[1]))
    owners = np.tile(np.repeat(np.arange(len(places)), lengths), grams.rows.shape[0])
    buckets = grams.rows.ravel()
    inside = buckets > 0
    words = sparse.csr_matrix(
        (np.ones(int(inside.sum()), np.float32), (owners[inside], buckets[inside])), shape=(len(places), SIZE)
    )
    return (texts @ words).tocsr()


def _taught(matrix: Any, wanted: NDArray) -> tuple[NDArray, NDArray]:
    classes = len(CLASSES)
    weights, squares = np.zeros((SIZE, classes), np.float32), np.full((SIZE, classes), 1e-6, np.float32)
    bias, bias_squares = np.zeros(classes, np.float32), np.full(classes, 1e-6, np.float32)
    order = np.random.default_rng(0)
    for _ in range(_EPOCHS):
        shuffled = order.permutation(wanted.size)
        for start in range(0, wanted.size, _BATCH):
            batch = shuffled[start : start + _BATCH]
            rows = matrix[batch]
            scores = rows @ weights + bias
            likely = np.exp(scores - scores.max(axis=1, keepdims=True))
            likely /= likely.sum(axis=1, keepdims=True)
            likely[np.arange(batch.size), wanted[batch]] -= 1
            likely /= batch.size
            slope, bias_slope = rows.T @ likely + _DECAY * weights, likely.sum(axis=0)
            squares += slope * slope
            bias_squares += bias_slope * bias_slope
            weights -= _RATE * slope / np.sqrt(squares)
            bias -= _RATE * bias_slope / np.sqrt(bias_squares)
    return weights, bias
