"""What a server says in one answer, event by event (OpenAI, "Chat completion chunk")."""

import json
import logging
from typing import Any

from bot.domain.writing import Spent
from bot.errors import LlmBroken, LlmUnavailable

log = logging.getLogger(__name__)

MAX_ANSWER = 8_000
"""Characters of an answer; a message of Telegram holds 4,096."""
DONE = "[DONE]"


class Answer:
    """One answer on its way: gives the words, counts what they cost, knows how it ended."""

    def __init__(self, spent: Spent) -> None:
        self.is_done = False
        self._spent = spent
        self._is_finished = False

    def take_event(self, data: str) -> str:
        """The words that an event brings, often none.

        Raises:
            LlmBroken: it is no event of an answer, or the answer is too long.
            LlmUnavailable: the server tells of its failure.
        """
        if data.strip() == DONE:
            self.is_done = True
            return ""
        try:
            chunk = json.loads(data)
        except ValueError:
            raise LlmBroken from None
        return self._take(chunk, "delta")

    def take_whole(self, body: Any) -> str:
        """The words of an answer that was not streamed; raises as `take_event` does."""
        self.is_done = True
        return self._take(body, "message")

    def check_end(self) -> None:
        """Look at the end of the answer.

        Raises:
            LlmUnavailable: it broke off.
            LlmBroken: there was not a word in it.
        """
        if not self.is_done and not self._is_finished:
            log.warning("LLM: the answer broke off after %d characters", self._length)
            raise LlmUnavailable
        if not self._length:
            log.warning("LLM: an answer without words")
            raise LlmBroken

    @property
    def _length(self) -> int:
        return self._spent.answer_characters

    def _take(self, chunk: Any, key: str) -> str:
        if not isinstance(chunk, dict):
            raise LlmBroken
        if chunk.get("error"):
            log.warning("LLM: an error in the midst of an answer")
            raise LlmUnavailable
        self._count_tokens(chunk.get("usage"))
        choices = chunk.get("choices")
        # The event that tells the usage has no choices.
        if not isinstance(choices, list) or not choices:
            return ""
        choice = choices[0] if isinstance(choices[0], dict) else {}
        words = self._words(choice, key)
        self._finish(choice.get("finish_reason"))
        return words

    def _words(self, choice: dict[str, Any], key: str) -> str:
        holder = choice.get(key)
        words = holder.get("content") if isinstance(holder, dict) else None
        if words is None:
            return ""
        if not isinstance(words, str):
            raise LlmBroken
        self._spent.answer_characters += len(words)
        self._spent.pieces += bool(words)
        if self._length > MAX_ANSWER:
            raise LlmBroken("llm-wordy")
        return words

    def _finish(self, reason: Any) -> None:
        if reason is None:
            return
        self._is_finished = True
        if reason == "length":
            self._spent.is_cut = True
        elif reason == "content_filter":
            raise LlmBroken("llm-refuses")

    def _count_tokens(self, usage: Any) -> None:
        if not isinstance(usage, dict):
            return
        asked, said = usage.get("prompt_tokens"), usage.get("completion_tokens")
        if isinstance(asked, int) and isinstance(said, int):
            self._spent.prompt_tokens, self._spent.answer_tokens = asked, said
