"""Large regular expressions, compiled when first used: the start of the bot does not pay."""

import re
from collections.abc import Iterator
from functools import cached_property


class Pattern:
    """As `re.Pattern`, of which it has the methods that are needed here."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, self._flags)

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """The match that begins at a position."""
        return self._compiled.match(text, at)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return self._compiled.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches that do not overlap."""
        return self._compiled.finditer(text)
