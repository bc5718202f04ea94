"""Names of streets: left of a Kazakh word for street, right of a Russian one, where two meet, and well-known bare ones.

A Kazakh name ends at its word ("Сәкен Сейфуллин көшесінде"), a Russian one begins after it ("на улице Сакена
Сейфуллина"); how far it reaches is told by capitals, by words that are only part of a name (би, батыр, хан), and by
the list of usual names where there are no capitals. Source: own grammar; `lang/streets.tsv`.

>>> from tilmash.entities.scan import Scan
>>> [(part.name) for part in streets(Scan.of("Абай мен Сейфуллин көшелерінің қиылысы, ул. Толе би"))]
['Абай', 'Сейфуллин', 'Толе би']
"""

from collections.abc import Iterator

from tilmash.entities.bare import bare_streets
from tilmash.entities.places import settlement_at
from tilmash.entities.reach import name_left, name_of, name_right
from tilmash.entities.scan import Scan
from tilmash.entities.street import Street
from tilmash.entities.usual import near, usual_at, usual_before


def streets(scan: Scan) -> Iterator[Street]:
    """Give the streets of a text in order, those of a crossing one after the other."""
    found: dict[int, Street] = {}
    for place, role in enumerate(scan.roles):
        done = False
        if role in ("after", "either"):
            done = _add(found, _typed_after(scan, place))
        if role in ("before", "either") and not done:
            _add(found, _typed_before(scan, place))
        if role == "crossing":
            _add(found, _around_crossing(scan, place))
        elif role == "between":
            _add(found, _between(scan, place))
        elif scan.keys[place] == "к" and _is_short_word(scan, place):
            _add(found, _typed_after(scan, place)) or _add(found, _typed_before(scan, place))
    taken = {word for street in found.values() for word in range(street.first, street.last + 1)}
    _add(found, bare_streets(scan, taken))
    yield from (found[place] for place in sorted(found))


def _is_short_word(scan: Scan, place: int) -> bool:
    """Say whether a small letter к is the word for street ("Журба к. 12", "Журба к-сі"): the preposition has no stop."""
    token = scan.tokens[place]
    stop = scan.text[token.end : token.end + 1] == "." or _has_ending(scan, place)
    return token.text == "к" and stop and scan.role(place - 1) != "number"


def _has_ending(scan: Scan, place: int) -> bool:
    return scan.gap(place, place + 1) == "-" and scan.key(place + 1).startswith("си")


def _add(found: dict[int, Street], more: Iterator[Street]) -> bool:
    any_found = False
    for street in more:
        any_found = True
        known = found.get(street.name_first)
        if known is None or street.typed and not known.typed:
            found[street.name_first] = street
    return any_found


def _typed_after(scan: Scan, place: int) -> Iterator[Street]:
    if place == 0 or not near(scan, place - 1):
        return
    word = scan.keys[place]
    last = place - 2 if scan.keys[place - 1].startswith("атында") else place - 1
    first = name_left(scan, last)
    bare = (word in ("коше", "коуе", "улица", "кош") or word.startswith("кошеде")) and first >= 0
    if (
        bare
        and last == place - 1
        and not scan.capital(last)
        and not usual_at(scan, first)
        and not usual_before(scan, last)
    ):
        return
    if first < 0 or scan.role(place) == "either" and not scan.capital(last) and not usual_at(scan, first):
        return
    if scan.role(last) == "number" and first == last:
        return
    if scan.role(place - 1) == "area":
        return
    here = word.endswith(("де", "да", "дан", "ден", "гы", "ги"))
    if "лери" in word or place + 1 < len(scan.keys):
        yield from _partner_left(scan, first, "лери" in word)
    end = place + (word == "к" and _has_ending(scan, place))
    yield Street(name_of(scan, first, last), first, end, first, last, here)


