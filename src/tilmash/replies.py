"""Signs of an empty reply: what an authority's answer lacks, and the words that show it.

A reply is cut into clauses. In each the patterns of `lang/replies.tsv` are found: the phrases of empty replies, and the
marks of full ones (a deed in the past, a promise, a body, a place; dates are read by `entities.dates`). A sign is a
phrase that no deed makes good, or the absence of every mark. The list of kinds is this project's own; a sign is a
reason to look, not a verdict. How it was judged: `docs/explanation/tilmash/replies.md`.

>>> [sign.kind for sign in signs_of("Ваше обращение направлено по компетенции в уполномоченный орган.")]
['no_fact', 'forwarded_without_outcome']
>>> signs_of("Яма у дома 48 засыпана 14 мая.")
()
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from tilmash.concepts import Hit, PatternIndex, concepts, thesaurus
from tilmash.entities.dates import dates
from tilmash.errors import NotTextError
from tilmash.lang import read_table
from tilmash.langid import languages
from tilmash.normalize import fold
from tilmash.script import key
from tilmash.segment import tokenize
from tilmash.stems import word_of
from tilmash.types import ReplySign, Token

TAKEN, NO_DATE, NO_FACT, FORWARDED = "taken_into_account", "no_date", "no_fact", "forwarded_without_outcome"
LAW_ONLY, BLAMES, ASK_AGAIN, COURTESY = (
    "explains_law_only",
    "blames_applicant",
    "ask_again",
    "template_courtesy",
)
FUTURE_ONLY, OTHER_QUESTION = "future_only", "other_question"
_PROMISE, _DONE, _BODY, _PLACE, _HOLLOW = "promise", "done", "body", "place", "hollow"
_UNIT, _DAY = "unit", "day"
_LONGEST_REPLY = 50_000
_CLAUSE_END = re.compile(r"(?<![.!?…])[.!?…]++\s+|\n\s*")
_ABBREVIATION = 3
_SHORT_CLAUSE = 3
_PARTS = re.compile(r"([ +]+)")
_STEM = 5
_LEAST_CONTENT = 2
# -ылды, -ілді, -нды: something was done, by nobody in particular; -ылады, -іледі, -ылуда: it is or will be.
_KAZAKH_DONE = re.compile(r"\w{3,}[лн][дт][ыи]$")
_KAZAKH_PROMISE = re.compile(r"\w{3,}[лн](?:[ае]д[ыи]|уд[ае])$")
# проведение, устранения: the name of a deed, not the deed; установленный: an attribute.
_NAMES_A_DEED = re.compile("ени(?:е|я|ю|ем|и|ям|ях|ями)$|^установленн")
_NO_DEED = ("карал", "тирке", "белги", "багыт", "жолда", "жибер", "ескер", "танда", "болды", "колда")

Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of the reply: its words, what was found by kind as (start, end, words), and whether a date stands in it."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    found: dict[str, tuple[Place, ...]]
    is_dated: bool
    has_number: bool

    def has(self, *kinds: str) -> bool:
        return any(kind in self.found for kind in kinds)


@cache
def _patterns() -> PatternIndex:
    rows = read_table("replies.tsv")
    return PatternIndex((kind, "1", each_choice(kk), each_choice(ru)) for kind, kk, ru, _, _ in rows)


def each_choice(cell: str) -> str:
    """Give patterns with choices as patterns without: `a|b c` as `a c; b c`."""
    made = (product(*(part.split("|") for part in _PARTS.split(pattern))) for pattern in cell.split(";"))
    return ";".join("".join(parts) for one in made for parts in one)


@cache
def _reasons() -> dict[str, tuple[str, str]]:
    return {kind: (kk, ru) for kind, _, _, kk, ru in read_table("replies.tsv") if kk}


@cache
def _spans_of_time() -> re.Pattern[str]:
    [(kk, ru)] = [(kk, ru) for kind, kk, ru, _, _ in read_table("replies.tsv") if kind == _UNIT]
    units = "|".join(fold(unit.strip()) for unit in (kk + ";" + ru).split(";"))
    return re.compile(rf"(?<!\d)\d++(?:-?\w{{1,3}})?\s++(?:\w++\s++)?(?:{units})")


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Give where the clauses begin and end; a point after a word of up to three letters is an abbreviation's."""
    start = 0
    for match in _CLAUSE_END.finditer(text):
        word = re.search(r"\w*$", text[max(0, match.start() - _ABBREVIATION - 1) : match.start()])
        is_short = word is not None and len(word.group()) <= _ABBREVIATION and not word.group().isdigit()
        following = text[match.end() : match.end() + 1]
        if "\n" in match.group() or not (following.islower() or (is_short and match.group()[0] == ".")):
            yield start, match.end()
            start = match.end()
    yield start, len(text)


