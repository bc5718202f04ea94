"""The name finder: a linear-chain CRF over KazNERD, its copies in small letters, and sentences of our own.

Five kinds are learnt (persons, bodies, places, titles of works and events, posts), because what is no person is easier
told by saying what it is; only persons and bodies are used. Source: Lafferty, McCallum and Pereira, "Conditional
Random Fields", 2001, as CRFsuite (Okazaki) has it; surnames from natasha's lists (MIT), as hashes.
"""

import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pycrfsuite

from tilmash.entities import tagger as at_work
from tilmash.entities.features import features, marked, views, words_in
from tilmash.entities.gazetteer import ends_as_surname, hash_of
from tilmash.entities.gazetteer import forget as forget_lists
from tilmash.entities.kinds import forget as forget_kinds
from tilmash.morph.ru import analyser
from tilmash.normalize import fold, on_russian_keys
from tilmash.train import sources
from tilmash.train.cards import Card
from tilmash.train.farnames import by_company
from tilmash.train.people import SLOT, Tagged, declined, dictionary, person, swapped
from tilmash.train.wordlists import russian_counts

_KINDS = {
    "PERSON": "PER", "ORGANISATION": "ORG", "GPE": "LOC", "LOCATION": "LOC", "FACILITY": "LOC", "ART": "MISC",
    "EVENT": "MISC", "PROJECT": "MISC", "LAW": "MISC", "PRODUCT": "MISC", "NORP": "NORP", "POSITION": "POS",
}  # fmt: skip
_SETTINGS = {"c1": 0.02, "c2": 0.3, "max_iterations": 120, "feature.minfreq": 2}
_SEED = 20261126
_VALID_PART = 11_000
_OWN_TIMES = 10
_MODELS = 5
_SMALLEST = 0.02
Weights = tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]
_FIRST_ONLY = 0.3
_NO_SURNAME = re.compile(r"(?:ый|ть|овы|евы)$")
_BY_ENDING = re.compile(r".{2,}(?:[оеёи]ва?|ина?|ск(?:ий|ая)|цк(?:ий|ая)|енко)$")
_MOST_WORDS = 400_000
_WORD = re.compile(r"[а-яё-]{3,}")


def build(folder: Path) -> Card:
    """Write `names.npz` (hashed lists and weights); a part of KazNERD is held out for the figures, then learnt."""
    sentences = list(sources.kaznerd_tagged())
    held_out = sentences[_VALID_PART:]
    lists = _lists(sentences[:_VALID_PART])
    _save(folder, lists, {})
    forget()
    _save(folder, lists, _averaged(sentences[:_VALID_PART]))
    forget()
    figures = _figures(held_out)
    _save(folder, lists, _averaged(sentences))
    forget()
    return Card(
        "names",
        "Finds persons in Kazakh and Russian sentences; hashed lists of surnames, given names and words that are none",
        (
            "KazNERD, IS2AI (Yeshpanov, Khassanov, Varol, 2022), CC BY 4.0",
            "natasha 1.6.0, lists first.txt and last.txt, words and vectors of Navec, MIT",
            "pymorphy3 dictionaries (which words are names, by which vectors are judged), MIT",
            "KZgovData, short appeals that name nobody, MIT",
            "hunspell-kk, MPL 1.1 (which words are no names)",
            "lang/kk/names.tsv, lang/ru/names.tsv, train/texts/names.tsv, our own writing",
        ),
        "CC BY 4.0",
        figures,
    )


def _averaged(sentences: list[Tagged]) -> dict[str, np.ndarray]:
    """Train a few models that differ in the people put into their sentences; give the mean of their weights."""
    models = []
    with tempfile.TemporaryDirectory() as draft:
        for seed in range(_SEED, _SEED + _MODELS):
            model = Path(draft, f"{seed}.crf")
            _train(sentences, model, seed)
            models.append(_exported(model))
    return _mean(models)