def _partner_left(scan: Scan, first: int, plural: bool) -> Iterator[Street]:
    """Give the other street of "Абай мен Сейфуллин көшелері", "Абай – Сейфуллин көшелері"."""
    dash = first > 0 and scan.gap(first - 1, first).strip() in ("-", "–", "—", "/", ",")
    joined = scan.role(first - 1) == "and"
    if not (plural or dash) or not (dash or joined):
        return
    last = first - 1 if dash else first - 2
    if last < 0 or scan.role(last) not in ("", "body") or not (plural or usual_at(scan, last)):
        return
    begin = name_left(scan, last)
    if begin >= 0:
        yield Street(name_of(scan, begin, last), begin, last, begin, last)
        if scan.gap(begin - 1, begin).strip() == "," and plural:
            yield from _partner_left(scan, begin, plural)


def _typed_before(scan: Scan, place: int) -> Iterator[Street]:
    first = place + 1
    gap = scan.gap(place, first)
    if gap.strip(' .\u00a0«"“„:-') or len(gap) > 3:
        return
    if scan.key(first) in ("т", "кт") and gap == "-":
        first += 1
    last = name_right(scan, first, typed=True)
    if last < 0:
        return
    yield Street(name_of(scan, first, last), place, last, first, last)
    yield from _partner_right(scan, last)


def _partner_right(scan: Scan, last: int) -> Iterator[Street]:
    """Give the other street of "улиц Абая и Сатпаева", "Абая – Сатпаева", "Абая угол Сатпаева"."""
    first = last + 1
    sign = scan.gap(last, first).strip()
    if scan.role(first) in ("and", "crossing"):
        first += 1
        if scan.role(first) in ("before", "either"):
            first += 1
    elif sign not in ("-", "–", "—", "/", "\\"):
        return
    end = name_right(scan, first, typed=scan.capital(first))
    if end >= 0 and (usual_at(scan, first) or scan.capital(first)) and not settlement_at(scan, first):
        yield Street(name_of(scan, first, end), first, end, first, end)


def _around_crossing(scan: Scan, place: int) -> Iterator[Street]:
    if scan.keys[place].startswith(("ки", "бур")):
        last = _past_words(scan, place - 1)
        first = name_left(scan, last) if last >= 0 else -1
        partners = list(_partner_of_crossing(scan, first)) if first > 0 else []
        alone = scan.keys[place].startswith("ки") and (scan.capital(first) or usual_at(scan, first))
        if first >= 0 and (alone or partners):
            yield from partners
            yield Street(name_of(scan, first, last), first, place, first, last)
        return
    first = place + 1
    while scan.role(first) in ("before", "either", "and"):
        first += 1
    last = name_right(scan, first, typed=True) if first < len(scan.keys) else -1
    if last >= 0 and not settlement_at(scan, first):
        yield Street(name_of(scan, first, last), first, last, first, last)
        yield from _partner_right(scan, last)


def _partner_of_crossing(scan: Scan, first: int) -> Iterator[Street]:
    last = first - 1
    dash = scan.gap(last, first).strip() in ("-", "–", "—", "/")
    if scan.role(last) == "and" and not dash:
        last -= 1
    elif not dash:
        return
    last = _past_words(scan, last)
    begin = name_left(scan, last) if last >= 0 else -1
    if begin >= 0:
        yield Street(name_of(scan, begin, last), begin, last, begin, last)


def _past_words(scan: Scan, last: int) -> int:
    """Give the word before the words for street that end at a place."""
    while scan.role(last) in ("after", "either"):
        last -= 1
    return last


def _between(scan: Scan, place: int) -> Iterator[Street]:
    """Read "между Абая и Сейфуллина", "Абай мен Сейфуллин арасында": usual names only, for people have troubles too."""
    if scan.keys[place] == "между":
        first = place + 1 + (scan.role(place + 1) == "before")
        last = name_right(scan, first, typed=True)
        pair = list(_partner_right(scan, last)) if last >= 0 else []
        pair[:0] = [Street(name_of(scan, first, last), place, last, first, last)] if pair else []
    else:
        last = _past_words(scan, place - 1)
        first = name_left(scan, last) if last >= 0 else -1
        pair = list(_partner_of_crossing(scan, first)) if first > 0 else []
        pair += [Street(name_of(scan, first, last), first, place, first, last)] if pair else []
    if all(usual_at(scan, street.name_first) for street in pair):
        yield from pair
