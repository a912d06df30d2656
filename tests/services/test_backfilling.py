"""A public channel comes in page by page, goes on where it stood, then by what is newer."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.channels import Channel
from bot.domain.histories import HistoryPage, HistoryPost
from bot.domain.imports import Import, ImportState, Tally
from bot.domain.numbers import NumberSource
from bot.errors import InputRefused, SourceUnreadable
from bot.services import backfilling
from bot.services.backfilling import backfill
from bot.services.numbering import Numbering
from storage import messages
from tests.services.archives import Archive, open_archive
from tests.services.histories import post

SIZE = 3
FIRE = "emoji:🔥"


class Site:
    """A public channel, pages of three; `asked` are the pages that were asked for."""

    def __init__(self, chat_id: int, count: int) -> None:
        self.chat_id = chat_id
        self.posts = [post(n, f"Пост {n} #кейс", reactions={FIRE: n}) for n in range(1, count + 1)]
        self.asked: list[int | None] = []
        self.troubles: dict[int | None, int] = {}

    async def page(self, _name: str, before: int | None = None) -> HistoryPage:
        self.asked.append(before)
        if self.troubles.get(before, 0):
            self.troubles[before] -= 1
            raise SourceUnreadable("history-page-unread", name="one", seconds=0)
        shown: list[HistoryPost] = [
            one for one in self.posts if before is None or one.ids[0] < before
        ][-SIZE:]
        has_older = bool(shown) and shown[0] is not self.posts[0]
        previous = shown[0].ids[0] if has_older else None
        return HistoryPage(tuple(shown), self.chat_id, "Канал", previous)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as made:
        yield made


@pytest.fixture
async def channel(archive: Archive) -> Channel:
    return await archive.connect()


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backfilling, "FIRST_PAUSE_SECONDS", 0.0)


async def read(archive: Archive, channel: Channel, site: Site) -> Tally:
    async def nobody(_: Import) -> None:
        """Nobody looks."""

    done = await backfill(archive.db, archive.clock, channel, "one", site, nobody)
    assert all(job.state is ImportState.DONE for job in done)
    return sum((job.tally for job in done), Tally())


async def test_every_page_is_read_once_down_to_the_first_post(
    archive: Archive, channel: Channel
) -> None:
    site = Site(channel.chat_id, 8)
    assert await read(archive, channel, site) == Tally(added=8)
    assert site.asked == [None, 6, 3]
    found = await messages.get_post_of(archive.db, channel.chat_id, 1)
    assert found is not None
    numbers = await Numbering(archive.db).of(found)
    assert (numbers.reactions.total, numbers.reactions.source) == (1, NumberSource.PREVIEW)


async def test_a_second_run_fetches_only_what_is_newer(archive: Archive, channel: Channel) -> None:
    await read(archive, channel, Site(channel.chat_id, 8))
    archive.clock.moment += timedelta(hours=1)
    site = Site(channel.chat_id, 10)
    assert await read(archive, channel, site) == Tally(added=2)
    assert site.asked == [None]
    site.asked.clear()
    assert await read(archive, channel, site) == Tally()
    assert site.asked == [None]


async def test_an_interrupted_run_goes_on_then_looks_for_what_is_newer(
    archive: Archive, channel: Channel
) -> None:
    site = Site(channel.chat_id, 9)
    site.troubles[4] = backfilling.TRIES
    with pytest.raises(SourceUnreadable):
        await read(archive, channel, site)
    assert site.asked == [None, 7, *[4] * backfilling.TRIES]
    later = Site(channel.chat_id, 11)
    await read(archive, channel, later)
    assert later.asked == [4, None]
    row = await archive.db.fetch_one("SELECT count(*) AS n FROM posts")
    assert row is not None
    assert row["n"] == 11


async def test_a_page_that_cannot_be_had_is_asked_for_again(
    archive: Archive, channel: Channel
) -> None:
    site = Site(channel.chat_id, 5)
    site.troubles[3] = 2
    assert await read(archive, channel, site) == Tally(added=5)


async def test_the_page_of_another_channel_brings_nothing(
    archive: Archive, channel: Channel
) -> None:
    with pytest.raises(InputRefused, match="import-page-other"):
        await read(archive, channel, Site(-1005, 5))
    row = await archive.db.fetch_one("SELECT count(*) AS n FROM posts")
    assert row is not None
    assert row["n"] == 0
