"""What can go wrong, in one family.

QabyldauError
├── RefusedError          the deed is not allowed now; says why in words for people
│   ├── ForbiddenError    this person may not do it
│   ├── ConflictError     somebody else changed it meanwhile
│   └── TooManyError      a limit is reached; says in how many seconds to come back
├── MissingError          no such thing, or not for you: the two look alike
└── InputError            a value cannot be used; names the field and the mend
"""


class QabyldauError(Exception):
    """Every error of ours."""


class RefusedError(QabyldauError):
    """The deed is not allowed now; the text is for people."""


class ForbiddenError(RefusedError):
    """This person may not do this."""


class ConflictError(RefusedError):
    """Somebody else changed the thing meanwhile."""


class TooManyError(RefusedError):
    """A limit is reached."""

    def __init__(self, message: str, *, retry_after: int) -> None:
        """Say in ``retry_after`` seconds when to come back."""
        super().__init__(message)
        self.retry_after = retry_after


class MissingError(QabyldauError):
    """There is no such thing, or it is not for you: the two look alike."""


class InputError(QabyldauError):
    """A value cannot be used."""

    def __init__(self, field: str, message: str) -> None:
        """Name the ``field`` and say in ``message`` what is wrong and how to mend it."""
        super().__init__(message)
        self.field = field
        self.message = message
