"""Exports of Telegram Desktop (`result.json`): one message of them, albums, what they hold."""
