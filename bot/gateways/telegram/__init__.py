"""Telegram's Bot API: polling, sending, looking at chats."""
