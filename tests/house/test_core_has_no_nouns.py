"""``core`` is what every room needs and no room owns: no word of the trade in it."""

import io
import re
import tokenize

from tests.house.tree import PACKAGE, modules, name_of

NOUNS = {
    "appeal", "applicant", "case", "office", "receipt", "coupon", "category", "deadline", "referral", "letter",
    "deputy", "party", "reception", "resident", "citizen", "complaint", "concern", "meeting", "programme",
    "maslikhat", "inbox", "caseworker",
}  # fmt: skip
FOREIGN = {"Case"}
"""Django's ``Case … When``, which is a word of SQL."""


def names_in(path):
    source = io.StringIO(path.read_text(encoding="utf-8"))
    for token in tokenize.generate_tokens(source.readline):
        if token.type == tokenize.NAME and token.string not in FOREIGN:
            yield from re.findall(r"[a-z]+", re.sub(r"(?<!^)(?=[A-Z])", "_", token.string).lower())


def test_no_word_of_the_trade_names_anything_in_core():
    found = {name_of(path): NOUNS & set(names_in(path)) - {"case"} for path in modules(PACKAGE / "core")}
    assert {name: words for name, words in found.items() if words} == {}
