"""Draws icon.png: a record whose middle field has just been updated. Needs nothing but Python 3."""

import math
import pathlib
import struct
import zlib

SIZE = 230
SAMPLES = 4  # per pixel and direction, so that edges are smooth

BRAND = (0x0B, 0x5C, 0x6B)
PAPER = (0xFF, 0xFF, 0xFF)
INK = (0xB9, 0xD0, 0xD5)
NEW = (0xF4, 0xA2, 0x2C)


def rounded(left, top, right, bottom, radius):
    """A rectangle with round corners."""
    def inside(x, y):
        if not (left <= x <= right and top <= y <= bottom):
            return False
        nearest_x = min(max(x, left + radius), right - radius)
        nearest_y = min(max(y, top + radius), bottom - radius)
        return math.hypot(x - nearest_x, y - nearest_y) <= radius
    return inside


def disc(center_x, center_y, radius):
    return lambda x, y: math.hypot(x - center_x, y - center_y) <= radius


def stroke(points, width):
    """A line through the points, with round ends."""
    def distance(x, y, start, end):
        (x1, y1), (x2, y2) = start, end
        along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)
        along = min(max(along, 0), 1)
        return math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))
    return lambda x, y: any(distance(x, y, a, b) <= width / 2 for a, b in zip(points, points[1:]))


# From back to front; the logo fills about 160 of the 230 pixels.
SHAPES = [
    (rounded(43, 36, 173, 194, 14), PAPER),
    (rounded(60, 57, 112, 67, 5), INK),
    (rounded(60, 78, 156, 88, 5), INK),
    (rounded(60, 102, 156, 128, 8), NEW),
    (rounded(71, 110, 121, 120, 5), PAPER),
    (rounded(60, 142, 146, 152, 5), INK),
    (rounded(60, 163, 130, 173, 5), INK),
    (disc(162, 166, 36), BRAND),
    (disc(162, 166, 29), NEW),
    (stroke([(149, 167), (159, 177), (176, 156)], 8), PAPER),
]


def color_at(x, y):
    color = BRAND
    for inside, shape_color in SHAPES:
        if inside(x, y):
            color = shape_color
    return color


def pixel(column, row):
    offsets = [(index + 0.5) / SAMPLES for index in range(SAMPLES)]
    colors = [color_at(column + dx, row + dy) for dy in offsets for dx in offsets]
    return bytes(round(sum(channel) / len(colors)) for channel in zip(*colors))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)  # 8 bits per channel, no transparency
png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
pathlib.Path(__file__).with_name("icon.png").write_bytes(png)
