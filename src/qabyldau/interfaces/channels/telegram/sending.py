"""Sending a message of the outbox into its chat."""

from qabyldau.gateways.outcome import Outcome
from qabyldau.gateways.telegram import ChatMessage, send_chat
from qabyldau.interfaces.channels.conversation.notices import words_for_chat
from qabyldau.messages.models import Message


def send(message: Message) -> Outcome:
    """Send one message, in the language that is active, and return what became of it."""
    said = words_for_chat(message)
    return send_chat(ChatMessage(message.address, said.text, said.markup()))
