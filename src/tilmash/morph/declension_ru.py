"""Russian phrases in a case: the head noun and what agrees with it are declined, what follows stays.

The head is the first noun in the nominative with which the adjectives and participles before it agree; its genitive
and quoted names stay ("управление энергетики", «Нур»). Forms come from pymorphy3 with the OpenCorpora dictionary
(Korobov 2015); names of people from `names_ru`.

>>> declined_ru("управление энергетики города Алматы", "DAT"), declined_ru("депутат Ахметов Серик", "GEN")
('управлению энергетики города Алматы', 'депутата Ахметова Серика')
"""

import re
from functools import cache
from typing import Any

from tilmash.lang import read_table, words_of
from tilmash.morph.names_ru import name_in
from tilmash.morph.ru import parses

_CASES = {"GEN": "gent", "DAT": "datv", "ACC": "accs", "INS": "ablt", "LOC": "loct"}
_PIECE = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”|\([^()]*\)|([^\W\d_]+(?:-[^\W\d_]+)*)|\d+|[^\s\w]")
_LONGEST = 500
_MOST_WORDS = 12
_ABBREVIATED = 5
_MODIFIERS = {"ADJF", "PRTF"}
_BETWEEN = {"ADVB", "CONJ", "PRCL", "PNCT"}
_NAMED = re.compile(r"[^\W\d_][\w.-]*")
_KAZAKH = frozenset("әғқңөұүһі")
_PROPER = ("Name", "Surn", "Patr")
Word = tuple[int, int, str]
Chosen = dict[int, Any]


@cache
def _places() -> frozenset[str]:
    """Give the Russian names of places of one word: none of them is a person."""
    names = (name.strip() for row in read_table("places.tsv") for name in row[2].split(";"))
    return frozenset(name.lower() for name in names if " " not in name)


def declined_ru(phrase: str, gloss: str) -> str:
    """Put a phrase into the case of a gloss (GEN, DAT, ACC, INS, LOC); its head is looked for in 500 characters."""
    looked, rest = phrase[:_LONGEST], phrase[_LONGEST:]
    if looked.strip().lower() not in _places():
        name = name_in(looked, gloss)
        if name is not None:
            return name + rest
    words = [(each.start(), each.end(), each.group()) for each in _PIECE.finditer(looked)]
    chosen = {} if _begins_abbreviated(words) else _heads(words[:_MOST_WORDS])
    chosen |= _turned(words[:_MOST_WORDS], chosen)
    out, done = "", 0
    for place in sorted(chosen):
        start, end, word = words[place]
        out += looked[done:start] + _form(word, chosen[place], gloss, _is_animate(chosen, place))
        done = end
    tail = looked[done:]
    if chosen and _is_animate(chosen, max(chosen)):
        tail = _title_tail(tail, gloss)
    return out + tail + rest


def _begins_abbreviated(words: list[Word]) -> bool:
    """Say whether a body begins with letters, which stay as they are in a letter: ОСИ «Абай 10», МИД Республики Казахстан."""
    first = words[0][2] if words else ""
    is_short = first.isupper() and 1 < len(first) <= _ABBREVIATED
    return is_short and not all(word.isupper() for _, _, word in words)


def _title_tail(tail: str, gloss: str) -> str:
    """Decline a person's name that follows his post: депутат Ахметов, аким города Сергей Ким."""
    starts = [word.start() for word in _NAMED.finditer(tail)]
    for start in [*starts[:1], *starts[-4:]]:
        name = name_in(tail[start:], gloss)
        if name is not None and (start == starts[0] or " " in name):
            return tail[:start] + name
    return tail


def _is_animate(chosen: Chosen, place: int) -> bool:
    """Say whether the head that a word belongs to is alive; the head is the next noun from there."""
    nouns = [other for other in sorted(chosen) if chosen[other].tag.POS == "NOUN"]
    heads = [chosen[other] for other in nouns if other >= place] or [chosen[other] for other in nouns[-1:]]
    # A participle alone names a person: пострадавший, обвиняемый.
    return bool(heads[0].tag.animacy == "anim" if heads else chosen[place].tag.POS == "PRTF")


def _heads(words: list[Word]) -> Chosen:
    """Give the parse of each word that changes, by its place: the head, its modifiers, and heads joined by `и`."""
    found = _head(words, 0, ())
    if not found:
        return _lonely(words)
    last = max(found)
    while last + 2 < len(words) and words[last + 1][2].lower() in {"и", "или"}:
        further = _head(words, last + 2, ())
        if not further:
            break
        found |= further
        last = max(further)
    return found


def _turned(words: list[Word], chosen: Chosen) -> Chosen:
    """Give the participle after the first comma that agrees with the head: отдел города, отвечающий за дороги."""
    heads = [place for place in sorted(chosen) if chosen[place].tag.POS == "NOUN"]
    commas = [place for place, word in enumerate(words) if word[2] == ","]
    if len(heads) != 1 or not commas or not heads[0] < commas[0] < len(words) - 1:
        return {}
    place = commas[0] + 1
    if not any(parse.tag.POS == "PRTF" for parse in _nominatives(words[place][2], _MODIFIERS)):
        return {}
    return _agreed(words, (place,), chosen[heads[0]]) or {}


