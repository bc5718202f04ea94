"""DOCX: what people wrote is data, templates reach for nothing, and nothing goes on without end."""

import contextlib
import io
import random
import zipfile
from datetime import UTC, datetime

import pytest
from docx import Document

from qabyldau.core.errors import InputError
from qabyldau.documents import docx as making
from qabyldau.documents.apart import DocumentError, TooLargeError
from qabyldau.documents.docx import fill_docx, make_docx

AT = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
PROBES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ text.__class__.__base__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ ''|attr('__class__') }}",
    "{{ text.format.__globals__ }}",
    "{{ '{0.__class__}'.format(text) }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ (text|map('__class__')|list) }}",
    "{{ [].append.__self__.__class__ }}",
]


def template(text):
    form = Document()
    form.add_paragraph(text)
    out = io.BytesIO()
    form.save(out)
    return out.getvalue()


def text_of(made):
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs)


def with_part(name, content):
    out = io.BytesIO(template("x"))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, content)
    return out.getvalue()


def test_signs_of_xml_in_what_people_wrote_stay_whole():
    assert text_of(fill_docx(template("{{ text }}"), {"text": 'Қ < 5 & "ә"'}, AT)) == 'Қ < 5 & "ә"'


@pytest.mark.parametrize("wild", ["{{ 7 * 7 }}", "{% for x in y %}", "<w:p/>", "]]>", "a\x00b\x08", "\ud800"])
def test_what_people_wrote_is_never_read_as_a_template(wild):
    said = text_of(fill_docx(template("{{ text }}"), {"text": wild}, AT))
    assert said == wild.replace("\x00", "").replace("\x08", "").replace("\ud800", "")


@pytest.mark.parametrize("probe", PROBES)
def test_a_template_that_reaches_inside_is_refused_or_finds_nothing(probe):
    try:
        said = text_of(fill_docx(template(probe), {"text": "ә"}, AT))
    except DocumentError as error:
        assert "subclass" not in str(error)
    else:
        assert "class" not in said.replace(probe, "")
        assert "uid=" not in said


def test_a_template_without_end_is_ended():
    forever = template("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}")
    with pytest.raises(DocumentError, match="not ready"):
        fill_docx(forever, {}, AT, seconds=2)


def test_a_template_that_eats_memory_is_ended():
    with pytest.raises(DocumentError):
        fill_docx(template("{{ 'ә' * 3000000000 }}"), {}, AT)


def test_a_name_that_no_fact_has_is_said_by_its_name():
    with pytest.raises(DocumentError, match="nomer"):
        fill_docx(template("{{ nomer }}"), {"number": "5"}, AT)


def test_the_same_data_give_the_same_bytes_with_the_date_that_was_passed():
    form = template("{{ text }}")
    made = fill_docx(form, {"text": "ә", "title": "Хат"}, AT)
    assert made == fill_docx(form, {"text": "ә", "title": "Хат"}, AT)
    about = Document(io.BytesIO(made)).core_properties
    assert (about.title, about.author, about.created) == ("Хат", "", AT)


@pytest.mark.parametrize("wrong", [b"", b"PK", b"%PDF-1.7", "текст".encode()])
def test_what_is_no_docx_is_refused_with_the_mend(wrong):
    with pytest.raises(InputError, match="DOCX"):
        fill_docx(wrong, {}, AT)


def test_a_template_in_which_a_few_bytes_were_changed_is_refused_and_breaks_nothing():
    chance, whole = random.Random(8), template("{{ text }}")  # noqa: S311
    for _ in range(600):
        bent = bytearray(whole)
        for _byte in range(chance.randint(1, 3)):
            bent[chance.randrange(len(bent))] = chance.randrange(256)
        with contextlib.suppress(InputError, TooLargeError):
            making.check_template(bytes(bent))


def test_another_zip_and_an_xml_with_a_document_type_are_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(InputError):
        fill_docx(out.getvalue(), {}, AT)
    bomb = with_part("word/more.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(InputError, match="document type"):
        fill_docx(bomb, {}, AT)


def test_a_template_that_unpacks_to_much_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(making, "MOST_UNPACKED", 1000)
    with pytest.raises(TooLargeError):
        fill_docx(template("x"), {}, AT)


def test_a_form_there_is_not_is_refused():
    with pytest.raises(FileNotFoundError):
        make_docx("../../etc/passwd", {}, AT)
