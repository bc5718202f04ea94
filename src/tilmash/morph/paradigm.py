"""The endings of Kazakh as data: templates of `lang/kk/morphemes.tsv` spelled out by harmony and by what stands before.

A template such as `LAр` (plural) becomes лар, лер, дар, дер, тар or тер: the vowel by the harmony of the word, the
first consonant by the class of the sound before it. Source: the grammar of Kazakh (Қазақ грамматикасы, Астана 2002),
sections on vowel harmony and consonant assimilation.

>>> sorted({ending.text for ending in endings() if ending.name == "PL"})
['дар', 'дер', 'лар', 'лер', 'тар', 'тер']
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tilmash.lang import read_table
from tilmash.letters.alphabet import BACK, FRONT, sound

# Classes of the sound before an ending.
VOWEL, NASAL, LATERAL, GLIDE, BUZZ, VOICELESS = "vowel", "nasal", "lateral", "glide", "buzz", "voiceless"
_CLASS_OF = {"v": VOWEL, "n": NASAL, "l": LATERAL, "z": BUZZ, "t": VOICELESS}
# Not a sound: the ending has swallowed the last letter of its stem.
MELTED = "melted"
CLASSES = (VOWEL, NASAL, LATERAL, GLIDE, BUZZ, VOICELESS)
_VOICED = {VOWEL, NASAL, LATERAL, GLIDE, BUZZ}
_PAIRS = {"A": "ае", "I": "ыі", "K": "қк", "Q": "ғг"}
# Archiphoneme: the letter by class of the sound before; two letters are the back and the front one.
_ONSETS = {
    "L": {VOWEL: "л", GLIDE: "л", NASAL: "д", LATERAL: "д", BUZZ: "д", VOICELESS: "т"},
    "N": {VOWEL: "н", NASAL: "н", GLIDE: "д", LATERAL: "д", BUZZ: "д", VOICELESS: "т"},
    "Z": {VOWEL: "н", NASAL: "д", GLIDE: "д", LATERAL: "д", BUZZ: "д", VOICELESS: "т"},
    "B": {VOWEL: "д", NASAL: "н", GLIDE: "д", LATERAL: "д", BUZZ: "д", VOICELESS: "т"},
    "D": {VOWEL: "д", NASAL: "д", GLIDE: "д", LATERAL: "д", BUZZ: "д", VOICELESS: "т"},
    "G": {VOWEL: "ғг", NASAL: "ғг", GLIDE: "ғг", LATERAL: "ғг", BUZZ: "ғг", VOICELESS: "қк"},
    "M": {VOWEL: "м", GLIDE: "м", LATERAL: "м", NASAL: "б", BUZZ: "б", VOICELESS: "п"},
    "W": {VOWEL: "м", GLIDE: "м", LATERAL: "м", NASAL: "м", BUZZ: "б", VOICELESS: "п"},
}


@dataclass(frozen=True, slots=True)
class Ending:
    """One spelling of an ending: its gloss, the states it joins, its harmony ("" for none), what may stand before."""

    name: str
    source: str
    target: str
    text: str
    harmony: str
    after: frozenset[str]


def class_of(letter: str) -> str:
    """Give the class of a sound by its letter; loan finals б в г д count as voiceless, as endings treat them so."""
    return _CLASS_OF.get(sound(letter), GLIDE)


def _spelled(template: str, harmony: str, before: str) -> str:
    """Give one spelling of a template, or "" where it cannot stand after that class of sound."""
    head, _, tail = template.rpartition(")")
    buffer = head.strip("(")
    if buffer:
        wanted = (before == VOWEL) == (buffer == "с")
        template = buffer + tail if wanted else tail
    elif not _may_stand(template[0], before):
        return ""
    out: list[str] = []
    for letter in template:
        if letter in _ONSETS:
            choice = _ONSETS[letter][class_of(out[-1]) if out else before]
        else:
            choice = _PAIRS.get(letter, letter)
        out.append(choice[0] if harmony == BACK else choice[-1])
    return "".join(out)


def _may_stand(first: str, before: str) -> bool:
    """A vowel stands after a consonant; a bare consonant of the verb (й, р, л, н, с, т) after a vowel."""
    if first in "AI":
        return before != VOWEL
    return True


def _after_vowel_only(name: str, template: str) -> bool:
    if name in {"PASS", "RECP"}:
        return template in {"л", "н", "с"}
    return template[0] in "йр" and name in {
        "PRS",
        "PRS.SHORT",
        "HAB.PTCP",
        "CVB.IPFV",
        "FUT.PTCP",
        "HORT",
        "ABLE",
    }


def _spellings(name: str, template: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    found: dict[tuple[str, str], set[str]] = {}
    for harmony in (BACK, FRONT):
        for before in CLASSES:
            if _after_vowel_only(name, template) and before != VOWEL:
                continue
            text = _spelled(template, harmony, before)
            if text:
                found.setdefault((text, harmony), set()).add(before)
    for (text, harmony), classes in found.items():
        other = FRONT if harmony == BACK else BACK
        neutral = (text, other) in found
        if not (neutral and harmony == FRONT):
            yield text, "" if neutral else harmony, frozenset(classes)


def _fused(ending: Ending) -> Iterator[Ending]:
    """Give the spellings where an ending melts with the last sound of a verb: оқы+йды = оқиды, қой+у = қою, жай+ады = жаяды."""
    first, rest = ending.text[0], ending.text[1:]
    melted = {"й": "и", "у": "ю", "а": "я"}.get(first)
    if melted and ending.source in "vwx" and ending.harmony != (FRONT if first == "а" else None):
        yield Ending(
            ending.name, ending.source, ending.target, melted + rest, ending.harmony, frozenset({MELTED})
        )


@cache
def endings() -> tuple[Ending, ...]:
    """Give every spelling of every ending between every two states it may join."""
    made = []
    for name, sources, target, templates in read_table("kk/morphemes.tsv"):
        for template in templates.split():
            for text, harmony, after in _spellings(name, template):
                made += [Ending(name, source, target, text, harmony, after) for source in sources.split()]
    return tuple(dict.fromkeys(made + [fused for ending in made for fused in _fused(ending)]))


@cache
def by_text() -> dict[str, tuple[Ending, ...]]:
    """Give the endings by their spelling."""
    found: dict[str, list[Ending]] = {}
    for ending in endings():
        found.setdefault(ending.text, []).append(ending)
    return {text: tuple(group) for text, group in found.items()}
