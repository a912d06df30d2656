"""Walks through the JSON of an export: chats and their messages, one at a time.

What is read of it: `messages` of a single chat, `chats.list[].messages` and
`left_chats.list[].messages` of a whole account. All the rest is passed over.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Event = tuple[str, Any]
_STARTS = frozenset({"start_map", "start_array"})
_ENDS = frozenset({"end_map", "end_array"})
_DEEPEST = 200
_SHALLOW = 3
LISTS = {"chats": False, "left_chats": True}
"""The keys under which the export of a whole account has its chats, and whether they were left."""


@dataclass(slots=True)
class Chat:
    """What an export says of a chat; `index` counts them from 0 in its order."""

    index: int
    is_left: bool = False
    name: str = ""
    type: str = ""
    id: int = 0


class Walk:
    """One way through a document. `chats` are those that it has come by."""

    def __init__(self, events: Iterable[Event], on_step: Callable[[], None]) -> None:
        """`on_step` is called whenever something has been read that is no longer needed."""
        self._events = iter(events)
        self._on_step = on_step
        self.chats: list[Chat] = []
        self.is_whole_account = False

    def messages(self, only: int | None = None) -> Iterator[tuple[Chat, Any]]:
        """Each message with its chat, or only those of the chat of an index.

        A document that is no object has none.
        """
        if self._next()[0] != "start_map":
            return
        # The document is a chat by itself as soon as it has messages.
        single = Chat(-1)
        for key in self._keys():
            if key in LISTS:
                yield from self._lists(only, is_left=LISTS[key])
            else:
                yield from self._member(single, key, only)
        # What stands behind the document is for the parser to refuse.
        self._pass("start_map")

    def _lists(self, only: int | None, *, is_left: bool) -> Iterator[tuple[Chat, Any]]:
        """`{"about": …, "list": [chats]}`."""
        event, _ = self._next()
        if event != "start_map":
            self._pass(event)
            return
        self.is_whole_account = True
        for key in self._keys():
            event, _ = self._next()
            if key == "list" and event == "start_array":
                yield from self._chats(only, is_left=is_left)
            else:
                self._pass(event)

    def _chats(self, only: int | None, *, is_left: bool) -> Iterator[tuple[Chat, Any]]:
        for event, _ in self._events:
            if event == "end_array":
                return
            if event != "start_map":
                self._pass(event)
                continue
            chat = self._known(Chat(-1, is_left))
            for key in self._keys():
                yield from self._member(chat, key, only)

    def _member(self, chat: Chat, key: str, only: int | None) -> Iterator[tuple[Chat, Any]]:
        event, value = self._next()
        if key == "messages" and event == "start_array":
            self._known(chat)
            yield from self._array(chat, is_wanted=only is None or only == chat.index)
            return
        if key == "id" and event == "number":
            chat.id = int(value) if abs(value) < 2**63 else 0
        elif key == "name" and event == "string":
            chat.name = value
        elif key == "type" and event == "string":
            chat.type = value
        self._pass(event)

    def _array(self, chat: Chat, *, is_wanted: bool) -> Iterator[tuple[Chat, Any]]:
        for event, value in self._events:
            if event == "end_array":
                return
            if is_wanted:
                yield chat, self._built(event, value)
            else:
                self._pass(event)
            self._on_step()

    def _known(self, chat: Chat) -> Chat:
        if chat.index < 0:
            chat.index = len(self.chats)
            self.chats.append(chat)
        return chat

    def _next(self) -> Event:
        return next(self._events, ("", None))

    def _keys(self) -> Iterator[str]:
        """The keys of an object that has begun; whoever takes one reads its value."""
        for event, value in self._events:
            if event == "end_map":
                return
            yield value
            self._on_step()

    def _pass(self, event: str, depth: int = 1) -> None:
        """Read the rest of a value that has begun, `depth` levels of it, and keep nothing."""
        if event not in _STARTS:
            return
        for event, _ in self._events:
            if event in _STARTS:
                depth += 1
            elif event in _ENDS:
                depth -= 1
                if not depth:
                    return
                if depth <= _SHALLOW:
                    self._on_step()

    def _built(self, event: str, value: Any) -> Any:
        """A value, whole; None when it is nested absurdly."""
        if event not in _STARTS:
            return value
        top: Any = {} if event == "start_map" else []
        stack = [top]
        key = ""
        for event, value in self._events:
            if event == "map_key":
                key = value
                continue
            if event in _ENDS:
                whole = stack.pop()
                if not stack:
                    return whole
                top = stack[-1]
                continue
            if event in _STARTS:
                value = {} if event == "start_map" else []
                stack.append(value)
            elif event == "number" and type(value) is not int:
                value = float(value)
            if type(top) is dict:
                top[key] = value
            else:
                top.append(value)
            top = stack[-1]
            if len(stack) > _DEEPEST:
                self._pass(event, len(stack))
                return None
        return None
