"""Paid sending: messages in bulk for Telegram Stars, faster than the free rate.

Each message above the free 30 a second costs 0.1 Star, at most 1,000 go a second
(core.telegram.org/bots/api, `allow_paid_broadcast`; core.telegram.org/bots/faq). The first page
asks for 10,000 Stars on the balance, the second for 100,000 and as many users a month.
"""

FREE_A_SECOND = 30
PAID_A_SECOND = 1_000
MESSAGES_A_STAR = 10


def price_stars(messages: int) -> int:
    """The most Telegram Stars that so many messages cost at once.

    As many as a second takes for free cost nothing. Of more, each may cost: what else the bot
    sends meanwhile uses the free ones.
    """
    return -(-messages // MESSAGES_A_STAR) if messages > FREE_A_SECOND else 0


def goes_paid(*, is_paid: bool, refused: str, total: int) -> bool:
    """Whether what is chosen to be paid for is sent so now.

    Not where Telegram `refused` it, nor where the `total` goes for free in a second.
    """
    return is_paid and not refused and total > FREE_A_SECOND
