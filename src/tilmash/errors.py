"""What can go wrong when tilmash is asked to read."""


class TilmashError(Exception):
    """The family of every error that tilmash raises on purpose."""


class NotTextError(TilmashError, TypeError):
    """Something other than a `str` was given where a text is read."""


class LanguageFileError(TilmashError, ValueError):
    """A table of `tilmash/lang/` has a row that does not fit its heading; names the file and the line."""


class MissingPartError(TilmashError):
    """A trained file or a library that a step needs is not in this installation."""


class UnknownLanguageError(TilmashError, ValueError):
    """A language was asked for that the function does not know; names those it does."""


class UnknownNameError(TilmashError, ValueError):
    """A case was asked for that is not among those there are; names them."""


def text_of(value: object) -> str:
    """Give a text that was given, as it is; raises NotTextError for anything but a `str`."""
    if not isinstance(value, str):
        raise NotTextError(f"a text is a str, not {type(value).__name__}")
    return value
