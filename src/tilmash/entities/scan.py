"""A text as a row of words with their folded keys and the part each may play in an address.

The key brings "көшесіндегі", "кошесиндеги" and "koshesindegi" together, so one table of parts serves all spellings.
Source: own table of the words that stand in addresses of Kazakhstan, Kazakh and Russian.

>>> scan = Scan.of("Абай көшесі, 12-үй")
>>> [scan.role(place) for place in range(len(scan.keys))]
['', 'after', 'number', 'house']
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from tilmash.script import key
from tilmash.segment import tokenize
from tilmash.types import Token

_ROLES = (
    ("before", r"улиц(?:[аыеуи]|еи|ами?|ах)?|улитс\w{1,3}|ул|переул(?:ок|ка|ке|ку|ком)|пер|наб|проезд(?:а|е|у|ом)?|набережн(?:ая|ои|ую)|шоссе|тракт(?:а|е|у)?|тупик(?:а|е|у)?"),
    ("after", r"ко[шу]е(?:си\w{0,9}|лери\w{0,9}|де\w{0,2})?|кошес|кош|дан+г+[ыи]л(?:[ыи]\w{0,7})?|данг|туиы(?:к|гы\w{0,6})|алан(?:ы\w{0,6})"),
    ("either", r"проспект(?:а|е|у|ом|и\w{0,6}|ы\w{0,6})?|просп|пр|бульвар(?:а|е|у|ом|ы\w{0,6})?"),
    ("district", r"мкр|мкрн|мик[рн]о?ра[ий]?он\w{0,4}|микрораион\w{0,4}|(?:ыкшам|шагын|молтек)аудан\w{0,8}|квартал(?:а|е|у|ы\w{0,6})?"),
    ("estate", r"жк|т[уy]к"),
    ("small", r"ыкшам|шагын|молтек|жилои|жилом"),
    ("area", r"аудан(?:[ыи]\w{0,8}|нын|нан|да\w{0,3}|га)?|комплекс(?:е|а)?|кешен(?:и\w{0,5})"),
    ("house", r"у[иы](?:и\w{0,8}|д\w{1,6}|г\w{1,5}|л\w{1,9}|м\w{1,6})?"),
    ("dom", r"дом(?:а|е|у|ом)?|д"),
    ("flat", r"п[ао]тер\w{0,8}|кв|квартир(?:а|ы|е|у|ои|асы\w*)|кварт"),
    ("crossing", r"ки[ыи]?лыс\w{0,8}|перекрест(?:ок|ке|ка|ку)|пересечени(?:е|и|я|ю)|угол|углу|уг|буры[шс]\w{0,7}"),
    ("between", r"между|аралы[гк]\w{0,8}|арасы\w{0,8}"),
    ("and", r"и|мен|бен|пен|жане|с|со|men|уг|угол|да|ж"),
    ("settlement", r"каласы?\w{0,6}|кала|город(?:а|е|у)?|гор|г|ау[ыи]л(?:[ыи]\w{0,7})?|аул(?:[аеу]|ы\w{0,7})?|сел[оаеу]|пос[её]лок|пос[её]лк[аеу]|кент(?:и\w{0,5}|те\w{0,4}|ке)?|облыс\w{0,7}|област[ьи]|раион\w{0,2}"),
    ("body", r"батыр\w{0,5}|би|бии|шешен\w{0,3}|хан|хана|ханы|ата|ана|жырау|сал|сери|датка|акын\w{0,3}|палуан|султан|жолы|ел|дала|мырза|кажы|тархан|ишан|ахун|ахуна|улы|кызы|народов"),
)  # fmt: skip
_PARTS = re.compile("|".join(f"(?P<{name}>(?:{pattern})$)" for name, pattern in _ROLES))
_NUMBER = re.compile(
    r"(\d{1,4})(?:[ ]?[\"«]([А-ЯA-Zа-яa-zӘҒҚҢӨҰҮҺІәғқңөұүһі])[\"»]|(-?[А-ЯA-Za-dа-дб]|[eжзик])(?!\w)(?!-)|[ ]([АБВГДЕABCD])(?!\w)(?![ ][а-яәғқңөұүһі]))?"
    r"(?:[ ]?([/\\])[ ]?(\d{1,4})[ ]?([А-ЯA-Zа-яa-z](?!\w))?)?(?!\d|[.,:]\d|%)"
)
_GLUED_BLOCK = re.compile(r"[кk]\d{1,2}(?!\w)")
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d/])")
_PHONE = re.compile(r"[78][ \-]?\(?\d{3}\)?[ \-]?\d")
_UNIT = re.compile(
    r"(?:дн[яеи]|ден|недел|месяц|мес$|час|год|лет|мин|раз|чел|сем[еь]|семеи|адам|отбас|бала|кун|апт|ап[тп]а|аи$|аида|аидан|жыл|сагат|сек"
    r"|рет|км|м$|мм|см|метр|шакырым|тг|тенге|тыс|мын|млн|млрд|прот|процент|паиыз|автобус|маршрут|мектеп|школ|орын|мест|студент|окушы|дерев|агаш"
    r"|вольт|в$|квт|градус|тонн|литр|балл|позит|кошед|улит|уил|улиц|дом(?:ов|ах|ами)|этаж|кабат|подъез|кирер?бер|балабак|садик|детск|сыны[пб]|класс|лифт|бала[гн]"
    r"|шам|фонар|столб|баган|машин|колик|дана|шт$|единит|колодет|кудук|люк|жас|жаст|маи$|мая|март|наурыз|сауир|апрел|маусым|июн|шилде|июл|тамыз|август"
    r"|кыркуиек|сентябр|казан$|казанд|октябр|караша|ноябр|желтоксан|декабр|кантар|январ|акпан|феврал|рубл|долл|гектар|га$|сот[оы]к|кг|грам|поли?клин|емхан|корпус[оа][вх]"
    r"|ел$|елд|мемлекет|стран|малыш|двор[оа]?в?$|емен|кошет|саженц|им?ш[иы]|ш[иы]$|из$|квартир$|урок|учен|реб[её]н|трам|тролл|пазик|сан|размер|бет|стр|челов|тургын|жител|каб|палат|кезек|очеред|жалоб|арыз|шагым|отиниш|заяв|обращ)"
)
_ORDINAL = frozenset(
    {
        "и",
        "го",
        "му",
        "м",
        "ом",
        "ем",
        "я",
        "ая",
        "ои",
        "е",
        "ое",
        "ше",
        "ши",
        "шы",
        "инши",
        "ыншы",
        "нши",
        "ншы",
        "х",
        "сы",
        "си",
        "сында",
    }
)
NEIGHBOURS = re.compile(r"[\s,.«»\"'“”„():;№#\-–—/]*")


def role_of(folded: str) -> str:
    """Give the part a folded key may play in an address, or nothing."""
    if folded[:1].isdigit():
        return "number"
    match = _PARTS.match(folded)
    return match.lastgroup or "" if match else ""


@lru_cache(maxsize=1 << 12)
def _known(word: str) -> tuple[str, str]:
    folded = key(word)
    return folded, role_of(folded)


@lru_cache(maxsize=1 << 12)
def is_unit(folded: str) -> bool:
    """Say whether a number before this word counts things, time or money, and is no house."""
    return bool(_UNIT.match(folded))


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a house or flat: as written, where it stands, the word after it, and whether it is sure to be one."""

    text: str
    start: int
    end: int
    after: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """A text, its words, their folded keys and their parts."""

    text: str
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]
    roles: tuple[str, ...]

    @classmethod
    def of(cls, text: str, tokens: tuple[Token, ...] | None = None) -> "Scan":
        """Make the row; words are cut anew when none are given."""
        words = tokenize(text) if tokens is None else tokens
        known = [_known(word.text) for word in words]
        return cls(text, words, tuple([each[0] for each in known]), tuple([each[1] for each in known]))

    def role(self, place: int) -> str:
        """Give the part of a word, nothing outside the text."""
        return self.roles[place] if 0 <= place < len(self.roles) else ""

    def key(self, place: int) -> str:
        """Give the folded key of a word, nothing outside the text."""
        return self.keys[place] if 0 <= place < len(self.keys) else ""

    def gap(self, left: int, right: int) -> str:
        """Give what stands between two words; a long stretch when one of them is outside the text."""
        if left < 0 or right >= len(self.tokens):
            return "\n\n\n"
        return self.text[self.tokens[left].end : self.tokens[right].start]

    def capital(self, place: int) -> bool:
        """Say whether a word begins with a capital or a digit."""
        return 0 <= place < len(self.tokens) and not self.tokens[place].text[0].islower()

    def initial(self, place: int) -> bool:
        """Say whether a word is an initial: one capital and a stop."""
        if not 0 <= place < len(self.tokens) or len(self.tokens[place].text) > 1:
            return False
        return self.tokens[place].text.isupper() and self.gap(place, place + 1) in (".", ". ")

    def begins(self, place: int) -> bool:
        """Say whether a word begins a sentence."""
        return place == 0 or any(sign in ".!?\n…" for sign in self.gap(place - 1, place))

    def number(self, place: int) -> Number | None:
        """Give the number of a house or flat that begins at a word; None for years, decimals, hours and long numbers."""
        if self.role(place) != "number":
            return None
        start = self.tokens[place].start
        if _PHONE.match(self.text, start) or _YEAR.match(self.text, start):
            return None
        match = _NUMBER.match(self.text, start)
        if not match or (
            start and self.text[start - 1] in ".,/:" and self.text[start - 2 : start - 1].isdigit()
        ):
            return None
        digits, quoted, close, apart, slash, second, tail = match.groups()
        letter = quoted or (close or apart or "").lstrip("-")
        end, after = match.end(), place + 1
        while after < len(self.tokens) and self.tokens[after].start < end:
            after += 1
        if self.tokens[after - 1].end > end and not _GLUED_BLOCK.match(self.text, end):
            return None
        if not letter and not slash and self._past_ordinal(after, end) > after:
            after += 1
            end = self.tokens[after - 1].end
        value = digits + letter + (f"/{second}{tail or ''}" if slash else "")
        return Number(value, start, end, after, bool(letter or slash))

    def _past_ordinal(self, after: int, end: int) -> int:
        dashed = after < len(self.tokens) and self.text[end : self.tokens[after].start] == "-"
        return after + 1 if dashed and self.keys[after] in _ORDINAL else after
