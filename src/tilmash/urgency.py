"""How soon a person should look at a text: the things it names, and words of danger, despair and haste.

The highest level found counts. A thing of public life has an urgency of its own (a bare wire 3, an open manhole 2), and
phrases of danger stand in `lang/urgency.tsv`; a child beside such a phrase raises it by one, and harm done to a person
("ауырып қалды", "астма") beside a thing of urgency 1 makes it a danger. What is only spoken of ("a book about a fire",
"the fire brigade") is none. It errs towards calling a person: a false alarm costs a minute, and nothing here closes,
delays or answers anything.

Source: our own rules; measured on the project's open set by `tilmash.evaluate.themes`.

>>> from tilmash.segment import tokenize
>>> urgency_of(tokenize("Люк ашық тұр, балалар ойнап жүр"))
Urgency(level=3, why=('Люк ашық', 'балалар'))
"""

from tilmash.concepts import Hit, concepts, danger_patterns, thesaurus
from tilmash.types import Token, Urgency

HIGHEST = 3
DANGER = 2
CHILD = "child"
HARM = "harm"
CALM = "calm"
MOST_REASONS = 6


def urgency_of(tokens: tuple[Token, ...], things: list[Hit] | None = None) -> Urgency:
    """Give the level 0..3 and the deciding words as they stand in the text.

    `things` are the concepts found in these tokens, where they were looked up already.
    """
    found = danger_patterns().find(tokens)
    calmed = _calmed(found, tokens)
    urgent = _urgent(thesaurus().find(tokens) if things is None else things)
    if calmed:
        urgent = [(level, hit) for level, hit in urgent if calmed.isdisjoint(hit.places)]
        found = [hit for hit in found if calmed.isdisjoint(hit.places)]
    said = [(int(hit.weight), hit) for hit in found if hit.code not in {CHILD, HARM, CALM}]
    children = [hit for hit in found if hit.code == CHILD]
    harms = [hit for hit in found if hit.code == HARM]
    level = max((level for level, _ in said), default=0)
    if children and level >= DANGER:
        level = min(HIGHEST, level + 1)
    else:
        children = []
    named = max((level for level, _ in urgent), default=0)
    if named < DANGER:
        named, urgent = (DANGER, urgent) if harms and named else (0, [])
    else:
        harms, urgent = [], [pair for pair in urgent if pair[0] >= DANGER]
    level = max(level, named)
    if not level:
        return Urgency(0, ())
    deciding = [hit for _, hit in sorted(said + urgent, key=lambda pair: -pair[0])]
    deciding += children[:1] + (harms[:1] if urgent else [])
    return Urgency(level, tuple(dict.fromkeys(" ".join(hit.words) for hit in deciding))[:MOST_REASONS])


def _calmed(found: list[Hit], tokens: tuple[Token, ...]) -> set[int]:
    """Give the tokens of which a text only speaks: those of the words that calm and the next to them on either side,
    where nothing but one sign, a blank as a rule, stands between."""
    places: set[int] = set()
    for hit in found:
        if hit.code == CALM:
            first, last = min(hit.places), max(hit.places)
            places.update(hit.places)
            if first and tokens[first].start - tokens[first - 1].end <= 1:
                places.add(first - 1)
            if last + 1 < len(tokens) and tokens[last + 1].start - tokens[last].end <= 1:
                places.add(last + 1)
    return places


def _urgent(things: list[Hit]) -> list[tuple[int, Hit]]:
    """Give the things that have an urgency, each with it."""
    known = concepts()
    return [(known[hit.code].urgency, hit) for hit in things if hit.code in known and known[hit.code].urgency]
