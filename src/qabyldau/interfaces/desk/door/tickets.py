"""What a ticket is asked for with: the same whether the form came at once or waited for the network."""

from collections.abc import Mapping

from qabyldau.core.localized import OWN_NAMES
from qabyldau.offices.models import Office, Service
from qabyldau.offices.queries import services_of
from qabyldau.visits.services.queue import NewTicket


def ticket_asked(office: Office, given: Mapping[str, str], key: str) -> NewTicket:
    """Return the ticket of a form that was sent under ``key``: the same key for the same service is one ticket."""
    service, language = given.get("service", ""), given.get("language", "")
    return NewTicket(
        key=f"desk:{key[:40]}:{service[:36]}",
        service=offered_service(office, service),
        language=language if language in OWN_NAMES else "kk",
        is_first="first" in given,
    )


def offered_service(office: Office, key: str) -> Service | None:
    """Return the service of this key; None where it is another office's, or is not done here any more."""
    return next((row for row in services_of(office) if row.is_offered and str(row.uuid) == key), None)
