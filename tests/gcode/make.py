"""Files of the formats, made after their documentation, whole or damaged."""

import base64
from collections.abc import Mapping, Sequence
import io
import struct
from typing import Any
import zipfile
import zlib

from PIL import Image


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    """Return a picture; `kind` is as in the details."""
    found = io.BytesIO()
    image = Image.new("RGB", (width, height), (width % 256, height % 256, 99))
    image.save(found, format={"JPG": "JPEG"}.get(kind, kind))
    return found.getvalue()


def block(
    data: bytes, size: str, name: str = "thumbnail", count: int | None = None
) -> str:
    """Return a picture as slicers put it into comments, 78 characters a line."""
    text = base64.b64encode(data).decode()
    lines = [f"; {text[at : at + 78]}" for at in range(0, len(text), 78)]
    head = f"; {name} begin {size} {len(text) if count is None else count}"
    return "\n".join([";", head, *lines, f"; {name} end", ";", ""])


def ini(values: Mapping[str, str]) -> bytes:
    """Return metadata as binary G-code has it."""
    return "".join(f"{key}={value}\n" for key, value in values.items()).encode()


def shrink(data: bytes, window: int, lookahead: int) -> bytes:
    """Compress with heatshrink, simply: the nearest copy of the longest piece."""
    bits: list[str] = []
    at = 0
    while at < len(data):
        start = max(0, at - (1 << window))
        for size in range(min(1 << lookahead, len(data) - at), 2, -1):
            place = data.rfind(data[at : at + size], start, at + size - 1)
            if 0 <= place < at:
                bits.append(f"0{at - place - 1:0{window}b}{size - 1:0{lookahead}b}")
                at += size
                break
        else:
            bits.append(f"1{data[at]:08b}")
            at += 1
    text = "".join(bits)
    text += "0" * (-len(text) % 8)
    return bytes(int(text[n : n + 8], 2) for n in range(0, len(text), 8))


def pack(data: bytes, compression: int) -> bytes:
    """Compress as a block of binary G-code says."""
    if compression == 1:
        return zlib.compress(data)
    return shrink(data, 11 if compression == 2 else 12, 4) if compression else data


def bg_block(
    kind: int,
    data: bytes,
    compression: int = 0,
    parameters: bytes = b"\x00\x00",
    checksum: bool = True,
) -> bytes:
    """Return one block of binary G-code."""
    packed = pack(data, compression)
    header = struct.pack("<HHI", kind, compression, len(data))
    header += struct.pack("<I", len(packed)) if compression else b""
    whole = header + parameters + packed
    return whole + (struct.pack("<I", zlib.crc32(whole)) if checksum else b"")


def bg_picture(data: bytes, width: int, height: int, kind: int, **more: Any) -> bytes:
    """Return a block with a picture."""
    return bg_block(5, data, 0, struct.pack("<HHH", kind, width, height), **more)


def bgcode(*blocks: bytes, checksum: bool = True, version: int = 1) -> bytes:
    """Return binary G-code of some blocks."""
    return struct.pack("<4sIH", b"GCDE", version, checksum) + b"".join(blocks)


def archive(
    members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return a zip archive."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return found.getvalue()


def slice_info(plates: Sequence[Mapping[str, str]], filaments: str = "") -> str:
    """Return `slice_info.config` of some plates."""
    parts = [
        "".join(f'<metadata key="{k}" value="{v}"/>\n' for k, v in plate.items())
        for plate in plates
    ]
    inner = "".join(f"<plate>\n{part}{filaments}</plate>\n" for part in parts)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<config>\n{inner}</config>\n'
