"""Rubrics suggested from the archive by likeness."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.archive import Rubric
from bot.domain.channels import Channel
from bot.domain.suggestions import Neighbour, vote
from bot.services import indexing
from bot.services.suggesting import MAX_STEMS, query_stems, suggest
from storage import search
from tests.services.archives import Archive, open_archive
from tests.services.marketing_archive import MadePost, make_posts


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


async def publish(archive: Archive, channel: Channel, posts: list[MadePost]) -> None:
    for number, post in enumerate(posts):
        tags = " ".join(f"#{tag}" for tag in post.tags)
        await archive.publish(channel, f"{post.text}\n\n{tags}", ago=timedelta(hours=number + 1))


async def hit_rate(archive: Archive, channel: Channel, held_out: list[MadePost]) -> float:
    """The share of posts that one of the three suggestions fits."""
    hits = 0
    for post in held_out:
        hits += bool(set(await suggest(archive.db, channel.id, post.text)) & set(post.tags))
    return hits / len(held_out)


async def test_three_suggestions_fit_more_posts_than_the_three_most_used_do(archive: Archive):
    posts = make_posts(260, seed=7)
    channel = await archive.connect()
    known, held_out = posts[:200], posts[200:]
    await publish(archive, channel, known)
    used = Counter(tag for post in known for tag in post.tags)
    frequent = {tag for tag, _ in used.most_common(3)}
    baseline = sum(bool(frequent & set(post.tags)) for post in held_out) / len(held_out)
    rate = await hit_rate(archive, channel, held_out)
    assert rate >= 0.75
    assert rate > baseline + 0.15


async def test_a_draft_is_given_the_rubric_of_the_posts_it_is_like(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "Скидки и бонусы в программе #лояльность")
    await archive.publish(channel, "Суд назначил штраф за рекламу #закон")
    found = await suggest(archive.db, channel.id, "Бонус и скидка для клиента")
    assert found[0] == "лояльность"


async def test_rubrics_that_a_draft_has_are_not_suggested_again(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "Скидки и бонусы #Лояльность #скидки")
    assert await suggest(archive.db, channel.id, "Скидка #лояльность") == ["скидки"]
    assert await suggest(archive.db, channel.id, "Скидка", ["СКИДКИ", "#лояльность"]) == []


async def test_a_channel_without_rubrics_has_none_to_suggest(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "Скидки и бонусы")
    assert await suggest(archive.db, channel.id, "Скидка") == []


async def test_where_nothing_is_alike_the_most_used_are_suggested(archive: Archive):
    channel = await archive.connect()
    for number in range(3):
        await archive.publish(channel, f"пост {number} #часто")
    await archive.publish(channel, "другой #редко")
    assert await suggest(archive.db, channel.id, "人工智能广告") == ["часто", "редко"]


async def test_another_channels_posts_do_not_vote(archive: Archive):
    ours, theirs = await archive.connect(), await archive.connect()
    await archive.publish(ours, "Суд и штраф #закон")
    await archive.publish(theirs, "Скидки и бонусы #лояльность")
    assert await suggest(archive.db, ours.id, "Скидка и бонус") == ["закон"]


async def test_a_post_that_is_deleted_votes_no_more(archive: Archive):
    channel = await archive.connect()
    gone = await archive.publish(channel, "Скидки и бонусы #лояльность")
    await archive.publish(channel, "Суд #закон")
    async with archive.db.transaction() as session:
        await indexing.unindex(session, gone.id)
    assert await suggest(archive.db, channel.id, "Скидка") == ["закон"]


@pytest.mark.parametrize(
    "text", ["", "AND OR NOT", '"', 'a" OR "b', "NEAR(a b)", "col:x -y *", "\0", "🔥" * 50]
)
async def test_any_text_is_safe_to_ask_for(archive: Archive, text: str):
    channel = await archive.connect()
    await archive.publish(channel, "Скидки #лояльность")
    assert await suggest(archive.db, channel.id, text) == ["лояльность"]


async def test_the_work_for_a_long_draft_is_bounded(archive: Archive):
    text = " ".join(f"слово{chr(1072 + n % 32)}{chr(1072 + n // 32)}" for n in range(900))
    assert len(query_stems(text)) == MAX_STEMS
    channel = await archive.connect()
    await archive.publish(channel, f"{text} #длинно")
    assert await search.find_alike(archive.db, channel.id, query_stems(text), limit=7)


RUBRICS = st.lists(st.integers(0, 40), max_size=8).map(
    lambda counts: [
        Rubric(id=n, channel_id=1, fold=f"t{n}", tag=f"T{n}", posts=count)
        for n, count in enumerate(sorted(counts, reverse=True))
    ]
)
NEIGHBOURS = st.lists(
    st.builds(
        Neighbour,
        post_id=st.integers(1, 9),
        score=st.floats(0.1, 50),
        folds=st.lists(st.integers(0, 9).map("t{}".format), max_size=3, unique=True).map(tuple),
    ),
    max_size=9,
)


@settings(max_examples=200)
@given(neighbours=NEIGHBOURS, used=RUBRICS, present=st.lists(st.sampled_from(["T0", "#t1"])))
def test_a_vote_gives_known_rubrics_each_once_and_none_that_is_there(
    neighbours: list[Neighbour], used: list[Rubric], present: list[str]
):
    found = vote(neighbours, used, present=present)
    assert len(found) == len(set(found)) <= 3
    assert set(found) <= {rubric.tag for rubric in used}
    assert not {tag.lower() for tag in found} & {tag.strip("#").lower() for tag in present}
