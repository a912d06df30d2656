"""Who comes to the channel by a link and who leaves it, as Telegram tells the bot."""

from datetime import datetime, timedelta

import pytest

from bot.domain.subscribers import Figures, Reach, Source
from bot.services.attributing import Attributing
from bot.services.linking import Linking
from storage.db import Session
from tests.newsroom import Newsroom, Person


async def make(newsroom: Newsroom, name: str = "Anna") -> Source:
    linking: Linking = newsroom.app.dispatcher["linking"]
    channel = (await newsroom.app.dispatcher["registering"].list_channels())[0]
    source = await linking.create(newsroom.author.id, channel.id, name, sum(map(ord, name)))
    return await linking.make_link(newsroom.author.id, source.id)


async def figures(newsroom: Newsroom, source: Source | None = None) -> Figures:
    linking: Linking = newsroom.app.dispatcher["linking"]
    table = await linking.get_table(newsroom.author.id, 1, Reach.ALL)
    return table.find(source.id)[1] if source else table.others


async def join(newsroom: Newsroom, name: str, source: Source | None = None) -> Person:
    person = newsroom.add_person(name)
    link = source.invite_link if source else None
    newsroom.world.join(newsroom.channel_id, person.id, invite_link=link)
    await newsroom.settle()
    return person


async def pass_days(newsroom: Newsroom, days: int) -> None:
    """Let days pass in steps shorter than one: what Telegram keeps longer than a day is lost."""
    for _ in range(2 * days):
        await newsroom.tick(timedelta(hours=12).total_seconds())


async def test_who_joins_by_a_link_is_counted_by_it(newsroom: Newsroom) -> None:
    anna, oleg = await make(newsroom, "Anna"), await make(newsroom, "Oleg")
    await join(newsroom, "Vera", anna)
    await join(newsroom, "Gleb", anna)
    await join(newsroom, "Dina", oleg)
    await join(newsroom, "Egor")
    assert [(await figures(newsroom, one)).joined for one in (anna, oleg, None)] == [2, 1, 1]


async def test_who_leaves_has_left_and_may_come_again(newsroom: Newsroom) -> None:
    source = await make(newsroom)
    vera = await join(newsroom, "Vera", source)
    newsroom.world.leave(newsroom.channel_id, vera.id)
    await newsroom.settle()
    found = await figures(newsroom, source)
    assert (found.joined, found.left, found.present) == (1, 1, 0)
    newsroom.world.join(newsroom.channel_id, vera.id)
    await newsroom.settle()
    assert (await figures(newsroom, source)).joined == 1
    assert (await figures(newsroom)).joined == 1


async def test_who_is_banned_or_removed_has_left(newsroom: Newsroom) -> None:
    source = await make(newsroom)
    for name, banned in (("Vera", True), ("Gleb", False)):
        person = await join(newsroom, name, source)
        newsroom.world.remove(newsroom.channel_id, person.id, by=newsroom.author.id, banned=banned)
    await newsroom.settle()
    assert (await figures(newsroom, source)).left == 2


async def test_being_promoted_is_neither_coming_nor_leaving(newsroom: Newsroom) -> None:
    source = await make(newsroom)
    vera = await join(newsroom, "Vera", source)
    newsroom.world.promote(newsroom.channel_id, vera.id, by=newsroom.author.id)
    await newsroom.settle()
    found = await figures(newsroom, source)
    assert (found.joined, found.left) == (1, 0)
    newsroom.world.remove(newsroom.channel_id, vera.id, by=newsroom.author.id, banned=False)
    await newsroom.settle()
    assert (await figures(newsroom, source)).left == 1


async def test_those_who_stay_a_week_and_a_month_are_counted_then(newsroom: Newsroom) -> None:
    source = await make(newsroom)
    vera = await join(newsroom, "Vera", source)
    await join(newsroom, "Gleb", source)
    assert (await figures(newsroom, source)).week is None
    await pass_days(newsroom, 6)
    newsroom.world.leave(newsroom.channel_id, vera.id)
    await newsroom.settle()
    await pass_days(newsroom, 1)
    week = (await figures(newsroom, source)).week
    assert week is not None
    assert (week.stayed, week.of) == (1, 2)
    assert (await figures(newsroom, source)).month is None


async def test_the_same_updates_again_count_once(newsroom: Newsroom) -> None:
    source = await make(newsroom)
    vera = await join(newsroom, "Vera", source)
    newsroom.world.leave(newsroom.channel_id, vera.id)
    await newsroom.settle()
    before = await figures(newsroom, source)
    async with newsroom.app.db.transaction() as session:
        await session.execute(
            "UPDATE updates SET done_at = NULL, starts = 1 WHERE body LIKE '%\"chat_member\"%'"
        )
    assert await newsroom.app.receiving.recover() == 2
    await newsroom.settle()
    assert await figures(newsroom, source) == before


