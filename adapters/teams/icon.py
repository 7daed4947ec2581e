"""The app's two icons, drawn here: two plans of equal size that overlap."""

import struct
import zlib
from collections.abc import Callable

COLOUR, OUTLINE = 192, 32  # pixels, as the manifest wants them
FINE = 4  # samples a pixel has on each side
NAVY, TEAL, BOTH = (0x1D, 0x35, 0x57), (0x45, 0xB6, 0xA8), (0xF1, 0xFA, 0xEE)
WHITE = (255, 255, 255)
LEFT, RIGHT, MIDDLE, RADIUS, LINE = 0.38, 0.62, 0.5, 0.26, 0.045

Pixel = tuple[int, int, int, int]
Ink = Callable[[float, float], Pixel]


def colour() -> bytes:
    return _png(COLOUR, _full)


def outline() -> bytes:
    """White lines on nothing: Teams shows them on a colour of its own."""
    return _png(OUTLINE, _lines)


def _full(x: float, y: float) -> Pixel:
    left, right = _away(x, y, LEFT) < 0, _away(x, y, RIGHT) < 0
    if left and right:
        return (*BOTH, 255)
    if left or right:
        return (*TEAL, 255)
    return (*NAVY, 255)


def _lines(x: float, y: float) -> Pixel:
    near = min(abs(_away(x, y, LEFT)), abs(_away(x, y, RIGHT)))
    return (*WHITE, 255) if near < LINE else (*WHITE, 0)


def _away(x: float, y: float, centre: float) -> float:
    """How far outside of a circle a point is; negative within it."""
    return float(((x - centre) ** 2 + (y - MIDDLE) ** 2) ** 0.5 - RADIUS)


def _png(size: int, ink: Ink) -> bytes:
    """https://www.w3.org/TR/png-3/: eight bits of red, green, blue and alpha."""
    rows = (b"\0" + _row(size, y, ink) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(b"".join(rows), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _row(size: int, y: int, ink: Ink) -> bytes:
    return bytes(part for x in range(size) for part in _pixel(size, x, y, ink))


def _pixel(size: int, x: int, y: int, ink: Ink) -> Pixel:
    steps = [(n + 0.5) / FINE for n in range(FINE)]
    found = [ink((x + dx) / size, (y + dy) / size) for dx in steps for dy in steps]
    red, green, blue, alpha = (
        sum(part) // len(found) for part in zip(*found, strict=True)
    )
    return red, green, blue, alpha


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
