"""Whether what follows a short Kazakh verb stem makes a form of that verb, told on folded keys.

A verb stem of two or three letters begins every tenth word of Kazakh: ал (take) stands in алты (six), алдында (before)
and ала (motley). A rest that is a chain of the verb's endings, from voice to tense to person, is a form; anything else
is another word. Endings: `tilmash.morph.paradigm` (Қазақ грамматикасы, Астана 2002).

>>> is_verb_form("ал", "атын"), is_verb_form("ал", "ты"), is_verb_form("бас", "ты")
(True, False, True)
"""

from collections import defaultdict
from functools import cache, lru_cache

from tilmash.letters.alphabet import clear_harmony
from tilmash.morph.kk import irregular
from tilmash.morph.paradigm import CLASSES, MELTED, class_of, endings
from tilmash.normalize import fold

_VERB_STATE, _FINITE = "v", "f"
# What is done together is another verb after so short a stem: ұрыс (quarrel) by ұр (beat), соғыс (war) by соқ. A word
# to a friend (алың) is left out too: folded it is spelt like a noun's ending, and appeals have none.
_TOGETHER = "RECP"
_LONGEST_ENDING = 10
# On folded keys these stand for a vowel and for a glide.
_EITHER = frozenset("уи")
_TELLING = frozenset("ае")
# What one wishes to do (айтқым келеді), which goes on as a noun.
_WISHES = ("гы", "ги", "кы", "ки")
# The present of жату, the one verb whose present is no ending of the table.
_LYING = frozenset({"жатыр", "жатырмын", "жатырмыз", "жатырсыз", "жатырсыздар"})


@cache
def _folded() -> dict[tuple[str, str], frozenset[tuple[str, str, frozenset[str]]]]:
    """Give, by state and folded spelling, where each ending leads, its harmony, and what may stand before."""
    found: dict[tuple[str, str], set[tuple[str, str, frozenset[str]]]] = defaultdict(set)
    for ending in endings():
        familiar = ending.target == _FINITE and ending.text.endswith("ң")
        if MELTED in ending.after or familiar or ending.name == _TOGETHER:
            continue
        text = fold(ending.text)
        harmony = ending.harmony if not _TELLING.isdisjoint(text) else ""
        found[ending.source, text].add((ending.target, harmony, ending.after))
    for text in _WISHES:
        found[_VERB_STATE, text].add(("g", "", frozenset(CLASSES)))
    return {key: frozenset(ways) for key, ways in found.items()}


@cache
def _irregular() -> frozenset[tuple[str, str]]:
    return frozenset((fold(form), fold(lemma)) for form, lemma in irregular().items())


@lru_cache(maxsize=1 << 13)
def is_verb_form(stem: str, rest: str) -> bool:
    """Say whether a rest (folded) makes a form of a verb stem (as spelt in Kazakh)."""
    key = fold(stem)
    return (
        (key + rest) in _LYING
        or (key + rest, key) in _irregular()
        or _goes_on(_VERB_STATE, rest, key[-1], clear_harmony(stem))
    )


def _goes_on(state: str, rest: str, last: str, harmony: str) -> bool:
    if not rest:
        return True
    for cut in range(1, min(len(rest), _LONGEST_ENDING) + 1):
        for target, wanted, after in _folded().get((state, rest[:cut]), ()):
            fits = last in _EITHER or class_of(last) in after
            if fits and wanted in {"", harmony} and _goes_on(target, rest[cut:], rest[cut - 1], harmony):
                return True
    return False
