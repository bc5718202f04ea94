"""PDF: what people wrote is data, every sign that cannot be shown is a square, and nothing goes on without end."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from qabyldau.documents import apart
from qabyldau.documents.apart import DocumentError, TooLargeError
from qabyldau.documents.pdf import make_pdf
from qabyldau.documents.signs import SHOWN, shown, shown_in

AT = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
PAGE = {
    "language": "kk", "number": "№ 1", "dated": ["26.11.2026"], "to": ["Әкімге"], "subject": "Сынақ", "salutation": "",
    "blocks": [], "enclosed_label": "", "enclosed": [], "post": "Басшы", "signed": "А. Б.", "executor": [],
}  # fmt: skip
FORM = {"name_kk": "Қабылдау", "name_ru": "Приёмная", "address_kk": "", "address_ru": "", "reached": ""}


def pdf_of(*texts, **options):
    blocks = [{"kind": "quote", "text": text, "mark": ""} for text in texts]
    page = {**PAGE, "blocks": blocks}
    return make_pdf("letter", {"title": "Хат", "form": FORM, "pages": [page]}, AT, **options)


def text_of(made):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


@pytest.mark.parametrize(
    "wild",
    [
        '#read("/etc/passwd")',
        '#eval("1+1")',
        "#{ while true {} }",
        "$ x^2 $",
        "*б* _к_ = т",
        '\\u{1f600} "',
        "<a> @b",
    ],
)
def test_what_people_wrote_is_printed_as_it_stands(wild):
    assert wild in text_of(pdf_of(wild))


@pytest.mark.parametrize(
    "wild",
    ["😀 👍🏽", "中文", "العربية үшін", "ก็", "a\u202eb", "\x00\x07", "\ud83d", "И\u0306", "\u0301\u0301"],
)
def test_signs_that_no_font_has_do_not_stop_the_page(wild):
    assert "соңы" in text_of(pdf_of(f"{wild} соңы"))


def test_every_sign_that_is_let_through_has_a_picture():
    signs = [chr(code) for span in SHOWN.split() for code in range(*_ends(span))]
    assert len(signs) > 3000
    assert pdf_of(" ".join(sign for sign in signs if sign.strip()))


def _ends(span):
    first, _, last = span.partition("-")
    return int(first, 16), int(last, 16) + 1


def test_a_sign_without_a_picture_is_a_square_and_what_is_unseen_is_dropped():
    assert shown("Қ😀ә") == "Қ□ә"
    assert shown("a\u200b\u202eb\x00") == "ab"
    assert shown("и\u0306") == "й"
    assert shown("бір\r\nекі\tүш\u2003төрт") == "бір\nекі үш төрт"
    assert shown_in({"а": ["😀", 5, None, True]}) == {"а": ["□", 5, None, True]}


def test_a_word_without_end_is_broken_and_the_page_keeps_its_width():
    reader = PdfReader(io.BytesIO(pdf_of("ә" * 4000)))
    longest = max(len(line) for page in reader.pages for line in page.extract_text().splitlines())
    assert longest < 120


def test_the_same_data_give_the_same_bytes():
    assert pdf_of("Қ") == pdf_of("Қ")


def test_the_date_that_was_passed_is_the_date_of_the_file():
    assert PdfReader(io.BytesIO(pdf_of("x"))).metadata.creation_date == AT


def test_more_than_a_document_holds_is_refused(monkeypatch):
    monkeypatch.setattr(apart, "MOST_INPUT", 100)
    with pytest.raises(TooLargeError):
        pdf_of("x" * 100)


def test_a_document_that_takes_too_long_is_ended():
    with pytest.raises(DocumentError, match="not ready"):
        pdf_of("ә", seconds=0.001)


def test_a_document_that_is_too_large_in_the_end_is_refused(monkeypatch):
    monkeypatch.setattr(apart, "MOST_OUTPUT", 100)
    with pytest.raises(TooLargeError):
        pdf_of("x")


@pytest.mark.parametrize("form", ["", "none", "../forms/letter", "/etc/passwd"])
def test_a_form_there_is_not_is_refused(form):
    with pytest.raises(FileNotFoundError):
        make_pdf(form, {}, AT)


def test_data_that_do_not_fit_the_form_are_an_error_of_ours_in_one_line():
    with pytest.raises(DocumentError):
        make_pdf("letter", {"pages": []}, AT)
