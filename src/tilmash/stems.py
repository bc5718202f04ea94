"""What a search index stores and a query asks: stems of both languages in one spelling, and pieces of them.

A word is first brought to Russian keys, so that it reads alike however it was typed; then its Kazakh letters are
restored or its Russian form is looked up, and its lemma is folded again. Pieces of four letters of the stem let
words meet that share a root or a slip of the finger (McNamee & Mayfield 2004).

>>> stems_of("Көшедегі шұңқырларды жөндеңіздер"), stems_of("ямы на дорогах")
(['коше', 'шункыр', 'жонде'], ['яма', 'дорога'])
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from tilmash.lang import words_of
from tilmash.letters.latin import to_cyrillic
from tilmash.letters.restoration import restore_word
from tilmash.letters.tongue import leaning
from tilmash.morph import kk, ru
from tilmash.normalize import compose, fold, on_russian_keys
from tilmash.script import is_latin, key
from tilmash.segment import tokenize

KAZAKH, RUSSIAN, NEITHER = "kk", "ru", ""
_KAZAKH_SILENT, _RUSSIAN_SILENT = "kk/stop_words.tsv", "ru/stop_words.tsv"
PIECE = 4
_OF_STEM, _OF_WORD = (4, 5), (3, 4, 5, 6)
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class WordRead:
    """A word as understood by itself: its language (kk, ru or ""), its lemma, and the folded lemma that joins its forms.

    A silent word says nothing by itself: a function word, a form of one, a verb form that only helps another.
    """

    language: str
    lemma: str
    stem: str
    is_silent: bool = False


@lru_cache(maxsize=1 << 17)
def word_of(word: str) -> WordRead:
    """Read one word by itself, in any spelling; numbers, foreign words and words over 40 letters stay as they are."""
    low = compose(word)
    if len(low) <= _LONGEST_WORD and low.isalpha() and is_latin(low):
        low = to_cyrillic(low).lower()
    if len(low) > _LONGEST_WORD or not low.isalpha() or is_latin(low):
        return WordRead(NEITHER, low, low)
    typed = on_russian_keys(low)
    if leaning(typed) >= 0:
        return _kazakh(restore_word(typed)[0])
    lemma = ru.lemma_of(typed)
    stem = fold(lemma)
    return WordRead(RUSSIAN, lemma, stem, fold(low) in _function_words() or stem in _russian_stems())


def _kazakh(word: str) -> WordRead:
    """Read a Kazakh word; what may be a noun of the word list is never silent, unless it is a function word itself."""
    reading = kk.analyses(word)[0]
    lemma = reading.lemma
    is_silent = fold(word) in _function_words()
    if not is_silent and kk.NOUN not in kk.lexicon().get(word, ()):
        is_silent = lemma in (_helping_verbs() if reading.kind == kk.VERB else words_of(_KAZAKH_SILENT))
    return WordRead(KAZAKH, lemma, fold(lemma), is_silent)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(fold(word) for word in words_of(_KAZAKH_SILENT) | words_of(_RUSSIAN_SILENT))


@cache
def _russian_stems() -> frozenset[str]:
    return frozenset(fold(ru.lemma_of(word)) for word in words_of(_RUSSIAN_SILENT))


@cache
def _helping_verbs() -> frozenset[str]:
    """Give the Kazakh verbs that have forms among the function words, in the active voice."""
    readings = (kk.analyses(word)[0] for word in words_of(_KAZAKH_SILENT))
    return frozenset(
        reading.lemma for reading in readings if reading.kind == kk.VERB and "PASS" not in reading.endings
    )


def words_of_text(text: str) -> list[WordRead]:
    """Give the words of a text as read, in order, without those that say nothing by themselves."""
    words = (word_of(token.text) for token in tokenize(text))
    return [word for word in words if not word.is_silent]


def stems_of(text: str) -> list[str]:
    """Give the stems of a text in order, without the words that say nothing by themselves."""
    return [word.stem for word in words_of_text(text)]


def terms_of(text: str) -> list[str]:
    """Give what an index stores and a query asks: for each word that says something its stem, the beginnings of the
    stem and of the word itself, and the pieces of four letters of the stem.

    Beginnings share one space with stems (marked `>`), pieces have their own (`~`). A short word stands for all of
    its beginnings, so that it weighs as much as a long one. Figures: docs/explanation/tilmash/search.md.
    """
    terms: list[str] = []
    for token in tokenize(text):
        word = word_of(token.text)
        if not word.is_silent:
            terms += _terms_of_word(word.stem, key(token.text))
    return terms


@lru_cache(maxsize=1 << 16)
def _terms_of_word(stem: str, surface: str) -> tuple[str, ...]:
    cut, whole = stem[:_LONGEST_WORD], surface[:_LONGEST_WORD]
    beginnings = [cut, *(cut[:size] for size in _OF_STEM), *(whole[:size] for size in _OF_WORD)]
    pieces = [cut[start : start + PIECE] for start in range(len(cut) - PIECE + 1)] if len(cut) > PIECE else []
    return tuple([f"{beginning}>" for beginning in beginnings] + [f"{piece}~" for piece in pieces])
