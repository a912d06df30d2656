"""A compressed body, inflated piece by piece so that it never grows beyond its limit."""

import zlib
from collections.abc import Iterator

_STEP = 65_536


class Unreadable(ValueError):
    """The body is not what its header says."""


class Inflater:
    """Inflates gzip and deflate (RFC 9110, 8.4.1), as zlib or raw; passes plain bytes on."""

    def __init__(self, encoding: str) -> None:
        """Raises Unreadable for a coding that was not asked for."""
        coding = encoding.strip().lower()
        if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise Unreadable(coding)
        self._is_plain = coding in ("", "identity")
        self._is_deflate = coding == "deflate"
        self._inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
        self._is_fresh = True

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """What a piece of the body becomes, in pieces of at most 64 KB.

        Raises:
            Unreadable: the piece is broken.
        """
        if self._is_plain:
            yield chunk
            return
        piece = b""
        # A full piece may have left more of itself behind, even with all input taken.
        while (chunk or len(piece) == _STEP) and not self._inflate.eof:
            piece = self._step(chunk)
            yield piece
            chunk = self._inflate.unconsumed_tail

    def _step(self, chunk: bytes) -> bytes:
        try:
            piece = self._inflate.decompress(chunk, _STEP)
        except zlib.error as error:
            if not (self._is_fresh and self._is_deflate):
                raise Unreadable(str(error)) from error
            # Some servers send deflate without the frame of zlib around it.
            self._inflate = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
            self._is_fresh = False
            return self._step(chunk)
        self._is_fresh = False
        return piece
