"""Teaches general fields of knowledge from our own sentences, and finds where each civic theme lies among the vectors.

Fields (science, travel, sports …) are learnt by logistic regression over the meaning and the regions of a sentence, in
Kazakh and Russian at once; a theme's place is the mean of the vocabulary's words that the thesaurus counts to it.
"""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tilmash.classify.features import FIELD_SOURCES, bare_features_of, seen_by_fields, theme_columns
from tilmash.concepts import concepts, thesaurus
from tilmash.models import open_arrays, required
from tilmash.stems import KAZAKH, RUSSIAN, WordRead
from tilmash.train import sources
from tilmash.train.cards import Card
from tilmash.types import Token
from tilmash.vectors import SIZE, unit, vector_of

_LOOSENESS = 5.0
_FEWEST = 200
_VOCABULARY = 25_000


def build(folder: Path) -> Card:
    """Write `fields.npz`: field names and weights (numbers of a text by fields), and the vectors of the themes."""
    rows = [(row[0], row[1]) for name in FIELD_SOURCES for row in sources.own(name)]
    counts = Counter(field for field, _ in rows)
    rows = [row for row in rows if counts[row[0]] >= _FEWEST]
    names = sorted({field for field, _ in rows})
    inputs = required("scipy.sparse").csr_matrix(np.array([_seen(text) for _, text in rows]))
    wanted = np.array([names.index(field) for field, _ in rows])
    held = np.random.default_rng(1).random(len(rows)) < 0.1
    trial = _regression(inputs[~held], wanted[~held])
    right = float(((inputs[held] @ trial).argmax(axis=1) == wanted[held]).mean())
    np.savez_compressed(
        folder / "fields.npz",
        names=np.array("\n".join(names)),
        weights=_regression(inputs, wanted).astype(np.float16),
        places=_places().astype(np.float16),
    )
    return Card(
        "fields",
        "Weights of general fields of knowledge, and the places of civic themes among the vectors",
        (
            "train/texts/fields_kk.tsv and fields_ru.tsv, our own writing",
            "lang/concepts, our own writing",
            "vectors.npz (Navec, MIT)",
        ),
        "MIT",
        {
            "sentences": len(rows),
            "fields": len(names),
            "held-out sentences told right, %": round(100 * right, 1),
        },
    )


def _seen(text: str) -> NDArray:
    return seen_by_fields(bare_features_of(text))


def _regression(inputs: Any, wanted: NDArray) -> NDArray:
    """Give the weights of multinomial logistic regression, a column a class, without a constant."""
    model = required("sklearn.linear_model").LogisticRegression(
        C=_LOOSENESS, fit_intercept=False, max_iter=300
    )
    return np.asarray(model.fit(inputs, wanted).coef_.T)


def _places() -> NDArray:
    """Give the unit vector of each theme of the tree, from the words the thesaurus counts to it."""
    sums: dict[str, NDArray] = defaultdict(lambda: np.zeros(SIZE, dtype=np.float32))
    arrays = open_arrays("vectors")
    for language, key in ((KAZAKH, "kk_words"), (RUSSIAN, "ru_words")):
        for lemma in str(arrays[key]).split("\n")[:_VOCABULARY]:
            found = vector_of(WordRead(language, lemma, lemma))
            for hit in thesaurus().find((Token(lemma, 0, len(lemma), 1),)):
                theme = concepts()[hit.code].theme
                if theme and found is not None:
                    for code in {theme, theme.partition(".")[0]}:
                        sums[code] += hit.weight * found[1] * found[0]
    return np.array([unit(sums[code]) for code in theme_columns()])
