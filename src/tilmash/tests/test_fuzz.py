"""Whatever is sent, every function of the face gives a sane result or an error of its family, in bounded time."""

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import tilmash
from tilmash import (
    Label,
    NearIndex,
    Reading,
    Themes,
    TilmashError,
    language,
    lemma,
    mask,
    read,
    reply_signs,
    restore,
    same_matter,
    similar,
    terms,
    to_cyrillic,
    to_latin,
)

THEMES = Themes({"жол": ["жол", "дорога"], "су": ["су", "вода"]})
OWN_TREE = Themes()
APPEAL = "Абай көшесі, 12-үйде жарық жоқ"
LANGUAGES = {"kk", "ru", "mixed", "en", "other"}


def learnt(text: str) -> list[Label]:
    """Teach fresh themes a text and ask it."""
    themes = Themes({"су": ["су", "вода"]})
    themes.learn(text, "жаңа")
    return themes.guess(text)


def near(text: str) -> bool:
    """Hold a text and ask for it: itself is found wherever it has a letter."""
    index = NearIndex()
    index.add("а", APPEAL)
    index.add("б", text)
    return all(id in {"а", "б"} and 0 <= score <= 1 for id, score in index.query(text))


def is_read(text: str) -> bool:
    """Say whether a reading of a text keeps to what its type promises."""
    reading = read(text)
    spans = [(span.start, span.end) for span in (*reading.pii, *reading.sentences, *reading.addresses)]
    return (
        isinstance(reading, Reading)
        and reading.language in LANGUAGES
        and all(0 <= start < end <= len(text) for start, end in spans)
    )


def is_sure(labels: list[Label]) -> bool:
    """Say whether probabilities stand best first, between 0 and 1."""
    likely = [label.p for label in labels]
    return likely == sorted(likely, reverse=True) and all(0 <= one <= 1 for one in likely)


CHECKS: dict[str, Callable[[str], bool]] = {
    "NearIndex": near,
    "Themes": lambda text: (
        is_sure(THEMES.guess(text)) and is_sure(OWN_TREE.guess(text)) and is_sure(learnt(text))
    ),
    "language": lambda text: language(text) in LANGUAGES,
    "lemma": lambda text: all(isinstance(lemma(text, tongue), str) for tongue in (None, "kk", "ru")),
    "mask": lambda text: isinstance(mask(text), str),
    "read": is_read,
    "reply_signs": lambda text: all(
        0 <= sign.start <= sign.end <= len(text) for sign in reply_signs(text, APPEAL)
    ),
    "restore": lambda text: len(restore(text)) == len(text),
    "same_matter": lambda text: same_matter(text, APPEAL) in {True, False},
    "similar": lambda text: 0 <= similar(text, APPEAL) <= 1 and 0 <= similar(APPEAL, text) <= 1,
    "terms": lambda text: all(isinstance(term, str) and term for term in terms(text)),
    "to_cyrillic": lambda text: isinstance(to_cyrillic(text), str),
    "to_latin": lambda text: isinstance(to_latin(text), str),
}
if "decline" in tilmash.__all__:
    CASES = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental")
    CHECKS["decline"] = lambda text: all(isinstance(tilmash.decline(text, case), str) for case in CASES)

ODD = [
    "\ud800", "\udfff", "\u202e", "\u200f", "\u200d", "\x00", "\x1e", "\x85", "\u0301", "😀", "🏳️‍🌈", "ﷺ", "İ", "ß", "ﬁ", "ǅ", "½",
    "٣", "Ⅷ", "ٴ", "كوشە", "ә", "Қ", "қ\u0301", "zh", "'", "’", "́", "12", "8 701 ", "№", "-", ".", "…", "\n", "\t", " ",
    "үй", "ул.", "көшесі", "Айгүл", "қызы", "KZ", "@", "{", "[ТЕЛЕФОН]", "мекенжай", "CamelCase", "http://a.kz/",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=120),
    st.text(alphabet=st.characters(), max_size=60),
    st.lists(st.sampled_from(ODD), max_size=25).map("".join),
    st.binary(max_size=80).map(lambda held: held.decode("latin-1")),
    st.binary(max_size=80).map(lambda held: held.decode("utf-8", "surrogateescape")),
)
HUGE = {
    "ten thousand emoji": "😀" * 10_000,
    "families of emoji": "👨‍👩‍👧‍👦" * 3_000,
    "a word of a million letters": "ә" * 1_000_000,
    "a Latin word of a million letters": "zh" * 500_000,
    "an Arabic word of a million letters": "ش" * 1_000_000,
    "a million digits": "7" * 1_000_000,
    "marks on one letter": "ё" + "\u0301" * 100_000,
    "marks of direction": "\u202e\u200fжоқ\u202c" * 20_000,
    "lone surrogates": "\ud800 \udfff" * 30_000,
    "binary": bytes(range(256)).decode("latin-1") * 400,
    "zeros": "\x00" * 100_000,
    "blanks": " " * 100_000 + "жоқ" + "\t\n" * 50_000,
    "points": "." * 100_000 + " .!" * 30_000,
    "brackets": "([{" * 40_000,
    "hyphens": "а-" * 60_000,
    "half a telephone": "8 (701" * 20_000,
}
SECONDS = 20


def test_every_function_of_the_face_is_tried():
    functions = {name for name in tilmash.__all__ if callable(getattr(tilmash, name))}
    types = {"Label", "Reading", "Similarity", "Span", "TilmashError"}
    assert set(CHECKS) == functions - types


@pytest.mark.parametrize("name", list(CHECKS))
@settings(max_examples=120, deadline=None)
@given(text=TEXTS)
@example(text="")
@example(text=" ")
@example(text="\ud800 жоқ \udfff")
@example(text="\u202eЖоқ\u202c\x00")
@example(text="".join(ODD))
def test_any_text_gives_a_sane_result(name, text):
    assert CHECKS[name](text)


@pytest.mark.parametrize("kind", list(HUGE))
@pytest.mark.parametrize("name", list(CHECKS))
def test_a_hostile_text_is_done_with_in_bounded_time(name, kind):
    started = time.process_time()
    assert CHECKS[name](HUGE[kind])
    assert time.process_time() - started < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["Абай көшесі, 12 үйде жарық жоқ. ", "Нет света, тел. 8 701 123 45 67. ", "ә", "1", "\ud800"]
)
@pytest.mark.parametrize("name", list(CHECKS))
def test_ten_megabytes_are_done_with_in_bounded_time(name, piece):
    text = piece * (10_000_000 // len(piece.encode("utf-8", "surrogatepass")))
    started = time.process_time()
    assert CHECKS[name](text)
    assert time.process_time() - started < 10 * SECONDS


@pytest.mark.parametrize("wrong", [None, 7, b"\xff\xfe", ("text",), {"text"}, ["text", 7]])
@pytest.mark.parametrize(
    "name", ["language", "mask", "read", "restore", "terms", "to_cyrillic", "to_latin", "lemma"]
)
def test_what_is_no_text_is_refused_by_name(name, wrong):
    with pytest.raises(TilmashError, match="str"):
        getattr(tilmash, name)(wrong)
