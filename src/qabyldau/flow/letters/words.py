"""Letters: the words of each notice, in the language of whoever gets it. None holds a name or a matter."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _

from qabyldau.answers.models import Delivery
from qabyldau.answers.queries.codes import delivery_code
from qabyldau.answers.rules.reviews import ReviewList
from qabyldau.core import clock, ids
from qabyldau.core.localized import localized
from qabyldau.intake.models import Appeal
from qabyldau.intake.rules import CONSENT_YEARS
from qabyldau.messages.models import Message
from qabyldau.messages.rules import BY_MAIL
from qabyldau.visits.models import Appointment
from qabyldau.visits.queries.bookings import code_of

APPEAL, VISIT, OFFICE = "intake.appeal", "visits.appointment", "offices.office"
"""What a letter may be about."""

CALL = "answers.call"
"""The letter to an office: a reviewer waits for a call."""


@dataclass(frozen=True)
class Words:
    """Subject and body of one letter."""

    subject: str
    body: str


def track_url(number: str) -> str:
    """Return the address that letters carry and QR pictures hold: the number and nothing else."""
    return f"{settings.PUBLIC_URL}/track/{number}/"


def booking_url(code: str) -> str:
    """Return the address by which a booked visit is opened, moved or cancelled; its code is all that it holds."""
    return f"{settings.PUBLIC_URL}/booking/{code}/"


def ticket_url(code: str) -> str:
    """Return the address by which a place in the queue is followed; the code of its slip is all that it holds."""
    return f"{settings.PUBLIC_URL}/ticket/{code}/"


def review_url(code: str = "") -> str:
    """Return the address at which a code opens one review: with the code itself, or where it is typed."""
    return f"{settings.PUBLIC_URL}/review/{code}/" if code else f"{settings.PUBLIC_URL}/review/"


def words_of(message: Message) -> Words:
    """Return the words of a message in the language that is active."""
    return _WORDS[message.about_kind](message)


def _of_appeal(message: Message) -> Words:
    appeal = Appeal.objects.select_related("office").get(uuid=message.about_uuid)
    number = ids.say_number(appeal.number)
    told = last_told(appeal, message)
    if message.kind == BY_MAIL:
        return _receipt_words(appeal, message.content or "")
    if message.kind == "answers.cosigner":
        return _signer_words(number)
    if message.kind == "answers.fixed" and told:
        return _fixed_words(number, told)
    return Words(
        _("News about your appeal %(number)s") % {"number": number},
        _(
            "There is news about your appeal %(number)s.\n\n"
            "Open this page and enter the secret from your coupon:\n%(link)s\n\n"
            "You get this letter because you left this address with your appeal."
        )
        % {"number": number, "link": track_url(appeal.number)}
        + (f"\n\n{_review_words(told)}" if message.kind == "answers.answer" and told else ""),
    )


def _receipt_words(appeal: Appeal, secret: str) -> Words:
    """Return the proof of an appeal that came by e-mail, and the question whether its address may be kept."""
    receipt = appeal.receipts.order_by("issued_at").first()
    given = {
        "number": ids.say_number(appeal.number),
        "secret": ids.say_secret(secret),
        "link": track_url(appeal.number),
        "due": formats.date_format(receipt.due_on if receipt else appeal.registered_on, "DATE_FORMAT"),
        "office": localized(appeal.office, "name"),
        "years": CONSENT_YEARS,
    }
    proof = _(
        "Your letter is registered at %(office)s as appeal %(number)s. You will be answered by %(due)s.\n\n"
        "Secret: %(secret)s\n"
        "With number and secret you see here how it stands, and read the answer:\n%(link)s"
    )
    asked = _(
        "Your address is not kept with the appeal. If you want to get news by e-mail, answer this letter with one word: "
        '"I agree". Then %(office)s keeps your address to consider this appeal and to answer you, for %(years)s years '
        "after the end of the work. It is given to nobody else without asking you. You may take this consent back at any time."
    )
    return Words(_("Your appeal %(number)s is registered") % given, f"{proof % given}\n\n{asked % given}")


def _signer_words(number: str) -> Words:
    return Words(
        _("Answer to the collective appeal %(number)s") % {"number": number},
        _(
            "The collective appeal %(number)s that you signed has been answered. Your representative has the answer.\n\n"
            "You get this letter because you left this address when you signed."
        )
        % {"number": number},
    )


def last_told(appeal: Appeal, message: Message) -> Delivery | None:
    """Return the answer that a message is about: the newest one when the message was made."""
    rows = Delivery.objects.filter(appeal=appeal, delivered_at__lte=message.made_at)
    return rows.order_by("-delivered_at", "-pk").first()


def _review_words(told: Delivery) -> str:
    return _(
        "When you have read the answer, you may rate it. This link is yours alone and works once, for 14 days:\n%(link)s"
    ) % {"link": review_url(delivery_code(told))}


def _fixed_words(number: str, told: Delivery) -> Words:
    return Words(
        _("Is it fixed? Appeal %(number)s") % {"number": number},
        _(
            "Four weeks ago you got an answer to your appeal %(number)s.\n\n"
            "Is it fixed: yes, partly or no? Say it here with one press:\n%(link)s\n\n"
            "You get this letter once, because you left this address with your appeal."
        )
        % {"number": number, "link": review_url(delivery_code(told))},
    )


def _of_visit(message: Message) -> Words:
    row = Appointment.objects.select_related("office").get(uuid=message.about_uuid)
    local = clock.wall(row.starts_at, row.office.zone)
    given = {
        "day": formats.date_format(local, "DATE_FORMAT"),
        "time": formats.time_format(local, "H:i"),
        "office": localized(row.office, "name"),
        "address": row.office.address,
        "link": booking_url(code_of(row)),
        "code": ids.say_secret(code_of(row)),
    }
    return _visit_words(message.kind, given)


def short_words_of(message: Message) -> str:
    """Return a message about a visit in the fewest words, in the language that is active: one or two short messages."""
    row = Appointment.objects.select_related("office").get(uuid=message.about_uuid)
    local = clock.wall(row.starts_at, row.office.zone)
    words = {
        "visits.booked": _("Your visit: %(day)s, %(time)s. %(office)s. Code: %(code)s"),
        "visits.moved": _("New time of your visit: %(day)s, %(time)s. %(office)s. Code: %(code)s"),
        "visits.reminder": _("We remind you of your visit: %(day)s, %(time)s. %(office)s. Code: %(code)s"),
        "visits.cancelled": _("Your visit is cancelled: %(day)s, %(time)s. %(office)s"),
    }
    return words[message.kind] % {
        "day": f"{local:%d.%m}",
        "time": f"{local:%H:%M}",
        "office": localized(row.office, "name"),
        "code": ids.say_secret(code_of(row)),
    }


def _visit_words(kind: str, given: dict[str, str]) -> Words:
    subjects = {
        "visits.booked": _("Your visit is booked: %(day)s, %(time)s"),
        "visits.moved": _("Your visit has a new time: %(day)s, %(time)s"),
        "visits.reminder": _("Reminder of your visit: %(day)s, %(time)s"),
        "visits.cancelled": _("Your visit is cancelled: %(day)s, %(time)s"),
    }
    cancelled = _("Your visit is cancelled. You can book another time on our site.")
    booked = _(
        "%(day)s, %(time)s\n%(office)s\n%(address)s\n\n"
        "Code of your visit: %(code)s\n"
        "Move or cancel the visit here:\n%(link)s\n\n"
        "You get this letter because you left this address when you booked."
    )
    return Words(subjects[kind] % given, (cancelled if kind == "visits.cancelled" else booked) % given)


def _of_office(message: Message) -> Words:
    return Words(
        _("A reviewer waits for a call"),
        _(
            "Somebody who left a review of your reception wants to be called back.\n\n"
            'Sign in at the desk and open the list "Call back":\n%(link)s\n\n'
            "You get this letter because the reception has named this address in its card."
        )
        % {"link": f"{settings.PUBLIC_URL}/desk/reviews/?list={ReviewList.CALL}"},
    )


_WORDS: dict[str, Callable[[Message], Words]] = {
    APPEAL: _of_appeal,
    VISIT: _of_visit,
    OFFICE: _of_office,
}
