"""How each Latin spelling of Kazakh is read: every stretch of signs, the Cyrillic letters it may be, and a price.

`NEW`: the alphabet of 2021 and its drafts (ä ö ü ū ğ ş ñ or ŋ, y for ы, ı for і), with the Turkish habit of ı for ы.
`ACUTE`: decree of 19 February 2018 (á ó ú ý ǵ ń sh ch; ı for и and й). `APOSTROPHE`: decree of 26 October 2017.
`CHAT`: no alphabet at all, what people type on an English keyboard ("koshede zharyk zhok"), and all of the above.
Prices are in nats: what a habit costs because few have it.
"""

import re
from functools import cache

Table = dict[str, tuple[tuple[str, float], ...]]


def _table(text: str) -> Table:
    """Read `signs=letters:price,letters …`; a price left out is 0."""
    found: Table = {}
    for item in text.split():
        signs, _, readings = item.partition("=")
        pairs = (reading.partition(":") for reading in readings.split(","))
        found[signs] = tuple((letters, float(price or 0)) for letters, _, price in pairs)
    return found


def _joined(*tables: Table) -> Table:
    found: Table = {}
    for table in tables:
        for signs, readings in table.items():
            held = dict(found.get(signs, ()))
            for letters, price in readings:
                held[letters] = min(price, held.get(letters, price))
            found[signs] = tuple(held.items())
    return found


_SAME = _table(
    "a=а b=б,бъ:2.5 v=в g=г d=д,дь:3 e=е,э:1 j=ж z=з,зь:3 k=к q=қ l=л,ль:2 m=м,мь:3 n=н,нь:3 o=о,ё:4 p=п,пь:3 r=р,рь:3 s=с,сь:3,ц:4 "
    "t=т,ть:2.5 f=ф h=х,һ x=х:1,кс:1 c=ц:1,к:4 ts=ц,тс:1 w=у:1,в:2 '=ъ:1,ь:1 ’=ъ:1,ь:1"
)
_STRICT = _table("a=ә:6 o=ө:6 k=қ:6 g=ғ:6 n=ң:6")
NEW = _joined(
    _SAME,
    _STRICT,
    _table(
        "ä=ә ö=ө ü=ү,ұ:6 ū=ұ ú=ұ:4,ү:4 u=у,ұ:5,ү:5 ğ=ғ ǵ=ғ ñ=ң ŋ=ң ń=ң ş=ш sh=ш:1 ç=ч,ш:4 ch=ч:1 tş=ч:.5 tsh=ч:1 "
        "ı=і,ы:4,и:3,й:3 i=и,й,і:1.5 y=ы,й:4 ī=и,й şş=щ ştş=щ şç=щ şc=щ şch=щ "
        "ia=я,ия:1 ya=я iu=ю,ию:1 yu=ю io=ё yo=ё:1 ıa=я:1 ıu=ю:1 iya=ия iyu=ию ja=я:4 ju=ю:4 zh=ж:3"
    ),
)
ACUTE = _joined(
    _SAME,
    _STRICT,
    _table(
        "á=ә ó=ө ú=ү ǵ=ғ ń=ң ý=у u=ұ,у:4 ı=и,й i=і,и:2.5,й:4 y=ы sh=ш,сһ:4 s'h=сһ ch=ч c=ц shch=щ sh'ch=щ c=ц:1 "
        "ıý=ю,ию:1 iý=ю:2 ıa=я,ия:1 ia=я:2 ıo=ё io=ё:2 iu=ю:3 ıu=ю:3 ya=я:3 yu=ю:3 zh=ж:3"
    ),
)
APOSTROPHE = _joined(
    _SAME,
    _STRICT,
    _table(
        "a'=ә g'=ғ i'=и,й n'=ң o'=ө s'=ш c'=ч u'=ү y'=у u=ұ,у:4 i=і,и:3 y=ы s'c'=щ i'a=я,ия:1 i'y'=ю,ию:1 i'o=ё "
        "ia=я:2 iy'=ю:2 sh=ш:3 ch=ч:3 zh=ж:3"
    ),
)
CHAT = _joined(
    _SAME,
    _table(
        "a=а,ә:.5 ae=ә:2 b=б g=г,ғ:.2 gh=ғ h=х,һ:.5,ғ:3 kh=х:.2,қ:2 k=к,қ:.2 q=қ n=н,ң:.5 ng=ң:.3 nh=ң:2 o=о,ө:.5,ё:4 "
        "oe=ө:3 u=у,ұ:.3,ү:.3 w=у:.5,ш:.3,в:2 e=е,э:.5,ә:2.5 i=і,и,й,ы:.5 y=ы,й,і:1,и:3 j=ж,й:3 zh=ж dzh=дж dj=дж "
        "sh=ш ch=ч tch=ч:1 4=ч c=ц:1,с:2,к:3,ч:3 shch=щ,шч:1 sch=щ:.5 sh=ш,щ:3 ts=ц,тс:.5 x=х,кс:1,қ:3 "
        "ya=я,ыа:3 ia=я,ия:.5 ja=я:2 yu=ю,ыу:2,йу:2 iu=ю,іу:2,ию:1 ju=ю:3,жу,жұ,жү yo=ё:.5,йо:.5,йө:1 io=ё,ио ye=е:.3,йе:1 "
        "iya=ия iyu=ию yia=ия ii=ій:.5,ии,ый:1 iy=ій,ый:.5,ий yi=ый:.3,ій:.5,йі,йы yy=ый uu=уу,у:2 oo=оо,у:4 ee=ее,и:4 "
        "'=ъ:1,ь:1 ’=ъ:1,ь:1 v=в"
    ),
    _table(
        "ä=ә ö=ө ü=ү ū=ұ ú=ү ğ=ғ ǵ=ғ ñ=ң ŋ=ң ń=ң ş=ш ç=ч ı=ы,і:.5,й:1,и:1 á=ә ó=ө ý=у ə=ә ī=и,й tş=ч â=ә ô=ө î=і"
    ),
)

