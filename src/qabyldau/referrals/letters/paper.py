"""A letter as PDF, as DOCX and as plain text for an e-mail."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from qabyldau.documents.docx import make_docx
from qabyldau.documents.pdf import make_pdf
from qabyldau.referrals.letters.writing import Block, Letter, LetterPage

_TAGS = {"kk": "kk-KZ", "ru": "ru-RU"}


def letter_pdf(letter: Letter, at: datetime) -> bytes:
    """Return the letter as a tagged PDF dated ``at``; the same letter and moment give the same bytes."""
    return make_pdf("letter", _data(letter), at)


def letter_docx(letter: Letter, at: datetime) -> bytes:
    """Return the letter as DOCX, to be corrected by hand before it is signed; the same letter gives the same bytes."""
    return make_docx("letter", _data(letter), at)


def letter_text(letter: Letter) -> str:
    """Return the letter as plain text, the languages one under the other."""
    return (
        ("\n\n" + "–" * 40 + "\n\n")
        .join(_page_text(letter, page) for page in letter.pages)
        .replace("\u00a0", " ")
    )


def _data(letter: Letter) -> dict[str, Any]:
    office = letter.office
    return {
        "title": letter.subject,
        "form": {
            "name_kk": office.name.in_("kk"),
            "name_ru": office.name.in_("ru"),
            "address_kk": office.address.in_("kk"),
            "address_ru": office.address.in_("ru"),
            "reached": " · ".join(each for each in (office.phones, office.email) if each),
        },
        "pages": [{**asdict(page), "tag": _TAGS[page.language]} for page in letter.pages],
    }


def _page_text(letter: Letter, page: LetterPage) -> str:
    office = letter.office
    parts = [
        "\n".join(
            each for each in (office.name.in_(page.language), office.address.in_(page.language)) if each
        ),
        "\n".join(page.dated),
        "\n".join(page.to),
        page.subject,
        page.salutation,
        *[_block_text(block) for block in page.blocks],
        "\n".join([page.enclosed_label, *page.enclosed]) if page.enclosed else "",
        f"{page.post}\n{page.signed}",
        "\n".join(page.executor),
    ]
    return "\n\n".join(part for part in parts if part)


def _block_text(block: Block) -> str:
    if block.kind == "quote":
        return "\n".join(f"> {line}" for line in block.text.splitlines())
    return f"{block.mark} {block.text}" if block.mark else block.text
