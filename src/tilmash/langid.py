"""Which language a text is in: kk, ru, mixed, en or other.

Every word votes. Kazakh letters vote for Kazakh; a function word votes for its language; a stem of the word lists
votes for the column it stands in; an ending votes when it is long enough to be no accident. Words are compared by
folded key, so Kazakh typed on Russian keys or in Latin letters is heard too. Words that both languages share stay
silent. A text is mixed when neither language is a mere visitor.

>>> from tilmash.segment import tokenize
>>> language_of(tokenize("koshede zharyk zhok")), language_of(tokenize("Во дворе нет света"))
('kk', 'ru')
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from tilmash.lang import concept_rows, read_table, words_of
from tilmash.normalize import KAZAKH_LETTERS, compose, fold
from tilmash.script import is_latin, key
from tilmash.types import Token

KAZAKH, RUSSIAN, ENGLISH, OTHER, MIXED = "kk", "ru", "en", "other", "mixed"
MIXED_SHARE = 0.25
_FEW = 4
# So many words of one language in a row are speech, not borrowings.
_SPEECH = 4
_SHORTEST_STEM, _LONGEST_STEM = 4, 12
_RUSSIAN_STARTS = (
    "пр",
    "ст",
    "тр",
    "кр",
    "гр",
    "сл",
    "сп",
    "вс",
    "вз",
    "сд",
    "см",
    "св",
    "дв",
    "др",
    "бр",
    "зд",
    "хр",
)
_RUSSIAN_LETTERS = frozenset("щъё")
_KAZAKH_LATIN = frozenset("äğñūǵń")
_OTHER_LETTERS = frozenset("ўҳїєґћђљњџőűßçłżęąõåæøř")
_KAZAKH_ARABIC = frozenset("ٴڭۇۋ")
_UYGHUR_ARABIC = frozenset("ېۆئھ")
# і is Ukrainian too.
_KAZAKH_ALONE = KAZAKH_LETTERS - {"і"}
_SILENT = ("", 0)


@cache
def _keywords() -> dict[str, tuple[str, int]]:
    kazakh = {key(word) for word in words_of("kk/stop_words.tsv") | words_of("kk/frequent_words.tsv")}
    russian = {key(word) for word in words_of("ru/stop_words.tsv") | words_of("ru/frequent_words.tsv")}
    votes = dict.fromkeys(kazakh - russian, (KAZAKH, 2))
    return votes | dict.fromkeys(russian - kazakh, (RUSSIAN, 2)) | dict.fromkeys(kazakh & russian, _SILENT)


@cache
def _latin_keywords() -> dict[str, tuple[str, int]]:
    votes = {word: (OTHER, 2) for word in words_of("other/stop_words.tsv") if key(word) not in _keywords()}
    return votes | dict.fromkeys(words_of("en/stop_words.tsv"), (ENGLISH, 2))


def _stems_of(column: int) -> set[str]:
    words = (word for row in concept_rows() for pattern in row[column].split(";") for word in pattern.split())
    return {fold(word) for word in words if word[-1] not in "=~*" and len(word) >= _SHORTEST_STEM}


@cache
def _stems() -> dict[str, str]:
    kazakh, russian = _stems_of(2), _stems_of(3)
    votes = dict.fromkeys(kazakh - russian, KAZAKH)
    return votes | dict.fromkeys(russian - kazakh, RUSSIAN)


@cache
def _endings() -> dict[str, tuple[str, int]]:
    votes: dict[str, tuple[str, int]] = {}
    for language, name in ((KAZAKH, "kk/suffixes.tsv"), (RUSSIAN, "ru/suffixes.tsv")):
        for _, suffixes, sign in read_table(name):
            if sign != "0":
                votes |= {fold(suffix): (language, int(sign)) for suffix in suffixes.split()}
    return votes


def _vote_of_ending(folded: str) -> tuple[str, int]:
    endings = _endings()
    for length in range(min(len(folded) - 2, 8), 1, -1):
        vote = endings.get(folded[-length:])
        if vote:
            return vote
    return _SILENT


def _vote_of_stem(folded: str) -> tuple[str, int]:
    stems = _stems()
    for length in range(min(len(folded), _LONGEST_STEM), _SHORTEST_STEM - 1, -1):
        language = stems.get(folded[:length])
        if language:
            return language, 1
    return _SILENT


def _vote_of_form(composed: str, folded: str) -> tuple[str, int]:
    if not _RUSSIAN_LETTERS.isdisjoint(composed):
        return RUSSIAN, 2
    ending = _vote_of_ending(folded)
    if ending[1] > 1:
        return ending
    stem = _vote_of_stem(folded)
    if stem[1]:
        # A Russian stem with a Kazakh ending is Kazakh speech: the ending is the speaker's own.
        return ending if ending[0] == KAZAKH and stem[0] == RUSSIAN else stem
    if ending[1]:
        return ending
    return (RUSSIAN, 1) if folded.startswith(_RUSSIAN_STARTS) else _SILENT


@lru_cache(maxsize=1 << 16)
def vote_of(word: str) -> tuple[str, int]:
    """Give the language a single word speaks for and how loudly (0..4)."""
    composed = compose(word)
    if composed[:1].isdigit():
        return _SILENT
    if not _OTHER_LETTERS.isdisjoint(composed):
        return OTHER, 4
    latin = is_latin(composed)
    marks = _KAZAKH_LATIN if latin else KAZAKH_LETTERS
    if not marks.isdisjoint(composed):
        return KAZAKH, 3 if latin or not _KAZAKH_ALONE.isdisjoint(composed) else 2
    plain = _latin_keywords().get(composed)
    if plain:
        return plain
    if not latin and not "Ѐ" <= composed[:1] <= "ӿ":
        return _vote_of_arabic(composed)
    folded = key(word)
    return _keywords().get(folded) or _vote_of_form(composed, folded)


def _vote_of_arabic(composed: str) -> tuple[str, int]:
    if not composed[:1].isalpha():
        return _SILENT
    if not _KAZAKH_ARABIC.isdisjoint(composed) and _UYGHUR_ARABIC.isdisjoint(composed):
        return KAZAKH, 2
    return OTHER, 1


def _speaking(tokens: tuple[Token, ...]) -> list[str]:
    """Leave out the Latin words of a Cyrillic text: names of firms and of networks say nothing of its language."""
    words = [token.text for token in tokens if not token.text[0].isdigit()]
    latin = sum(map(is_latin, words))
    return [word for word in words if not is_latin(word)] if 2 * latin < len(words) else words


def _counts(words: Iterable[str]) -> dict[str, list[int]]:
    """Give for each language how many words spoke, how loudly in all, and the loudest."""
    counts = {language: [0, 0, 0] for language in (KAZAKH, RUSSIAN, ENGLISH, OTHER)}
    for word in words:
        language, loudness = vote_of(word)
        if loudness:
            spoke, total, loudest = counts[language]
            counts[language] = [spoke + 1, total + loudness, max(loudest, loudness)]
    return counts


def _longest_run(words: Iterable[str], language: str) -> int:
    """Give how many words in a row speak a language and no other; silent words do not break a row."""
    longest = run = 0
    for word in words:
        spoken, loudness = vote_of(word)
        if loudness:
            run = run + 1 if spoken == language else 0
            longest = max(longest, run)
    return longest


def _is_mixed(words: list[str], counts: dict[str, list[int]]) -> bool:
    (kazakh, _, kazakh_most), (russian, _, russian_most) = counts[KAZAKH], counts[RUSSIAN]
    if min(kazakh_most, russian_most) < 2:
        return False
    fewer, both = min(kazakh, russian), kazakh + russian
    if fewer >= (1 if both <= _FEW else 2) and fewer >= MIXED_SHARE * both:
        return True
    return _longest_run(words, KAZAKH if kazakh < russian else RUSSIAN) >= _SPEECH


def language_of(tokens: tuple[Token, ...]) -> str:
    """Give the language of a text: kk, ru, mixed (of these two), en or other; `other` when nothing speaks."""
    words = _speaking(tokens)
    counts = _counts(words)
    kazakh, russian = counts[KAZAKH][1], counts[RUSSIAN][1]
    foreign = max(ENGLISH, OTHER, key=lambda language: counts[language][1])
    if counts[foreign][1] >= max(kazakh + russian, 1):
        return foreign
    if not kazakh + russian:
        return RUSSIAN if any("а" <= word[:1].lower() <= "я" for word in words) else OTHER
    if _is_mixed(words, counts):
        return MIXED
    return KAZAKH if kazakh >= russian else RUSSIAN
