"""The small functions of the face, over one text or a list of them."""

from typing import Literal, overload

from tilmash import langid
from tilmash.errors import UnknownLanguageError
from tilmash.letters import restore_text
from tilmash.letters import to_cyrillic as cyrillic_of
from tilmash.letters import to_latin as latin_of
from tilmash.morph import kk, ru
from tilmash.normalize import KAZAKH_LETTERS, compose
from tilmash.pipeline import checked, each
from tilmash.redact import mask_spans, personal_spans
from tilmash.stems import terms_of, word_of

Lang = Literal["kk", "ru"]


@overload
def language(text: str) -> str: ...
@overload
def language(text: list[str]) -> list[str]: ...
def language(text: str | list[str]) -> str | list[str]:
    """Give the language of a text: kk, ru, mixed, en or other (Uzbek and Kyrgyz are other), whatever the letters."""
    found = langid.languages(checked(text))
    return found if isinstance(text, list) else found[0]


@overload
def restore(text: str) -> str: ...
@overload
def restore(text: list[str]) -> list[str]: ...
def restore(text: str | list[str]) -> str | list[str]:
    """Give a text with the Kazakh letters it was typed without; Russian words and all else stay as they are."""
    return each(lambda one: restore_text(one).text, text)


@overload
def to_cyrillic(text: str) -> str: ...
@overload
def to_cyrillic(text: list[str]) -> list[str]: ...
def to_cyrillic(text: str | list[str]) -> str | list[str]:
    """Give a Kazakh text in Latin (any alphabet or chat spelling) or Arabic letters in Cyrillic ones."""
    return each(cyrillic_of, text)


@overload
def to_latin(text: str) -> str: ...
@overload
def to_latin(text: list[str]) -> list[str]: ...
def to_latin(text: str | list[str]) -> str | list[str]:
    """Give a Kazakh text in the Latin alphabet of 2021."""
    return each(latin_of, text)


@overload
def lemma(word: str, language: Lang | None = None) -> str: ...
@overload
def lemma(word: list[str], language: Lang | None = None) -> list[str]: ...
def lemma(word: str | list[str], language: Lang | None = None) -> str | list[str]:
    """Give the lemma of a word, in lower case; verbs of Kazakh as bare stems (the convention of UD Kazakh-KTB).

    Without a language it is told from the word. Raises UnknownLanguageError for any but kk and ru.
    """
    if language not in (None, langid.KAZAKH, langid.RUSSIAN):
        raise UnknownLanguageError(f"lemmas are known for kk and ru, not for {language}")
    if language is None:
        return each(_lemma, word)
    return each(kk.lemma_of if language == langid.KAZAKH else ru.lemma_of, word)


def _lemma(word: str) -> str:
    return kk.lemma_of(word) if not KAZAKH_LETTERS.isdisjoint(compose(word)) else word_of(word).lemma


@overload
def terms(text: str) -> list[str]: ...
@overload
def terms(text: list[str]) -> list[list[str]]: ...
def terms(text: str | list[str]) -> list[str] | list[list[str]]:
    """Give what a search index stores for a text and what a query asks: stems, their beginnings and pieces."""
    found = [terms_of(one) for one in checked(text)]
    return found if isinstance(text, list) else found[0]


@overload
def mask(text: str) -> str: ...
@overload
def mask(text: list[str]) -> list[str]: ...
def mask(text: str | list[str]) -> str | list[str]:
    """Give a text with a token of its kind in place of each personal datum found, as `[ТЕЛЕФОН]`."""
    return each(lambda one: mask_spans(one, personal_spans(one)), text)
