"""Names that are nobody's: of a school, a monument, a firm, a street, a village, a river, a microdistrict.

The word beside a name tells it: "имени Абая", "Абай атындағы", "Абай ескерткіші". In Kazakh it belongs to the name only with
an ending of possession: "Абай мектебі" is what a school is called, "Әлихан мектепке барады" tells where a child goes.

>>> [is_nobody(text, 0, 6) for text in ("Әлихан мектебі", "Әлихан мектепке барады", "Әлихан ауылында")]
[True, False, True]
"""

import re

from tilmash.entities.gazetteer import stems
from tilmash.entities.lexicon import words
from tilmash.entities.places import CITIES_TOO
from tilmash.entities.scan import role_of
from tilmash.entities.usual import begins_estate, usual
from tilmash.script import key

REACH = 32
WORD_BEFORE = re.compile(r"([^\W\d_]+)(?:\.[ \u00a0]?|[ \u00a0])$")
WORD_AFTER = re.compile(r"[ \u00a0]([^\W\d_]+)")
OPENS = re.compile(r"(?:^|[.!?(] ?|\n)$")
_NAMED_AFTER = tuple(words("named_after"))
_IN_HONOUR = words("in_honour")
_MEMORY = tuple(words("in_memory"))
_GENITIVE = ("нын", "нин", "дын", "дин", "тын", "тин")
_WHERE = frozenset(["да", "де", "та", "те", "га", "ге", "ка", "ке", "дан", "ден", "тан", "тен"])
_PLACED = ("да", "де", "та", "те", "дан", "ден", "тан", "тен")
_SHORT_STREET = ("к-сі", "к-си")
_OF_LEGEND = words("of_legend")
_FROM_STREET = frozenset({"с", "на", "по", "до", "вдоль"})
_THINGS = words("named_things")
_THINGS_BEGIN = tuple(words("named_things_begin"))
_SETTLED = frozenset(
    {"аул", "аула", "ауле", "аулу", "село", "села", "селе", "селу", "поселок", "поселка", "поселке"}
)
# They live in a street or a village; a resident is one person.
_RESIDENTS = frozenset({"жители", "жителеи", "жителям", "жителями"})
_LANDS = frozenset({"settlement", "area", "district", "after", "small"})
_LAND_OF = re.compile(
    r"(?:ау[ыи]?л|аудан|облыс|кент)[ыи]|(?:кала|коше)с[ыи]|дан[г]+ыл|шагын|ыкшам|молтек|елди"
)
_CALLED = "деген"
_PLACES_BEGIN = (
    "ауыл",
    "ауил",
    "аудан",
    "кент",
    "коше",
    "кала",
    "елди",
    "жер",
    "мектеп",
    "дукен",
    "кафе",
    "базар",
)


def is_nobody(text: str, start: int, end: int) -> bool:
    """Say whether a name is that of a school, a firm or a town: "имени Абая", "Абай атындағы", "Сәтбаев, №19 мектеп"."""
    if is_named_after(text, start, end) or _is_town(text, start, end) or _is_spot(text, start, end):
        return True
    before = WORD_BEFORE.search(text, max(0, start - REACH), start)
    if before is None:
        return False
    word = key(before.group(1))
    if word in _SETTLED or word in _RESIDENTS or word.startswith(_THINGS_BEGIN):
        return True
    return word in _FROM_STREET and key(text[start:end]) in usual()


def is_thing(text: str, start: int, end: int) -> bool:
    """Say whether a given name stands beside the word of a thing that bears it: "рынок Алтын", "аул Мырзабек"."""
    before = WORD_BEFORE.search(text, max(0, start - REACH), start)
    word = key(before.group(1)) if before else ""
    if word in _THINGS or word in _SETTLED or word.startswith(_THINGS_BEGIN):
        return True
    return names_land(text, end)


def names_land(text: str, end: int) -> bool:
    """Say whether a name is that of the land whose word comes next: "Сырдарьинский район", "Мырзабай ауылы"."""
    after = WORD_AFTER.match(text, end)
    word = key(after.group(1)) if after else ""
    # "Айгуль г. Алматы": the town comes behind its word.
    return role_of(word) in _LANDS and word not in words("words_before_places")


def is_named_after(text: str, start: int, end: int) -> bool:
    """Say whether somebody's name is now that of a school, a library, a street: "имени Абая", "Абай атындағы"."""
    before = WORD_BEFORE.search(text, max(0, start - REACH), start)
    if before and key(before.group(1)) in _IN_HONOUR and not text.endswith("по ", 0, before.start()):
        return True
    after = WORD_AFTER.match(text, end)
    if after is None:
        return False
    if text.startswith(_SHORT_STREET, after.start() + 1):
        return True
    word = key(after.group(1))
    if word in _OF_LEGEND or word == "ат" and text.startswith(".", after.end()):
        return True
    if word == _CALLED:
        called = WORD_AFTER.match(text, after.end())
        return called is not None and key(called.group(1)).startswith(_PLACES_BEGIN)
    if role_of(word) == "body":
        return names_land(text, after.end())
    if key(text[max(start, end - REACH) : end]).endswith(_GENITIVE):
        return word.startswith(_MEMORY)
    return bool(_LAND_OF.match(word)) or _bears_name(word)


def _bears_name(word: str) -> bool:
    """Say whether a folded word is that of a thing that bears the name before it, in its own case or possessed."""
    if not word.startswith(_NAMED_AFTER):
        return False
    return all(word.removeprefix(stem) not in _WHERE for stem in _NAMED_AFTER if word.startswith(stem))


def _is_spot(text: str, start: int, end: int) -> bool:
    """Say whether a name is a river's, or a well-known microdistrict's where one lives: "Нұрсатта", "в Нурсате"."""
    if end - start > REACH:
        return False
    folded = key(text[start:end])
    if not words("waters").isdisjoint(stems(folded)):
        return True
    if " " in folded or not begins_estate(folded):
        return False
    return folded.endswith(_PLACED) or text.endswith((" в ", "В ", " на ", "На "), 0, start)


def _is_town(text: str, start: int, end: int) -> bool:
    """Say whether a name that is a town's too opens a sentence or a bracket and ends at a comma, a point or a bracket."""
    if OPENS.search(text, max(0, start - 3), start) is None or text[end : end + 1] not in (",", ")", "."):
        return False
    return not CITIES_TOO.isdisjoint(stems(key(text[start:end])))
