"""The declined forms that a letter's sentences need, by the names that stand in the tables of words."""

from collections.abc import Mapping
from datetime import date

from qabyldau.language import address, decline, short_name
from qabyldau.referrals.letters import dates
from qabyldau.referrals.letters.facts import AppealFacts, BodyFacts, LetterFacts, PersonFacts, Reference

TIE = "\u00a0"
_GENITIVE_ENDINGS = ("ның", "нің", "дың", "дің", "тың", "тің")


def numbered(number: str) -> str:
    """Return a number with its sign, tied: № 12-04/345."""
    return f"№{TIE}{number.replace(' ', TIE)}" if number else ""


def title_of(body: BodyFacts, language: str) -> str:
    """Return the title of whoever heads a body, in the nominative; "" where nobody is named.

    In Kazakh the body stands in the genitive before the post, but not before a post that begins with a genitive of its
    own: «басқармасы басшысының орынбасары».
    """
    post, name = body.post.stored_in(language), body.name.in_(language)
    if body.title.stored_in(language) or not post:
        return body.title.stored_in(language)
    if language == "ru":
        return f"{post} {decline(name, 'genitive', 'ru', stored=body.name_genitive.ru)}"
    is_chain = len(post.split()) > 1 and post.split()[0].endswith(_GENITIVE_ENDINGS)
    return f"{name if is_chain else decline(name, 'genitive', stored=body.name_genitive.kk)} {post}"


def addressee(to: BodyFacts | PersonFacts, language: str) -> tuple[str, ...]:
    """Return the lines of whom a letter is for, in the dative: in Kazakh only the last line takes the ending."""
    if isinstance(to, PersonFacts):
        name = short_name(
            to.name.in_(language), "dative", language, stored=to.name_dative.stored_in(language)
        )
        nobody = "Заявителю" if language == "ru" else "Өтініш берушіге"
        return tuple(line for line in (name or nobody, to.address) if line)
    title, head = title_of(to, language), to.head.in_(language)
    if not title:
        body = decline(to.name.in_(language), "dative", language, stored=to.name_dative.stored_in(language))
        return (upper_first(body),)
    stored = to.title_dative.stored_in(language)
    name = short_name(head, "dative", language, stored=to.head_dative.stored_in(language)) if head else ""
    if name and language == "kk":
        return upper_first(title), name
    dative = upper_first(decline(title, "dative", language, stored=stored))
    return (dative, name) if name else (dative,)


def salutation(to: BodyFacts | PersonFacts, language: str) -> str:
    """Return how the letter begins, "" for a body whose head is not known by name."""
    name = to.name if isinstance(to, PersonFacts) else to.head
    return address(name.in_(language), language, stored=to.dear.stored_in(language))


def upper_first(text: str) -> str:
    """Return a text whose first letter is a capital, the others as they are."""
    return text[:1].upper() + text[1:]


def filled(facts: LetterFacts, language: str) -> dict[str, str]:
    """Return every form by its name; what there is nothing for is "", and sentences that need it are left out."""
    return {
        **_of_appeals(facts, language),
        **_of_bodies(facts, language),
        **_of_letters(facts, language),
        **_of_law(facts, language),
        "place": facts.place.in_(language),
        "words": facts.words.in_(language).strip(),
        "reply_to": facts.reply_to,
        "track": facts.track,
        "reached": ", ".join(each for each in (facts.office.phones, facts.office.email) if each),
        "executor": short_name(facts.executor.name.in_(language), language=language)
        if facts.executor
        else "",
        "executor_phone": facts.executor.phone if facts.executor else "",
    }


def _of_appeals(facts: LetterFacts, language: str) -> dict[str, str]:
    one = facts.appeals[0] if len(facts.appeals) == 1 else None
    joined = [numbered(appeal.number) for appeal in facts.appeals]
    link = {"kk": " және ", "ru": " и "}[language]
    return {
        "number": one.number.replace(" ", TIE) if one else "",
        "numbers": ", ".join(joined[:-1]) + link + joined[-1] if len(joined) > 1 else "",
        "received": dates.said(one.received_on, language) if one else "",
        "received_at": dates.at(one.received_on) if one else "",
        "sender_gen": _sender(one, language) if one and facts.shows_sender else "",
    }


def _sender(appeal: AppealFacts, language: str) -> str:
    name = appeal.sender.in_(language)
    stored = appeal.sender_genitive.stored_in(language)
    return short_name(name, "genitive", language, stored=stored) if name or stored else ""


def _of_bodies(facts: LetterFacts, language: str) -> dict[str, str]:
    about = facts.about
    if about is None:
        return {"body": "", "body_gen": "", "body_dat": ""}
    name = about.name.in_(language)
    return {
        "body": name,
        "body_gen": decline(name, "genitive", language, stored=about.name_genitive.stored_in(language)),
        "body_dat": decline(name, "dative", language, stored=about.name_dative.stored_in(language)),
    }


def _of_letters(facts: LetterFacts, language: str) -> dict[str, str]:
    return {
        "theirs_attr": _attribute(facts.theirs, language, is_first=True),
        "earlier_attr": _attribute(facts.earlier, language),
        "ours_of_them": _attribute(facts.earlier, language),
        "reminded_attr": _attribute(facts.reminded, language),
        "complained_attr": _attribute(facts.complained, language),
    }


def _attribute(reference: Reference | None, language: str, *, is_first: bool = False) -> str:
    """Return «2026 жылғы 3 қарашадағы № 12», «от 3 ноября 2026 года № 12», behind «На»: «№ 12 от 3 ноября …»."""
    if reference is None:
        return ""
    number = numbered(reference.number)
    if language == "kk":
        parts = (dates.of(reference.on), number)
    else:
        day = f"от {dates.said(reference.on, 'ru')}"
        parts = (number, day) if is_first else (day, number)
    return " ".join(part for part in parts if part)


def _of_law(facts: LetterFacts, language: str) -> dict[str, str]:
    law = facts.law
    return {
        "article": str(law.article or ""),
        "silence_article": str(law.silence_article or ""),
        "days": str(law.days or ""),
        "days_words": _working_days(law.days) if law.days else "",
        **_date("due", facts.due_on, language),
        **_date("answer_by", facts.answer_by, language),
    }


def _date(name: str, on: date | None, language: str) -> dict[str, str]:
    if on is None:
        return {name: "", f"{name}_at": "", f"{name}_dat": ""}
    return {name: dates.said(on, language), f"{name}_at": dates.at(on), f"{name}_dat": dates.to(on)}


def russian_form(count: int, one: str, few: str, many: str) -> str:
    """Return the form of a Russian noun after a numeral: 1 лист, 2 листа, 5 листов, 21 лист."""
    if count % 100 in range(11, 15):
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(count % 10, many)


def _working_days(days: int) -> str:
    return f"{days} {russian_form(days, 'рабочий день', 'рабочих дня', 'рабочих дней')}"


def counted(facts: LetterFacts) -> Mapping[str, str]:
    """Return how many documents and sheets go with a letter; "" for sheets where one is not known."""
    documents = len(facts.enclosures)
    known = all(each.sheets for each in facts.enclosures)
    sheets = sum(each.sheets for each in facts.enclosures) if known else 0
    return {
        "documents": str(documents),
        "all_sheets": str(sheets or ""),
        "documents_words": f"{documents} {russian_form(documents, 'документ', 'документа', 'документов')}",
        "sheets_words": f"{sheets} {russian_form(sheets, 'листе', 'листах', 'листах')}" if sheets else "",
    }
