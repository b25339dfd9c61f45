"""What a job is, told by its file: the one way in."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from ..phrases import Phrase, phrase
from .bgcode import MAGIC, read_bgcode
from .blocks import decode
from .details import Details, Plate, Thumbnail, unreadable
from .package import Package, PackageError
from .source import FileSource
from .text import read_text
from .threemf import MAX_PICTURE, list_pictures, read_package

ZIP = b"PK\x03\x04"
# A picture in text may begin after all the others.
MAX_REACH = 8 * 1024**2

type Reader = Callable[[Path, int | None], Details]

READERS: Mapping[bytes, Reader] = {
    MAGIC: lambda path, plate: read_bgcode(path),
    ZIP: read_package,
}
# What a suffix promises when the first bytes are not those of another format.
PROMISES = {
    ".bgcode": phrase("file.no_bgcode"),
    ".gcode.3mf": phrase("file.no_3mf"),
    ".3mf": phrase("file.no_3mf"),
    ".ufp": phrase("file.no_ufp"),
}


def read_details(path: Path, suffix: str, plate: int | None = None) -> Details:
    """Return what a file tells of itself; what it is, its first bytes decide.

    `plate` counts from 1. Reads the ends and indices only. Never raises: whatever is
    wrong is in `problem`.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if reader := READERS.get(start):
            return clean(reader(path, plate))
        if start and suffix in PROMISES:
            return unreadable(PROMISES[suffix])
        return clean(read_text(FileSource(path)))
    except OSError as err:
        return unreadable(err.strerror or str(err))


def clean(details: Details) -> Details:
    """Return details without what databases and JSON refuse: NUL, half characters."""
    values = {item.name: getattr(details, item.name) for item in fields(details)}
    return replace(details, **{name: _clean(v) for name, v in values.items()})


def _clean(value: Any) -> Any:
    """Return a value with its texts made clean."""
    match value:
        case str():
            return value.replace("\0", "").encode("utf-8", "replace").decode()
        case list():
            return [_clean(item) for item in value]
        case dict():
            return {_clean(key): _clean(item) for key, item in value.items()}
        case Phrase(key, values):
            return Phrase(key, tuple((name, _clean(item)) for name, item in values))
        case tuple() if value and isinstance(value[0], Plate):
            return tuple(_clean_plate(plate) for plate in value)
    return value


def _clean_plate(plate: Plate) -> Plate:
    """Return a plate with its texts made clean."""
    texts = ("name", "filament_type", "filament_color")
    return replace(plate, **{name: _clean(getattr(plate, name)) for name in texts})


def read_beside(path: Path, plate: int | None) -> tuple[Thumbnail, ...]:
    """Return the pictures that lie beside a plate's G-code in an archive.

    They are the first of all that `read_details` tells, and found without its reading.
    """
    try:
        with path.open("rb") as file:
            packed = file.read(4) == ZIP
        return list_pictures(path, plate) if packed else ()
    except OSError:
        return ()


def read_thumbnail(path: Path, thumbnail: Thumbnail) -> bytes | None:
    """Return the bytes of a picture in a file; None when they are gone or broken."""
    try:
        data = _read(path, thumbnail)
    except OSError, PackageError:
        return None
    return decode(data) if thumbnail.in_text else data


def _read(path: Path, thumbnail: Thumbnail) -> bytes:
    """Return the bytes where a picture is. Raises OSError or PackageError."""
    start, length = thumbnail.offset, min(thumbnail.length, MAX_PICTURE)
    if thumbnail.member is None:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(length)
    package = Package(path)
    if (member := package.find(thumbnail.member)) is None:
        raise PackageError(phrase("file.member_gone", member=thumbnail.member))
    stop = min(start + length, MAX_REACH)
    return b"".join(package.stream(member, stop))[start:stop]
