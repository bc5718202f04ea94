"""The Telegram bot: a chat in which people leave an appeal, follow it, are answered and say whether it is fixed."""
