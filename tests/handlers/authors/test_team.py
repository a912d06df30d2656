"""The team of a channel: who may do what, how members come, change and go."""

import pytest

from bot.domain.team import Action, Role, Standing, highest
from handlers.authors.callbacks import ChannelDo, ChooseChannel, Do, List, OnChannel, OnPost, Page
from handlers.authors.team_keyboards import MemberDo, OnMember, OnTeam, TeamDo
from storage import lists
from tests.newsroom import Newsroom, Person, buttons_of


async def invite(newsroom: Newsroom, role: Role, title: str = "") -> str:
    """The payload of a fresh invitation, as its link has it."""
    await newsroom.author.send("/team")
    if title:
        await newsroom.author.press(title)
    await newsroom.author.press(f"Invite {role.value}")
    return newsroom.author.text.rpartition("?start=")[2]


async def add_member(newsroom: Newsroom, name: str, role: Role, title: str = "") -> Person:
    """Somebody who followed an invitation."""
    person = newsroom.add_person(name, language="en")
    await person.send(f"/start {await invite(newsroom, role, title)}")
    return person


async def last_draft(newsroom: Newsroom, person: Person) -> int:
    found = await lists.list_drafts(newsroom.app.db, person.id, limit=1, beside=(1 << 52, 0))
    return found[0].id


async def forge_data(newsroom: Newsroom, person: Person, data: str) -> None:
    """A press with data of somebody else's button, on the newest message that has buttons."""
    if not person.all_buttons:
        await person.send("/start")
    message = next(item for item in reversed(person.messages) if buttons_of(item))
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
    egor = await add_member(newsroom, "Egor", Role.EDITOR, "Marketing aloud")
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
        await person.send("/start")
        # Rubrics are kept by editors too, and what readers get next is for the team: tests of
        # their own say who else may not.
        for do in set(ChannelDo) - {ChannelDo.RUBRICS, ChannelDo.FORETELL}:
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
    for label in ("/team", "Vera", "Remove", "Remove"):
        await (newsroom.author.send if label == "/team" else newsroom.author.press)(label)
    assert newsroom.author.text.startswith("Removed: Vera")
    assert "not in the team" in vera.text
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


async def test_the_owner_sees_the_team_and_is_told_who_came(newsroom: Newsroom) -> None:
    await newsroom.author.send("/team")
    assert "Owners: Anna" in newsroom.author.text
    assert newsroom.author.buttons() == ["Invite editor", "Invite author", "Back"]
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    assert vera.text.startswith("You are an author of “Marketing aloud” now")
    assert newsroom.author.text == "Vera followed your link: a new author of “Marketing aloud”."
    await newsroom.author.send("/team")
    assert newsroom.author.buttons()[0] == "Vera · author"
    await vera.send("/help")
    assert "/drafts" in vera.text


async def test_the_page_of_a_channel_leads_to_its_team_and_back(newsroom: Newsroom) -> None:
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Team")
    assert newsroom.author.text.startswith("Team of “Marketing aloud”")
    await newsroom.author.press("Back")
    assert "Team" in newsroom.author.buttons()


async def test_an_invitation_lets_in_one_person(newsroom: Newsroom) -> None:
    payload = await invite(newsroom, Role.EDITOR)
    egor, vera = newsroom.add_person("Egor", language="en"), newsroom.add_person("Vera")
    await egor.send(f"/start {payload}")
    assert egor.text.startswith("You are an editor of")
    await vera.send(f"/start {payload}")
    assert "уже вошли" in vera.text
    await vera.send("/drafts")
    assert "для авторов канала" in vera.text
    told = [text for text in newsroom.author.texts if "followed your link" in text]
    assert len(told) == 1


async def test_an_invitation_is_over_after_a_day(newsroom: Newsroom) -> None:
    payload = await invite(newsroom, Role.EDITOR)
    await newsroom.tick(24 * 3600 + 1)
    egor = newsroom.add_person("Egor", language="en")
    await egor.send(f"/start {payload}")
    assert "good for 24 hours" in egor.text
    await egor.send("/drafts")
    assert "for the channel's authors" in egor.text


@pytest.mark.parametrize("payload", ["invite_0", "invite_" + "a" * 32, "invite_-1"])
async def test_a_wrong_invitation_changes_nothing(newsroom: Newsroom, payload: str) -> None:
    await newsroom.reader.send(f"/start {payload}")
    assert "not known" in newsroom.reader.text
    await newsroom.reader.send("/drafts")
    assert "for the channel's authors" in newsroom.reader.text


async def test_who_has_the_role_already_uses_no_invitation_up(newsroom: Newsroom) -> None:
    payload = await invite(newsroom, Role.AUTHOR)
    egor = await add_member(newsroom, "Egor", Role.EDITOR)
    for person in (newsroom.author, egor):
        await person.send(f"/start {payload}")
        assert "already" in person.text
    vera = newsroom.add_person("Vera", language="en")
    await vera.send(f"/start {payload}")
    assert vera.text.startswith("You are an author")
    await newsroom.author.send("/team")
    assert newsroom.author.buttons()[:2] == ["Egor · editor", "Vera · author"]


async def test_the_token_is_nowhere_in_the_store(newsroom: Newsroom) -> None:
    token = (await invite(newsroom, Role.AUTHOR)).removeprefix("invite_")
    rows = await newsroom.app.db.fetch_all("SELECT * FROM invites")
    assert len(rows) == 1
    assert token not in str(dict(rows[0]))


async def test_a_role_is_changed_and_counts_at_once(newsroom: Newsroom) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    await newsroom.author.send("Words of Anna #case")
    post_id = await last_draft(newsroom, newsroom.author)
    await vera.send("/drafts")
    await vera.send("My own #case")
    await forge(newsroom, vera, Do.OPEN, post_id)
    assert "You have no right" in vera.text
    await newsroom.author.send("/team")
    await newsroom.author.press("Vera")
    await newsroom.author.press("Make editor")
    assert "Make author" in newsroom.author.buttons()
    assert vera.text == "Your role in “Marketing aloud” has changed: editor."
    await vera.send("/drafts")
    await vera.press("Words of Anna")
    assert "Publish now" in vera.buttons()


async def test_only_owners_reach_the_team_even_by_forged_presses(newsroom: Newsroom) -> None:
    egor = await add_member(newsroom, "Egor", Role.EDITOR)
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    await vera.send("Words #case")
    await egor.send("/team")
    assert "for owners only" in egor.text
    await egor.send("/drafts")
    for person in (egor, vera):
        for team_do in TeamDo:
            await forge_data(newsroom, person, OnTeam(do=team_do, channel=1).pack())
            assert "not for you" in person.text
        for member_do in MemberDo:
            data = OnMember(do=member_do, channel=1, person=vera.id)
            await forge_data(newsroom, person, data.pack())
            assert "not for you" in person.text
    await newsroom.author.send("/team")
    assert newsroom.author.buttons()[:2] == ["Egor · editor", "Vera · author"]


async def test_with_several_channels_the_team_is_asked_for_once(newsroom: Newsroom) -> None:
    second_channel(newsroom)
    await newsroom.settle()
    vera = await add_member(newsroom, "Vera", Role.AUTHOR, "Second channel")
    await vera.send("Words of Vera #case")
    assert "Channel: Second channel" in vera.text
    await newsroom.author.send("/team")
    await newsroom.author.press("Marketing aloud")
    assert "Vera" not in newsroom.author.text
