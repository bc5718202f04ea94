"""A phrase put into a case: the only door to declining, for both languages.

A case may be named in Kazakh, in English, by its gloss or in Russian (`lang/cases.tsv`). How a phrase is declined is
told in `declension_kk` and `declension_ru`.

>>> decline("Қызылорда қалалық әкімдігі", "барыс"), decline("городская больница №5", "dative", "ru")
('Қызылорда қалалық әкімдігіне', 'городской больнице №5')
"""

from functools import cache

from tilmash.errors import NotTextError, UnknownLanguageError, UnknownNameError
from tilmash.lang import read_table
from tilmash.morph.declension_kk import declined_kk
from tilmash.morph.declension_ru import declined_ru

_DECLINERS = {"kk": declined_kk, "ru": declined_ru}
_SPOKEN = ("септігі", "септік", "падеж", "case")


def decline(phrase: str, case: str, language: str = "kk") -> str:
    """Put a phrase that stands in the nominative into a case; the nominative gives it back as it is.

    In Kazakh the last word takes the ending. In Russian the head noun and what agrees with it are declined, and full
    names; what follows the head stays. What cannot be declined (signs, foreign letters) is given back unchanged.
    Raises UnknownNameError for a case there is not, UnknownLanguageError, and NotTextError for what is no `str`.
    """
    if not all(isinstance(given, str) for given in (phrase, case, language)):
        raise NotTextError("a phrase, a case and a language are str")
    if language not in _DECLINERS:
        raise UnknownLanguageError(f"phrases are declined in {' and '.join(_DECLINERS)}, not in {language!r}")
    gloss = gloss_of(case, language)
    return phrase if gloss == "NOM" else _DECLINERS[language](phrase, gloss)


def gloss_of(case: str, language: str) -> str:
    """Give the gloss of a case by any of its names; raises UnknownNameError, which names the known ones."""
    low = case.strip().lower()
    for word in _SPOKEN:
        low = low.removesuffix(word).strip()
    known = _names(language)
    if low not in known:
        firsts = {gloss: name for name, gloss in reversed(known.items())}
        listed = ", ".join(f"{name} ({gloss})" for gloss, name in reversed(firsts.items()))
        raise UnknownNameError(f"no case of {language} is called {case[:40]!r}; there are {listed}")
    return known[low]


@cache
def _names(language: str) -> dict[str, str]:
    """Give the gloss of each name of a case."""
    column = {"kk": 1, "ru": 2}[language]
    return {name: row[0] for row in read_table("cases.tsv") for name in row[column].split() if name != "-"}
