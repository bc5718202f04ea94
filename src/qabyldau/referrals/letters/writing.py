"""A letter from its facts: sentences from the tables of words, filled with forms that are already declined."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from qabyldau.language import short_name
from qabyldau.referrals.letters import dates
from qabyldau.referrals.letters.facts import (
    ABOUT_A_BODY,
    LADDER,
    TO_APPLICANT,
    AppealFacts,
    LetterFacts,
    LetterKind,
    OfficeFacts,
    PersonFacts,
)
from qabyldau.referrals.letters.forms import addressee, counted, filled, numbered, salutation, upper_first

_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the text: ``kind`` is paragraph, item (with its ``mark``) or quote."""

    kind: str
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The letter in one language."""

    language: str
    number: str
    dated: tuple[str, ...]
    """Date, our number, and the letter of theirs that is answered."""
    to: tuple[str, ...]
    subject: str
    salutation: str
    blocks: tuple[Block, ...]
    enclosed_label: str
    enclosed: tuple[str, ...]
    post: str
    signed: str
    """The signer's initials and surname."""
    executor: tuple[str, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words of every block, in order."""
        return tuple(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be set: the Kazakh page first, then the Russian one."""

    kind: LetterKind
    office: OfficeFacts
    pages: tuple[LetterPage, ...]

    @property
    def subject(self) -> str:
        """The subject in the languages of the letter, as an e-mail bears it."""
        return " / ".join(page.subject.replace(dates.TIE, " ") for page in self.pages)


@cache
def words_in(language: str) -> Mapping[str, Any]:
    """Return the table of words of a language (``kk`` or ``ru``)."""
    with Path(__file__).with_name(f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def lacking(facts: LetterFacts) -> tuple[str, ...]:
    """Return the names of facts without which a letter of this kind says nothing."""
    wants = {
        "appeals": not facts.appeals,
        "appeals.one": facts.kind in TO_APPLICANT and len(facts.appeals) > 1,
        "to": (facts.kind in TO_APPLICANT) != isinstance(facts.to, PersonFacts),
        "about": facts.kind in ABOUT_A_BODY and facts.about is None,
        "earlier": facts.kind in LADDER and facts.earlier is None,
        "due_on": facts.kind in LADDER and facts.due_on is None,
        "words": facts.kind is LetterKind.ANSWER and not facts.words.in_("kk").strip(),
        "missing": facts.kind is LetterKind.COMPLETION and not facts.missing,
        "languages": not facts.languages or not {"kk", "ru"}.issuperset(facts.languages),
    }
    return tuple(name for name, is_lacking in wants.items() if is_lacking)


def write_letter(facts: LetterFacts) -> Letter:
    """Return the letter; raise ValueError that names the facts it lacks."""
    without = lacking(facts)
    if without:
        raise ValueError(f"a letter of the kind {facts.kind} lacks: {', '.join(without)}")
    pages = tuple(_page(facts, language) for language in facts.languages)
    return Letter(facts.kind, facts.office, pages)


def _page(facts: LetterFacts, language: str) -> LetterPage:
    table, given = words_in(language), filled(facts, language)
    own, common = table[facts.kind.value], table["common"]
    number = numbered(facts.ours.number)
    nobody = common["dear_nobody"] if facts.kind in TO_APPLICANT else ""
    return LetterPage(
        language=language,
        number=number,
        dated=tuple(_given(dates.said(facts.ours.on, language), number, _first([common["theirs"]], given))),
        to=addressee(facts.to, language),
        subject=upper_first(_first(own["subject"], given)),
        salutation=salutation(facts.to, language) or nobody,
        blocks=tuple(_blocks(own["text"], facts, given, language)),
        enclosed_label=common["enclosed"],
        enclosed=tuple(_enclosed(facts, common, language)),
        post=facts.signer.post.in_(language),
        signed=short_name(facts.signer.name.in_(language), "nominative", language),
        executor=tuple(
            _given(_first([common["executor"]], given), _first([common["executor_phone"]], given))
        ),
    )


def _given(*lines: str) -> Iterator[str]:
    return (line for line in lines if line)


def _first(alternatives: list[str], given: Mapping[str, str]) -> str:
    """Return the first sentence all of whose forms are there, filled; "" where there is none."""
    for sentence in alternatives:
        names = [name for _, name, _, _ in Formatter().parse(sentence) if name]
        if all(given[name] for name in names):
            return sentence.replace("№ {", f"№{dates.TIE}{{").format_map(given)
    return ""


def _blocks(
    parts: list[Mapping[str, Any]], facts: LetterFacts, given: Mapping[str, str], language: str
) -> Iterator[Block]:
    for part in parts:
        if "quote" in part:
            yield from _quotes(facts, language)
        elif "missing" in part:
            yield from _items([each.in_(language) for each in facts.missing])
        elif "items" in part:
            yield from _items(part["items"])
        else:
            for paragraph in _BLANK_LINE.split(_first(part["say"], given)):
                if paragraph.strip():
                    yield Block("paragraph", upper_first(paragraph.strip()))


def _items(texts: list[str]) -> Iterator[Block]:
    return (Block("item", text, f"{place})") for place, text in enumerate(texts, 1))


def _quotes(facts: LetterFacts, language: str) -> Iterator[Block]:
    """Yield what the senders wrote: whole where the sender is shown, else without personal data."""
    said = [(appeal, _matter(appeal, is_whole=facts.shows_sender)) for appeal in facts.appeals]
    several = sum(bool(matter) for _appeal, matter in said) > 1
    for appeal, matter in said:
        if matter and several:
            yield Block("paragraph", words_in(language)["common"]["matter_of"].format(number=appeal.number))
        if matter:
            yield Block("quote", matter)


def _matter(appeal: AppealFacts, *, is_whole: bool) -> str:
    return (appeal.matter if is_whole else appeal.matter_masked).strip()


def _enclosed(facts: LetterFacts, common: Mapping[str, str], language: str) -> Iterator[str]:
    total = counted(facts)
    for place, each in enumerate(facts.enclosures, 1):
        given = {"title": each.title.in_(language), "sheets": str(each.sheets or "")}
        line = _first([common["enclosed_one"], common["enclosed_bare"]], given)
        yield f"{place}) {line}" if len(facts.enclosures) > 1 else line
    if len(facts.enclosures) > 1:
        yield _first([common["enclosed_total"], common["enclosed_count"]], total)
