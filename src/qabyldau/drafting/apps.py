"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Answers before they are given: drafts in every language that somebody waits for, and another pair of eyes."""

    name = "qabyldau.drafting"
    label = "drafting"
