"""Telegram's side: read the update, call one service, answer."""
