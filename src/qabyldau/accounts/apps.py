"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Staff users and their roles."""

    name = "qabyldau.accounts"
    label = "accounts"
