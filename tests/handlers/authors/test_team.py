"""The team of a channel: who may do what, how members come, change and go."""

from datetime import UTC, datetime

import pytest

from bot.domain.team import Action, Role, Standing, highest
from handlers.authors.callbacks import ChannelDo, ChooseChannel, Do, List, OnChannel, OnPost, Page
from storage import lists, members
from tests.newsroom import Newsroom, Person

NOW = datetime(2026, 11, 18, tzinfo=UTC)


async def add_member(
    newsroom: Newsroom, name: str, role: Role, channel_id: int = 1, *, language: str = "en"
) -> Person:
    person = newsroom.add_person(name, language=language)
    await person.send("/start")
    async with newsroom.app.db.transaction() as session:
        await members.upsert(
            session, person_id=person.id, channel_id=channel_id, role=role,
            invited_by=newsroom.author.id, now=NOW,
        )  # fmt: skip
    return person


async def last_draft(newsroom: Newsroom, person: Person) -> int:
    found = await lists.list_drafts(newsroom.app.db, person.id, limit=1, beside=(1 << 52, 0))
    return found[0].id


async def forge_data(newsroom: Newsroom, person: Person, data: str) -> None:
    """A press with data of somebody else's button, on the newest message that has buttons."""
    message = next(item for item in reversed(person.messages) if item.reply_markup)
    newsroom.world.press(person.id, newsroom.bot_id, message.message_id, data, forged=True)
    # A second: Telegram takes no more answers than one in it.
    await newsroom.tick(1)


async def forge(newsroom: Newsroom, person: Person, do: Do, post_id: int) -> None:
    await forge_data(newsroom, person, OnPost(do=do, post=post_id).pack())


def second_channel(newsroom: Newsroom) -> int:
    owner = newsroom.author.id
    channel = newsroom.world.add_channel("Second channel", owner=owner, username="second_channel")
    newsroom.world.promote(channel.id, newsroom.bot_id, by=owner)
    return channel.id


@pytest.mark.parametrize(
    ("standing", "allowed"),
    [
        (Standing(role=Role.OWNER, is_own=False), set(Action) - {Action.SUBMIT}),
        (
            Standing(role=Role.EDITOR, is_own=False),
            {Action.WORK, Action.PUBLISH, Action.AMEND, Action.REVIEW, Action.OVERRIDE},
        ),
        (Standing(role=Role.AUTHOR), {Action.WORK, Action.PUBLISH, Action.AMEND}),
        (Standing(role=Role.AUTHOR, needs_review=True), {Action.WORK, Action.SUBMIT}),
        (
            Standing(role=Role.AUTHOR, needs_review=True, is_approved=True),
            {Action.WORK, Action.PUBLISH},
        ),
        (Standing(role=Role.AUTHOR, is_own=False), set()),
        (Standing(role=Role.READER), set()),
    ],
)
def test_the_table_of_rights_is_that_of_the_contract(
    standing: Standing, allowed: set[Action]
) -> None:
    assert {action for action in Action if standing.may(action)} == allowed


def test_the_highest_of_several_roles_counts_and_nobodys_is_a_readers() -> None:
    assert highest([Role.AUTHOR, Role.EDITOR, Role.AUTHOR]) is Role.EDITOR
    assert highest([]) is Role.READER


async def test_an_author_writes_and_publishes_where_there_is_no_review(newsroom: Newsroom) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    await vera.send("Words of Vera #case")
    assert "Draft" in vera.text
    await vera.press("Publish now")
    await vera.press("Publish")
    await newsroom.work()
    assert vera.text.startswith("Published")
    assert newsroom.channel[-1].text == "Words of Vera #case"


async def test_an_author_reaches_nothing_of_others_by_forged_presses(newsroom: Newsroom) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    await newsroom.author.send("Words of the owner #case")
    post_id = await last_draft(newsroom, newsroom.author)
    before = len(newsroom.channel)
    for do in Do:
        await forge(newsroom, vera, do, post_id)
        assert "You have no right" in vera.text or "not for you" in vera.text, do
    await newsroom.tick(7200)
    assert len(newsroom.channel) == before
    assert await last_draft(newsroom, newsroom.author) == post_id


