"""The exact part of an address: house and flat. The street stays, because the matter needs it and it names nobody.

A number is a house after a street word and a name, or beside a word for house or flat. A number before a word for
time, people or distance ("улица Абая 3 дня без света") is none.
"""

import re
from collections.abc import Iterator

from tilmash.types import Span

_NUMBER = r"(?:№ ?)?\d{1,4}(?: ?/ ?\d{1,4}|-\d{1,4})?(?:(?-i:[А-ЯA-Zа-я])(?!\w))?(?!\d)"
_NOT_A_HOUSE = (
    r"(?!\w)(?![ \-]{0,2}(?:дн|день|нед|мес|час|год|лет|мин|раз|чел|семь|квартал|адам|отбас|бала|күн|кун|апта|ай|жыл"
    r"|сағат|сагат|рет|км|м(?!\w)|метр|шақырым|тг|теңге|тенге|тыс|мың|млн|проц|пайыз|%|-?ш[іиы]|-?(?:й|го|я|му|м|х)(?!\w)"
    r"|[.:]\d\d(?!\d)|автобус|маршрут|мектеп|школ|орын|мест|студент|оқушы|дерев|ағаш|вольт|градус|тонн|литр|балл|позиц|көше|коше|улиц|үйл|дома(?!\w)))"
)
_STREET_RU = (
    r"(?:улиц[аыеу]|ул|проспект[аеу]?|пр-к?т|просп|пр|переул(?:ок|ке|ка)|пер|мкр|мкр-н|микрорайон[аеу]?)"
)
_STREET_KK = (
    r"(?:к[өо]шес[іи](?:н[іи]ң|нде)?|к[өо]ш|koshesi(?:nde|nin)?|даңғылы?(?:ның|нда)?|дангылы?(?:нын|нда)?|тұйығы?(?:ның)?"
    r"|(?:шағын|мөлтек|шагын|молтек)[ -]?ауданы?(?:ның|нда)?|ықшамауданы?(?:ның|нда)?|ы/а|ш/а)"
)
_WORD = r"[\w«»\"'.\-]{1,24}"
_AFTER_RU = re.compile(
    rf"(?<!\w){_STREET_RU}[.\s]{{1,2}}{_WORD}(?: {_WORD}){{0,2}}?[\s,]{{1,3}}({_NUMBER}){_NOT_A_HOUSE}",
    re.IGNORECASE,
)
_AFTER_KK = re.compile(rf"(?<!\w){_STREET_KK}[.,\s]{{1,3}}({_NUMBER}){_NOT_A_HOUSE}", re.IGNORECASE)
_HOUSE_BEFORE = r"(?:дом(?:а|е|у|ом)?|д|корпус\w{0,2}|корп|кв|квартир[аыеу]|пәтер\w{0,4}|патер\w{0,4}|үй|ui)"
_MARK_FIRST = re.compile(rf"(?<!\w){_HOUSE_BEFORE}[.\s]{{1,2}}({_NUMBER}){_NOT_A_HOUSE}", re.IGNORECASE)
_MARK_LAST = re.compile(
    r"(?<![\w№/-])(?:№ ?)?\d{1,4}(?:/\d{1,4})?(?:(?-i:[А-ЯA-Z])(?!\w))?(-| )(?:үй|уй|ui|uy|пәтер|патер|pater)"
    r"(?:і|и|i|де|дің|дин|ден|дегі|деги|ге|дің|дiн|лер)?\w{0,4}(?!\w)",
    re.IGNORECASE,
)
_STREET_NEAR = re.compile(rf"(?<!\w)(?:{_STREET_RU}|{_STREET_KK})(?!\w)", re.IGNORECASE)
_NEAR = 70
_JOIN = re.compile(r"[\s,.;]{0,3}")


def addresses(text: str) -> Iterator[Span]:
    """Give the house and flat parts of addresses; neighbours are joined into one span."""
    if not any(sign.isdigit() for sign in text):
        return
    start = end = -1
    for left, right in sorted(_exact_parts(text)):
        if end >= 0 and left <= end + 3 and _JOIN.fullmatch(text, end, max(end, left)):
            end = max(end, right)
            continue
        if end >= 0:
            yield Span("address", start, end)
        start, end = left, right
    if end >= 0:
        yield Span("address", start, end)


def _exact_parts(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_AFTER_RU, _AFTER_KK):
        for match in pattern.finditer(text):
            yield match.start(1), match.end(1)
    for match in _MARK_FIRST.finditer(text):
        yield match.start(), match.end()
    for match in _MARK_LAST.finditer(text):
        sure = match.group(1) == "-" or "№" in match.group()
        if sure or _STREET_NEAR.search(text, max(0, match.start() - _NEAR), match.start()):
            yield match.start(), match.end()
