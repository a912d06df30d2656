"""How strict and how patient the sandbox is: every number that a test may want to change."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Rates and lifetimes of the server; `enabled=False` switches the flood control off.

    Telegram publishes "about one message a second in a chat, bursts are tolerated", "20 a
    minute in a group" and "about 30 a second over all chats" (core.telegram.org/bots/faq); the
    size of the burst is not published, 20 is what private chats are seen to bear.
    """

    per_second: int = 30
    """Messages in any second over all chats of one bot, without those that are paid for."""
    paid_per_second: int = 1000
    """Messages in any second of a bot that are paid for (`allow_paid_broadcast`)."""
    has_stars: bool = True
    """Whether the bot may pay for messages: Stars are not counted here. How Telegram words its
    refusal is not published."""
    chat_burst: int = 20
    """Messages that one chat takes at once before the rate of a chat applies."""
    chat_per_second: float = 1.0
    """Messages a second in one chat once its burst is spent."""
    group_per_minute: int = 20
    """Messages in any 60 seconds in one group or channel."""
    reaction_delay: float = 0.0
    """Seconds by which counts of reactions are late and grouped (minutes on the real server)."""
    enabled: bool = True
    """Whether floods are refused at all."""
    callback_seconds: float = 150.0
    """How long a callback query can be answered: as long as its update lives."""
    inline_seconds: float = 30.0
    """How long an inline query can be answered: as long as its update lives."""
    delete_seconds: float = 172_800.0
    """Age after which a bot can no longer delete a message."""
    upload_bytes: int = 50_000_000
    """Largest file that a bot may upload."""
    photo_bytes: int = 10_000_000
    """Largest picture that a bot may upload as a photo."""
    download_bytes: int = 20_000_000
    """Largest file that getFile serves."""
