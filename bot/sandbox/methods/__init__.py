"""The served methods, a function a method; importing this package registers them all."""

from bot.sandbox.methods import (
    albums,
    answering,
    chats,
    copying,
    deleting,
    editing,
    invites,
    media,
    members,
    profile,
    receiving,
    rich,
    texts,
)

__all__ = [
    "albums",
    "answering",
    "chats",
    "copying",
    "deleting",
    "editing",
    "invites",
    "media",
    "members",
    "profile",
    "receiving",
    "rich",
    "texts",
]
