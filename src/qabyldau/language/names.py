"""Names and phrases put into a case, and names of people in the short form of letters: over the engine's declension.

A stored form wins over a counted one everywhere: people know their own names.
"""

import re
from dataclasses import dataclass

from tilmash import decline as engine_decline
from tilmash.morph.names_ru import Part, parts_of, sex_of

TIE = "\u00a0"
"""The space that no line is broken at."""
_DOT = re.compile(r"\.(?=\w)")
_GIVEN, _SURNAME, _PATRONYMIC, _INITIAL = "given", "surname", "patronymic", "initial"
_DEAR = {"m": "Уважаемый", "f": "Уважаемая", "": "Уважаемый (-ая)"}


@dataclass(frozen=True, slots=True)
class FullName:
    """The parts of a person's name as far as they are known; ``initials`` as they are written, with dots."""

    surname: str
    given: str
    patronymic: str
    initials: str
    sex: str
    """m, f, or "" where nothing tells."""


def decline(phrase: str, case: str, language: str = "kk", *, stored: str = "") -> str:
    """Return a phrase (a name, a body, a post) in a case: genitive, dative, … as the engine names them.

    ``stored`` is the form that somebody wrote down for this very phrase; it wins. A phrase of other letters comes back
    unchanged. Raises what the engine raises for a case or language there is not.
    """
    return stored.strip() or engine_decline(phrase.strip(), case, language)


def full_name(name: str) -> FullName:
    """Return the parts of a name written surname first (Ахметов Асқар Серікұлы) or given name first (Асқар Ахметов)."""
    words = _words(name)
    parts = parts_of(" ".join(words))
    roles = [part.role for part in parts] if len(parts) == len(words) else []
    surname = _surname_at(words, roles)
    initials = [word for word, role in _pairs(words, roles) if role == _INITIAL]
    rest = [word for place, word in enumerate(words) if place != surname and word not in initials]
    return FullName(
        surname=words[surname] if surname is not None else "",
        given=rest[0] if rest else "",
        patronymic=" ".join(rest[1:]),
        initials=TIE.join(initials) if initials else TIE.join(_initial(word) for word in rest[:2]),
        sex=_sex(parts, words),
    )


def _words(name: str) -> list[str]:
    """Return the words of a name, initials apart: А.С.Ахметов is three."""
    return _DOT.sub(". ", name.replace(TIE, " ")).split()


def _sex(parts: list[Part], words: list[str]) -> str:
    """Return m or f by what the engine knows, or by a patronymic written apart (Серік қызы)."""
    last = words[-1].lower() if words else ""
    return (sex_of(parts) if parts else "") or {"қызы": "f", "ұлы": "m"}.get(last, "")


def _pairs(words: list[str], roles: list[str]) -> list[tuple[str, str]]:
    known = roles or [_INITIAL if word.endswith(".") else "" for word in words]
    return list(zip(words, known, strict=True))


def _surname_at(words: list[str], roles: list[str]) -> int | None:
    """Return where the surname stands: the first word of a full name, the one that is a surname of two."""
    if len(words) < 2:
        return None if not roles or roles[0] == _GIVEN else 0
    if _PATRONYMIC in roles:
        if len(words) == 2:
            return None
        return 0 if roles[-1] == _PATRONYMIC else len(words) - 1
    if _INITIAL in roles:
        return next(place for place, role in enumerate(roles) if role != _INITIAL)
    if roles and roles[0] == _GIVEN and roles[1] == _SURNAME:
        return 1
    return 0


def _initial(word: str) -> str:
    """Return А. for Асқар, Ж.-П. for Жан-Поль."""
    return "-".join(f"{piece[0].upper()}." for piece in word.split("-") if piece)


def short_name(name: str, case: str = "nominative", language: str = "kk", *, stored: str = "") -> str:
    """Return a name with initials in a case: «А. С. Ахметовке» and «Ахметову А. С.»; without a surname the name itself.

    In Kazakh the surname comes last and takes the ending; in Russian it comes first where the name is declined, last in
    the nominative, as under a letter.
    """
    if stored.strip():
        return stored.strip()
    parts = full_name(name)
    if not parts.surname or not parts.initials:
        return engine_decline(" ".join(_words(name)), case, language)
    if language == "ru":
        return _short_in_russian(name, parts, case)
    return f"{parts.initials}{TIE}{engine_decline(parts.surname, case, language)}"


def _short_in_russian(name: str, parts: FullName, case: str) -> str:
    words = _words(name)
    made = engine_decline(" ".join(words), case, "ru").split()
    place = words.index(parts.surname)
    surname = made[place] if len(made) == len(words) else parts.surname
    if case.lower() in {"nominative", "nom"}:
        return f"{parts.initials}{TIE}{surname}"
    return f"{surname}{TIE}{parts.initials}"


def address(name: str, language: str = "kk", *, stored: str = "") -> str:
    """Return how a letter begins: «Құрметті Асқар Серікұлы!», «Уважаемый Аскар Серикович!»; "" for no name."""
    if stored.strip() or not name.strip():
        return stored.strip()
    parts = full_name(name)
    called = " ".join(word for word in (parts.given, parts.patronymic) if word) or short_name(
        name, "nominative", language
    )
    return f"{_DEAR[parts.sex] if language == 'ru' else 'Құрметті'} {called}!"
