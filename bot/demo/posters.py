"""Pictures of the demo: billboards drawn here, so that nothing has to be shipped."""

import struct
import zlib

Color = tuple[int, int, int]
WIDTH, HEIGHT = 800, 500


def billboard(sky: Color, panel: Color, stripe: Color) -> bytes:
    """A PNG of 800 x 500: a billboard with three lines on it against an evening sky."""
    rows = [_row(y, sky, panel, stripe) for y in range(HEIGHT)]
    data = b"".join(b"\x00" + row for row in rows)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(data, 9))
        + _chunk(b"IEND", b"")
    )


def _row(y: int, sky: Color, panel: Color, stripe: Color) -> bytes:
    light = 0.55 + 0.45 * y / HEIGHT
    back = bytes(min(255, int(part * light)) for part in sky)
    if y >= 430:
        back = bytes((38, 40, 48))
    if 60 <= y < 330:
        return back * 110 + _panel_row(y, panel, stripe) + back * 110
    if 330 <= y < 460:
        leg = bytes((70, 72, 80)) * 24
        return back * 220 + leg + back * 312 + leg + back * 220
    return back * WIDTH


def _panel_row(y: int, panel: Color, stripe: Color) -> bytes:
    paper, ink = bytes(panel), bytes(stripe)
    for top, height, width in ((110, 44, 400), (190, 22, 470), (232, 22, 360), (280, 22, 150)):
        if top <= y < top + height:
            return paper * 50 + ink * width + paper * (530 - width)
    return paper * 580


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
