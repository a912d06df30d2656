"""Telegram's own protocol, for what the Bot API does not tell."""
