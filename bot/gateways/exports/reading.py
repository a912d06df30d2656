"""Reads an export: what it holds, and the messages of one of its channels."""

import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, tzinfo
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from bot.domain.exports import ExportSummary, Unreadable, join_albums, read_message
from bot.domain.exports.values import integer
from bot.domain.histories import HistoryMessage, HistoryPost
from bot.errors import InputRefused
from bot.gateways.exports import refusals
from bot.gateways.exports.mending import LONGEST_ESCAPE, Stream
from bot.gateways.exports.slicing import Slices, Unsliceable
from bot.gateways.exports.sources import MOST_HELD, Source
from bot.gateways.exports.tallies import Tally
from bot.gateways.exports.walking import Chat, Walk


class Export:
    """An export that was found. Its calls are for one thread, and read as they go.

    While one is under way, `bytes_read` of `size` tells how far it is.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.name = source.name
        self.size = source.size
        """Bytes of the JSON, unpacked."""
        self.bytes_read = 0
        self._summary: ExportSummary | None = None
        self._is_sliced = False

    def summary(self, zone: tzinfo = UTC) -> ExportSummary:
        """What it holds; the whole of it is read, so that what is broken is known before.

        `zone` is that of dates without one (exports before 2022).

        Raises:
            InputRefused: it is no export, broken, cut off, or of no channel.
        """
        try:
            summary = self._summed(Slices(self._source, self._see), zone)
            self._is_sliced = True
        except Unsliceable:
            summary = self._summed(_Reading(self, self._source), zone)
        _check_kinds(summary, self.name)
        self._summary = summary
        return summary

    def messages(self, chat_id: int, zone: tzinfo) -> Iterator[HistoryMessage]:
        """The messages of a channel (-100…), in its order, services and unsupported ones too.

        Unreadable ones are left out: the summary has counted them.

        Raises:
            InputRefused: there is no such channel in it, or it is broken.
        """
        summary = self._summary or self.summary(zone)
        index = _index(summary, chat_id)
        is_checked = not summary.chats[index].unreadable
        for raw in self._raw(index):
            try:
                message = read_message(raw, zone, is_checked=is_checked)
            except Unreadable:
                continue
            yield message

    def posts(self, chat_id: int, zone: tzinfo) -> Iterator[HistoryPost]:
        """The posts of a channel, albums joined; see `messages`."""
        return join_albums(self.messages(chat_id, zone))

    def _raw(self, index: int) -> Iterator[Any]:
        given = 0
        if self._is_sliced:
            # It is written anew meanwhile, where it is not to be sliced any more.
            with suppress(Unsliceable):
                for _, raw in Slices(self._source, self._see).messages():
                    given += 1
                    yield raw
                return
        told = _Reading(self, self._source).messages(index)
        yield from map(itemgetter(1), islice(told, given, None))

    def _summed(self, reading: "Slices | _Reading", zone: tzinfo) -> ExportSummary:
        tallies: dict[int, Tally] = {}
        for index, found in groupby(reading.messages(), key=lambda pair: pair[0].index):
            tally = tallies.setdefault(index, Tally(reading.chats[index]))
            tally.count(map(itemgetter(1), found), zone)
        newest = (tally.newest for tally in tallies.values() if tally.newest)
        return ExportSummary(
            chats=tuple((tallies.get(one.index) or Tally(one)).summary() for one in reading.chats),
            is_whole_account=reading.is_whole_account,
            exported_at=max(newest, default=None),
            size=self.size,
        )

    def _see(self, count: int) -> None:
        self.bytes_read = count


class _Reading:
    """One way through the file, its faults told as refusals."""

    def __init__(self, export: Export, source: Source) -> None:
        self._export = export
        self._source = source
        self._messages = self._last_id = 0
        self.chats: list[Chat] = []
        self.is_whole_account = False

    def messages(self, only: int | None = None) -> Iterator[tuple[Chat, Any]]:
        """Each message with its chat, as the file has it; of one chat, or of all."""
        # Needed for imports alone.
        import ijson

        try:
            with self._source.open() as opened:
                stream = Stream(opened, most=MOST_HELD)
                events = ijson.basic_parse(stream)
                walk = Walk(events, lambda: self._step(stream))
                self.chats = walk.chats
                try:
                    for chat, raw in walk.messages(only):
                        self._note(raw)
                        yield chat, raw
                    self.is_whole_account = walk.is_whole_account
                except (ijson.JSONError, ValueError, SystemError) as error:
                    # A number of thousands of digits is a SystemError of ijson's.
                    raise self._refusal(error, stream) from error
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise InputRefused("history-zip-broken") from error
        except OSError as error:
            name = refusals.named(self._source.name)
            raise InputRefused("history-no-file", name=name) from error

    def _step(self, stream: Stream) -> None:
        stream.mark = self._export.bytes_read = stream.position

    def _note(self, raw: Any) -> None:
        self._messages += 1
        if isinstance(raw, dict):
            self._last_id = integer(raw.get("id")) or self._last_id

    def _refusal(self, error: Exception, stream: Stream) -> InputRefused:
        """The sentence for what the parser says, with the place."""
        told = str(error)
        if "UTF8" in told:
            return InputRefused("history-encoding", name=refusals.named(self._source.name))
        place = {"messages": self._messages, "last_id": self._last_id}
        if "premature EOF" in told:
            return refusals.cut(byte=stream.position, **place)
        byte = self._locate(stream.before)
        # An escape that was cut in two is not told to be the end.
        if "inside" in told and byte > self._source.size - LONGEST_ESCAPE:
            return refusals.cut(byte=self._source.size, **place)
        return refusals.broken(byte=byte, **place)

    def _locate(self, before: int) -> int:
        """The byte at which the parser fails: it tells only in which piece."""
        import ijson

        with self._source.open() as opened:
            stream = Stream(opened, most=MOST_HELD, single_from=before)
            with suppress(ijson.JSONError, ValueError, SystemError):
                deque(ijson.basic_parse(stream), maxlen=0)
            return stream.given


def _index(summary: ExportSummary, chat_id: int) -> int:
    for index, chat in enumerate(summary.chats):
        if chat.is_channel and chat.chat_id == chat_id:
            return index
    raise InputRefused("history-other-channel")


def _check_kinds(summary: ExportSummary, name: str) -> None:
    if not summary.chats or not any(chat.type for chat in summary.chats):
        raise refusals.no_export(name)
    if summary.channels:
        return
    if summary.is_whole_account:
        raise InputRefused("history-no-channels")
    raise refusals.no_channel(summary.chats[0].name or name, summary.chats[0].type)
