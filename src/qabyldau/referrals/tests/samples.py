"""Letters of every kind, from the same invented facts, and the two tables of names."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from qabyldau.referrals.letters import (
    AppealFacts,
    BodyFacts,
    Enclosure,
    Executor,
    LawFacts,
    LetterFacts,
    LetterKind,
    OfficeFacts,
    PersonFacts,
    Reference,
    Said,
    Signer,
)

AT = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
MATTER = "Біздің Абай көшесі, 15-үйде екі аптадан бері шам жанбайды.\nБалалар қараңғыда мектепке барады."
MASKED = "Біздің [МЕКЕНЖАЙ] екі аптадан бері шам жанбайды.\nБалалар қараңғыда мектепке барады."
OFFICE = OfficeFacts(
    Said("Алматы қаласы бойынша қоғамдық қабылдау", "Общественная приёмная по городу Алматы"),
    Said("050000, Алматы қаласы, Абай даңғылы, 10-үй", "050000, город Алматы, проспект Абая, дом 10"),
    "+7 700 000 00 00",
    "almaty@example.kz",
)
ENERGY = BodyFacts(
    Said("Алматы қаласы Энергетика басқармасы", "Управление энергетики города Алматы"),
    post=Said("басшысы", "Руководитель"),
    head=Said("Ахметов Асқар Серікұлы", "Ахметов Аскар Серикович"),
)
AKIM = BodyFacts(
    Said("Алматы қаласының әкімдігі", "Акимат города Алматы"),
    title=Said("Алматы қаласының әкімі", "Аким города Алматы"),
)
PROSECUTOR = BodyFacts(
    Said("Медеу ауданының прокуратурасы", "Прокуратура Медеуского района"),
    title=Said("Медеу ауданының прокуроры", "Прокурор Медеуского района"),
)
AIGUL = AppealFacts(
    "472 150 384",
    date(2026, 11, 3),
    MATTER,
    MASKED,
    Said("Сапарова Айгүл Маратқызы", "Сапарова Айгуль Маратовна"),
)
PERSON = PersonFacts(AIGUL.sender, "Алматы қаласы, Абай көшесі, 15-үй")
COPY = Enclosure(Said("жолданымның көшірмесі", "копия обращения"), 2)
PHOTOS = Enclosure(Said("фотосуреттер", "фотографии"), 3)
_BASE = LetterFacts(
    kind=LetterKind.REFERRAL,
    office=OFFICE,
    to=ENERGY,
    ours=Reference("12-04/345", date(2026, 11, 26)),
    signer=Signer(
        Said("Қабылдау жетекшісі", "Руководитель приёмной"),
        Said("Сейітов Нұрлан Асқарұлы", "Сеитов Нурлан Аскарович"),
    ),
    appeals=(AIGUL,),
    law=LawFacts(76, 15, 91),
    due_on=date(2026, 12, 17),
    executor=Executor(Said("Әбенова Сәуле Маратқызы", "Абенова Сауле Маратовна"), "+7 700 000 00 01"),
    reply_to="is-472150384@example.kz",
    track="https://qabyldau.example.kz/track/472150384/",
)
_LATE = {
    "earlier": Reference("12-04/300", date(2026, 11, 3)),
    "due_on": date(2026, 11, 24),
    "answer_by": date(2026, 12, 18),
    "about": ENERGY,
}
_K = LetterKind
_CHANGES: dict[LetterKind, dict[str, object]] = {
    _K.REFERRAL: {"enclosures": (COPY, PHOTOS)},
    _K.FORWARDING: {"law": LawFacts(65), "theirs": Reference("07/12", date(2026, 11, 20))},
    _K.AGAIN: {"earlier": Reference("12-04/330", date(2026, 11, 3))},
    _K.REMINDER: {**_LATE, "about": None},
    _K.COMPLAINT_TO_HEAD: {**_LATE, "reminded": Reference("12-04/330", date(2026, 11, 25))},
    _K.COMPLAINT_TO_HIGHER: {**_LATE, "to": AKIM},
    _K.COMPLAINT_TO_PROSECUTOR: {**_LATE, "to": PROSECUTOR, "complained": Reference("9", date(2026, 12, 2))},
    _K.FORWARDED_NOTE: {
        "to": PERSON,
        "about": ENERGY,
        "law": LawFacts(65, 15),
        "earlier": Reference("12-04/345", date(2026, 11, 26)),
    },
    _K.ANSWER: {
        "to": PERSON,
        "words": Said(
            "Шамдар жөнделді.\n\nЖұмыс тексерілді.", "Фонари отремонтированы.\n\nРабота проверена."
        ),
    },
    _K.COMPLETION: {
        "to": PERSON,
        "answer_by": date(2026, 12, 10),
        "missing": (Said("оқиға болған жердің мекенжайы", "адрес места, где это произошло"),),
    },
}
KINDS = tuple(_CHANGES)


def facts_of(kind: LetterKind, **changes: object) -> LetterFacts:
    """Return the facts of a letter of a kind, with what a test changes."""
    return replace(_BASE, kind=kind, **{**_CHANGES[kind], **changes})


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of names: ``bodies`` or ``persons``."""
    lines = Path(__file__).with_name(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"))
