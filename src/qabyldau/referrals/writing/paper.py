"""A letter made of kept facts: its words in each language, its PDF, its DOCX. No tables, no Django."""

from dataclasses import replace
from datetime import date, datetime

from qabyldau.language import decline
from qabyldau.referrals import letters
from qabyldau.referrals.letters import Said
from qabyldau.referrals.rules.moves import LetterKind
from qabyldau.referrals.writing.facts import Addressee, Facts, Sender

ARTICLE, SILENCE = 76, 91
"""Articles of the APPC: the term of an answer; silence past the term is a refusal."""

_KINDS = {
    LetterKind.REFERRAL: letters.LetterKind.REFERRAL,
    LetterKind.AGAIN: letters.LetterKind.AGAIN,
    LetterKind.REMINDER: letters.LetterKind.REMINDER,
    LetterKind.HEAD: letters.LetterKind.COMPLAINT_TO_HEAD,
    LetterKind.HIGHER: letters.LetterKind.COMPLAINT_TO_HIGHER,
    LetterKind.PROSECUTOR: letters.LetterKind.COMPLAINT_TO_PROSECUTOR,
}
_HEAD = "head"


def letter_words(facts: Facts, language: str) -> str:
    """Return the words of a letter in Kazakh or Russian."""
    whole = replace(letter_facts(facts), languages=(language,))
    return letters.letter_text(letters.write_letter(whole))


def letter_subject(facts: Facts) -> str:
    """Return the subject of a letter in both languages."""
    return letters.write_letter(letter_facts(facts)).subject


def letter_pdf(facts: Facts, at: datetime) -> bytes:
    """Return a letter as PDF, dated ``at``; the same facts and moment give the same bytes."""
    return letters.letter_pdf(letters.write_letter(letter_facts(facts)), at)


def letter_docx(facts: Facts, at: datetime) -> bytes:
    """Return a letter as DOCX."""
    return letters.letter_docx(letters.write_letter(letter_facts(facts)), at)


def letter_facts(facts: Facts) -> letters.LetterFacts:
    """Return kept facts as the writing of letters takes them. A letter without a day yet bears the day of registration."""
    law = letters.LawFacts() if facts.is_outside_law else letters.LawFacts(ARTICLE, facts.days, SILENCE)
    matter = facts.matter
    return letters.LetterFacts(
        kind=_KINDS[LetterKind(facts.kind)],
        office=_office(facts.by),
        to=_body(facts.to),
        ours=letters.Reference(facts.number, _day(facts.on) or date.fromisoformat(matter.registered_on)),
        signer=letters.Signer(Said(facts.by.post_kk, facts.by.post_ru), Said(facts.by.signer)),
        appeals=_appeals(facts),
        shows_sender=bool(matter.named),
        place=Said(matter.place),
        theirs=_reference(facts.theirs),
        earlier=_reference(facts.earlier),
        reminded=_reference(facts.reminded),
        complained=_reference(facts.complained),
        about=_body(facts.about) if facts.about else None,
        law=law,
        due_on=_day(facts.due_on),
        words=Said(_words(facts)),
        enclosures=(letters.Enclosure(Said("фотосурет", "фотография")),) * facts.photos,
        reply_to=facts.by.email,
    )


def _words(facts: Facts) -> str:
    """Return what staff wrote; with several senders who agreed to be named, their names before it."""
    many = ", ".join(facts.matter.named) if len(facts.matter.appeals) > 1 else ""
    return "\n\n".join(part for part in (many, facts.matter.ask) if part)


def _office(by: Sender) -> letters.OfficeFacts:
    return letters.OfficeFacts(
        Said(by.name_kk, by.name_ru), Said(by.address_kk, by.address_ru), by.phone, by.email
    )


def _body(to: Addressee) -> letters.BodyFacts:
    is_head = to.role == _HEAD
    post = (
        Said(to.post_kk.split()[-1].lower(), to.post_ru.partition(" ")[0])
        if is_head and to.post_kk
        else Said()
    )
    return letters.BodyFacts(
        name=Said(to.name_kk, to.name_ru),
        post=post,
        title=Said() if is_head else Said(to.post_kk, to.post_ru),
        head=Said(to.person),
        name_genitive=Said(to.genitive_kk, to.genitive_ru),
        name_dative=Said(to.dative_kk, to.dative_ru),
    )


def _appeals(facts: Facts) -> tuple[letters.AppealFacts, ...]:
    """Return the appeals; the words about them are one text, which stands with the first."""
    matter = facts.matter
    names = matter.named if len(matter.appeals) == 1 else []
    on = date.fromisoformat(matter.registered_on)
    return tuple(
        letters.AppealFacts(
            number=number,
            received_on=on,
            matter="" if place else matter.words,
            matter_masked="" if place else matter.words,
            sender_genitive=_whose(names[0]) if names and not place else Said(),
        )
        for place, number in enumerate(matter.appeals)
    )


def _whose(name: str) -> Said:
    """Return a sender's name in the genitive as it was given, whole: nobody knows which part of it is the surname."""
    return Said(decline(name, "genitive"), decline(name, "genitive", "ru"))


def _reference(pair: tuple[str, str]) -> letters.Reference | None:
    number, on = pair
    return letters.Reference(number, date.fromisoformat(on)) if on else None


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None
