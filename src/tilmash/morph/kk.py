"""Lemmas of Kazakh words: endings are taken off from the right, and the likeliest reading is kept.

Every way to read a word as a stem and a chain of endings is found, checked for harmony and for assimilation at each
seam; its likelihood is that of the stem times those of the steps of the chain, learnt without labels by
expectation-maximisation over plain text (Dempster et al. 1977; models/lemmas_kk.card.toml). Stems are those of
`lang/kk/lexicon.tsv`; an unknown stem is possible at a price that falls with its letters.

>>> lemma_of("мектептердегі"), lemma_of("жазылмады"), lemma_of("халқымыздың")
('мектеп', 'жаз', 'халық')
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tilmash.lang import read_table
from tilmash.letters.alphabet import BACK, BACK_VOWELS, FRONT_VOWELS, VOWELS, clear_harmony
from tilmash.models import open_text
from tilmash.morph.paradigm import MELTED, Ending, by_text, class_of

NOUN, VERB = "n", "v"
# The step by which a word ends: a bare verb, passive or negated, is rarer than a bare noun.
STOP = ""
LONGEST_WORD = 40
_LONGEST_ENDING = 10
_MOST_READINGS = 400
_FINAL = frozenset("npgaoscef") | {"w", "x", "v"}
_BACK_ONLY, _FRONT_ONLY = frozenset("қғ"), frozenset("кги")
_VOICELESS = {"г": "к", "ғ": "қ", "б": "п"}
_LOAN_LETTERS = frozenset("вфцчщьъэюяё")
UNKNOWN_NOUN, UNKNOWN_VERB, UNKNOWN_LETTER = 10.0, 14.0, 1.5


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word: its stem (the lemma), n or v, the glosses of its endings, and its cost (less is likelier)."""

    lemma: str
    kind: str
    endings: tuple[str, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Grammar:
    """Costs (negative logarithms): of lemmas by (lemma, kind), and of steps by (state, gloss or STOP)."""

    lemmas: dict[tuple[str, str], float]
    steps: dict[tuple[str, str], float]


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """Give the kinds (n, v) of every stem of the word list, in lower case; only single words.

    Passives, verbal nouns and participles of a listed verb are left out: they are its forms (the convention of UD Kazakh-KTB).
    """
    kinds: dict[str, set[str]] = {}
    parts: dict[str, set[str]] = {}
    for lemma, part, _ in read_table("kk/lexicon.tsv"):
        if " " not in lemma:
            kinds.setdefault(lemma.lower(), set()).add(VERB if part == "v" else NOUN)
            parts.setdefault(lemma.lower(), set()).add(part)
    frozen = {
        row[0]
        for row in read_table("kk/lexicon.tsv")
        if row[1] in {"post", "adv", "conj"} and _is_cased(row[0])
    }
    verbs = {lemma for lemma, found in kinds.items() if VERB in found}
    for lemma in sorted(kinds):
        if VERB in kinds[lemma] and _is_passive(lemma, verbs):
            kinds[lemma].discard(VERB)
        if lemma in frozen and NOUN in kinds[lemma] and any(lemma[:-size] in kinds for size in (2, 3, 4, 5)):
            kinds[lemma].discard(NOUN)
        if NOUN in kinds[lemma] and _is_verbal_noun(lemma, verbs):
            kinds[lemma].discard(NOUN)
        if parts[lemma] <= {"adj", "v"} and _is_participle(lemma, verbs):
            kinds[lemma].discard(NOUN)
    return {lemma: frozenset(found) for lemma, found in kinds.items() if found}


def _is_cased(word: str) -> bool:
    """Say whether a word ends as a noun with his-possessive and a case does: кезінде, барысында, себебінен."""
    return word.endswith(("ында", "інде", "ынан", "інен", "ына", "іне", "ымен", "імен"))


def _is_passive(lemma: str, verbs: set[str]) -> bool:
    if lemma[-1] not in "лн" or len(lemma) < 4:
        return False
    return lemma[:-1] in verbs or (lemma[-2] in "ыі" and (lemma[:-2] in verbs or lemma[:-2] + "ы" in verbs))


def _is_verbal_noun(lemma: str, verbs: set[str]) -> bool:
    if lemma[-1] == "ю":
        return lemma[:-1] + "й" in verbs
    return lemma[-1] == "у" and any(lemma[:-1] + end in verbs for end in ("", "ы", "і"))


def _is_participle(lemma: str, verbs: set[str]) -> bool:
    """Say whether an adjective is a past participle of a listed verb or of its passive: қызған, жыртылған."""
    return lemma.endswith(("ған", "ген", "қан", "кен")) and (
        lemma[:-3] in verbs or _is_passive(lemma[:-3], verbs)
    )


@cache
def irregular() -> dict[str, str]:
    """Give the lemma of each form that no ending tells."""
    return {form: lemma for forms, lemma in read_table("kk/irregular.tsv") for form in forms.split()}


@cache
def grammar() -> Grammar:
    """Give the learnt costs."""
    lemmas: dict[tuple[str, str], float] = {}
    steps: dict[tuple[str, str], float] = {}
    for line in open_text("lemmas_kk").splitlines():
        what, first, second, cost = line.split("\t")
        (lemmas if what == "lemma" else steps)[(first, second)] = float(cost)
    return Grammar(lemmas, steps)


def stems_before(stem: str, ending: Ending) -> Iterator[str]:
    """Give the spellings a stem may have had before an ending changed its last sounds."""
    first = ending.text[0]
    last = stem[-1]
    if first in VOWELS or first == "у":
        if last in _VOICELESS:
            yield stem[:-1] + _VOICELESS[last]
        if last == "у" and ending.name.startswith(("CVB", "EVID", "GER")):
            yield stem[:-1] + "п"
    if first in VOWELS and last not in VOWELS:
        # Loans drop what endings make needless: процесс, процесі; рубль, рублі.
        yield stem + last
        yield stem + "ь"
    if ending.name.startswith("POSS") and ending.source == NOUN and len(stem) > 2 and stem[-2] not in VOWELS:
        yield from _with_vowel(stem)
    if first == "у" and last not in VOWELS:
        yield stem + ("ы" if clear_harmony(stem) == BACK else "і")


def _with_vowel(stem: str) -> Iterator[str]:
    """Give `халық` for `халқ`, `қауіп` for `қауп`: the narrow vowel that falls out before an ending."""
    last = _VOICELESS.get(stem[-1], stem[-1])
    for vowel in "ыі":
        yield stem[:-1] + vowel + last
        if stem[-2] in _VOICELESS:
            yield stem[:-2] + _VOICELESS[stem[-2]] + vowel + last


def _fits(stem: str, ending: Ending) -> bool:
    if stem[-1] == "\0":
        return True
    if class_of(stem[-1]) not in ending.after:
        return False
    heard = clear_harmony(stem)
    if not ending.harmony or not heard or heard == ending.harmony:
        return True
    return not _LOAN_LETTERS.isdisjoint(stem) or _is_loan(stem)


def _is_loan(stem: str) -> bool:
    """Say whether a stem breaks harmony itself (доллар is read so, банк too), so that its endings cannot be foretold."""
    if BACK_VOWELS.isdisjoint(stem):
        return not _BACK_ONLY.isdisjoint(stem)
    return not FRONT_VOWELS.isdisjoint(stem) or not _FRONT_ONLY.isdisjoint(stem)


def _chains(word: str) -> Iterator[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Give every (stem, state, glosses) of a word; the stem is as spelled before its first ending."""
    table = by_text()
    waiting: list[tuple[str, frozenset[str], tuple[tuple[str, str], ...]]] = [(word, _FINAL, ())]
    made = 0
    while waiting and made < _MOST_READINGS:
        rest, states, chain = waiting.pop()
        for state in (NOUN, VERB):
            if state in states and len(rest) >= 2:
                yield rest, state, chain or ((state, STOP),)
        for size in range(1, min(_LONGEST_ENDING, len(rest) - 2) + 1):
            for ending in table.get(rest[-size:], ()):
                if ending.target not in states:
                    continue
                taken = ((ending.source, ending.name), *(chain or ((ending.target, STOP),)))
                for stem in _stems(rest[:-size], ending):
                    made += 1
                    waiting.append((stem, frozenset(ending.source), taken))


def _stems(stem: str, ending: Ending) -> Iterator[str]:
    """Give the stems an ending may have been put to; changed ones only where the word list knows them."""
    if MELTED in ending.after:
        yield from _melted(stem, ending)
        return
    if _fits(stem, ending):
        yield stem
    if ending.source in "nv":
        known = lexicon()
        yield from (changed for changed in stems_before(stem, ending) if changed in known)


def _melted(stem: str, ending: Ending) -> Iterator[str]:
    lost = ("ы", "і") if ending.text[0] == "и" else ("й",)
    for letter in lost:
        whole = stem + letter
        if ending.source != VERB or whole in lexicon():
            yield whole


def readings(word: str) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Give the readings of a lower-case word as (lemma, kind, steps of (state, gloss))."""
    found = dict.fromkeys((stem, kind, chain) for stem, kind, chain in _chains(word))
    return list(found)


def cost_of(lemma: str, kind: str, chain: tuple[tuple[str, str], ...], costs: Grammar) -> float:
    """Give the cost of a reading: of its stem and of each step, ending with the stop."""
    known = costs.lemmas.get((lemma, kind))
    if known is None:
        known = (UNKNOWN_NOUN if kind == NOUN else UNKNOWN_VERB) + UNKNOWN_LETTER * len(lemma)
    return known + sum(costs.steps.get(step, 12.0) for step in chain)


def analyses(word: str) -> list[Analysis]:
    """Give the readings of a Kazakh word, likeliest first; words over 40 letters are read as they stand."""
    low = word.lower()
    if len(low) > LONGEST_WORD or len(low) < 2:
        return [Analysis(low, NOUN, (), 0.0)]
    if low in irregular():
        return [Analysis(irregular()[low], NOUN, (), 0.0)]
    if "-" in low:
        return [_hyphened(low)]
    costs = grammar()
    found = [
        Analysis(
            lemma, kind, tuple(name for _, name in chain if name != STOP), cost_of(lemma, kind, chain, costs)
        )
        for lemma, kind, chain in readings(low)
    ]
    return sorted(found, key=lambda reading: reading.cost)


def _hyphened(word: str) -> Analysis:
    """Read `АҚШ-пен` as a name with its ending apart, `ел-жұрттың` by its last part."""
    head, _, tail = word.rpartition("-")
    if head and any(state == NOUN for rest, state, _ in _chains(f"\0\0{tail}") if rest == "\0\0"):
        return Analysis(head, NOUN, (), 0.0)
    last = analyses(tail)[0] if tail else Analysis("", NOUN, (), 0.0)
    return Analysis(f"{head}-{last.lemma}".strip("-") or word, last.kind, last.endings, last.cost)


@lru_cache(maxsize=1 << 17)
def lemma_of(word: str) -> str:
    """Give the lemma of a Kazakh word, in lower case."""
    found = analyses(word)
    return found[0].lemma if found else word.lower()
