"""How far a long command is: a bar on a terminal, now and then a line elsewhere."""

from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

LINES = 10
"""So many lines, at most, where there is no terminal."""


class Progress:
    """A context that shows how many of `total` things (called `name`) are done.

    The total may be an estimate. `has_lines`: shown where there is no terminal, too.
    """

    def __init__(self, total: int, name: str, stream: IO[str], *, has_lines: bool = True) -> None:
        self._total = total
        self._name = name
        self._stream = stream
        self._bar: Bar | None = None
        self._step = max(1_000, total // LINES)
        self._next = self._step if has_lines else None

    def __enter__(self) -> Self:
        if self._stream.isatty():
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(file=self._stream), transient=True)
            self._task = self._bar.add_task(self._name, total=max(self._total, 1))
            self._bar.start()
        return self

    def show(self, done: int, *, total: int | None = None) -> None:
        """So many are done, of another total than was thought."""
        if total is not None:
            self._total = total
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=max(self._total, 1))
        elif self._next is not None and done >= self._next:
            self._next = done - done % self._step + self._step
            print(f"{done} of {max(self._total, done)} {self._name}", file=self._stream)

    def __exit__(self, *_error: Any) -> None:
        if self._bar is not None:
            self._bar.stop()
