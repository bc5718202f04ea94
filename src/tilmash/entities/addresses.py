"""Addresses: the streets, houses, flats, microdistricts and landmarks of a text that stand together, in any order.

Parts found apart are walked from left to right; one joins the address before it when it stands near, in the same
sentence, and says something not yet said. Source: own grammar, Kazakh and Russian.

>>> from tilmash.entities.scan import Scan
>>> found, = addresses(Scan.of("ул. Толе би 12/1 кв 7"), ())
>>> found.street, found.house, found.flat
('Толе би', '12/1', '7')
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from tilmash.entities.districts import microdistricts
from tilmash.entities.houses import houses
from tilmash.entities.landmarks import landmarks
from tilmash.entities.part import Part
from tilmash.entities.scan import Scan, role_of
from tilmash.entities.street import Street
from tilmash.entities.streets import streets
from tilmash.entities.usual import is_unusual
from tilmash.script import key
from tilmash.types import Address, Place

_NEAR = 48
_NEAR_CITY = 40
_SHORT = 4
_STARTS = frozenset(
    {
        "before",
        "after",
        "either",
        "district",
        "estate",
        "small",
        "area",
        "house",
        "dom",
        "flat",
        "crossing",
        "number",
    }
)
_LEADS = frozenset({"по", "на", "вдоль", "через", "в", "к"})
_ORDER = {"street": 0, "microdistrict": 1, "house": 2, "block": 3, "flat": 4, "landmark": 5}
_EXACT = ("house", "block", "flat")


@dataclass(slots=True)
class _Draft:
    start: int
    end: int
    parts: dict[str, str] = field(default_factory=dict)
    sure: bool = False
    crossing: str | None = None
    exact: tuple[int, int] | None = None

    def take(self, part: Part) -> None:
        """Add a part; a landmark widens the span only where nothing else is said."""
        others = self.parts.keys() - {"landmark"}
        if part.kind != "landmark" and not others:
            self.start, self.end = part.start, part.end
        elif part.kind != "landmark" or not others:
            self.start, self.end = min(self.start, part.start), max(self.end, part.end)
        self.parts.setdefault(part.kind, part.text)
        self.sure = self.sure or part.sure
        if part.kind in _EXACT:
            held = self.exact or (part.start, part.end)
            self.exact = min(held[0], part.start), max(held[1], part.end)


def is_worth(scan: Scan) -> bool:
    """Say, cheaply, whether a text can hold an address at all."""
    return not _STARTS.isdisjoint(scan.roles) or not _LEADS.isdisjoint(scan.keys) or not is_unusual(scan)


def addresses(
    scan: Scan, places: Iterable[Place], known: tuple[Street, ...] | None = None
) -> tuple[Address, ...]:
    """Give the addresses of a text; a crossing gives one for each street, a list of houses one for each house.

    `known` are its streets when they are found already.
    """
    ways = ways_of(scan) if known is None else known
    parts = [_of_street(scan, way) for way in ways]
    districts = microdistricts(scan, ways)
    parts += districts
    parts += houses(scan, ways, districts)
    parts += landmarks(scan)
    if not parts:
        return ()
    drafts = _joined(scan, _apart(parts))
    settlements = [place for place in places if place.kind in ("city", "village")]
    return tuple(_made(draft, settlements) for draft in drafts if _stands(draft))


def ways_of(scan: Scan) -> tuple[Street, ...]:
    """Give the streets of a text."""
    return tuple(streets(scan)) if is_worth(scan) else ()


def _of_street(scan: Scan, way: Street) -> Part:
    """Give a street with the stop of its shortened word: "көш. 12", "к. 12" are one sentence."""
    word = scan.tokens[way.last]
    short = way.last > way.name_last and len(word.text) <= _SHORT
    stop = short and scan.text[word.end : word.end + 1] == "."
    return Part("street", way.name, scan.tokens[way.first].start, word.end + stop)


def _apart(parts: list[Part]) -> list[Part]:
    """Drop what lies within another part: a number that belongs to a name."""
    kept: list[Part] = []
    for part in sorted(parts, key=lambda part: (part.start, _ORDER[part.kind])):
        inside = kept and part.start < kept[-1].end
        if inside and not (
            kept[-1].kind == "landmark" and part.kind in ("street", "house") and part.end > kept[-1].end
        ):
            continue
        kept.append(part)
    return kept


def _ends_sentence(gap: str) -> bool:
    return any(sign in gap for sign in "!?\n;…") or ". " in gap


def _joined(scan: Scan, parts: list[Part]) -> list[_Draft]:
    drafts: list[_Draft] = []
    before: Part | None = None
    for part in parts:
        gap = scan.text[before.end : part.start] if before else ""
        last = drafts[-1] if drafts else None
        pair = before is not None and before.kind == part.kind == "street" and _crosses(gap)
        if last is not None and not pair and _may_join(last, part, gap):
            last.take(part)
        elif last is not None and part.kind == "house" and "house" in last.parts and _is_list(gap):
            kept = {kind: text for kind, text in last.parts.items() if kind in ("street", "microdistrict")}
            drafts.append(_Draft(part.start, part.end, kept, last.sure))
            drafts[-1].take(part)
        else:
            drafts.append(_Draft(part.start, part.end))
            drafts[-1].take(part)
            if before and pair and last is not None and not _are_apart(scan.text[before.start : part.end]):
                drafts[-1].crossing = last.parts.get("street")
                last.crossing = last.crossing or part.text
        before = part
    return drafts


def _crosses(gap: str) -> bool:
    words = gap.strip(" ,.").lower()
    return (
        words in ("-", "–", "—", "/", "\\", "c", "")
        or role_of(key(words)) in ("and", "crossing")
        or "пересеч" in words
    )


def _are_apart(pair: str) -> bool:
    """Say whether a place lies between two streets, which need not meet."""
    words = pair.split()
    return "between" in (role_of(key(words[0])), role_of(key(words[-1])))


def _is_list(gap: str) -> bool:
    return gap.strip(" №") in (",", "и", "мен", "және", "", ", и", "жане", "бен", "пен")


def _may_join(draft: _Draft, part: Part, gap: str) -> bool:
    if part.kind in draft.parts or len(gap) > _NEAR or _ends_sentence(gap):
        return False
    if part.kind == "street" and "flat" in draft.parts and "house" not in draft.parts:
        return True
    return not (part.kind in ("street", "microdistrict") and "landmark" in draft.parts and len(gap) > 3)


def _stands(draft: _Draft) -> bool:
    return draft.sure or any(kind in draft.parts for kind in ("street", "microdistrict", "landmark"))


def _made(draft: _Draft, settlements: list[Place]) -> Address:
    at = bisect_left(settlements, draft.start - _NEAR_CITY, key=lambda place: place.end)
    near = (
        settlements[at] if at < len(settlements) and settlements[at].start <= draft.end + _NEAR_CITY else None
    )
    get = draft.parts.get
    return Address(
        street=get("street"),
        house=get("house"),
        flat=get("flat"),
        microdistrict=get("microdistrict"),
        landmark=get("landmark"),
        city=near.name if near else None,
        start=draft.start,
        end=draft.end,
        crossing=draft.crossing,
        exact=draft.exact,
        block=get("block"),
    )
