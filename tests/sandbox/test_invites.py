"""Invite links: their makers, their ends, and what bots are told of who came by them."""

import pytest
from aiogram.types import ChatInviteLink

from tests.sandbox.asking import refusal
from tests.sandbox.conftest import Scene


async def listen(scene: Scene) -> None:
    await scene.bot.get_updates(allowed_updates=["chat_member"], timeout=0)


async def told(scene: Scene) -> list[tuple[str, str, ChatInviteLink | None]]:
    """(old status, new status, link) of each change that the bot heard of."""
    found = [update.chat_member for update in await scene.updates("chat_member")]
    return [
        (one.old_chat_member.status, one.new_chat_member.status, one.invite_link)
        for one in found
        if one is not None
    ]


async def test_a_link_is_renamed_and_revoked_as_often_as_asked(scene: Scene) -> None:
    bot, channel = scene.bot, scene.channel.id
    link = await bot.create_chat_invite_link(channel, name="Anna", member_limit=5)
    edited = await bot.edit_chat_invite_link(channel, link.invite_link, name="Oleg")
    assert (edited.invite_link, edited.name) == (link.invite_link, "Oleg")
    assert edited.member_limit is None
    for _ in range(2):
        assert (await bot.revoke_chat_invite_link(channel, link.invite_link)).is_revoked
    assert "INVITE_HASH_EXPIRED" in await refusal(
        bot.edit_chat_invite_link(channel, link.invite_link, name="Vera")
    )
    long = bot.create_chat_invite_link(channel, name="x" * 33)
    assert "name is too long" in await refusal(long)


async def test_links_of_others_are_not_the_bots_to_change_nor_to_read(scene: Scene) -> None:
    await listen(scene)
    world, channel = scene.world, scene.channel.id
    link = world.make_invite_link(channel, by=scene.owner.id, name="by hand")
    world.join(channel, world.add_person("Vera").id, invite_link=link)
    ((_, _, seen),) = await told(scene)
    assert seen is not None
    assert seen.name == "by hand"
    assert seen.invite_link.endswith("…")
    assert link.startswith(seen.invite_link.removesuffix("…"))
    assert seen.creator.id == scene.owner.id
    for call in (scene.bot.edit_chat_invite_link, scene.bot.revoke_chat_invite_link):
        assert "INVITE_HASH_EXPIRED" in await refusal(call(channel, link))
    with pytest.raises(PermissionError):
        world.make_invite_link(channel, by=scene.reader.id)


async def test_a_link_has_room_again_when_somebody_left(scene: Scene) -> None:
    world, channel = scene.world, scene.channel.id
    link = (await scene.bot.create_chat_invite_link(channel, member_limit=1)).invite_link
    first, second = world.add_person("Vera"), world.add_person("Gleb")
    world.join(channel, first.id, invite_link=link)
    with pytest.raises(ValueError, match="does not lead"):
        world.join(channel, second.id, invite_link=link)
    world.leave(channel, first.id)
    world.join(channel, second.id, invite_link=link)
    assert world.chats[channel].is_present(second.id)


async def test_coming_leaving_and_being_banned_are_told(scene: Scene) -> None:
    await listen(scene)
    world, channel, owner = scene.world, scene.channel.id, scene.owner.id
    link = await scene.bot.create_chat_invite_link(channel, name="Anna")
    vera = world.add_person("Vera")
    world.join(channel, vera.id, invite_link=link.invite_link)
    world.leave(channel, vera.id)
    world.join(channel, vera.id)
    world.remove(channel, vera.id, by=owner)
    with pytest.raises(ValueError, match="does not lead"):
        world.join(channel, vera.id, invite_link=link.invite_link)
    with pytest.raises(PermissionError, match="banned"):
        world.join(channel, vera.id)
    world.remove(channel, vera.id, by=owner, banned=False)
    world.join(channel, vera.id)
    changes = await told(scene)
    assert [(old, new) for old, new, _ in changes] == [
        ("left", "member"),
        ("member", "left"),
        ("left", "member"),
        ("member", "kicked"),
        ("kicked", "left"),
        ("left", "member"),
    ]
    assert [by is not None for _, _, by in changes] == [True, False, False, False, False, False]


async def test_only_an_administrator_who_asks_for_it_is_told(scene: Scene) -> None:
    world, channel = scene.world, scene.channel.id
    await scene.bot.get_updates(allowed_updates=["message"], timeout=0)
    world.join(channel, world.add_person("Vera").id)
    await listen(scene)
    assert await told(scene) == []
    world.remove(channel, 42, by=scene.owner.id)
    world.join(channel, world.add_person("Gleb").id)
    assert await told(scene) == []
