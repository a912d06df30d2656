"""Series in the store grow thin by themselves, a few posts at a time."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.numbers import NumberSource, Point
from bot.domain.thinning import thin
from bot.services import thinning
from bot.services.thinning import Thinning
from storage import points, thinnings
from tests.newsroom import FakeClock
from tests.services.archives import NOON, Archive, open_archive

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOON)


async def fill(archive: Archive, moments: Sequence[datetime], name: str = "views") -> int:
    post = await archive.publish(await archive.connect(), "Пост")
    await add(archive, post.id, moments, name)
    return post.id


async def add(
    archive: Archive, post_id: int, moments: Sequence[datetime], name: str = "views"
) -> None:
    async with archive.db.transaction() as session:
        await points.insert(
            session,
            post_id,
            [
                Point(name, NumberSource.PREVIEW, moment, number)
                for number, moment in enumerate(moments)
            ],
        )


async def test_a_post_is_thinned_when_its_points_grow_old_and_left_alone_after(
    archive: Archive, clock: FakeClock
):
    post_id = await fill(archive, [NOON + number * 7 * MINUTE for number in range(600)])
    await add(archive, post_id, [NOON + 3 * DAY + number * HOUR for number in range(3)], "paid")
    whole = await points.list_points(archive.db, post_id)
    service = Thinning(archive.db, clock)
    await service.thin_due()
    assert await points.list_points(archive.db, post_id) == whole
    for _ in range(18 * 4):
        clock.move(6 * 3600)
        await service.thin_due()
    kept = await points.list_points(archive.db, post_id)
    views = [point for point in kept if point.name == "views"]
    assert views == thin([point for point in whole if point.name == "views"], clock.now(), NOON)
    # The first point of a series and the last of its day.
    assert [point.total for point in kept if point.name == "paid"] == [0, 2]
    clock.move(450 * 86_400)
    await service.thin_due()
    kept = await points.list_points(archive.db, post_id)
    opening = [point for point in kept if point.counted_at < NOON + 2 * DAY]
    # Six hours by ten minutes of one change each seven, then by hours, and the first change.
    assert len(opening) == 36 + 42 + 1
    later = [point for point in kept if point.counted_at >= NOON + 2 * DAY]
    assert [point.total for point in later] == [599, 0, 2]
    # Nothing of it will ever go: it is not looked at again.
    assert await archive.db.fetch_all("SELECT * FROM thinnings") == []
    assert await thinnings.list_due(archive.db, now=NOON + 9000 * DAY, limit=9) == []


async def test_a_new_point_of_an_old_post_is_thinned_in_its_turn(
    archive: Archive, clock: FakeClock
):
    post_id = await fill(archive, [NOON, NOON + DAY])
    service = Thinning(archive.db, clock)
    clock.move(900 * 86_400)
    await service.thin_due()
    later = clock.now().replace(minute=5)
    await add(archive, post_id, [later, later + MINUTE, later + 2 * MINUTE])
    clock.move(49 * 3600)
    await service.thin_due()
    kept = [point.counted_at for point in await points.list_points(archive.db, post_id)]
    assert kept == [NOON, NOON + DAY, later + 2 * MINUTE]


async def test_posts_are_thinned_in_batches(
    archive: Archive, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(thinning, "BATCH", 2)
    ids = [await fill(archive, [NOON, NOON + MINUTE, NOON + 2 * MINUTE]) for _ in range(5)]
    service = Thinning(archive.db, clock)
    clock.move(3 * 86_400)
    lengths = []
    for _ in range(4):
        await service.thin_due()
        left = [len(await points.list_points(archive.db, post_id)) for post_id in ids]
        lengths.append(sum(left))
    assert lengths == [13, 11, 10, 10]
