"""A folder of Markdown files, a folder a year; files of an earlier export go when they are old."""

from pathlib import Path
from typing import Any, Self

from bot.domain.notes import Note
from bot.gateways.archives.folder import MARKER, write_whole


class NotesWriter:
    """A context that writes notes, which come year by year.

    Each year's folder has a list of what we wrote: what an earlier export wrote there and this
    one did not is removed, and nothing else ever is.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._year = ""
        self._written: set[str] = set()
        self._earlier = {path.parent.name for path in folder.glob(f"[0-9]*/{MARKER}")}

    def __enter__(self) -> Self:
        return self

    def write(self, note: Note) -> None:
        """Write a note; those of a year come one after another."""
        if note.year != self._year:
            self._end_year()
            self._year = note.year
            (self._folder / note.year).mkdir(exist_ok=True)
        path = self._folder / note.path
        self._written.add(path.name)
        _note_name(path)
        with write_whole(path) as file:
            file.write(note.text)

    def __exit__(self, *error: Any) -> None:
        if error[0] is None:
            self._end_year()
            for year in sorted(self._earlier):
                _keep_only(self._folder / year, set())

    def _end_year(self) -> None:
        if self._year:
            _keep_only(self._folder / self._year, self._written)
            self._earlier.discard(self._year)
        self._written = set()


def _note_name(path: Path) -> None:
    """Listed before it is there: a file that is not listed is never taken for ours."""
    with (path.parent / MARKER).open("a", encoding="utf-8") as listed:
        listed.write(path.name + "\n")


def _keep_only(folder: Path, names: set[str]) -> None:
    listed = folder / MARKER
    for name in set(listed.read_text("utf-8").splitlines()) - names:
        # A name with a way out of the folder is none of ours.
        if name == Path(name).name and name.endswith(".md"):
            (folder / name).unlink(missing_ok=True)
    if names:
        with write_whole(listed) as file:
            file.write("".join(f"{name}\n" for name in sorted(names)))
        return
    listed.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