def _mean(models: list[Weights]) -> dict[str, np.ndarray]:
    state: defaultdict[tuple[str, str], float] = defaultdict(float)
    arrival: defaultdict[tuple[str, str], float] = defaultdict(float)
    for of_words, of_tags in models:
        for each, weight in of_words.items():
            state[each] += weight / len(models)
        for each, weight in of_tags.items():
            arrival[each] += weight / len(models)
    return _as_arrays(state, arrival)


def forget() -> None:
    """Forget what was read of the files before."""
    forget_lists()
    forget_kinds()
    at_work.forget()
    marked.cache_clear()


def _lists(sentences: list[Tagged]) -> dict[str, np.ndarray]:
    ordinary = Counter(fold(word) for row in sentences for word, tag in row if tag == "O" and word.islower())
    dictionary_words = {fold(word) for word in sources.hunspell_kk() if word.islower()}

    def kept(word: str, grammeme: str) -> bool:
        if (
            not _WORD.fullmatch(word)
            or fold(word) in ordinary
            or fold(word) in dictionary_words
            or _NO_SURNAME.search(word)
        ):
            return False
        return not analyser().word_is_known(word) or grammeme in analyser().parse(word)[0].tag

    surnames = {fold(w) for w in dictionary("last") if not _BY_ENDING.fullmatch(w) and kept(w, "Surn")}
    given = {fold(word) for word in dictionary("first") if kept(word, "Name")}
    looks = [word for word in russian_counts(_MOST_WORDS) if ends_as_surname(fold(word))]
    everyday = {fold(word) for word in looks if _is_everyday(word)}
    everyday |= {word for word, count in ordinary.items() if count > 1 and ends_as_surname(word)}
    plain = everyday | set(ordinary) | dictionary_words
    persons, lands = by_company()
    return {
        "far": _hashes({fold(word) for word in persons} - plain),
        "lands": _hashes({fold(word) for word in lands} - plain),
        "surnames": _hashes(surnames - everyday),
        "given": _hashes(given),
        "everyday": _hashes(everyday - given),
    }


def _is_everyday(word: str) -> bool:
    """Say whether a Russian word that ends as a surname is first of all another word."""
    best = analyser().parse(word)[0]
    return bool(best.is_known) and not {"Name", "Surn", "Patr"} & set(best.tag.grammemes)


def _save(folder: Path, lists: dict[str, np.ndarray], weights: dict[str, np.ndarray]) -> None:
    np.savez_compressed(folder / "names.npz", **lists, **weights)  # type: ignore[arg-type]


