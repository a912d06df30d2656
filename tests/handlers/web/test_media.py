"""Photos of posts: brought once, shown to whom the post may be shown, and nothing else."""

import asyncio
from pathlib import Path

import pytest
from aiogram.types import Message

from bot.domain.photos import sniff
from bot.domain.posts import Media, MediaKind
from bot.errors import SourceUnreadable
from bot.gateways.telegram.photos import KeptPhotos
from bot.sandbox.pictures import png
from tests.handlers.web.conftest import Visitor
from tests.newsroom import Newsroom

HOME = "/marketing_aloud/"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


def photo(name: str) -> Media:
    return Media(kind=MediaKind.PHOTO, file_id=name, unique_id=name)


class Files:
    """Telegram's files: what it would give, and how often it was asked."""

    def __init__(self, bodies: dict[str, bytes]) -> None:
        self.bodies = bodies
        self.asked: list[str] = []

    async def download(self, file_id: str, *, most: int) -> bytes:
        self.asked.append(file_id)
        await asyncio.sleep(0)
        if file_id not in self.bodies:
            raise SourceUnreadable("source-file-gone")
        return self.bodies[file_id]


async def test_a_photo_is_brought_once_for_all_who_wait(tmp_path: Path) -> None:
    files = Files({"a": PNG})
    kept = KeptPhotos(files, tmp_path / "photos")
    found = await asyncio.gather(*(kept.get(photo("a")) for _ in range(20)))
    assert {one.content_type for one in found if one} == {"image/png"}
    assert files.asked == ["a"]
    assert await KeptPhotos(files, tmp_path / "photos").get(photo("a")) == found[0]
    assert files.asked == ["a"]


async def test_what_is_no_picture_is_neither_shown_nor_kept(tmp_path: Path) -> None:
    files = Files({"a": b"<html>", "b": b"", "c": b"\xff\xd8\xff" + b"1" * 10})
    kept = KeptPhotos(files, tmp_path)
    assert [await kept.get(photo(name)) for name in ("a", "b", "gone")] == [None] * 3
    assert list(tmp_path.iterdir()) == []
    assert (await kept.get(photo("c"))) is not None


async def test_those_not_asked_for_longest_make_room(tmp_path: Path) -> None:
    names = [str(number) for number in range(10)]
    files = Files(dict.fromkeys(names, PNG))
    kept = KeptPhotos(files, tmp_path, room_bytes=len(PNG) * 3)
    for name in names:
        assert await kept.get(photo(name))
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= len(PNG) * 3
    assert all(one.suffix == "" for one in tmp_path.iterdir())


async def test_a_folder_that_cannot_be_written_shows_the_photo_all_the_same(
    tmp_path: Path,
) -> None:
    (tmp_path / "photos").write_text("no folder")
    kept = KeptPhotos(Files({"a": PNG}), tmp_path / "photos")
    assert await kept.get(photo("a")) is not None


def test_a_name_of_telegram_leads_nowhere_else(tmp_path: Path) -> None:
    async def bring() -> None:
        await KeptPhotos(Files({"../../x": PNG}), tmp_path / "in").get(photo("../../x"))

    asyncio.run(bring())
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"), (PNG, "image/png"), (b"GIF89a..", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8", "image/webp"), (b"RIFF\0\0\0\0WAVE", None), (b"<svg", None),
        (b"", None), (b"MZ", None),
    ],
)  # fmt: skip
def test_a_picture_is_known_by_its_bytes(body: bytes, kind: str | None) -> None:
    assert sniff(body) == kind


async def test_photos_of_posts_are_shown_and_other_media_are_links(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    made: list[Message] = []
    for kind in ("photo", "video"):
        made.append(
            newsroom.world.send_media(
                newsroom.author.id,
                newsroom.channel_id,
                kind,
                png(20, 20),
                caption=f"A {kind}",
            )
        )
    await newsroom.settle()
    page = await visitor.read(f"{HOME}{made[0].message_id}")
    assert '<img src="/media/1/1"' in page
    assert f'<meta property="og:image" content="{visitor.origin}/media/1/1">' in page
    answer = await visitor.ask("/media/1/1")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/png")
    assert (await answer.read()).startswith(b"\x89PNG")
    tag = answer.headers["ETag"]
    assert (await visitor.ask("/media/1/1", If_None_Match=tag)).status == 304
    video = await visitor.read(f"{HOME}{made[1].message_id}")
    assert "Video: it stands in Telegram only." in video
    for path in ("/media/2/1", "/media/1/0", "/media/1/2", "/media/1/99", "/media/3/1"):
        await visitor.read(path, status=404)


async def test_photos_of_what_may_not_be_shown_are_not_there(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    await newsroom.author.send_media("photo", png(20, 20), caption="A draft")
    await visitor.read("/media/1/1", status=404)
    newsroom.world.send_media(
        newsroom.author.id, newsroom.channel_id, "photo", png(20, 20), caption="A post"
    )
    await newsroom.settle()
    assert (await visitor.ask("/media/2/1")).status == 200
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE channels SET web_access = 'off'")
    await visitor.read("/media/2/1", status=404)
