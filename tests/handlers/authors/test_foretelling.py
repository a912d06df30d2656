"""What readers get next, shown to the team: who, when, and the digest as it would be now."""

from pathlib import Path

import pytest

from bot.domain.team import Role
from bot.translator import translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from storage import subscriptions
from tests.handlers.authors.test_rubrics import post_by_hand
from tests.handlers.authors.test_team import add_member, forge_data, second_channel
from tests.newsroom import Newsroom, Person, buttons_of, open_newsroom

DAY = 86_400.0
FORETELL = OnChannel(do=ChannelDo.FORETELL, channel=1).pack()


async def foretell(newsroom: Newsroom, label: str = "What readers get next") -> tuple[str, str]:
    """The words about readers, and those of the digest below, empty when there is none."""
    author = newsroom.author
    await author.send("/channels")
    await author.press("Marketing aloud")
    overview = author.last.message_id
    await author.press(label)
    await newsroom.tick(1)
    words = next(m.text or "" for m in author.messages if m.message_id == overview)
    return words, author.text if author.last.message_id != overview else ""


async def subscribe(newsroom: Newsroom, name: str, *labels: str) -> Person:
    person = newsroom.add_person(name, language="en")
    await person.send("/digest")
    for label in labels:
        await person.press(label)
    return person


async def test_it_tells_who_subscribes_how_often_when_next_and_to_how_many(newsroom: Newsroom):
    await post_by_hand(newsroom, "Lions on a poster\n\nThey roar at buses. #case")
    await subscribe(newsroom, "Vera", "Daily")
    await subscribe(newsroom, "Gleb", "Daily")
    await subscribe(newsroom, "Dina", "Weekly")
    words, digest = await foretell(newsroom)
    assert "as of Wed, 18 Nov 2026" in words
    assert ": 3\n· Daily: 2\n· Weekly: 1\n" in words
    assert "The next one: Thu, 19 Nov 2026, 10:00 (in 22 h)" in words
    assert "for 2 readers at most." in words
    assert digest.startswith("Digest: Marketing aloud\n")
    assert "#case\nLions on a poster\nThey roar at buses." in digest


async def test_those_who_pause_are_told_apart_and_who_blocked_the_bot_is_not_counted(
    newsroom: Newsroom,
):
    await subscribe(newsroom, "Vera", "Daily")
    await subscribe(newsroom, "Dina", "Daily", "More choices", "Pause", "A week")
    gone = await subscribe(newsroom, "Gleb", "Daily")
    newsroom.world.block(gone.id, newsroom.bot_id)
    await newsroom.settle()
    words, _ = await foretell(newsroom)
    assert "Of these, paused: 1\n" in words
    assert ": 2\n· Daily: 2\n" in words
    assert "Those who blocked the bot are not counted" in words
    assert "for 1 reader at most." in words


async def test_who_stopped_is_not_counted(newsroom: Newsroom):
    await subscribe(newsroom, "Vera", "Daily", "Off")
    words, _ = await foretell(newsroom)
    assert "Nobody has a digest yet" in words


async def test_nobody_yet_leads_to_the_link_for_readers(newsroom: Newsroom):
    await post_by_hand(newsroom, "Lions on a poster")
    words, digest = await foretell(newsroom)
    assert "Nobody has a digest yet." in words
    assert "https://t.me/rubrika_bot\n" in words
    assert "Lions on a poster" in digest


async def test_nothing_new_is_said_and_no_empty_digest_is_shown(newsroom: Newsroom):
    await subscribe(newsroom, "Vera", "Daily")
    words, digest = await foretell(newsroom)
    assert "There is nothing new in “Marketing aloud” yet." in words
    assert "An empty digest is never sent." in words
    assert digest == ""


async def test_one_button_shows_the_same_page_in_the_other_language(newsroom: Newsroom):
    await post_by_hand(newsroom, "Lions on a poster")
    author = newsroom.author
    await foretell(newsroom)
    assert [b.text for b in buttons_of(author.last)] == ["По-русски"]
    shown = author.last.message_id
    await author.press("По-русски")
    assert author.last.message_id == shown
    assert author.text.startswith("Дайджест: Marketing aloud\n")
    assert "1 пост" in author.text
    await newsroom.tick(1)
    await author.press("In English")
    assert author.text.startswith("Digest: Marketing aloud\n")