_NEW_SIGNS, _ACUTE_SIGNS = frozenset("äöüūğşñŋçī"), frozenset("áóúýǵń")
_AFTER = frozenset("aginosucy")


# Turkish habit: ı for ы, i for і, y only for й.
TURKISH = NEW | _table("ı=ы,і:3 i=і,и,й:.5 y=й,ы:4")
# A few words with ı and no other sign may be of either alphabet, or of neither.
DOTLESS = NEW | _table("ı=ы:.3,і:.3,й:.3,и:.5 i=і,и:.5,й:.5 y=ы,й:1 u=у,ұ:.5,ү:3 ıa=я,ыа:2,ия:.5 ıý=ю")
# What a habit of chat, once seen in a text, makes dear in the rest of it.
_HABITS = {
    "q": _table("k=к,қ:4"),
    "y": _table("i=і,и,й,ы:3.5 y=ы,й:.3,і:2.5,и:4 yi=ый:.3,ій:1.5"),
    "s": _table("w=у,в:2,ш:5"),
    "g": _table("g=г,ғ:3"),
}
_VOWEL_Y = re.compile("[bdfghjklmnpqrstvwxzğñŋşç]y(?![aeiouäöüū])")


def habits_of(lower: str) -> str:
    """Name the spelling of a lower-case text: `new`, `turkish`, `dotless`, `acute`, `apostrophe`, or `chat` and its habits."""
    new = sum(lower.count(sign) for sign in _NEW_SIGNS)
    acute = sum(lower.count(sign) for sign in _ACUTE_SIGNS)
    vowel_y = _VOWEL_Y.search(lower) is not None
    if max(new, acute):
        return "acute" if acute > new else "new" if vowel_y or lower.count("ı") < 2 else "turkish"
    marks = sum(lower.count(f"{letter}'") for letter in _AFTER)
    if marks > 1 or (marks and len(lower) < 20 * marks):
        return "apostrophe"
    if "ı" in lower:
        return "dotless"
    seen = {"q": "q" in lower, "y": vowel_y, "s": "sh" in lower, "g": "gh" in lower}
    return "chat" + "".join(name for name, is_seen in seen.items() if is_seen)


@cache
def table_named(name: str) -> Table:
    """Give the table of readings of a spelling by its name from `habits_of`."""
    if not name.startswith("chat"):
        return {"new": NEW, "turkish": TURKISH, "dotless": DOTLESS, "acute": ACUTE, "apostrophe": APOSTROPHE}[
            name
        ]
    table = dict(CHAT)
    for habit in name.removeprefix("chat"):
        table |= _HABITS[habit]
    return table