def _lonely(words: list[Word]) -> Chosen:
    """Give the adjectives of a phrase without a noun: столовая, Первомайский."""
    found: Chosen = {}
    for place, word in enumerate(words):
        lonely = _nominatives(word[2], _MODIFIERS)
        if not lonely:
            break
        found[place] = lonely[0]
    return found


def _head(words: list[Word], place: int, modifiers: tuple[int, ...]) -> Chosen:
    """Give the parses of a head and its modifiers from a place on; {} where there is none that agrees."""
    if place >= len(words):
        return {}
    word = words[place][2]
    if _nominatives(word, _MODIFIERS):
        found = _head(words, place + 1, (*modifiers, place))
        if found:
            return found
    for noun in _nominatives(word, {"NOUN"}):
        agreed = _agreed(words, modifiers, noun)
        if agreed is not None:
            return agreed | {place: noun}
    return _head(words, place + 1, modifiers) if _may_stand_between(word, place) else {}


def _agreed(words: list[Word], modifiers: tuple[int, ...], noun: Any) -> Chosen | None:
    found: Chosen = {}
    for place in modifiers:
        fitting = [
            parse
            for parse in _nominatives(words[place][2], _MODIFIERS)
            if parse.tag.number == noun.tag.number
            and (noun.tag.number == "plur" or parse.tag.gender == noun.tag.gender)
        ]
        if not fitting:
            return None
        found[place] = fitting[0]
    return found


def _may_stand_between(word: str, place: int) -> bool:
    if word == "," and place:
        return True
    return any(parse.tag.POS in _BETWEEN for parse in parses(word.lower())[:1])


def _nominatives(word: str, kinds: set[str]) -> list[Any]:
    """Give the parses of a word in the nominative, common words before names where it is written small."""
    if len(word) < 2 or not word[0].isalpha() or not _KAZAKH.isdisjoint(word.lower()):
        return []
    found = [parse for parse in parses(word.lower()) if parse.tag.POS in kinds and "nomn" in parse.tag]
    is_common = word.islower() or word.lower() in _places()
    return sorted(
        found,
        key=lambda parse: (is_common and any(kind in parse.tag for kind in _PROPER), _is_rare(parse)),
    )


def _is_rare(parse: Any) -> bool:
    """Say whether the lemma of a plural is likelier a form of another word: парки are of парк, not of парка."""
    if parse.tag.number != "plur" or parse.tag.POS != "NOUN":
        return False
    return bool(parses(parse.normal_form)[0].normal_form != parse.normal_form)


def _form(word: str, parse: Any, gloss: str, is_animate: bool) -> str:
    is_noun = parse.tag.POS == "NOUN"
    is_thing = word.lower() in _places() or word.lower() in words_of("ru/inanimate.tsv")
    if is_thing and gloss == "ACC" and parse.tag.gender == "masc":
        return word
    if "-" in word and is_noun:
        return _as_written(_twofold(word, gloss) or _inflected(parse, gloss, False, word), word)
    return _as_written(_inflected(parse, gloss, is_noun or is_animate, word), word)


def _inflected(parse: Any, gloss: str, is_animate: bool, word: str) -> str:
    """Give the form of a parse; the accusative of an adjective also asks whether its head is alive."""
    wanted = {_CASES[gloss]}
    has_choice = parse.tag.number == "plur" or parse.tag.gender == "masc"
    if parse.tag.POS != "NOUN" and gloss == "ACC" and has_choice:
        wanted.add("anim" if is_animate else "inan")
    made = parse.inflect(wanted)
    return str(made.word) if made else word.lower()


def _twofold(word: str, gloss: str) -> str:
    """Decline both nouns of `дети-сироты`; "" where the first part does not change, as in `интернет-магазин`."""
    first, _, last = word.partition("-")
    pair = _nominatives(first, {"NOUN"}), _nominatives(last, {"NOUN"})
    if first[-1].lower() not in "аяыи" or not all(pair) or "Fixd" in pair[0][0].tag:
        return ""
    return "-".join(
        _inflected(each[0], gloss, False, part) for each, part in zip(pair, (first, last), strict=True)
    )


def _as_written(form: str, word: str) -> str:
    """Give a form the capitals of the word, and no ё where the word was written without."""
    if "ё" not in word.lower():
        form = form.replace("ё", "е")
    if word.isupper() and len(word) > 1:
        return form.upper()
    pieces, models = form.split("-"), word.split("-")
    if len(pieces) != len(models):
        return form.capitalize() if word[0].isupper() else form
    return "-".join(
        piece[:1].upper() + piece[1:] if model[:1].isupper() else piece
        for piece, model in zip(pieces, models, strict=True)
    )
