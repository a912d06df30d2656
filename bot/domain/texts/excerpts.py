"""A part of a long text around what matters in it."""

_ELLIPSIS = "…"


def cut_around(text: str, at: int, room: int) -> tuple[str, int]:
    """The part of a text around the character `at`, and where that character stands in the part.

    At most `room` characters (at least 12), cut at the ends of words where there are any near; an
    ellipsis stands for what is left out.
    """
    if len(text) <= room:
        return text, at
    inner = room - 2 * len(_ELLIPSIS)
    start = min(max(0, at - inner // 3), len(text) - inner)
    stop = start + inner
    if start:
        blank = text.find(" ", start - 1, min(at, start + inner // 4))
        start = blank + 1 if blank >= 0 else start
    if stop < len(text):
        blank = text.rfind(" ", max(at + 1, stop - inner // 4), stop + 1)
        stop = blank if blank >= 0 else stop
    lead = _ELLIPSIS if start else ""
    tail = _ELLIPSIS if stop < len(text) else ""
    return f"{lead}{text[start:stop]}{tail}", at - start + len(lead)
