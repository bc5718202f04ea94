"""Where the channel stands among Django's apps."""

from django.apps import AppConfig


class TelegramConfig(AppConfig):
    """The Telegram bot."""

    name = "qabyldau.interfaces.channels.telegram"
    label = "telegram"

    def ready(self) -> None:
        """Let what waits for a chat go out here."""
        from qabyldau.flow.tell import sender_register  # noqa: PLC0415
        from qabyldau.interfaces.channels.telegram.sending import send  # noqa: PLC0415
        from qabyldau.messages.rules import Channel  # noqa: PLC0415

        sender_register(Channel.TELEGRAM, send)
