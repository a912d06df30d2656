"""/team: who works on a channel, links that invite, roles changed and taken away; for owners."""

from zoneinfo import ZoneInfo

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Message
from aiogram.utils.deep_linking import create_start_link
from aiogram.utils.formatting import Bold, Text, as_list

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.team import Member, Role
from bot.errors import ChannelUnavailable
from bot.services.registering import Registering
from bot.services.teaming import VALID, Team, Teaming
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.cards import put
from handlers.authors.journal import journal_router
from handlers.authors.team_keyboards import (
    MemberDo,
    OnMember,
    OnTeam,
    TeamDo,
    member_keyboard,
    remove_keyboard,
    team_channels_keyboard,
    team_keyboard,
    to_team_keyboard,
)
from handlers.commands import Typed, set_menu
from handlers.filters import keep_for_owners
from handlers.moments import describe_day, describe_moment
from handlers.owners import tell_person, translator_of
from storage.db import Database

_ROLES = {
    TeamDo.INVITE_EDITOR: Role.EDITOR,
    TeamDo.INVITE_AUTHOR: Role.AUTHOR,
    MemberDo.MAKE_EDITOR: Role.EDITOR,
    MemberDo.MAKE_AUTHOR: Role.AUTHOR,
}


def team_router() -> Router:
    """The team of a channel, its invitations and its members."""
    router = Router(name="team")
    keep_for_owners(router)
    router.message.register(show, Typed("team"))
    press = router.callback_query.register
    press(open_team, OnTeam.filter(F.do == TeamDo.OPEN))
    press(open_team, OnChannel.filter(F.do == ChannelDo.TEAM))
    press(invite, OnTeam.filter(F.do.in_({TeamDo.INVITE_EDITOR, TeamDo.INVITE_AUTHOR})))
    press(open_member, OnMember.filter(F.do == MemberDo.OPEN))
    press(change_role, OnMember.filter(F.do.in_({MemberDo.MAKE_EDITOR, MemberDo.MAKE_AUTHOR})))
    press(ask_remove, OnMember.filter(F.do == MemberDo.REMOVE))
    press(remove, OnMember.filter(F.do == MemberDo.REMOVE_SURE))
    router.include_router(journal_router())
    return router


async def show(
    message: Message, person: Person, registering: Registering, teaming: Teaming, t: Translator
) -> None:
    """The team of the channel that is worked with; with several and none chosen, which one."""
    channel = await registering.own_channel_of(person)
    if channel is None:
        connected = await registering.list_own_channels(person.id)
        if not connected:
            raise ChannelUnavailable("error-no-channel")
        await message.answer(t("channel-ask"), reply_markup=team_channels_keyboard(connected))
        return
    team = await teaming.get_team(person.id, channel.id)
    await message.answer(reply_markup=team_keyboard(t, team), **_page(t, team).as_kwargs())


def _page(t: Translator, team: Team) -> Text:
    lines: list[Text | str] = [
        Bold(t("team-title", channel=team.channel.title)),
        t("team-owners", names=", ".join(team.owners)),
    ]
    for member in team.members:
        since = describe_day(t, member.since.astimezone(team.channel.zoneinfo).date())
        role = t(f"role-{member.role.value}")
        lines.append(t("team-member", name=_name(member), role=role, since=since))
    return as_list(*lines, "", t("team-some" if team.members else "team-none"))


def _name(member: Member) -> str:
    return f"{member.name} (@{member.username})" if member.username else member.name


async def open_team(
    query: CallbackQuery,
    callback_data: OnTeam | OnChannel,
    person: Person,
    teaming: Teaming,
    t: Translator,
) -> None:
    team = await teaming.get_team(person.id, callback_data.channel)
    await put(query, _page(t, team), team_keyboard(t, team))


async def invite(
    query: CallbackQuery,
    callback_data: OnTeam,
    bot: Bot,
    person: Person,
    teaming: Teaming,
    clock: Clock,
    t: Translator,
) -> None:
    """The link is a message of its own: it is there to be passed on."""
    role = _ROLES[callback_data.do]
    team = await teaming.get_team(person.id, callback_data.channel)
    token = await teaming.invite(person.id, team.channel.id, role)
    link = await create_start_link(bot, f"invite_{token}")
    until = describe_moment(t, clock.now() + VALID, ZoneInfo(person.zone))
    words = t(f"team-invite-{role.value}", channel=team.channel.title, until=until)
    await bot.send_message(
        query.from_user.id, f"{words}\n\n{link}", reply_markup=to_team_keyboard(t, team.channel.id)
    )


async def open_member(
    query: CallbackQuery,
    callback_data: OnMember,
    person: Person,
    teaming: Teaming,
    t: Translator,
) -> None:
    member = await teaming.get_member(person.id, callback_data.channel, callback_data.person)
    await put(query, await _member_page(t, person, member, teaming), member_keyboard(t, member))


async def _member_page(t: Translator, person: Person, member: Member, teaming: Teaming) -> Text:
    team = await teaming.get_team(person.id, member.channel_id)
    since = describe_day(t, member.since.astimezone(team.channel.zoneinfo).date())
    role = t(f"role-{member.role.value}")
    return as_list(
        Bold(_name(member)),
        t("team-member-of", role=role, channel=team.channel.title, since=since),
        t(f"team-may-{member.role.value}"),
    )


async def change_role(
    query: CallbackQuery,
    callback_data: OnMember,
    bot: Bot,
    db: Database,
    person: Person,
    registering: Registering,
    teaming: Teaming,
    t: Translator,
) -> None:
    role = _ROLES[callback_data.do]
    member = await teaming.change_role(
        person.id, callback_data.channel, callback_data.person, role
    )
    await put(query, await _member_page(t, person, member, teaming), member_keyboard(t, member))
    theirs = await translator_of(db, registering, member.person_id)
    team = await teaming.get_team(person.id, member.channel_id)
    words = theirs("team-your-role", role=theirs(f"role-{role.value}"), channel=team.channel.title)
    if await tell_person(bot, member.person_id, words):
        highest = await registering.rights.role_of(member.person_id)
        await set_menu(bot, member.person_id, theirs.language, highest)


async def ask_remove(
    query: CallbackQuery,
    callback_data: OnMember,
    person: Person,
    teaming: Teaming,
    t: Translator,
) -> None:
    member = await teaming.get_member(person.id, callback_data.channel, callback_data.person)
    text = Text(t("team-remove-ask", name=member.name))
    await put(query, text, remove_keyboard(t, member))


async def remove(
    query: CallbackQuery,
    callback_data: OnMember,
    bot: Bot,
    db: Database,
    person: Person,
    registering: Registering,
    teaming: Teaming,
    t: Translator,
) -> None:
    member = await teaming.remove(person.id, callback_data.channel, callback_data.person)
    team = await teaming.get_team(person.id, member.channel_id)
    text = Text(t("team-removed", name=member.name, channel=team.channel.title))
    await put(query, text, to_team_keyboard(t, member.channel_id))
    theirs = await translator_of(db, registering, member.person_id)
    words = theirs("team-you-are-removed", channel=team.channel.title)
    if await tell_person(bot, member.person_id, words):
        highest = await registering.rights.role_of(member.person_id)
        await set_menu(bot, member.person_id, theirs.language, highest)
