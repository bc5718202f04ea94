"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """What is sent on to authorities, and what comes back."""

    name = "qabyldau.referrals"
    label = "referrals"
