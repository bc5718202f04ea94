"""The six kinds of appeal of Kazakhstan's administrative code (APPC, Art. 4), and what a ready text may hold: pure."""

import re
from collections.abc import Mapping
from enum import StrEnum

from qabyldau.core.errors import InputError


class AppealKind(StrEnum):
    """What sort of appeal it is in law, apart from its theme."""

    COMPLAINT = "complaint"
    APPLICATION = "application"
    SUGGESTION = "suggestion"
    RESPONSE = "response"
    INQUIRY = "inquiry"
    MESSAGE = "message"


class TextUse(StrEnum):
    """What a ready text is for."""

    ANSWER = "answer"
    QUESTION = "question"
    RETURN = "return"


PLACEHOLDERS = ("number", "date", "due", "phone", "office")
"""What may stand in a ready text in square brackets. Each becomes one whole sentence, so no ending is glued to a name."""

_HELD = re.compile(r"\[([^\[\]\n]*)\]")
_ALONE = re.compile(r"(?:\A|[.!?:…»\n])[ \t]*\[[a-z]+\](?=\s|\Z)")


def placeholders_of(body: str) -> list[str]:
    """Return the names in square brackets, in the order of the text."""
    return _HELD.findall(body)


def check_pair(body_kk: str, body_ru: str) -> None:
    """Raise InputError naming the field where a placeholder is unknown, is not a sentence of its own, or lacks its twin."""
    for field, body in (("body_kk", body_kk), ("body_ru", body_ru)):
        strange = sorted(set(placeholders_of(body)) - set(PLACEHOLDERS))
        if strange:
            raise InputError(field, f"[{strange[0]}] is not known here; one of: {', '.join(PLACEHOLDERS)}")
        if len(_ALONE.findall(body)) != len(placeholders_of(body)):
            raise InputError(
                field, "a placeholder stands as a whole sentence: between two sentences or on its own line"
            )
    if set(placeholders_of(body_kk)) != set(placeholders_of(body_ru)):
        raise InputError("body_ru", "both languages hold the same placeholders")


def filled_in(body: str, sentences: Mapping[str, str]) -> str:
    """Return a ready text with whole sentences in the place of its placeholders; one without a sentence leaves nothing."""
    said = _HELD.sub(lambda found: sentences.get(found[1], ""), body)
    return re.sub(r"[ \t]+(?=\n|\Z)", "", re.sub(r"\n{3,}", "\n\n", said)).strip()
