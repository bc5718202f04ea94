"""What a place is by: "№264 мектеп жанында", "возле школы №5", "Магнум дүкенінің артында", "напротив ТРЦ Мега".

Kazakh puts the word for near last, Russian first; the thing itself must be one that stands somewhere (a school, a
shop, a bridge), because "мереке алдында" and "перед праздником" are times. Source: own table of such things.

>>> from tilmash.entities.scan import Scan
>>> [part.text for part in landmarks(Scan.of("№264 мектеп жанында шам жоқ"))]
['№264 мектеп жанында']
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from tilmash.entities.lexicon import words
from tilmash.entities.part import Part
from tilmash.entities.scan import Scan

_THING = re.compile(
    r"(?:мектеп|мектеб|школ|гимназ|лице|балабакша|бала$|бакшас|садик|садо[мв]|сада$|сад$|детсад|емхан|полик?лин|аурухан|больниц|госпитал|дукен|магазин|супермар|маркет|базар|рын[оа]?к|мешит|мечет"
    r"|ширкеу|церк|храм|сая[бг]а[кг]|саябаг|парк|сквер|аялдам|остан[оа]в|аким|хкко|тсон|цон|отсо|стадион|китапхан|библиотек|театр|вокзал|боксал|аеропорт|ауежаи|копир|мост|азс|заправ"
    r"|жанармаи|банк|кафе|ресторан|орталы|тсентр|центр|трт?с|трц|тц$|тд$|соо|колледж|университ|институт|зауыт|завод|котельн|казанды|почт|пошта|дариха|апте[кч]|тоихан|магнум|magnum"
    r"|ескерткиш|памятн|кинотеат|муражаи|музе|мэри|полит?си|полици|рояс|цум|дом[ае]? культур|мадениет|спорт|бассеин|рынок|ярмарк|автовокз|автобекет|бекет|станц|зираты?|кладбищ|ферм|гараж|тург?ын уи|общежит|жатакхан|фабрик|гостин|отел|конак|клиник|перинатал|роддом|перзентхан|уи[ый]?$)"
)
_NEAR_KK = re.compile(
    r"(?:жан|кас|ман|арт|алд|тус|ирге|карсы|жаг|сырт|бурыш|баурай|туб)(?:ы|и)?(?:м?ызд?|ымызд)?(?:[ыи]?н?д[ае]\w{0,4}|[ыи]?н[ае]н|[ыи]?на|сынд\w{1,5}|гы|мд[ае])$"
)
_NEAR_RU = words("near_landmark")
_FREE = frozenset({"с", "со", "от", "из", "здания", "зданием"})
_LONGEST = 5
_BEFORE = 4


@lru_cache(maxsize=1 << 12)
def _is_thing(folded: str) -> bool:
    return bool(_THING.match(folded))


def tells_near(folded: str) -> bool:
    """Say whether a folded word says that something is near."""
    return folded in _NEAR_RU or _NEAR_KK.match(folded) is not None


def landmarks(scan: Scan) -> Iterator[Part]:
    """Give the landmarks in order, each with its word for near."""
    end = -1
    for place, word in enumerate(scan.keys):
        if not tells_near(word):
            continue
        part = _russian(scan, place) if word in _NEAR_RU else _kazakh(scan, place)
        if part and part.start >= end:
            end = part.end
            yield part


def _signed(scan: Scan, place: int) -> int:
    """Give where a word begins, with the sign № or a quotation mark before it."""
    start = scan.tokens[place].start
    while start and scan.text[start - 1] in '№#«"“„':
        start -= 1
    return start


def _kazakh(scan: Scan, place: int) -> Part | None:
    if (
        place == 0
        or not _is_thing(scan.keys[place - 1])
        or scan.gap(place - 1, place) not in (" ", "» ", '" ')
    ):
        return None
    first = place - 1
    while first > 0 and place - first < _BEFORE and _belongs(scan, first - 1):
        first -= 1
    start = _signed(scan, first)
    end = scan.tokens[place].end
    return Part("landmark", scan.text[start:end], start, end)


def _belongs(scan: Scan, place: int) -> bool:
    gap = scan.gap(place, place + 1)
    if gap.strip('-– №#«»"“”') or len(gap) > 3:
        return False
    if scan.role(place) == "number" or _is_thing(scan.keys[place]):
        return True
    quoted = "»" in gap or '"' in gap or "”" in gap
    capital = scan.capital(place) and not scan.begins(place) and scan.role(place) in ("", "body")
    return (
        quoted
        or capital
        or scan.gap(place - 1, place) == "-"
        and place > 0
        and scan.role(place - 1) == "number"
    )


def _russian(scan: Scan, place: int) -> Part | None:
    first = place + 1
    while scan.key(first) in _FREE:
        first += 1
    thing = next((at for at in range(first, min(first + 3, len(scan.keys))) if _is_thing(scan.keys[at])), -1)
    if thing < 0 or any(
        "." in scan.gap(at, at + 1) or "," in scan.gap(at, at + 1) for at in range(place, thing)
    ):
        return None
    last = thing
    while last - place < _LONGEST and last + 1 < len(scan.keys):
        gap = scan.gap(last, last + 1)
        named = scan.capital(last + 1) and not scan.role(last + 1) or scan.role(last + 1) == "number"
        if gap.strip(' №#«"“„-') or "\n" in gap or not named:
            break
        last += 1
    end = scan.tokens[last].end
    end += scan.text[end : end + 1] in ("»", '"', "”")
    start = scan.tokens[place].start
    return Part("landmark", scan.text[start:end], start, end)
