"""Buttons of the team: what they carry, and how they stand."""

from collections.abc import Sequence
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.channels import Channel
from bot.domain.team import Member, Role
from bot.services.teaming import Team
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.numbers import Number


class TeamDo(StrEnum):
    """What a button of a team does."""

    OPEN = "open"
    INVITE_EDITOR = "editor"
    INVITE_AUTHOR = "author"


class OnTeam(CallbackData, prefix="ai1"):
    """A button of the team of a channel."""

    do: TeamDo
    channel: Number


class MemberDo(StrEnum):
    """What a button of a member does."""

    OPEN = "open"
    MAKE_EDITOR = "make-editor"
    MAKE_AUTHOR = "make-author"
    REMOVE = "remove"
    REMOVE_SURE = "remove-sure"


class OnMember(CallbackData, prefix="an1"):
    """A button of a member of a channel."""

    do: MemberDo
    channel: Number
    person: Number


def team_channels_keyboard(channels: Sequence[Channel]) -> InlineKeyboardMarkup:
    """Whose team is meant."""
    builder = InlineKeyboardBuilder()
    for channel in channels:
        data = OnTeam(do=TeamDo.OPEN, channel=channel.id)
        builder.row(InlineKeyboardButton(text=channel.title, callback_data=data.pack()))
    return builder.as_markup()


def team_keyboard(t: Translator, team: Team) -> InlineKeyboardMarkup:
    """The members, ways to invite more, and the way back to the channel."""
    channel_id = team.channel.id
    builder = InlineKeyboardBuilder()
    for member in team.members:
        label = f"{member.name} · {t(f'role-{member.role.value}')}"
        builder.row(_on_member(label, MemberDo.OPEN, member))
    for do, key in (
        (TeamDo.INVITE_EDITOR, "button-invite-editor"),
        (TeamDo.INVITE_AUTHOR, "button-invite-author"),
    ):
        data = OnTeam(do=do, channel=channel_id)
        builder.row(InlineKeyboardButton(text=t(key), callback_data=data.pack()))
    back = OnChannel(do=ChannelDo.OPEN, channel=channel_id)
    builder.row(InlineKeyboardButton(text=t("button-back"), callback_data=back.pack()))
    return builder.as_markup()


def member_keyboard(t: Translator, member: Member) -> InlineKeyboardMarkup:
    """Another role for a member, or none."""
    other = MemberDo.MAKE_AUTHOR if member.role is Role.EDITOR else MemberDo.MAKE_EDITOR
    builder = InlineKeyboardBuilder()
    for do in (other, MemberDo.REMOVE):
        builder.row(_on_member(t(f"button-member-{do.value}"), do, member))
    builder.row(_to_team(t("button-back"), member.channel_id))
    return builder.as_markup()


def remove_keyboard(t: Translator, member: Member) -> InlineKeyboardMarkup:
    """A confirmation before somebody is taken out of a team."""
    sure = t(f"button-member-{MemberDo.REMOVE_SURE.value}")
    builder = InlineKeyboardBuilder()
    builder.row(
        _on_member(sure, MemberDo.REMOVE_SURE, member),
        _on_member(t("button-cancel"), MemberDo.OPEN, member),
    )
    return builder.as_markup()


def to_team_keyboard(t: Translator, channel_id: int) -> InlineKeyboardMarkup:
    """Only the way back to the team."""
    return InlineKeyboardMarkup(inline_keyboard=[[_to_team(t("button-back"), channel_id)]])


def _to_team(label: str, channel_id: int) -> InlineKeyboardButton:
    data = OnTeam(do=TeamDo.OPEN, channel=channel_id)
    return InlineKeyboardButton(text=label, callback_data=data.pack())


def _on_member(label: str, do: MemberDo, member: Member) -> InlineKeyboardButton:
    data = OnMember(do=do, channel=member.channel_id, person=member.person_id)
    return InlineKeyboardButton(text=label, callback_data=data.pack())
