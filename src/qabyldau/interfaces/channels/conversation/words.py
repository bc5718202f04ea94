"""What the bot says: templates for what has parts, single sentences for the rest, and the buttons below them.

Templates are escaped as HTML, which is how Telegram reads the words; tags in them are the few it knows (``b``, ``tg-spoiler``).
"""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import formats, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from qabyldau.catalog.labels import EMERGENCY
from qabyldau.core import ids
from qabyldau.core.localized import OWN_NAMES, localized
from qabyldau.flow.letters import track_url
from qabyldau.interfaces.channels.conversation.said import Button, Said
from qabyldau.interfaces.channels.conversation.state import Proof, Talk
from qabyldau.interfaces.design.fields import show_phone
from qabyldau.offices.models import Office

LONGEST_SHOWN = 1500
"""Characters of the own words that the last look repeats."""


@dataclass(frozen=True)
class PhonesPage:
    """Telephones in danger."""

    phones: list[tuple[str, Promise]]
    """Number, and who answers."""


@dataclass(frozen=True)
class CheckPage:
    """Everything that will be sent."""

    office: str
    """Which reception gets it."""
    body: str
    """The words, shortened where they are long."""
    photos: int
    """How many photos come along."""
    voices: int
    """How many voice messages come along."""
    place: str
    """Where it is; "" where nothing was said."""
    phone: str
    """The telephone to call; "" where none was left."""
    keeps_chat: bool
    """Whether the answer comes into this chat."""


@dataclass(frozen=True)
class ReceiptPage:
    """The proof of registration: nothing of the sender, nothing of the matter."""

    number: str
    """The public number in threes."""
    secret: str
    """The secret in fives."""
    due_on: str
    """By when an answer is promised, in words."""
    office: str
    """Which reception has it."""
    phone: str
    """Its telephone."""
    link: str
    """Where it is followed on the site; holds the number alone."""
    keeps_chat: bool
    """Whether the answer comes into this chat."""


@dataclass(frozen=True)
class ConsentPage:
    """The words of consent."""

    office: str
    """Who keeps it."""
    years: int
    """For how many years after the end of the work."""