def _exported(model: Path) -> Weights:
    """Give the weights of a CRFsuite model: of (feature, tag) and of (tag, tag)."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    info = tagger.info()
    return dict(info.state_features), dict(info.transitions)


def _as_arrays(
    state: Mapping[tuple[str, str], float], arrival: Mapping[tuple[str, str], float]
) -> dict[str, np.ndarray]:
    """Give weights as arrays: the names of features, their weights by tag, the transitions; the smallest are left out."""
    tags = sorted(
        {tag for _, tag in state} | {tag for pair in arrival for tag in pair},
        key=lambda tag: (tag != "O", tag),
    )
    column = {tag: place for place, tag in enumerate(tags)}
    kept = {each: weight for each, weight in state.items() if abs(weight) > _SMALLEST}
    names = sorted({name for name, _ in kept})
    row = {name: place for place, name in enumerate(names)}
    entries = sorted((row[name], column[tag], weight) for (name, tag), weight in kept.items())
    transitions = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for (left, right), weight in arrival.items():
        transitions[column[left], column[right]] = weight
    return {
        "features": np.frombuffer("\n".join(names).encode("utf-8", "surrogatepass"), dtype=np.uint8),
        "tags": np.frombuffer(" ".join(tags).encode(), dtype=np.uint8),
        "rows": np.array([entry[0] for entry in entries], dtype=np.int32),
        "columns": np.array([entry[1] for entry in entries], dtype=np.uint8),
        "weights": np.array([entry[2] for entry in entries], dtype=np.float16),
        "transitions": transitions,
    }


def _hashes(words: set[str]) -> np.ndarray:
    return np.unique(np.array([hash_of(word) for word in sorted(words)], dtype=np.uint32))


def _tag(tag: str) -> str:
    begin, _, kind = tag.partition("-")
    return f"{begin}-{_KINDS[kind]}" if kind in _KINDS else "O"


def lowered(words: list[str]) -> list[str]:
    """Give words in small letters."""
    return [word.lower() for word in words]


def _first_capital(words: list[str]) -> list[str]:
    return [word.capitalize() if place == 0 else word.lower() for place, word in enumerate(words)]


def own_sentences(pick: random.Random) -> Iterator[Tagged]:
    """Give our own sentences with people put into their places."""
    for language, template in sources.own("names"):
        for _ in range(_OWN_TIMES if "{" in template else 2):
            yield _filled(template, language, pick)


def nobody() -> Iterator[Tagged]:
    """Give short appeals that name nobody (KZgovData, MIT)."""
    for row in sources.kzgov():
        for text in (row["text_kz"], row["text_ru"], row["reply_text"]):
            yield [(text[start:end], "O") for start, end in words_in(text)]


def _filled(template: str, language: str, pick: random.Random) -> Tagged:
    tagged: Tagged = []
    for place, part in enumerate(SLOT.split(template)):
        if place % 2 == 0:
            tagged += [(part[start:end], "O") for start, end in words_in(part)]
            continue
        words, sex = person(pick, language)
        words = declined(words, sex, part, language)
        tagged += [(word, ("I" if order else "B") + "-PERSON") for order, word in enumerate(words)]
    return tagged


def _train(sentences: list[Tagged], path: Path, seed: int) -> None:
    pick = random.Random(seed)  # examples, not secrets
    trainer = pycrfsuite.Trainer(verbose=False)
    made = [swapped(row, pick) for row in sentences if any(tag == "B-PERSON" for _, tag in row)]
    for sentence in [*sentences, *made, *own_sentences(pick), *nobody()]:
        words, tags = [word for word, _ in sentence], [_tag(tag) for _, tag in sentence]
        trainer.append(features(words), tags)
        trainer.append(features(lowered(words)), tags)
        if pick.random() < _FIRST_ONLY:
            trainer.append(features(_first_capital(words)), tags)
    trainer.set_params(_SETTINGS)
    trainer.train(str(path))


def entities_in(tags: list[str], kind: str) -> set[tuple[int, int]]:
    """Give the (start, end) of the entities of a kind in a row of BIO tags."""
    found, start = set(), -1
    for place, tag in enumerate([*tags, "O"]):
        if start >= 0 and tag != f"I-{kind}":
            found.add((start, place))
            start = -1
        if tag in (f"B-{kind}", f"I-{kind}") and start < 0:
            start = place
    return found


def _figures(sentences: list[Tagged]) -> dict[str, float]:
    ways: dict[str, Callable[[list[str]], list[str]]] = {
        "as written": list,
        "Russian keys": lambda words: [on_russian_keys(word) for word in words],
        "small letters": lowered,
    }
    figures: dict[str, float] = {}
    for name, way in ways.items():
        right = found = wanted = 0
        for sentence in sentences:
            words = way([word for word, _ in sentence])
            gold = entities_in([_tag(tag) for _, tag in sentence], "PER")
            said = entities_in(at_work.tags(views(words), 0, len(words)), "PER")
            right, found, wanted = right + len(gold & said), found + len(said), wanted + len(gold)
        figures[f"persons held out, {name}, precision %"] = round(100 * right / max(found, 1), 2)
        figures[f"persons held out, {name}, recall %"] = round(100 * right / max(wanted, 1), 2)
        figures[f"persons held out, {name}, n"] = wanted
    return figures
