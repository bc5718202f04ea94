"""Lists of words to learn letters from: Kazakh lemmas, Russian words by how often they are met, Russian nominatives."""

import re
from collections import Counter
from collections.abc import Iterable

from tilmash.lang import read_table, words_of
from tilmash.letters.alphabet import paradigm
from tilmash.morph.ru import analyser
from tilmash.train import sources

_RUSSIAN, _LATIN = re.compile("[а-яё]{2,}"), re.compile("[a-z]{3,}")
_FREQUENT, _LONGEST_COMMON = 20, 2
Endings = dict[str, Counter[str]]


def cut_at_stem(word: str, stems: set[str], shortest: int = 3) -> int:
    """Give the length of the longest known stem that a longer word begins with; 0 when there is none."""
    return next((cut for cut in range(len(word) - 1, shortest - 1, -1) if word[:cut] in stems), 0)


def count_endings(words: Counter[str], stems: set[str], most: int) -> Endings:
    """Count the endings of words after their longest known stem, by paradigm; a word counts at most `most` times."""
    found: Endings = {}
    for word, count in words.items():
        cut = cut_at_stem(word, stems)
        if cut:
            found.setdefault(paradigm(word[:cut]), Counter())[word[cut:]] += min(count, most)
    return found


def lemmas_among(listed: Iterable[str], words: Counter[str]) -> set[str]:
    """Leave out of a list of words those that are another listed word with a frequent ending."""
    stems = set(listed)
    common = {
        name: {end for end, count in counts.items() if count >= _FREQUENT and len(end) >= _LONGEST_COMMON}
        for name, counts in count_endings(words, stems, _FREQUENT).items()
    }
    return {word for word in stems if not _is_inflected(word, stems, common)}


def _is_inflected(word: str, stems: set[str], common: dict[str, set[str]]) -> bool:
    return any(
        word[:cut] in stems and word[cut:] in common.get(paradigm(word[:cut]), ())
        for cut in range(3, len(word))
    )


def own_lemmas() -> set[str]:
    """Give the lemmas of our own Kazakh word list and the given names, lower case."""
    lemmas = {row[0] for row in read_table("kk/lexicon.tsv")} | words_of("kk/names.tsv")
    return {part for lemma in lemmas for part in lemma.lower().split()}


def russian_counts(most: int) -> dict[str, int]:
    """Give the most frequent Russian words of the Navec vocabulary (MIT) with their counts in a billion words."""
    return dict([pair for pair in _navec() if _RUSSIAN.fullmatch(pair[0])][:most])


def latin_counts(most: int) -> dict[str, int]:
    """Give the most frequent words in Latin letters of Russian news: brands, English words."""
    return dict([pair for pair in _navec() if _LATIN.fullmatch(pair[0])][:most])


def _navec() -> list[tuple[str, int]]:
    vocabulary = sources.navec().vocab
    pairs = zip(vocabulary.words, vocabulary.counts, strict=True)
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def russian_nominatives(words: Iterable[str]) -> list[str]:
    """Choose the Russian words that may be a noun in the nominative singular: what Kazakh borrows and declines."""
    return [word for word in words if any(_names(parse, word) for parse in analyser().parse(word)[:2])]


def _names(parse: object, word: str) -> bool:
    tag, normal = parse.tag, parse.normal_form  # type: ignore[attr-defined]
    wanted = tag.POS == "NOUN" and "nomn" in tag and "sing" in tag
    return bool(wanted and normal.replace("ё", "е") == word.replace("ё", "е"))
