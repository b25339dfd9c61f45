"""Zip archives from strangers: read here and not by `zipfile`.

That loads directories of any size and unpacks what it is told to; here the directory,
each member and the work done for it have limits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
import struct
from typing import BinaryIO
import zlib

from ..phrases import phrase
from .details import FileError

# Far above any sliced project, far below what would hurt to read.
MAX_DIRECTORY = 1024**2
MAX_MEMBERS = 4096
CHUNK = 256 * 1024

EOCD = struct.Struct("<4s4H2LH")
EOCD_64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = struct.Struct("<4sLQL")
MEMBER = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
EXTRA = struct.Struct("<2H")
UNSIGNED_64 = struct.Struct("<Q")
ZIP_64 = 1
FULL = 0xFFFFFFFF

STORED, DEFLATED = 0, 8
ENCRYPTED = 1


class PackageError(FileError):
    """The archive is broken, or asks for too much."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive, as its directory tells."""

    name: str
    flags: int
    method: int
    packed: int
    size: int
    header: int

    @property
    def stored(self) -> bool:
        """Tell whether its bytes lie in the archive as they are."""
        return self.method == STORED and self.packed == self.size


class Package:
    """An archive on the disk, by its directory. Making one raises OSError."""

    def __init__(self, path: Path) -> None:
        """Read the directory; raises PackageError when it is odd."""
        self.path = path
        with path.open("rb") as file:
            directory = _directory(file)
        self.members: dict[str, Member] = {
            member.name: member for member in _members(directory)
        }

    def find(self, name: str) -> Member | None:
        """Return a member by its name, whatever the case of its letters."""
        if (member := self.members.get(name)) is not None:
            return member
        lower = name.lower()
        return next((m for n, m in self.members.items() if n.lower() == lower), None)

    def start(self, member: Member) -> int:
        """Return where a member's bytes begin in the file; raises PackageError."""
        with self.path.open("rb") as file:
            file.seek(member.header)
            raw = file.read(LOCAL.size)
            size = file.seek(0, 2)
        if len(raw) < LOCAL.size or not raw.startswith(b"PK\x03\x04"):
            raise PackageError(phrase("file.member_elsewhere", member=member.name))
        name, extra = LOCAL.unpack(raw)[-2:]
        begin: int = member.header + LOCAL.size + name + extra
        if begin + member.packed > size:
            raise PackageError(phrase("file.member_cut", member=member.name))
        return begin

    def stream(self, member: Member, limit: int) -> Iterator[bytes]:
        """Yield up to so many bytes of a member; raises PackageError."""
        if member.flags & ENCRYPTED or member.method not in (STORED, DEFLATED):
            raise PackageError(phrase("file.member_packed", member=member.name))
        room, packed = min(limit, member.size), member.packed
        at = self.start(member)
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        with self.path.open("rb") as file:
            file.seek(at)
            while room > 0 and packed > 0:
                data = file.read(min(CHUNK, packed))
                if not data:
                    return
                packed -= len(data)
                if member.method == STORED:
                    yield data[:room]
                    room -= len(data)
                    continue
                for piece in _inflate(inflate, data, member):
                    yield piece[:room]
                    if (room := room - len(piece)) <= 0:
                        return

    def read(self, member: Member, limit: int) -> bytes:
        """Return a whole member; raises PackageError when it is larger."""
        if member.size > limit:
            raise PackageError(phrase("file.member_large", member=member.name))
        return b"".join(self.stream(member, limit))


def _inflate(inflate: zlib._Decompress, data: bytes, member: Member) -> Iterator[bytes]:
    """Yield what some compressed bytes become, never much of it at once."""
    while data and not inflate.eof:
        try:
            piece = inflate.decompress(data, CHUNK)
        except zlib.error as err:
            raise PackageError(
                phrase("file.member_damaged", member=member.name, error=str(err))
            ) from err
        data = inflate.unconsumed_tail
        yield piece


def _directory(file: BinaryIO) -> bytes:
    """Return the central directory; raises PackageError."""
    size = file.seek(0, 2)
    start = max(0, size - EOCD.size - 0xFFFF)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < EOCD.size:
        raise PackageError(phrase("file.archive_cut"))
    *_, length, offset, _comment = EOCD.unpack_from(tail, at)
    if FULL in (length, offset):
        length, offset = _large(file, start + at)
    if length > MAX_DIRECTORY:
        raise PackageError(phrase("file.directory_large"))
    if offset + length > size:
        raise PackageError(phrase("file.directory_elsewhere"))
    file.seek(offset)
    return file.read(length)


def _large(file: BinaryIO, at: int) -> tuple[int, int]:
    """Return length and place of the directory of an archive in the Zip64 format."""
    file.seek(max(0, at - LOCATOR_64.size))
    raw = file.read(LOCATOR_64.size)
    if raw.startswith(b"PK\x06\x07"):
        file.seek(min(LOCATOR_64.unpack(raw)[2], at))
        raw = file.read(EOCD_64.size)
        if raw.startswith(b"PK\x06\x06") and len(raw) == EOCD_64.size:
            *_, length, offset = EOCD_64.unpack(raw)
            return length, offset
    raise PackageError(phrase("file.directory_elsewhere"))


def _members(directory: bytes) -> Iterator[Member]:
    """Yield the files in the central directory, up to where it is odd."""
    at = 0
    for _ in range(MAX_MEMBERS):
        if at + MEMBER.size > len(directory):
            return
        fields = MEMBER.unpack_from(directory, at)
        if fields[0] != b"PK\x01\x02":
            return
        name, extra, comment = fields[10:13]
        start = at + MEMBER.size
        raw = directory[start : start + name]
        sizes = _sizes(directory[start + name : start + name + extra], fields)
        decoded = raw.decode("utf-8", "replace").replace("\\", "/").lstrip("/")
        # Fields 3 and 4 are flags and method, the names of Bambu's members are ASCII.
        yield Member(decoded, fields[3], fields[4], *sizes)
        at = start + name + extra + comment


def _sizes(extra: bytes, fields: tuple[int, ...]) -> tuple[int, int, int]:
    """Return packed size, size and place, from the Zip64 extra field where needed."""
    packed, size, header = fields[8], fields[9], fields[16]
    at = 0
    while at + EXTRA.size <= len(extra):
        kind, length = EXTRA.unpack_from(extra, at)
        at += EXTRA.size
        if kind == ZIP_64:
            stop = min(at + length, len(extra)) - UNSIGNED_64.size
            places = iter(range(at, stop + 1, UNSIGNED_64.size))
            size, packed, header = (
                UNSIGNED_64.unpack_from(extra, place)[0]
                if value == FULL and (place := next(places, None)) is not None
                else value
                for value in (size, packed, header)
            )
            break
        at += length
    return packed, size, header
