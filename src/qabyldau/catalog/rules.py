"""The six kinds of appeal of Kazakhstan's administrative code (APPC, Art. 4): pure."""

from enum import StrEnum


class AppealKind(StrEnum):
    """What sort of appeal it is in law, apart from its theme."""

    COMPLAINT = "complaint"
    APPLICATION = "application"
    SUGGESTION = "suggestion"
    RESPONSE = "response"
    INQUIRY = "inquiry"
    MESSAGE = "message"
