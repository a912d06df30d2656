"""Exports of Telegram Desktop on the disk: a file, an archive or a folder, read as a stream."""

from bot.gateways.exports.finding import open_export
from bot.gateways.exports.reading import Export

__all__ = ["Export", "open_export"]
