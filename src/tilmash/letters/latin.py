"""Kazakh in Latin letters carried back to Cyrillic, whichever alphabet or none it was typed in.

The text shows its alphabet by its signs (`latin_tables`); each word is read in every way the table allows, and the
same tellers that restore letters choose. Addresses of the web, names of firms and words of other languages stay.

>>> to_cyrillic("Koshede zharyk zhok, www.egov.kz")
'Көшеде жарық жоқ, www.egov.kz'
>>> to_cyrillic("Köşede jaryq joq"), to_cyrillic("18shi mektep")
('Көшеде жарық жоқ', '18ші мектеп')
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from tilmash.langid.words import EN, KK, OTHER, UZ, WordScores
from tilmash.letters.alphabet import capitals_like
from tilmash.letters.beam import spellings
from tilmash.letters.latin_tables import habits_of, table_named
from tilmash.letters.lexicon import lexicon
from tilmash.letters.tongue import smooth
from tilmash.letters.tote import from_arabic, has_arabic
from tilmash.letters.weigh import LONGEST, Ranked, beside, is_known, told
from tilmash.normalize import on_russian_keys

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0259\u018f\u1e00-\u1eff\u0300-\u036f"
_ADDRESS = (
    r"(?<!\S)(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,64}@\S+|[@#]\w+"
    r"|(?<![\w.-])[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){0,4}\.(?:kz|ru|com|org|net|info|edu|gov|uz|kg)\b(?:/\S*)?"
)
_TOKEN = re.compile(
    f"(?P<address>{_ADDRESS})|(?P<mixed>(?=[{_LATIN}]*[\u0400-\u052f])[{_LATIN}\u0400-\u052f]+)"
    f"|(?P<word>(?<![\\w&])4?[{_LATIN}](?:[{_LATIN}]|['’ʼ‘`](?=[{_LATIN}])|4(?=[{_LATIN}]))*['’ʼ‘`]?|[{_LATIN}]+)"
)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ANY = re.compile(f"[{_LATIN}]")
_ROMAN = re.compile("[IVXLC]{2,}|[IVX]")
_CAMEL = re.compile(f"[{_LATIN}]*[a-z][A-Z]")
_LOOK_ALIKES = str.maketrans("aceopxykimthABCEHKMOPTXYiI", "асеорхукімтһАВСЕНКМОРТХУіІ")
_QUOTES = str.maketrans("’ʼ‘`", "''''")
_MOST, _LEAST, _KNOWN = 4.0, 2.5, -12.0
# A word that reads as a Kazakh one is Kazakh unless it looks English; where both may be, only just.
_READABLE, _DOUBTFUL, _ENGLISH = 1.0, 0.2, 1.5
_NO_NAME = -12.5
_WIDTH, _KEPT = 16, 4
_LIKELY = 0.5
_WORN = re.compile("[aeiyäı][dm]$")
_WORN_END = 2.5


@cache
def _scores() -> WordScores:
    return WordScores()


def _lower(word: str) -> str:
    return unicodedata.normalize("NFC", word.replace("İ", "i").lower()).translate(_QUOTES)


@lru_cache(maxsize=1 << 13)
def readings(lower: str, table: str) -> Ranked:
    """Give the Cyrillic readings of a lower-case Latin word by the table of that name, best first; () if none."""
    if len(lower) > LONGEST:
        return ()
    model = lexicon().kazakh
    words = []
    for typed, price in _whole(lower):
        for word, score in spellings(typed, table_named(table), model, _WIDTH):
            log = model.score(word)
            words.append((word, told(word, log, False) + score - log - price))
    words.sort(key=lambda pair: -pair[1])
    return tuple(words[:_KEPT])


def _whole(lower: str) -> Iterator[tuple[str, float]]:
    """Give a word as typed, and with the end that speech wears off a verb: kelmeid(i), barad(y), bilmeim(in)."""
    yield lower, 0.0
    if _WORN.search(lower):
        for vowel in "iy":
            yield lower + vowel + ("n" if lower[-1] == "m" else ""), _WORN_END


@lru_cache(maxsize=1 << 13)
def _leaning(lower: str, table: str) -> float:
    """Give by how much a word is likelier Kazakh than English or other, in nats; a word we can read is Kazakh."""
    row: list[float] = _scores().of([lower])[0].tolist()
    lean = max(-_LEAST, min(_MOST, row[KK] - max(row[EN], row[OTHER], row[UZ] - 1.0)))
    doubt = row[EN] - row[KK]
    floor = _READABLE if doubt < 0 else _DOUBTFUL
    return floor if lean < floor and doubt < _ENGLISH and _is_word(lower, table) else lean


def _is_word(lower: str, table: str) -> bool:
    """Say whether the likeliest reading of a word was seen, or is a known stem with an ending."""
    found = readings(lower, table)
    return bool(found) and is_known(found[0][0])


def _is_known(lower: str, table: str) -> bool:
    """Say whether a word has a reading that is a word: among Cyrillic ones, others are names of firms."""
    found = readings(lower, table)
    return bool(found) and found[0][1] > _KNOWN


def _is_name(word: str, lower: str, table: str) -> bool:
    """Say whether a word is evidently not Kazakh: a numeral, a CamelCase, a known brand no Kazakh word reads as."""
    if _ROMAN.fullmatch(word) or _CAMEL.match(word):
        return True
    if lower not in lexicon().latin_names:
        return False
    found = readings(lower, table)
    return not found or found[0][1] < _NO_NAME


def to_cyrillic(text: str) -> str:
    """Give a text with its Kazakh words in Latin or Arabic letters written in Cyrillic; time grows with its length.

    Cyrillic words stay, Latin look-alikes inside them repaired; what is evidently not Kazakh stays as it is.
    """
    if has_arabic(text):
        text = from_arabic(text)
    if not _ANY.search(text):
        return text
    matches = list(_TOKEN.finditer(text))
    table = habits_of(_lower(text[:100_000]))
    latin = [match for match in matches if match.lastgroup == "word"]
    lowers = [_lower(match.group()) for match in latin]
    shares = smooth([_leaning(lower, table) for lower in lowers])
    if len(_CYRILLIC.findall(text)) > sum(map(len, lowers)):
        shares = [
            share if _is_known(lower, table) else 0.0 for share, lower in zip(shares, lowers, strict=True)
        ]
    chosen = {match.start(): share for match, share in zip(latin, shares, strict=True)}
    keys = [
        _key(lower, table) if share >= _LIKELY else lower for lower, share in zip(lowers, shares, strict=True)
    ]
    padded = ("", *keys, "")
    near = {match.start(): padded[number : number + 3] for number, match in enumerate(latin)}
    return _TOKEN.sub(lambda match: _rewrite(match, table, chosen, near), text)


def _key(lower: str, table: str) -> str:
    found = readings(lower, table)
    return on_russian_keys(found[0][0]) if found else lower


def _rewrite(
    match: re.Match[str], table: str, shares: dict[int, float], near: dict[int, tuple[str, ...]]
) -> str:
    word = match.group()
    if match.lastgroup == "address":
        return word
    if match.lastgroup == "mixed":
        return _repair(word)
    lower = _lower(word)
    if shares[match.start()] < _LIKELY or _is_name(word, lower, table):
        return word
    found = readings(lower, table)
    if not found:
        return word
    before, _, after = near[match.start()]
    best, _ = beside(found, before, after)
    return capitals_like(word if len(word) != len(best) else word[:1] + word[1:], best)


def _repair(word: str) -> str:
    """Write look-alike Latin letters of a word that has Cyrillic ones as Cyrillic."""
    return word.translate(_LOOK_ALIKES) if any("\u0400" <= letter <= "\u052f" for letter in word) else word
