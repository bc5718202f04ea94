"""Teaches the lemmatiser of Kazakh how likely stems and endings are, from plain text without labels.

Expectation-maximisation (Dempster, Laird, Rubin 1977): each word's readings are weighed by the costs known so far,
and the costs counted anew from the weights. A stem outside the word list that explains many forms is taken in.
"""

import math
import re
from collections import Counter, defaultdict
from pathlib import Path

from tilmash.morph import kk
from tilmash.train import sources
from tilmash.train.cards import Card

_WORD = re.compile(r"[а-яёәғқңөұүһі]{2,30}(?![а-яёәғқңөұүһі-])", re.I)
_ROUNDS = 6
_FEWEST_FORMS, _LEAST_MASS = 3, 3.0
# A listed word that no text has counts as seen once; a word that stands in the list as it is, is trusted before its endings.
_UNSEEN, _BARE_NOUN = 1.0, 0.4
Reading = tuple[str, str, tuple[tuple[str, str], ...]]


def build(folder: Path) -> Card:
    """Write `lemmas_kk.txt` into a folder: costs of lemmas and of steps, one a line."""
    counts = Counter(word for text in _texts() for word in map(str.lower, _WORD.findall(text)))
    readings = {word: kk.readings(word) for word in counts if word not in kk.irregular()}
    listed = [(lemma, kind) for lemma, kinds in kk.lexicon().items() for kind in kinds]
    grammar = kk.Grammar(dict.fromkeys(listed, 9.0), defaultdict(lambda: 3.0))
    for turn in range(_ROUNDS):
        lemmas, steps, forms = _expected(counts, readings, grammar)
        found = [key for key in lemmas if len(forms[key]) >= _FEWEST_FORMS and lemmas[key] >= _LEAST_MASS]
        grammar = _maximised(lemmas, steps, dict.fromkeys(listed + (found if turn >= 2 else [])))
    lines = [f"lemma\t{lemma}\t{kind}\t{cost:.2f}" for (lemma, kind), cost in sorted(grammar.lemmas.items())]
    lines += [f"step\t{state}\t{name}\t{cost:.2f}" for (state, name), cost in sorted(grammar.steps.items())]
    (folder / "lemmas_kk.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Card(
        "lemmas_kk",
        "Costs of Kazakh stems and endings for the lemmatiser",
        (
            "KazNERD, CC BY 4.0",
            "SIB-200 train part (kk), CC BY-SA 4.0",
            "KZgovData (kk), MIT",
            "translations of LibreOffice (kk), MPL 2.0",
            "lang/kk/lexicon.tsv, our own writing",
        ),
        "CC BY-SA 4.0",
        {"stems": len(grammar.lemmas), "words read": len(readings)},
    )


def _texts() -> list[str]:
    software = [text for text in sources.libreoffice("kk").values() if re.search("[әғқңөұүһі]", text)]
    news = sources.kaznerd_sentences() + [row[2] for row in sources.sib("kaz_Cyrl", "train")]
    return news + [row["text_kz"] for row in sources.kzgov()] + software


Masses = dict[tuple[str, str], float]
Expected = tuple[Masses, Masses, dict[tuple[str, str], set[str]]]


def _expected(counts: Counter[str], readings: dict[str, list[Reading]], grammar: kk.Grammar) -> Expected:
    lemmas: Masses = defaultdict(float)
    steps: Masses = defaultdict(float)
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for word, found in readings.items():
        costs = [kk.cost_of(lemma, kind, chain, grammar) for lemma, kind, chain in found]
        least = min(costs, default=0.0)
        weights = [math.exp(least - cost) for cost in costs]
        mass = min(counts[word], 50) ** 0.75 / (sum(weights) or 1.0)
        for (lemma, kind, chain), weight in zip(found, weights, strict=True):
            if weight < 1e-4:
                continue
            lemmas[lemma, kind] += mass * weight
            if weight > 0.5:
                forms[lemma, kind].add(word)
            for step in chain:
                steps[step] += mass * weight
    return lemmas, steps, forms


def _maximised(lemmas: Masses, steps: Masses, known: dict[tuple[str, str], None]) -> kk.Grammar:
    total = sum(lemmas.values()) + _UNSEEN * len(known)
    passed: dict[str, float] = defaultdict(float)
    for (state, _), mass in steps.items():
        passed[state] += mass
    costs = {step: -math.log((mass + 0.05) / (passed[step[0]] + 1)) for step, mass in steps.items()}
    costs[kk.NOUN, kk.STOP] *= _BARE_NOUN
    return kk.Grammar({key: -math.log((lemmas.get(key, 0.0) + _UNSEEN) / total) for key in known}, costs)
