"""How well a question finds the passage that answers it, with the terms of tilmash and BM25.

Idea: rank every passage by the terms it shares with the question, rare terms and short passages weighing more; look
how high the one right passage stands. Questions are asked as written and as typed on Russian keys.
Source: S. Robertson, H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, formula 3.15.

>>> index = Index(["таулы көл", "құмды шөл", "терең көл"], str.split)
>>> index.best("терең көл", 2)
[2, 0]
"""

import math
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from tilmash.errors import LanguageFileError
from tilmash.normalize import on_russian_keys
from tilmash.stems import terms_of

Terms = Callable[[str], list[str]]

K1, B = 1.2, 0.75
DEPTH = 10
_SENTENCES = 4
_KAZNERD = ("valid.txt", "test_half.txt")


@dataclass(frozen=True, slots=True)
class Passage:
    """A short encyclopaedic text; `whole` is what is indexed: its title and the text."""

    id: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        """Give the title and the text as one."""
        return f"{self.title}. {self.text}"


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody types to find out something; `passage` is the id of the only passage that answers it."""

    id: str
    passage: str
    text: str


class Index:
    """Passages by their terms, ranked by BM25 in Okapi's form (k1 = 1.2, b = 0.75).

    The weight of a term is log(1 + (N - n + 0.5) / (n + 0.5)): the 1 keeps terms of more than half the passages from
    weighing less than nothing. A term that stands twice in the question counts twice.
    """

    def __init__(self, texts: Sequence[str], terms: Terms) -> None:
        counts = [Counter(terms(text)) for text in texts]
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float64)
        self._terms = terms
        self._size = len(counts)
        self._norms = K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1.0))
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, count in enumerate(counts):
            for term, times in count.items():
                postings[term].append((number, times))
        self._postings = {term: np.array(pairs).T for term, pairs in postings.items()}

    def best(self, question: str, depth: int = DEPTH) -> list[int]:
        """Give the numbers of the passages that fit best, at most `depth`, the earlier first where two fit alike."""
        scores = np.zeros(self._size)
        for term, asked in Counter(self._terms(question)).items():
            if (found := self._postings.get(term)) is None:
                continue
            where, times = found
            weight = math.log(1 + (self._size - len(where) + 0.5) / (len(where) + 0.5))
            scores[where] += asked * weight * times * (K1 + 1) / (times + self._norms[where])
        order = np.argsort(-scores, kind="stable")[:depth]
        return [int(number) for number in order if scores[number] > 0]


@cache
def passages() -> tuple[Passage, ...]:
    """Give the project's own passages. Raises LanguageFileError when a line has other columns than id, title, text."""
    return tuple(Passage(*cells) for cells in _rows("passages.tsv", ("id", "title", "text")))


@cache
def questions() -> tuple[Question, ...]:
    """Give the questions. Raises LanguageFileError when a line has other columns than id, passage, question."""
    return tuple(Question(*cells) for cells in _rows("questions.tsv", ("id", "passage", "question")))


def measures(terms: Terms = terms_of) -> list[tuple[str, float, int]]:
    """Give (name, value in hundredths, number of questions) for MRR@10, R@1 and R@5, each in both spellings.

    With QABYLDAU_SHARED_DATA set, passages of KazNERD (four sentences each) stand among ours as distractors, and the
    names say how many passages were searched.
    """
    own = passages()
    number_of = {passage.id: number for number, passage in enumerate(own)}
    texts = [passage.whole for passage in own] + list(distractors())
    index = Index(texts, terms)
    found: list[tuple[str, float, int]] = []
    for spelling, spell in (("as written", str), ("on Russian keys", on_russian_keys)):
        ranks = [_rank(index.best(spell(row.text)), number_of[row.passage]) for row in questions()]
        where = f"{spelling}, {len(texts)} passages"
        found.append((f"search MRR@{DEPTH}, {where}", _mean(1 / rank for rank in ranks), len(ranks)))
        found.append((f"search R@1, {where}", _mean(rank <= 1 for rank in ranks), len(ranks)))
        found.append((f"search R@5, {where}", _mean(rank <= 5 for rank in ranks), len(ranks)))
    return found


def distractors() -> Iterator[str]:
    """Give the passages of KazNERD that answer nothing; none when QABYLDAU_SHARED_DATA is not set or lacks the files."""
    root = os.environ.get("QABYLDAU_SHARED_DATA", "")
    for name in _KAZNERD if root else ():
        path = Path(root, "kaznerd", name)
        if path.exists():
            sentences = list(_sentences(path.read_text(encoding="utf-8")))
            for start in range(0, len(sentences), _SENTENCES):
                yield " ".join(sentences[start : start + _SENTENCES])


def _sentences(tagged: str) -> Iterator[str]:
    for block in tagged.split("\n\n"):
        words = [line.split()[0] for line in block.splitlines() if line.strip()]
        if words:
            yield " ".join(words)


def _rank(best: list[int], right: int) -> float:
    return best.index(right) + 1 if right in best else math.inf


def _mean(values: Iterable[float]) -> float:
    return 100 * float(np.mean(list(values)))


def _rows(name: str, heading: tuple[str, ...]) -> Iterator[list[str]]:
    lines = (files("tilmash.evaluate") / "texts" / name).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        if len(cells) != len(heading) or (number == 1 and tuple(cells) != heading):
            raise LanguageFileError(f"{name}:{number}: the columns {', '.join(heading)} are agreed")
        if number > 1:
            yield cells