async def test_more_goes_on_below_in_the_language_that_is_shown(newsroom: Newsroom):
    for number in range(1, 14):
        await post_by_hand(newsroom, f"Post {number}")
        await newsroom.tick(1)
    author = newsroom.author
    await foretell(newsroom)
    await author.press("По-русски")
    await newsroom.tick(1)
    await author.press("More")
    assert "посты 11–13 из 13" in author.text
    assert [b.text for b in buttons_of(author.last)] == ["In English"]
    await newsroom.tick(1)
    await author.press("In English")
    assert "posts 11–13 of 13" in author.text
    assert "Post 3" in author.text


async def test_looking_counts_as_no_delivery_and_subscribes_nobody(newsroom: Newsroom):
    await post_by_hand(newsroom, "Lions on a poster")
    reader = await subscribe(newsroom, "Vera", "Daily")
    db = newsroom.app.db
    before = await subscriptions.get_of(db, reader.id, 1)
    await foretell(newsroom)
    assert await subscriptions.get_of(db, reader.id, 1) == before
    assert await subscriptions.get_of(db, newsroom.author.id, 1) is None
    assert await db.fetch_all("SELECT * FROM deliveries") == []
    assert len([text for text in reader.texts if text.startswith("Digest:")]) == 0
    await newsroom.tick(DAY)
    assert "Lions on a poster" in reader.text


async def test_the_author_sees_what_readers_get_also_of_what_a_notice_told_them(
    newsroom: Newsroom,
):
    await post_by_hand(newsroom, "Lions on a poster #case")
    author = newsroom.author
    await author.send("/tags")
    await author.press("#case")
    await author.press("Follow")
    await author.send("/tags")
    await author.press("My rubrics")
    await author.press("At once")
    await newsroom.tick(1)
    await post_by_hand(newsroom, "Bears on a bus #case")
    await newsroom.tick(3)
    assert "Bears on a bus" in author.text
    _, digest = await foretell(newsroom)
    assert "Bears on a bus" in digest


async def test_an_author_of_the_team_comes_from_their_own_digest(newsroom: Newsroom):
    await post_by_hand(newsroom, "Lions on a poster")
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    await vera.send("/digest")
    await vera.press("Show now")
    await newsroom.tick(1)
    await vera.press("What readers get next")
    assert vera.text.startswith("Digest: Marketing aloud\n")
    assert "Nobody has a digest yet." in vera.texts[-2]
    assert not buttons_of(vera.messages[-2])


async def test_a_reader_has_no_such_button_and_a_copied_one_tells_nothing(newsroom: Newsroom):
    await post_by_hand(newsroom, "Lions on a poster")
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Show now")
    assert not any("What readers" in button for button in reader.buttons())
    before = len(reader.texts)
    await forge_data(newsroom, reader, FORETELL)
    assert not any("Nobody has a digest" in text for text in reader.texts[before:])


async def test_the_team_of_another_channel_is_told_nothing(newsroom: Newsroom):
    await post_by_hand(newsroom, "Lions on a poster")
    second_channel(newsroom)
    await newsroom.settle()
    vera = await add_member(newsroom, "Vera", Role.EDITOR, "Second channel")
    await forge_data(newsroom, vera, FORETELL)
    assert not any("Nobody has a digest" in text for text in vera.texts)
    assert not any(text.startswith("Digest:") for text in vera.texts)


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_it_speaks_the_language_of_the_author(tmp_path: Path, language: str):
    t = translator(language)
    async with open_newsroom(tmp_path, language=language) as newsroom:
        await post_by_hand(newsroom, "Lions on a poster")
        person = newsroom.add_person("Vera", language=language)
        await person.send("/digest")
        await person.press(t("button-digest-daily"))
        words, digest = await foretell(newsroom, t("button-foretell"))
        assert words.startswith(t("foretell-title", channel="Marketing aloud"))
        assert f"· {t('button-digest-daily')}: 1" in words
        assert t("foretell-below") in words
        assert digest.startswith(t("digest-title", channel="Marketing aloud"))
