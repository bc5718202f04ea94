"""How forms draw themselves: one field template for every form of the product."""

from typing import Any

from django.forms import BoundField
from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Draw a form and its fields with the templates of the look (setting ``FORM_RENDERER``)."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"


def target_id(field: BoundField) -> str:
    """Return the id an error's link leads to: the control itself, or the first choice of a group."""
    return field.id_for_label or (f"{field.auto_id}_0" if field.auto_id else "")


def seen_by(field: BoundField) -> str:
    """Return who sees what is written here (feature 320), from the form's dictionary ``seen_by``; empty if unsaid."""
    return str(getattr(field.form, "seen_by", {}).get(field.name, ""))


def described_by(field: BoundField) -> str:
    """Return the ids of hint, reader line and errors, in the order in which they are read out."""
    present = (("helptext", field.help_text), ("seen", seen_by(field)), ("error", field.errors))
    return " ".join(f"{field.auto_id}_{name}" for name, is_there in present if is_there and field.auto_id)


def control(field: BoundField) -> Any:
    """Return the drawn control with its descriptions; those of a group stand on its fieldset."""
    ids = described_by(field)
    return field.as_widget(attrs={"aria-describedby": ids} if ids and not field.use_fieldset else {})