def _verbs(tokens: tuple[Token, ...], taken: set[int]) -> Iterator[tuple[str, int]]:
    """Give the Kazakh passive verbs that no pattern has taken, by their endings: deeds and promises."""
    for place, token in enumerate(tokens):
        folded = key(token.text)
        if place in taken or folded.startswith(_NO_DEED):
            continue
        if _KAZAKH_PROMISE.match(folded):
            yield _PROMISE, place
        elif _KAZAKH_DONE.match(folded):
            yield _DONE, place


def _kept(hits: list[Hit]) -> list[Hit]:
    """Leave out what belongs to words that say less: a deed to a phrase of sending on, a body to `the proper body`."""
    phrases = {place for hit in hits if hit.code == _DONE and len(hit.places) > 1 for place in hit.places}
    hits = [hit for hit in hits if hit.code != FORWARDED or phrases.isdisjoint(hit.places)]
    empty = {place for hit in hits if hit.code in (TAKEN, FORWARDED, LAW_ONLY) for place in hit.places}
    hollow = {place for hit in hits if hit.code == _HOLLOW for place in hit.places}
    return [
        hit
        for hit in hits
        if not (hit.code == _DONE and not empty.isdisjoint(hit.places))
        and not (hit.code in (_DONE, FORWARDED) and _is_name_of_a_deed(hit.words))
        and not (hit.code in (_BODY, LAW_ONLY) and not hollow.isdisjoint(hit.places))
    ]


