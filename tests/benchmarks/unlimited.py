"""The bot without its rate: what it could send if Telegram took everything."""

import bot.app
from bot.__main__ import main
from bot.gateways.limiter import Limiter

BEYOND = 20_000
"""Messages a second that nobody reaches."""

if __name__ == "__main__":
    vars(bot.app)["Limiter"] = lambda _rate: Limiter(BEYOND)
    main(["run"])
