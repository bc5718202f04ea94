"""What can go wrong when tilmash is asked to read."""


class TilmashError(Exception):
    """The family of every error that tilmash raises on purpose."""


class NotTextError(TilmashError, TypeError):
    """Something other than a `str` was given where a text is read."""


class LanguageFileError(TilmashError, ValueError):
    """A table of `tilmash/lang/` has a row that does not fit its heading; names the file and the line."""


_MISSING = {
    "trained": "the trained file {} is missing; `python -m tilmash.train` makes it",
    "library": "the library {} is not installed",
    "folder": "{} is not set: it names the folder of the texts to learn from",
    "source": "{} is not in the folder of the texts to learn from",
}


class MissingPartError(TilmashError):
    """Something that a step needs is not in this installation: `kind` is trained (a file), library, folder (its
    variable is not set) or source (a text to learn from), `name` says which."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(kind, name)
        self.kind, self.name = kind, name

    def __str__(self) -> str:
        return _MISSING[self.kind].format(self.name)


class UnknownLanguageError(TilmashError, ValueError):
    """A language was asked for that the function does not know; names those it does."""


class UnknownNameError(TilmashError, ValueError):
    """A case was asked for that is not among those there are; names them."""


class NotAnEntryError(TilmashError, TypeError):
    """An index was given something other than a pair of an id that can be a key of a dictionary and a text."""


class OutOfRangeError(TilmashError, ValueError):
    """A number is not within the bounds that the function tells."""


def text_of(value: object) -> str:
    """Give a text that was given, as it is; raises NotTextError for anything but a `str`."""
    if not isinstance(value, str):
        raise NotTextError(f"a text is a str, not {type(value).__name__}")
    return value