def _is_name_of_a_deed(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and _NAMES_A_DEED.search(fold(words[0])) is not None


def _clause(text: str, start: int, end: int) -> _Clause:
    piece = text[start:end]
    tokens = tokenize(piece)
    hits = _kept(_patterns().find(tokens))
    taken = {place for hit in hits for place in hit.places if hit.code not in (_BODY, _PLACE)}
    marks = [(hit.code, hit.places) for hit in hits]
    marks += [(kind, (place,)) for kind, place in _verbs(tokens, taken)]
    if any(code == _PROMISE for code, _ in marks):
        marks = [mark for mark in marks if mark[0] != _DONE]
    found: dict[str, tuple[Place, ...]] = {}
    for code, places in marks:
        words = " ".join(tokens[place].text for place in places)
        span = (start + tokens[places[0]].start, start + tokens[places[-1]].end, words)
        found[code] = (*found.get(code, ()), span)
    is_dated = (
        _DAY in found
        or any(each.value for each in dates(piece))
        or _spans_of_time().search(fold(piece)) is not None
    )
    return _Clause(
        start, start + len(piece.rstrip()), tokens, found, is_dated, any(sign.isdigit() for sign in piece)
    )


def _is_courtesy(clauses: tuple[_Clause, ...]) -> bool:
    said = (TAKEN, NO_DATE, FORWARDED, LAW_ONLY, BLAMES, ASK_AGAIN, _PROMISE, _DONE)
    return any(clause.has(COURTESY) for clause in clauses) and all(
        not clause.has(*said)
        and not clause.has_number
        and (clause.has(COURTESY) or len(clause.tokens) <= _SHORT_CLAUSE)
        for clause in clauses
    )


def _names_something(clauses: tuple[_Clause, ...]) -> bool:
    return any(clause.has_number or clause.is_dated or clause.has(_DONE, _BODY, _PLACE) for clause in clauses)


def _promising(clauses: tuple[_Clause, ...]) -> list[_Clause]:
    """Give the clauses that promise something; what a law says of the future is no promise."""
    return [clause for clause in clauses if clause.has(_PROMISE) and not clause.has(LAW_ONLY)]


def _by_words(clauses: tuple[_Clause, ...]) -> Iterator[tuple[str, Place]]:
    """Give the signs that stand in words, one of a kind in a clause."""
    is_done = any(clause.has(_DONE) for clause in clauses)
    kinds = (TAKEN, BLAMES) if is_done else (TAKEN, BLAMES, FORWARDED, ASK_AGAIN)
    for clause in clauses:
        yield from ((kind, clause.found[kind][0]) for kind in kinds if clause.has(kind))
        is_promise = clause.has(_PROMISE) or (clause.has(NO_DATE) and not clause.has(_DONE))
        if is_promise and not clause.is_dated and not clause.has(LAW_ONLY):
            yield NO_DATE, clause.found.get(NO_DATE, clause.found.get(_PROMISE, ()))[0]


def _by_absence(text: str, clauses: tuple[_Clause, ...]) -> Iterator[tuple[str, Place]]:
    """Give the signs of the reply as a whole."""
    whole = len(text) - len(text.lstrip()), len(text.rstrip())
    if _is_courtesy(clauses):
        yield COURTESY, (*whole, "")
        return
    is_done = any(clause.has(_DONE) for clause in clauses)
    promising, lawful = _promising(clauses), [clause for clause in clauses if clause.has(LAW_ONLY)]
    if lawful and not is_done and not promising:
        yield LAW_ONLY, (lawful[0].start, lawful[-1].end, lawful[0].found[LAW_ONLY][0][2])
    elif not _names_something(clauses):
        yield NO_FACT, (*whole, "")
    if promising and not is_done and not any(clause.is_dated for clause in promising):
        yield FUTURE_ONLY, promising[0].found[_PROMISE][0]


def _content(text: str) -> frozenset[str]:
    """Give the beginnings of the stems of a text that say something, and the themes of its concepts."""
    tokens = tokenize(text[:_LONGEST_REPLY])
    own = {word_of(word).stem for hit in _patterns().find(tokens) if hit.code != _PLACE for word in hit.words}
    words = (word_of(token.text) for token in tokens)
    stems = {word.stem for word in words if not word.is_silent} - own
    named = {hit.code for hit in thesaurus().find(tokens) if concepts()[hit.code].theme}
    themes = {concepts()[name].theme.split(".")[0] for name in named}
    return frozenset(stem[:_STEM] for stem in stems if len(stem) >= _STEM - 1) | themes


def _of_question(text: str, question: str, clauses: tuple[_Clause, ...]) -> Iterator[tuple[str, Place]]:
    if not _names_something(clauses) or _is_courtesy(clauses):
        return
    asked, answered = _content(question), _content(text)
    if min(len(asked), len(answered)) >= _LEAST_CONTENT and asked.isdisjoint(answered):
        yield OTHER_QUESTION, (len(text) - len(text.lstrip()), len(text.rstrip()), "")


def _worded(found: Iterable[tuple[str, Place]], text: str) -> Iterator[ReplySign]:
    tongue = 0 if languages([text])[0] == "kk" else 1
    for kind, (start, end, words) in found:
        reason = _reasons()[kind][tongue]
        yield ReplySign(kind, start, end, f"«{words}»: {reason}" if words else reason)


def signs_of(text: str, question: str | None = None) -> tuple[ReplySign, ...]:
    """Give the signs that a reply answers nothing, in the order of the text; none for a reply without words.

    With the appeal as `question`, `other_question` says that no word and no theme of it is met in the reply. The first
    50,000 characters are read. Raises NotTextError for what is no `str`.
    """
    if not isinstance(text, str) or not isinstance(question, str | None):
        raise NotTextError("a reply and its question are str")
    text = text[:_LONGEST_REPLY]
    clauses = tuple(_clause(text, start, end) for start, end in _cuts(text) if text[start:end].strip())
    if not any(clause.tokens for clause in clauses):
        return ()
    found = [*_by_absence(text, clauses), *_by_words(clauses)]
    if question is not None:
        found += _of_question(text, question, clauses)
    order = list(_reasons())
    found.sort(key=lambda sign: (sign[1][0], order.index(sign[0])))
    return tuple(_worded(found, text))