def drawn(name: str, page: object) -> str:
    """Return the words of a template, without the blank lines that its tags leave."""
    text = render_to_string(f"conversation/{name}.html", {"page": page})
    lines = [line.strip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def button(words: object, data: str) -> list[Button]:
    """Return one row with one button."""
    return [Button(str(words), data)]


def choose_language() -> Said:
    """Ask for the language, in all three."""
    return Said(drawn("language", None), [button(name, f"lang:{code}") for code, name in OWN_NAMES.items()])


def menu(talk: Talk, at_start: bool = False) -> Said:
    """Offer what can be done; in the first words of a conversation, say who speaks."""
    name = getattr(settings, f"QABYLDAU_SITE_NAME_{(translation.get_language() or 'kk')[:2].upper()}")
    rows = [
        button(_("Write an appeal"), "new"),
        button(_("My appeals"), "status"),
        button(_("Telephones in danger"), "phones"),
        button(_("Change the language"), "language"),
        button(_("Forget me"), "forget"),
    ]
    if talk.proof:
        rows.insert(1, button(_("Show the receipt again"), "receipt"))
    return Said(drawn("menu", MenuPage(name, at_start)), rows)


@dataclass(frozen=True)
class MenuPage:
    """What the bot can do."""

    name: str
    """Whose bot this is."""
    at_start: bool
    """Whether these are the first words of a conversation."""


def phones(goes_on: bool) -> Said:
    """Show the telephones that help in danger; ``goes_on`` when somebody is in the middle of writing."""
    rows = [button(_("Go on with the appeal"), "go")] if goes_on else []
    return Said(drawn("phones", PhonesPage(EMERGENCY)), rows)


def danger() -> Said:
    """Show the telephones first, because what was written speaks of danger."""
    rows = [button(_("Go on with the appeal"), "go")]
    return Said(drawn("danger", PhonesPage(EMERGENCY)), rows)


def ask_office(offices: list[Office]) -> Said:
    """Ask which reception it is for."""
    rows = [button(localized(office, "name"), f"office:{office.uuid}") for office in offices[:50]]
    return Said(_("Which reception shall get it?"), rows)


def ask_text() -> Said:
    """Ask what has happened."""
    return Said(drawn("ask_text", None), [button(_("Throw it away"), "drop")], "", "")


def took() -> Said:
    """Say that something was taken, and how to go on."""
    words = _("Taken. You may write more or send photos and voice messages. When that is all, press “Next”.")
    return Said(words, _further())


def too_long() -> Said:
    """Say that no more words fit into one appeal."""
    return Said(_("That is too long for one appeal. Press “Next” and add the rest later."), _further())


def _further() -> list[list[Button]]:
    return [button(_("Next"), "next"), button(_("Throw it away"), "drop")]


def ask_place() -> Said:
    """Ask where it is: by sharing a place, or in words."""
    return Said(_("Where is it? Write the address in your own words, or share the place with the button below."),
                asks="place", label=_("Share the place"), skip=skip())  # fmt: skip


def skip() -> str:
    """Return the words of the key that leaves a question out."""
    return _("Leave it out")


def ask_contact() -> Said:
    """Ask how to answer; nothing is kept unless they choose it."""
    rows = [
        button(_("Answer me in this chat"), "contact:chat"),
        button(_("Call me by telephone"), "contact:phone"),
        button(_("I stay unnamed"), "contact:none"),
    ]
    return Said(drawn("ask_contact", None), rows)


def ask_phone() -> Said:
    """Ask for a telephone, by sharing or typing it."""
    return Said(_("Share your telephone with the button below, or type it: 8 701 123 45 67"),
                asks="phone", label=_("Share my telephone"), skip=skip())  # fmt: skip


def ask_consent(talk: Talk, office: Office, years: int) -> Said:
    """Show the words of consent; nothing is ticked beforehand."""
    page = ConsentPage(localized(office, "name"), years)
    name = "consent_phone" if talk.phone else "consent_chat"
    return Said(
        drawn(name, page), [button(_("I agree"), "agree"), button(_("I do not agree"), "contact:none")]
    )


def check(talk: Talk, office: Office) -> Said:
    """Show everything once more before it is sent."""
    body = talk.body if len(talk.body) <= LONGEST_SHOWN else f"{talk.body[:LONGEST_SHOWN]}…"
    kinds = [file.kind for file in talk.files]
    page = CheckPage(
        office=localized(office, "name"),
        body=body,
        photos=kinds.count("photo"),
        voices=kinds.count("voice"),
        place=talk.place,
        phone=show_phone(talk.phone) if talk.phone else "",
        keeps_chat=talk.keeps_chat,
    )
    rows = [
        button(_("Send"), "send"),
        button(_("Write more"), "again:text"),
        button(_("Change the place"), "again:place"),
        button(_("Change how I am answered"), "again:contact"),
        button(_("Throw it away"), "drop"),
    ]
    return Said(drawn("check", page), rows)


def receipt(proof: Proof, office: Office, keeps_chat: bool) -> Said:
    """Give number and secret; the secret stays covered until it is touched, also in notices on a locked telephone."""
    page = ReceiptPage(
        number=ids.say_number(proof.number),
        secret=ids.say_secret(proof.secret),
        due_on=formats.date_format(_day(proof.due_on), "DATE_FORMAT"),
        office=localized(office, "name"),
        phone=office.phone,
        link=track_url(proof.number),
        keeps_chat=keeps_chat,
    )
    return Said(drawn("receipt", page), [button(_("Menu"), "menu")])


def sorry(words: str) -> Said:
    """Say one sentence, with the way back to the menu."""
    return Said(words, [button(_("Menu"), "menu")])


def _day(text: str) -> date:
    return date.fromisoformat(text)