async def test_authors_see_in_their_lists_what_is_theirs_and_editors_everything(
    newsroom: Newsroom,
) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    egor = await add_member(newsroom, "Egor", Role.EDITOR)
    await newsroom.author.send("A draft of Anna #case")
    await newsroom.author.send("The plan of Anna #case")
    await newsroom.author.press("Schedule")
    await newsroom.author.press("In an hour")
    await newsroom.author.send("The post of Anna #case")
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    for command, title in (
        ("/drafts", "A draft of Anna"), ("/plan", "The plan of Anna"), ("/posts", "The post of"),
    ):  # fmt: skip
        await vera.send(command)
        assert not any(label.startswith(title) for label in vera.buttons()), command
        assert "Anna" not in vera.text
        await egor.send(command)
        assert any(label.startswith(title) for label in egor.buttons()), command
    await egor.send("/drafts")
    assert any(label.endswith("· Anna") for label in egor.buttons())


async def test_an_editor_changes_the_post_of_an_author_and_gets_its_card(
    newsroom: Newsroom,
) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    egor = await add_member(newsroom, "Egor", Role.EDITOR)
    await vera.send("Words of Vera #case")
    said = len(vera.messages)
    await egor.send("/drafts")
    await egor.press("Words of Vera")
    await egor.press("Text")
    await egor.send("Words of Egor #case")
    assert "Words of Egor" in egor.text
    assert egor.buttons()[-1] == "Delete"
    assert len(vera.messages) == said
    await egor.press("Publish now")
    await egor.press("Publish")
    await newsroom.work()
    assert egor.text.startswith("Published")
    assert newsroom.channel[-1].text == "Words of Egor #case"


async def test_an_editor_of_one_channel_is_nobody_in_another(newsroom: Newsroom) -> None:
    chat_id = second_channel(newsroom)
    await newsroom.settle()
    egor = await add_member(newsroom, "Egor", Role.EDITOR, channel_id=1)
    await newsroom.author.send("/drafts")
    await newsroom.author.send("For the second one #case")
    await newsroom.author.press("Second channel")
    post_id = await last_draft(newsroom, newsroom.author)
    for do in (Do.OPEN, Do.PUBLISH, Do.PUBLISH_SURE, Do.HOUR, Do.DELETE_SURE, Do.TYPOGRAPHY):
        await forge(newsroom, egor, do, post_id)
        assert "You have no right" in egor.text, do
    page = Page(of=List.PLAN, channel=2, moment=0, id=0)
    await forge_data(newsroom, egor, page.pack())
    assert "you are not in it" in egor.text
    await egor.send("My own #case")
    own = await last_draft(newsroom, egor)
    await forge_data(newsroom, egor, ChooseChannel(channel=2, post=own).pack())
    assert "you are not in it" in egor.text
    await newsroom.tick(7200)
    assert not newsroom.world.history(newsroom.author.id, chat_id)


async def test_settings_are_for_owners(newsroom: Newsroom) -> None:
    for role in (Role.EDITOR, Role.AUTHOR):
        person = await add_member(newsroom, role.value.title(), role)
        await person.send("/channels")
        assert "for owners only" in person.text
        for do in ChannelDo:
            said = len(person.messages)
            await forge_data(newsroom, person, OnChannel(do=do, channel=1).pack())
            assert len(person.messages) == said + 1
            assert "not for you" in person.text or "no right" in person.text, do
    await newsroom.author.send("/channels")
    assert "Marketing aloud" in newsroom.author.buttons()


async def test_who_is_removed_is_a_reader_at_once_and_old_cards_say_so(
    newsroom: Newsroom,
) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    await vera.send("Words of Vera #case")
    await vera.press("Publish now")
    async with newsroom.app.db.transaction() as session:
        assert await members.delete(session, vera.id, 1)
    before = len(newsroom.channel)
    await vera.press("Publish")
    assert "you are not in it" in vera.text
    await vera.send("/drafts")
    assert "for the channel's authors" in vera.text
    await vera.send("packaging")
    assert "Nothing is found" in vera.text
    await newsroom.tick(60)
    assert len(newsroom.channel) == before


async def test_help_names_the_commands_of_the_role(newsroom: Newsroom) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    await vera.send("/help")
    assert "/drafts" in vera.text
    assert "/channels" not in vera.text
    await newsroom.author.send("/help")
    assert "/channels" in newsroom.author.text
    await newsroom.reader.send("/help")
    assert "/drafts" not in newsroom.reader.text
