"""What authors make of rubrics: posts stand where their tags say, whatever was done before."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.archive import Order, Rubric
from bot.domain.channels import Channel
from bot.domain.editions import group
from bot.domain.journal import Deed
from bot.domain.posts import Content, Post, PostState
from bot.domain.rubrics import fold_tag
from bot.domain.team import Role
from bot.domain.texts import Text
from bot.errors import InputRefused, NotAllowed, NotFound
from bot.services import indexing, moving
from bot.services.cataloguing import MAX_SYNONYMS, Cataloguing
from bot.services.digesting import compose
from bot.services.following import Following
from bot.services.rights import Rights
from storage import follows, journal, people, posts, rubric_changes, rubrics
from storage.db import Session
from tests.services.archives import NOON, Archive, open_archive

OWNER, EDITOR, STRANGER = 1, 2, 3
HOUR = timedelta(hours=1)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


def keeper_of(archive: Archive) -> Cataloguing:
    return Cataloguing(archive.db, archive.clock, Rights(archive.db, frozenset({OWNER})))


async def by_tag(archive: Archive, channel: Channel, tag: str) -> Rubric:
    rubric = await rubrics.find_rubric(archive.db, channel.id, fold_tag(tag))
    assert rubric is not None
    return rubric


async def titles_of(archive: Archive, channel: Channel, tag: str) -> list[str]:
    rubric = await archive.browsing.find_rubric(channel.id, tag)
    if rubric is None:
        return []
    page = await archive.browsing.posts_of(rubric)
    assert len(page.items) == min(rubric.posts, 6)
    return [entry.post.title for entry in page.items]


async def test_posts_of_joined_rubrics_stand_in_one_whichever_tag_finds_it(archive: Archive):
    channel, keeper = await archive.connect(), keeper_of(archive)
    await archive.publish(channel, "Первый #кейс")
    await archive.publish(channel, "Второй #кейсы")
    await archive.publish(channel, "Третий #кейс #кейсы")
    one, many = await by_tag(archive, channel, "кейс"), await by_tag(archive, channel, "кейсы")
    await keeper.join(OWNER, many.id, one.id)
    await archive.publish(channel, "Четвёртый #КЕЙСЫ")
    for tag in ("кейс", "кейсы"):
        assert await titles_of(archive, channel, tag) == [
            "Четвёртый",
            "Третий",
            "Второй",
            "Первый",
        ]
        found = await archive.searching.find(channel.id, f"#{tag}")
        assert len(found.items) == 4
    [listed] = (await archive.browsing.rubrics(channel.id)).items
    assert (listed.tag, listed.posts) == ("кейс", 4)
    assert (await archive.browsing.rubric(channel.id, many.id)).id == one.id


async def test_a_parted_synonym_takes_back_the_posts_with_its_tag(archive: Archive):
    channel, keeper = await archive.connect(), keeper_of(archive)
    await archive.publish(channel, "Первый #кейс")
    await archive.publish(channel, "Второй #кейсы")
    await archive.publish(channel, "Третий #кейс #кейсы")
    one, many = await by_tag(archive, channel, "кейс"), await by_tag(archive, channel, "кейсы")
    await keeper.join(OWNER, many.id, one.id)
    await archive.publish(channel, "Четвёртый #кейсы")
    await keeper.part(OWNER, many.id)
    await keeper.part(OWNER, many.id)
    assert await titles_of(archive, channel, "кейс") == ["Третий", "Первый"]
    assert await titles_of(archive, channel, "кейсы") == ["Четвёртый", "Третий", "Второй"]


async def test_what_was_joined_to_a_synonym_leaves_with_it(archive: Archive):
    channel, keeper = await archive.connect(), keeper_of(archive)
    ids = {}
    for tag in ("один", "два", "три"):
        await archive.publish(channel, f"Пост {tag} #{tag}")
        ids[tag] = (await by_tag(archive, channel, tag)).id
    await keeper.join(OWNER, ids["один"], ids["два"])
    await keeper.join(OWNER, ids["два"], ids["три"])
    assert await titles_of(archive, channel, "один") == ["Пост три", "Пост два", "Пост один"]
    await keeper.part(OWNER, ids["два"])
    assert await titles_of(archive, channel, "три") == ["Пост три"]
    assert await titles_of(archive, channel, "один") == ["Пост два", "Пост один"]


async def test_more_posts_than_one_batch_follow_in_the_turns_of_the_job(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(moving, "BATCH", 2)
    monkeypatch.setattr(moving, "BATCHES", 2)
    channel, keeper = await archive.connect(), keeper_of(archive)
    for number in range(9):
        await archive.publish(channel, f"{number} #а")
    await archive.publish(channel, "x #б")
    a, b = await by_tag(archive, channel, "а"), await by_tag(archive, channel, "б")
    await keeper.join(OWNER, a.id, b.id)
    assert 1 < (await by_tag(archive, channel, "б")).posts < 10
    another = keeper_of(archive)
    while await another.move_due():
        pass
    assert (await by_tag(archive, channel, "б")).posts == 10
    await keeper.part(OWNER, a.id)
    while await another.move_due():
        pass
    assert [(await by_tag(archive, channel, tag)).posts for tag in "аб"] == [9, 1]


async def test_a_renamed_rubric_is_shown_and_found_by_its_new_tag_and_found_by_the_old(
    archive: Archive,
):
    channel, keeper = await archive.connect(), keeper_of(archive)
    await archive.publish(channel, "Первый #реклама")
    rubric = await by_tag(archive, channel, "реклама")
    card = await keeper.rename(OWNER, rubric.id, "Рекламный_хит")
    assert (card.rubric.id, card.rubric.tag, card.tag) == (rubric.id, "Рекламный_хит", "реклама")
    await archive.publish(channel, "Второй #рекламный_хит")
    for tag in ("реклама", "рекламный_хит"):
        assert await titles_of(archive, channel, tag) == ["Второй", "Первый"]
    card = await keeper.rename(OWNER, rubric.id, "реклама")
    assert card.rubric.tag == "реклама"
    [synonym] = card.synonyms
    card = await keeper.part(OWNER, synonym.id)
    assert await titles_of(archive, channel, "реклама") == ["Первый"]


async def test_parting_the_tag_that_is_shown_shows_the_first_again(archive: Archive):
    channel, keeper = await archive.connect(), keeper_of(archive)
    await archive.publish(channel, "Первый #реклама")
    rubric = await by_tag(archive, channel, "реклама")
    card = await keeper.rename(OWNER, rubric.id, "хит")
    card = await keeper.part(OWNER, card.synonyms[0].id)
    assert (card.rubric.tag, card.synonyms) == ("реклама", ())


async def test_a_rubric_cannot_take_the_tag_of_another(archive: Archive):
    channel, keeper = await archive.connect(), keeper_of(archive)
    await archive.publish(channel, "Первый #реклама #хит")
    rubric = await by_tag(archive, channel, "реклама")
    with pytest.raises(InputRefused) as refusal:
        await keeper.rename(OWNER, rubric.id, "ХИТ")
    assert refusal.value.message_key == "error-rubric-taken"


async def test_a_hidden_rubric_is_in_no_list_of_readers_and_found_by_its_tag(archive: Archive):
    channel, keeper = await archive.connect(), keeper_of(archive)
    post = await archive.publish(channel, "Первый #erid")
    rubric = await by_tag(archive, channel, "erid")
    card = await keeper.hide(OWNER, rubric.id, is_hidden=True)
    assert card.rubric.is_hidden
    assert not (await archive.browsing.rubrics(channel.id)).items
    assert not await archive.searching.near(channel.id, "erids")
    assert await rubrics.list_of_posts(archive.db, [post.id]) == {}
    _, page = await keeper.list_rubrics(OWNER, channel.id)
    assert [item.tag for item in page.items] == ["erid"]
    assert await titles_of(archive, channel, "erid") == ["Первый"]
    assert (await archive.searching.find(channel.id, "первый")).items
    await keeper.hide(OWNER, rubric.id, is_hidden=False)
    assert (await archive.browsing.rubrics(channel.id)).items


async def test_more_synonyms_than_the_limit_are_refused(archive: Archive):
    channel, keeper = await archive.connect(), keeper_of(archive)
    tags = [f"т{'а' * number}" for number in range(1, MAX_SYNONYMS + 3)]
    await archive.publish(channel, "Все " + " ".join(f"#{tag}" for tag in tags))
    ids = [(await by_tag(archive, channel, tag)).id for tag in tags]
    for rubric_id in ids[1 : MAX_SYNONYMS + 1]:
        await keeper.join(OWNER, rubric_id, ids[0])
    with pytest.raises(InputRefused) as refusal:
        await keeper.join(OWNER, ids[-1], ids[0])
    assert refusal.value.message_key == "error-rubric-synonyms"


async def test_only_owners_and_editors_of_the_channel_keep_its_rubrics(archive: Archive):
    channel, other, keeper = (
        await archive.connect(),
        await archive.connect("Б"),
        keeper_of(archive),
    )
    await archive.publish(channel, "Первый #а #б")
    await archive.publish(other, "Чужой #в")
    async with archive.db.transaction() as session:
        await session.execute(
            "INSERT INTO people (id, name, zone, created_at) VALUES (2, 'Е', 'UTC', 0)"
        )
        await session.execute(
            """
            INSERT INTO members (person_id, channel_id, role, invited_by, since_at)
            VALUES (:person, :channel, :role, 1, 0)
            """,
            {"person": EDITOR, "channel": channel.id, "role": Role.EDITOR.value},
        )
    a, b = await by_tag(archive, channel, "а"), await by_tag(archive, channel, "б")
    foreign = await by_tag(archive, other, "в")
    for act in (
        keeper.get(STRANGER, a.id),
        keeper.join(STRANGER, a.id, b.id),
        keeper.part(STRANGER, a.id),
        keeper.rename(STRANGER, a.id, "г"),
        keeper.describe(STRANGER, a.id, "г"),
        keeper.hide(STRANGER, a.id, is_hidden=True),
        keeper.list_pairs(STRANGER, channel.id),
        keeper.tell_apart(STRANGER, a.id, b.id),
        keeper.hide(EDITOR, foreign.id, is_hidden=True),
        keeper.join(EDITOR, a.id, foreign.id),
    ):
        with pytest.raises(NotAllowed):
            await act
    with pytest.raises(NotFound):
        await keeper.join(OWNER, a.id, foreign.id)
    assert (await keeper.describe(EDITOR, a.id, "г")).rubric.description == "г"
    assert await keeper.list_channels(EDITOR) == [channel]


async def test_pairs_that_are_not_the_same_are_suggested_no_more(archive: Archive):
    channel, keeper = await archive.connect(), keeper_of(archive)
    await archive.publish(channel, "Первый #кейс #бренд")
    await archive.publish(channel, "Второй #кейсы #кейс #brand")
    _, [pair] = await keeper.list_pairs(OWNER, channel.id)
    assert (pair.kept.tag, pair.joined.tag, pair.kept.posts) == ("кейс", "кейсы", 2)
    await keeper.tell_apart(OWNER, pair.joined.id, pair.kept.id)
    await keeper.tell_apart(OWNER, pair.kept.id, pair.joined.id)
    assert (await keeper.list_pairs(OWNER, channel.id))[1] == []


async def _store_as_before(archive: Archive, channel: Channel, tags: dict[str, str]) -> list[int]:
    """Rubrics as an older rule folded them, a post in each."""
    made = []
    for fold, tag in tags.items():
        async with archive.db.transaction() as session:
            post = await posts.insert(
                session, channel_id=channel.id, author_id=1, now=NOON,
                content=Content(text=Text(f"Пост #{tag}")), state=PostState.PUBLISHED,
                published_at=NOON,
            )  # fmt: skip
            await session.execute(
                "INSERT INTO rubrics (channel_id, fold, tag) VALUES (:channel, :fold, :tag)",
                {"channel": channel.id, "fold": fold, "tag": tag},
            )
            row = await session.fetch_one("SELECT max(id) AS id FROM rubrics")
            assert row is not None
            await rubrics.set_rubrics(session, post.id, [row["id"]], published_at=NOON)
            made.append(row["id"])
    return made


async def test_rubrics_of_an_older_rule_become_one_at_the_first_start(archive: Archive):
    channel = await archive.connect()
    latin_e = "кeйс"
    ids = await _store_as_before(
        archive, channel, {latin_e: latin_e, "кейс": "кейс", "teст": "TЕСТ"}
    )
    keeper = keeper_of(archive)
    assert await keeper.move_due() is None
    for tag in ("кейс", latin_e):
        rubric = await archive.browsing.find_rubric(channel.id, tag)
        assert rubric is not None
        assert (rubric.id, rubric.posts) == (ids[1], 2)
    rubric = await archive.browsing.find_rubric(channel.id, "ТЕСТ")
    assert rubric is not None
    assert rubric.id == ids[2]
    card = await keeper.get(OWNER, ids[0])
    assert (card.rubric.id, card.synonyms) == (ids[1], ())
    assert await rubric_changes.get_folding(archive.db) == 2


async def test_a_folding_that_died_half_way_begins_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
):
    channel = await archive.connect()
    await _store_as_before(archive, channel, {"кeйс": "кeйс", "кейс": "кейс", "aктив": "aктив"})
    monkeypatch.setattr(moving, "BATCH", 1)
    real, turns = rubric_changes.list_spellings, []

    async def dying(db: Session, *, after: int, limit: int):
        turns.append(after)
        if len(turns) == 2:
            raise ConnectionError
        return await real(db, after=after, limit=limit)

    monkeypatch.setattr(rubric_changes, "list_spellings", dying)
    with pytest.raises(ConnectionError):
        await keeper_of(archive).move_due()
    assert await rubric_changes.get_folding(archive.db) == 0
    while await keeper_of(archive).move_due():
        pass
    assert (await by_tag(archive, channel, "кейс")).posts == 2
    assert (await by_tag(archive, channel, "актив")).posts == 1


TAGS = ("кейс", "кейсы", "реклама", "хит", "разбор")
TAG = st.sampled_from(TAGS)
STEP = st.one_of(
    st.tuples(st.just("publish"), st.lists(TAG, max_size=3, unique=True)),
    st.tuples(st.just("edit"), st.integers(0, 20), st.lists(TAG, max_size=3, unique=True)),
    st.tuples(st.just("delete"), st.integers(0, 20)),
    st.tuples(st.just("join"), TAG, TAG),
    st.tuples(st.just("part"), TAG),
    st.tuples(st.just("rename"), TAG, st.sampled_from((*TAGS, "новый", "КЕЙС"))),
    st.tuples(st.just("hide"), TAG, st.booleans()),
    st.tuples(st.just("turn")),
)


class Author:
    """Does steps in a store, by hand and in the middle of turns that are not over."""

    def __init__(self, archive: Archive, channel: Channel) -> None:
        self.archive, self.channel = archive, channel
        self.keeper = keeper_of(archive)
        self.made: list[Post] = []

    async def do(self, kind: str, *rest) -> None:
        await getattr(self, kind)(*rest)

    async def publish(self, tags: list[str]) -> None:
        text = "Пост " + " ".join(f"#{tag}" for tag in tags)
        self.made.append(await self.archive.publish(self.channel, text))

    async def edit(self, number: int, tags: list[str]) -> None:
        if self.made:
            post = self.made[number % len(self.made)]
            content = Content(text=Text("Правка " + " ".join(f"#{tag}" for tag in tags)))
            async with self.archive.db.transaction() as session:
                post = await posts.set_content(session, post, content, editor_id=1, now=NOON)
                self.made[number % len(self.made)] = post
                await indexing.index(session, post)

    async def delete(self, number: int) -> None:
        if self.made:
            post = self.made.pop(number % len(self.made))
            async with self.archive.db.transaction() as session:
                await posts.set_state(session, post.id, PostState.DELETED, now=NOON)
                await indexing.unindex(session, post.id)

    async def join(self, one: str, other: str) -> None:
        a, b = await self._own(one), await self._own(other)
        if a and b:
            await self.keeper.join(OWNER, a, b)

    async def part(self, tag: str) -> None:
        if found := await self._own(tag):
            await self.keeper.part(OWNER, found)

    async def rename(self, tag: str, new: str) -> None:
        if found := await self._own(tag):
            with suppress(InputRefused):
                await self.keeper.rename(OWNER, found, new)

    async def hide(self, tag: str, is_hidden: bool) -> None:
        if found := await self._own(tag):
            await self.keeper.hide(OWNER, found, is_hidden=is_hidden)

    async def turn(self) -> None:
        await self.keeper.move_due()

    async def _own(self, tag: str) -> int | None:
        found = await rubric_changes.find_spelling(self.archive.db, self.channel.id, fold_tag(tag))
        return found.id if found else None


async def stored(archive: Archive) -> dict[int, list[int]]:
    rows = await archive.db.fetch_all("SELECT * FROM post_rubrics ORDER BY rubric_id, post_id")
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        found[row["rubric_id"]].append(row["post_id"])
    return dict(found)


async def index_from_scratch(archive: Archive) -> None:
    async with archive.db.transaction() as session:
        await session.execute("DELETE FROM post_rubrics")
        await session.execute("UPDATE rubrics SET posts = 0")
        for row in await session.fetch_all("SELECT id FROM posts"):
            post = await posts.get_post(session, row["id"])
            assert post is not None
            await indexing.index(session, post)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEP, max_size=25))
async def test_whatever_authors_do_posts_stand_as_if_all_were_indexed_anew(steps):
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(moving, "BATCH", 1)
        patch.setattr(moving, "BATCHES", 2)
        async with open_archive(Path(folder)) as archive:
            author = Author(archive, await archive.connect())
            for kind, *rest in steps:
                await author.do(kind, *rest)
            while await author.keeper.move_due():
                pass
            before = await stored(archive)
            counted = await archive.db.fetch_all("SELECT id, posts FROM rubrics ORDER BY id")
            assert {row["id"]: row["posts"] for row in counted if row["posts"]} == {
                rubric_id: len(found) for rubric_id, found in before.items()
            }
            await index_from_scratch(archive)
            assert await stored(archive) == before


async def test_pages_of_a_joined_rubric_neither_skip_nor_repeat_in_both_orders(archive: Archive):
    channel, keeper = await archive.connect(), keeper_of(archive)
    made = [
        (await archive.publish(channel, f"{n} #{'а' if n % 2 else 'б'}", reactions=n % 3)).id
        for n in range(15)
    ]
    a, b = await by_tag(archive, channel, "а"), await by_tag(archive, channel, "б")
    await keeper.join(OWNER, a.id, b.id)
    rubric = await by_tag(archive, channel, "а")
    for order in Order:
        seen, cursor = [], ""
        while True:
            page = await archive.browsing.posts_of(rubric, order, cursor)
            seen += [entry.post.id for entry in page.items]
            if page.next is None:
                break
            cursor = page.next.pack()
        assert sorted(seen) == made


@pytest.mark.parametrize("with_hidden", [False, True])
async def test_lists_of_rubrics_are_read_from_an_index(archive: Archive, with_hidden: bool):
    channel = await archive.connect()
    index = "rubrics_used" if with_hidden else "rubrics_shown"
    hidden = "" if with_hidden else "AND is_hidden = 0"
    rows = await archive.db.fetch_all(
        f"""
        EXPLAIN QUERY PLAN SELECT * FROM rubrics
        WHERE channel_id = {channel.id} AND posts > 0 AND root_id IS NULL {hidden}
        ORDER BY posts DESC, id DESC LIMIT 9
        """
    )
    plan = " ".join(row["detail"] for row in rows)
    assert index in plan
    assert "TEMP B-TREE" not in plan


async def test_a_navigation_post_is_in_no_rubric_and_not_searched(archive: Archive):
    channel = await archive.connect()
    post = await archive.publish(channel, "Рубрики #кейс")
    async with archive.db.transaction() as session:
        await session.execute("UPDATE posts SET is_navigation = 1")
        await indexing.index(session, replace(post, is_navigation=True))
    assert await archive.browsing.find_rubric(channel.id, "кейс") is None
    assert not (await archive.searching.find(channel.id, "рубрики")).items


async def test_a_rubric_that_goes_with_its_channel_takes_its_synonyms(archive: Archive):
    channel, keeper = await archive.connect(), keeper_of(archive)
    post = await archive.publish(channel, "Первый #а #б")
    a, b = await by_tag(archive, channel, "а"), await by_tag(archive, channel, "б")
    await keeper.join(OWNER, a.id, b.id)
    await keeper.tell_apart(OWNER, a.id, b.id)
    async with archive.db.transaction() as session:
        await session.execute("DELETE FROM posts WHERE id = :id", {"id": post.id})
        await session.execute("DELETE FROM rubrics WHERE id = :id", {"id": b.id})
    assert await archive.db.fetch_all("SELECT * FROM rubrics") == []


async def test_a_digest_groups_by_joined_rubrics_and_names_no_hidden_one(archive: Archive):
    channel, keeper = await archive.connect(), keeper_of(archive)
    await archive.publish(channel, "Первый #кейс", ago=HOUR)
    await archive.publish(channel, "Второй #кейсы #erid", ago=HOUR)
    await archive.publish(channel, "Третий #erid", ago=HOUR)
    one, many = await by_tag(archive, channel, "кейс"), await by_tag(archive, channel, "кейсы")
    await keeper.join(OWNER, many.id, one.id)
    await keeper.rename(OWNER, one.id, "Разбор")
    await keeper.hide(OWNER, (await by_tag(archive, channel, "erid")).id, is_hidden=True)
    edition = await compose(archive.db, channel.id, since=NOON - 2 * HOUR, until=NOON)
    assert edition is not None
    sections = {section.tag: len(section.items) for section in group(edition.items)}
    assert sections == {"Разбор": 2, None: 1}


async def test_who_followed_joined_rubrics_follows_each_when_they_are_parted(archive: Archive):
    channel = await archive.connect()
    for text in ("One #кейс", "Two #промо"):
        await archive.publish(channel, text)
    keeper, following = keeper_of(archive), Following(archive.db, archive.clock)
    kept, joined = [await by_tag(archive, channel, tag) for tag in ("кейс", "промо")]
    async with archive.db.transaction() as session:
        await people.upsert(
            session, person_id=STRANGER, name="Reader", username=None,
            telegram_language="en", zone="Europe/Moscow", now_ms=0,
        )  # fmt: skip
    await following.follow(STRANGER, channel.id, joined.id)
    await keeper.join(OWNER, joined.id, kept.id)
    assert await follows.list_folds(archive.db, STRANGER, channel.id) == {kept.id: "кейс"}
    for _ in range(2):
        await keeper.part(OWNER, joined.id)
    followed = await follows.list_folds(archive.db, STRANGER, channel.id)
    assert followed == {kept.id: "кейс", joined.id: "промо"}


async def test_the_journal_tells_once_who_changed_a_rubric_and_how(archive: Archive):
    channel = await archive.connect()
    for text in ("One #кейс", "Two #кейс", "Three #промо"):
        await archive.publish(channel, text)
    keeper = keeper_of(archive)
    kept, joined = [await by_tag(archive, channel, tag) for tag in ("кейс", "промо")]
    for _ in range(2):
        await keeper.rename(OWNER, kept.id, "разбор")
        await keeper.describe(OWNER, kept.id, "Раз в неделю")
        await keeper.set_emoji(OWNER, kept.id, "🔥")
        await keeper.hide(OWNER, kept.id, is_hidden=True)
    for _ in range(2):
        await keeper.hide(OWNER, kept.id, is_hidden=False)
    for _ in range(2):
        await keeper.join(OWNER, joined.id, kept.id)
    for _ in range(2):
        await keeper.part(OWNER, joined.id)
    page = await journal.list_entries(archive.db, channel.id, None, 50)
    assert [(entry.deed, entry.detail) for entry in reversed(page.items)] == [
        (Deed.RUBRIC_RENAMED, "#кейс → #разбор"),
        (Deed.RUBRIC_DESCRIBED, "#разбор"),
        (Deed.RUBRIC_DESCRIBED, "#разбор"),
        (Deed.RUBRIC_HIDDEN, "#разбор"),
        (Deed.RUBRIC_SHOWN, "#разбор"),
        (Deed.RUBRIC_JOINED, "#промо → #разбор"),
        (Deed.RUBRIC_PARTED, "#промо"),
    ]


async def test_two_who_join_a_pair_to_each_other_at_once_make_one_rubric(archive: Archive):
    channel = await archive.connect()
    for text in ("One #кейс", "Two #промо"):
        await archive.publish(channel, text)
    keeper = keeper_of(archive)
    one, other = [await by_tag(archive, channel, tag) for tag in ("кейс", "промо")]
    await asyncio.gather(
        keeper.join(OWNER, one.id, other.id), keeper.join(OWNER, other.id, one.id)
    )
    roots = [await by_tag(archive, channel, tag) for tag in ("кейс", "промо")]
    assert roots[0] == roots[1]
    assert roots[0].posts == 2


async def test_every_tag_of_a_rubric_is_of_its_family_and_no_other(archive: Archive):
    channel, elsewhere = await archive.connect(), await archive.connect("Другой")
    for text in ("One #кейс", "Two #промо", "Three #хит", "Four #другое"):
        await archive.publish(channel, text)
    await archive.publish(elsewhere, "Five #кейс #чужое")
    keeper = keeper_of(archive)
    root = await by_tag(archive, channel, "кейс")
    for tag in ("промо", "хит"):
        await keeper.join(OWNER, (await by_tag(archive, channel, tag)).id, root.id)
    family = {"кейс", "промо", "хит"}
    for tag in ("#Кейс", "промо", "ХИТ"):
        assert await rubrics.list_family(archive.db, channel.id, [tag]) == family
    assert await rubrics.list_family(archive.db, channel.id, ["новое"]) == {"новое"}
    assert await rubrics.list_family(archive.db, channel.id, []) == set()
