"""What is put into a draft at the desk: a reply, a ready text, the parts put together; and how it is taken out again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from qabyldau.casework.models import Case
from qabyldau.catalog.queries import ready_text_for
from qabyldau.core.localized import localized
from qabyldau.flow.working.assembled import assembled
from qabyldau.flow.working.quoted import beginning, reply_in
from qabyldau.flow.working.replies import replies_of
from qabyldau.interfaces.desk.door.rows import key_of
from qabyldau.interfaces.desk.guard import DeskRequest

PUT = ("reply", "ready", "parts")
"""What a form can name to be put in or taken out."""


@dataclass(frozen=True)
class ReplyOffered:
    """A reply that can be put into the answer."""

    uuid: str
    body: str
    number: str
    on: date
    judged: str
    """What staff found: "" while nobody has judged it."""


def replies_offered(case: Case) -> list[ReplyOffered]:
    """Return the replies to letters about a case, the newest first."""
    judged = {True: _("an answer"), False: _("no answer"), None: ""}
    return [
        ReplyOffered(
            uuid=str(row.uuid),
            body=localized(row.referral.organization, "name"),
            number=row.their_number,
            on=row.their_on or row.received_on,
            judged=judged[row.is_enough],
        )
        for row in reversed(replies_of(case))
    ]


def chosen_of(given: Mapping[str, str], before: str = "") -> dict[str, str]:
    """Return what a form or an address names to be put in; ``before`` begins the names of what was put in last."""
    found = {name: given.get(before + name, "") for name in PUT}
    return {name: said for name, said in found.items() if (said if name == "parts" else key_of(said))}


def words_put(case: Case, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the words of what was chosen, in each language; {} where nothing was."""
    if "parts" in chosen:
        return assembled(case)
    reply = reply_in(case, chosen["reply"]) if "reply" in chosen else None
    text = ready_text_for(case.office, chosen["ready"]) if "ready" in chosen else None
    return beginning(case, reply, text)


def with_put(request: DeskRequest, case: Case, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the words of a form after what it asks for: put in at their end, or taken out; nothing typed is lost."""
    go = request.POST.get("go", "")
    if go not in {"insert", "parts", "undo"}:
        return dict(texts)
    chosen = (
        {"parts": "1"} if go == "parts" else chosen_of(request.POST.dict(), "last_" if go == "undo" else "")
    )
    put = words_put(case, chosen)
    change = taken_out if go == "undo" else _put
    return {code: change(said, put.get(code, "")) for code, said in texts.items()}


def _put(said: str, more: str) -> str:
    return "\n\n".join(part for part in (said, more) if part)


def taken_out(said: str, put: str) -> str:
    """Return words without what was put in last; words that were changed since stay as they are.

    >>> taken_out("Мы писали.\\n\\nОтвет пришёл.", "Ответ пришёл."), taken_out("Ответ наш.", "Ответ пришёл.")
    ('Мы писали.', 'Ответ наш.')
    """
    before, found, after = said.rpartition(put) if put else ("", "", "")
    return "\n\n".join(part for part in (before.rstrip(), after.lstrip()) if part) if found else said
