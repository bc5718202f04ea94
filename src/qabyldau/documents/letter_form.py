"""The form of a letter as a DOCX template, built by python-docx: no binary file without a source lies in the package.

What stands in double braces is filled by docxtpl; ``{%p … %}`` takes a whole paragraph away.
"""

import io
from functools import cache
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

FONT, SIZE, SMALL = "Times New Roman", Pt(13), Pt(9.5)
"""A font that every office has, with all Kazakh letters."""
_LEFT, _CENTER = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
_RIGHT, _BOTH = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY


@cache
def letter_form() -> bytes:
    """Return the template of a letter."""
    form = Document()
    _page(form)
    _say(form, "{%p for page in pages %}")
    _head(form)
    _opening(form)
    _body(form)
    _closing(form)
    _say(form, "{%p if not loop.last %}")
    form.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _say(form, "{%p endif %}")
    _say(form, "{%p endfor %}")
    out = io.BytesIO()
    form.save(out)
    return out.getvalue()


def _page(form: DocumentType) -> None:
    """Set A4 with the margins of an official letter, and the plain style."""
    sheet = form.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.left_margin, sheet.right_margin = Mm(25), Mm(15)
    sheet.top_margin, sheet.bottom_margin = Mm(18), Mm(20)
    style = form.styles["Normal"]
    style.font.name, style.font.size = FONT, SIZE
    style.element.rPr.rFonts.set(qn("w:cs"), FONT)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.08
    heading = form.styles["Heading 1"]
    heading.font.name, heading.font.size, heading.font.bold = FONT, SIZE, True
    heading.font.color.rgb = None
    heading.element.rPr.rFonts.attrib.clear()
    heading.element.rPr.rFonts.set(qn("w:ascii"), FONT)
    heading.element.rPr.rFonts.set(qn("w:hAnsi"), FONT)
    heading.element.rPr.rFonts.set(qn("w:cs"), FONT)
    for colour in heading.element.rPr.findall(qn("w:color")):
        heading.element.rPr.remove(colour)


def _say(place: DocumentType | _Cell, text: str, **looks: Any) -> Paragraph:
    """Add a paragraph: ``align``, ``size``, ``bold``, ``before`` and ``after`` in points, ``indent`` of its first line, ``left``."""
    paragraph = place.add_paragraph()
    return _write(paragraph, text, looks)


def _write(paragraph: Paragraph, text: str, looks: dict[str, Any]) -> Paragraph:
    run = paragraph.add_run(text)
    run.bold = bool(looks.get("bold"))
    if "size" in looks:
        run.font.size = looks["size"]
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "{{ page.tag }}")
    if text.startswith("{{"):
        run._element.get_or_add_rPr().append(language)
    shape = paragraph.paragraph_format
    paragraph.alignment = looks.get("align", _LEFT)
    shape.space_before, shape.space_after = Pt(looks.get("before", 0)), Pt(looks.get("after", 0))
    shape.first_line_indent, shape.left_indent = Mm(looks.get("indent", 0)), Mm(looks.get("left", 0))
    shape.keep_with_next = bool(looks.get("keeps"))
    return paragraph


def _row(form: DocumentType, *widths: float) -> tuple[_Cell, ...]:
    """Add a table of one row without lines, columns by their widths in millimetres."""
    table = form.add_table(rows=1, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return tuple(table.rows[0].cells)


def _fill(cell: _Cell, *texts: tuple[str, dict[str, Any]]) -> None:
    """Write paragraphs into a cell; the one that every cell has is the first."""
    for place, (text, looks) in enumerate(texts):
        if place:
            _say(cell, text, **looks)
        else:
            _write(cell.paragraphs[0], text, looks)


def _rule(paragraph: Paragraph) -> None:
    """Draw a line above a paragraph."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "3"), ("color", "444444")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _bar(paragraph: Paragraph) -> None:
    """Draw a line beside a paragraph: somebody else's words."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", "8C8C8C")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _head(form: DocumentType) -> None:
    for cell, language in zip(_row(form, 85, 85), ("kk", "ru"), strict=True):
        _fill(
            cell,
            (f"{{{{ form.name_{language} }}}}", {"align": _CENTER, "bold": True, "size": Pt(11)}),
            (f"{{{{ form.address_{language} }}}}", {"align": _CENTER, "size": SMALL}),
        )
    _rule(_say(form, "{{ form.reached }}", align=_CENTER, size=SMALL, before=4, after=8))


def _opening(form: DocumentType) -> None:
    left, right = _row(form, 84, 86)
    _fill(
        left,
        ("{%p for line in page.dated %}", {}),
        ("{{ line }}", {"size": Pt(11)}),
        ("{%p endfor %}", {}),
    )
    _fill(right, ("{%p for line in page.to %}", {}), ("{{ line }}", {}), ("{%p endfor %}", {}))
    subject = _say(form, "{{ page.subject }}", bold=True, before=18, after=14, keeps=True)
    subject.style = form.styles["Heading 1"]
    subject.paragraph_format.right_indent = Mm(80)
    _say(form, "{%p if page.salutation %}")
    _say(form, "{{ page.salutation }}", bold=True, align=_CENTER, after=8, keeps=True)
    _say(form, "{%p endif %}")


def _body(form: DocumentType) -> None:
    _say(form, "{%p for block in page.blocks %}")
    _say(form, '{%p if block.kind == "quote" %}')
    _bar(_say(form, "{{ block.text }}", left=6, before=6, after=6, size=Pt(12)))
    _say(form, '{%p elif block.kind == "item" %}')
    _say(form, "{{ block.mark }} {{ block.text }}", align=_BOTH, left=18, indent=-6, after=3)
    _say(form, "{%p else %}")
    _say(form, "{{ block.text }}", align=_BOTH, indent=12.5, after=5)
    _say(form, "{%p endif %}")
    _say(form, "{%p endfor %}")


def _closing(form: DocumentType) -> None:
    _say(form, "{%p if page.enclosed %}")
    _say(form, "{{ page.enclosed_label }}", before=10, keeps=True)
    _say(form, "{%p endif %}")
    _say(form, "{%p for line in page.enclosed %}")
    _say(form, "{{ line }}", left=12.5)
    _say(form, "{%p endfor %}")
    _say(form, "", before=14, keeps=True)
    post, signed = _row(form, 110, 60)
    _fill(post, ("{{ page.post }}", {"bold": True}))
    _fill(signed, ("{{ page.signed }}", {"bold": True, "align": _RIGHT}))
    _say(form, "", before=24)
    _say(form, "{%p for line in page.executor %}")
    _say(form, "{{ line }}", size=SMALL)
    _say(form, "{%p endfor %}")
