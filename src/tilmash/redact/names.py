"""Names of people: after "my name is", around a patronymic, beside initials, and those the trained finder sees."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from tilmash.entities.gazetteer import given_names, marks, stems
from tilmash.entities.lexicon import words
from tilmash.lang import words_of
from tilmash.redact.beside import is_sure
from tilmash.redact.signs import holds
from tilmash.redact.whole import without_small
from tilmash.script import key
from tilmash.types import Person, Span

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_LOWER = "a-zа-яёәғқңөұүһі'’"
_NAME = rf"[{_UPPER}][{_LOWER}]{{1,24}}(?:-[{_UPPER}][{_LOWER}]{{1,24}})?"
_LETTER_WORD = rf"[{_UPPER}{_LOWER}]{{2,25}}"
_ENDING = "(?:ұлы|улы|қызы|кызы|uly|qyzy|kyzy|ович|евич|ьич|овн|евн|ичн|ovich|evich|ovn|evn)"
_CASE = "(?:а?(?:[нтд][ыиі][ңн]|[мбп]ен|[нтд][ае]н|нд[ае]|[нтд][ае]|[ғгқк][ае]|[нтд][ыиі])|н|о[йю]|ем|ом|[ауыеaueyi]|o[yi])?"
_PATRONYMIC = re.compile(
    rf"(?<!\w)((?:{_NAME}[ \u00a0]){{0,2}})({_NAME}[ \u00a0\-]?(?<=[{_LOWER} \u00a0\-]){_ENDING}{_CASE})"
    rf"((?:[ \u00a0]{_NAME})?)(?!\w)"
)
_SELF = re.compile(
    rf"(?<!\w)(?:менің (?:толық )?(?:атым|есімім|аты[ -]жөнім)|менин (?:атым|есимим|аты[ -]жоним)|атым|есімім|есимим"
    rf"|аты[ -]?жөнім?і?|тегім|меня зовут|зовут меня|мо[её] имя|моя фамилия|ф\.? ?и\.? ?о\.?|мен,|я,|menin atym|atym|menya zovut|my name is|i am)"
    rf"[\s:,–—-]{{1,4}}((?-i:{_NAME})(?: (?-i:{_NAME})){{0,2}}|{_LETTER_WORD})(?!\w)",
    re.IGNORECASE,
)
_INITIAL = rf"[{_UPPER}]\. ?"
_INITIALS = re.compile(
    rf"(?=[{_UPPER}])(?<!\w)(?:{_NAME} {_INITIAL}(?:[{_UPPER}]\.)?(?!\w)|{_INITIAL}(?:{_INITIAL})?{_NAME})"
)
# One of these stands in every text that the expression above it can find anything in; asking is cheaper than searching.
_PATRONYMIC_SIGNS = (
    "ұлы",
    "улы",
    "ызы",
    "uly",
    "yzy",
    "вич",
    "ьич",
    "овн",
    "евн",
    "ичн",
    "vich",
    "ovn",
    "evn",
)
_SELF_SIGNS = (
    *(
        "атым",
        "есім",
        "есим",
        "жөнім",
        "жоним",
        "тегім",
        "зовут",
        "имя",
        "фамилия",
        "ф.",
        "ф ",
        "фио",
        "мен,",
        "я,",
    ),
    *("atym", "zovut", "my name", "i am", "аты жөн", "аты-жөн", "атыжөн"),
)
_INITIAL_SIGN = re.compile(rf"[{_UPPER}]\.")
_SHORT_IN_ULY = re.compile(r"\w{1,3}[ұу]лы\w*")
_SHORT_SURNAME = 3
_LONGEST = 72
_BLANKS = frozenset({" ", "\u00a0"})
# Given names that people write in two: "Ай Нұр", "Бек Нұр".
_IN_TWO = re.compile(rf"([{_UPPER}](?<!\w.)[{_LOWER}]{{1,3}})[ \u00a0]({_NAME})(?!\w)", re.DOTALL)
_NEEDS_CAPITAL = ("i am", "мен,", "я,", "атым", "atym", "моё имя", "мое имя")
_NOT_A_NAME = frozenset(
    {"ул", "көш", "пр", "мкр", "кв", "им", "обл", "гор", "тел", "жоқ", "бар", "емес", "деп", "не"}
)


@cache
def _no_names() -> frozenset[str]:
    tables = ("titles.tsv", "stop_words.tsv", "frequent_words.tsv")
    return frozenset(
        word for language in ("kk", "ru") for name in tables for word in words_of(f"{language}/{name}")
    )


def _start_of_name(match: re.Match[str]) -> int:
    """Step over a title or an ordinary word that only begins a sentence before a name."""
    start = match.start()
    for word in match.group(1).split():
        if word.lower() not in _no_names() or len(word) < _SHORT_SURNAME:
            break
        start += len(word) + 1
    return start


def _is_patronymic(match: re.Match[str]) -> bool:
    """Refuse everyday words that end as a patronymic does (Атаулы, Қаулы) where no name stands beside them."""
    word = match.group(2)
    if word.split()[0].lower() in _no_names():
        return False
    alone = not match.group(1) and not match.group(3) and " " not in word
    return not alone or not _SHORT_IN_ULY.fullmatch(word)


def names(text: str, persons: Iterable[Person] = ()) -> Iterator[Span]:
    """Give the names of people in order: what a rule and the trained finder see of one name is one span."""
    told = [
        (each.start, without_small(text, each.start, each.end))
        for each in persons
        if not _is_doubtful(text, each)
    ]
    spans = sorted([*((span.start, span.end) for span in _by_rules(text)), *told])
    if not spans:
        return
    held: tuple[int, int] | None = None
    for start, end in spans:
        if held and (start < held[1] or text[held[1] : start] in _BLANKS and end - held[0] <= _LONGEST):
            held = held[0], max(held[1], end)
            continue
        if held:
            yield Span("name", *held)
        held = start, end
    if held:
        yield Span("name", *held)


def _is_doubtful(text: str, person: Person) -> bool:
    """Say whether a word in small letters, where the text has capitals, is a name among its other meanings: "үміт"."""
    small = person.name.islower() and " " not in person.name
    return small and not text.islower() and not is_sure(person.name)


def _by_rules(text: str) -> Iterator[Span]:
    low = text.lower()
    if holds(low, _PATRONYMIC_SIGNS):
        for match in _PATRONYMIC.finditer(text):
            if _is_patronymic(match):
                yield Span("name", _start_of_name(match), match.end())
    if holds(low, _SELF_SIGNS):
        yield from _told_of_self(text)
    yield from _in_two(text)
    if _INITIAL_SIGN.search(text):
        yield from _with_initials(text)


def _in_two(text: str) -> Iterator[Span]:
    for match in _IN_TWO.finditer(text):
        first = key(match.group(1))
        if first in words("name_parts") and not given_names().isdisjoint(stems(first + key(match.group(2)))):
            yield Span("name", match.start(), match.end())


def _with_initials(text: str) -> Iterator[Span]:
    for match in _INITIALS.finditer(text):
        word = match.group().split()[0].rstrip(".")
        if word.lower() not in _NOT_A_NAME:
            yield Span("name", match.start(), match.end())


def _told_of_self(text: str) -> Iterator[Span]:
    for match in _SELF.finditer(text):
        name = match.group(1)
        weak = match.group().lower().startswith(_NEEDS_CAPITAL)
        small = name[0].islower() and (weak or not marks(name))
        if name.lower() not in _NOT_A_NAME and not small:
            yield Span("name", match.start(1), match.end(1))
