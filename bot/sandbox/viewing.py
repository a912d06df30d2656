"""Who sees what: views of channel posts, and whether the web shows a channel."""

from collections.abc import Iterable

from bot.sandbox.rooms import ChatRoom
from bot.sandbox.state import State


class Viewing(State):
    """The part of the world that counts views of channel posts."""

    def view(self, chat_id: int, message_id: int, count: int = 1) -> None:
        """Somebody sees a post of a channel, `count` times by people that nobody knows.

        Raises KeyError for a post that is not there, ValueError in a group.
        """
        room = self._channel(chat_id)
        if message_id not in room.stored:
            raise KeyError(f"there is no message {message_id} in {chat_id}")
        room.stored[message_id].views += count

    def look_at(self, person_id: int, chat_id: int, message_ids: Iterable[int]) -> None:
        """A person sees posts of a channel: each counts once; what is gone is left out."""
        room = self._channel(chat_id)
        for stored in filter(None, map(room.get, message_ids)):
            if person_id not in {stored.author, *stored.viewers}:
                stored.viewers.add(person_id)
                stored.views += 1

    def views(self, chat_id: int, message_id: int) -> int:
        """How often a post of a channel was seen."""
        return self._channel(chat_id).stored[message_id].views

    def hide_preview(self, chat_id: int, *, on: bool = True) -> None:
        """Takes a channel from the web, or shows it there again."""
        self._channel(chat_id).has_preview = not on

    def _channel(self, chat_id: int) -> ChatRoom:
        room = self.chat_room(chat_id)
        if not room.is_channel:
            raise ValueError(f"{chat_id} is no channel: nobody counts views there")
        return room
