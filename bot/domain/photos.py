"""Photos as bytes: what they are is told by the bytes themselves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that browsers show; `content_type` as in HTTP."""

    body: bytes
    content_type: str


def sniff(body: bytes) -> str | None:
    """The content type of a picture that browsers show; None for anything else."""
    if body.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if body.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    return None
