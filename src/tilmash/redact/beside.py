"""Names told by where they stand: next to a telephone or an IIN, at the end as a signature, or known to be nothing else.

The trained finder wants a sentence around a name; short appeals often give none ("су жоқ, Қаныбек 8707…"). A capital and
the lists of names are believed there, unless the word beside it says that it is a street, a school or a firm.

>>> text = "су жоқ, Шолпан 87010000000"
>>> [text[span.start : span.end] for span in beside(text, [(15, 26)])]
['Шолпан']
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from tilmash.entities.gazetteer import given_names, marks, stems
from tilmash.entities.lexicon import words
from tilmash.entities.places import CITIES_TOO, is_settlement
from tilmash.entities.scan import role_of
from tilmash.entities.usual import begins_estate, is_form_of_usual, ordinary, usual
from tilmash.lang import read_table
from tilmash.normalize import fold
from tilmash.redact.nobody import OPENS, REACH, WORD_AFTER, WORD_BEFORE, is_thing, names_land
from tilmash.script import key
from tilmash.types import Span

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_LOWER = "a-zа-яёәғқңөұүһі'’"
# The capital comes first and what may not precede it is asked behind it: such a search is several times as fast.
_CAPITAL = re.compile(
    rf"[{_UPPER}](?<![\w«\"“„@./-].)[{_LOWER}]{{1,24}}(?:-[{_UPPER}][{_LOWER}]{{1,24}})?(?![\w»\"”@-])"
)
_ANY = rf"[{_UPPER}{_LOWER}]{{3,25}}"
_SMALL = re.compile(r"[^\W\d_]{3,25}")
_ENDS_BEFORE = re.compile(rf"(?<![\w«\"])({_ANY})[\s,:;.()–—-]{{1,4}}$")
_BEGINS_AFTER = re.compile(rf"[\s,:;()–—-]{{1,4}}({_ANY})(?![\w»\"@])")
_FIRST_ALONE = re.compile(rf"^([{_UPPER}][{_LOWER}]{{2,24}})[,.] ")
_LAST_ALONE = re.compile(rf"[,.!?\n] ?([{_UPPER}][{_LOWER}]{{2,24}})[ .!]{{0,3}}$")


@cache
def _everyday() -> frozenset[str]:
    """Give the folded keys of the everyday words of Kazakh: "сайлау", "наурыз" and "төлем" are names too."""
    return frozenset(fold(lemma) for lemma, part, _ in read_table("kk/lexicon.tsv") if part != "prop")


@lru_cache(maxsize=1 << 14)
def is_sure(word: str) -> bool:
    """Say whether a word with a capital is a given name and nothing else: no town, no usual street, no everyday word."""
    folded = key(word)
    if "sure" not in marks(word) or folded in words("no_sure_names"):
        return False
    if (
        ordinary(folded)
        or role_of(folded)
        or is_settlement(folded)
        or not CITIES_TOO.isdisjoint(stems(folded))
        or begins_estate(folded)
    ):
        return False
    forms = (folded,) if folded in given_names() else stems(folded)
    return _everyday().isdisjoint(forms) and folded not in usual() and not is_form_of_usual(folded)


@lru_cache(maxsize=1 << 14)
def _may_be_name(word: str) -> bool:
    """Say whether a word right beside a telephone is a name: in the lists, no everyday word."""
    folded = key(word)
    if ordinary(folded) or role_of(folded) or folded.startswith(_CONTACT):
        return False
    seen = marks(word)
    town = is_settlement(folded) and (folded not in given_names() or not CITIES_TOO.isdisjoint(stems(folded)))
    return not town and ("sure" in seen or word[0].isupper() and not seen.isdisjoint(_SIGNS))


@lru_cache(maxsize=1 << 14)
def _is_titled(word: str) -> bool:
    """Say whether a word with a capital is a name once a title or a word of kin stands beside it."""
    folded = key(word)
    if folded in given_names() or folded in words("short_surnames"):
        return True
    return not marks(word).isdisjoint(_SIGNS) and not ordinary(folded) and not role_of(folded)


# Kin, rank and work, as the folded beginnings of words: "көршім", "соседка", "мұғалімі", "врачу".
_TITLES = tuple(words("titles_begin"))
_RESPECT = words("respect")
_CALLED = "деген"
_SIGNS = frozenset({"given", "surname", "patronymic", "listed", "first"})
_CONTACT = tuple(words("contact_words"))


def lone_names(text: str) -> tuple[list[Span], list[Span]]:
    """Give the given names with a capital that can be nothing else, and the names told by what stands beside them.

    Told are those beside a title or a word of kin ("дочь айша", "мой муж Азамат") and signatures of one word.
    """
    if text.islower():
        return [], list(_small_names(text))
    sure: list[Span] = []
    told: list[Span] = []
    for match in _CAPITAL.finditer(text):
        word = match.group()
        if not (_is_titled(word) or is_sure(word)):
            continue
        if _is_titled(word) and _has_title(text, *match.span()):
            told.append(Span("name", match.start(), match.end()))
        elif is_sure(word) and not is_thing(text, *match.span()):
            sure.append(Span("name", match.start(), match.end()))
    for pattern in (_FIRST_ALONE, _LAST_ALONE):
        alone = pattern.search(text)
        if alone and _signs(alone.group(1)):
            told.append(Span("name", *alone.span(1)))
    return sure, told


def _small_names(text: str) -> Iterator[Span]:
    for before, here in pairwise(_SMALL.finditer(text)):
        if not _tells(before.group()) or here.start() != before.end() + 1:
            continue
        if "given" in marks(here.group()) and not ordinary(key(here.group())):
            yield Span("name", here.start(), here.end())


@lru_cache(maxsize=1 << 14)
def _tells(word: str) -> bool:
    """Say whether a word is a title or of kin."""
    return key(word).startswith(_TITLES)


@lru_cache(maxsize=1 << 12)
def _signs(word: str) -> bool:
    """Say whether a word that stands alone at the beginning or the end is a given name in the nominative."""
    folded = key(word)
    return (
        folded in given_names()
        and folded not in _everyday() | words("no_sure_names")
        and not (is_settlement(folded) or folded in CITIES_TOO or folded in usual() or ordinary(folded))
    )


def _has_title(text: str, start: int, end: int) -> bool:
    before = WORD_BEFORE.search(text, max(0, start - REACH), start)
    if (
        before
        and "." not in text[max(0, start - 2) : start]
        and (_tells(before.group(1)) or text.endswith("по имени ", 0, start))
    ):
        return True
    after = WORD_AFTER.match(text, end)
    if after is None or names_land(text, after.end()):
        return False
    word = key(after.group(1))
    respected = word in _RESPECT and not ordinary(key(text[start:end]))
    return respected or word == _CALLED and not OPENS.search(text, max(0, start - 3), start)


def beside(text: str, contacts: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """Give the names right before or right after the (start, end) of telephones and numbers of identity."""
    for start, end in contacts:
        before = _ENDS_BEFORE.search(text, max(0, start - REACH), start)
        if before and _may_be_name(before.group(1)):
            yield Span("name", *before.span(1))
        after = _BEGINS_AFTER.match(text, end)
        if after and _may_be_name(after.group(1)) and not names_land(text, after.end()):
            yield Span("name", *after.span(1))
