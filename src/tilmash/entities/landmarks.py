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

from tilmash.entities.gazetteer import marks
from tilmash.entities.lexicon import words
from tilmash.entities.part import Part
from tilmash.entities.places import settlement_at
from tilmash.entities.reach import GENITIVE
from tilmash.entities.scan import Scan
from tilmash.script import key
from tilmash.segment import tokenize

_THING = re.compile(
    r"(?:мектеп|мектеб|школ|гимназ|лице[ийюея]м?$|балабакша|бала$|бакшас|садик|садо[мв]|сада$|сад$|детсад|емхан|полик?лин|аурухан|больниц|госпитал|дукен|магазин|супермар|маркет|базар|рын[оа]?к|мешит|мечет"
    r"|ширкеу|церк|храм|сая[бг]а[кг]|саябаг|парк|сквер|аялдам|остан[оа]в|аким|хкко|тсон|цон|отсо|стадион|китапхан|библиотек|театр|вокзал|боксал|аеропорт|ауежаи|копир|мост|азс|заправ"
    r"|жанармаи|банк|кафе|ресторан|орталы|тсентр|центр|трт?с|трц|тц$|тд$|соо|колледж|университ|институт|зауыт|завод|котельн|казанды|почт|пошта|дариха|апте[кч]|тоихан|магнум|magnum"
    r"|ескерткиш|памятн|кинотеат|муражаи|музе|мэри|полит?си|полици|рояс|цум|мадениет|спорт|бассеин|рынок|ярмарк|автовокз|автобекет|бекет|станц|зираты?|кладбищ|ферм|гараж|общежит|жатакхан|фабрик|гостин|отел|конак|клиник|перинатал|роддом|перзентхан|уии?$)"
)
_NEAR_KK = re.compile(
    r"(?:жан|кас|ман|арт|алд|тус|ирге|карсы|жаг|сырт|бурыш|баурай|туб)(?:ы|и)?(?:м?ызд?|ымызд)?(?:[ыи]?н?д[ае]\w{0,4}|[ыи]?н[ае]н|[ыи]?на|сынд\w{1,5}|гы|мд[ае])$"
)
_NEAR_RU = words("near_landmark")
_FREE = frozenset({"с", "со", "от", "из", "здания", "зданием"})
_NO_WAY_THERE = frozenset({"по", "в", "во", "на", "и", "для", "о", "об", "при", "до", "что", "как", "не"})
_MAY_BE_AIMS = frozenset({"за", "под"})
_INSTRUMENTAL = ("ом", "ем", "ои", "еи", "ью", "ами", "ями", "им", "ым", "о", "е")
# Things that say where by themselves once they have a name.
_NAMED_KK = re.compile(r"(?:ескерткиш|аялдама)(?:[ыи]?(?:с[ыи])?(?:н\w{1,4})?|д[ае]\w{0,3})$")
_NAMED_RU = re.compile(r"памятник\w{0,3}$|мемориал\w{0,2}$|остановк\w{1,2}$")
_LONGEST = 5
_LONGEST_QUOTED = 50
_QUOTED = re.compile(r" ?[«\"“„][^«»\"“”„\n]{1,50}[»\"”]")
_BEFORE = 4


@lru_cache(maxsize=1 << 13)
def _sign_of(folded: str) -> str:
    """Give what a folded word is: `ru` or `kk` where it says near, `named_…` where it may be a landmark by itself."""
    if folded in _NEAR_RU:
        return "ru"
    if _NEAR_KK.match(folded):
        return "kk"
    if _NAMED_KK.match(folded):
        return "named_kk"
    return "named_ru" if _NAMED_RU.match(folded) else ""


@lru_cache(maxsize=1 << 12)
def _is_thing(folded: str) -> bool:
    return bool(_THING.match(folded))


def tells_near(folded: str) -> bool:
    """Say whether a folded word says that something is near, or is a thing that says where by its name."""
    return bool(_sign_of(folded))


def landmarks(scan: Scan) -> Iterator[Part]:
    """Give the landmarks in order, each with its word for near; stops and monuments with a name stand without one."""
    end = -1
    for place, word in enumerate(scan.keys):
        sign = _sign_of(word)
        part = _READERS[sign](scan, place) if sign else None
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
    first = _first_of(scan, place - 1)
    # A house by itself is any house, and one with an owner is somebody's; a house of culture is a landmark.
    owned = scan.key(place - 2).endswith(GENITIVE)
    if scan.role(place - 1) == "house" and (first == place - 1 or owned):
        return None
    return _part(scan, _signed(scan, first), scan.tokens[place].end)


