"""Making the world: accounts, chats, members and their rights."""

from datetime import UTC, datetime

from aiogram.types import (
    Chat,
    ChatInviteLink,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberUpdated,
    Message,
    User,
)

from bot.sandbox.inviting import leading_link, new_link, shown_to
from bot.sandbox.posting import put
from bot.sandbox.rooms import ChatRoom, Member, administrator
from bot.sandbox.state import State

FOREVER = datetime.fromtimestamp(0, UTC)
"""How Telegram writes the end of a ban that has none."""


class Making(State):
    """The part of the world that makes and changes accounts and chats."""

    _next_chat = 1_000_000_001

    def add_bot(
        self,
        token: str = "42:TEST",
        username: str = "rubrika_bot",
        name: str = "Rubrika",
        *,
        privacy: bool = False,
    ) -> User:
        """Makes a bot; `privacy` is the mode in which it hears little in groups."""
        return self.people.add_bot(token, username, name, privacy=privacy).user

    def add_person(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "ru",
        user_id: int | None = None,
        hides_forwards: bool = False,
    ) -> User:
        """Makes a person; `hides_forwards` leaves only the name in forwards of theirs."""
        fields = {
            "first_name": first_name,
            "last_name": last_name,
            "username": username,
            "language_code": language_code,
        }
        person = self.people.add_person(user_id, fields)
        person.hides_forwards = hides_forwards
        return person.user

    def add_channel(self, title: str, *, owner: int, username: str | None = None) -> Chat:
        """Makes a channel of a person; public when it has a username."""
        return self._add_chat("channel", title, owner, username).chat

    def add_group(self, title: str, *, owner: int, username: str | None = None) -> Chat:
        """Makes a supergroup of a person."""
        return self._add_chat("supergroup", title, owner, username).chat

    def _add_chat(self, kind: str, title: str, owner: int, username: str | None) -> ChatRoom:
        chat_id = -1_000_000_000_000 - self._next_chat
        self._next_chat += 1
        chat = Chat(id=chat_id, type=kind, title=title, username=username)
        room = ChatRoom(chat, self.people.person(owner).user)
        self.chats[chat_id] = room
        if username:
            self._claim(username, room)
        self.tell("chats", room)
        return room

    def _claim(self, username: str, room: ChatRoom) -> None:
        if username.lower() in self.usernames:
            raise ValueError(f"the username {username} is taken")
        self.usernames[username.lower()] = room

    def link_discussion(self, channel_id: int, group_id: int) -> None:
        """Makes a group the discussion group of a channel."""
        channel, group = self.chat_room(channel_id), self.chat_room(group_id)
        if not channel.is_channel or group.is_channel:
            raise ValueError("a discussion links a channel to a group")
        channel.linked, group.linked = group, channel

    def protect(self, chat_id: int, *, on: bool = True) -> None:
        """Forbids, or allows again, saving and forwarding the content of a chat."""
        self.chat_room(chat_id).protected = on

    def sign(self, chat_id: int, *, on: bool = True) -> None:
        """Shows the names of authors under the posts of a channel."""
        self.chat_room(chat_id).signed = on

    def hold_videos(self, chat_id: int, *, on: bool = True) -> None:
        """Makes the server accept videos for a chat without sending them yet.

        What a bot gets back has the message_id 0, as in big chats of Telegram whose videos are
        converted first (`Message.message_id` in the Bot API); `release_videos` sends them.
        """
        self.chat_room(chat_id).holds_videos = on

    def release_videos(self, chat_id: int) -> list[Message]:
        """Sends what was held back; its author hears of it too, as the server does it."""
        room = self.chat_room(chat_id)
        held, room.held = room.held, []
        return [put(self, room, author, fields, was_held=True).message for author, fields in held]

    def deactivate(self, person_id: int) -> None:
        """Deletes the account of a person."""
        self.people.person(person_id).deactivated = True

    def set_personal_chat(self, person_id: int, channel_id: int | None) -> None:
        """Puts a channel into a person's profile, or takes it out."""
        self.people.person(person_id).personal_chat = channel_id

    def promote(
        self,
        chat_id: int,
        user_id: int,
        *,
        by: int,
        date: float | None = None,
        **rights: bool,
    ) -> None:
        """Makes an account an administrator with the default rights changed by `rights`.

        Default are posting, editing and deleting messages and inviting users. Bots are told
        with my_chat_member and chat_member, of `date` (epoch seconds) or of now. Raises
        PermissionError when `by` may not promote.
        """
        room = self.chat_room(chat_id)
        if not room.may(by, "can_promote_members"):
            raise PermissionError(f"{by} may not promote in {chat_id}")
        self._set_member(room, by, administrator(room, self._user(user_id), rights), date=date)

    def remove(self, chat_id: int, user_id: int, *, by: int, banned: bool = True) -> None:
        """Takes an account out of a chat: banned ("kicked"), or else only removed ("left")."""
        room = self.chat_room(chat_id)
        if not room.may(by, "can_restrict_members"):
            raise PermissionError(f"{by} may not remove members of {chat_id}")
        user = self._user(user_id)
        gone = (
            ChatMemberBanned(user=user, until_date=FOREVER)
            if banned
            else ChatMemberLeft(user=user)
        )
        if room.is_present(user_id) and not room.is_channel:
            put(self, room, by, {"left_chat_member": user})
        self._set_member(room, by, gone)

    def join(self, chat_id: int, user_id: int, *, invite_link: str | None = None) -> None:
        """A person comes into a chat, perhaps through an invite link.

        A bot is added by the owner. Raises ValueError for a link that leads nowhere,
        PermissionError when the person was banned.
        """
        room = self.chat_room(chat_id)
        user = self._user(user_id)
        if room.is_present(user_id):
            return
        link = leading_link(room, invite_link, user_id, self.moment()) if invite_link else None
        if room.is_banned(user_id):
            raise PermissionError(f"{user_id} was banned from {chat_id}")
        if room.is_channel and user.is_bot:
            raise ValueError("a bot can only be an administrator of a channel: promote it")
        room.came_by.pop(user_id, None)
        if link is not None:
            room.came_by[user_id] = link.invite_link
        by = _owner(room) if user.is_bot else user_id
        self._set_member(room, by, ChatMemberMember(user=user), invite_link=link)
        if not room.is_channel:
            put(self, room, by, {"new_chat_members": [user]})

    def make_invite_link(self, chat_id: int, *, by: int, name: str | None = None) -> str:
        """An administrator's own link, made by hand; its address."""
        room = self.chat_room(chat_id)
        if not room.may(by, "can_invite_users"):
            raise PermissionError(f"{by} may not invite into {chat_id}")
        link = new_link(self._user(by), name=name)
        room.invite_links[link.invite_link] = link
        return link.invite_link

    def leave(self, chat_id: int, user_id: int) -> None:
        """An account leaves a chat by itself."""
        room = self.chat_room(chat_id)
        if not room.is_present(user_id):
            return
        user = self._user(user_id)
        if not room.is_channel:
            put(self, room, user_id, {"left_chat_member": user})
        self._set_member(room, user_id, ChatMemberLeft(user=user))

    def rename(
        self, chat_id: int, *, title: str | None = None, username: str | None = None
    ) -> None:
        """Gives a chat another title (posts the event) or another username ("" takes it)."""
        room = self.chat_room(chat_id)
        if username is not None:
            self.usernames.pop((room.chat.username or "").lower(), None)
            if username:
                self._claim(username, room)
            room.chat = room.chat.model_copy(update={"username": username or None})
        if title is not None:
            room.chat = room.chat.model_copy(update={"title": title})
            put(self, room, _owner(room), {"new_chat_title": title})
        self.tell("chats", room)

    def _user(self, user_id: int) -> User:
        user = self.people.user(user_id)
        if user is None:
            raise KeyError(f"there is nobody with the id {user_id} in this world")
        return user

    def _set_member(
        self,
        room: ChatRoom,
        by: int,
        new: Member,
        *,
        invite_link: ChatInviteLink | None = None,
        date: float | None = None,
    ) -> None:
        """Changes a membership and tells the bot it concerns and the bots in charge."""
        user = new.user
        old = room.member(user.id) or ChatMemberLeft(user=user)
        if room.is_owner(user.id):
            raise PermissionError("the owner of a chat cannot be changed")
        room.members[user.id] = new
        update = ChatMemberUpdated(
            chat=room.chat,
            from_user=self._user(by),
            date=self.moment() if date is None else datetime.fromtimestamp(date, UTC),
            old_chat_member=old,
            new_chat_member=new,
            invite_link=invite_link,
        )
        told = self.bots_in(room, administrators=True)
        bot = self.people.bots.get(user.id)
        if bot is not None:
            bot.known.add(room.chat.id)
            (room.bots.add if room.is_present(bot.id) else room.bots.discard)(bot.id)
            bot.updates.put("my_chat_member", update)
        for other in told:
            if other is not bot:
                seen = {"invite_link": shown_to(other.id, invite_link)}
                other.updates.put("chat_member", update.model_copy(update=seen))
        self.tell("chats", room)


def _owner(room: ChatRoom) -> int:
    return next(user_id for user_id in room.members if room.is_owner(user_id))
