"""Files of messages, brought from Telegram."""

from io import BytesIO

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from bot.errors import SourceUnreadable

SECONDS = 30


class TelegramFiles:
    """Downloads what people sent. A bot gets files of at most 20 MB (Bot API, getFile)."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def download(self, file_id: str, *, most: int) -> bytes:
        """The bytes of a file.

        Raises:
            SourceUnreadable: it has more bytes than `most`, or Telegram does not have it.
        """
        try:
            file = await self._bot.get_file(file_id)
        except TelegramBadRequest as error:
            too_big = "file is too big" in error.message.lower()
            raise SourceUnreadable(
                "source-too-large" if too_big else "source-file-gone"
            ) from error
        if file.file_size is not None and file.file_size > most:
            raise SourceUnreadable("source-too-large")
        if file.file_path is None:
            raise SourceUnreadable("source-file-gone")
        body = BytesIO()
        await self._bot.download_file(file.file_path, body, timeout=SECONDS)
        if body.tell() > most:
            raise SourceUnreadable("source-too-large")
        return body.getvalue()
