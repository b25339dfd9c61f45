"""Binary G-code: https://github.com/prusa3d/libbgcode/blob/main/doc/specifications.md.

A file header, then blocks: metadata as INI text, pictures, and after them the G-code,
which is not looked at. Sizes in the file are believed only after a check.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
import re
import struct
from typing import BinaryIO
import zlib

from ..phrases import Phrase, Words, phrase
from .comments import Reading
from .details import Details, FileError, Thumbnail, unreadable
from .heatshrink import HeatshrinkError, expand
from .images import measure
from .layers import even_layers
from .slic3r import SLIC3R
from .text import bounded, interpret, interpret_extras

MAGIC = b"GCDE"
FILE_HEADER = struct.Struct("<4sIH")
BLOCK_HEADER = struct.Struct("<HHI")
SIZE = struct.Struct("<I")
ENCODING = struct.Struct("<H")
PICTURE = struct.Struct("<HHH")
NEWEST = 1
# There are four blocks of metadata before the G-code, one of a kind, and a few pictures.
MAX_BLOCKS = 40
MAX_METADATA = 512 * 1024
# The decoder for this is written in Python: 50 ms at most.
MAX_HEATSHRINK = 64 * 1024
MAX_PICTURE = 3 * 1024**2
# So many bytes are compared with their checksums; all that is before the G-code is less.
MAX_CHECKED = 8 * 1024**2
WINDOWS = {2: (11, 4), 3: (12, 4)}
PRODUCER = re.compile(r"(?P<slicer>.{1,60}?) v?(?P<version>\d\S*)$")


class Kind(IntEnum):
    """The kinds of blocks."""

    FILE = 0
    GCODE = 1
    SLICER = 2
    PRINTER = 3
    PRINT = 4
    THUMBNAIL = 5


class BrokenError(FileError):
    """The file is not as the specification wants it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its header, and where its parameters and data are."""

    kind: int
    compression: int
    unpacked: int
    packed: int
    start: int
    parameters: int

    @property
    def data(self) -> int:
        """Return where the data begins."""
        return self.parameters + (
            PICTURE.size if self.kind == Kind.THUMBNAIL else ENCODING.size
        )

    @property
    def end(self) -> int:
        """Return where the data ends; a checksum may follow."""
        return self.data + self.packed


def read_bgcode(path: Path) -> Details:
    """Return what binary G-code tells. Raises OSError."""
    reading, thumbnails = Reading(), list[Thumbnail]()
    problem: Words | None = None
    with path.open("rb") as file:
        try:
            for block, problem_ in walk(file):
                problem = problem or problem_
                if block.kind == Kind.THUMBNAIL:
                    thumbnails += _picture(file, block)
                else:
                    _read_metadata(file, block, reading)
        except BrokenError as err:
            problem = unreadable(err.words).problem
    values = interpret(reading, SLIC3R)
    if values.get("layer_count") is None:
        keys = ("first_layer_height", "layer_height", "object_height")
        values["layer_count"] = even_layers([], *(values.get(key) for key in keys))
    producer = PRODUCER.match(" ".join(reading.values("Producer")[:1]))
    return Details(
        slicer=producer["slicer"] if producer else None,
        slicer_version=producer["version"][:64] if producer else None,
        **values,
        raw_metadata=bounded(reading.config),
        extras=interpret_extras(reading, SLIC3R),
        thumbnails=tuple(thumbnails),
        problem=problem,
    )


def walk(file: BinaryIO) -> Iterator[tuple[Block, Phrase | None]]:
    """Yield the blocks before the G-code, with what is wrong with each."""
    size = file.seek(0, 2)
    file.seek(0)
    header = file.read(FILE_HEADER.size)
    if len(header) < FILE_HEADER.size or not header.startswith(MAGIC):
        raise BrokenError(phrase("file.no_bgcode"))
    _, version, checksum = FILE_HEADER.unpack(header)
    if version != NEWEST or checksum > 1:
        raise BrokenError(phrase("file.version", version=version))
    at = FILE_HEADER.size
    seen: set[int] = set()
    for _ in range(MAX_BLOCKS):
        if at >= size or (block := _header(file, at, size)).kind == Kind.GCODE:
            return
        if block.kind in seen:
            raise BrokenError(phrase("file.two_blocks"))
        if block.kind != Kind.THUMBNAIL:
            seen.add(block.kind)
        good = not checksum or at > MAX_CHECKED or _check(file, block)
        yield block, None if good else phrase("file.checksum")
        at = block.end + 4 * checksum


def _header(file: BinaryIO, at: int, size: int) -> Block:
    """Return the block that begins at a place; raises BrokenError."""
    file.seek(at)
    raw = file.read(BLOCK_HEADER.size + SIZE.size)
    if len(raw) < BLOCK_HEADER.size + SIZE.size:
        raise BrokenError(phrase("file.block_cut"))
    kind, compression, unpacked = BLOCK_HEADER.unpack_from(raw)
    if kind > Kind.THUMBNAIL or compression > max(WINDOWS):
        raise BrokenError(phrase("file.block_kind"))
    packed, after = unpacked, BLOCK_HEADER.size
    if compression:
        packed, after = SIZE.unpack_from(raw, after)[0], after + SIZE.size
    block = Block(kind, compression, unpacked, packed, at, at + after)
    if block.end > size:
        raise BrokenError(phrase("file.block_cut"))
    return block


def _check(file: BinaryIO, block: Block) -> bool:
    """Tell whether a block's checksum is right; what is too large is not read."""
    length = block.end - block.start
    if length > MAX_PICTURE:
        return True
    file.seek(block.start)
    data, told = file.read(length), file.read(SIZE.size)
    return len(told) == SIZE.size and zlib.crc32(data) == SIZE.unpack(told)[0]


