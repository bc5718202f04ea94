"""Where static files are: a page names twenty of them, so each address is put together once."""

from django.contrib.staticfiles.storage import StaticFilesStorage


class Storage(StaticFilesStorage):
    """Static files under fixed addresses."""

    def url(self, name: str | None) -> str:
        """Return the address of a file, which never changes while the program runs."""
        known: dict[str | None, str] = self.__dict__.setdefault("known", {})
        if name not in known:
            known[name] = str(super().url(name))
        return known[name]