@pytest.mark.parametrize("plain", [False, True])
async def test_start_by_the_link_of_a_source_counts_once(newsroom: Newsroom, plain: bool) -> None:
    source = await make(newsroom)
    vera = newsroom.add_person("Vera", language="en")
    if plain:
        await vera.send("/start")
        assert (await figures(newsroom, source)).starts == 0
    greeting = vera.text if plain else None
    await vera.send(f"/start ref_{source.token}")
    await vera.send(f"/start ref_{source.token}")
    assert (await figures(newsroom, source)).starts == 1
    assert greeting in (None, vera.text)
    assert (await figures(newsroom, source)).joined == 0


async def test_an_unknown_token_and_the_team_are_greeted_and_not_counted(
    newsroom: Newsroom,
) -> None:
    source = await make(newsroom)
    vera = newsroom.add_person("Vera", language="en")
    await vera.send("/start ref_0123456789abcdef")
    assert "Marketing aloud" in vera.text
    await newsroom.author.send(f"/start ref_{source.token}")
    assert (await figures(newsroom, source)).starts == 0


async def test_who_tries_a_link_of_their_own_channel_is_told_why_nothing_is_counted(
    newsroom: Newsroom,
) -> None:
    source = await make(newsroom)
    await newsroom.author.send(f"/start ref_{source.token}")
    assert newsroom.author.text.startswith("This is the link “Anna”, and it works.")
    linking: Linking = newsroom.app.dispatcher["linking"]
    await linking.close(newsroom.author.id, source.id)
    await newsroom.author.send(f"/start ref_{source.token}")
    assert "It is closed" in newsroom.author.text
    vera = newsroom.add_person("Vera", language="en")
    await vera.send(f"/start ref_{source.token}")
    assert not any("the link “Anna”" in text for text in vera.texts)


class Welcomed(list[tuple[int, int]]):
    """(person, source) of those that were told to be welcomed."""

    async def begin(
        self,
        session: Session,
        channel_id: int,
        person_id: int,
        source_id: int,
        came_at: datetime,
    ) -> None:
        assert channel_id == 1
        self.append((person_id, source_id))


@pytest.fixture
def welcomed(newsroom: Newsroom) -> Welcomed:
    told = Welcomed()
    rights = newsroom.app.dispatcher["registering"].rights
    newsroom.app.dispatcher["attributing"] = Attributing(newsroom.app.db, rights, told)
    return told


async def test_who_joins_by_a_link_is_welcomed_when_start_is_pressed(
    newsroom: Newsroom, welcomed: Welcomed
) -> None:
    source = await make(newsroom)
    vera = await join(newsroom, "Vera", source)
    assert welcomed == []
    await vera.send("/start")
    assert welcomed == [(vera.id, source.id)]


async def test_who_pressed_start_before_is_welcomed_when_joining(
    newsroom: Newsroom, welcomed: Welcomed
) -> None:
    source = await make(newsroom)
    vera = newsroom.add_person("Vera")
    await vera.send("/start")
    newsroom.world.join(newsroom.channel_id, vera.id, invite_link=source.invite_link)
    await newsroom.settle()
    assert welcomed == [(vera.id, source.id)]


async def test_the_link_of_a_source_welcomes_at_once(
    newsroom: Newsroom, welcomed: Welcomed
) -> None:
    source = await make(newsroom)
    vera = newsroom.add_person("Vera")
    await vera.send(f"/start ref_{source.token}")
    await vera.send(f"/start ref_{source.token}")
    assert welcomed == [(vera.id, source.id)]


async def test_nobody_else_is_welcomed(newsroom: Newsroom, welcomed: Welcomed) -> None:
    source = await make(newsroom)
    by_no_link = await join(newsroom, "Vera")
    await by_no_link.send("/start")
    gone = await join(newsroom, "Gleb", source)
    newsroom.world.leave(newsroom.channel_id, gone.id)
    await newsroom.settle()
    await gone.send("/start")
    blocking = newsroom.add_person("Dina")
    await blocking.send("/start")
    newsroom.world.block(blocking.id, newsroom.bot_id)
    newsroom.world.join(newsroom.channel_id, blocking.id, invite_link=source.invite_link)
    await newsroom.settle()
    await newsroom.author.send(f"/start ref_{source.token}")
    assert welcomed == []