def _read_metadata(file: BinaryIO, block: Block, reading: Reading) -> None:
    """Take in the keys and values of a metadata block."""
    file.seek(block.parameters)
    (encoding,) = ENCODING.unpack(file.read(ENCODING.size))
    if encoding:
        raise BrokenError(phrase("file.encoding"))
    if max(block.packed, block.unpacked) > MAX_METADATA:
        raise BrokenError(phrase("file.block_large"))
    text = _unpack(file.read(block.packed), block).decode("utf-8", "replace")
    for line in text.split("\n"):
        key, sep, value = line.partition("=")
        if not sep:
            continue
        if block.kind == Kind.SLICER:
            reading.config[key.strip()] = value.strip()
        else:
            reading.note(key.strip(), value.strip())


def _unpack(data: bytes, block: Block) -> bytes:
    """Return a block's data as it was before compression; raises BrokenError."""
    if not block.compression:
        return data
    try:
        if block.compression in WINDOWS:
            if block.unpacked > MAX_HEATSHRINK:
                raise BrokenError(phrase("file.block_large"))
            return expand(data, *WINDOWS[block.compression], block.unpacked)
        return zlib.decompressobj().decompress(data, block.unpacked or 1)
    except (zlib.error, HeatshrinkError) as err:
        raise BrokenError(phrase("file.block_packed", error=str(err))) from err


def _picture(file: BinaryIO, block: Block) -> list[Thumbnail]:
    """Return a block's picture if it is one that can be shown."""
    file.seek(block.parameters)
    _, width, height = PICTURE.unpack(file.read(PICTURE.size))
    if block.compression or block.packed > MAX_PICTURE:
        return []
    if (known := measure(file.read(min(block.packed, 64 * 1024)))) is None:
        return []
    return [
        Thumbnail(
            width=width or known[1],
            height=height or known[2],
            format=known[0],
            size=block.packed,
            offset=block.data,
            length=block.packed,
        )
    ]