def _first_of(scan: Scan, place: int) -> int:
    """Give the first word of a Kazakh thing whose last word is at a place."""
    first = _past_quoted(scan, place)
    while first > 0 and place - first < _BEFORE - 1 and _belongs(scan, first - 1):
        first -= 1
    return first


def _past_quoted(scan: Scan, place: int) -> int:
    """Give the first word of the name in quotation marks that ends right before a word, or that word."""
    close = scan.tokens[place].start - len(scan.gap(place - 1, place).lstrip('»"”')) if place else 0
    if not close or scan.text[close - 1] not in '»"”':
        return place
    opening = max(scan.text.rfind(sign, max(0, close - _LONGEST_QUOTED), close - 1) for sign in '«"“„')
    while opening >= 0 and place and scan.tokens[place - 1].start > opening:
        place -= 1
    return place


def _named_kk(scan: Scan, place: int) -> Part | None:
    """Read "Абай Құнанбайұлы ескерткіші", "«Алтын орда» аялдамасында"; none without a name, or with a town's alone."""
    first = _first_of(scan, place)
    if first == place or scan.role(place - 1) == "number" or settlement_at(scan, place - 1):
        return None
    near = place + (_sign_of(scan.key(place + 1)) == "kk" and scan.gap(place, place + 1) == " ")
    return _part(scan, _signed(scan, first), scan.tokens[near].end)


def _named_ru(scan: Scan, place: int) -> Part | None:
    """Read "остановка «Дом быта»", "памятник Абаю"; none without a name."""
    last = _last_of(scan, place, place)
    if last == place or scan.role(place + 1) == "number":
        return None
    return _part(scan, scan.tokens[place].start, _closed(scan, last))


def is_monument(landmark: str) -> bool:
    """Say whether a landmark is a monument or a stop, the name in which is nobody's here."""
    return any(_sign_of(key(token.text)).startswith("named") for token in tokenize(landmark))


def _part(scan: Scan, start: int, end: int) -> Part:
    return Part("landmark", scan.text[start:end], start, end)


def _belongs(scan: Scan, place: int) -> bool:
    gap = scan.gap(place, place + 1)
    if gap.strip('-– №#«»"“”') or len(gap) > 3:
        return False
    if scan.role(place) == "number" or _is_thing(scan.keys[place]):
        return True
    quoted = "»" in gap or '"' in gap or "”" in gap
    inner = not scan.begins(place) or bool(marks(scan.tokens[place].text))
    capital = scan.capital(place) and inner and scan.role(place) in ("", "body")
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
        "." in gap or "," in gap for gap in (scan.gap(at, at + 1) for at in range(place, thing))
    ):
        return None
    between = [scan.keys[at] for at in range(first, thing) if scan.gap(at - 1, at) != "-"]
    if not _NO_WAY_THERE.isdisjoint(between):
        return None
    if scan.keys[place] in _MAY_BE_AIMS and not _is_behind(scan, thing):
        return None
    return _part(scan, scan.tokens[place].start, _closed(scan, _last_of(scan, place, thing)))


def _is_behind(scan: Scan, thing: int) -> bool:
    """Say whether a thing after за or под is where, not what for: "за школой", "за ТРЦ", but not "за школу"."""
    return scan.keys[thing].endswith(_INSTRUMENTAL) or scan.tokens[thing].text.isupper()


def _last_of(scan: Scan, place: int, thing: int) -> int:
    """Give the last word of the name that follows a Russian thing."""
    last = thing
    quoted = _QUOTED.match(scan.text, scan.tokens[thing].end)
    while quoted and last + 1 < len(scan.tokens) and scan.tokens[last + 1].end <= quoted.end():
        last += 1
    while not quoted and last - place < _LONGEST and last + 1 < len(scan.keys):
        gap = scan.gap(last, last + 1)
        named = scan.capital(last + 1) and not scan.role(last + 1) or scan.role(last + 1) == "number"
        if gap.strip(' №#«"“„-') or "\n" in gap or not named:
            break
        last += 1
    return last


def _closed(scan: Scan, last: int) -> int:
    """Give the end of a word and of the quotation mark behind it."""
    end = scan.tokens[last].end
    return end + (scan.text[end : end + 1] in ("»", '"', "”"))


_READERS = {"ru": _russian, "kk": _kazakh, "named_ru": _named_ru, "named_kk": _named_kk}
