"""What one person sees of the world: the chats, their messages, how many are unread."""

from bot.sandbox.page.input import BadInput
from bot.sandbox.page.views import Json, message_view, plain
from bot.sandbox.people import Bot
from bot.sandbox.rooms import ChatRoom, PrivateRoom, Room, Stored
from bot.sandbox.world import World

PAGE = 60
"""Messages in one piece of a history."""
AROUND = 20
"""Messages above one that was jumped to."""
FOUND = 50


class Seen:
    """The world through the eyes of the people that the page knows."""

    def __init__(self, world: World, people: list[int]) -> None:
        self.world = world
        self.people = people
        self._read: dict[tuple[int, int], int] = {}

    def check_person(self, person_id: int) -> int:
        """The same id; BadInput for one that cannot be chosen."""
        if person_id not in self.people:
            raise BadInput(f"There is no person {person_id} to choose.")
        return person_id

    def room(self, person_id: int, chat_id: int) -> Room | None:
        """The chat as this person names it, None for a bot that was never written to.

        A chat with a bot must not come into being by looking: only then may the bot write.
        BadInput for a chat that the person does not see.
        """
        self.check_person(person_id)
        bot = self.world.people.bots.get(chat_id)
        if bot is not None:
            return bot.private.get(person_id)
        room = self.world.chats.get(chat_id)
        if room is None or not room.is_present(person_id):
            raise BadInput(f"There is no chat {chat_id} among the chats of this person.")
        return room

    def chats(self, person_id: int) -> list[Json]:
        """Every chat of a person: all bots, and the channels and groups it is in."""
        self.check_person(person_id)
        return [self.chat(person_id, chat_id) for chat_id in self._chat_ids(person_id)]

    def _chat_ids(self, person_id: int) -> list[int]:
        shared = [i for i, room in self.world.chats.items() if room.is_present(person_id)]
        return [*self.world.people.bots, *shared]

    def chat(self, person_id: int, chat_id: int) -> Json:
        """One line of the list of chats."""
        room = self.room(person_id, chat_id)
        last = _last(room)
        about = (
            self._shared(person_id, room)
            if isinstance(room, ChatRoom)
            else self._private(person_id, self.world.people.bots[chat_id])
        )
        return {
            "id": chat_id,
            "unread": self._unread(person_id, chat_id, room),
            "last": message_view(self.world, person_id, room, last) if room and last else None,
            **about,
        }

    def _private(self, person_id: int, bot: Bot) -> Json:
        room = bot.private.get(person_id)
        commands = self.world.bot_commands(bot.id, person_id)
        return {
            "kind": "bot",
            "title": bot.user.first_name,
            "username": bot.user.username,
            "role": None,
            "started": room is not None and bool(room.stored),
            "blocked": bot.id in self.world.people.person(person_id).blocked,
            "can_post": bot.id not in self.world.people.person(person_id).blocked,
            "members": None,
            "bots": [],
            "about": self._about(person_id, bot),
            "commands": [plain(command) for command in commands],
        }

    def _shared(self, person_id: int, room: ChatRoom) -> Json:
        member = room.member(person_id)
        return {
            "kind": "channel" if room.is_channel else "group",
            "title": room.chat.title,
            "username": room.chat.username,
            "role": member.status if member else None,
            "started": True,
            "blocked": False,
            "can_post": not room.is_channel or room.may(person_id, "can_post_messages"),
            "members": sum(room.is_present(i) for i in room.members if i not in room.bots),
            "bots": [self._bot_name(i) for i in sorted(room.bots)],
            "about": "",
            "commands": [],
        }

    def _about(self, person_id: int, bot: Bot) -> str:
        """What the bot says of itself in a chat that is still empty."""
        language = self.world.people.person(person_id).user.language_code or ""
        for code in (language, ""):
            if text := bot.profile.get(("description", code)):
                return text
        return ""

    def _bot_name(self, bot_id: int) -> Json:
        return {"id": bot_id, "name": self.world.people.bots[bot_id].user.first_name}

    def message(self, person_id: int, chat_id: int, message_id: int) -> Json | None:
        """A living message of a chat, None when it is gone."""
        room = self.room(person_id, chat_id)
        stored = room.get(message_id) if room else None
        return message_view(self.world, person_id, room, stored) if room and stored else None

    def history(
        self, person_id: int, chat_id: int, *, before: int = 0, reach: int = 0
    ) -> tuple[list[Json], bool]:
        """A piece of a chat, oldest first, and whether there is more above it.

        `before` asks for what stands above that message, `reach` for everything from some
        messages above that one down to the end.
        """
        room = self.room(person_id, chat_id)
        if room is None:
            return [], False
        stored = list(room.stored.values())
        if before:
            stored = [one for one in stored if one.id < before]
        start = max(0, len(stored) - PAGE)
        if reach:
            at = next((i for i, one in enumerate(stored) if one.id >= reach), start)
            start = min(start, max(0, at - AROUND))
        self._look(person_id, room, stored[start:])
        views = [message_view(self.world, person_id, room, one) for one in stored[start:]]
        return views, start > 0

    def _look(self, person_id: int, room: Room, stored: list[Stored]) -> None:
        if isinstance(room, ChatRoom) and room.is_channel:
            self.world.look_at(person_id, room.chat.id, [one.id for one in stored])

    def search(self, person_id: int, chat_id: int, words: str) -> list[Json]:
        """Messages of a chat with these words in the text, newest first."""
        room = self.room(person_id, chat_id)
        wanted = words.casefold()
        if room is None or not wanted:
            return []
        found = [
            one
            for one in reversed(room.stored.values())
            if wanted in (one.message.text or one.message.caption or "").casefold()
        ]
        return [message_view(self.world, person_id, room, one) for one in found[:FOUND]]

    def markup(self, person_id: int, chat_id: int) -> Json | None:
        """The reply keyboard or the forced reply of a chat with a bot.

        `message` is the one that brought it: what a forced reply answers.
        """
        room = self.room(person_id, chat_id)
        if not isinstance(room, PrivateRoom) or room.keyboard is None:
            return None
        brought = (i for i, one in reversed(room.stored.items()) if one.had_reply_keyboard)
        return {**plain(room.keyboard), "message": next(brought, 0)}

    def mark_read(self, person_id: int, chat_id: int, message_id: int) -> None:
        """Notes that a person has seen a chat up to this message."""
        room = self.room(person_id, chat_id)
        key = (person_id, chat_id)
        before, self._read[key] = self._read.get(key, 0), max(self._read.get(key, 0), message_id)
        if room is not None:
            new = [one for one in room.stored.values() if before < one.id <= message_id]
            self._look(person_id, room, new)

    def mark_all_read(self) -> None:
        """Takes everything that stands in the chats now as seen by everybody."""
        for person_id in self.people:
            for chat_id in self._chat_ids(person_id):
                last = _last(self.room(person_id, chat_id))
                self.mark_read(person_id, chat_id, last.id if last else 0)

    def _unread(self, person_id: int, chat_id: int, room: Room | None) -> int:
        mark = self._read.get((person_id, chat_id), 0)
        count = 0
        for stored in reversed(room.stored.values() if room else ()):
            if stored.id <= mark:
                break
            count += stored.author != person_id
        return count


def _last(room: Room | None) -> Stored | None:
    return next(reversed(room.stored.values()), None) if room else None
