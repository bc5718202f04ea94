"""The words of the product: what the sources say in English, and what the catalogues have for it.

``python -m tests.house.messages`` brings the catalogues of ``locale/`` up to date: new messages are added empty, those
that nobody says any more are taken out, nothing else is touched. It prints what is still to be translated.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_from_file
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "qabyldau"
LOCALE = SOURCE / "locale"
DJANGO = Path(django.__file__).parent
LANGUAGES = ("kk", "ru")
PLURALS = {
    "kk": "nplurals=2; plural=(n!=1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}
FORMS = {"kk": 2, "ru": 3}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
DJANGO_FILES = (
    "forms/fields.py",
    "forms/models.py",
    "forms/forms.py",
    "forms/widgets.py",
    "core/validators.py",
    "utils/dates.py",
    "utils/timesince.py",
    "utils/dateformat.py",
    "utils/text.py",
    "utils/ipv6.py",
    "template/defaultfilters.py",
    "contrib/auth/forms.py",
    "contrib/auth/password_validation.py",
    "contrib/auth/validators.py",
)
"""The parts of Django whose words can stand before a person: fields, dates, sizes, signing in."""

Key = tuple[str | None, str | tuple[str, ...]]


def _said_in_template(path: Path) -> Iterator[Key]:
    flat = "\n".join(line.strip() for line in templatize(path.read_text(encoding="utf-8")).splitlines())
    for _line, message, _comments, context in extract("python", io.BytesIO(flat.encode()), KEYWORDS):
        yield context, message


def _said_in_python(path: Path) -> Iterator[Key]:
    for _line, message, _comments, context in extract_from_file("python", path, KEYWORDS):
        yield context, message


def said() -> dict[Key, Path]:
    """Return every message of the sources and the first file that says it."""
    found: dict[Key, Path] = {}
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        keys = _said_in_template(path) if path.suffix == ".html" else _said_in_python(path)
        for key in keys:
            found.setdefault(key, path.relative_to(ROOT))
    return found


def said_by_django() -> dict[Key, Path]:
    """Return the messages of Django that people can meet."""
    found: dict[Key, Path] = {}
    for name in DJANGO_FILES:
        for key in _said_in_python(DJANGO / name):
            found.setdefault(key, Path("django") / name)
    return found


def key_of(message: Message) -> Key:
    """Return how a message is known: its context and its English words, both of them where there is a plural."""
    identity = message.id
    return message.context or None, tuple(identity) if isinstance(identity, (list, tuple)) else identity


def catalogue_path(language: str, folder: Path = LOCALE) -> Path:
    """Return where the catalogue of a language lies."""
    return folder / language / "LC_MESSAGES" / "django.po"


def catalogue(language: str, folder: Path = LOCALE) -> Catalog:
    """Return the catalogue of a language; an empty one where there is none."""
    path = catalogue_path(language, folder)
    if not path.is_file():
        return Catalog(locale=language, project="qabyldau", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def entries(found: Catalog) -> dict[Key, Message]:
    """Return the messages of a catalogue without its header."""
    return {key_of(message): message for message in found if message.id}


def strings(message: Message) -> list[str]:
    """Return every form of a translation."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a message: ``%(name)s``, ``%d``, ``{name}``."""
    return set(re.findall(r"%\(\w+\)[a-z]|%[ds]|\{\w+\}", text.replace("%%", "")))


def write(language: str, rows: list[tuple[Key, str | tuple[str, ...]]], folder: Path = LOCALE) -> None:
    """Write the catalogue of a language: a header and one entry a row, in the order given."""
    new = Catalog(locale=language, project="qabyldau", charset="utf-8", fuzzy=False)
    for (context, identity), string in rows:
        new.add(identity, string, context=context)
    out = io.BytesIO()
    write_po(out, new, width=110, omit_header=True, no_location=True)
    header = (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: qabyldau\\n"\n"MIME-Version: 1.0\\n"\n'
        f'"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n"Language: {language}\\n"\n'
        f'"Plural-Forms: {PLURALS[language]}\\n"\n\n'
    )
    path = catalogue_path(language, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + out.getvalue().decode().lstrip("\n"), encoding="utf-8")


def update(language: str) -> list[Key]:
    """Bring one catalogue up to date and return what is still to be translated."""
    have = entries(catalogue(language))
    rows: list[tuple[Key, str | tuple[str, ...]]] = []
    for key in sorted(said(), key=lambda key: (str(key[1]), key[0] or "")):
        known = have.get(key)
        empty = ("",) * FORMS[language] if isinstance(key[1], tuple) else ""
        rows.append((key, known.string if known and any(strings(known)) else empty))
    write(language, rows)
    return [key for key, string in rows if not all(string if isinstance(string, tuple) else (string,))]


def main() -> None:
    """Update both catalogues and print what is missing."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    for language in LANGUAGES:
        missing = update(language)
        print(f"{language}: {len(missing)} to translate")
        for _context, identity in missing:
            print(f"   {identity}")


if __name__ == "__main__":
    main()
